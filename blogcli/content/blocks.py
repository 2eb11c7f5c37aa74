"""A version's blocks as they are written in its file."""

from __future__ import annotations

from itertools import pairwise
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

from blogcli.drift.lines import lines_of, scan
from blogcli.drift.scheme import KINDS, blocks_of

if TYPE_CHECKING:
    from blogcli.content.posts import Source


class Written(NamedTuple):
    """A block: the letter of its kind, the line in the file where it begins, from 1, and its text.

    `marks` stands for the links, code and images in it.
    """

    kind: str
    line: int
    text: str
    marks: str


def written(source: Source) -> list[Written]:
    """A version's blocks by their numbers, title and summary first."""
    document, keys = source.document, source.keys
    lines = lines_of(document.content)
    scanned = scan(lines)
    starts = sorted({raw.line for raw in scanned})
    ends = dict(pairwise([*starts, len(lines) + 1]))
    above = document.text.count("\n", 0, document.body)
    found = []
    for block in blocks_of(keys["title"], keys.get("summary", ""), document.content, scanned):
        if block.line:
            text = _trimmed(block.kind, lines[block.line - 1 : ends[block.line] - 1])
            found.append(Written(block.kind, above + block.line, text, block.marks))
        else:
            name = KINDS[block.kind]
            found.append(Written(block.kind, document.fields[name].line, keys[name], block.marks))
    return found


def _trimmed(kind: str, lines: list[str]) -> str:
    """A block without what stands below it and is none, such as a comment, and without the indentation of its item."""
    if kind == "c":
        return "\n".join(lines).rstrip("\n\t ")
    blank = " \t>" if kind == "q" else " \t"
    end = next((at for at, line in enumerate(lines) if at and not line.strip(blank)), len(lines))
    return dedent("\n".join(lines[:end])).rstrip("\n\t ")
