"""Two lists of blocks side by side: what came, went, changed, moved, and what was only divided in another way.

Blocks are told by the digests in their tokens, without the letter of their kind: a paragraph made a heading says what
it said. Those with neither prose nor code, such as rules, are passed over.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.drift.prose import ends_of_words
from blogcli.drift.scheme import digest, digests_up_to, front_of, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogcli.drift.scheme import Fingerprint

EMPTY = digest("", 4)
_MOST_PARTS = 8  # of one split block that are put together again
_REACH = (
    4  # how many places off a split or joined block is looked for: the farther, the more would look alike by chance
)


@dataclass(frozen=True, slots=True)
class Changes:
    """Numbers of blocks of a body as it is now; a place where one is gone goes by the block before it.

    `changed` are new or other than they were, `moved` only stand elsewhere, `divided` were only split or joined.
    `removed` are places that lost more blocks of prose than they gained, `uneven` all places that have now more or
    fewer blocks of prose or code: the blocks there, or else the block before.
    """

    changed: tuple[int, ...]
    removed: tuple[int, ...]
    moved: tuple[int, ...]
    divided: tuple[int, ...]
    uneven: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Gap:
    """What changed between two blocks that stayed; `before` is the number of the first.

    `gone` is how many blocks there were, `code` how many of these were code.
    """

    before: int
    gone: int
    code: int
    now: list[_Now]


@dataclass(frozen=True, slots=True)
class _Now:
    number: int
    key: str
    text: str


def changes(then: tuple[str, ...], now: Fingerprint) -> Changes:
    """What became of the body with these tokens; title and summary are compared elsewhere."""
    front = front_of(now.tokens)
    keys = [key for token in then[front_of(then) :] if (key := key_of(token)) != EMPTY]
    texts = now.texts or ("",) * len(now.tokens)
    blocks = [
        _Now(number, key, texts[number])
        for number, token in enumerate(now.tokens)
        if number >= front and (key := key_of(token)) != EMPTY
    ]
    gaps, moved, divided = _gaps(keys, blocks, front - 1)
    changed = [block.number for gap in gaps for block in gap.now]
    removed: list[int] = []
    uneven: list[int] = []
    for gap in gaps:
        numbers = [block.number for block in gap.now]
        if gap.gone - gap.code > sum(bool(block.text) for block in gap.now):
            removed.append(numbers[-1] if numbers else gap.before)
        if gap.gone != len(numbers):
            uneven += numbers or [gap.before]
    return Changes(tuple(changed), tuple(removed), tuple(moved), tuple(divided), tuple(uneven))


def key_of(token: str) -> str:
    """What a block is told by: its token without the letter of its kind, unless it is code."""
    # Code stays apart: the same line as code and as prose is not the same.
    return token if token[0] == "c" else token[1:]


def _gaps(then: list[str], now: list[_Now], before: int) -> tuple[list[_Gap], list[int], list[int]]:
    """The gaps between the blocks that stayed, and the numbers of those that moved or were divided: in no gap."""
    found = align(then, [block.key for block in now], [block.text for block in now])
    gaps = []
    for number, left, arrived in found.gaps(len(then), len(now)):
        code = sum(then[place][0] == "c" and len(then[place]) > 4 for place in left)
        previous = now[number - 1].number if number else before
        gaps.append(_Gap(previous, len(left), code, [now[place] for place in arrived]))
    return gaps, [now[new].number for _, new in found.moved], [now[place].number for place in found.divided]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two lists of blocks by their places: the pairs that stayed or moved, those gone, those that came, those divided.

    What was divided (places in the second list) is neither among those gone nor among those that came.
    """

    stayed: tuple[tuple[int, int], ...]
    moved: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    came: tuple[int, ...]
    divided: tuple[int, ...]

    def gaps(self, then: int, now: int) -> Iterator[tuple[int, tuple[int, ...], tuple[int, ...]]]:
        """What is gone and what came between two blocks that stayed, and where the second one before it ends.

        `then` and `now` are the lengths of the lists.
        """
        a = b = 0
        for old, new in [*self.stayed, (then, now)]:
            left = self.gone[bisect_left(self.gone, a) : bisect_left(self.gone, old)]
            arrived = self.came[bisect_left(self.came, b) : bisect_left(self.came, new)]
            if left or arrived:
                yield b, left, arrived
            a, b = old + 1, new + 1


def align(then: list[str], now: list[str], texts: list[str]) -> Alignment:
    """Two lists of keys side by side; `texts` are those of the second, "" where they aren't known."""
    places = {name: place for place, name in enumerate(_numbered(then))}
    pairs = [(places.pop(name, -1), place) for place, name in enumerate(_numbered(now))]
    stayed = _longest_rise([pair for pair in pairs if pair[0] >= 0])
    unmoved = {new for _, new in stayed}
    moved = tuple((old, new) for old, new in pairs if old >= 0 and new not in unmoved)
    gone = sorted(places.values())
    came = [new for old, new in pairs if old < 0]
    divided = _put_together(then, texts, gone, came)
    return Alignment(tuple(stayed), moved, tuple(gone), tuple(came), tuple(divided))


def _numbered(keys: Sequence[str]) -> list[tuple[str, int]]:
    """Each key with the number of its like before it: so none comes twice, and long lists stay quick to align."""
    seen: dict[str, int] = {}
    names = []
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        names.append((key, seen[key]))
    return names


def _longest_rise(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs, sorted by their second places, whose first places rise, too (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, (old, _) in enumerate(pairs):
        pile = bisect_left(tops, old)
        previous.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(old)
            ends.append(index)
        else:
            tops[pile], ends[pile] = old, index
    rise = []
    index = ends[-1] if ends else -1
    while index >= 0:
        rise.append(pairs[index])
        index = previous[index]
    return rise[::-1]


def _put_together(then: list[str], texts: list[str], gone: list[int], came: list[int]) -> list[int]:
    """Take from what is gone and what came, places in the two lists, the blocks that were only split or joined.

    Of the old text only digests are left. But the parts of a split block, joined, have its digest; and a block joined
    from several can be cut after each of its words until the pieces have theirs. The answer are their places.
    """
    divided: list[int] = []
    start = 0
    while start < len(came) and gone and len(gone) + len(came) > 2:
        first = max(0, start - _REACH)
        near = [then[place] for place in gone[first : start + _REACH + 1]]
        parts = [texts[place] for place in came[start : start + _MOST_PARTS]]
        length, row = _split(parts, near) or (1, _pieces(parts[0], near))
        if row:
            place = next(place for place in range(len(near)) if near[place : place + len(row)] == row)
            divided += came[start : start + length]
            del gone[first + place : first + place + len(row)], came[start : start + length]
        else:
            start += 1
    return divided


def _split(now: list[str], then: list[str]) -> tuple[int, list[str]] | None:
    """How many of these blocks, from the first on, were one, and the digest of that one."""
    for length in range(2, len(now) + 1):
        texts = now[:length]
        if all(texts) and (key := digest(joined(texts), 4)) in then:
            return length, [key]
    return None


def _pieces(text: str, then: list[str]) -> list[str]:
    """The digests of two or more blocks that stood in a row, if their texts in a row are this one."""
    ends = [*ends_of_words(text), len(text)]
    for end, key in digests_up_to(text, 0, ends[:-1]):
        if key not in then:
            continue
        for place in (place for place, other in enumerate(then) if other == key):
            rest = _rest(text, end, ends, then[place + 1 :])
            if rest:
                return [key, *rest]
    return []


def _rest(text: str, start: int, ends: list[int], then: list[str]) -> list[str]:
    """The digests, from the first of these on, whose texts in a row are what follows."""
    found: list[str] = []
    for key in then:
        start += text[start] == " "
        later = ends[bisect_right(ends, start) :]
        end = next((end for end, found_key in digests_up_to(text, start, later) if found_key == key), 0)
        if not end:
            return []
        found.append(key)
        if end == len(text):
            return found
        start = end
    return []
