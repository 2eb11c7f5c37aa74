"""What earlier renders read, so that only what has changed since is read again.

A unit is a post's folder, or a post's conversation. Its record is recalled while the files it was read from have the
stamps they had, or else the same bytes: a fresh clone is hashed and not parsed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from blogcli.content import records
from blogcli.content.recalled import check_comments, check_post
from blogcli.content.texts import below, changed_meanwhile
from blogcli.content.tree import GONE, UNSETTLED, settled
from blogcli.content.units import Unit, content_of, read_unit, unit_of
from blogcli.errors import BlogcliError
from blogcli.names import digest
from blogcli.wire import dump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.records import LoadedPost
    from blogcli.content.tree import Tree
    from blogcli.model import Post, Talk
    from blogcli.wire import Run

READ = "read"  # the kind of a parcel of units
ENOUGH_UNITS = 300  # units from which on it pays to have them read by other processes
UNITS_AT_ONCE = 100  # units sent at once


class Row(NamedTuple):
    """A unit's record, the stamps of the files it was read from, and the digest of what they held.

    A conversation's text is kept apart from it: a render looks at few.
    """

    stamps: str
    content: str
    record: str


@dataclass(slots=True)
class Memory:
    """The rows of earlier renders, by unit, and of this one. `tick` is when this one looked at the files.

    `read` are the units that this one read, `texts` those of the conversations among them; `text` gives one that an
    earlier render read.
    """

    known: Mapping[str, Row] = field(default_factory=dict)
    tick: int = 0
    rows: dict[str, Row] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    text: Callable[[str], str | None] = lambda _: None

    def changed(self) -> dict[str, Row]:
        """The rows that are not as they were."""
        return {unit: row for unit, row in self.rows.items() if self.known.get(unit) is not row}

    def gone(self) -> list[str]:
        """The units there are no more."""
        return [unit for unit in self.known if unit not in self.rows]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads posts and conversations from the tree, or recalls them. `run` has `enough` of them read elsewhere."""

    config: Config
    tree: Tree
    memory: Memory
    run: Run | None = None
    enough: int = ENOUGH_UNITS

    def posts(self, folders: list[Path]) -> Iterator[tuple[Path, Callable[[], LoadedPost]]]:
        """Each folder, and what gives the post in it; that raises SourceError or Problems where it can't be taken."""
        units = [self._post_unit(folder) for folder in folders]
        for folder, unit in zip(folders, self._read_ahead(units), strict=True):
            yield folder, partial(self._post, unit)

    def talks(
        self, homes: list[tuple[Post, list[Path]]]
    ) -> Iterator[tuple[Post, Talk, list[BlogcliError], list[BlogcliError]]]:
        """Each post with its conversation, from the folders of its ids, what is left out and what is doubtful."""
        units = [self._talk_unit(post, folders) for post, folders in homes]
        for (post, _), unit in zip(homes, self._read_ahead(units), strict=True):
            yield post, *records.load_talk(self._record(unit), partial(self._text, unit), self.config.root)

    def _post(self, unit: Unit) -> LoadedPost:
        found = records.load_post(self._record(unit), self.config.root)
        if unit.name not in self.memory.read:
            check_post(found.post, unit, self.tree)
        return found

    def _text(self, unit: Unit, name: str) -> str:
        """The text of a conversation that has this digest; SourceError where its comments are others by now."""
        text = self.memory.texts.get(unit.name)
        if text is None and (text := self.memory.text(unit.name)) is not None:
            check_comments(text, unit)
        if text is None or digest(text) != name:
            *_, text = read_unit(self.config, self._whole(unit))
            if digest(text) != name:
                raise changed_meanwhile(self.config.root / unit.places[0])
        return text

    def _post_unit(self, folder: Path) -> Unit:
        place = below(self.config.root, folder)
        return Unit(place, [place], self.tree.texts(place), self.tree.names(place))

    def _talk_unit(self, post: Post, folders: list[Path]) -> Unit:
        places = [below(self.config.root, folder) for folder in folders]
        texts = [path for place in places for path in self.tree.texts(place)]
        language = post.original.language
        names = dump([language, *([place, self.tree.names(place)] for place in places)])
        return Unit(f"comments of {post.id}", places, texts, names, post=post.id, language=language)

    def _whole(self, unit: Unit) -> Unit:
        """A unit as it is read; most need not be."""
        return unit._replace(others=self.tree.others(unit.places))

    def _record(self, unit: Unit) -> str:
        row = self.memory.rows.get(unit.name) or self._recall(unit)
        return (row or self._read(unit)).record

    def _read(self, unit: Unit) -> Row:
        return self._take(unit, *read_unit(self.config, self._whole(unit)))

    def _read_ahead(self, units: list[Unit]) -> Iterator[Unit]:
        """The units, one after the other, while those behind it are being read elsewhere, where they are many."""
        unknown = [unit for unit in units if self._recall(unit) is None]
        if self.run is None or len(unknown) < self.enough:
            yield from units
            return
        cuts = range(0, len(unknown), UNITS_AT_ONCE)
        parcels = ([READ, *(dump(self._whole(unit)) for unit in unknown[cut : cut + UNITS_AT_ONCE])] for cut in cuts)
        read = chain.from_iterable(self.run(parcels))
        for unit in units:
            if unit.name not in self.memory.rows:
                content, record, text = (next(read).decode() for _ in range(3))
                if record:  # else it is read again here, where what is wrong is said
                    self._take(unit, content, record, text)
            yield unit

    def _recall(self, unit: Unit) -> Row | None:
        row = self.memory.known.get(unit.name)
        if row is None or not self._was_walked(unit):
            return None
        if row.stamps != _joined(unit, self._stamps(unit)):
            if row.content != content_of(self.config.root, unit):
                return None
            return self._learn(unit, row.content, row.record)
        self.memory.rows[unit.name] = row
        return row

    def _take(self, unit: Unit, content: str, record: str, text: str) -> Row:
        self.memory.read.add(unit.name)
        if unit.post:
            self.memory.texts[unit.name] = text
        return self._learn(unit, content, record)

    def _learn(self, unit: Unit, content: str, record: str) -> Row:
        stamps = self._stamps(unit)
        walked = self._was_walked(unit)
        trusted = walked and GONE not in stamps and settled(stamps, self.memory.tick)
        row = Row(_joined(unit, stamps) if trusted else UNSETTLED, content if walked else UNSETTLED, record)
        self.memory.rows[unit.name] = row
        return row

    def _was_walked(self, unit: Unit) -> bool:
        """Whether it is known what the unit's folders hold; else nothing shows whether it changed."""
        return all(place in self.tree.folders for place in unit.places)

    def _stamps(self, unit: Unit) -> list[str]:
        stamps = self.tree.stamps
        return [stamps.get(path, GONE) for path in unit.texts]


def _joined(unit: Unit, stamps: list[str]) -> str:
    return digest("\0".join([unit.names, *stamps]))  # no link's target holds a NUL, and it may hold all else


def read_parcel(config: Config, units: Iterable[str]) -> Iterator[bytes]:
    """For each unit of a parcel what `read_unit` gives of it; thrice b"" where it can't be taken."""
    for unit in map(unit_of, units):
        try:
            found = read_unit(config, unit)
        except BlogcliError:
            found = ("", "", "")
        yield from map(str.encode, found)
