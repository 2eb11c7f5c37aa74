"""How long a text takes to read, by the scripts it is written in."""

from __future__ import annotations

import pytest

from blogcli.markup.markdown import render
from blogcli.markup.reading import CHARACTERS, WORDS, minutes_to_read


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 1),
        ("![](sea.jpg)", 1),
        ("A word.", 1),
        ("sea " * WORDS * 7, 7),
        ("маре " * WORDS * 7, 7),
        ("더 " * WORDS * 7, 7),  # Korean has spaces between its words
        ("بحر " * WORDS * 7, 7),
        ("海" * CHARACTERS * 7, 7),
        ("うみ" * (CHARACTERS // 2) * 7, 7),
        ("𠀀" * CHARACTERS * 7, 7),  # beyond the 16 bits
        ("海" * CHARACTERS * 2 + " sea" * WORDS * 3, 5),
        ("*one* [two](https://far.example/a/b) " * (WORDS // 2) * 4, 4),
        ("Read:\n\n```python\n" + "x = 1\n" * 5000 + "```\n", 1),
        ("<script>" + "x " * 5000 + "</script>\n", 1),
    ],
)
def test_words_and_characters_take_their_time_and_code_takes_none(text: str, minutes: int) -> None:
    assert minutes_to_read(render(text).html) == minutes


def test_time_is_rounded() -> None:
    assert [minutes_to_read("sea " * round(WORDS * minutes)) for minutes in (0.1, 1.4, 1.6, 9.4)] == [1, 1, 2, 9]


@pytest.mark.parametrize("text", ["*il* mare [e](https://far.example/) ", "- il mare e\n", "il e\n\n", "> il mare e\n"])
def test_it_takes_as_long_where_words_are_counted_by_their_spaces_as_where_tags_are_looked_at(text: str) -> None:
    html = render(text * WORDS * 3).html
    assert abs(minutes_to_read(html) - minutes_to_read(f"{html}  海")) <= 1
    assert minutes_to_read(html.replace("\n", "\n    ")) == minutes_to_read(f"{html}  海")
