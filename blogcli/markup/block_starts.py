"""How lines begin that start a block: CommonMark 0.31, chapters 4 and 5, on text without its indent."""

from __future__ import annotations

import re
from typing import NamedTuple

from mistune.helpers import HTML_ATTRIBUTES, HTML_TAGNAME

from blogcli.markup.block_tokens import Block

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*)|)$")
_HEADING_END = re.compile(r"(?:^|(?<=[ \t]))#+[ \t]*$")
# An info string behind backticks has none in it.
_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})(.*)$")
UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
NOTE = re.compile(r"\[\^((?:[^\\\[\]\s]|\\.){1,500})\]:[ \t]*")

_MARKER = re.compile(r"([*+-])|(\d{1,9})([.)])", re.ASCII)

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt"
    "|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu"
    "|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr"
    "|track|ul"
)
# Kinds 1 to 5 of HTML blocks, with what ends each.
_ENDED = [
    (re.compile(start, re.IGNORECASE), re.compile(end, re.IGNORECASE))
    for start, end in (
        (r"<(?:script|pre|style|textarea)(?:[ \t>]|$)", "</(?:script|pre|style|textarea)>"),
        ("<!--", "-->"),
        (r"<\?", r"\?>"),
        (r"<!\[CDATA\[", r"\]\]>"),
        ("<![a-z]", ">"),
    )
]
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK_TAGS})(?:[ \t]|/?>|$)", re.IGNORECASE)
_ANY_TAG = re.compile(rf"(?:<{HTML_TAGNAME}{HTML_ATTRIBUTES}\s*/?>|</{HTML_TAGNAME}\s*>)[ \t]*$")


def leaf_block(text: str, number: int, indent: int) -> Block | None:
    """The heading or the beginning of fenced code that a line's text, which stood at this indent, is."""
    if text[0] == "#" and (match := _HEADING.match(text)):
        heading = Block("heading", number, lines=[_HEADING_END.sub("", match[2] or "").strip(" \t")])
        heading.level = len(match[1])
        return heading
    if text[0] in "`~" and (match := _FENCE.match(text)):
        fence = Block("fence", number, width=indent)
        fence.mark, fence.info = match[1], match[2].strip(" \t")
        return fence
    return None


class Marker(NamedTuple):
    """What a list item begins with.

    `kind` is the bullet, or what stands behind the number. `size` counts the characters up to the white space behind
    the marker, `spaces` the columns of it that belong to the marker, `width` all columns of the marker.
    """

    kind: str
    number: int
    size: int
    spaces: int
    width: int


def list_marker(text: str, column: int, *, interrupts: bool) -> Marker | None:
    """The marker of the list item that a text at this column begins with, if one may begin there.

    What interrupts a paragraph must have text and, if it has a number, begin with 1.
    """
    match = _MARKER.match(text)
    if not match:
        return None
    size = match.end()
    rest = text[size:]
    if rest and rest[0] not in " \t":
        return None
    content = rest.lstrip(" \t")
    if interrupts and (not content or (match[2] and int(match[2]) != 1)):
        return None
    at = column + size
    for char in rest[: len(rest) - len(content)]:
        at += 1 if char == " " else 4 - at % 4
    spaces = at - column - size
    if spaces > 4 or not content:  # what is indented further is code
        spaces = 1
    return Marker(match[1] or match[3], int(match[2] or 1), size, spaces, size + spaces)


def html_block_end(text: str, *, interrupts: bool) -> tuple[re.Pattern[str] | None] | None:
    """What ends the block of HTML that a text begins (None for a blank line), as a tuple; None if it begins none."""
    for start, end in _ENDED:
        if start.match(text):
            return (end,)
    if _BLOCK_TAG.match(text) or (not interrupts and _ANY_TAG.match(text)):
        return (None,)
    return None
