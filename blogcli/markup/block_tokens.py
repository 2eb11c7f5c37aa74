"""Blocks of Markdown as they are read, and the tokens that mistune makes HTML of."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from mistune.helpers import unescape_char
from mistune.util import unescape, unikey

from blogcli.markup.tables import table_token

_TASK = re.compile(r"\[([ xX])\][ \t]+")
_MOST_FILLED = 20_000  # cells that rows lack and get in one text, lest a few bars make a page without end


class Note(NamedTuple):
    """A footnote: its label, the number of its first line, and its text as tokens."""

    label: str
    line: int
    tokens: list[dict[str, Any]]


class Block:
    """A block of a document: a container with children, or a leaf with lines."""

    __slots__ = (
        "aligns", "children", "definitions", "end", "info", "kind", "level", "lines", "loose", "mark",
        "start", "width",
    )  # fmt: skip

    def __init__(self, kind: str, start: int, *, lines: list[str] | None = None, width: int = 0) -> None:
        self.kind = kind
        self.start = start  # the number of its first line
        self.lines: list[str] = [] if lines is None else lines
        self.children: list[Block] = []
        self.width = width  # columns of an item's marker, or of the white space before a fence
        self.mark = ""  # a fence, or what tells one list from another
        self.info = ""  # a fence's info string, or a note's label
        self.level = 0  # a heading's, or a list's first number
        self.loose = False
        self.end: re.Pattern[str] | None = None
        self.aligns: list[str | None] = []
        self.definitions: list[tuple[str, str]] = []  # a paragraph's link definitions, by their labels


class TokenMaker:
    """Makes tokens of a document's blocks; what doesn't stand where it is written is kept in `notes`."""

    def __init__(self) -> None:
        self.notes: dict[str, Note] = {}  # by their labels
        self._spare = _MOST_FILLED

    def tokens(self, blocks: list[Block], *, tight: bool = False, depth: int = 0) -> list[dict[str, Any]]:
        """The tokens of blocks within `depth` lists, the paragraphs of a tight item as bare text."""
        found = [self._token(block, tight=tight, depth=depth) for block in blocks]
        return [token for token in found if token]

    def _token(self, block: Block, *, tight: bool, depth: int) -> dict[str, Any] | None:
        kind = block.kind
        if kind == "paragraph":
            text = bool(block.lines or block.definitions)
            return _text_token("block_text" if tight else "paragraph", block) if text else None
        if kind == "heading":
            return _text_token("heading", block) | {"attrs": {"level": block.level}}
        if kind in {"code", "fence"}:
            return _code_token(block)
        if kind == "html":
            return {"type": "block_html", "raw": "\n".join(block.lines)}
        if kind == "list":
            return self._list(block, depth)
        if kind == "table":
            token, filled = table_token(block.lines, block.aligns, block.start, self._spare)
            self._spare -= filled
            return token
        if kind == "rule":
            return {"type": "thematic_break"}
        children = self.tokens(block.children, depth=depth)
        if kind == "note":
            self.notes.setdefault(unikey(block.info), Note(block.info, block.start, children))
            return None
        return {"type": "block_quote", "children": children}

    def _list(self, block: Block, depth: int) -> dict[str, Any]:
        ordered = block.mark in {".", ")"}
        attrs: dict[str, Any] = {"depth": depth, "ordered": ordered}
        if ordered and block.level != 1:
            attrs["start"] = block.level
        items = [self._item(item, tight=not block.loose, depth=depth + 1) for item in block.children]
        return {"type": "list", "children": items, "tight": not block.loose, "attrs": attrs}

    def _item(self, item: Block, *, tight: bool, depth: int) -> dict[str, Any]:
        first = item.children[0] if item.children else None
        is_text = first and first.kind == "paragraph" and first.lines and not first.definitions
        task = _TASK.match(first.lines[0]) if first and is_text else None
        if first and task:
            first.lines[0] = first.lines[0][task.end() :]
        children = self.tokens(item.children, tight=tight, depth=depth)
        if task:
            children[0]["type"] = "task_text" if tight else "task_paragraph"
            children[0]["attrs"] = {"checked": task[1] != " "}
        return {"type": "list_item", "children": children}


def _text_token(kind: str, block: Block) -> dict[str, Any]:
    token: dict[str, Any] = {"type": kind, "text": "\n".join(block.lines), "line": block.start}
    if block.definitions:
        token["definitions"] = block.definitions
    return token


def _code_token(block: Block) -> dict[str, Any]:
    lines = block.lines if block.kind == "fence" else _without_blank_end(block.lines)
    token: dict[str, Any] = {"type": "block_code", "raw": "".join([f"{line}\n" for line in lines])}
    if block.info:
        token["attrs"] = {"info": unescape(unescape_char(block.info))}
    return token


def _without_blank_end(lines: list[str]) -> list[str]:
    size = len(lines)
    while size and not lines[size - 1].strip(" \t\v\f"):
        size -= 1
    return lines[:size]
