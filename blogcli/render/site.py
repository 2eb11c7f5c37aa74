"""The whole plan rendered: every page as bytes with the file it belongs in, every asset with where it comes from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from markupsafe import Markup

from blogcli.content.posts import read_body
from blogcli.content.records import problems_of
from blogcli.content.tree import stamp
from blogcli.errors import raise_all
from blogcli.markup.sanitize import printable
from blogcli.plan import urls
from blogcli.plan.pages import Asset, ListPage, PostPage, TagPage
from blogcli.render import press
from blogcli.render.bodies import Bodies
from blogcli.render.inputs import Inputs
from blogcli.render.pages import Printer

if TYPE_CHECKING:
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.plan.pages import Page, SitePlan
    from blogcli.render.theme import Theme


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's bytes; `path` is relative to the output folder, with forward slashes, `key` stands for its inputs."""

    path: str
    content: bytes
    key: str = ""


@dataclass(frozen=True, slots=True)
class Copied:
    """A file to be copied as it is."""

    path: str
    source: Path
    key: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that stays as an earlier render left it."""

    path: str


SiteFile = Rendered | Copied | Kept


Run = Callable[[Iterable[list[str]]], Iterator[list[bytes]]]  # sends parcels to presses; what comes back, in order
Pool = Callable[[str], AbstractContextManager[Run]]  # presses at work, of what `press.setup` writes

ENOUGH = 200  # pages from which on it pays to start other processes
PARCEL = 25  # posts sent at once, and twice as many lists


@dataclass(frozen=True, slots=True)
class _File:
    page: Page
    path: str
    key: str
    kept: bool


def render_site(
    plan: SitePlan,
    config: Config,
    theme: Theme,
    *,
    salt: str = "",
    holds: Callable[[str, str], bool] | None = None,
    pool: Pool | None = None,
) -> Iterator[SiteFile]:
    """Every file of the site, one at a time, in the order they should come into being: assets, then pages.

    `salt` stands for what all pages are made of beside their own inputs. Where `holds`, asked about a file and its key,
    says that the file is there already and was made of just these, it is kept. Many pages are printed by a `pool`.
    """
    files = list(_files(plan, salt, holds or (lambda path, key: False)))
    printer = Printer(config, theme, Bodies(config, partial(read_body, config.root)), preview=plan.preview)
    if pool is None or sum(not file.kept for file in files) < ENOUGH:
        for file in files:
            yield _done(file) or Rendered(file.path, printable(printer.print(file.page)), file.key)
        return
    menus = {page.menu.language: page.menu for page in plan.pages if isinstance(page, PostPage)}
    with pool(press.setup(config, menus.values(), preview=plan.preview)) as run:
        yield from _Pressroom(files, printer, run).files()


def _files(plan: SitePlan, salt: str, holds: Callable[[str, str], bool]) -> Iterator[_File]:
    inputs = Inputs(salt)
    for page in plan.pages:
        path = urls.file_of(page.address)
        key = stamp(page.source) if isinstance(page, Asset) else inputs.key(page)
        yield _File(page, path, key, holds(path, key))


def _done(file: _File) -> SiteFile | None:
    """What needs no printing: a file that is kept, or copied."""
    if file.kept:
        return Kept(file.path)
    return Copied(file.path, file.page.source, file.key) if isinstance(file.page, Asset) else None


class _Pressroom:
    """Posts and lists are sent out to be printed; the few other pages are printed here."""

    def __init__(self, files: list[_File], printer: Printer, run: Run) -> None:
        self.files_, self.printer, self.run = files, printer, run
        to_print = [file.page for file in files if not file.kept]
        self.posts = self._pages(self._post_parcels([page for page in to_print if isinstance(page, PostPage)]))
        self.lists = self._pages(
            self._list_parcels([page for page in to_print if isinstance(page, ListPage | TagPage)])
        )

    def files(self) -> Iterator[SiteFile]:
        """Every file in its order."""
        for file in self.files_:
            yield _done(file) or Rendered(file.path, self._print(file.page), file.key)

    def _print(self, page: Page) -> bytes:
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
            yield [press.POSTS, *chain.from_iterable(orders)]

    def _list_parcels(self, pages: list[ListPage | TagPage]) -> Iterator[list[str]]:
        for start in range(0, len(pages), 2 * PARCEL):
            orders = [
                press.list_order(page, [self.printer.card(entry) for entry in page.entries])
                for page in pages[start : start + 2 * PARCEL]
            ]
            yield [press.LISTS, *chain.from_iterable(orders)]
