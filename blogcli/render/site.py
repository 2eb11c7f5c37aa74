"""The whole plan rendered: every page as bytes with the file it belongs in, every asset with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.markup.sanitize import printable
from blogcli.plan import urls
from blogcli.plan.pages import Asset
from blogcli.render.bodies import Bodies
from blogcli.render.pages import Printer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.plan.pages import SitePlan
    from blogcli.render.theme import Theme


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's bytes; `path` is relative to the output folder, with forward slashes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Copied:
    """A file to be copied as it is."""

    path: str
    source: Path


def render_site(plan: SitePlan, config: Config, theme: Theme) -> Iterator[Rendered | Copied]:
    """Every file of the site, one at a time, in the order they should come into being: assets, then pages."""
    printer = Printer(config, theme, Bodies(config), theme.stylesheet_version(), plan.preview)
    for page in plan.pages:
        path = urls.file_of(page.address)
        if isinstance(page, Asset):
            yield Copied(path, page.source)
        else:
            yield Rendered(path, printable(printer.print(page)))
