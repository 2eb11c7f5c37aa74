"""The nouns of a blog: what its files mean, whole and unchangeable. Standard library only."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# language[-Script][-REGION][-variant...]: the well-formed tags of RFC 5646, section 2.1, that a person writes;
# extensions, private use and the grandfathered tags are left out.
_LANGUAGE_TAG = re.compile(
    r"(?i:[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)", re.ASCII
)

MAX_SEGMENT = 80  # characters of a slug made from a title
MAX_SEGMENT_BYTES = 240  # of the same: a name on a disk may have 255


class LanguageTag(str):
    """A BCP 47 language tag in its canonical spelling: `it`, `pt-BR`, `zh-Hant-TW`."""

    __slots__ = ()

    @classmethod
    @lru_cache  # a blog says the same few thousands of times
    def parse(cls, text: str) -> LanguageTag:
        """Read a tag in any letter case; ValueError where it is not well-formed (RFC 5646, section 2.1)."""
        if not _LANGUAGE_TAG.fullmatch(text):  # before its letters are made small: the sign for kelvin would be a k
            raise ValueError(f"'{text}' is not a language tag like it, pt-BR or zh-Hant")
        first, *rest = text.lower().split("-")
        # The letter case of RFC 5646, section 2.1.1: scripts in title case, regions in capitals.
        spelt = [part.title() if len(part) == 4 and part.isalpha() else part for part in rest]
        spelt = [part.upper() if len(part) == 2 else part for part in spelt]
        return cls("-".join([first, *spelt]))


class CommentStatus(Enum):
    """What the moderator decided; the value is how the file's name says it."""

    APPROVED = "approved"
    PENDING = "pending"
    REJECTED = "rejected"
    SPAM = "spam"


# Where a merge leaves two names for one comment, the more cautious counts.
CAUTION = (CommentStatus.SPAM, CommentStatus.REJECTED, CommentStatus.PENDING, CommentStatus.APPROVED)


class Conversation(Enum):
    """Whether a post's readers may comment: `closed` shows what was said, `off` shows nothing."""

    OPEN = "open"
    CLOSED = "closed"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class TranslatedFrom:
    """A translation's record of its original: the language, and the day a person said the two were level."""

    language: LanguageTag
    record: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Version:
    """A post in one language, with what it inherits from the original filled in.

    `path` and `image` are relative to the blog and to the post's folder, with forward slashes. `date` and `published`
    carry the offset they were written with; `date` is None only in a page. `extra` holds the keys blogcli doesn't know.
    `text` is the digest of the text, and `digest` that of all of it.
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
    conversation: Conversation
    draft: bool
    trusted: bool
    aliases: tuple[str, ...]
    translated_from: TranslatedFrom | None
    extra: Mapping[str, object]
    text: str
    digest: str

    def live(self, now: datetime) -> bool:
        """Whether readers may see it at `now`: no draft, and not dated in the future."""
        return not (self.draft or any(moment and moment > now for moment in (self.date, self.published)))


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
    """A post's conversation: how many comments there are to read, and all of them as `content.records` writes them.

    A render needs the number of every post and the comments of the few whose pages it prints.
    """

    shown: int
    text: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post or page with its language versions, its conversation and the files beside it.

    `versions` stand in the order of the blog's languages; `original` is one of them. `folder` is relative to the blog,
    `files` to the folder, both with forward slashes.
    """

    id: str
    folder: str
    page: bool
    original: Version
    versions: tuple[Version, ...]
    talk: Talk
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blog:
    """Everything the blog's files say. `static` are the paths below static/, with forward slashes."""

    posts: tuple[Post, ...]
    static: tuple[str, ...]


def digest(text: str) -> str:
    """What stands for a text where only its being the same matters: 128 bits of BLAKE2b, in hexadecimal."""
    return digest_of(text.encode("utf-8", "surrogatepass"))


def digest_of(data: bytes) -> str:
    """The same for bytes."""
    return blake2b(data, digest_size=16).hexdigest()


def fold(name: str) -> str:
    """The form in which names are compared: NFC and case-folded, so that no two differ by letter case alone."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def segment(text: str) -> str:
    """A text as one part of an address: its letters and digits, of any script, lower-case, joined by '-'.

    "" where it has none. Long ones are cut at a word.
    """
    lowered = unicodedata.normalize("NFC", text).lower()
    kept = "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else " " for char in lowered)
    words = kept.split()
    slug = "-".join(words)
    while len(slug) > MAX_SEGMENT and len(words) > 1:
        words.pop()
        slug = "-".join(words)
    return (
        unicodedata.normalize("NFC", slug[:MAX_SEGMENT]).encode("utf-8")[:MAX_SEGMENT_BYTES].decode("utf-8", "ignore")
    )
