"""What there is: posts and comments as records, for a table, a script or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blogcli.content.comments import read_comment, read_comments
from blogcli.content.paths import comment_folders, conversation_files
from blogcli.content.posts import read_post
from blogcli.gathering import UNSAID, gather, unhoused
from blogcli.homes import Homes, talk_folders
from blogcli.model import Conversation
from blogcli.names import COMMENTS, CommentStatus
from blogcli.outdated import translation_record
from blogcli.plan import urls
from blogcli.plan.closing import conversation_at
from blogcli.plan.shown import addresses
from blogcli.plan.tags import Meanings
from blogcli.spam.lookalikes import looks_like
from blogcli.survey import every_post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from blogcli.config import Config
    from blogcli.content.paths import CommentRef, PostRef
    from blogcli.errors import BlogcliError
    from blogcli.model import Comment, Post, Version
    from blogcli.names import LanguageTag
    from blogcli.selection import Selection

Record = dict[str, Any]

STATES = ("draft", "scheduled", "published")


def state_of(version: Version, now: datetime) -> str:
    """draft, scheduled or published."""
    if version.draft:
        return "draft"
    return "published" if version.live(now) else "scheduled"


def list_posts(
    config: Config,
    now: datetime,
    *,
    language: LanguageTag | None = None,
    tag: str | None = None,
    state: str | None = None,
) -> list[Record]:
    """A record for every language version, the newest post first, pages last; filters narrow it."""
    records = []
    meanings = Meanings(config)
    wanted = meanings.tags(tag) if tag is not None else set()
    for item in every_post(config):
        for version in item.post.versions:
            if language and version.language != language:
                continue
            if tag is not None and wanted.isdisjoint(meanings.of(item.post, version)):
                continue
            if state and state_of(version, now) != state:
                continue
            records.append((_order(item.post), _version_record(item.post, version, now)))
    return [record for _, record in sorted(records, key=lambda pair: pair[0])]


def _order(post: Post) -> tuple[bool, float, str]:
    date = post.original.date
    return (date is None, -date.timestamp() if date else 0.0, post.id)


def _version_record(post: Post, version: Version, now: datetime) -> Record:
    return {
        "post": post.id,
        "language": str(version.language),
        "state": state_of(version, now),
        "date": version.date.isoformat() if version.date else None,
        "title": version.title,
        "path": version.path,
        "original": version is post.original,
        "page": post.page,
        "tags": list(version.tags),
    }


def show_post(
    config: Config, ref: PostRef, now: datetime
) -> tuple[Record, tuple[BlogcliError, ...], list[BlogcliError]]:
    """One post, the warnings about its files, and the problems of comments that are not counted for them.

    Its versions with their addresses and how they stand to their sources, its files, and how many comments it has of
    each status.
    """
    loaded = read_post(config.root, ref.folder, config)
    post = loaded.post
    folders = talk_folders(config.root, (post.id, *post.former_ids))
    files, problems = conversation_files(config.root, folders)
    read = read_comments(post.id, files, config, UNSAID)
    comments = read.comments
    kept = [comment for comment in comments if not comment.removed]
    counts = {status.value: sum(comment.status is status for comment in kept) for status in CommentStatus}
    record = {
        "id": post.id,
        "folder": post.folder,
        "page": post.page,
        "original": str(post.original.language),
        "author": post.original.author,
        "tags": list(post.original.tags),
        "files": list(post.files),
        "comments": counts | {"removed": len(comments) - len(kept)},
        "versions": list(_shown_versions(config, post, now, counts[CommentStatus.APPROVED.value])),
    }
    closed = [each for each in comment_folders(config.root)[1] if each.path == config.root / COMMENTS]
    return record, loaded.warnings, [*closed, *problems, *read.problems]


def _shown_versions(config: Config, post: Post, now: datetime, comments: int) -> Iterator[Record]:
    live = [version for version in post.versions if version.live(now)]
    # A draft stands where it will once all are live.
    at = addresses(config, post, post.versions) | (addresses(config, post, live) if live else {})
    for version in post.versions:
        conversation = conversation_at(config, post, version, live if version in live else post.versions, now)
        yield {
            **_version_record(post, version, now),
            "slug": version.slug,
            "url": urls.absolute(config, at[version.language]),
            "conversation": conversation.value,
            "comments": 0 if conversation is Conversation.OFF else comments,
            "translation": translation_record(post, version),
        }


def list_comments(config: Config, post: PostRef | None, wanted: Selection) -> tuple[list[Record], list[BlogcliError]]:
    """A record for every comment that is meant, oldest first, and what is wrong with those `render` leaves out."""
    found, problems = gather(config, post, wanted)
    homes = Homes(config.root)
    if not post:
        problems += unhoused(config, homes)
    called = homes.called if not post else lambda _: post.id
    return [comment_record(config, each.comment, called(each.comment.post)) for each in found], problems


def comment_record(config: Config, comment: Comment, post: str) -> Record:
    """A comment with stable keys, and the id its post has now; an anonymous author is null."""
    return {
        "id": comment.id,
        "status": comment.status.value,
        "post": post,
        "date": comment.date.isoformat(),
        "language": None if comment.language == UNSAID else str(comment.language),
        "author": comment.author or None,
        "url": comment.url or None,
        "reply_to": comment.reply_to or None,
        "by_author": comment.by_author,
        "looks_like_author": not comment.by_author and looks_like(comment.author, config.author),
        "source": comment.source or None,
        "removed": comment.removed.isoformat() if comment.removed else None,
        "path": comment.path,
        "text": comment.text,
    }


def show_comment(config: Config, ref: CommentRef) -> Record:
    """One comment, whole."""
    return comment_record(config, read_comment(ref, config, UNSAID), Homes(config.root).called(ref.post))
