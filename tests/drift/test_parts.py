"""What stands in a version besides its words, and where."""

from __future__ import annotations

import pytest

from blogcli.drift.parts import IMAGE, LINK, parts_of


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("of /a/ and\n[b](/a/)", [2]),
        ("[b](/a/long) and\n[c](/a/)", [1, 2]),
        ("[b](/a/)\n[c](/a/)\nand\n[d](/a/)", [1, 2, 4]),
        ('<a href="/a/">b</a>\nand\n<a href=/a/>c</a>', [1, 3]),
        ("See <https://a.example>\nand https://a.example/b,\nor https://a.example.", [1, 2, 3]),
        ("https://a.example,\n[b](https://a.example)", [2, 1]),
        ("of a_b\n[c]( a\\_b )\n[d](/e/)", [2, 3]),
    ],
)
def test_a_link_is_named_by_the_line_that_holds_it(body: str, lines: list[int]) -> None:
    assert [part.line for part in parts_of(f"Above.\n\n{body}\n") if part.kind == LINK] == [2 + line for line in lines]


def test_a_picture_that_is_a_link_to_itself_is_found_once_for_each() -> None:
    assert [(part.kind, part.line) for part in parts_of("[![a](a.jpg)\n](a.jpg)")] == [(IMAGE, 1), (LINK, 2)]


@pytest.mark.parametrize("body", ["", "\n\n", " \t\n", "<!-- x -->\n", "<!--more-->", "<!-- never closed\n"])
def test_a_body_without_blocks_has_no_parts(body: str) -> None:
    assert parts_of(body) == []
