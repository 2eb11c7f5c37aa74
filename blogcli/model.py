"""The nouns of a blog: what its files mean, whole and unchangeable. Standard library only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from blogcli.names import CommentStatus, LanguageTag


class Conversation(Enum):
    """Whether a post's readers may comment: `closed` shows what was said, `off` shows nothing."""

    OPEN = "open"
    CLOSED = "closed"
    OFF = "off"


class TranslationState(Enum):
    """What a version is, seen from the one it was translated from."""

    CURRENT = "current"
    BEHIND = "behind"  # the source's prose changed
    AHEAD = "ahead"  # the translation gained or lost blocks
    BOTH = "both"
    MISSING = "missing"
    UNTRACKED = "untracked"  # it has no record of its source, or one of another text
    ORPHAN = "orphan"  # its source is gone
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Drift:
    """How a version stands to its source, the version it was translated from.

    `blocks` are the numbers of the source's blocks that changed, the title being 0; `only` says what did where no prose
    did: "order", or "links", "code", "images". Where a block went, the one before its place stands in `blocks` and in
    `removed`. `total` is how many blocks the source has, its title among them. `mine` are the blocks that the
    translation gained itself. `date` is the day a person said that the two were level (ISO 8601, "" where nobody did).
    `misleads` says that readers should be told, and `source_updated` when the source says it was changed. Of an
    untracked version `strange` says that it has a record, of which nothing stands in the source.
    """

    source: LanguageTag
    state: TranslationState
    blocks: tuple[int, ...]
    only: tuple[str, ...]
    removed: tuple[int, ...]
    total: int
    mine: tuple[int, ...]
    date: str
    misleads: bool
    source_updated: datetime | None
    strange: bool


@dataclass(frozen=True, slots=True)
class Version:
    """A post in one language, with what it inherits from the original filled in.

    `path` and `image` are relative to the blog and to the post's folder, with forward slashes. `date` and `published`
    carry the offset they were written with; `date` is None only in a page. `drift` is None in an original. `extra`
    holds the keys blogcli doesn't know. `conversation` is None where the post says nothing of it.
    `text` is the digest of the text, and `digest` that of all a page may show. `accepted` says of rules of `check` why
    what they find is as it should be.
    """

    post: str
    language: LanguageTag
    path: str
    title: str
    slug: str
    date: datetime | None
    published: datetime | None
    updated: datetime | None
    author: str
    tags: tuple[str, ...]
    summary: str
    image: str
    series: str
    conversation: Conversation | None
    draft: bool
    trusted: bool
    aliases: tuple[str, ...]
    drift: Drift | None
    extra: Mapping[str, object]
    text: str
    digest: str
    accepted: Mapping[str, str] = field(default_factory=dict)

    def live(self, now: datetime) -> bool:
        """Whether readers may see it at `now`: no draft, and not dated in the future."""
        late = (self.date and self.date > now) or (self.published and self.published > now)
        return not (self.draft or late)


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reader wrote. An anonymous one has the author "". A removed one has no text, author or url."""

    id: str
    post: str
    path: str
    status: CommentStatus
    author: str
    date: datetime
    language: LanguageTag
    url: str
    reply_to: str
    by_author: bool
    source: str
    removed: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A post's conversation: how many comments there are to read, how many wait for a decision, and all of them.

    What `content.records` wrote of these is read when it is asked for. `newest` says of each language that is spoken in
    it, in the order of their tags, when the newest comment to read was written, in seconds since 1970.

    A render needs the number and the `digest` of every post, and the text of the few whose pages it prints: `read`
    gives it. An error where there is no more text of this digest.
    """

    shown: int
    pending: int
    digest: str
    read: Callable[[], str] = field(compare=False)
    newest: Mapping[LanguageTag, float] = field(default_factory=dict, compare=False)


SILENCE = Talk(0, 0, "", lambda: "[]")


class Original(NamedTuple):
    """What a translation's page needs of its original: where the text is, its digest, and who wrote it."""

    path: str
    text: str
    trusted: bool


class Pointer(NamedTuple):
    """That a version links to what may be a post, or a file of one, as `content.links` spells it.

    `line` is the line of its file, from 1. What is `embedded` isn't led to but shown, as a picture is.
    """

    language: LanguageTag
    target: str
    line: int
    embedded: bool = False


class Post(NamedTuple):
    """A post or page with its language versions, its conversation and the files beside it.

    `versions` stand in the order of the blog's languages; `original` is one of them. `folder` is relative to the blog,
    `files` to the folder, both with forward slashes. `together` says that its versions stand on one page. `former_ids`
    are those it had before. `answers` is the post to which it is somebody's response. `one_language` says that it is
    meant for one language alone, and lacks none.
    """

    id: str
    folder: str
    page: bool
    original: Version
    versions: tuple[Version, ...]
    talk: Talk
    files: tuple[str, ...]
    together: bool = False
    former_ids: tuple[str, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    answers: Pointer | None = None
    one_language: bool = False


@dataclass(frozen=True, slots=True)
class Blog:
    """Everything the blog's files say. `static` are the paths below static/, with forward slashes.

    `first_ids` are the ids that renamed posts had at first, by those they have.
    """

    posts: tuple[Post, ...]
    static: tuple[str, ...]
    first_ids: Mapping[str, str] = field(default_factory=dict)
