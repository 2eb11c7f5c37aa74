"""What a moderator has blocked for good: words, hosts and names, one a line of a text.

# a note
word: casino
host: sails.example
name: Cheap Sails
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from blogcli.spam.texts import host_in, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_MERGE = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")  # what git leaves where it isn't told to keep both sides
_LINES = r"[^\n]*\n|[^\n]+"


class Kind(Enum):
    """What an entry blocks; the value is how its line begins."""

    WORD = "word"
    HOST = "host"
    NAME = "name"


class Entry(NamedTuple):
    """One thing that is blocked. `text` is as it was written, `key` as it is compared."""

    kind: Kind
    text: str
    key: str

    @property
    def line(self) -> str:
        """Its line of the file."""
        return f"{self.kind.value}: {self.text}"


class Blocked(NamedTuple):
    """All that is blocked, each by the form in which it is compared; see `entry`."""

    words: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


def blocked_by(entries: Iterable[Entry]) -> Blocked:
    """Return what entries block, together."""
    found: dict[Kind, set[str]] = {kind: set() for kind in Kind}
    for each in entries:
        found[each.kind].add(each.key)
    return Blocked(*(frozenset(found[kind]) for kind in (Kind.WORD, Kind.HOST, Kind.NAME)))


class Fault(NamedTuple):
    """A line, from 1, that blocks nothing, and why."""

    line: int
    message: str


def entry(kind: Kind, text: str) -> Entry:
    """What `text` blocks; ValueError where it can't block anything.

    A host may be given as an address of its own; its subdomains are blocked with it. Words and names are compared as a
    whole, in any letter case.
    """
    text = " ".join(text.split())
    if kind is Kind.HOST:
        host = host_in(text) if " " not in text else ""
        if not host:
            raise ValueError(f"'{text}' is not a host like sails.example")
        return Entry(kind, host, host)
    key = plain(text)
    if not key:
        raise ValueError(f"the {kind.value} is empty")
    return Entry(kind, text, key)


def guess(text: str) -> Kind:
    """What a text most likely is: a host where it has a dot and no space, and is written like one; else a word."""
    one = len(text.split()) == 1
    return Kind.HOST if one and "." in host_in(text) else Kind.WORD


def read(text: str) -> tuple[Blocked, list[Fault]]:
    """What a file blocks, and its faulty lines, which block nothing."""
    entries: list[Entry] = []
    faults: list[Fault] = []
    for number, line in enumerate(text.split("\n"), 1):
        try:
            entries += filter(None, [_entry_of(line)])
        except ValueError as error:
            faults.append(Fault(number, str(error)))
    return blocked_by(entries), faults


def _entry_of(line: str) -> Entry | None:
    """What a line blocks, None for one that is empty or a note; ValueError where it is neither."""
    bare = line.removeprefix("\ufeff").strip()
    if not bare or bare.startswith("#"):
        return None
    if bare.startswith(_MERGE):
        raise ValueError(f"'{bare}' is of an unresolved merge: take the line out")
    kind, colon, text = bare.partition(":")
    known = {each.value: each for each in Kind}
    if not colon or kind.strip().lower() not in known:
        raise ValueError(f"'{bare}' is not an entry like word: casino, host: sails.example or name: Cheap Sails")
    return entry(known[kind.strip().lower()], text)


def with_entry(text: str, new: Entry) -> str:
    """The file with one more line, the text itself where it blocks that already.

    The line gets its place in the order of the alphabet, so that two clones seldom write at the same place. Notes just
    above a line stay with it. No other byte changes.
    """
    lines = re.findall(_LINES, text)
    newline = "\r\n" if "\r\n" in text else "\n"
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += newline
    place = len(lines)
    for number, found in reversed(list(_entries(lines))):
        if (found.kind, found.key) == (new.kind, new.key):
            return text
        if found.line.casefold() > new.line.casefold():
            place = number
    while 0 < place < len(lines) and lines[place - 1].lstrip().startswith("#"):
        place -= 1
    return "".join([*lines[:place], new.line + newline, *lines[place:]])


def _entries(lines: list[str]) -> Iterator[tuple[int, Entry]]:
    for number, line in enumerate(lines):
        try:
            if found := _entry_of(line):
                yield number, found
        except ValueError:
            continue
