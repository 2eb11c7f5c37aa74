"""The whole plan rendered: every page as bytes with the file it belongs in, every asset with where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from blogcli.content.posts import read_body
from blogcli.content.tree import settled, stamp
from blogcli.markup.sanitize import printable
from blogcli.plan import urls
from blogcli.plan.pages import Asset
from blogcli.render.bodies import Bodies
from blogcli.render.inputs import Inputs
from blogcli.render.pages import Printer
from blogcli.render.pressroom import Pressroom

if TYPE_CHECKING:
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.plan.pages import Page, SitePlan
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

ENOUGH = 200  # pages from which on it pays to start other processes


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
    tick: int = 0,
    holds: Callable[[str, str], bool] | None = None,
    run: Run | None = None,
    progress: Progress | None = None,
) -> Iterator[SiteFile]:
    """Every file of the site, one at a time, in the order they should come into being: assets, then pages.

    `salt` stands for what all pages are made of beside their own inputs; a file changed in the clock's `tick` or later
    has no stamp to rely on. Where `holds`, asked about a file and its key,
    says that the file is there already and was made of just these, it is kept. Many pages are printed by other
    processes through `run`. `progress` is told of each page.
    """
    files = list(_files(plan, Inputs(salt), tick, holds or (lambda path, key: False)))
    printer = Printer(config, theme, Bodies(config, partial(read_body, config.root)), preview=plan.preview)
    to_print = [file.page for file in files if not (file.kept or isinstance(file.page, Asset))]

    def print_here(page: Page) -> bytes:
        return printable(printer.print(page))

    print_page = print_here
    if run is not None and len(to_print) >= ENOUGH:
        print_page = Pressroom(to_print, printer, run).print
    printed = 0
    for file in files:
        if (done := _done(file)) is not None:
            yield done
            continue
        yield Rendered(file.path, print_page(file.page), file.key)
        printed += 1
        if progress:
            progress(printed, len(to_print))


def _files(plan: SitePlan, inputs: Inputs, tick: int, holds: Callable[[str, str], bool]) -> Iterator[_File]:
    for page in plan.pages:
        path = urls.file_of(page.address)
        key = _asset_key(page, tick) if isinstance(page, Asset) else inputs.key(page)
        yield _File(page, path, key, holds(path, key))


def _asset_key(asset: Asset, tick: int) -> str:
    now = stamp(asset.source)
    return now if settled([now], tick) else ""


def _done(file: _File) -> SiteFile | None:
    """What needs no printing: a file that is kept, or copied."""
    if file.kept:
        return Kept(file.path)
    return Copied(file.path, file.page.source, file.key) if isinstance(file.page, Asset) else None
