"""What became of a translation: its record held beside its original and itself as they are now."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from blogcli.drift.align import EMPTY, Changes, changes, key_of
from blogcli.drift.scheme import front_of, summary_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogcli.drift.record import Record
    from blogcli.drift.scheme import Fingerprint


_BESIDES = ("links", "code", "images")
_VERSION = r"(^|/)[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*\.md(?=#|$)"


class State(Enum):
    """What a translation is, seen from its original."""

    CURRENT = "current"
    BEHIND = "behind"  # the original's prose changed
    AHEAD = "ahead"  # the translation gained or lost blocks
    BOTH = "both"
    MISSING = "missing"
    UNTRACKED = "untracked"  # it has no record, or one of another text
    ORPHAN = "orphan"  # its original is gone
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A translation's state, and where it shows.

    `blocks` are the numbers of the original's blocks, as it is now, that changed, came or moved; where one went, it is
    the number of the block before its place, and stands in `removed`, too. `only` says what changed where no prose did:
    "order" alone, or of "links", "code" and "images" each that did. `mine` are the numbers of the translation's own
    blocks that it gained, and of those after which it lost one. `mended` says that its words are others than then, or
    may be: it may have been but a title then. `strange` says that it has a record, of which the original holds no block
    any more.
    """

    state: State
    blocks: tuple[int, ...] = ()
    only: tuple[str, ...] = ()
    removed: tuple[int, ...] = ()
    mine: tuple[int, ...] = ()
    mended: bool = False
    strange: bool = False

    @property
    def misleads(self) -> bool:
        """Whether its readers should be told: the original says something else, and nobody worked on this version.

        Not where it may be wrong: an author who edited both versions and forgot `done` has them level, perhaps.
        """
        return self.state is State.BEHIND and not self.only and not self.mended


def judge(
    record: Record | None, source: Fingerprint | None, mine: Fingerprint | None, *, draft: bool = False
) -> Judgement:
    """How a version (`mine`) stands to its original (`source`) by its record. None: there is no such thing.

    What is missing comes first, then what has lost its original, then a draft, then what has no record of this source.
    """
    if mine is None:
        return Judgement(State.MISSING)
    if source is None:
        return Judgement(State.ORPHAN)
    if draft:
        return Judgement(State.DRAFT)
    if record is None:
        return Judgement(State.UNTRACKED)
    if _is_strange(record.then(), source):
        return Judgement(State.UNTRACKED, strange=True)
    blocks, removed, only = _of_source(record.then(), source, mine)
    behind = source.prose != record.then().prose
    gained = _of_mine(record, mine)
    state = {
        (False, False): State.CURRENT,
        (True, False): State.BEHIND,
        (False, True): State.AHEAD,
        (True, True): State.BOTH,
    }[behind, bool(gained)]
    return Judgement(state, blocks, only, removed, gained, mended=not record.is_to(mine))


def untranslated(source: Fingerprint, mine: Fingerprint) -> tuple[int, ...]:
    """The numbers of a translation's blocks that say word by word what one of its original's says.

    Only of blocks with enough words to tell languages apart: four that have two letters or more, and 20 letters; or
    8 characters of Chinese or Japanese. Names, numbers, code and addresses alone are alike in every language.
    """
    theirs = set(source.texts)
    return tuple(number for number, text in enumerate(mine.texts) if text in theirs and _tells_a_language(text))


def holds(text: Fingerprint, record: Record) -> bool:
    """Whether a text is the one a record is of, or that one edited: half of its body's blocks or more are there."""
    then = record.then()
    if not then.tokens:
        return text.prose == then.prose
    said = _words(then.tokens[front_of(then.tokens) :])
    return bool(said) and 2 * len(said & _words(text.tokens)) >= len(said)


def _is_strange(then: Fingerprint, now: Fingerprint) -> bool:
    """Whether nothing that was said then is said now, the title included: the record may be of another text.

    So it is where somebody wrote another language into a record and left the rest as it was. Nothing in a record names
    the language its digests are of, so a text of which every block was rewritten looks the same: of both nothing is
    claimed, and both are to be seen to. Code is no witness, for it is alike in every language; nor is a lone title,
    which is all there was when the original was only begun.
    """
    if then.prose == now.prose or len(then.tokens) < 2 or _words(then.tokens) & _words(now.tokens):
        return False
    return not changes(then.tokens, now).divided


def _words(tokens: tuple[str, ...]) -> set[str]:
    return {key_of(token) for token in tokens if token[0] != "c"} - {EMPTY}


def _of_source(
    then: Fingerprint, now: Fingerprint, mine: Fingerprint
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[str, ...]]:
    """The numbers of changed blocks, those after which one is gone, and what changed where no prose did.

    Not what the translation has as well by now. Without `then`'s tokens no block has a number, and what changed besides
    prose is told of the whole alone.
    """
    if then == now:
        return (), (), ()
    besides = _besides(then, now, mine) if then.prose == now.prose else ()
    if not then.tokens:
        return (), (), besides
    found = changes(then.tokens, now)
    if then.prose == now.prose:
        # Where words are divided among blocks in another way, only code is another.
        code = tuple(number for number in found.changed if not now.texts[number]) if "code" in besides else ()
        return code, (), besides
    front = _front(then.tokens, now.tokens)
    removed = {*found.removed, *([0] if summary_of(then.tokens) and not summary_of(now.tokens) else [])}
    if not (front or removed or any(now.texts[number] for number in found.changed)) and (found.moved or found.divided):
        return found.moved or found.divided, (), ("order",)
    return tuple(sorted({*front, *removed, *found.changed})), tuple(sorted(removed)), ()


def _of_mine(record: Record, mine: Fingerprint) -> tuple[int, ...]:
    """The places where the body of a translation has more or fewer blocks; what was mended in place is no matter."""
    if record.mine == mine.tokens or record.is_of_no_text or not record.mine:
        return ()
    found: Changes = changes(record.mine, mine)
    return tuple(sorted(set(found.uneven)))


def _front(then: tuple[str, ...], now: tuple[str, ...]) -> list[int]:
    """Which of title and summary changed; a summary that is gone is told by the title's number."""
    changed = [0] if then[0] != now[0] else []
    before, after = summary_of(then), summary_of(now)
    if before != after:
        changed.append(1 if after else 0)
    return changed


def _besides(then: Fingerprint, now: Fingerprint, mine: Fingerprint) -> tuple[str, ...]:
    """Which of links, code and images changed, where the translation has others than the original has now."""
    was, is_now = then.source.split("-")[2:], now.source.split("-")[2:]
    each = zip(_BESIDES, was, is_now, now.besides, mine.besides, strict=True)
    return tuple(kind for kind, a, b, theirs, ours in each if a != b and _places(theirs) != _places(ours))


def _places(targets: Iterable[str]) -> Counter[str]:
    """Return how often each target comes; of posts' files without the language, for each text leads to its own."""
    return Counter(re.sub(_VERSION, r"\1", target) for target in targets)


def _tells_a_language(text: str) -> bool:
    if sum("\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" for char in text) >= 8:
        return True
    words = [sum(map(str.isalpha, word)) for word in text.split(" ")]
    return sum(letters >= 2 for letters in words) >= 4 and sum(words) >= 20
