"""The documentation as data: its pages, their sections, tables and code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.support import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block: the word after the fence, what it holds, and the line it begins in, from 1."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True)
class Page:
    """A page of the documentation."""

    path: Path
    text: str

    @property
    def prose(self) -> str:
        """The page without its fenced blocks."""
        return _FENCE.sub("", self.text)

    def blocks(self, kind: str) -> list[Block]:
        """The fenced blocks of a kind, in order."""
        found = ((match, self.text.count("\n", 0, match.start()) + 1) for match in _FENCE.finditer(self.text))
        return [Block(match[1], match[2], line) for match, line in found if match[1] == kind]

    def sections(self, level: int = 2) -> dict[str, str]:
        """Heading to prose, for the headings of a level."""
        _, *parts = re.split(rf"^{'#' * level} (.+)\n", self.prose, flags=re.MULTILINE)
        return dict(zip(parts[::2], parts[1::2], strict=True))

    def anchors(self) -> set[str]:
        """What a link to this page may have after its #."""
        return {_anchor(heading) for heading in _HEADING.findall(self.prose)}

    def links(self) -> list[str]:
        """Where its links and pictures lead."""
        return _LINK.findall(self.prose)

    def spans(self) -> list[str]:
        """Its code within lines."""
        return codes(self.prose)


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def codes(text: str) -> list[str]:
    """The code within a text."""
    return [" ".join(span.split()) for span in _CODE.findall(text)]


def table(text: str, *headers: str) -> list[list[str]]:
    """The rows of a text's first table that has one of the words as the head of its first column; none without one."""
    rows = iter(text.splitlines())
    for row in rows:
        if row.startswith("|") and _cells(row)[0] in headers:
            next(rows)  # the line below the head
            return [_cells(line) for line in _while_table(rows)]
    return []


def _while_table(rows: Iterator[str]) -> Iterator[str]:
    for row in rows:
        if not row.startswith("|"):
            return
        yield row


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]


def page(name: str) -> Page:
    """A page by its path in the repository."""
    path = REPOSITORY / name
    return Page(path, path.read_text("utf-8"))


NAMES = [
    "README.md",
    "CHANGELOG.md",
    *sorted(path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "docs").glob("*.md")),
]
