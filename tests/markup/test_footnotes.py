"""Footnotes of authors' texts: whole, numbered as they are cited, with a way back to each place."""

from __future__ import annotations

import re

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.markup.lint import Fault, lint
from blogcli.markup.markdown import render
from tests.markup.html_events import words


def notes(html: str) -> list[str]:
    """The texts of the notes below a text, without the signs that lead back."""
    _, _, below = html.partition('<div class="footnotes">')
    below = re.sub(r'<a href="#fnref-[^"]*" class="footnote">.*?</a>', "", below)
    return [
        " ".join(words(note))
        for note in re.findall(r"<li id=\"fn-\d+\">(.*?)</li>(?=\n<li id|\n</ol>\n</div>)", below, re.S)
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a[^1]\n\n[^1]: one line\nand another.", ["one line and another"]),
        ("a[^1]\n\n[^1]: one line\n  and another.\n    And more.", ["one line and another And more"]),
        ("a[^1]\n\n[^1]: one\n\n    two\n\n    > three\n\nb", ["one two three"]),
        ("a[^1]\n\n[^1]:\n    one", ["one"]),
        ("a[^1] b[^2]\n\n[^1]: one\n[^2]: two\nlines", ["one", "two lines"]),
        ("a[^1]\n[^1]: right below", ["right below"]),
        ("a[^1]\n\n[^1]: - b\n    - c", ["b c"]),
        ("a[^1]\n\n[^1]: see[^2]\n\n[^2]: that", ["see 2", "that"]),
        ("a[^2] b[^1]\n\n[^1]: one\n\n[^2]: two", ["two", "one"]),
        ("a[^1] b[^1]\n\n[^1]: one", ["one"]),
        ("a[^Über]\n\n[^über]: one", ["one"]),
        ("a[^1]\n\n> [^1]: in a quote\n\nb", ["in a quote"]),
        ("- a[^1]\n\n  [^1]: in a list\n- b", ["in a list"]),
        ("a[^1]\n\n[^1]: one\n\n[^1]: two", ["one"]),
        ("a[^1]\n\n[^1]: me[^1]", ["me 1"]),
        ("wow![^1]\n\n[^1]: one", ["one"]),
        ("|a[^1]|\n|-|\n|b|\n\n[^1]: one", ["one"]),
    ],
)
def test_a_note_is_shown_whole(text: str, shown: list[str]) -> None:
    assert notes(render(text).html) == shown


def test_a_note_that_is_cited_again_leads_back_to_each_place() -> None:
    html = render("a[^1] b[^2] c[^1] d[^1]\n\n[^1]: one\n[^2]: two[^1]\n").html
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert (
        sorted(ids) == sorted(set(ids)) == ["fn-1", "fn-2", "fnref-1", "fnref-1-2", "fnref-1-3", "fnref-1-4", "fnref-2"]
    )
    leading = [str(element.get("href"))[1:] for element in tree.iter("a")]
    assert sorted(set(leading)) == sorted(set(ids))


@pytest.mark.parametrize("heading", ["## The sea[^1]", "The sea[^1]\n---", "## The sea[^1] {#sea}", "## [^1]The sea"])
def test_a_note_has_no_part_in_a_heading_s_anchor(heading: str) -> None:
    found = render(f"{heading}\n\n[^1]: one\n")
    assert found.headings[0].anchor in {"the-sea", "sea"}
    assert notes(found.html) == ["one"]


def test_a_note_has_no_part_in_what_stands_for_an_image_and_none_is_a_link_in_a_link() -> None:
    html = render("![The *sea*[^1]](a.png) [there[^1]](b)\n\n[^1]: one\n").html
    assert 'alt="The sea"' in html
    assert '<a href="b">there</a><sup class="footnote-ref" id="fnref-1"><a href="#fn-1">1</a></sup>' in html


def test_the_summary_and_the_whole_know_the_same_notes() -> None:
    found = render("a[^1]\n\n<!--more-->\n\nb[^2]\n\n[^1]: one\n[^2]: two\n")
    assert found.summary == "<p>a</p>"
    assert notes(found.html) == ["one", "two"]


def test_what_comes_to_nothing_is_found_by_line() -> None:
    text = (
        "# a[^1]\n\nb\nc[^missing] `[^code]` \\[^escaped]\n\n[^1]: one[^in a]\n[^unused]: two\n\n- d[^gone]\n\n"
        "![e[^alt]](f)\n\n[^alt]: x\n"
    )
    assert [(found.fault, found.line, found.text) for found in lint(text)] == [
        (Fault.MISSING, 4, "missing"),
        (Fault.UNCITED, 7, "unused"),
        (Fault.MISSING, 9, "gone"),
        (Fault.UNCITED, 13, "alt"),
    ]


def test_a_note_cited_by_a_note_that_nothing_cites_is_found_as_well() -> None:
    assert [found.line for found in lint("a\n\n[^1]: one[^2]\n[^2]: two\n")] == [3, 4]


PLACES, ENDINGS = st.sampled_from(["", "> ", "- ", "1. "]), st.sampled_from(["\n", "\n\n", "\nlazy\n"])


@settings(max_examples=150)
@given(st.lists(st.tuples(PLACES, st.booleans(), ENDINGS)))
def test_each_note_that_is_cited_is_shown_once_in_whatever_it_stands(written: list[tuple[str, bool, str]]) -> None:
    cited = [number for number, (_, is_cited, _) in enumerate(written) if is_cited]
    defined = [f"{prefix}[^{number}]: note{number}{end}\n" for number, (prefix, _, end) in enumerate(written)]
    shown = words(render(f"text {' '.join(f'[^{number}]' for number in cited)}\n\n{''.join(defined)}").html)
    assert [word for word in shown if word.startswith("note")] == [f"note{number}" for number in cited]
