"""A long history of edits whose truth is known: no false alarm, and no miss.

    python -m tests.drift.test_history

prints the figures. The truth is kept apart from the text: each word has a name that stays when it is mended, and what
a person would say of two versions is worked out from names and words, never from a digest.
"""

from __future__ import annotations

import random
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.drift.compare import State, judge
from blogcli.drift.record import Record
from blogcli.drift.scheme import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogcli.drift.scheme import Fingerprint

BLOGS, EDITS = 100, 50
LETTERS = {"it": "aàbcdeèfgilmnoprstuz", "en": "abcdefghiklmnoprstuwy", "ja": "あいうえおかきくけこ山川海空本"}


@dataclass
class Word:
    name: int
    spelt: str
    dress: str = "w"


@dataclass
class Part:
    words: list[Word]
    start: str = ""

    def names(self) -> tuple[int, ...]:
        return tuple(word.name for word in self.words)

    def prose(self) -> tuple[str, ...]:
        return tuple(word.spelt for word in self.words)


@dataclass
class Version:
    language: str
    title: str
    parts: list[Part]
    code: str = "ls"
    image: str = "mare.jpg"
    width: int = 99
    newline: str = "\n"

    def text(self) -> str:
        space = "" if self.language == "ja" else " "
        blocks = []
        for part in self.parts:
            words = [word.dress.replace("w", word.spelt) for word in part.words]
            width = 999 if part.start == "## " else self.width
            lines = [space.join(words[at : at + width]) for at in range(0, len(words), width)]
            blocks.append(part.start + ("\n> " if part.start == "> " else "\n").join(lines))
        return "\n\n".join([*blocks, f"```\n{self.code}\n```", f"![]({self.image})\n"]).replace("\n", self.newline)

    def now(self) -> Fingerprint:
        return fingerprint(self.title, "", self.text())

    def spelt(self) -> list[str]:
        return [spelt for part in self.parts for spelt in part.prose()]

    def names(self) -> list[int]:
        return [name for part in self.parts for name in part.names()]


class History:
    """One post and its translation, edited at random from a seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.count = 0
        self.source, self.mine = (self.version(language) for language in self.rng.sample(sorted(LETTERS), 2))
        self.done()

    def spelling(self, language: str) -> str:
        return "".join(self.rng.choice(LETTERS[language]) for _ in range(self.rng.randint(3, 9)))

    def part(self, language: str) -> Part:
        words = []
        for _ in range(self.rng.randint(4, 25)):
            self.count += 1
            words.append(Word(self.count, self.spelling(language)))
        return Part(words, self.rng.choice(["", "", "", "", "## ", "> "]))

    def version(self, language: str) -> Version:
        return Version(language, self.spelling(language), [self.part(language) for _ in range(self.rng.randint(3, 9))])

    def done(self) -> None:
        self.then = deepcopy((self.source, self.mine))
        data = self.source.text().encode()
        self.record = Record.of(self.source.language, "2026-03-01", data, self.source.now(), self.mine.now())


def reword(history: History, version: Version) -> None:
    history.rng.choice(history.rng.choice(version.parts).words).spelt = history.spelling(version.language)


def revert(history: History, version: Version) -> None:
    then = history.then[version is history.mine]
    version.parts, version.title = deepcopy(then.parts), then.title


def retitle(history: History, version: Version) -> None:
    version.title = history.spelling(version.language)


def add(history: History, version: Version) -> None:
    version.parts.insert(history.rng.randint(0, len(version.parts)), history.part(version.language))


def remove(history: History, version: Version) -> None:
    if len(version.parts) > 2:
        version.parts.pop(history.rng.randrange(len(version.parts)))


def swap(history: History, version: Version) -> None:
    a, b = history.rng.sample(range(len(version.parts)), 2)
    version.parts[a], version.parts[b] = version.parts[b], version.parts[a]


def split(history: History, version: Version) -> None:
    at = history.rng.randrange(len(version.parts))
    part = version.parts[at]
    if not part.start and len(part.words) > 2:
        cut = history.rng.randint(1, len(part.words) - 1)
        version.parts[at : at + 1] = [Part(part.words[:cut]), Part(part.words[cut:])]


def join(history: History, version: Version) -> None:
    at = history.rng.randrange(len(version.parts) - 1)
    first, second = version.parts[at : at + 2]
    if not first.start and not second.start and len(version.parts) > 2:
        version.parts[at : at + 2] = [Part(first.words + second.words)]


def dress(history: History, version: Version) -> None:
    word = history.rng.choice(history.rng.choice(version.parts).words)
    word.dress = history.rng.choice(["w", "*w*", "**w**", "~~w~~", "***w***", "<b>w</b>", "[w](https://a.example/b)"])


def rewrap(history: History, version: Version) -> None:
    version.width, version.newline = history.rng.randint(2, 20), history.rng.choice(["\n", "\r\n"])


def recode(history: History, version: Version) -> None:
    version.code = f"make {history.rng.randrange(999)}"


def picture(history: History, version: Version) -> None:
    version.image = f"{history.rng.randrange(999)}.jpg"


KINDS: list[Callable[[History, Version], None]] = [
    reword, reword, reword, revert, revert, retitle, add, remove, swap, split, join, dress, dress, rewrap, rewrap,
    recode, picture,
]  # fmt: skip


def blurred(then: Version, now: Version) -> bool:
    """Whether a paragraph was divided and, besides, reworded, torn apart or divided twice.

    From the digests of its old blocks nobody can tell that from a paragraph more.
    """
    before = {part.names() for part in then.parts}
    after = {part.names() for part in now.parts}
    fresh = [part for part in now.parts if part.names() not in before and set(part.names()) & set(then.names())]
    old = [part for part in then.parts if part.names() not in after and set(part.names()) & set(now.names())]

    def is_row(prose: tuple[str, ...], parts: list[Part]) -> bool:
        rows = (parts[a:b] for a in range(len(parts)) for b in range(a + 2, len(parts) + 1))
        return any(prose == tuple(word for part in row for word in part.prose()) for row in rows)

    whole = [part for part in old if is_row(part.prose(), now.parts)]
    joined = [part for part in fresh if is_row(part.prose(), then.parts)]
    told = {name for part in [*whole, *joined] for name in part.names()}
    return any(set(part.names()) - told for part in [*fresh, *old])


def unclear(then: Version, now: Version) -> bool:
    """Whether nobody could tell from digests if paragraphs were gained or lost.

    One reworded and moved looks like one lost and another gained, and one that took another's place like a reworded.
    """
    spelt = {word.name: word.spelt for part in then.parts for word in part.words}
    reworded = any(spelt.get(word.name, word.spelt) != word.spelt for part in now.parts for word in part.words)
    shared = [name for name in now.names() if name in spelt]
    moved = shared != [name for name in then.names() if name in set(shared)]
    gained, lost = set(now.names()) - set(spelt), set(spelt) - set(now.names())
    return blurred(then, now) or (reworded and moved) or bool(gained and lost)


def check(history: History, count: Counter[str]) -> None:
    """Add to the count what the judgement gets wrong, and what can't be told."""
    then, source = history.then[0], history.source
    found = judge(history.record, source.now(), history.mine.now())
    if found.strange:  # it is to be seen to, and nothing is claimed
        kept = {part.prose() for part in then.parts} & {part.prose() for part in source.parts}
        count["all rewritten"] += 1
        count["false alarms"] += bool(kept) or then.title == source.title
        return
    behind = then.title != source.title or then.spelt() != source.spelt()
    ahead = set(history.then[1].names()) != set(history.mine.names())
    says_behind, says_ahead = found.state in (State.BEHIND, State.BOTH), found.state in (State.AHEAD, State.BOTH)
    count["behind"] += behind
    count["ahead"] += ahead
    count["false alarms"] += says_behind and not behind
    count["misses"] += behind and not says_behind
    if unclear(history.then[1], history.mine):
        count["unclear whether ahead"] += 1
    else:
        count["false alarms"] += says_ahead and not ahead
        count["misses"] += ahead and not says_ahead
    if says_behind and not blurred(then, source):
        changed, order = named(then, source)
        count["wrong blocks"] += ("order" in found.only) != order
        blocks = set(found.blocks) - {code_at(source)}
        count["wrong blocks"] += not order and not changed <= blocks <= changed | set(found.removed)
        count["named"] += 1
    if not behind:
        only = {"code"} if then.code != source.code else set()
        only |= {"images"} if then.image != source.image else set()
        count["wrong blocks"] += set(found.only) - {"links"} != only
    if found.misleads:
        count["notices"] += 1
        count["false notices"] += not behind or (ahead and not unclear(history.then[1], history.mine))


def code_at(version: Version) -> int:
    return len(version.parts) + 1


def named(then: Version, now: Version) -> tuple[set[int], bool]:
    """The numbers of the blocks with words that are new or other, and whether only the order is."""
    spelt = {word.name: word.spelt for part in then.parts for word in part.words}
    changed = {
        number
        for number, part in enumerate(now.parts, 1)
        if any(spelt.get(word.name) != word.spelt for word in part.words)
    }
    changed |= {0} if then.title != now.title else set()
    return changed, not changed and set(spelt) == set(now.names())


def figures(blogs: int, edits: int) -> Counter[str]:
    """How many edits there were, and what the judgement after each got wrong."""
    count: Counter[str] = Counter()
    for seed in range(blogs):
        history = History(seed)
        for _ in range(edits):
            version = history.source if history.rng.random() < 0.6 else history.mine
            history.rng.choice(KINDS)(history, version)
            count["edits"] += 1
            check(history, count)
            if history.rng.random() < 0.2:
                history.done()
                count["done"] += 1
    return count


def test_no_false_alarm_and_no_miss() -> None:
    found = figures(40, EDITS)
    assert found["edits"] >= 1000
    assert min(found[kind] for kind in ("behind", "ahead", "named", "notices", "done")) > 200
    wrong = {kind: found[kind] for kind in ("false alarms", "misses", "wrong blocks", "false notices")}
    assert not any(wrong.values()), wrong


if __name__ == "__main__":
    for kind, number in figures(BLOGS, EDITS).items():
        print(f"{kind}: {number}")
