"""All that a page is made of as one text, which tells whether it has changed.

A page's text is the JSON of its fields, whatever they are, so that no input can be forgotten; a version's digest stands
for the version. Nouns that many pages share are written once.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from blogcli.model import Talk, Version
from blogcli.names import digest
from blogcli.plan.pages import Alternates, Entry, Link, Menu, SitemapEntry
from blogcli.wire import dump

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogcli.plan.pages import Page

_WORDS = {None: "null", True: "true", False: "false"}
_SHARED = frozenset({Alternates, Entry, Link, Menu, SitemapEntry})


class Inputs:
    """The inputs of pages. `salt` stands for those that all pages have: theme, configuration, versions of libraries."""

    def __init__(self, salt: str) -> None:
        self.salt = salt
        self._shared: dict[int, tuple[object, str]] = {}  # by identity; the noun is held, so that no other takes it

    def key(self, page: Page) -> str:
        """What stands for all the inputs of a page."""
        return digest(f"{self.salt}\n{self.text(page)}")

    def text(self, page: Page) -> str:
        """The page as JSON: the name of its kind, then its fields."""
        return f'["{type(page).__name__}",{self._fields(page)[1:]}'

    def _fields(self, noun: object) -> str:
        return "[" + ",".join([self._value(value) for value in _fields_of(noun)]) + "]"

    def _value(self, value: object) -> str:
        if type(value) in _SHARED:
            return self._once(value)
        if isinstance(value, Version):
            return f'"{value.digest}"'
        if isinstance(value, tuple) and value and type(value[0]) in _SHARED:
            return "[" + ",".join([self._once(each) for each in value]) + "]"
        if isinstance(value, Talk):
            return f"[{value.shown},{value.text}]"
        return _WORDS[value] if value is None or value is True or value is False else dump(value)

    def _once(self, noun: object) -> str:
        found = self._shared.get(id(noun))
        if found is None:
            found = self._shared[id(noun)] = (noun, self._fields(noun))
        return found[1]


def _fields_of(noun: object) -> tuple[object, ...]:
    """All the fields of a noun; each kind has at least two."""
    kind: Any = type(noun)  # a frozen, slotted noun
    if kind not in _GETTERS:
        _GETTERS[kind] = attrgetter(*kind.__slots__)
    found: tuple[object, ...] = _GETTERS[kind](noun)
    return found


_GETTERS: dict[type, Callable[[object], Any]] = {}  # made once a kind
