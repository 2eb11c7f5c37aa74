"""The side that has pages printed elsewhere: it sends out posts and lists, and prints the few other pages itself."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING

from markupsafe import Markup

from blogcli.content.posts import read_body
from blogcli.content.records import problems_of
from blogcli.errors import raise_all
from blogcli.markup.sanitize import printable
from blogcli.plan.pages import ListPage, PostPage, TagPage
from blogcli.render import press
from blogcli.wire import dump

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from blogcli.plan.pages import Page
    from blogcli.render.pages import Printer
    from blogcli.wire import Run

_SENT = PostPage | ListPage | TagPage

PARCEL = 25  # posts sent at once, and twice as many lists


class Pressroom:
    """Pages being printed, in the order they were given. A list waits for the cards of the posts on it."""

    def __init__(self, pages: Sequence[Page], printer: Printer, run: Run) -> None:
        self.printer, self.run = printer, run
        self.menus = dump(list({page.menu.language: page.menu for page in pages if isinstance(page, _SENT)}.values()))
        self.posts = self._pages(self._post_parcels([page for page in pages if isinstance(page, PostPage)]))
        self.lists = self._pages(self._list_parcels([page for page in pages if isinstance(page, ListPage | TagPage)]))

    def print(self, page: Page) -> bytes:
        """The next page's bytes: pages are asked for in the order they were given."""
        match page:
            case PostPage():
                printed = next(self.posts)
                self.printer.cards[page.entry.address] = Markup(next(self.posts).decode("utf-8", "surrogatepass"))
                return printed
            case ListPage() | TagPage():
                return next(self.lists)
            case _:
                return printable(self.printer.print(page))

    def _pages(self, parcels: Iterable[list[str]]) -> Iterator[bytes]:
        for pages in self.run(parcels):
            if pages[:1] == [press.FAILED]:
                raise_all(problems_of(json.loads(pages[1]), self.printer.config.root))
            yield from pages

    def _post_parcels(self, pages: list[PostPage]) -> Iterator[list[str]]:
        for start in range(0, len(pages), PARCEL):
            orders = [
                press.post_order(page, read_body(self.printer.config.root, page.entry.version))
                for page in pages[start : start + PARCEL]
            ]
            yield [press.POSTS, self.menus, *chain.from_iterable(orders)]

    def _list_parcels(self, pages: list[ListPage | TagPage]) -> Iterator[list[str]]:
        for start in range(0, len(pages), 2 * PARCEL):
            orders = [
                press.list_order(page, [self.printer.card(entry) for entry in page.entries])
                for page in pages[start : start + 2 * PARCEL]
            ]
            yield [press.LISTS, self.menus, *chain.from_iterable(orders)]
