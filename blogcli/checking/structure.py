"""The rule `structure`: what a translation lacks of its source's headings, code, images, links and footnotes, or adds.

They are counted and not compared: a translation may well link to the page in its own language. Where the counts differ,
the part that is most likely the one is named. Paragraphs are not looked at: a translator may divide them as they like.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from blogcli.drift.parts import FOOTNOTE, HEADING, IMAGE, LINK, Part, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogcli.checking.look import Finding, Look

RULE = "structure"

_NAMED = (IMAGE, LINK, FOOTNOTE)


def structure(look: Look) -> Iterator[Finding]:
    """What differs between translations and their sources; drafts are still being worked on."""
    for pair in look.pairs():
        if pair.mine.draft or pair.source.draft:
            continue
        mine, source = look.text(pair.mine), look.text(pair.source)
        theirs, ours = parts_of(source.body), parts_of(mine.body)
        if list(map(_key, theirs)) == list(map(_key, ours)):
            continue
        theirs = [part._replace(line=source.line(part.line)) for part in theirs]
        ours = [part._replace(line=mine.line(part.line)) for part in ours]
        for line, message in differences(theirs, ours, pair.source_name, mine.line(1)):
            yield pair.finding(RULE, message, line)


def differences(theirs: Sequence[Part], ours: Sequence[Part], source: str, first: int) -> Iterator[tuple[int, str]]:
    """What our parts lack or have more than theirs, by line of our file; `first` is where our body begins."""
    relevelled = _relevelled(theirs, ours, source)
    if relevelled:
        yield from relevelled
        theirs, ours = _without_headings(theirs), _without_headings(ours)
    for part, after in _only_in(theirs, ours):
        yield (
            (ours[after - 1].line if after else first),
            f"lacks {_said(part)} that {source}:{part.line} has{_named(part)}",
        )
    for part, _ in _only_in(ours, theirs):
        yield part.line, f"has {_said(part)} that {source} lacks{_named(part)}"


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


def _only_in(some: Sequence[Part], others: Sequence[Part]) -> Iterator[tuple[Part, int]]:
    """The parts that the others have no counterpart of, and how many of the others stand before its place."""
    surplus = Counter(map(_key, some)) - Counter(map(_key, others))
    if not surplus:
        return
    names = {part.name for part in others if part.kind in _NAMED}
    left: list[tuple[bool, int, int]] = []
    matched = SequenceMatcher(None, [*map(_key, some)], [*map(_key, others)], autojunk=False)
    for what, start, end, after, _ in matched.get_opcodes():
        # A part that the alignment paired may still be the one: only its target tells, where it has one.
        left += [
            (what == "equal", place, after + (place - start if what == "equal" else 0)) for place in range(start, end)
        ]
    left.sort(key=lambda each: (some[each[1]].kind in _NAMED and some[each[1]].name in names, each[0], each[1]))
    chosen = []
    for _, place, after in left:
        if surplus[_key(some[place])] > 0:
            surplus[_key(some[place])] -= 1
            chosen.append((place, after))
    yield from ((some[place], after) for place, after in sorted(chosen))


def _said(part: Part) -> str:
    kind = f"heading of level {part.name}" if part.kind == HEADING else part.kind
    return f"an {kind}" if kind == IMAGE else f"a {kind}"


def _named(part: Part) -> str:
    return f": {part.name}" if part.kind in _NAMED and part.name else ""
