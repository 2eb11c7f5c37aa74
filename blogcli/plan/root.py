"""What stands at the root of a blog all of whose languages have a path of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.names import fold
from blogcli.plan.pages import LanguagesPage
from blogcli.plan.urls import file_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogcli.config import Config
    from blogcli.plan.pages import Page
    from blogcli.plan.parts import Menu

HOME, NOT_FOUND = "/", "/404.html"


def has_choice(config: Config) -> bool:
    """Whether no language has its front page at the root, and so a page there offers them all."""
    return all(language.path for language in config.languages)


def root_pages(config: Config, menu: Menu, pages: Iterable[Page]) -> Iterator[LanguagesPage]:
    """The page where readers choose a language, and the one that a host shows for an address that isn't there.

    Neither where a file of static/, an alias or another page of `pages` is there. `menu` is the first language's.
    """
    if has_choice(config):
        taken = {fold(file_of(page.address)) for page in pages}
        for address in (HOME, NOT_FOUND):
            if file_of(address) not in taken:
                yield LanguagesPage(address, menu.language, menu.homes, menu.icon, address == NOT_FOUND)
