"""What changed in an original, block by block, each with the block of the translation that stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.drift.align import EMPTY, align, key_of
from blogcli.drift.scheme import Fingerprint, fingerprint, front_of, summary_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogcli.drift.align import Alignment
    from blogcli.drift.record import Record

CHANGED, ADDED, REMOVED, MOVED = "changed", "added", "removed", "moved"

_ALIKE = 0.3  # of two texts' trigrams in common: two paragraphs of one language have a fifth, a reworked one a half
_MOST_COMPARED = 40_000  # pairs of texts: 200 blocks reworded in a row take a quarter of a second

Pair = tuple[str, "int | None", "int | None", int]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one block, by the numbers of blocks: `then` in the old original, `now` in the new, `mine` beside.

    `now` is None for what is gone; `before` is then the number of the block before its place. `then` is None for what
    is new. `mine` is None where the translation has nothing there; `after` is then the block it would stand behind.
    """

    kind: str
    then: int | None
    now: int | None
    before: int
    mine: int | None
    after: int


def compare(
    record: Record, then: Fingerprint, now: Fingerprint, mine: Fingerprint, marks: Sequence[Sequence[str]] = ()
) -> tuple[Change, ...]:
    """What changed in the original since the record, in the order it has now.

    `then` is the old original, without texts where they aren't known: blocks are paired by their places alone then.
    Nothing can be told without its tokens.
    `marks` holds for each block, then and now, what stands in it besides prose (see `marks_of`).
    """
    if not then.tokens:
        return ()
    pairs = _pairs(then, now)
    if then.prose == now.prose:
        # Where words are divided among blocks in another way, only code is another.
        pairs = [pair for pair in pairs if pair[0] != MOVED and _is_code(pair, then, now)]
    stayed = _same(then, now)
    if marks:
        told = {pair[2] for pair in pairs}
        other = {new for new, old in stayed.items() if marks[0][old] != marks[1][new]} - told
        pairs += [(CHANGED, stayed[new], new, new) for new in other]
    beside = _Beside(then.tokens, record.mine, mine)
    known = {new: old for _, old, new, _ in pairs if new is not None and old is not None} | stayed
    ordered = sorted(pairs, key=lambda pair: (pair[3], pair[2] is None))
    return tuple(Change(*pair, *beside.of(pair[1], pair[2], pair[3], known)) for pair in ordered)


def marks_of(text: str) -> str:
    """What stands for the links, code and images in a block as it is written."""
    return fingerprint("", "", text).source.split("-", 2)[2]


def _bodies(tokens: tuple[str, ...]) -> list[int]:
    """The numbers of a body's blocks that can be compared."""
    return [number for number in range(front_of(tokens), len(tokens)) if key_of(tokens[number]) != EMPTY]


def _is_code(pair: Pair, then: Fingerprint, now: Fingerprint) -> bool:
    _, old, new, _ = pair
    return (now.tokens[new] if new is not None else then.tokens[old or 0])[0] == "c"


def _aligned(then: Fingerprint, now: Fingerprint) -> tuple[list[int], list[int], Alignment]:
    old, new = _bodies(then.tokens), _bodies(now.tokens)
    said = now.texts or ("",) * len(now.tokens)
    keys = [key_of(then.tokens[number]) for number in old], [key_of(now.tokens[number]) for number in new]
    return old, new, align(*keys, [said[number] for number in new])


def _same(then: Fingerprint, now: Fingerprint) -> dict[int, int]:
    """The blocks now that stayed or moved, with what number they had."""
    old, new, found = _aligned(then, now)
    same = {new[b]: old[a] for a, b in (*found.stayed, *found.moved)} | {0: 0}
    return same | ({1: 1} if summary_of(then.tokens) and summary_of(now.tokens) else {})


def _pairs(then: Fingerprint, now: Fingerprint) -> list[Pair]:
    """What happened to each block that isn't what and where it was: the kind, its numbers, the number it goes by."""
    pairs: list[Pair] = [(CHANGED, 0, 0, 0)] if then.tokens[0] != now.tokens[0] else []
    before, after = summary_of(then.tokens), summary_of(now.tokens)
    if before != after:
        kind = CHANGED if before and after else ADDED if after else REMOVED
        pairs.append((kind, 1 if before else None, 1 if after else None, 1 if after else 0))
    old, new, found = _aligned(then, now)
    for place, left, arrived in found.gaps(len(old), len(new)):
        at = new[place - 1] if place else (1 if after else 0)
        gone, came = [old[place] for place in left], [new[place] for place in arrived]
        pairs += _gap(gone, came, _trigrams(then, gone), _trigrams(now, came), at)
    pairs += [(MOVED, old[a], new[b], new[b]) for a, b in found.moved]
    if not pairs:
        pairs = [(MOVED, None, new[place], new[place]) for place in found.divided]
    return pairs


def _gap(
    gone: list[int], came: list[int], then: list[frozenset[str]], now: list[frozenset[str]], before: int
) -> list[Pair]:
    """What is gone paired with what came in its place: the most alike in order, then what is left between, in step."""
    pairs: list[Pair] = []
    a = b = 0
    for i, j in [*_likest(then, now), (len(gone), len(came))]:
        if i - a == j - b or not (any(then) and any(now)):
            step = min(i - a, j - b)
            pairs += [(CHANGED, gone[a + k], came[b + k], came[b + k]) for k in range(step)]
            a, b = a + step, b + step
        pairs += [(REMOVED, number, None, came[b - 1] if b else before) for number in gone[a:i]]
        pairs += [(ADDED, None, number, number) for number in came[b:j]]
        if i < len(gone):
            pairs.append((CHANGED, gone[i], came[j], came[j]))
        a, b = i + 1, j + 1
    return pairs


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


class _Beside:
    """Which block of the translation, as it is, stands beside one of the original's, as it was."""

    def __init__(self, theirs: tuple[str, ...], own: tuple[str, ...], mine: Fingerprint) -> None:
        tokens = own if len(own) > 1 else mine.tokens  # what had no text, or isn't known, is taken as it is
        self.then = counterparts(theirs, tokens)
        # A title or summary stands beside nothing but its like.
        kinds = [(token[0], tokens[number][0]) for token, number in zip(theirs, self.then, strict=True)]
        self.alone = {number for number, (their, own) in enumerate(kinds) if own in "ts" and own != their}
        self.summary = bool(summary_of(mine.tokens))
        then = Fingerprint("", tokens)
        pairs = _pairs(then, mine)
        self.now = {old: new for new, old in _same(then, mine).items()}
        self.now |= {old: new for _, old, new, _ in pairs if old is not None and new is not None}
        self.gained = {new for kind, _, new, _ in pairs if kind == ADDED and new is not None}

    def of(self, then: int | None, now: int | None, before: int, known: dict[int, int]) -> tuple[int | None, int]:
        """The translation's block, or None; and the one after which it would stand."""
        if then is not None and then not in self.alone:
            found = self.now.get(self.then[then])
            if found is not None:
                return found, found
        anchor, steps = before if now is None else before - 1, 1
        while anchor > 0 and anchor not in known:
            anchor, steps = anchor - 1, steps + 1
        after = self.now.get(self.then[known.get(anchor, 0)], 0) if anchor >= 0 else 0
        if after == 0 and self.summary and before > 1:
            after = 1
        # What the translator added there already is what stands beside it.
        mine = after + steps
        return (mine, mine) if now is not None and mine in self.gained else (None, after)


def counterparts(theirs: tuple[str, ...], mine: tuple[str, ...]) -> list[int]:
    """For each block of an original the number of the translation's that stood beside it when the two were level.

    The one in the same place where both had as many blocks; else in the same place of the same section, where headings
    are as many; else by proportion. Title and summary stand beside their like.
    """
    fronts = [front_of(tokens) for tokens in (theirs, mine)]
    found = [0] if fronts[0] == 1 else [0, 1 if fronts[1] == 2 else 0]
    sections = [_sections(tokens, front) for tokens, front in zip((theirs, mine), fronts, strict=True)]
    whole = [[list(range(front, len(tokens)))] for tokens, front in zip((theirs, mine), fronts, strict=True)]
    same = len(whole[0][0]) != len(whole[1][0]) and len(sections[0]) == len(sections[1])
    for part, other in zip(*(sections if same else whole), strict=True):
        for place in range(len(part)):
            # From middle to middle, so that neither end is favoured.
            step = (2 * place + 1) * len(other) // (2 * len(part))
            found.append(other[step] if other else fronts[1] - 1)
    return found


def _sections(tokens: tuple[str, ...], front: int) -> list[list[int]]:
    """The numbers of a body's blocks, divided before each heading."""
    sections: list[list[int]] = [[]]
    for number in range(front, len(tokens)):
        if tokens[number][0] == "h":
            sections.append([])
        sections[-1].append(number)
    return sections
