"""Scheme v1, frozen: the blocks that hold text and no blocks, line by line (CommonMark 0.31, chapter 4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blogcli.drift import patterns
from blogcli.drift.nested import width, without
from blogcli.drift.patterns import DEFINITION, Raw

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

PARAGRAPH, TABLE, FENCE, CODE, HTML, LITERAL, UNSEEN = "p", "b", "fence", "c", "x", "literal", "unseen"
_MOST_OF_DEFINITION = 20  # lines of a link's definition that are looked at while there may be more
_TITLES = ('"', "'", "(")


@dataclass(slots=True)
class Leaf:
    """A block that may go on: what it is, the letter its text has by what holds it, its line, and its lines so far.

    `end` is what closes it: a fence, or the end of what readers don't see. `indent` is that of a fence; `deep` says
    that a paragraph's last line is indented as code would be, `year` is the number of its item that counts as a word.
    """

    what: str
    letter: str
    line: int
    lines: list[str] = field(default_factory=list)
    end: str = ""
    indent: int = 0
    deep: bool = False
    year: str = ""

    def goes_on(self, text: str, column: int) -> tuple[bool, bool]:
        """Whether a line belongs to code or HTML, which it is added to then; and whether more may follow."""
        blank = not text.strip(" \t")
        if self.what == FENCE:
            line = text.strip(" \t")
            if line.startswith(self.end) and not line.strip(self.end[0]) and width(text, column) < 4:
                return True, False
            self.lines.append(without(text, column, self.indent)[0] if self.indent else text)
        elif self.what == CODE:
            if not blank and width(text, column) < 4:
                return False, False
            self.lines.append(without(text, column, 4)[0])
        elif self.what == HTML:
            if blank:
                return False, False
            self.lines.append(text)
        elif self.what in (LITERAL, UNSEEN):
            return True, self.takes(text)
        else:
            return False, True
        return True, True

    def takes(self, text: str) -> bool:
        """Add a line to HTML that ends where it says so; whether more may follow."""
        self.lines.append(text)
        if self.what == LITERAL:
            return not patterns.LITERAL_END.search(text)
        return self.end not in text

    def raws(self) -> Iterator[Raw]:
        """What it is when it is closed."""
        if self.what == PARAGRAPH:
            yield from _paragraph(self)
        elif self.what == TABLE:
            most = len(patterns.cells(self.lines[0]))
            rows = [" ".join(patterns.cells(row)[:most]) for row in (self.lines[0], *self.lines[2:])]
            yield Raw("b", "\n".join(rows), (), self.line)
        elif self.what in (FENCE, CODE, LITERAL):
            yield Raw("c", "", (_code(self.lines),), self.line, "HTML" if self.what == LITERAL else "")
        elif self.what == HTML:
            yield Raw(self.letter if self.letter == "q" else "x", "\n".join(self.lines), (), self.line)
        elif rest := self.lines[-1].partition(self.end)[2].strip(" \t"):
            # Comments and their like, among them `<!--more-->`, are no block, but for what follows on the last line.
            yield Raw("q" if self.letter == "q" else "x", rest, (), self.line + len(self.lines) - 1)

    def definition(self, following: str, *, lazy: bool) -> Raw | None:
        """The link's definition that a paragraph is, where the line that follows can't be a part of it."""
        if self.lines[0][0] != "[" or len(self.lines) > _MOST_OF_DEFINITION:
            return None
        text = "\n".join(self.lines)
        found = _reference(text)
        if not found or found.end() < len(text):
            return None
        if not found["title"] and following.startswith(_TITLES):
            longer = f"{text}\n{following}"
            if not lazy or ((other := _reference(longer)) and other.end() == len(longer)):
                return None
        return _defined(found, self.line)


def opened(text: str, column: int, letter: str, line: int) -> Leaf:
    """The fence or HTML that a text begins, indented by less than four columns."""
    inner = text.lstrip(" \t")
    if inner[0] != "<":
        info = inner.lstrip(inner[0])
        return Leaf(FENCE, letter, line, end=inner[: len(inner) - len(info)], indent=width(text, column))
    if patterns.LITERAL.match(inner):
        return Leaf(LITERAL, letter, line)
    for begin, finish in patterns.UNSEEN_ENDS:
        if inner.startswith(begin):
            return Leaf(UNSEEN, letter, line, end=finish)
    return Leaf(HTML, letter, line)


def heading(text: str, letter: str, line: int) -> Raw:
    """The heading that a line of `#` is."""
    inner = text.lstrip(" \t")
    said = inner.lstrip("#")
    level = str(len(inner) - len(said))
    return Raw(_letter(letter, "h"), patterns.CLOSING_MARKS.sub("", said), (), line, level)


def underlined(leaf: Leaf, underline: str) -> list[Raw]:
    """The heading that a paragraph is by the line below it, and the definitions that it begins with."""
    found = list(_paragraph(leaf))
    level = "1" if underline[0] == "=" else "2"
    return [
        raw if raw.kind == DEFINITION else raw._replace(kind=_letter(leaf.letter, "h"), name=level) for raw in found
    ]


def table(leaf: Leaf, dashes: str) -> Leaf | None:
    """The table whose header is the last line of a paragraph, if this line of dashes makes it one."""
    header = leaf.lines[-1]
    if leaf.deep or "|" not in header or not patterns.DASHES.match(dashes):
        return None
    if len(patterns.cells(header)) != len(patterns.cells(dashes)):
        return None
    leaf.lines.pop()
    return Leaf(TABLE, leaf.letter, leaf.line + len(leaf.lines), [header, dashes])


def _letter(letter: str, own: str) -> str:
    return own if letter == "p" else letter


def _paragraph(leaf: Leaf) -> Iterator[Raw]:
    """A paragraph, and before it the links' definitions that it begins with."""
    text, line = "\n".join(leaf.lines), leaf.line
    while text.startswith("[") and (found := _reference(text)):
        yield _defined(found, line)
        line += text.count("\n", 0, found.end()) + 1
        text = text[found.end() + 1 :]
    if text:
        yield Raw(leaf.letter, leaf.year + text if line == leaf.line else text, (), line)


def _reference(text: str) -> re.Match[str] | None:
    found = patterns.REFERENCE.match(text)
    return found if found and patterns.is_balanced(found["to"]) else None


def _defined(found: re.Match[str], line: int) -> Raw:
    return Raw(DEFINITION, " ".join(filter(None, (found["to"], found["title"]))), (), line, found["label"])


def _code(lines: list[str]) -> str:
    """Code without the white space at the ends of its lines, and without blank lines at its own."""
    return "\n".join([line.rstrip(" \t") for line in lines]).strip("\n")
