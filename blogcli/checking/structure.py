"""The rule `structure`: what a translation lacks of its source's headings, code, images, links and footnotes, or adds.

Where the counts differ, the part that is most likely the one is named. Where there are as many links, their targets are
compared in whatever order; a translation may well link to the page in its own language. Pictures may be others, and
paragraphs are not looked at: a translator may divide them as they like.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING

from blogcli.checking.targets import others
from blogcli.drift.parts import DEFINED, FOOTNOTE, HEADING, IMAGE, LINK, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from blogcli.checking.look import Finding, Pair, Text

RULE = "structure"

_NAMED = (IMAGE, LINK, FOOTNOTE)
_MOST_COMPARED = 10_000  # pairs: 100 parts of each text; then it takes some milliseconds


def structure(pair: Pair) -> Iterator[Finding]:
    """What differs between a translation and its source; drafts are still being worked on."""
    if pair.mine.version.draft or pair.source.version.draft:
        return
    theirs, ours = _counted(pair.source), _counted(pair.mine)
    if list(map(_key, theirs)) != list(map(_key, ours)):
        for line, message in _differences(pair, theirs, ours):
            yield pair.finding(RULE, message, line)
    for line, message in _elsewhere(pair, theirs, ours):
        yield pair.finding(RULE, message, line)


def _elsewhere(pair: Pair, theirs: Sequence[Part], ours: Sequence[Part]) -> Iterator[tuple[int, str]]:
    """The links that lead elsewhere than the source's, where there are as many."""
    their, our = ([part for part in parts if part.kind == LINK] for parts in (theirs, ours))
    if len(their) == len(our):
        for instead, part in others(their, our, (pair.source.version.language, pair.mine.version.language)):
            yield part.line, f"leads to {part.name} where {pair.source.name}:{instead.line} leads to {instead.name}"


def _counted(text: Text) -> list[Part]:
    """The parts that count: a definition doesn't, but each link that names it."""
    return [part for part in text.parts if part.kind != DEFINED]


def _differences(pair: Pair, theirs: list[Part], ours: list[Part]) -> Iterator[tuple[int, str]]:
    """What the translation's parts lack or have more than its source's, by line of its file."""
    source = pair.source.name
    relevelled = _relevelled(theirs, ours, source)
    if relevelled:
        yield from relevelled
        theirs, ours = _without_headings(theirs), _without_headings(ours)
    for part, after in _only_in(theirs, ours, partial(_likely, pair.source, pair.mine, pair.drift.blocks)):
        yield (
            (ours[after - 1].line if after else pair.mine.line(1)),
            f"lacks {_said(part)} that {source}:{part.line} has{_named(part)}",
        )
    for part, _ in _only_in(ours, theirs, partial(_likely, pair.mine, pair.source, pair.drift.mine)):
        yield part.line, f"has {_said(part)} that {source} lacks{_named(part)}"


def _likely(text: Text, other: Text, changed: tuple[int, ...]) -> list[set[int]]:
    """The lines of what is most likely new in a text: what changed by the record, and what the other has nothing like.

    Parts without a target are alike but for what stands around them, so the order of all blocks says more than theirs.
    """
    shapes = _shapes(text)
    alone: list[int] = []
    for what, start, end, *_ in _opcodes(shapes, _shapes(other)):
        if what != "equal":
            alone += _with_its_heading(shapes, start, end) if what == "delete" else range(start, end)
    return [set(text.lines_of(changed)), set(text.lines_of(alone))]


def _with_its_heading(shapes: Sequence[tuple[str, str]], start: int, end: int) -> range:
    """A run of blocks that the other has not, or one as good a few blocks before that begins with a heading."""
    first, last = start, end
    while first and shapes[first][0] != "h" and shapes[first - 1] == shapes[last - 1]:
        first, last = first - 1, last - 1
    return range(first, last) if shapes[first][0] == "h" else range(start, end)


def _shapes(text: Text) -> list[tuple[str, str]]:
    """The kinds of a text's blocks, with the levels of headings."""
    levels = {part.line: part.name for part in text.parts if part.kind == HEADING}
    return [(block.kind, levels.get(text.begins(block), "")) for block in text.blocks]


def _key(part: Part) -> tuple[str, str]:
    return part.kind, part.name if part.kind == HEADING else ""


def _without_headings(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if part.kind != HEADING]


def _relevelled(theirs: Sequence[Part], ours: Sequence[Part], source: str) -> list[tuple[int, str]]:
    """Headings of other levels, where there are as many as in the source."""
    pairs = [[part for part in parts if part.kind == HEADING] for parts in (theirs, ours)]
    if len(pairs[0]) != len(pairs[1]) or Counter(map(_key, pairs[0])) == Counter(map(_key, pairs[1])):
        return []
    return [
        (our.line, f"has a heading of level {our.name} where {source}:{their.line} has one of level {their.name}")
        for their, our in zip(*pairs, strict=True)
        if our.name != their.name
    ]


def _only_in(
    some: Sequence[Part], others: Sequence[Part], likely: Callable[[], list[set[int]]]
) -> Iterator[tuple[Part, int]]:
    """The parts that the others have no counterpart of, and how many of the others stand before its place.

    Of several without a target that may be the one, it is the first in these `likely` lines, in the first set before
    the second.
    """
    surplus = Counter(map(_key, some)) - Counter(map(_key, others))
    if not surplus:
        return
    lines = likely() if any(kind not in _NAMED for kind, _ in surplus) else []
    alone = _alone(some, others)
    left: list[tuple[bool, int, int]] = []
    for what, start, end, after, _ in _opcodes([*map(_key, some)], [*map(_key, others)]):
        # A part that the alignment paired may still be the one: only its target tells, where it has one.
        left += [
            (what == "equal", place, after + (place - start if what == "equal" else 0)) for place in range(start, end)
        ]

    def unlikely(candidate: tuple[bool, int, int]) -> tuple[object, ...]:
        paired, place, _ = candidate
        part = some[place]
        return (
            part.kind in _NAMED and place not in alone,
            *(part.kind not in _NAMED and part.line not in each for each in lines),
            paired,
            place,
        )

    left.sort(key=unlikely)
    chosen = []
    for _, place, after in left:
        if surplus[_key(some[place])] > 0:
            surplus[_key(some[place])] -= 1
            chosen.append((place, after))
    yield from ((some[place], after) for place, after in sorted(chosen))


def _alone(some: Sequence[Part], others: Sequence[Part]) -> set[int]:
    """The places of the parts whose target comes more often here than among the others, one for each time more."""
    left = Counter((part.kind, part.name) for part in others)
    found = set()
    for place, part in enumerate(some):
        left[part.kind, part.name] -= 1
        if left[part.kind, part.name] < 0:
            found.add(place)
    return found


def _opcodes(a: Sequence[tuple[str, str]], b: Sequence[tuple[str, str]]) -> Iterator[tuple[str, int, int, int, int]]:
    """How two lists differ, as `SequenceMatcher.get_opcodes` has it, but for what they begin and end with alike.

    Its time grows with the square of what it is given, so of two long lists that differ in many places the middle is
    taken for one place.
    """
    shorter = min(len(a), len(b))
    head = next((at for at in range(shorter) if a[at] != b[at]), shorter)
    tail = next((at for at in range(shorter - head) if a[-1 - at] != b[-1 - at]), shorter - head)
    ends = len(a) - tail, len(b) - tail
    if head:
        yield "equal", 0, head, 0, head
    if (ends[0] - head) * (ends[1] - head) <= _MOST_COMPARED:
        for what, *places in SequenceMatcher(None, a[head : ends[0]], b[head : ends[1]], autojunk=False).get_opcodes():
            start, end, after, until = (place + head for place in places)
            yield what, start, end, after, until
    else:
        yield "replace", head, ends[0], head, ends[1]
    if tail:
        yield "equal", ends[0], len(a), ends[1], len(b)


def _said(part: Part) -> str:
    kind = f"heading of level {part.name}" if part.kind == HEADING else part.kind
    return f"an {kind}" if kind == IMAGE else f"a {kind}"


def _named(part: Part) -> str:
    return f": {part.name}" if part.kind in _NAMED and part.name else ""
