"""All that a page is made of as one text, which tells whether it has changed.

A page's text is the JSON of its fields, whatever they are, so that no input can be forgotten; a version's digest stands
for the version. Nouns that many pages share are written once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.model import Talk, Version, digest
from blogcli.plan.pages import Alternates, Entry, Link, Menu, SitemapEntry
from blogcli.wire import dump

if TYPE_CHECKING:
    from blogcli.plan.pages import Page

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
        return "[" + ",".join([self._value(getattr(noun, name)) for name in noun.__slots__]) + "]"  # type: ignore[attr-defined]

    def _value(self, value: object) -> str:
        kind = type(value)
        if kind in _SHARED:
            return self._once(value)
        if kind is Version:
            return f'"{value.digest}"'  # type: ignore[attr-defined]
        if kind is tuple and value and type(value[0]) in _SHARED:  # type: ignore[index]
            return "[" + ",".join(map(self._once, value)) + "]"  # type: ignore[call-overload]
        if kind is Talk:
            return f"[{value.shown},{value.text}]"  # type: ignore[attr-defined]
        return dump(value)

    def _once(self, noun: object) -> str:
        found = self._shared.get(id(noun))
        if found is None:
            found = self._shared[id(noun)] = (noun, self._fields(noun))
        return found[1]
