"""Work for another process: texts go in, texts come out, and nothing else crosses.

The two sides stand together: `post_order` and `list_order` write down what is to be printed, `Press` reads and prints.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from blogcli.config import config_of
from blogcli.content import records
from blogcli.content.memory import READ, read_parcel
from blogcli.errors import BlogcliError
from blogcli.markup.sanitize import printable
from blogcli.model import Conversation, Talk
from blogcli.names import LanguageTag
from blogcli.plan.pages import Alternates, Entry, Link, ListPage, Menu, PostPage, TagPage
from blogcli.render.bodies import Bodies
from blogcli.render.pages import Printer
from blogcli.render.theme import Theme
from blogcli.wire import dump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


POSTS, LISTS, FAILED = "posts", "lists", b"failed"


def post_order(page: PostPage, body: str) -> list[str]:
    """A post's page and card to be printed, and the text they show."""
    row = [page.address, page.menu.language, page.entry, page.alternates, page.older, page.newer, page.conversation]
    return [dump([*row, page.talk.shown]), page.talk.text, body]


def list_order(page: ListPage | TagPage, cards: Sequence[str]) -> list[str]:
    """A list to be printed, and the cards on it."""
    kind = page.tag if isinstance(page, TagPage) else page.alternates
    row = [type(page).__name__, page.address, page.menu.language, kind, page.number, page.older, page.newer]
    return [dump([*row, len(cards)]), *cards]


class Press:
    """Reads and prints what it is sent. `setup` is the configuration, and whether the site is a preview, as JSON."""

    def __init__(self, setup: str) -> None:
        config, preview = json.loads(setup)
        self.config = config_of(config)
        self.menus: dict[str, Menu] = {}
        self.texts: dict[str, str] = {}  # of the versions at hand, by their paths
        theme = Theme(self.config.root)
        bodies = Bodies(self.config, lambda version: self.texts[version.path])
        self.printer = Printer(self.config, theme, bodies, preview=preview)

    def work(self, parcel: Sequence[str]) -> list[bytes]:
        """What comes of one parcel: of its kind, the menus, and its orders; or FAILED and what went wrong."""
        if parcel[0] == READ:
            return list(read_parcel(self.config, parcel[1:]))
        kind, menus, *orders = parcel
        self.menus = {row[0]: _menu(row) for row in json.loads(menus)}
        try:
            return list(self._posts(orders) if kind == POSTS else self._lists(orders))
        except BlogcliError as error:
            problems = getattr(error, "problems", [error])
            return [FAILED, dump(records.problem_rows(problems, self.config.root)).encode()]

    def _posts(self, orders: list[str]) -> Iterable[bytes]:
        pages = [self._page(json.loads(row), talk) for row, talk in zip(orders[::3], orders[1::3], strict=True)]
        self.texts = {page.entry.version.path: text for page, text in zip(pages, orders[2::3], strict=True)}
        printed = [printable(text) for text in self.printer.print_posts(pages)]
        cards = [self.printer.card(page.entry).encode("utf-8", "surrogatepass") for page in pages]
        self.printer.forget()
        for page_and_card in zip(printed, cards, strict=True):
            yield from page_and_card

    def _page(self, row: list[Any], talk: str) -> PostPage:
        address, language, entry, alternates, older, newer, conversation, shown = row
        return PostPage(
            address, self.menus[language], _entry(entry), _alternates(alternates), _maybe(_link, older),
            _maybe(_link, newer), Conversation(conversation), Talk(shown, talk),
        )  # fmt: skip

    def _lists(self, orders: list[str]) -> Iterable[bytes]:
        place = 0
        while place < len(orders):
            kind, address, language, special, number, older, newer, count = json.loads(orders[place])
            cards = [Markup(card) for card in orders[place + 1 : place + 1 + count]]
            place += 1 + count
            menu = self.menus[language]
            page = (
                TagPage(address, menu, special, number, (), older, newer)
                if kind == TagPage.__name__
                else ListPage(address, menu, number, (), older, newer, _maybe(_alternates, special))
            )
            yield printable(self.printer.print_list(page, cards))


def _maybe(read: Callable[[Any], Any], row: Any) -> Any:
    return None if row is None else read(row)


def _link(row: list[str]) -> Link:
    title, address, language = row
    return Link(title, address, LanguageTag(language))


def _links(rows: list[list[str]]) -> tuple[Link, ...]:
    return tuple(map(_link, rows))


def _alternates(row: list[Any]) -> Alternates:
    links, default = row
    return Alternates(_links(links), default)


def _menu(row: list[Any]) -> Menu:
    language, title, description, home, archive, tags, feed, icon, pages, homes = row
    return Menu(
        LanguageTag(language), title, description, home, archive, tags, feed, icon, _links(pages), _links(homes)
    )


def _entry(row: list[Any]) -> Entry:
    version, page, address, files, files_at, tags, comments = row
    return Entry(records.version(version), page, address, tuple(files), files_at, _links(tags), comments)
