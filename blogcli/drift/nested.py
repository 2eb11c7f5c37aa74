"""Scheme v1, frozen: quotes, list items and footnotes, and what of a line stands in them (CommonMark 0.31, chapter 5).

A line is held as what is left of it and the column at which that begins, from 0, since tabs are as wide as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

QUOTE, ITEM, NOTE = "q", "l", "p"
BLANKS = (" ", "\t")
DEEPEST = 50  # containers within one another: deeper ones are text


@dataclass(slots=True)
class Container:
    """A quote, item or note that is open: where an item's text begins, and whether an item has had none yet."""

    kind: str
    offset: int = 0
    empty: bool = False


def width(text: str, column: int = 0) -> int:
    """By how many columns a text that begins at this one is indented."""
    if text[:1] not in BLANKS:  # most lines
        return 0
    at = column
    for char in text:
        if char == " ":
            at += 1
        elif char == "\t":
            at += 4 - at % 4
        else:
            break
    return at - column


def without(text: str, column: int, columns: int) -> tuple[str, int]:
    """A text without so many columns of white space, if it has them, and where it begins then.

    Of a tab that reaches farther the rest is blanks (CommonMark 2.2).
    """
    at, end = column, column + columns
    for place, char in enumerate(text):
        if at >= end or char not in " \t":
            return " " * (at - end) + text[place:], min(at, end)
        at += 1 if char == " " else 4 - at % 4
    return " " * (at - end), min(at, end)


def entered(containers: Sequence[Container], text: str) -> tuple[int, str, int]:
    """How many of the containers, the outermost first, a line goes on with; what of it stands in them, and where."""
    column = 0
    for number, container in enumerate(containers):
        lead = width(text, column)
        blank = not text.strip(" \t")
        if container.kind == QUOTE:
            if blank or lead > 3 or text.lstrip(" \t")[0] != ">":
                return number, text, column
            text, column = behind_mark(text, column)
        elif blank:
            if container.empty:
                return number, text, column
        elif lead >= container.offset:
            # A note's text may be indented by as much as code, without being code.
            text, column = without(text, column, 4 if container.kind == NOTE else container.offset)
            container.empty = False
        else:
            return number, text, column
    return len(containers), text, column


def behind_mark(text: str, column: int) -> tuple[str, int]:
    """What stands behind a quote's mark and one blank."""
    text, column = without(text, column, 3)
    return without(text[1:], column + 1, 1)


def begun(text: str, column: int, mark: int) -> tuple[Container, str, int]:
    """The item that a text begins with, whose mark is so long, and what stands in it (CommonMark 5.2)."""
    lead = width(text, column)
    text, column = without(text, column, lead)
    text, column = text[mark:], column + mark
    blanks = width(text, column)
    empty = not text.strip(" \t")
    if empty or blanks > 4:
        blanks = 1
    return Container(ITEM, lead + mark + blanks, empty), *without(text, column, blanks)
