"""Posts and comments as JSON text, and back: what the cache keeps, and what crosses between processes.

A row holds a noun's fields in their order: texts, numbers, and what is made of them. Paths are relative to the blog.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from blogcli.content.posts import LoadedPost
from blogcli.errors import BlogcliError, SourceError
from blogcli.model import Comment, Conversation, Post, Talk, TranslatedFrom, Version
from blogcli.names import CommentStatus, LanguageTag
from blogcli.wire import dump

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def moment(text: str | None) -> datetime | None:
    """A date as `dump` writes it."""
    return None if text is None else datetime.fromisoformat(text)


def version(row: list[Any]) -> Version:
    """A version of its row."""
    post, language, path, title, slug, date, published, updated, author, tags, summary, image, series, *rest = row
    conversation, draft, trusted, aliases, translated_from, extra, text, digest = rest
    source = translated_from and TranslatedFrom(LanguageTag(translated_from[0]), translated_from[1])
    return Version(
        post, LanguageTag(language), path, title, slug, moment(date), moment(published), moment(updated), author,
        tuple(tags), summary, image, series, Conversation(conversation), draft, trusted, tuple(aliases), source, extra,
        text, digest,
    )  # fmt: skip


def comment(row: list[Any]) -> Comment:
    """A comment of its row."""
    name, post, path, status, author, date, language, url, reply_to, by_author, source, removed, text = row
    return Comment(
        name, post, path, CommentStatus(status), author, datetime.fromisoformat(date), LanguageTag(language), url,
        reply_to, by_author, source, moment(removed), text,
    )  # fmt: skip


def talk(comments: Sequence[Comment]) -> Talk:
    """A post's comments as its pages need them."""
    shown = sum(1 for each in comments if each.status is CommentStatus.APPROVED and not each.removed)
    return Talk(shown, dump(comments))


def comments_of(talk: Talk) -> list[Comment]:
    """The comments of a conversation, oldest first."""
    return [comment(row) for row in json.loads(talk.text)]


def dump_post(item: LoadedPost, root: Path) -> str:
    """A post as read, without its conversation."""
    post = item.post
    original = [each.language for each in post.versions].index(post.original.language)
    facts = [post.id, post.folder, post.page, original, post.versions, post.files, item.former_ids]
    return dump([*facts, problem_rows(item.warnings, root)])


def load_post(text: str, root: Path) -> LoadedPost:
    """The post that `dump_post` wrote."""
    name, folder, page, original, rows, files, former_ids, warnings = json.loads(text)
    versions = tuple([version(row) for row in rows])
    post = Post(name, folder, page, versions[original], versions, Talk(0, "[]"), tuple(files))
    return LoadedPost(post, tuple(former_ids), tuple(problems_of(warnings, root)))


def problem_rows(problems: Iterable[BlogcliError], root: Path) -> list[list[Any]]:
    """What is wrong, as rows."""
    return [[each.message, each.path and _below(each.path, root), each.line, each.hint] for each in problems]


def problems_of(rows: Iterable[list[Any]], root: Path) -> list[BlogcliError]:
    """The problems that `problem_rows` wrote."""
    return [
        SourceError(root / path, message, line=line, hint=hint) if path else BlogcliError(message, hint=hint)
        for message, path, line, hint in rows
    ]


def _below(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if root in path.parents else str(path)
