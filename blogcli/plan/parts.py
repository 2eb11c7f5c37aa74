"""What pages are made of: links, menus, and versions as pages show them.

What a large site has tens of thousands of is a named tuple, which is made and written down the soonest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from blogcli.model import Original, Version
from blogcli.names import LanguageTag
from blogcli.plan import urls


class Link(NamedTuple):
    """A title and where it leads; `language` is that of what it leads to."""

    title: str
    address: str
    language: LanguageTag


class Lead(NamedTuple):
    """Where a link in a text leads: its target as `content.links` spells it, and the address, "" where none is seen.

    `language` is that of what it leads to; None for a file.
    """

    target: str
    address: str
    language: LanguageTag | None


class Alternates(NamedTuple):
    """The same content in every language it has, this page included, and the one for readers of no listed language."""

    links: tuple[Link, ...]
    default: str


@dataclass(frozen=True, slots=True)
class Menu:
    """What every page of a language shows around its content.

    `feed` is that of posts, `comments` that of comments, and `comments_in` that of those in this language: "" in a blog
    of one.
    """

    language: LanguageTag
    site_title: str
    site_description: str
    home: str
    archive: str
    tags: str
    feed: str
    comments: str
    comments_in: str
    icon: str
    pages: tuple[Link, ...]
    homes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A version as pages, lists and feeds show it.

    `language` is that of the page that shows it: where it is not the version's, the post has no version in it. `files`
    are the names beside the post, served below the address `files_at`; `comments` counts those readers see. `address`
    names a section where the version stands on a page with others and is not the first. `leads` are the links in its
    text to other posts and versions. Headings have the anchors of the `original`, or of the first version readers see;
    None in that itself.
    """

    version: Version
    language: LanguageTag
    page: bool
    address: str
    files: tuple[str, ...]
    files_at: str
    tags: tuple[Link, ...]
    comments: int
    leads: tuple[Lead, ...] = ()
    original: Original | None = None

    @property
    def comments_at(self) -> str:
        """Where its conversation is."""
        return urls.comments_on(self.address)


class Section(NamedTuple):
    """A version as a page shows it. `source` is the version it was translated from, where live.

    `source_updated` is when that says it was changed, in the blog's zone: after the day of the record, and not later
    than now.
    """

    entry: Entry
    source: Link | None
    source_updated: datetime | None


class Response(NamedTuple):
    """A post as the one that it answers shows it, or the other way round: its id at first, and who wrote it.

    The link leads to its version in the language of the page, else to the first there is.
    """

    post: str
    link: Link
    author: str


class Line(NamedTuple):
    """What an archive shows of a post; `language` is that of the post, which may be another than the archive's."""

    date: datetime
    title: str
    address: str
    language: LanguageTag
