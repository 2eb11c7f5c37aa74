"""All that a page is made of as one text, which tells whether it has changed.

A page's text is the JSON of its fields, whatever they are, so that no input can be forgotten. A digest stands for a
version, a conversation, and the nouns that several pages share.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from blogcli.model import Talk, Version
from blogcli.names import digest
from blogcli.plan.parts import Entry, Menu
from blogcli.wire import encoder, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogcli.plan.pages import Page


class Inputs:
    """The inputs of pages. `salt` stands for those that all pages have: theme, configuration, versions of libraries."""

    def __init__(self, salt: str) -> None:
        self.salt = salt
        self._shared: dict[int, tuple[object, str]] = {}  # by identity; the noun is held, so that no other takes it
        self._encode = encoder(self._plain).encode
        self._ways: dict[type, Callable[[Any], object]] = {
            **dict.fromkeys((Version, Talk), attrgetter("digest")),
            **dict.fromkeys((Entry, Menu), self._digest),
        }

    def key(self, page: Page) -> str:
        """What stands for all the inputs of a page."""
        return digest(f"{self.salt}\n{self.text(page)}")

    def text(self, page: Page) -> str:
        """The page as JSON: the name of its kind, then its fields."""
        return self._encode((type(page).__name__, page))

    def _plain(self, value: object) -> object:
        return self._ways.get(type(value), plain)(value)

    def _digest(self, value: object) -> str:
        found = self._shared.get(id(value))
        if found is None:
            found = self._shared[id(value)] = (value, digest(self._encode(plain(value))))
        return found[1]
