"""Tables, as the GitHub Flavored Markdown Spec has them (4.10)."""

from __future__ import annotations

import re
from typing import Any

_BAR = re.compile(r"(?<!\\)\|")
_ALIGN = re.compile(r"[ \t]*(:?)-+(:?)[ \t]*$")
_ALIGNS = {("", ""): None, (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}


def delimiter_row(line: str) -> list[str | None]:
    """The alignments of a table's columns, by the row below its header; none if the line is no such row."""
    aligns = []
    for cell in _cells(line):
        match = _ALIGN.match(cell)
        if not match:
            return []
        aligns.append(_ALIGNS[match[1], match[2]])
    return aligns


def split_row(line: str) -> list[str]:
    """The cells of a row; a bar behind a backslash is a character of its cell, in code too."""
    return [cell.strip(" \t\v\f").replace("\\|", "|") for cell in _cells(line)]


def _cells(line: str) -> list[str]:
    text = line.strip(" \t\v\f")
    cells = _BAR.split(text)
    if text.startswith("|"):
        del cells[0]
    if len(cells) > 1 and not cells[-1]:
        del cells[-1]
    return cells


def table_token(lines: list[str], aligns: list[str | None], number: int, spare: int) -> tuple[dict[str, Any], int]:
    """A table as mistune's token, of its header and rows, and how many cells the rows lacked that they were given.

    Rows are filled or cut to the header's cells, but no more than `spare` cells are filled in. `number` is that of the
    header's line; the row that says the alignments comes after it and is not among `lines`.
    """
    head = [_cell(text, align, number, head=True) for text, align in zip(split_row(lines[0]), aligns, strict=True)]
    children: list[dict[str, Any]] = [{"type": "table_head", "children": head}]
    rows = []
    filled = 0
    for row, line in enumerate(lines[1:], number + 2):
        cells = split_row(line)[: len(aligns)]
        lacking = min(len(aligns) - len(cells), spare - filled)
        filled += lacking
        cells += [""] * lacking
        of_row = [_cell(text, align, row) for text, align in zip(cells, aligns, strict=False)]
        rows.append({"type": "table_row", "children": of_row})
    if rows:
        children.append({"type": "table_body", "children": rows})
    return {"type": "table", "children": children}, filled


def _cell(text: str, align: str | None, line: int, *, head: bool = False) -> dict[str, Any]:
    return {"type": "table_cell", "text": text, "line": line, "attrs": {"align": align, "head": head}}
