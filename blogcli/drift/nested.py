"""Scheme v1, frozen: quotes, lists and footnotes, each one block with all that stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.drift import patterns
from blogcli.drift.patterns import Raw, closes, code_of, fence_of, width, without

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence


def container_end(lines: Sequence[str], start: int, item: re.Match[str] | None) -> int:
    """Where a list, or without `item` a footnote, ends: it holds what is indented, and lazy lines."""
    offset = _offset(item) if item else 2
    end = at = start + 1
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line.strip(" \t"):
            continue
        other = patterns.ITEM.match(line) if item else None
        if item and other and item.groups() == other.groups():
            offset = _offset(other)
        elif width(line) < offset and (other or end < at - 1 or patterns.INTERRUPTS.match(line)):
            break
        end = at
    return end


def inside(kind: str, lines: Sequence[str], number: int) -> Raw:
    """A quote, list or note as one block: its text without the marks at the start of its lines, and its code."""
    text: list[str] = []
    codes: list[str] = []
    code: list[str] = []
    fence = info = ""
    indent = 0
    for line in lines:
        marks = patterns.NESTED.match(line)
        inner = line[marks.end() :] if marks else line
        if fence and not closes(inner, fence):
            code.append(without(line.replace(">", " ", line[:indent].count(">")), indent))
        elif fence:
            codes.append(code_of(info, code))
            fence, code = "", []
        elif patterns.NESTED_FENCE.match(inner):
            fence, info = fence_of(inner)
            indent = len(line) - len(inner)
        else:
            text.append(patterns.MARKED_HEADING.sub("", inner, count=1) if inner.startswith("#") else inner)
    if fence:
        codes.append(code_of(info, code))
    return Raw(kind, "\n".join(text), tuple(codes), number)


def _offset(item: re.Match[str]) -> int:
    """The column at which an item's text begins (CommonMark 5.2)."""
    marked = item[0].rstrip(" \t")
    blanks = len(item[0]) - len(marked)
    return len(marked) + (blanks if 1 <= blanks <= 4 else 1)
