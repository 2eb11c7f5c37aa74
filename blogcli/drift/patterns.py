"""Scheme v1, frozen: how a line is known, by the patterns of CommonMark 0.31 and of GitHub's tables."""

from __future__ import annotations

import re
from typing import NamedTuple

DEFINITION = "d"  # what a link's reference stands for: its address counts, and it is no block
NOTE = "n"  # where a footnote begins: its name, and no block


class Raw(NamedTuple):
    """A block as written: its kind's letter, its text with marks, the code in it, and its line, from 1.

    `name` is that of a definition or a note, and a heading's level; code that an HTML element holds has "HTML" there.
    """

    kind: str
    text: str
    code: tuple[str, ...]
    line: int
    name: str = ""


_RULE = r"(?:(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,})$"
_HEADING = r"\#{1,6}(?=[ \t]|$)"
_FENCE = r"`{3,}+(?=[^`]*$)|~{3,}+"
# CommonMark 4.6, start conditions 1 to 6; 7 is any other tag that has a line for itself.
_ELEMENTS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
_HTML = (
    r"<(?:!--|\?|!\[CDATA\[|![A-Za-z]|(?i:script|pre|style|textarea)(?=[ \t>]|$)"
    rf"|/?(?i:{_ELEMENTS})(?=[ \t>]|/>|$))"
)
_ATTRIBUTE = r"[ \t]++[A-Za-z_:][A-Za-z0-9_.:-]*+(?:[ \t]*+=[ \t]*+(?:[^ \t\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?"
_LONE_TAG = rf"<(?:[A-Za-z][A-Za-z0-9-]*+(?>(?:{_ATTRIBUTE})*)[ \t]*+/?|/[A-Za-z][A-Za-z0-9-]*+[ \t]*+)>[ \t]*$"
TITLE = r"""\"(?>(?:[^"\\]|\\.)*)\"|'(?>(?:[^'\\]|\\.)*)'|\((?>(?:[^()\\]|\\.)*)\)"""

# What a line that is indented by less than four columns, its white space taken away, may open. Without IGNORECASE and
# with ASCII no answer depends on Python's tables of Unicode.
OPENS = re.compile(
    rf"(?P<heading>{_HEADING})|(?P<fence>{_FENCE})|(?P<quote>>)|(?P<rule>{_RULE})"
    r"|(?P<item>(?:[-*+]|[0-9]{1,9}[.)])(?=[ \t]|$))|(?P<note>\[\^(?P<name>[^\]\s]+)\]:)"
    rf"|(?P<html>{_HTML})|(?P<tag>{_LONE_TAG})",
    re.ASCII,
)
FIRST = frozenset(" \t#>`~<-*_+=|:[0123456789")  # a line that begins otherwise begins a paragraph or goes on with it

UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
DASHES = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?>(?:\|[ \t]*+:?-++:?[ \t]*+)*)\|?[ \t]*+$")
BAR = re.compile(r"(?<!\\)\|")
CLOSING_MARKS = re.compile(r"(?:^|(?<![ \t])[ \t]++)#++[ \t]*+$")
LITERAL = re.compile(r"<(?i:script|pre|style|textarea)(?=[ \t>]|$)", re.ASCII)
LITERAL_END = re.compile(r"</(?i:script|pre|style|textarea)>", re.ASCII)
UNSEEN_ENDS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))

# CommonMark 4.7; a label has 999 characters at most.
REFERENCE = re.compile(
    r"\[(?![ \t\n]*+\])(?P<label>(?>(?:[^\[\]\\]|\\.){1,999}))\]:[ \t]*+\n?[ \t]*+"
    r"(?P<to><(?>(?:[^<>\n\\]|\\.)*)>|(?!<)[^ \t\n]++)"
    rf"(?:(?:[ \t]++\n?|\n)[ \t]*+(?P<title>{TITLE})[ \t]*+(?=\n|\Z)|[ \t]*+(?=\n|\Z))",
    re.ASCII | re.DOTALL,
)


def is_balanced(address: str) -> bool:
    """Whether the parentheses in an address, but for escaped ones, are pairs."""
    depth = 0
    for mark in re.findall(r"\\.|[()]", address):
        depth += {"(": 1, ")": -1}.get(mark, 0)
        if depth < 0:
            return False
    return depth == 0


def cells(row: str) -> list[str]:
    r"""The cells of a table's row, as they are written, but for the `\` before bars."""
    row = row.strip(" \t")
    found = [cell.replace("\\|", "|") for cell in BAR.split(row.removeprefix("|"))]
    return found[:-1] if len(found) > 1 and not found[-1] else found
