"""The kinds of page a site has. A page holds all that its template may read.

What a large site has tens of thousands of is a named tuple, which is made and written down the soonest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from blogcli.errors import BlogcliError
from blogcli.model import Conversation, Talk
from blogcli.names import LanguageTag
from blogcli.plan.parts import Alternates, Entry, Line, Link, Menu, Response, Section

DROP_ALIAS = "drop the alias"  # the way out of a redirect that a version has written down


class PostPage(NamedTuple):
    """A post, or a page like "about": in one language, or with the versions in others `below` that.

    The three fields after the menu are as in a `Section`.
    """

    address: str
    menu: Menu
    entry: Entry
    source: Link | None
    source_updated: datetime | None
    alternates: Alternates
    older: Link | None
    newer: Link | None
    conversation: Conversation
    talk: Talk
    below: tuple[Section, ...] = ()
    answers: Response | None = None
    responses: tuple[Response, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """The versions on the page as they follow one another."""
        return Section(self.entry, self.source, self.source_updated), *self.below

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What lists and feeds show of it: each version."""
        return self.entry, *(section.entry for section in self.below)


@dataclass(frozen=True, slots=True)
class ListPage:
    """A stretch of a language's posts, newest first. `number` is None on the front page, 1 the oldest stretch."""

    address: str
    menu: Menu
    number: int | None
    entries: tuple[Entry, ...]
    older: str | None
    newer: str | None
    alternates: Alternates | None


@dataclass(frozen=True, slots=True)
class TagPage:
    """Like a ListPage, of the posts with one tag.

    `languages` are where the list of the tag begins in each language that has one, this one included; of these, the
    `alternates` of its first page are those that have versions with the tag.
    """

    address: str
    menu: Menu
    tag: str
    description: str
    number: int | None
    entries: tuple[Entry, ...]
    older: str | None
    newer: str | None
    languages: tuple[Link, ...]
    alternates: Alternates | None


@dataclass(frozen=True, slots=True)
class TagIndexPage:
    """A language's tags, by name, each with its number of posts."""

    address: str
    menu: Menu
    tags: tuple[tuple[Link, int], ...]
    alternates: Alternates


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """All the posts of a language's lists, newest first, a line each: a change of a text is none of its."""

    address: str
    menu: Menu
    lines: tuple[Line, ...]
    alternates: Alternates


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A language's Atom feed (RFC 4287): the posts published last, newest first.

    `ids` has for each of them the id its post had at first: to a feed reader a renamed post is the same one;
    `answered` the post it answers, if any.
    """

    address: str
    menu: Menu
    entries: tuple[Entry, ...]
    ids: tuple[str, ...]
    answered: tuple[Response | None, ...]


class Discussed(NamedTuple):
    """A post that comments are on: the id it had at first, and where the readers of a feed's language find it."""

    post: str
    link: Link


@dataclass(frozen=True, slots=True)
class CommentFeedPage:
    """An Atom feed of comments: of the `post` it names, or else of the whole blog; in `language`, or else in any.

    It holds the newest of `talks`, which are those of the posts it is about. At an old address, where feed readers may
    ask for it still, `now_at` is that which it has now.
    """

    address: str
    menu: Menu
    post: Discussed | None
    about: tuple[Discussed, ...]
    talks: tuple[Talk, ...]
    language: LanguageTag | None = None
    now_at: str = ""


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """What a host shows for an address that isn't there."""

    address: str
    menu: Menu


@dataclass(frozen=True, slots=True)
class LanguagesPage:
    """The page at the root of a blog all of whose languages have a path: where readers choose one.

    `homes` are the languages' front pages, and `language` the first of them. Where it is `missing`, it is the page that
    a host shows for an address that isn't there, in every language.
    """

    address: str
    language: LanguageTag
    homes: tuple[Link, ...]
    icon: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Redirect:
    """A page at an address something once had, or may have again, leading to where it is now.

    `way_out` is what `source` can do where the address is another's.
    """

    address: str
    target: str
    language: LanguageTag
    source: str
    way_out: str = DROP_ALIAS


class RedirectRules(NamedTuple):
    """A file for a server ("nginx"...), in its own language: old addresses, each with the one it leads to."""

    address: str
    server: str
    rules: tuple[tuple[str, str], ...]


class SitemapEntry(NamedTuple):
    """An address for search engines, when it last changed, and its alternates."""

    address: str
    modified: datetime | None
    alternates: Alternates | None


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """sitemap.xml (sitemaps.org, protocol 0.9, with hreflang links)."""

    address: str
    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class RobotsPage:
    """robots.txt (RFC 9309)."""

    address: str
    sitemap: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is copied as it is."""

    address: str
    source: Path


Printed = (
    PostPage
    | ListPage
    | TagPage
    | TagIndexPage
    | ArchivePage
    | FeedPage
    | CommentFeedPage
    | NotFoundPage
    | LanguagesPage
    | Redirect
    | RedirectRules
    | SitemapPage
    | RobotsPage
)
Page = Printed | Asset


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Every page of the site, no two at one address. `preview` sites carry drafts and ask not to be indexed.

    `warnings` are of what was planned otherwise than its writer may have meant.
    """

    pages: tuple[Page, ...]
    preview: bool
    warnings: tuple[BlogcliError, ...] = ()
