"""What readers may have kept of a site that answers it no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from blogcli.names import fold
from blogcli.plan import urls
from blogcli.plan.pages import RedirectRules
from blogcli.settings import SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogcli.config import Config
    from blogcli.plan.pages import Page

# What nobody keeps: the theme's files, those for search engines and servers, and the pages of lists, which are
# renumbered and go with the last of their posts.
_PASSING = r"(tags/[^/]+/)?page/[0-9]+/index\.html"
_NOBODY_S = frozenset(("sitemap.xml", "robots.txt", *SERVERS.values()))


class Gone(NamedTuple):
    """An address that nothing answers any more, and the kind of what was there."""

    address: str
    kind: str


# The kinds, in the order in which they are named, and what can be done about each.
FEED, PAGE, TAG, FILE = "feed", "page", "tag", "file"
WAYS_OUT = {
    FEED: "a feed moves with its language's path, and goes with its post: put the path back, or lead on by your server",
    PAGE: "if a post moved, add its old address to its aliases; blogcli rename does so by itself",
    TAG: "to keep the address of a tag, set its slug in blog.toml",
    FILE: "a file beside a post lies below its original's address: name your server in render.redirects",
}


def gone(config: Config, files: Iterable[str], pages: Iterable[Page]) -> list[Gone]:
    """The addresses of those files of an earlier site that readers or feed readers may have kept, by their kinds.

    `pages` are those of the site as it is now: what a server's redirects lead on from is answered.
    """
    starts = "|".join(re.escape(urls.language_prefix(language).lstrip("/")) for language in config.languages)
    passing = re.compile(rf"({starts}){_PASSING}|(.*/)?404\.html|theme/.*", re.DOTALL)
    tags = re.compile(f"({starts})tags/.*", re.DOTALL)
    kept = [file for file in files if not (passing.fullmatch(file) or file in _NOBODY_S)]
    if not kept:
        return []
    led = {fold(source) for page in pages if isinstance(page, RedirectRules) for source, _ in page.rules}
    found = [Gone(urls.address_of(file), _kind(file, tags)) for file in kept]
    order = list(WAYS_OUT)
    return sorted((each for each in found if fold(each.address) not in led), key=lambda each: order.index(each.kind))


def _kind(file: str, tags: re.Pattern[str]) -> str:
    if re.fullmatch(r"(.*/)?(feed|comments(-[a-z0-9-]+)?)\.xml", file, re.DOTALL):
        return FEED
    if tags.fullmatch(file):
        return TAG
    return PAGE if file.endswith((".html", ".htm")) else FILE
