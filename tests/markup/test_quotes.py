"""Straight quotation marks become those of the language, in prose and nowhere else."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.markup.markdown import render
from blogcli.markup.quotes import curled, marks_of


def curl(text: str, language: str = "en") -> str:
    return curled(render(text).html, marks_of(language)).strip()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "“Sì”"),
        ("sw", "“Sì”"),
        ("it", "«Sì»"),
        ("it-CH", "«Sì»"),
        ("de", "„Sì“"),
        ("de-AT", "„Sì“"),
        ("de-CH", "«Sì»"),
        ("pl", "„Sì”"),
        ("sv", "”Sì”"),
        ("fr", "«\u00a0Sì\u00a0»"),
        ("pt", "“Sì”"),
        ("pt-PT", "«Sì»"),
        ("ja", "「Sì」"),
        ("zh", "“Sì”"),
        ("zh-Hant-TW", "「Sì」"),
    ],
)
def test_each_language_has_its_own(language: str, said: str) -> None:
    assert curl('Disse: "Sì".', language) == f"<p>Disse: {said}.</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('"a" ("b"), "c"-"d" *"e"* "*f*"', "“a” (“b”), “c”-“d” <em>“e”</em> “<em>f</em>”"),
        ("\"'a' b\" 'c'", "“‘a’ b” ‘c’"),
        ("l'alba, the dogs' it's '90s 'tis", "l’alba, the dogs’ it’s ’90s ’tis"),
        ('l\'"alba"', "l’“alba”"),
        ('6" e 7\' e "due', "6&quot; e 7' e &quot;due"),
        ('צה"ל "צה"ל"', "צה&quot;ל “צה&quot;ל”"),
        ('他说"你好"。', "他说“你好”。"),
        ('"`a"`" b', "“<code>a&quot;</code>” b"),
        ('[a "b"](c "d \\"e\\"")', '<a href="c" title="d &quot;e&quot;">a “b”</a>'),
        ('![a "b"](c.jpg) "d"', '<img src="c.jpg" alt="a &quot;b&quot;"> “d”'),
        ('<b title="\'x\'">"b"</b>', "<b title=\"'x'\">“b”</b>"),
        ('\\"a\\" <!-- "b" \'c\' -->', "“a” <!-- \"b\" 'c' -->"),
    ],
)
def test_what_becomes_of_a_paragraph(text: str, html: str) -> None:
    assert curl(text) == f"<p>{html}</p>"


def test_no_pair_reaches_from_one_block_to_the_next() -> None:
    assert curl('- "a\n- b"\n') == "<ul>\n<li>&quot;a</li>\n<li>b&quot;</li>\n</ul>"


@pytest.mark.parametrize(
    "text", ["```\n'a' \"b\"\n```", '<script>\nlet a = "it\'s";\n</script>', '    "a"', '<svg><text>"a"</text></svg>']
)
def test_what_is_no_prose_stays(text: str) -> None:
    assert curl(text) == render(text).html.strip()


def test_a_heading_keeps_its_anchor() -> None:
    assert curl('## L\'"alba"', "it") == '<h2 id="l-alba">L’«alba»</h2>'


PIECES = st.sampled_from(
    ['"', "'", "a", " ", "*", "`", "\n\n", "- ", "<b>", "</b>", '<i title="x">', "[a](b)", "1", "."]
)


@given(pieces=st.lists(PIECES, max_size=20))
def test_nothing_but_marks_changes(pieces: list[str]) -> None:
    html = render("".join(pieces)).html
    before, after = (
        html5lib.parseFragment(each, namespaceHTMLElements=False) for each in (html, curl("".join(pieces)))
    )
    straight = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "‘": "'", "’": "'"})
    assert "".join(after.itertext()).translate(straight).strip() == "".join(before.itertext()).strip()
    assert [(each.tag, each.attrib) for each in after.iter()] == [(each.tag, each.attrib) for each in before.iter()]
