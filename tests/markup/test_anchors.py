"""The ids of headings: once each in a page, the writer's before all, and the original's in every version."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.markup.anchors import like
from blogcli.markup.markdown import render


def ids(html: str) -> list[str]:
    return re.findall(r'<h\d id="([^"]*)"', html)


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("## Il mare", ["il-mare"]),
        ("## Il mare {#acqua}", ["acqua"]),
        ("## Il mare {#acqua} ##", ["acqua"]),
        ("Il mare {#acqua}\n---", ["acqua"]),
        ("## {#acqua}", ["acqua"]),
        ("## Acqua\n\n## Il mare {#acqua}", ["acqua-2", "acqua"]),
        ("## Uno {#x}\n\n## Due {#x}", ["x", "x-2"]),
        ("## Uno {#_x}", ["uno-x"]),
        ("## Uno {#a b}", ["uno-a-b"]),
        ('## Uno {#a"b}', ["uno-a-b"]),
        ("## Uno `{#x}`", ["uno-x"]),
        ("## Uno {#x} e due", ["uno-x-e-due"]),
        ("## 日本 {#日本語}", ["日本語"]),
        ('<h2 id="uno">Altro</h2>\n\n## Uno', ["uno", "uno-2"]),
        ('<p id="uno">Altro</p>\n\n## Uno\n\n## Due {#uno}', ["uno-3", "uno-2"]),
        ("## !", ["section"]),
    ],
)
def test_a_heading_s_anchor(text: str, anchors: list[str]) -> None:
    assert ids(render(text).html) == anchors


def test_an_explicit_anchor_is_no_part_of_the_text() -> None:
    found = render("## Il mare {#acqua}\n\nQui.\n\n<!--more-->\n\nPoi.")
    assert found.html.startswith('<h2 id="acqua">Il mare</h2>\n')
    assert found.summary.startswith("<h2>Il mare</h2>\n")
    inside = render("- ## Il mare {#acqua}\n  <!--more-->\n- Poi.")
    assert "{#" not in inside.html + inside.summary


def test_a_translation_s_heading_answers_to_its_own_words_too() -> None:
    found = render("[a](#the-sea) and [b](#il-mare)\n\n## The sea {#acqua}\n\n### Shore\n\n### Sand")
    html = like(found.html, found.headings, render("## Il mare\n\n### Riva\n\n### Shore").headings)
    assert re.findall(r"<h.*</h.>", html) == [
        '<h2 id="acqua"><span id="il-mare"></span>The sea</h2>',
        '<h3 id="riva">Shore</h3>',  # its own is the next one's
        '<h3 id="shore"><span id="sand"></span>Sand</h3>',
    ]
    assert 'href="#the-sea"' in html  # as it was written


@given(*[st.lists(st.tuples(st.integers(2, 4), st.sampled_from(["A", "B", "B {#c}", "C", "D {#a}"])))] * 2)
def test_no_anchor_is_there_twice(ours: list[tuple[int, str]], theirs: list[tuple[int, str]]) -> None:
    found, original = (render("\n\n".join(f"{'#' * level} {text}" for level, text in each)) for each in (ours, theirs))
    names = re.findall(r'id="([^"]+)"', like(found.html, found.headings, original.headings))
    assert len(names) == len(set(names))
    assert {heading.anchor for heading in found.headings} <= set(names)


def translated(text: str, original: str) -> list[str]:
    found = render(text)
    return ids(like(found.html, found.headings, render(original).headings))


@pytest.mark.parametrize(
    ("original", "text", "anchors"),
    [
        ("## Uno\n\n### A\n\n## Due", "## One\n\n### Ay\n\n## Two", ["uno", "a", "due"]),
        # By their places among those of their level, wherever these stand.
        ("## Uno\n\n### A\n\n## Due", "## One\n\n## Two\n\n### Ay", ["uno", "due", "a"]),
        # One more of a level: that level keeps its own.
        ("## Uno\n\n### A", "## One\n\n### Ay\n\n### Bee", ["uno", "ay", "bee"]),
        ("## Uno", "## One\n\n## Uno", ["one", "uno"]),
        ("### Uno", "## One\n\n### Two", ["one", "uno"]),
        # The writer's own counts, in either.
        ("## Uno {#eins}\n\n## Due", "## One\n\n## Two {#two}", ["eins", "two"]),
        ("## Uno\n\n## Due", "## One {#due}\n\n## Two", ["due", "due-2"]),
        # What the original's anchors are is not what others may be.
        ("## Uno", "### Uno\n\n## One", ["uno-2", "uno"]),
        ("## Uno", '<p id="uno">x</p>\n\n## One', ["uno-2"]),
        ("Niente.", "## One", ["one"]),
        ("## Uno", "Nothing.", []),
    ],
)
def test_a_translation_s_anchors_are_the_original_s(original: str, text: str, anchors: list[str]) -> None:
    assert translated(text, original) == anchors
