"""The fields of front matter, and a quick way to read them where no reader of YAML can differ about its lines.

Nearly all front matter is lines like `key: a few words`, and libyaml's events cost ten times what a pattern does. The
quick way gives exactly what libyaml does or nothing at all: whatever is odd, and every error, is left to yamltext.
"""

from __future__ import annotations

import re
from typing import NamedTuple

Value = str | list["Value"] | dict[str, "Value"]


class Field(NamedTuple):
    """A top-level key's value, its line in the file (from 1), and the span of its lines in the text."""

    value: Value
    line: int
    start: int
    end: int


# Line breaks and marks beyond Latin-1 that YAML treats in its own way. In the patterns' sets they would make compiling
# take ten times as long, at the start of every command.
_ODD = ("\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff")
_KEY = r"(\w[\w-]{0,63}):"  # libyaml looks for the colon within 1024 characters
# No sign of YAML's at the start, no `: ` or ` #` within, no colon or space at the end.
_WORDS = r"([^\x00-#%-'*,\-:>?@\[\]`{-}\x7f-\xa0](?>(?:[^\x00- :\x7f-\xa0]++|[ ]++(?![#\n])|:(?![ \n]))*))"
_QUOTED = r'"([^\x00-\x1f"\\\x7f-\xa0]*+)"'
_ITEM = r"\w(?>(?:[^\x00- #,:?\[\]{}\x7f-\xa0]|[ ]++(?![,\]]))*)"
_LIST = rf"\[[ ]*+({_ITEM}(?>(?:[ ]*+,[ ]*+{_ITEM})*))[ ]*+\]"
_NOTE = r"\#[^\x00-\x1f\x7f-\xa0]*+"
_END = rf"[ ]*+(?>(?:(?<= ){_NOTE})?)\n"
_BLOCK = r"\n((?>(?:[ ]++[^ \n][^\n]*+\n)+))"
_INNER = re.compile(rf"^(([ ]++){_KEY}[ ]++(?:{_WORDS}|{_QUOTED}){_END})", re.MULTILINE)
_ENTRY = re.compile(
    rf"^((?:{_KEY}(?:[ ]++(?:{_WORDS}|{_QUOTED}|{_LIST}){_END}|{_BLOCK})|[ ]*+(?>(?:{_NOTE})?)\n))", re.MULTILINE
)


def read_plain(head: str, offset: int) -> dict[str, Field] | None:
    """The fields of front matter `head`, which starts at `offset` of its file; None where it takes libyaml to tell."""
    if not head.isascii() and any(sign in head for sign in _ODD):
        return None
    fields: dict[str, Field] = {}
    line, start = 2, offset
    for lines, key, words, quoted, items, block in _ENTRY.findall(head):
        end = start + len(lines)
        if key:
            value = _items(items) if items else _mapping(block) if block else words or quoted
            if value is None or key in fields:
                return None
            fields[key] = Field(value, line, start, end)
        line += lines.count("\n") if block else 1
        start = end
    # The entries stand one behind the other where they leave nothing out.
    return fields if fields and start == offset + len(head) else None


def _items(text: str) -> Value:
    return [item.strip(" ") for item in text.split(",")]


def _mapping(block: str) -> Value | None:
    """A mapping one level deep, of its lines."""
    found = _INNER.findall(block)
    values: Value = {key: words or quoted for _, _, key, words, quoted in found}
    whole = sum(len(lines) for lines, *_ in found) == len(block)
    level = len({indent for _, indent, *_ in found}) == 1
    return values if whole and level and len(values) == len(found) else None
