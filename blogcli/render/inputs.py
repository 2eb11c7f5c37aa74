"""All that a page is made of as one text, which tells whether it has changed.

A page's text is the JSON of its fields, whatever they are, so that no input can be forgotten. A digest stands for a
version, and for the nouns that several pages share.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from blogcli.model import Talk, Version
from blogcli.names import digest
from blogcli.plan.pages import Entry, Menu
from blogcli.wire import dump

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogcli.plan.pages import Page

_SHARED = frozenset({Entry, Menu, Talk})  # of a Talk, the text says how many are shown


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
        return dump([type(page).__name__, *self._fields(page)])

    def _fields(self, noun: object) -> list[object]:
        return [self._value(value) for value in _fields_of(noun)]

    def _value(self, value: object) -> object:
        kind = type(value)
        if kind in _SHARED:
            return self._once(value)
        if kind is tuple:
            return [self._value(each) for each in value] if value and type(value[0]) in _SHARED else value  # type: ignore[attr-defined, index]
        return value.digest if isinstance(value, Version) else value

    def _once(self, noun: object) -> str:
        found = self._shared.get(id(noun))
        if found is None:
            text = noun.text if isinstance(noun, Talk) else dump(self._fields(noun))
            found = self._shared[id(noun)] = (noun, digest(text))
        return found[1]


def _fields_of(noun: object) -> tuple[object, ...]:
    """All the fields of a noun; each kind has at least two."""
    kind: Any = type(noun)  # a frozen, slotted noun
    if kind not in _GETTERS:
        _GETTERS[kind] = attrgetter(*kind.__slots__)
    found: tuple[object, ...] = _GETTERS[kind](noun)
    return found


_GETTERS: dict[type, Callable[[object], Any]] = {}  # made once a kind
