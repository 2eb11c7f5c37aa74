"""Blocks of Markdown, sooner: the line by line parser, asked only for what isn't plain.

Most posts are paragraphs, headings, short lists, quotes of one paragraph and fenced code, at the start of the line and
with a blank line between them. Blocks that have one reading in CommonMark, whatever stands around them, become HTML at
once; what stands between those goes to that parser as it is, and a test holds the two to one result.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogcli.markup.inline import FastInlineParser
from blogcli.markup.parser import Markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogcli.markup.block_parser import BlockParser
    from blogcli.markup.renderer import HTMLRenderer

# A line that starts no block but a paragraph (CommonMark 0.31, chapters 4 and 5), if it is no row of a table.
_LINE = r"(?:[^\s\d#=+~>|<*_`-]|[*_]{1,2}[^\W_]|`{1,2}[^`\n]|\d++(?![.)]\s)).*\n"
_BLANK = r"(?:\n(?:[ \t\v\f]*\n)*)"
_END = rf"(?:{_BLANK}|\Z)"
_ITEM = rf"[ ](?!\[[ xX]\][ \t]){_LINE}"
_BULLET, _NUMBERED = f"-{_ITEM}", rf"[0-9]{{1,9}}\.{_ITEM}"
# A list goes on after blank lines where an item or an indented line follows.
_LIST_END = rf"(?:{_BLANK}(?![\s\d*+-])|{_BLANK}?\Z)"

_LISTS = (
    rf"(?P<bullets>(?:{_BULLET})+(?:{_BLANK}(?:{_BULLET})+)*){_LIST_END}"
    rf"|(?P<numbers>(?:{_NUMBERED})+(?:{_BLANK}(?:{_NUMBERED})+)*){_LIST_END}"
)
_NO_LISTS = (
    rf"(?P<paragraph>(?:{_LINE})+){_END}"
    rf"|(?P<level>\#{{1,6}})[ ](?P<heading>[^\s#](?:[^\n#]*[^\s#])?)\n{_BLANK}?"
    rf"|(?P<quote>(?:>[ ]{_LINE})+){_END}"
    r"|(?P<fence>`{3,}+|~{3,}+)(?P<info>[\w+#.-]*)\n(?P<code>(?:(?![ ]{0,3}(?P=fence))[^\n]*+\n)*)(?P=fence)\n"
    rf"{_BLANK}?"
    rf"|(?P<html><!--[ ]*\w+[ ]*-->\n){_BLANK}?"
    rf"|(?P<rule>-{{3,}}+|\*{{3,}}+|_{{3,}}+)\n{_BLANK}?"
)
_PLAIN = re.compile(f"{_NO_LISTS}|{_LISTS}")
# After what waits for the parser, as a list may go on with that; and one that isn't plain is gone through only once.
_PLAIN_AFTER = re.compile(_NO_LISTS)
_EDGES = " \n\t\f"  # what inline text neither begins nor ends with

# A link's or a footnote's definition changes how everything else is read.
_DEFINITION = re.compile(r"^[ \t\d>*+.)-]*\[", re.MULTILINE)
# What may go on after a blank line, to the end of the text if nothing ends it.
_ENDLESS = re.compile(r"```|~~~|<[!?]|<(?:pre|script|style|textarea)", re.IGNORECASE)
_BLANK_LINES = re.compile(_BLANK)
_BREAK = re.compile(rf"\n{_BLANK}")


class FastMarkdown(Markdown):
    """Markdown, with a short way for plain blocks: to the HTML at once."""

    inline: FastInlineParser

    def __init__(self, renderer: HTMLRenderer, block: BlockParser, *, keep_definitions: bool = False) -> None:
        super().__init__(renderer, block, FastInlineParser(renderer), keep_definitions=keep_definitions)

    def __call__(self, s: str) -> str:
        text = s.replace("\r\n", "\n").replace("\r", "\n")
        if "]:" in text and _DEFINITION.search(text):
            return self._long_way(text)
        return "".join(self._pieces(text if text.endswith("\n") else f"{text}\n"))

    def _pieces(self, text: str) -> Iterator[str]:
        blank = _BLANK_LINES.match(text)
        start = position = blank.end() if blank else 0  # what stands between the two waits for the parser
        tables = "|" in text or "\n:-" in text
        while position < len(text):
            match = (_PLAIN_AFTER if start < position else _PLAIN).match(text, position)
            # What may be a table is seen here, as lines of any characters are what a pattern finds soonest.
            if not match or (tables and match.lastgroup != "code" and _may_be_table(match[0])):
                position = _stretch_end(text, position)
                continue
            if start < position:
                yield self._long_way(text[start:position])
            yield self._block(match)
            start = position = match.end()
        if start < position:
            yield self._long_way(text[start:])

    def _long_way(self, text: str) -> str:
        return super().__call__(text)

    def _block(self, match: re.Match[str]) -> str:
        kind = str(match.lastgroup)
        text = match[kind]
        if kind == "paragraph":
            return self.renderer.paragraph(self.inline.html(text.strip(_EDGES)))
        if kind == "heading":
            return self.renderer.heading(self.inline.html(text.strip(_EDGES)), len(match["level"]))
        if kind == "quote":
            inner = text[2:].replace("\n> ", "\n").strip(_EDGES)
            return self.renderer.block_quote(self.renderer.paragraph(self.inline.html(inner)))
        if kind == "code":
            return self.renderer.block_code(text, match["info"] or None)
        if kind == "html":
            return self.renderer.block_html(text[:-1])
        return self.renderer.thematic_break() if kind == "rule" else self._list(text, ordered=kind == "numbers")

    def _list(self, text: str, *, ordered: bool) -> str:
        lines = text[:-1].split("\n")
        items = [line for line in lines if line.strip()]
        texts = [self.inline.html(item.partition(" ")[2].strip(_EDGES)) for item in items]
        if len(items) < len(lines):  # a blank line anywhere between them makes paragraphs of all
            texts = [self.renderer.paragraph(html) for html in texts]
        start = int(items[0].partition(".")[0]) if ordered else 1
        listed = "".join([self.renderer.list_item(html) for html in texts])
        return self.renderer.list(listed, ordered, start=None if start == 1 else start)


def _may_be_table(block: str) -> bool:
    return "|" in block or "\n:-" in block


def _stretch_end(text: str, position: int) -> int:
    """Where the next block may start: after a blank line, if what starts here ends there."""
    found = _BREAK.search(text, position)
    end = found.end() if found else len(text)
    return len(text) if _ENDLESS.search(text, position, end) else end
