"""What changed in an original and in its translation, block by block, each with what the other says beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.drift.pairs import ADDED, CHANGED, MOVED, Pair, gained_and_lost, origins, pairs, same
from blogcli.drift.scheme import front_of, summary_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from blogcli.drift.scheme import Fingerprint


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one block, by the numbers of blocks: `then` in the old version, `now` in the new, `beside` it.

    `now` is None for what is gone; `before` is then the number of the block before its place. `then` is None for what
    is new. `beside` is a block of the other version, as it is: None where it has nothing there; `after` is then the
    block it would stand behind. `origin` is the block now that what moved stood behind; None where that isn't known.
    """

    kind: str
    then: int | None
    now: int | None
    before: int
    beside: int | None
    after: int
    origin: int | None = None


def compare(
    then: Fingerprint, now: Fingerprint, mine_then: Fingerprint, mine: Fingerprint, marks: Sequence[Sequence[str]] = ()
) -> tuple[Change, ...]:
    """What changed in an original since its translation was level with it, in the order it has now.

    `then` and `mine_then` are what the two were, without texts where these aren't known: blocks are paired by their
    places alone then. Nothing can be told without tokens of the original.
    `marks` holds for each block, then and now, what stands in it besides prose (`Block.marks`).
    """
    if not then.tokens:
        return ()
    found = pairs(then, now)
    if then.prose == now.prose:
        # Where words are divided among blocks in another way, only code is another.
        found = [pair for pair in found if pair[0] != MOVED and _is_code(pair, then, now)]
    stayed = same(then, now)
    if marks:
        told = {pair[2] for pair in found}
        other = {new for new, old in stayed.items() if marks[0][old] != marks[1][new]} - told
        found += [(CHANGED, stayed[new], new, new) for new in other]
    beside = _Beside(then.tokens, now, mine_then, mine)
    known = origins(then, now)
    ordered = sorted(found, key=lambda pair: (pair[3], pair[2] is None))
    behind = _behind(ordered, known)
    return tuple(Change(*pair, *beside.of(pair[1], pair[2], pair[3], known), behind.get(pair[2])) for pair in ordered)


def compare_own(
    then: Fingerprint, now: Fingerprint, mine_then: Fingerprint, mine: Fingerprint, told: Iterable[Change]
) -> Iterator[Change]:
    """What the translation itself gained or lost, with the original's blocks beside it.

    Not what follows the original: a block that stands beside one that came there (as in `told`), or that went with it.
    """
    if len(mine_then.tokens) < 2 or not then.tokens:
        return
    shown = {change.beside for change in told if change.beside is not None}
    theirs = {old: new for new, old in origins(then, now).items()}
    before = origins(mine_then, mine)
    partners = counterparts(then.tokens, mine_then.tokens)

    def beside(number: int) -> list[int]:
        """The original's blocks, as they are, beside one of the translation's, as it was."""
        return [theirs[old] for old, own in enumerate(partners) if own == number and old in theirs]

    for kind, old, new, place in gained_and_lost(mine_then, mine):
        found = beside(old) if old is not None else []
        followed = old is not None and old in partners and not found
        if new in shown or followed:
            continue
        anchor = place if new is None else place - 1
        while anchor > 0 and not (anchor in before and beside(before[anchor])):
            anchor -= 1
        after = max(beside(before.get(anchor, 0))[-1], front_of(now.tokens) - 1)
        yield Change(kind, old, new, place, found[0] if found else None, found[0] if found else after)


def _is_code(pair: Pair, then: Fingerprint, now: Fingerprint) -> bool:
    _, old, new, _ = pair
    return (now.tokens[new] if new is not None else then.tokens[old or 0])[0] == "c"


def _behind(found: Sequence[Pair], known: dict[int, int]) -> dict[int | None, int]:
    """For each block that moved the number, now, of the one it stood behind that didn't."""
    moved = {new: old for kind, old, new, _ in found if kind == MOVED}
    places = {old: new for new, old in known.items() if new not in moved}
    behind: dict[int | None, int] = {}
    for new, old in moved.items():
        if old is not None:
            behind[new] = next(places[place] for place in range(old - 1, -1, -1) if place in places)
    return behind


class _Beside:
    """Which block of the translation, as it is, stands beside one of the original's, as it was."""

    def __init__(self, theirs: tuple[str, ...], now: Fingerprint, was: Fingerprint, mine: Fingerprint) -> None:
        # What had no text, or isn't known, is taken as it is.
        then = was if len(was.tokens) > 1 else mine
        self.then = counterparts(theirs, then.tokens)
        # A title or summary stands beside nothing but its like.
        kinds = [(token[0], then.tokens[number][0]) for token, number in zip(theirs, self.then, strict=True)]
        self.alone = {number for number, (their, own) in enumerate(kinds) if own in "ts" and own != their}
        self.summary = bool(summary_of(mine.tokens))
        self.now = {old: new for new, old in origins(then, mine).items()}
        self.code = [[token[0] == "c" for token in version.tokens] for version in (now, mine)]
        self.gained = {new for kind, _, new, _ in pairs(then, mine) if kind == ADDED and new is not None}

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
        alike = mine in self.gained and now is not None and self.code[0][now] == self.code[1][mine]
        return (mine, mine) if alike else (None, after)


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
