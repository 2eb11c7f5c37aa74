"""What stands in a version besides its words, each by its line: headings, code, images, links, footnotes.

It is found by the scanner that the record stands on, so that a count here and a digest there can't disagree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from blogcli.drift.lines import lines_of, scan
from blogcli.drift.patterns import DEFINITION, NOTE, Raw
from blogcli.drift.prose import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HEADING, CODE, IMAGE, LINK, FOOTNOTE = "heading", "code block", "image", "link", "footnote"
DEFINED = "definition"  # of links or images that name it

_MAY_LEAD = re.compile(r"[\[<]|://")

# What stands around a target: that of a link or an attribute, and a bare address. "" is an end of the text.
_LEADING, _LED = frozenset("(<\"'="), frozenset(")>\"'")
_BEFORE, _BEHIND = frozenset(["", *"*_~(["]), frozenset(["", *"?!.,:;*_~')]"])


class Part(NamedTuple):
    """A part by its kind; its name is a heading's level, a target, or a footnote's mark. `line` counts from 1.

    A link or image that has its target from a definition has its `label`.
    """

    kind: str
    name: str
    line: int
    label: str = ""


def leads(part: Part) -> bool:
    """Whether a target is written there: not where a link or image has it from a definition."""
    return part.kind in (LINK, IMAGE, DEFINED) and not part.label


def parts_of(body: str, scanned: Sequence[Raw] | None = None) -> list[Part]:
    """The parts of a body, in order, but for headings inside of lists and quotes.

    `scanned` is what `scan` found in the body, where that is known.
    """
    lines = lines_of(body)
    raws = scan(lines) if scanned is None else scanned
    defined = _defined(raws)
    ends = [*(raw.line for raw in raws[1:]), len(lines) + 1]
    # A body of nothing but white space and comments has no blocks, and so no use for an end.
    return [
        part
        for raw, end in zip(raws, ends, strict=False)
        for part in _in_block(raw, lines[raw.line - 1 : end - 1], defined)
    ]


def _defined(raws: Sequence[Raw]) -> dict[str, str]:
    """The targets by the labels they are defined for, of which the first counts (CommonMark 4.7)."""
    defined: dict[str, str] = {}
    for raw in raws:
        if raw.kind == DEFINITION:
            defined.setdefault(_spelt(raw.name), _target(raw))
    return defined


def _target(definition: Raw) -> str:
    text = definition.text
    return text[: text.index(">") + 1] if text.startswith("<") else text.split()[0]


def _spelt(label: str) -> str:
    return " ".join(label.split()).casefold()


def _in_block(raw: Raw, lines: Sequence[str], defined: Mapping[str, str]) -> Iterator[Part]:
    """The parts in one block, which begins with the first of `lines`."""
    if raw.kind == DEFINITION:
        yield Part(DEFINED, _target(raw), raw.line)
        return
    if raw.kind == NOTE:
        yield Part(FOOTNOTE, raw.name, raw.line)
        return
    if raw.kind == "h":
        yield Part(HEADING, raw.name, raw.line)
    if raw.kind == "c" and not raw.name:
        yield Part(CODE, "", raw.line)
    if not _MAY_LEAD.search(raw.text):  # most paragraphs lead nowhere
        return
    reader = _HTMLReader(defined) if raw.kind == "x" else _Reader(defined)
    reader.read(raw.text)
    text, found = "\n".join(lines), dict[str, int]()
    for kind, targets in ((IMAGE, reader.images), (LINK, reader.links)):
        for target in targets:
            start, found[target] = _span(text, target, found.get(target, 0))
            yield Part(kind, target, raw.line + text.count("\n", 0, start))
    for kind, label, line in reader.uses:
        yield Part(kind, defined[label], raw.line + line, label)


class _Reader(Reader):
    """A reader that knows what links are defined, and finds the links and images that name these, each by its line."""

    def __init__(self, defined: Mapping[str, str]) -> None:
        super().__init__()
        self.uses: list[tuple[str, str, int]] = []
        self._defined = defined
        self._begun: list[tuple[str, int]] = []

    def _mark(self, match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind in ("open", "image"):
            self._begun.append((LINK if kind == "open" else IMAGE, match.end()))
        elif kind == "close" and self._begun:
            part, start = self._begun.pop()
            label = match["close"][1:-1] or match.string[start : match.start()]
            if match["target"] is None and _spelt(label) in self._defined:
                self.uses.append((part, _spelt(label), match.string.count("\n", 0, start)))
        return super()._mark(match)


class _HTMLReader(_Reader):
    """A reader of a block of HTML, in which nothing is Markdown (CommonMark 4.6): only tags lead anywhere."""

    def _mark(self, match: re.Match[str]) -> str:
        return super()._mark(match) if match.lastgroup in ("rest", "unseen") else match[0]

    def _web(self, match: re.Match[str]) -> str:
        return match[0]


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
