"""A line of Markdown as far as it isn't read yet, and whether it continues a block that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogcli.markup.block_tokens import Block

_BLANK = " \t\v\f"


class Line:
    """What is left of a line: its text, the column where that begins, and its indent.

    The indent is counted in columns (`indent`; tabs stop at every fourth) and in characters (`size`).
    """

    __slots__ = ("column", "indent", "size", "text")

    def __init__(self, text: str) -> None:
        self._set(text, 0)

    def _set(self, text: str, column: int) -> None:
        self.text, self.column = text, column
        self.indent, self.size = _indent(text, column) if text[:1] in {" ", "\t"} else (0, 0)

    def is_blank(self) -> bool:
        return not self.text or not self.text.strip(_BLANK)

    def content(self) -> str:
        """The text without its indent."""
        return self.text[self.size :]

    def unindent(self, columns: int) -> None:
        """Go past so many columns of white space; what is left of a tab becomes spaces."""
        self._set(_without_indent(self.text, self.column, columns), self.column + columns)

    def skip(self, size: int, spaces: int = 0) -> None:
        """Go past the indent, so many characters behind it, and so many columns of white space behind these."""
        column = self.column + self.indent + size
        text = self.text[self.size + size :]
        self._set(_without_indent(text, column, spaces) if spaces else text, column + spaces)

    def skip_quote_mark(self) -> None:
        """Go past the > of a quote, and one column of white space behind it."""
        behind = self.text[self.size + 1 : self.size + 2]
        self.skip(1, 1 if behind in {" ", "\t"} and behind else 0)


def _indent(text: str, column: int) -> tuple[int, int]:
    content = text.lstrip(" ")
    size = len(text) - len(content)
    if not content.startswith("\t"):
        return size, size
    at, size = column, 0
    for char in text[: len(text) - len(text.lstrip(" \t"))]:
        at += 1 if char == " " else 4 - at % 4
        size += 1
    return at - column, size


def _without_indent(text: str, column: int, columns: int) -> str:
    if "\t" not in text[:columns]:
        return text[min(columns, len(text) - len(text.lstrip(" "))) :]
    at, end, goal = column, 0, column + columns
    while at < goal and end < len(text) and text[end] in " \t":
        at += 1 if text[end] == " " else 4 - at % 4
        end += 1
    return " " * (at - goal) + text[end:]


def continues(line: Line, block: Block) -> bool:
    """Whether a line goes on with an open block; what marks it as doing so is passed over."""
    rule = _RULES.get(block.kind)
    return not rule or rule(line, block)


def closes_fence(line: Line, fence: Block) -> bool:
    """Whether a line ends a fenced block of code."""
    mark = line.text.strip(" \t")
    return line.indent <= 3 and mark.startswith(fence.mark) and not mark.strip(fence.mark[0])


def _continues_quote(line: Line, _: Block) -> bool:
    if line.indent > 3 or line.text[line.size : line.size + 1] != ">":
        return False
    line.skip_quote_mark()
    return True


def _continues_item(line: Line, item: Block) -> bool:
    return _continues_indented(line, item.width) if item.children or not line.is_blank() else False


def _continues_by_four(line: Line, _: Block) -> bool:
    return _continues_indented(line, 4)


def _continues_indented(line: Line, columns: int) -> bool:
    if line.indent < columns and not line.is_blank():
        return False
    line.unindent(min(columns, line.indent))
    return True


def _continues_html(line: Line, html: Block) -> bool:
    return html.end is not None or not line.is_blank()


def _continues_text(line: Line, _: Block) -> bool:
    return not line.is_blank()


def _never(_: Line, __: Block) -> bool:
    return False


_RULES: dict[str, Callable[[Line, Block], bool]] = {
    "quote": _continues_quote, "item": _continues_item, "note": _continues_by_four, "code": _continues_by_four,
    "html": _continues_html, "paragraph": _continues_text, "table": _continues_text,
    "heading": _never, "rule": _never,
}  # fmt: skip
