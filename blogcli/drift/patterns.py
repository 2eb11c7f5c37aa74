"""Scheme v1, frozen: how a line is known, by the patterns of CommonMark 0.31, and how code is taken from lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFINITION = "d"  # what a link's reference stands for: its address counts, and it is no block


class Raw(NamedTuple):
    """A block as written: its kind's letter, its text with marks, the code in it, and its line, from 1."""

    kind: str
    text: str
    code: tuple[str, ...]
    line: int


_RULE = r"(?:(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,})$"
_HEADING = r"\#{1,6}(?=[ \t]|$)"
_FENCE = r"`{3,}+(?=[^`]*$)|~{3,}+"
_NOTE = r"\[\^[^\]\s]+\]:"
# CommonMark 4.6, start conditions 1 to 6; 7 is any other tag that has a line for itself.
_ELEMENTS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
_HTML = rf"<(?i:[!?]|/?(?:script|pre|style|textarea|{_ELEMENTS})(?=[ \t>]|/>|$))"
_LONE_TAG = r"</?[A-Za-z][A-Za-z0-9-]*+(?=[ \t/>])(?>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*)>[ \t]*$"
TITLE = r"""\"(?>(?:[^"\\]|\\.)*)\"|'(?>(?:[^'\\]|\\.)*)'|\((?>(?:[^()\\]|\\.)*)\)"""
_REFERENCE = rf"\[(?!\^)(?>(?:[^\[\]\\]|\\.)+)\]:[ \t]*(<[^<>]*>|[^ \t<][^ \t]*)(?:[ \t]+({TITLE}))?[ \t]*$"

# Without IGNORECASE and with ASCII no answer depends on Python's tables of Unicode.
OPENS = re.compile(
    r"(?P<blank>[ \t]*$)|(?P<indented>[ ]{4}|[ ]{0,3}\t)"
    rf"|[ ]{{0,3}}(?:(?P<heading>{_HEADING})|(?P<fence>{_FENCE})|(?P<quote>>)|(?P<rule>{_RULE})"
    rf"|(?P<item>(?:[-*+]|[0-9]{{1,9}}[.)])(?=[ \t]|$))|(?P<note>{_NOTE})|(?P<reference>{_REFERENCE})"
    rf"|(?P<html>{_HTML}|{_LONE_TAG}))",
    re.ASCII,
)
# What ends a paragraph without a blank line: a list only where it isn't empty and begins at 1.
INTERRUPTS = re.compile(
    rf"[ ]{{0,3}}(?:{_HEADING}|{_FENCE}|>|{_RULE}|(?:[-*+]|1[.)])[ \t]+[^ \t]|{_NOTE}|{_HTML})", re.ASCII
)
FIRST = frozenset(" \t#>`~<-*_+=|:[0123456789")  # a line that begins otherwise begins a paragraph or goes on with it

UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-+)[ \t]*$")
TABLE = re.compile(r"[ ]{0,3}(?=[^|]*\|)\|?[ \t]*+:?-++:?[ \t]*+(?>(?:\|[ \t]*+:?-++:?[ \t]*+)*)\|?[ \t]*+$")
BAR = re.compile(r"(?<!\\)\|")
CLOSING_MARKS = re.compile(r"(?:^|(?<![ \t])[ \t]++)#++[ \t]*+$")
ITEM = re.compile(rf"(?![ ]{{0,3}}{_RULE})[ ]{{0,3}}(?:([-*+])|[0-9]{{1,9}}([.)]))(?:[ \t]+|$)", re.ASCII)
NESTED = re.compile(r"[ \t]*(?:(?:>|(?:[-*+]|[0-9]{1,3}[.)])(?:(?=[ \t])|$))[ \t]*)*")
NESTED_FENCE = re.compile(_FENCE)
MARKED_HEADING = re.compile(r"#{1,6}[ \t]+")
LITERAL = re.compile(r"<(?i:script|pre|style|textarea)(?=[ \t>]|$)", re.ASCII)
LITERAL_END = re.compile(r"</(?i:script|pre|style|textarea)>", re.ASCII)
UNSEEN_ENDS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))


def width(line: str) -> int:
    """How far a line is indented, in columns."""
    lead = line[: len(line) - len(line.lstrip(" \t"))]
    return len(lead.expandtabs(4))


def without(line: str, columns: int) -> str:
    lead = min(width(line), columns)
    return line.expandtabs(4)[lead:] if "\t" in line[:columns] else line[lead:]


def fence_of(line: str) -> tuple[str, str]:
    info = line.lstrip(line[0])
    return line[: len(line) - len(info)], info.strip(" \t")


def closes(line: str, fence: str) -> bool:
    line = line.strip(" \t")
    return len(line) >= len(fence) and not line.strip(fence[0])


def code_of(info: str, lines: Sequence[str]) -> str:
    return "\n".join([info, *(line.rstrip(" \t") for line in lines)])
