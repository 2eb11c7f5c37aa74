"""The kinds of page a site has. A page holds all that its template may read.

What a large site has tens of thousands of is a named tuple, which is made and written down the soonest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from blogcli.model import Conversation, Talk, Version
from blogcli.names import LanguageTag


class Link(NamedTuple):
    """A title and where it leads; `language` is that of what it leads to."""

    title: str
    address: str
    language: LanguageTag


class Alternates(NamedTuple):
    """The same content in every language it has, this page included, and the one for readers of no listed language."""

    links: tuple[Link, ...]
    default: str


@dataclass(frozen=True, slots=True)
class Menu:
    """What every page of a language shows around its content."""

    language: LanguageTag
    site_title: str
    site_description: str
    home: str
    archive: str
    tags: str
    feed: str
    icon: str
    pages: tuple[Link, ...]
    homes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A version as pages, lists and feeds show it.

    `language` is that of the page that shows it: where it is not the version's, the post has no version in it. `files`
    are the names beside the post, served below the address `files_at`; `comments` counts those readers see.
    """

    version: Version
    language: LanguageTag
    page: bool
    address: str
    files: tuple[str, ...]
    files_at: str
    tags: tuple[Link, ...]
    comments: int


class PostPage(NamedTuple):
    """A post, or a page like "about", in one language. `source` is the version it was translated from, where live.

    `source_updated` is when that says it was changed, in the blog's zone: after the day of the record, and not later
    than now.
    """

    address: str
    menu: Menu
    entry: Entry
    alternates: Alternates
    source: Link | None
    source_updated: datetime | None
    older: Link | None
    newer: Link | None
    conversation: Conversation
    talk: Talk


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
    """Like a ListPage, of the posts with one tag."""

    address: str
    menu: Menu
    tag: str
    number: int | None
    entries: tuple[Entry, ...]
    older: str | None
    newer: str | None


@dataclass(frozen=True, slots=True)
class TagIndexPage:
    """A language's tags, by name, each with its number of posts."""

    address: str
    menu: Menu
    tags: tuple[tuple[Link, int], ...]
    alternates: Alternates


class Line(NamedTuple):
    """What an archive shows of a post; `language` is that of the post, which may be another than the archive's."""

    date: datetime
    title: str
    address: str
    language: LanguageTag


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """All the posts of a language's lists, newest first, a line each: a change of a text is none of its."""

    address: str
    menu: Menu
    lines: tuple[Line, ...]
    alternates: Alternates


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A language's Atom feed (RFC 4287): the posts published last, newest first."""

    address: str
    menu: Menu
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """What a host shows for an address that isn't there."""

    address: str
    menu: Menu


@dataclass(frozen=True, slots=True)
class Redirect:
    """A page at an address something once had, leading to where it is now."""

    address: str
    target: str
    language: LanguageTag
    source: str


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
    | NotFoundPage
    | Redirect
    | SitemapPage
    | RobotsPage
)
Page = Printed | Asset


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Every page of the site, no two at one address. `preview` sites carry drafts and ask not to be indexed."""

    pages: tuple[Page, ...]
    preview: bool
