"""The conversation's verbs: a comment is recorded, answered, approved, rejected, marked as spam, removed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from blogcli.arguments import one_line, option
from blogcli.content import comments, frontmatter, values
from blogcli.content.find import find_comment
from blogcli.content.folders import version_language
from blogcli.content.paths import (
    COMMENTS,
    CommentRef,
    PostRef,
    comment_name,
    locate_post,
    split_comment_name,
)
from blogcli.errors import BlogcliError, ExistsError, MissingError, UsageError, raise_all
from blogcli.files import create_new, inside, move_new, read_bytes, read_text, remove, write_atomic
from blogcli.names import CommentStatus, LanguageTag

if TYPE_CHECKING:
    from collections.abc import Sequence
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


def add_comment(config: Config, post: PostRef, wish: NewComment, now: datetime, cwd: Path) -> Path:
    """Record a comment; the path of its file. It is pending unless `wish.approve`. Nothing is written on any error."""
    author = _author(config, wish)
    body = option("the comment", comments.text, wish.body)
    url = option("--url", values.url, one_line(wish.url)) if wish.url else ""
    date = option("--date", values.DateParser(config.timezone), wish.date) if wish.date is not None else now
    language = (
        option("--language", LanguageTag.parse, wish.language)
        if wish.language is not None
        else _language_of(config, post)
    )
    reply_to = _parent(config, post, wish.reply_to, cwd) if wish.reply_to is not None else ""
    text = comments.compose(
        body, author=author, date=date, language=language, url=url, reply_to=reply_to, by_author=wish.as_author
    )
    status = CommentStatus.APPROVED if wish.approve else CommentStatus.PENDING
    folder = inside(config.root, config.root / COMMENTS / post.id)
    path = folder / comment_name(_new_id(date, folder), status)
    try:
        create_new(path, text)
    except ExistsError:  # another process took the same step in the same second
        path = folder / comment_name(_new_id(date, folder), status)
        create_new(path, text)
    return path


def _author(config: Config, wish: NewComment) -> str:
    given = [wish.author is not None, wish.anonymous, wish.as_author]
    if sum(given) != 1:
        raise UsageError("a comment needs one of --author NAME, --anonymous and --as-author")
    if wish.anonymous:
        return ""
    if wish.as_author:
        if not config.author:
            raise BlogcliError("blog.toml names no author to speak as", hint='add a line like: author = "Your Name"')
        return config.author
    name = option("--author", comments.author, one_line(wish.author or ""))
    if not name:
        raise UsageError("--author is empty", hint="use --anonymous for a comment without a name")
    return name


def _language_of(config: Config, post: PostRef) -> LanguageTag:
    """The language of the version the user pointed at, else the original's."""
    if post.language:
        return post.language
    files = {tag: path for path in post.folder.iterdir() if (tag := version_language(path.name))}
    first = next((tag for tag in config.tags if tag in files), next(iter(files)))
    # A file without the word can't be a translation, and then the first in the blog's order is the original: most are,
    # and a script that adds comments needn't wait for YAML to be imported.
    if len(files) == 1 or b"translated_from" not in read_bytes(files[first]):
        return first
    from blogcli.content.posts import find_original, read_sources

    return find_original(read_sources(config.root, post.folder, config)).language


def _parent(config: Config, post: PostRef, name: str, cwd: Path) -> str:
    parent = find_comment(config.root, name, cwd)
    if parent.post != post.id and parent.post not in former_ids(config, post):
        raise BlogcliError(f"comment {parent.id} is on '{parent.post}', not on '{post.id}'", path=parent.path)
    return parent.id


def _new_id(date: datetime, folder: Path) -> str:
    """UTC time and 30 bits: random, so that clones that add at once never collide.

    They lie a random step above the last comment of the same second, so that a script's comments stand in its order.
    """
    start = f"{date.astimezone(UTC):%Y%m%dT%H%M%SZ}-"
    tails = [file.name[len(start) :][:6] for file in folder.glob(f"{start}*")]
    known = [int(tail.translate(_AS_PYTHON), 32) for tail in tails if len(tail) == 6 and set(tail) <= set(_CROCKFORD)]
    bits = max(known, default=0) + 1 + int.from_bytes(os.urandom(4), "big") % (_STEP if known else _FIRST)
    return start + "".join(_CROCKFORD[bits >> 5 * place & 31] for place in reversed(range(6)))


def reply(config: Config, ref: CommentRef, body: str, language: str | None, now: datetime, cwd: Path) -> Path:
    """The author answers a comment, on the spot and approved, in its language unless told otherwise."""
    post = _post_of(config, ref)
    parent = comments.read_comment(ref, config, LanguageTag("und"))
    spoken = language or (None if parent.language == "und" else parent.language)
    wish = NewComment(body=body, as_author=True, language=spoken, reply_to=ref.id, approve=True)
    return add_comment(config, post, wish, now, cwd)


def _post_of(config: Config, ref: CommentRef) -> PostRef:
    """The post a comment is on, which may have had another id when the comment was written."""
    folder = locate_post(config.root, ref.post)
    if folder is None:
        from blogcli.content.load import load_posts

        owners = (item.post for item in load_posts(config) if ref.post in item.former_ids)
        folder = next((config.root / post.folder for post in owners), None)
    if folder is None:
        raise MissingError("post", ref.post, hint="blogcli list shows what there is")
    return PostRef(folder.name, folder)


def former_ids(config: Config, post: PostRef) -> tuple[str, ...]:
    """The ids a post had before."""
    from blogcli.content.posts import read_post

    return read_post(config.root, post.folder, config).former_ids


def find_all(root: Path, names: Sequence[str], cwd: Path) -> list[CommentRef]:
    """The comments the user named, each once; every name that means none is reported, before anything is done."""
    refs: dict[str, CommentRef] = {}
    problems = []
    for name in names:
        try:
            ref = find_comment(root, name, cwd)
            refs[f"{ref.post}/{ref.id}"] = ref
        except BlogcliError as error:
            problems.append(error)
    raise_all(problems)
    return list(refs.values())


def decide(refs: Sequence[CommentRef], status: CommentStatus) -> list[Path]:
    """Give comments a status: one rename each. One that has it already is left as it is. The paths they have then.

    Where a merge left two names for one comment, this decides; ExistsError, and nothing changed, where the two differ.
    """
    for ref in refs:
        _check_same(ref)
    return [_decide(ref, status) for ref in refs]


def faults_of(config: Config, refs: Sequence[CommentRef]) -> list[BlogcliError]:
    """What keeps comments from being shown, though they are approved."""
    faults: list[BlogcliError] = []
    for ref in refs:
        try:
            comments.read_comment(ref, config, LanguageTag("und"))
        except BlogcliError as error:
            faults += getattr(error, "problems", [error])
    return faults


def _check_same(ref: CommentRef) -> None:
    if len({read_bytes(file) for file in ref.files}) > 1:
        first, second = ref.files[:2]
        hint = f"it differs from {second.name}: keep one of them by hand"
        raise ExistsError(first, hint=hint)


def _decide(ref: CommentRef, status: CommentStatus) -> Path:
    target = ref.path.with_name(comment_name(ref.id, status))
    for file in ref.files:
        if file == target:
            continue
        if target in ref.files:
            remove(file)  # the same comment under a second name
        elif file == ref.path:
            move_new(file, target)
        else:
            remove(file)
    return target


def remove_comments(config: Config, refs: Sequence[CommentRef], now: datetime) -> list[Path]:
    """Empty comments in place: text, author and url go; the date, what it answered and when it went stay.

    So replies keep their parent. The paths of the comments.
    """
    documents: dict[Path, frontmatter.Document] = {}
    problems: list[BlogcliError] = []
    for file in (file for ref in refs for file in ref.files):
        try:
            documents[file] = frontmatter.parse(read_text(inside(config.root, file)), file)
        except BlogcliError as error:
            problems.append(error)
    raise_all(problems)
    for file, document in documents.items():
        if "removed" not in document.fields:
            write_atomic(file, comments.empty(document, now), was=document.text)
    return [ref.path for ref in refs]


def status_of(path: Path) -> CommentStatus:
    """A comment's status by its file's name."""
    return split_comment_name(path.name)[1]
