"""Addresses that two pages would have, found before anything is rendered and named with a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError
from blogcli.names import fold
from blogcli.plan import urls
from blogcli.plan.pages import (
    DROP_ALIAS,
    Asset,
    CommentFeedPage,
    LanguagesPage,
    NotFoundPage,
    Page,
    PostPage,
    Redirect,
    RedirectRules,
    TagIndexPage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogcli.config import Config


def source_of(page: Page) -> str:
    """The file that gives a page its address: relative to the blog, but for a file that is copied; "" for a list."""
    match page:
        case PostPage():
            return page.entry.version.path
        case Redirect():
            return page.source
        case Asset():
            return str(page.source)
        case _:
            return ""


def collisions(config: Config, pages: Iterable[Page]) -> Iterator[BlogcliError]:
    """What keeps pages from their addresses: names no disk can hold, two files at one place, a file among folders."""
    taken: dict[str, Page] = {}
    for page in pages:
        if (trouble := urls.trouble_with(page.address)) is not None:
            source = source_of(page)
            yield BlogcliError(trouble, path=config.root / source if source else None)
        key = fold(urls.file_of(page.address))
        other = taken.setdefault(key, page)
        if other is not page:
            yield _collision(config, page, other)
    free: set[str] = set()
    for key, page in taken.items():
        # A file can't lie where another address needs a folder.
        parents = list(_parents(key, free))
        blocked = [parent for parent in parents if parent in taken]
        for parent in blocked:
            yield _collision(config, page, taken[parent])
        if not blocked:
            free.update(parents)


def _parents(key: str, free: set[str]) -> Iterator[str]:
    """The folders a file lies in, up to one that is known to be free with all those around it."""
    while (key := key.rpartition("/")[0]) and key not in free:
        yield key


def _collision(config: Config, page: Page, other: Page) -> BlogcliError:
    """Named after the page its writer can do something about; a file of the theme or a list is not."""
    inside = f"{config.root}/"
    page, other = sorted((page, other), key=lambda each: _rank(each, inside))
    who = source_of(other).removeprefix(inside) if _rank(other, inside) < len(_WAYS) else f"the {_kind(other)} page"
    ways = [_way_out(each) for each in (page, other) if _rank(each, inside) < len(_WAYS)]
    if isinstance(other, RedirectRules):
        ways.append(f"drop '{other.server}' from redirects in blog.toml")
    return BlogcliError(
        _said(page, other, who),
        path=config.root / source_of(page) if ways else None,
        hint=" or ".join(dict.fromkeys(ways)) or None,
    )


def _said(page: Page, other: Page, who: str) -> str:
    if not (isinstance(page, Redirect) and page.way_out == _WAYS[Redirect]):
        return f"has the address of {who}: {page.address}"
    if isinstance(other, Redirect) and other.way_out == page.way_out:
        return f"has the alias {page.address}, which is an alias of {who}, too"
    return f"has the alias {page.address}, which is the address of {who}"


_WAYS: dict[type, str] = {Redirect: DROP_ALIAS, PostPage: "change the slug", Asset: "rename the file"}


def _way_out(page: Page) -> str:
    return page.way_out if isinstance(page, Redirect) else _WAYS[type(page)]


def _rank(page: Page, inside: str) -> int:
    own = not isinstance(page, Asset) or source_of(page).startswith(inside)
    return list(_WAYS).index(type(page)) if type(page) in _WAYS and own else len(_WAYS)


_KINDS: dict[type, str] = {
    CommentFeedPage: "comment feed",
    LanguagesPage: "language choice",
    NotFoundPage: "not found",
    RedirectRules: "redirects",
    TagIndexPage: "tag index",
}


def _kind(page: Page) -> str:
    return (
        "theme's"
        if isinstance(page, Asset)
        else _KINDS.get(type(page), type(page).__name__.removesuffix("Page").lower())
    )
