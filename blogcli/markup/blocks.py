"""Blocks of Markdown, sooner: mistune's parser, asked only for what isn't plain.

Most posts are paragraphs, headings, short lists, quotes of one paragraph and fenced code, at the start of the line and
with a blank line between them. Blocks that have one reading in CommonMark, whatever stands around them, become HTML at
once; what stands between those goes to mistune as it is, and a test holds the two to one result.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import mistune
from mistune.plugins import import_plugin

from blogcli.markup.inline import HTMLRenderer, InlineParser

if TYPE_CHECKING:
    from collections.abc import Iterator

# A line that starts no block but a paragraph (CommonMark 0.31, chapters 4 and 5), if it is no row of a table.
_LINE = r"(?:[^\s\d#=+~>|<*_`-]|[*_]{1,2}[^\W_]|`{1,2}[^`\n]|\d++(?![.)]\s)).*\n"
_BLANK = r"(?:\n(?:[ \t\v\f]*\n)*)"
_END = rf"(?:{_BLANK}|\Z)"
_NUMBERED = rf"[0-9]{{1,9}}\.[ ]{_LINE}"
# A list goes on after blank lines where an item or an indented line follows.
_LIST_END = rf"(?:{_BLANK}(?![\s\d*+-])|{_BLANK}?\Z)"

_LISTS = (
    rf"(?P<bullets>(?:-[ ]{_LINE})+(?:{_BLANK}(?:-[ ]{_LINE})+)*){_LIST_END}"
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
# After what waits for mistune, as a list may go on with that; and one that isn't plain is gone through only once.
_PLAIN_AFTER = re.compile(_NO_LISTS)
_EDGES = " \n\t\f"  # what inline text neither begins nor ends with

# A link's or a footnote's definition changes how everything else is read.
_DEFINITION = re.compile(r"^[ \t\d>*+.)-]*\[", re.MULTILINE)
# What may go on after a blank line, to the end of the text if nothing ends it.
_ENDLESS = re.compile(r"```|~~~|<[!?]|<(?:pre|script|style|textarea)", re.IGNORECASE)
_QUOTE = re.compile(r"^ {0,3}>", re.MULTILINE)
_ITEM = re.compile(r"^ {0,3}[*+\d-]", re.MULTILINE)
_BLANK_LINES = re.compile(_BLANK)
_BREAK = re.compile(rf"\n{_BLANK}")
_CONTAINERS = frozenset({"list", "block_quote"})
_OPEN, _MOST_OPEN = "open containers", 60  # mistune nests twenty deep


def create_markdown(renderer: HTMLRenderer, plugins: list[str], most_marks: float = math.inf) -> Markdown:
    """mistune with the short ways and some of its plugins, by their names; `most_marks` is InlineParser's."""
    inline = InlineParser(renderer, most_marks)
    plugged = [import_plugin(name) for name in plugins]
    return Markdown(renderer, block=BlockParser(), inline=inline, plugins=plugged)


class BlockParser(mistune.BlockParser):
    """mistune's parser of blocks, with an end to lists and quotes that end one another without a blank line.

    It reads each of them within the one that it ended, until Python gives up; past the limit they are text.
    """

    def parse_method(self, m: re.Match[str], state: mistune.BlockState) -> int | None:
        if m.lastgroup not in _CONTAINERS:
            return super().parse_method(m, state)
        depth = state.env.get(_OPEN, 0)
        if depth >= _MOST_OPEN:
            return None
        state.env[_OPEN] = depth + 1
        try:
            return super().parse_method(m, state)
        finally:
            state.env[_OPEN] = depth

    def parse_ref_link(self, m: re.Match[str], state: mistune.BlockState) -> int | None:
        # A note that comes here stands where there are no notes; a link made of its mark would lead nowhere.
        return None if m["reflink_1"].startswith("^") else super().parse_ref_link(m, state)


class Markdown(mistune.Markdown):
    """mistune, with a short way for plain blocks: to the HTML at once."""

    renderer: HTMLRenderer
    inline: InlineParser

    def __call__(self, s: str) -> str:
        text = s.replace("\r\n", "\n").replace("\r", "\n")
        if "]:" in text and _DEFINITION.search(text):
            return self._long_way(text)
        return "".join(self._pieces(text if text.endswith("\n") else f"{text}\n"))

    def _pieces(self, text: str) -> Iterator[str]:
        blank = _BLANK_LINES.match(text)
        start = position = blank.end() if blank else 0  # what stands between the two waits for mistune
        tables = "|" in text
        while position < len(text):
            match = (_PLAIN_AFTER if start < position else _PLAIN).match(text, position)
            # What may be a table is seen here, as lines of any characters are what a pattern finds soonest.
            if not match or (tables and "|" in match[0] and match.lastgroup != "code"):
                position = _stretch_end(text, position)
                continue
            if start < position:
                yield self._long_way(text[start:position])
            yield self._block(match)
            start = position = match.end()
        if start < position:
            yield self._long_way(text[start:])

    def _long_way(self, text: str) -> str:
        html = super().__call__(text)
        assert isinstance(html, str)
        return html

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
            return self.renderer.block_html(text)
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


def _stretch_end(text: str, position: int) -> int:
    """Where the next block may start: after a blank line, if what starts here ends there."""
    found = _BREAK.search(text, position)
    end = found.end() if found else len(text)
    if _ENDLESS.search(text, position, end):
        return len(text)
    # Of a quote that a list ends and a heading after the list, mistune makes list, quote, heading, whole.
    quote = _QUOTE.search(text, position, end)
    return len(text) if quote and _ITEM.search(text, quote.end(), end) else end
