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


# What YAML calls printable beyond ASCII, but for its line breaks and the byte order mark.
_FAR = r"\xa1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_KEY = r"(\w[\w-]{0,63}):"  # libyaml looks for the colon within 1024 characters
# No sign of YAML's at the start, no `: ` or ` #` within, no colon or space at the end.
_WORDS = rf"([$()+./0-9;<=A-Z\\^_a-z~{_FAR}](?:[!-9;-~{_FAR}]++|[ ]++(?![#\n])|:(?![ \n]))*+)"
_QUOTED = rf'"([ !#-\[\]-~{_FAR}]*+)"'
_ITEM = r"\w(?:[\w.+/()'’-]|[ ]++(?![,\]]))*+"
_LIST = rf"\[[ ]*+({_ITEM}(?:[ ]*+,[ ]*+{_ITEM})*+)[ ]*+\]"
_NOTE = rf"\#[ -~{_FAR}]*+"
_END = rf"[ ]*+(?:(?<= ){_NOTE})?+\n"
_BLOCK = r"\n((?:[ ]++[^ \n][^\n]*+\n)++)"
_INNER = re.compile(rf"^(([ ]++){_KEY}[ ]++(?:{_WORDS}|{_QUOTED}){_END})", re.MULTILINE)
_ENTRY = re.compile(
    rf"^((?:{_KEY}(?:[ ]++(?:{_WORDS}|{_QUOTED}|{_LIST}){_END}|{_BLOCK})|[ ]*+(?:{_NOTE})?+\n))", re.MULTILINE
)


def read_plain(head: str, offset: int) -> dict[str, Field] | None:
    """The fields of front matter `head`, which starts at `offset` of its file; None where it takes libyaml to tell."""
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
