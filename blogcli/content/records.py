"""Posts and comments as JSON text, and back: what the cache keeps, and what crosses between processes.

A row holds a noun's fields in their order: texts, numbers, and what is made of them. Paths are relative to the blog.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Any

from blogcli.errors import BlogcliError, SourceError
from blogcli.model import SILENCE, Comment, Pointer, Post, Talk, Version
from blogcli.names import CommentStatus, LanguageTag, digest
from blogcli.wire import dump, reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class LoadedPost:
    """A post, and what is wrong with it that stops nothing."""

    post: Post
    warnings: tuple[BlogcliError, ...]


def _read(kind: Any, rows: Iterable[list[Any]]) -> tuple[Any, ...]:
    read = reader(kind)
    assert read
    return tuple(map(read, rows))


def dump_talk(
    comments: Sequence[Comment], faults: Iterable[BlogcliError], warnings: Iterable[BlogcliError], root: Path
) -> tuple[str, str]:
    """A conversation's record, with what is wrong and doubtful in it, and the text of its comments."""
    shown = [each for each in comments if each.status is CommentStatus.APPROVED and not each.removed]
    pending = sum(each.status is CommentStatus.PENDING for each in comments)
    text = dump(comments)
    newest: dict[str, float] = {}
    for each in shown:
        newest[each.language] = max(each.date.timestamp(), newest.get(each.language, -inf))
    spoken = "".join(f" {language} {moment!r}" for language, moment in sorted(newest.items()))
    rows = "\n".join(dump(problem_rows(some, root)) for some in (faults, warnings))
    return f"{len(shown)} {pending} {digest(text)}{spoken}\n{rows}", text


def load_talk(
    record: str, read: Callable[[str], str], root: Path
) -> tuple[Talk, list[BlogcliError], list[BlogcliError]]:
    """What `dump_talk` wrote; `read` gives the text that has a digest."""
    head, *rows = record.split("\n")
    shown, pending, name, *spoken = head.split(" ")
    faults, warnings = (problems_of(json.loads(some), root) if some != "[]" else [] for some in rows)
    newest = dict(zip(map(LanguageTag, spoken[::2]), map(float, spoken[1::2]), strict=True))
    return Talk(int(shown), int(pending), name, partial(read, name), newest), faults, warnings


def comments_of(talk: Talk) -> tuple[Comment, ...]:
    """The comments of a conversation, oldest first."""
    return _read(Comment, json.loads(talk.read()))


def dump_post(item: LoadedPost, root: Path) -> str:
    """A post as read, without its conversation."""
    post = item.post
    original = [each.language for each in post.versions].index(post.original.language)
    facts = [post.id, post.folder, post.page, post.one_language, original, post.versions, post.files, post.together]
    facts += [post.former_ids, post.pointers, [post.answers] if post.answers else ()]
    return dump([*facts, problem_rows(item.warnings, root)])


def load_post(text: str, root: Path) -> LoadedPost:
    """The post that `dump_post` wrote."""
    name, folder, page, one_language, original, rows, files, together, *rest = json.loads(text)
    former_ids, pointers, answers, warnings = rest
    versions = _read(Version, rows)
    there = tuple(files), together, tuple(former_ids), _read(Pointer, pointers)
    answered = next(iter(_read(Pointer, answers)), None)
    post = Post(name, folder, page, versions[original], versions, SILENCE, *there, answered, one_language)
    return LoadedPost(post, tuple(problems_of(warnings, root)))


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
