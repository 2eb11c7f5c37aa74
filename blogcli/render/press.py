"""Work for another process: texts go in, texts come out, and nothing else crosses.

`orders` writes down what is to be printed; `Press` reads and prints it.
"""

from __future__ import annotations

import json
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, get_args

from markupsafe import Markup

from blogcli.config import config_of
from blogcli.content import records
from blogcli.content.memory import READ, read_parcel
from blogcli.content.posts import read_body
from blogcli.errors import BlogcliError
from blogcli.markup.sanitize import printable
from blogcli.model import Talk
from blogcli.plan.pages import CommentFeedPage, ListPage, PostPage, Printed, TagPage
from blogcli.plan.parts import Entry, Menu
from blogcli.render.bodies import Bodies
from blogcli.render.orders import FAILED
from blogcli.render.pages import Printer
from blogcli.render.theme import Theme
from blogcli.wire import READY, dump, field_names, field_readers, reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_KINDS: dict[str, Any] = {kind.__name__: kind for kind in (*get_args(Printed), Entry)}
_TALK, _TALKS = field_names(PostPage).index("talk"), field_names(CommentFeedPage).index("talks")
_USUAL = ("post.html", "base.html", "comments.html", "card.html", "_tags.html", "list.html", "tag.html", "feed.xml")


class Press:
    """Reads and prints what it is sent. `setup` is the configuration, and whether the site is a preview, as JSON."""

    def __init__(self, setup: str) -> None:
        config, preview = json.loads(setup)
        self.config = config_of(config)
        self.menus: dict[str, Menu] = {}
        self.readers: dict[str, list[tuple[int, Callable[[Any], Any]]]] = {}
        self.preview = preview

    @cached_property
    def printer(self) -> Printer:
        """What prints, made when there is something to print: its templates may be at fault."""
        bodies = Bodies(self.config, partial(read_body, self.config.root))
        return Printer(self.config, Theme(self.config.root), bodies, preview=self.preview)

    def work(self, parcel: Sequence[str]) -> list[bytes]:
        """What comes of one parcel: of its kind and its orders; or FAILED and what went wrong."""
        kind, *orders = parcel
        if kind == READ:
            return list(read_parcel(self.config, orders))
        try:
            if kind == READY:
                self.printer.engine.prepare(*_USUAL)
                return []
            self.menus = {menu.language: menu for menu in map(_read_menu, json.loads(orders[0]))}
            return list(self._print(list(self._pages(orders[1:]))))
        except BlogcliError as error:
            problems = error.problems
            return [FAILED, dump(records.problem_rows(problems, self.config.root)).encode()]

    def _print(self, orders: list[tuple[Printed | Entry, list[str]]]) -> Iterable[bytes]:
        posts = iter(self.printer.print_posts([page for page, _ in orders if isinstance(page, PostPage)]))
        for page, texts in orders:
            match page:
                case Entry():
                    yield self._card(page)
                case PostPage():
                    yield printable(next(posts))
                    for entry in page.entries:
                        yield b"" if entry.page else self._card(entry)
                case ListPage() | TagPage():
                    yield printable(self.printer.print_list(page, [Markup(card) for card in texts]))
                case _:
                    yield printable(self.printer.print(page))
        self.printer.forget()

    def _card(self, entry: Entry) -> bytes:
        return self.printer.card(entry).encode("utf-8", "surrogatepass")

    def _pages(self, orders: list[str]) -> Iterator[tuple[Printed | Entry, list[str]]]:
        place = 0
        while place < len(orders):
            kind, count, row = json.loads(orders[place])
            texts = orders[place + 1 : place + 1 + count]
            place += 1 + count
            for field, read in self._readers(kind):
                row[field] = read(row[field])
            if kind == PostPage.__name__:
                row[_TALK] = _talk(row[_TALK], texts[0])
            elif kind == CommentFeedPage.__name__:
                row[_TALKS] = tuple(map(_talk, row[_TALKS], texts))
            yield _KINDS[kind](*row), texts

    def _readers(self, kind: str) -> list[tuple[int, Callable[[Any], Any]]]:
        """What reads the fields of a kind that JSON doesn't hold as they are, by their places; its menu is at hand."""
        if kind not in self.readers:
            found = field_readers(_KINDS[kind]) | {"talk": None, "talks": None}
            if "menu" in found:
                found["menu"] = lambda language: self.menus[language]
            places = {name: place for place, name in enumerate(field_names(_KINDS[kind]))}
            self.readers[kind] = [(places[name], read) for name, read in found.items() if read]
        return self.readers[kind]


def _talk(row: tuple[int, str], text: str) -> Talk:
    shown, digest = row
    return Talk(shown, 0, digest, partial(str, text))


def _read_menu(row: list[Any]) -> Menu:
    read = reader(Menu)
    assert read
    menu: Menu = read(row)
    return menu
