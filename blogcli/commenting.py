"""What is said comes in: a comment is recorded, or answered by the author."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from blogcli.arguments import one_line, option, reader_name
from blogcli.comment_languages import original_language
from blogcli.content import comments, values
from blogcli.content.blocked import read_blocked
from blogcli.content.find import find_comment, find_comment_in
from blogcli.content.folders import listing
from blogcli.content.paths import CommentRef, PostRef, comment_name
from blogcli.errors import BlogcliError, ExistsError, UsageError
from blogcli.files import create_new
from blogcli.homes import former_ids, post_of, talk_folders
from blogcli.names import COMMENTS, CommentStatus, LanguageTag, fold
from blogcli.spam.score import Score, score
from blogcli.symlinks import inside

if TYPE_CHECKING:
    from pathlib import Path

    from blogcli.config import Config

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_AS_PYTHON = str.maketrans(_CROCKFORD, "0123456789abcdefghijklmnopqrstuv")  # the digits int() reads
_FIRST, _STEP = 1 << 29, 1 << 22  # of the 30 bits of an id: room for a second's first, and from one to the next


@dataclass(frozen=True, slots=True)
class NewComment:
    """What `comment add` is given. Just one of `author`, `anonymous` and `as_author` says who is speaking."""

    body: str
    author: str | None = None
    anonymous: bool = False
    as_author: bool = False
    language: str | None = None
    url: str | None = None
    date: str | None = None
    reply_to: str | None = None
    approve: bool = False


class Recorded(NamedTuple):
    """Where a new comment lies, its language, and what speaks for its being spam; nothing does where that wasn't asked.

    `seems` is the language that its text plainly is in, where its own was assumed and is another.
    """

    path: Path
    language: LanguageTag
    score: Score
    seems: LanguageTag | None = None


def add_comment(config: Config, post: PostRef, wish: NewComment, now: datetime, cwd: Path) -> Recorded:
    """Record a comment. Nothing is written on any error.

    It is pending unless `wish.approve`, and a reader's is spam where it scores as many points as blog.toml says.
    """
    author = _author(config, wish)
    body = option("the comment", comments.text, wish.body)
    url = option("--url", values.url, one_line(wish.url)) if wish.url else ""
    date = option("--date", values.DateParser(config.timezone), wish.date) if wish.date is not None else now
    language = (
        option("--language", LanguageTag.parse, wish.language)
        if wish.language is not None
        else post.language or original_language(config, post)
    )
    reply_to = _parent(config, post, wish.reply_to, cwd) if wish.reply_to is not None else ""
    text = comments.compose(
        body, author=author, date=date, language=language, url=url, reply_to=reply_to, by_author=wish.as_author
    )
    found = Score() if wish.approve or wish.as_author else _scored(config, body, author, url, language)
    status = CommentStatus.APPROVED if wish.approve else CommentStatus.PENDING
    if found.points >= config.spam_score:
        status = CommentStatus.SPAM
    folder = inside(config.root, config.root / COMMENTS / post.id)
    path = folder / comment_name(_new_id(date, folder), status)
    try:
        create_new(config.root, path, text)
    except ExistsError:  # another process took the same step in the same second
        path = folder / comment_name(_new_id(date, folder), status)
        create_new(config.root, path, text)
    return Recorded(path, language, found, _seems(config, body, language) if wish.language is None else None)


def _seems(config: Config, text: str, language: LanguageTag) -> LanguageTag | None:
    if len(config.tags) == 1 and language in config.tags:
        return None
    from blogcli.detection import plain_language  # few need it, and the others start the sooner

    return plain_language(text, language, config.tags)


def _scored(config: Config, text: str, author: str, url: str, language: LanguageTag) -> Score:
    """What a comment scores by itself: to look for its text elsewhere, every comment would have to be read."""
    blocked = read_blocked(config.root)[0]
    languages = (*config.tags, language)
    return score(text, author=author, url=url, languages=languages, own_name=config.author, blocked=blocked)


def _author(config: Config, wish: NewComment) -> str:
    given = [wish.author is not None, wish.anonymous, wish.as_author]
    if sum(given) != 1:
        raise UsageError("a comment needs one of --author NAME, --anonymous and --as-author")
    if wish.anonymous:
        return ""
    if wish.as_author:
        return author_of(config)
    return reader_name(wish.author or "")


def author_of(config: Config) -> str:
    """Who speaks as the blog's author; BlogcliError where blog.toml doesn't say."""
    if not config.author:
        raise BlogcliError("blog.toml names no author to speak as", hint='add a line like: author = "Your Name"')
    return config.author


def _parent(config: Config, post: PostRef, name: str, cwd: Path) -> str:
    parent = find_comment_in(config.root, talk_folders(config.root, [post.id]), name, cwd)
    if parent and fold(parent.post) == fold(post.id):
        return parent.id
    former = former_ids(config, post)
    parent = find_comment_in(config.root, talk_folders(config.root, former), name, cwd)
    parent = parent or find_comment(config.root, name, cwd)
    if fold(parent.post) not in map(fold, former):
        raise BlogcliError(f"comment {parent.id} is on '{parent.post}', not on '{post.id}'", path=parent.path)
    return parent.id


def _new_id(date: datetime, folder: Path) -> str:
    """UTC time and 30 bits: random, so that clones that add at once never collide.

    They lie a random step above the last comment of the same second, so that a script's comments stand in its order.
    """
    start = f"{date.astimezone(UTC):%Y%m%dT%H%M%SZ}-"
    tails = [name[len(start) :][:6] for name in listing(folder).texts if name.startswith(start)]
    known = [int(tail.translate(_AS_PYTHON), 32) for tail in tails if len(tail) == 6 and set(tail) <= set(_CROCKFORD)]
    bits = max(known, default=0) + 1 + int.from_bytes(os.urandom(4), "big") % (_STEP if known else _FIRST)
    return start + "".join(_CROCKFORD[bits >> 5 * place & 31] for place in reversed(range(6)))


def reply(config: Config, ref: CommentRef, body: str, language: str | None, now: datetime, cwd: Path) -> Recorded:
    """The author answers a comment, on the spot and approved, in its language unless told otherwise."""
    post = post_of(config, ref.post)
    parent = comments.read_comment(ref, config, LanguageTag("und"))
    assumed = PostRef(post.id, post.folder, None if parent.language == "und" else parent.language)
    wish = NewComment(body=body, as_author=True, language=language, reply_to=str(ref.path), approve=True)
    return add_comment(config, assumed, wish, now, cwd)
