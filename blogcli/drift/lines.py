"""Scheme v1, frozen: the lines of a body, divided into blocks.

Found are the blocks of CommonMark 0.31 (chapters 4 and 5) that hold text, wherever they stand, by its own strategy: of
each line first which of the open quotes and items it goes on with, then what it opens, and what is left is text. Beside
these there are tables as in GitHub's dialect, and footnotes.

It shares nothing with the renderer, whose library may read an odd text otherwise next year: a record written today must
be read the same for ever. Change no answer here; another answer is another scheme.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.drift import leaves, nested, patterns
from blogcli.drift.leaves import PARAGRAPH, TABLE, Leaf
from blogcli.drift.nested import Container, entered, width
from blogcli.drift.patterns import NOTE, Raw

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

_LONGEST_MARK = 4  # of an item: "1986. It was" may be meant as a year, and its number counts as a word


def lines_of(body: str) -> list[str]:
    """The lines of a body without their ends, of whatever kind these are; NUL becomes U+FFFD (CommonMark 2.3)."""
    if "\r" in body:
        body = body.replace("\r\n", "\n").replace("\r", "\n")
    return body.replace("\0", "\ufffd").split("\n")


def scan(lines: Sequence[str]) -> list[Raw]:
    """The blocks of a body of these lines, in order, and among them where links are defined and footnotes begin.

    What stands in a quote has that letter, and what stands in an item, but for code, tables and rules, which keep
    theirs; HTML keeps its own in an item.
    """
    reader = _Reader()
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if reader.leaf is not None or reader.containers or line[:1] in patterns.FIRST:
            reader.read(line, at)
        elif line:
            at = reader.paragraph(lines, at)
    reader.close(0)
    return reader.found


class _Reader:
    """Reads one line after the other: the containers that are open, the outermost first, and the leaf in the last."""

    __slots__ = ("containers", "found", "leaf", "year")

    def __init__(self) -> None:
        self.found: list[Raw] = []
        self.containers: list[Container] = []
        self.leaf: Leaf | None = None
        self.year = ""  # the number that the item begun on this line has, where it may be meant as one

    def paragraph(self, lines: Sequence[str], number: int) -> int:
        """Take a paragraph that begins with this line, in no container, as far as its lines can be nothing else.

        What `read` finds, and sooner: most of a text is such paragraphs. The answer is the number of their last line.
        """
        end = number
        while end < len(lines) and (line := lines[end]) and line[0] not in patterns.FIRST:
            end += 1
        if end == len(lines) or not lines[end]:
            self.found.append(Raw(PARAGRAPH, "\n".join(lines[number - 1 : end]), (), number))
        else:
            self.leaf = Leaf(PARAGRAPH, PARAGRAPH, number, list(lines[number - 1 : end]))
        return end

    def read(self, line: str, number: int) -> None:
        """Take a line."""
        matched, text, column = entered(self.containers, line) if self.containers else (0, line, 0)
        leaf = self.leaf
        if leaf is not None and leaf.what == PARAGRAPH:
            if found := leaf.definition(text.lstrip(" \t"), lazy=matched < len(self.containers)):
                self.found.append(found)
                self.leaf = None
        elif leaf is not None and matched == len(self.containers):
            belongs, more = leaf.goes_on(text, column)
            if not more:
                self.close(matched)
            if belongs:
                return
        if not text.strip(" \t"):
            self.close(matched)
            return
        self._open(matched, text, column, number)

    def close(self, depth: int) -> None:
        """Close the leaf, and all containers but so many."""
        if self.leaf is not None:
            self.found += self.leaf.raws()
            self.leaf = None
        del self.containers[depth:]

    def _open(self, depth: int, text: str, column: int, number: int) -> None:
        """Open what a line that isn't blank opens in so many containers, one in the other; what is left is text."""
        inner = text.lstrip(" \t")
        self.year = ""
        while inner:
            lead = width(text, column)
            here = self.leaf if depth == len(self.containers) else None
            paragraph = self.leaf if self.leaf is not None and self.leaf.what == PARAGRAPH else None
            if lead >= 4 and paragraph is None:
                self.close(depth)
                self.leaf = Leaf(leaves.CODE, "c", number, [nested.without(text, column, 4)[0]])
                return
            opens = patterns.OPENS.match(inner) if lead < 4 else None
            if here is not None and here is paragraph and lead < 4 and self._underlines(here, inner):
                return
            if opens is None or not _interrupts(opens, paragraph or here, within=here is paragraph):
                if here is not None and here is paragraph and lead < 4 and self._tabulates(here, inner):
                    return
                break
            if opens.lastgroup not in ("quote", "item", "note"):
                self.close(depth)
                self._begin(str(opens.lastgroup), text, column, number)
                return
            if depth == nested.DEEPEST:
                break
            self.close(depth)
            text, column = self._enter(opens, text, column, number)
            depth, inner = depth + 1, text.lstrip(" \t")
        if inner:
            self._text(depth, inner, number, lead)

    def _underlines(self, paragraph: Leaf, inner: str) -> bool:
        """Make a paragraph a heading where the line below it does so."""
        if inner[0] not in "=-" or not patterns.UNDERLINE.match(inner):
            return False
        self.found += leaves.underlined(paragraph, inner)
        self.leaf = None
        return True

    def _tabulates(self, paragraph: Leaf, inner: str) -> bool:
        """Make the last line of a paragraph a table's header where the line below it does so."""
        if inner[0] not in "|:-" or (table := leaves.table(paragraph, inner)) is None:
            return False
        if paragraph.lines:
            self.found += paragraph.raws()
        self.leaf = table
        return True

    def _begin(self, what: str, text: str, column: int, number: int) -> None:
        """Begin a block that holds no others."""
        letter = self._letter()
        if what == "heading":
            self.found.append(leaves.heading(text, letter, number))
        elif what == "rule":
            self.found.append(Raw("r", "", (), number))
        else:
            self.leaf = leaf = leaves.opened(text, column, letter, number)
            if leaf.what == leaves.HTML:
                leaf.lines.append(text)
            elif leaf.what != leaves.FENCE and not leaf.takes(text):
                self.close(len(self.containers))

    def _enter(self, opens: re.Match[str], text: str, column: int, number: int) -> tuple[str, int]:
        """Open a container; what stands in it of the line, and where that begins."""
        if opens.lastgroup == "quote":
            self.containers.append(Container(nested.QUOTE))
            return nested.behind_mark(text, column)
        if opens.lastgroup == "item":
            self.year = f"{opens[0]} " if len(opens[0]) > _LONGEST_MARK else ""
            container, text, column = nested.begun(text, column, opens.end())
            self.containers.append(container)
            return text, column
        self.found.append(Raw(NOTE, "", (), number, opens["name"]))
        self.containers.append(Container(nested.NOTE, 2))
        lead = width(text, column)
        text, column = nested.without(text, column, lead)
        text, column = text[opens.end() :], column + opens.end()
        return nested.without(text, column, width(text, column))

    def _text(self, depth: int, inner: str, number: int, lead: int) -> None:
        """Go on with the paragraph or table that is open, or begin a paragraph."""
        leaf = self.leaf
        if leaf is not None and (leaf.what == PARAGRAPH or (leaf.what == TABLE and depth == len(self.containers))):
            leaf.lines.append(inner)
            # A lazy line can be the header of no table, as little as one indented like code.
            leaf.deep = lead >= 4 or depth < len(self.containers)
            return
        self.close(depth)
        self.leaf = Leaf(PARAGRAPH, self._letter(), number, [inner], year=self.year)

    def _letter(self) -> str:
        """The letter of text by what it stands in."""
        kinds = [container.kind for container in self.containers]
        return nested.QUOTE if nested.QUOTE in kinds else nested.ITEM if nested.ITEM in kinds else PARAGRAPH


def _interrupts(opens: re.Match[str], leaf: Leaf | None, *, within: bool) -> bool:
    """Whether a line opens what it may, if a paragraph or table could go on `within` the same containers, or lazily."""
    if leaf is None:
        return True
    if opens.lastgroup == "item" and within:
        # A list only where it isn't empty and begins at 1.
        return bool(opens.string[opens.end() :].strip(" \t")) and (opens[0] in "-*+" or int(opens[0][:-1]) == 1)
    return opens.lastgroup != "tag"
