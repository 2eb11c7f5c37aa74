"""Front matter as text: what is read from it, and which lines an edit may touch."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from blogcli.content import frontmatter
from blogcli.content.frontmatter import Verbatim
from blogcli.errors import SourceError, UsageError

if TYPE_CHECKING:
    from blogcli.content.fields import Value

HERE = Path("post.md")
MOMENT = datetime.fromisoformat("2026-02-10T09:30:15.500+01:00")


def read(text: str) -> dict[str, Value]:
    return {key: field.value for key, field in frontmatter.parse(text, HERE).fields.items()}


def edited(text: str, **changes: object) -> str:
    return frontmatter.edit(frontmatter.parse(text, HERE), changes, HERE)


# Read


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("", {}),
        ("\n\n", {}),
        ("# solo una nota\n", {}),
        ("a: b\n...\n", {"a": "b"}),
        ("a:\nb: ''\nc: ~\nd: null\n", {"a": "", "b": "", "c": "~", "d": "null"}),
        ("a: no\nb: 12:30\nc: 0o17\nd: 1e3\n", {"a": "no", "b": "12:30", "c": "0o17", "d": "1e3"}),
        ("{a: b, c: [d]}\n", {"a": "b", "c": ["d"]}),
        ("a: 'b: c'\nd: e#f  # g\n", {"a": "b: c", "d": "e#f"}),
        ("a: |\n  uno\n   due\n\nb: >-\n  uno\n  due\n", {"a": "uno\n due\n", "b": "uno due"}),
        ("a: |2+\n   x\n\n", {"a": " x\n\n"}),
        ("? a\n: b\n", {"a": "b"}),
        ("'a': 'it''s'\n\"b\": \"\\u00e9\\n\"\n", {"a": "it's", "b": "é\n"}),
        ("<<: {a: b}\n=: c\n", {"<<": {"a": "b"}, "=": "c"}),
        ("no: a\n1: b\n2026-01-01: c\n", {"no": "a", "1": "b", "2026-01-01": "c"}),
        ("a: [[[[[[[x]]]]]]]\n", {"a": [[[[[[["x"]]]]]]]}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_scalar_is_the_text_that_stands_there(head: str, fields: dict[str, object], newline: str) -> None:
    text = f"---\n{head}---\nCorpo.\n".replace("\n", newline)
    assert read(text) == fields
    assert frontmatter.parse(text, HERE).content == f"Corpo.{newline}"
    assert read("\ufeff" + text) == fields


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: [[[[[[[[x]]]]]]]]\n", 2, "nested deeper than 8"),
        ("a: 1\nb:\n  c: {d: {e: {f: {g: {h: {i: {j: k}}}}}}}\n", 4, "nested deeper than 8"),
        ("a: &x 1\n", 2, "anchors"),
        ("a: [1, *x]\n", 2, "anchors"),
        ("a: !!str 1\n", 2, "the tag tag:yaml.org,2002:str is not allowed"),
        ("a: !mio 1\n", 2, "the tag !mio is not allowed"),
        ("a:\n  - !!python/object/apply:os.system [ls]\n", 3, "is not allowed"),
        ("a: 1\n\n\nA: 2\na: 3\n", 6, "the key 'a' stands twice"),
        ("'a': 1\n\"a\": 2\n", 3, "the key 'a' stands twice"),
        ("{a: 1, a: 2}\n", 2, "the key 'a' stands twice"),
        ("a: b\n--- # due\n", 3, "must be one document"),
        ("a: b\n...\nc: d\n", 4, "malformed front matter"),
        ("a: 'b\n", None, "malformed front matter"),
        ("a: `b`\n", 2, "malformed front matter"),
        ("a: @b\n", 2, "malformed front matter"),
        ("a: \x07\n", 2, "control characters"),
        ("a b\n", 2, "must be keys and values"),
        ("[a, b]\n", 2, "must be keys and values"),
        ("{[a]: b}\n", 2, "a key must be a word"),
        ("'': b\n", 2, "a key must be a word"),
    ],
)
def test_what_is_more_than_text_is_refused_with_its_line(text: str, line: int | None, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(f"---\n{text}---\n")
    assert message in caught.value.message
    assert line is None or caught.value.line == line


@pytest.mark.parametrize(
    ("head", "line"),
    [
        *((f"{mark}title: a\ndate: [\n\n", 5) for mark in ("", "\ufeff")),
        ("title: é\r\ndate: [\n", 4),
        *((f"title: a{sign} b\ndate: ]\n", 3) for sign in ("\x85", "\u2028", "\u2029")),
    ],
)
def test_a_fault_is_on_the_line_an_editor_shows(head: str, line: int) -> None:
    with pytest.raises(SourceError, match="malformed") as caught:
        read(f"---\n{head}---\n")
    assert caught.value.line == line


@pytest.mark.parametrize("marks", ["\ufeff", "\ufeff\ufeff"])
def test_a_byte_order_mark_in_the_front_matter_moves_no_key(marks: str) -> None:
    text = f"---\n{marks}title: a\ndate: b\n---\n"
    assert frontmatter.parse(text, HERE).fields["date"].line == 3
    assert edited(text, date="c") == f"---\n{marks}title: a\ndate: c\n---\n"
    assert not frontmatter.parse(f"---\n{marks}{{title: a}}\n---\n", HERE).block


@pytest.mark.parametrize("head", ["''\n", '""\na: b\n', "|\na: b\n"])
def test_a_text_is_no_front_matter_even_an_empty_one(head: str) -> None:
    with pytest.raises(SourceError):
        read(f"---\n{head}---\n")


@pytest.mark.parametrize(("head", "key"), [("''\n", "a"), ("a: b\n", "#c")])
def test_an_edit_sets_its_keys_or_is_refused(head: str, key: str) -> None:
    try:
        text = edited(f"---\n{head}---\n", **{key: "x"})
    except SourceError:
        return
    assert read(text)[key] == "x"


@pytest.mark.parametrize("size", [frontmatter.MAX_BYTES, frontmatter.MAX_BYTES + 1])
@pytest.mark.parametrize("letter", ["x", "é"])
def test_front_matter_is_at_most_32_kib_of_utf_8(size: int, letter: str) -> None:
    width = len(letter.encode())
    head = f"a: {letter * ((size - 4) // width)}" + "#" * ((size - 4) % width)
    text = f"---\n{head}\n---\n" + "Il corpo non conta. " * 5000
    if size == frontmatter.MAX_BYTES:
        assert len(str(read(text)["a"])) > 100
    else:
        with pytest.raises(SourceError, match="longer than 32 KiB"):
            read(text)


@pytest.mark.parametrize(
    "body",
    ["---\n", "a\n---\nb\n---\n", "<<<<<<< quasi\n", "\n\n  x", "", "\r\n", "\ufeffx", "a\rb\u2028c"],
)
def test_the_body_is_all_that_stands_behind_the_closing_line(body: str) -> None:
    assert frontmatter.parse(f"---\na: b\n---\n{body}", HERE).content == body
    assert frontmatter.parse(frontmatter.compose({"a": "b"}, body), HERE).content == body


# Written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Una passeggiata", "Una passeggiata"),
        ("caffè-2/3 (bis)", "caffè-2/3 (bis)"),
        ("no", '"no"'),
        ("Off", '"Off"'),
        ("null", '"null"'),
        ("NaN", '"NaN"'),
        ("12:30", '"12:30"'),
        ("2026", '"2026"'),
        ("~", '"~"'),
        ("", '""'),
        (" a", '" a"'),
        ("a ", '"a "'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ('"a\\b"', r'"\"a\\b\""'),
        ("a\nb\tc\r", r'"a\nb\tc\r"'),
        ("\x07\x85\u2028\ufeff", r'"\u0007\u0085\u2028\ufeff"'),
        ("日本語", "日本語"),
        ("🎈", '"🎈"'),
        (True, "true"),
        (False, "false"),
        (MOMENT, "2026-02-10T09:30:15+01:00"),
        (Verbatim("2026  # nota"), "2026  # nota"),
        (["a", "no", "b, c"], '[a, "no", "b, c"]'),
        ([], "[]"),
    ],
)
def test_a_value_is_written_plain_where_every_reader_takes_it_for_that_text(value: object, written: str) -> None:
    assert frontmatter.format_value(value) == written


def test_a_key_without_a_value_has_no_line_and_a_mapping_a_block() -> None:
    fields = {"a": None, "b": {"c": "no", "d": Verbatim("2026-01-01")}, "e": "x"}
    assert frontmatter.compose(fields, "Corpo") == '---\nb:\n    c: "no"\n    d: 2026-01-01\ne: x\n---\nCorpo'


def test_a_body_that_would_read_as_a_merge_is_not_written() -> None:
    with pytest.raises(UsageError, match="unresolved merge"):
        frontmatter.compose({"a": "b"}, "x\n<<<<<<< uno\na\n=======\nb\n>>>>>>> due\n")


# Edited

STYLED = """\
---
# in testa
title: 'Una  gita'   # il titolo
tags:
  - mare

  # in mezzo
  - monti   # alti

summary: >-
  In
  breve.

# prima della bozza
"draft" : true  # non ancora
mood: {a: b,
  c: d}
---
Corpo.
---
"""


@pytest.mark.parametrize(
    ("changes", "was", "now"),
    [
        ({"draft": None}, '"draft" : true  # non ancora\n', ""),
        ({"draft": False}, '"draft" : true  # non ancora\n', "draft: false\n"),
        ({"title": "no"}, "title: 'Una  gita'   # il titolo\n", 'title: "no"\n'),
        ({"tags": ["a"]}, "tags:\n  - mare\n\n  # in mezzo\n  - monti   # alti\n", "tags: [a]\n"),
        ({"mood": None}, "mood: {a: b,\n  c: d}\n", ""),
        ({"mood": {"a": "e"}}, "mood: {a: b,\n  c: d}\n", "mood:\n    a: e\n    c: d\n"),
        ({"mood": {"a": "e", "c": None}}, "mood: {a: b,\n  c: d}\n", "mood:\n    a: e\n"),
        ({"date": Verbatim("2026-01-01")}, "  c: d}\n", "  c: d}\ndate: 2026-01-01\n"),
        ({"date": None}, "", ""),
        ({}, "", ""),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_edit_changes_the_lines_of_its_keys_alone(
    changes: dict[str, object], was: str, now: str, newline: str
) -> None:
    text = STYLED.replace("\n", newline)
    assert edited(text, **changes) == STYLED.replace(was, now, 1 if was else 0).replace("\n", newline)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("---\n{a: b, c: d}\n---\n", {"a": "x"}),
        ("---\n# nota\n{a: b}\n---\n", {"c": "x"}),
        ("---\na: b\u2028c: d\n---\n", {"a": "x"}),  # two keys on what is one line to an editor
        ("---\na: b\rc: d\n---\n", {"c": None}),
        ("---\n a: b\n c: d\n---\n", {"e": "x"}),
        ("---\na: b\n...\n---\n", {"c": "x"}),
        ("---\na: b\n---\n", {"a": Verbatim("x\n---\nfuori: y")}),
        ("---\na: b\nc: d\n---\n", {"a": Verbatim("x\nc: y")}),
    ],
)
def test_what_can_t_be_edited_line_by_line_is_refused(text: str, changes: dict[str, object]) -> None:
    with pytest.raises(SourceError):
        edited(text, **changes)


@pytest.mark.parametrize("text", ["---\n a: b\n c: d\n---\n", "---\na: b\n...\n---\n"])
def test_a_file_that_is_well_formed_is_not_called_malformed(text: str) -> None:
    with pytest.raises(SourceError, match="can't edit"):
        edited(text, e="x")


def test_nothing_is_written_that_is_too_long_to_be_read_again() -> None:
    with pytest.raises(UsageError, match="would be longer than 32 KiB"):
        frontmatter.compose({"a": "è" * 16384}, "x\n")
    with pytest.raises(SourceError, match="would be longer than 32 KiB"):
        edited("---\na: b\n---\nx\n", a="è" * 16384)
