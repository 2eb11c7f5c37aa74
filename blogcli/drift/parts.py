"""What stands in a version besides its words, each by its line: headings, code, images, links, footnotes.

It is found by the scanner that the record stands on, so that a count here and a digest there can't disagree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from blogcli.drift.lines import lines_of, scan
from blogcli.drift.patterns import DEFINITION, Raw
from blogcli.drift.prose import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEADING, CODE, IMAGE, LINK, FOOTNOTE = "heading", "code block", "image", "link", "footnote"

_MAY_LEAD = re.compile(r"[\[<]|://")
_NOTE = re.compile(r"[ ]{0,3}\[\^([^\]\s]+)\]:")

# What stands around a target: that of a link or an attribute, and a bare address. "" is an end of the text.
_LEADING, _LED = frozenset("(<\"'="), frozenset(")>\"'")
_BEFORE, _BEHIND = frozenset(["", *"*_~(["]), frozenset(["", *"?!.,:;*_~')]"])


class Part(NamedTuple):
    """A part by its kind; its name is a heading's level, a target, or a footnote's mark. `line` counts from 1."""

    kind: str
    name: str
    line: int


def parts_of(body: str, scanned: Sequence[Raw] | None = None) -> list[Part]:
    """The parts of a body, in order, but for headings inside of lists and quotes.

    `scanned` is what `scan` found in the body, where that is known.
    """
    lines = lines_of(body)
    raws = scan(lines) if scanned is None else scanned
    ends = [*(raw.line for raw in raws[1:]), len(lines) + 1]
    # A body of nothing but white space and comments has no blocks, and so no use for an end.
    return [
        part for raw, end in zip(raws, ends, strict=False) for part in _in_block(raw, lines[raw.line - 1 : end - 1])
    ]


def _in_block(raw: Raw, lines: Sequence[str]) -> Iterator[Part]:
    """The parts in one block, which begins with the first of `lines`."""
    if raw.kind == DEFINITION:
        yield Part(LINK, raw.text.split()[0], raw.line)
        return
    if raw.kind == "h":
        yield Part(HEADING, str(_level(raw, lines)), raw.line)
    if raw.kind == "p" and (note := _NOTE.match(lines[0])):
        yield Part(FOOTNOTE, note[1], raw.line)
    yield from (Part(CODE, "", raw.line) for _ in raw.code)
    if not _MAY_LEAD.search(raw.text):  # most paragraphs lead nowhere
        return
    reader = Reader()
    reader.read(raw.text)
    text, found = "\n".join(lines), dict[str, int]()
    for kind, targets in ((IMAGE, reader.images), (LINK, reader.links)):
        for target in targets:
            start, found[target] = _span(text, target, found.get(target, 0))
            yield Part(kind, target, raw.line + text.count("\n", 0, start))


def _span(text: str, target: str, after: int) -> tuple[int, int]:
    """Where a target stands in a block: behind what opens one, on its own, or else, written otherwise, as it may."""
    # Bare addresses are read last, wherever they stand.
    for stands, start in ((_led_to, after), (_alone, after), (_alone, 0), (_anywhere, after), (_anywhere, 0)):
        at = text.find(target, start)
        while at >= 0:
            end = at + len(target)
            if stands(text[at - 1 : at], text[end : end + 1]):
                return at, end
            at = text.find(target, at + 1)
    return 0, after


def _led_to(before: str, behind: str) -> bool:
    return before in _LEADING and (behind.isspace() or behind in _LED)


def _alone(before: str, behind: str) -> bool:
    return (before.isspace() or before in _BEFORE) and (behind.isspace() or behind in _BEHIND)


def _anywhere(_before: str, _behind: str) -> bool:
    return True


def _level(heading: Raw, lines: Sequence[str]) -> int:
    """A heading's level, by its marks or by the line below it (CommonMark 4.2 and 4.3)."""
    first = lines[0].lstrip(" ")
    marks = len(first) - len(first.lstrip("#"))
    below = lines[heading.text.count("\n") + 1 :]
    if below and re.fullmatch(r"[ ]{0,3}(?:=+|-+)[ \t]*", below[0]) and not re.match(r"#{1,6}(?:[ \t]|$)", first):
        return 1 if "=" in below[0] else 2
    return marks
