"""Front matter read the quick way: whatever it answers, libyaml answers too, to the letter and the line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from blogcli.content.fields import read_plain
from blogcli.content.yamltext import read_mapping

HERE = Path("post.md")
law = settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])

# Every sign that means something in YAML, the line breaks it knows, and letters of many kinds.
SIGNS = "-?:,[]{}#&*!|>'\"%@`=<~.$()+/;^_\\ \t\r\n\x85\xa0\u2028\u2029\ufeff\ufffe\x00\x7f"
LETTERS = "abN019eéßк日\u0301\u200b\u202e\ufffd\U000e0001😀"
ANY = st.text(st.sampled_from(SIGNS + LETTERS) | st.characters(exclude_categories=["Cs"]), max_size=2)
ODD = st.sampled_from(["12:30", "x#y", "-", "#", "&", "a:", ":a", "?", "'", "  ", "://", "\\x", "no", "1e3", "<<", "="])
WORD = st.sampled_from(["a", "è", "日😀", "2026-02-12T09:00:00+01:00", "https://a.example/b?c=d#e"])
TEXT = st.lists(WORD | WORD | ODD, min_size=1, max_size=4).map(" ".join)
KEYS = ["title", "tags", "über", "x-1", "_", "1", "日", "a" * 64, "a" * 65]
ENDS = st.sampled_from(["", "", "", " ", " # a note: here", "# none", "  #"])
FORMS = [
    "KEY: TEXTEND",
    "KEY:  TEXTEND",
    'KEY: "TEXT"END',
    "KEY: [TEXT, TEXT]END",
    "KEY: [ a-b ,TEXT ]END",
    "KEY:\n    a: TEXTEND\n    b: TEXT",
    "KEY:\n  a: TEXTEND\n   b: TEXT",
    "KEY:\n  a: b\n  # between\n  è: TEXTEND",
    "KEY: TEXTEND\n  TEXT",
    "KEY:END",
    "  # TEXT",
    "  ",
    "",
]


@st.composite
def heads(draw: st.DrawFn) -> str:
    """Front matter nearly as the quick way knows it, with some signs dropped, and others set in."""
    lines = []
    for key in draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=4, unique=True)):
        pieces = re.split("(KEY|TEXT|END)", draw(st.sampled_from(FORMS)))
        known = {"KEY": st.just(key), "TEXT": TEXT, "END": ENDS}
        lines += [draw(known[piece]) if piece in known else piece for piece in pieces] + ["\n"]
    text = "".join(lines)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(ANY) + text[at + draw(st.integers(0, 2)) :]
    return text


@law
@given(head=heads(), offset=st.integers(0, 9))
@example(head="a: b\n" * 2, offset=4)
@example(head="a: b\n  c: d\n", offset=4)
def test_the_quick_way_says_what_libyaml_says_or_nothing(head: str, offset: int) -> None:
    quick = read_plain(head, offset)
    if quick is not None:
        assert list(quick.items()) == list(read_mapping(head, offset, HERE).items())


@pytest.mark.parametrize(
    "head",
    [
        "title: Networking dreams & more, (2011)\ndate: 2011-06-23T08:15:00+02:00\ntags: [reti, l'altra volta]\n",
        'author: Lia  # who is she?\nurl: https://lia.example/a?b=c#d\nreply_to: "20150723T180000Z-000002"\n',
        "# a note\n\ntitle: Sogni – “di rete”\ntranslated_from:\n    language: it\n    date: 2011-06-23\ndraft: true\n",
        'title: "A: b # c"\nsummary: ""\n',
    ],
)
def test_what_blogcli_and_most_people_write_is_read_the_quick_way(head: str) -> None:
    quick = read_plain(head, 4)
    assert quick is not None
    assert list(quick.items()) == list(read_mapping(head, 4, HERE).items())


@pytest.mark.parametrize(
    "head", ["", "# a note\n", "a: b\na: c\n", "a:\n", "a:\nb: c\n", "a: b: c\n", "a: b\r\n", "a: b"]
)
def test_what_is_odd_or_wrong_is_left_to_libyaml(head: str) -> None:
    assert read_plain(head, 4) is None
