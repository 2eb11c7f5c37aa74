"""The whole plan rendered: every page as bytes with the file it belongs in, every asset with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.content.tree import stamp
from blogcli.markup.sanitize import printable
from blogcli.plan import urls
from blogcli.plan.pages import Asset
from blogcli.render.bodies import Bodies
from blogcli.render.inputs import Inputs
from blogcli.render.pages import Printer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.plan.pages import SitePlan
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


def render_site(
    plan: SitePlan, config: Config, theme: Theme, *, salt: str = "", holds: Callable[[str, str], bool] | None = None
) -> Iterator[SiteFile]:
    """Every file of the site, one at a time, in the order they should come into being: assets, then pages.

    `salt` stands for what all pages are made of beside their own inputs. Where `holds`, asked about a file and its key,
    says that the file is there already and was made of just these, it is kept.
    """
    inputs = Inputs(salt)
    printer = Printer(config, theme, Bodies(config), theme.stylesheet_version(), plan.preview)
    for page in plan.pages:
        path = urls.file_of(page.address)
        key = stamp(page.source) if isinstance(page, Asset) else inputs.key(page)
        if holds and holds(path, key):
            yield Kept(path)
        elif isinstance(page, Asset):
            yield Copied(path, page.source, key)
        else:
            yield Rendered(path, printable(printer.print(page)), key)
