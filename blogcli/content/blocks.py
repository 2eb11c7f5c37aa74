"""A version's blocks as they are written in its file."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from blogcli.drift.scheme import KINDS, blocks_of

if TYPE_CHECKING:
    from blogcli.content.posts import Source


class Written(NamedTuple):
    """A block: the letter of its kind, the line in the file where it begins, from 1, and its text."""

    kind: str
    line: int
    text: str


def written(source: Source) -> list[Written]:
    """A version's blocks by their numbers, title and summary first."""
    document, keys = source.document, source.keys
    blocks = blocks_of(keys["title"], keys.get("summary", ""), document.content)
    lines = document.content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    above = document.text.count("\n", 0, document.body)
    found = [_of_key(source, block.kind) for block in blocks if not block.line]
    starts = [block.line for block in blocks if block.line]
    for block, (start, end) in zip(blocks[len(found) :], pairwise([*starts, len(lines) + 1]), strict=True):
        found.append(Written(block.kind, above + start, _trimmed(block.kind, lines[start - 1 : end - 1])))
    return found


def _of_key(source: Source, kind: str) -> Written:
    name = KINDS[kind]
    return Written(kind, source.document.fields[name].line, source.keys[name])


def _trimmed(kind: str, lines: list[str]) -> str:
    """A block without what stands below it and is none, such as a link's definition."""
    if kind in "phbrx" and not lines[0].lstrip().startswith("[^"):
        lines = lines[: next((at for at, line in enumerate(lines) if at and not line.strip()), len(lines))]
    return "\n".join(lines).rstrip("\n\t ")
