"""The whole plan rendered: every page as bytes with the file it belongs in, every asset with where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from blogcli.content.tree import settled, stamp
from blogcli.plan import urls
from blogcli.plan.pages import Asset, PostPage
from blogcli.render.inputs import Inputs
from blogcli.render.pressroom import Pressroom

if TYPE_CHECKING:
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.plan.pages import Page, Printed, SitePlan
    from blogcli.render.theme import Theme
    from blogcli.wire import Run


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


Progress = Callable[[int, int], None]  # told how many pages are printed, and of how many

ENOUGH_PAGES = 200  # pages from which on it pays to start other processes


def render_site(
    plan: SitePlan,
    config: Config,
    theme: Theme,
    *,
    salt: str = "",
    tick: int = 0,
    holds: Callable[[str, str], bool] | None = None,
    run: Run | None = None,
    enough: int = ENOUGH_PAGES,
    progress: Progress | None = None,
) -> Iterator[SiteFile]:
    """Every file of the site, one at a time, in the order they should come into being: assets, then pages.

    `salt` stands for what all pages are made of beside their own inputs; a file changed in the clock's `tick` or later
    has no stamp to rely on. Where `holds`, asked about a file and its key, says that the file is there already and was
    made of just these, it is kept. Where there are `enough` pages, they are printed by other processes through `run`.
    `progress` is told of each page.
    """
    inputs = Inputs(salt)

    def key_of(page: Page) -> str:
        return _asset_key(page, tick) if isinstance(page, Asset) else inputs.key(page)

    files = [(urls.file_of(page.address), page) for page in plan.pages]
    # Where nothing is held, keys can wait: those who print the pages don't.
    keys = {path: key_of(page) for path, page in files} if holds else {}
    kept = {path for path, key in keys.items() if holds and holds(path, key)}
    to_print = [page for path, page in files if not (path in kept or isinstance(page, Asset))]
    print_page: Callable[[Printed], bytes]
    if run and len(to_print) >= enough:
        print_page = Pressroom(to_print, run, config.root).print
    else:
        print_page = _printed_here(plan, config, theme)
    printed = 0
    for path, page in files:
        if path in kept:
            yield Kept(path)
        elif isinstance(page, Asset):
            yield Copied(path, page.source, keys.get(path) or key_of(page))
        else:
            yield Rendered(path, print_page(page), keys.get(path) or key_of(page))
            printed += 1
            if progress:
                progress(printed, len(to_print))


def _printed_here(plan: SitePlan, config: Config, theme: Theme) -> Callable[[Printed], bytes]:
    # Only now is what makes pages imported: elsewhere it is already.
    from blogcli.content.posts import read_body
    from blogcli.markup.sanitize import printable
    from blogcli.render.bodies import Bodies
    from blogcli.render.pages import Printer

    bodies = Bodies(config, partial(read_body, config.root))
    printer = Printer(config, theme, bodies, preview=plan.preview)
    post = ""

    def print_page(page: Printed) -> bytes:
        nonlocal post
        now = page.entry.version.post if isinstance(page, PostPage) else ""
        if not now or now != post:  # a translation asks for its original's once more
            bodies.forget()  # those of a large site take much room
            post = now
        printed = printable(printer.print(page))
        if isinstance(page, PostPage) and not page.entry.page:
            for entry in page.entries:
                printer.card(entry)  # lists ask for it, when the body is gone
        return printed

    return print_page


def _asset_key(asset: Asset, tick: int) -> str:
    now = stamp(asset.source)
    return now if settled([now], tick) else ""
