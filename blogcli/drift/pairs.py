"""What became of each block of one text between two of its versions, each with what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.drift.align import EMPTY, align, key_of
from blogcli.drift.scheme import front_of, summary_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogcli.drift.align import Alignment
    from blogcli.drift.scheme import Fingerprint

CHANGED, ADDED, REMOVED, MOVED = "changed", "added", "removed", "moved"

_ALIKE = 0.3  # of two texts' trigrams in common: two paragraphs of one language have a fifth, a reworked one a half
_MOST_COMPARED = 40_000  # pairs of texts: 200 blocks reworded in a row take a quarter of a second

# The kind, the numbers then and now, None where there is none, and the number it goes by: of what is gone, of the block
# before its place.
Pair = tuple[str, "int | None", "int | None", int]


def _bodies(tokens: tuple[str, ...]) -> list[int]:
    """The numbers of a body's blocks that can be compared."""
    return [number for number in range(front_of(tokens), len(tokens)) if key_of(tokens[number]) != EMPTY]


def same(then: Fingerprint, now: Fingerprint) -> dict[int, int]:
    """The blocks now that stayed or moved, with what number they had."""
    old, new, found = _aligned(then, now)
    kept = {new[b]: old[a] for a, b in (*found.stayed, *found.moved)} | {0: 0}
    return kept | ({1: 1} if summary_of(then.tokens) and summary_of(now.tokens) else {})


def pairs(then: Fingerprint, now: Fingerprint) -> list[Pair]:
    """What happened to each block that isn't what and where it was."""
    found: list[Pair] = [(CHANGED, 0, 0, 0)] if then.tokens[0] != now.tokens[0] else []
    before, after = summary_of(then.tokens), summary_of(now.tokens)
    if before != after:
        kind = CHANGED if before and after else ADDED if after else REMOVED
        found.append((kind, 1 if before else None, 1 if after else None, 1 if after else 0))
    old, new, aligned = _aligned(then, now)
    found += [pair for gap in _gaps(then, now) for pair in gap]
    found += [(MOVED, old[a], new[b], new[b]) for a, b in aligned.moved]
    return found or [(MOVED, None, new[place], new[place]) for place in aligned.divided]


def origins(then: Fingerprint, now: Fingerprint) -> dict[int, int]:
    """For each block now that was there, as it is or another, the number it had."""
    changed = {new: old for _, old, new, _ in pairs(then, now) if old is not None and new is not None}
    return changed | same(then, now)


def gained_and_lost(then: Fingerprint, now: Fingerprint) -> list[Pair]:
    """What came and went in the body where it has more or fewer blocks than it had."""
    found: list[Pair] = []
    for gap in _gaps(then, now):
        kinds = [pair[0] for pair in gap]
        if kinds.count(ADDED) != kinds.count(REMOVED):
            found += [pair for pair in gap if pair[0] != CHANGED]
    return found


def _gaps(then: Fingerprint, now: Fingerprint) -> Iterator[list[Pair]]:
    """What came, went and changed in the body, between each two blocks that stayed."""
    old, new, aligned = _aligned(then, now)
    front = 1 if summary_of(now.tokens) else 0
    for place, left, arrived in aligned.gaps(len(old), len(new)):
        gone, came = [old[place] for place in left], [new[place] for place in arrived]
        yield _gap(gone, came, _trigrams(then, gone), _trigrams(now, came), new[place - 1] if place else front)


def _aligned(then: Fingerprint, now: Fingerprint) -> tuple[list[int], list[int], Alignment]:
    old, new = _bodies(then.tokens), _bodies(now.tokens)
    said = now.texts or ("",) * len(now.tokens)
    keys = [key_of(then.tokens[number]) for number in old], [key_of(now.tokens[number]) for number in new]
    return old, new, align(*keys, [said[number] for number in new])


def _gap(
    gone: list[int], came: list[int], then: list[frozenset[str]], now: list[frozenset[str]], before: int
) -> list[Pair]:
    """What is gone paired with what came in its place: the most alike in order, then what is left between, in step."""
    found: list[Pair] = []
    a = b = 0
    for i, j in [*_likest(then, now), (len(gone), len(came))]:
        if i - a == j - b or not (any(then) and any(now)):
            step = min(i - a, j - b)
            found += [(CHANGED, gone[a + k], came[b + k], came[b + k]) for k in range(step)]
            a, b = a + step, b + step
        found += [(REMOVED, number, None, came[b - 1] if b else before) for number in gone[a:i]]
        found += [(ADDED, None, number, number) for number in came[b:j]]
        if i < len(gone):
            found.append((CHANGED, gone[i], came[j], came[j]))
        a, b = i + 1, j + 1
    return found


def _likest(then: list[frozenset[str]], now: list[frozenset[str]]) -> list[tuple[int, int]]:
    """The pairs, rising in both, whose texts have most in common; of very many texts those in step."""
    if len(then) * len(now) > _MOST_COMPARED:
        return list(zip(range(len(then)), range(len(now)), strict=False))
    best = [[0.0] * (len(now) + 1) for _ in range(len(then) + 1)]
    for i, old in enumerate(then):
        for j, new in enumerate(now):
            alike = 2 * len(old & new) / (len(old) + len(new) or 1)
            paired = best[i][j] + alike if alike >= _ALIKE else 0.0
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], paired)
    pairs = []
    i, j = len(then), len(now)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def _trigrams(version: Fingerprint, numbers: Sequence[int]) -> list[frozenset[str]]:
    # Not words: Chinese and Japanese have none that a space tells.
    texts = [version.texts[number] if version.texts else "" for number in numbers]
    return [frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)) if text) for text in texts]
