"""The block structure of Markdown, line by line, as CommonMark's parsing strategy has it.

mistune's own block rules look ahead with patterns, and get quotes, lists and lazy continuation lines wrong where they
meet. This class takes the place of that one step; tokens, inline parsing and rendering stay mistune's. See CommonMark
0.31, "Appendix: A parsing strategy", and for tables and task lists the GitHub Flavored Markdown Spec.
"""

from __future__ import annotations

import mistune

from blogcli.markup.block_starts import NOTE, RULE, UNDERLINE, Marker, html_block_end, leaf_block, list_marker
from blogcli.markup.block_tokens import Block, TokenMaker
from blogcli.markup.definitions import UsedLinks, take_definitions
from blogcli.markup.source_line import Line, closes_fence, continues
from blogcli.markup.tables import delimiter_row, split_row

MOST_NESTED = 20  # quotes, list items and notes within one another; deeper ones are text

_MOST_DEFINING = 3  # lines in which a definition is looked for while its paragraph goes on
_VERBATIM = frozenset({"code", "fence", "html"})
_NESTING = frozenset({"quote", "item", "note"})
_HOLDS_BLOCKS = _NESTING | {"document", "list"}
# What a line can begin with, after white space, that starts a block other than a paragraph.
_STARTS = frozenset(">#`~<=-_*+[|:0123456789")


class BlockParser(mistune.BlockParser):
    """mistune's parser of blocks with the block structure of CommonMark.

    `notes` and `tables` say whether there are footnotes and tables.
    """

    def __init__(self, *, notes: bool = False, tables: bool = False) -> None:
        super().__init__()
        self.notes, self.tables = notes, tables

    def parse(self, state: mistune.BlockState, rules: list[str] | None = None) -> None:
        """Read the state's text into its tokens; its `env` gets the links that it defines, and the notes."""
        links = state.env["ref_links"] = UsedLinks()
        reader = _Reader(self, links)
        text = state.src[:-1] if state.src.endswith("\n") else state.src
        for number, line in enumerate(text.split("\n")):
            reader.read(line, number)
        maker = TokenMaker()
        state.tokens = maker.tokens(reader.finish().children)
        state.env["notes"] = maker.notes
        state.cursor = state.cursor_max


class _Reader:
    """Reads a text line by line, into the blocks that are open: from the document to the innermost."""

    def __init__(self, rules: BlockParser, links: UsedLinks) -> None:
        self.rules, self.links = rules, links
        self.open = [Block("document", 0)]
        self.number = 0  # of the line that is read
        self.line = Line("")
        # The last blank line, and the place of the innermost quote that it belongs to.
        self.blank, self.blank_within = -2, 0

    def read(self, text: str, number: int) -> None:
        """Read the next line."""
        self.number = number
        self.line = Line(text)
        depth = self._continued()
        last = self.open[depth]
        if last.kind == "fence" and closes_fence(self.line, last):
            self._close(depth)
            return
        started = 0
        while last.kind not in _VERBATIM and self._may_start() and (started := self._start(depth)):
            if started < 0:  # the line is read whole
                return
            depth = started
            last = self.open[depth]
        self._add(depth)

    def finish(self) -> Block:
        """The document, when all is read."""
        document = self.open[0]
        self._close(0)
        return document

    def _continued(self) -> int:
        """The place of the last open block that the line goes on with."""
        for place in range(1, len(self.open)):
            if not continues(self.line, self.open[place]):
                return place - 1
        return len(self.open) - 1

    def _may_start(self) -> bool:
        """Whether what is left of the line may begin a block other than a paragraph."""
        line = self.line
        return line.indent > 3 or line.text[line.size : line.size + 1] in _STARTS

    def _start(self, depth: int) -> int:
        """Start the block that the line begins with below the one at `depth`.

        Return the place of the new one, -1 if the line is read whole, 0 if none starts.
        """
        if self.line.indent > 3:
            return self._start_code(depth)
        text = self.line.content()
        char = text[0]
        paragraph = self.open[depth] if self._is_text(self.open[depth]) else None
        if char == ">":
            return self._start_quote(depth)
        if char == "<":
            return self._start_html(depth, text)
        if leaf := leaf_block(text, self.number, self.line.indent):
            return self._append_whole(depth, leaf)
        if paragraph and char in "=-" and UNDERLINE.match(text) and self._underline(paragraph, char):
            return -1
        if char in "*-_" and RULE.match(text):
            return self._append_whole(depth, Block("rule", self.number))
        if char == "[":
            return self._start_note(depth, text)
        marker = list_marker(text, self.line.column + self.line.indent, interrupts=bool(paragraph))
        if marker and self._may_nest(depth):
            return self._start_item(depth, marker)
        return self._start_table(depth, paragraph, text) if paragraph and self.rules.tables and char in "|-:" else 0

    def _may_nest(self, depth: int) -> bool:
        return depth < MOST_NESTED or sum(block.kind in _NESTING for block in self.open[: depth + 1]) < MOST_NESTED

    def _is_text(self, block: Block) -> bool:
        """Whether a block is a paragraph with text in it that a line may continue, not link definitions alone."""
        if block.kind != "paragraph":
            return False
        may_be_title = self.line.content()[:1] in {'"', "'", "("}
        if len(block.lines) <= _MOST_DEFINING and not may_be_title:
            take_definitions(block, self.links, only_all=True)
        return bool(block.lines)

    def _start_code(self, depth: int) -> int:
        if self.line.is_blank() or self._is_text(self.open[-1]):
            return 0
        self.line.unindent(4)
        return self._append(depth, Block("code", self.number))

    def _start_quote(self, depth: int) -> int:
        if not self._may_nest(depth):
            return 0
        self.line.skip_quote_mark()
        return self._append(depth, Block("quote", self.number))

    def _start_html(self, depth: int, text: str) -> int:
        found = html_block_end(text, interrupts=self._is_text(self.open[-1]))
        if not found:
            return 0
        html = Block("html", self.number)
        html.end = found[0]
        return self._append(depth, html)

    def _underline(self, paragraph: Block, char: str) -> bool:
        """Make a paragraph a heading, if there is text in it."""
        take_definitions(paragraph, self.links)
        if not paragraph.lines:
            return False
        self.open.pop()
        paragraph.kind, paragraph.level = "heading", 1 if char == "=" else 2
        return True

    def _start_note(self, depth: int, text: str) -> int:
        match = NOTE.match(text) if self.rules.notes else None
        if not match or not self._may_nest(depth):
            return 0
        note = Block("note", self.number)
        note.info = match[1]
        self.line.skip(match.end())
        return self._append(depth, note)

    def _start_item(self, depth: int, marker: Marker) -> int:
        around = self.open[depth]
        if around.kind != "list" or around.mark != marker.kind:
            new = Block("list", self.number)
            new.mark, new.level = marker.kind, marker.number
            depth = self._append(depth, new)
        item = Block("item", self.number, width=self.line.indent + marker.width)
        self.line.skip(marker.size, marker.spaces)
        return self._append(depth, item)

    def _start_table(self, depth: int, paragraph: Block, text: str) -> int:
        """Make a table of a paragraph's last line and the row below it that says the alignments."""
        aligns = delimiter_row(text)
        if not aligns or len(split_row(paragraph.lines[-1])) != len(aligns):
            return 0
        table = Block("table", self.number - 1, lines=[paragraph.lines.pop()])
        table.aligns = aligns
        if paragraph.lines:
            self._append(depth, table)
        else:
            self.open[depth - 1].children[-1] = table
            self.open[depth] = table
        return -1

    def _append_whole(self, depth: int, block: Block) -> int:
        self._append(depth, block)
        return -1

    def _append(self, depth: int, block: Block) -> int:
        """Open a block within the one at `depth`, or the nearest around it that may hold it; return its place."""
        while self.open[depth].kind not in _HOLDS_BLOCKS or (self.open[depth].kind == "list") != (block.kind == "item"):
            depth -= 1
        self._close(depth + 1)
        parent = self.open[depth]
        if parent.children and self.blank == self.number - 1 and self.blank_within <= depth:
            if parent.kind == "item":
                self.open[depth - 1].loose = True
            parent.loose = True
        parent.children.append(block)
        self.open.append(block)
        return depth + 1

    def _close(self, depth: int) -> None:
        """Close the blocks from this place on."""
        if len(self.open) > depth:
            if self.open[-1].kind == "paragraph":
                take_definitions(self.open[-1], self.links)
            del self.open[depth:]

    def _add(self, depth: int) -> None:
        """Add what is left of the line to the block at `depth`, or to the paragraph that it lazily continues."""
        last = self.open[depth]
        blank = self.line.is_blank()
        tip = self.open[-1]
        if not blank and (last.kind == "paragraph" or self._is_text(tip)):
            if not tip.lines:
                tip.start = self.number
            tip.lines.append(self.line.content())
            return
        self._close(depth + 1)
        if blank and last.start != self.number and last.kind != "fence":
            self.blank = self.number
            self.blank_within = max((at for at, block in enumerate(self.open) if block.kind == "quote"), default=0)
        if last.kind in _VERBATIM:
            if last.kind == "fence" and last.width:
                self.line.unindent(min(last.width, self.line.indent))
            last.lines.append(self.line.text)
            if last.end and last.end.search(self.line.text):
                self._close(depth)
        elif last.kind == "table":
            last.lines.append(self.line.content())
        elif not blank:
            self._append(depth, Block("paragraph", self.number, lines=[self.line.content()]))
