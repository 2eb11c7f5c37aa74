"""What leads on from old addresses on the servers named in blog.toml: of pages, and of the files beside a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.names import fold
from blogcli.plan import urls
from blogcli.plan.pages import CommentFeedPage, PostPage, Redirect, RedirectRules
from blogcli.settings import SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogcli.config import Config
    from blogcli.plan.pages import Page


def redirect_rules(config: Config, pages: Iterable[Page]) -> Iterator[RedirectRules]:
    """A file for each of the servers. Its rules are of single addresses, and so stand in the way of no page below one.

    The files beside a post lie below the address of its first version, and are found below the aliases of that.
    """
    if not config.redirects:
        return
    pages = tuple(pages)
    taken = {fold(urls.file_of(page.address)) for page in pages}
    first = {page.address: page.entry for page in pages if isinstance(page, PostPage) and page.entry.files}
    rules: dict[str, str] = {}
    for page in pages:
        if isinstance(page, CommentFeedPage) and page.now_at:
            rules[page.address] = page.now_at
        if not isinstance(page, Redirect):
            continue
        rules[page.address] = page.target
        entry = first.get(page.target)
        if entry and entry.address == entry.files_at and page.address.endswith("/"):
            for name in entry.files:
                if fold(urls.file_of(page.address + name)) not in taken:
                    rules.setdefault(page.address + name, entry.files_at + name)
    for server in config.redirects:
        yield RedirectRules(f"/{SERVERS[server]}", server, tuple(sorted(rules.items())))
