"""The side that has pages printed elsewhere: it sends them out, and gives them as they come back."""

from __future__ import annotations

import json
from itertools import chain, islice
from typing import TYPE_CHECKING

from blogcli.content.records import problems_of
from blogcli.errors import raise_all
from blogcli.plan.pages import (
    LanguagesPage,
    ListPage,
    PostPage,
    Redirect,
    RedirectRules,
    RobotsPage,
    SitemapPage,
    TagPage,
)
from blogcli.render.orders import FAILED, PAGES, card_order, order
from blogcli.wire import dump

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from blogcli.names import LanguageTag
    from blogcli.plan.pages import Printed
    from blogcli.plan.parts import Entry, Menu
    from blogcli.wire import Run

ORDERS_AT_ONCE = 100  # orders sent at once


class Pressroom:
    """Pages being printed, in the order they were given: posts first. A list waits for the cards of the posts on it."""

    def __init__(self, pages: Sequence[Printed], run: Run, root: Path) -> None:
        self.run, self.root = run, root
        self.menus = dump(list(_menus(pages)))
        self.cards: dict[tuple[LanguageTag, str], str] = {}
        posts = [page for page in pages if isinstance(page, PostPage)]
        rest = [page for page in pages if not isinstance(page, PostPage)]
        made = {_card(entry) for page in posts for entry in page.entries}
        shown = (entry for page in rest for entry in _entries(page))
        self.missing = {_card(entry): entry for entry in shown if _card(entry) not in made}
        first = chain((order(page, ()) for page in posts), map(card_order, self.missing.values()))
        self.posts = self._printed(first, len(posts) + len(self.missing))
        self.rest = self._printed(self._rest(rest), len(rest))

    def print(self, page: Printed) -> bytes:
        """The next page's bytes: pages are asked for in the order they were given."""
        if not isinstance(page, PostPage):
            return next(self.rest)
        printed = next(self.posts)
        for entry in page.entries:
            self.cards[_card(entry)] = next(self.posts).decode("utf-8", "surrogatepass")
        return printed

    def _rest(self, pages: Iterable[Printed]) -> Iterator[list[str]]:
        for wanted, card in zip(self.missing, self.posts, strict=False):
            self.cards[wanted] = card.decode("utf-8", "surrogatepass")
        for page in pages:
            yield order(page, [self.cards[_card(entry)] for entry in _entries(page)])

    def _printed(self, orders: Iterable[list[str]], number: int) -> Iterator[bytes]:
        size = min(ORDERS_AT_ONCE, 1 + number // 3)  # of few, no more parcels than one process takes
        for pages in self.run(_parcels(orders, size, self.menus)):
            if pages[:1] == [FAILED]:
                raise_all(problems_of(json.loads(pages[1]), self.root))
            yield from pages


def _parcels(orders: Iterable[list[str]], size: int, menus: str) -> Iterator[list[str]]:
    waiting = iter(orders)
    while batch := list(islice(waiting, size)):
        yield [PAGES, menus, *chain.from_iterable(batch)]


def _card(entry: Entry) -> tuple[LanguageTag, str]:
    """What tells a card from others: a post has one in each language whose lists show it."""
    return entry.language, entry.address


def _entries(page: Printed) -> Sequence[Entry]:
    """Of what posts a page shows the cards."""
    return page.entries if isinstance(page, ListPage | TagPage) else ()


def _menus(pages: Iterable[Printed]) -> Iterable[Menu]:
    frameless = LanguagesPage | Redirect | RedirectRules | SitemapPage | RobotsPage
    framed = (page for page in pages if not isinstance(page, frameless))
    return {page.menu.language: page.menu for page in framed}.values()
