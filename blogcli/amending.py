"""A comment is changed where it lies: some of its keys, its text, or the file as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.arguments import one_line, option, reader_name
from blogcli.content import comments, frontmatter, values
from blogcli.errors import BlogcliError, UsageError
from blogcli.files import write_atomic
from blogcli.names import LanguageTag
from blogcli.symlinks import inside
from blogcli.turns import alone

if TYPE_CHECKING:
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.paths import CommentRef


@dataclass(frozen=True, slots=True)
class Amendment:
    """What `comment edit` is given; None leaves a thing as it is, and a url of "" drops it."""

    body: str | None = None
    author: str | None = None
    anonymous: bool = False
    url: str | None = None
    language: str | None = None
    date: str | None = None


def text_of(config: Config, ref: CommentRef) -> str:
    """The file of a comment that can be edited, whole; BlogcliError for one that was removed, or has two files."""
    if len(ref.files) > 1:
        hint = f"decide which status it has first: blogcli comment approve {ref.id}"
        raise BlogcliError(f"there are {len(ref.files)} files of this comment", path=ref.path, hint=hint)
    text = comments.text_of(inside(config.root, ref.path))
    if "\nremoved:" in text and "removed" in frontmatter.parse(text, ref.path).fields:
        raise BlogcliError("was removed, and has no text to edit", path=ref.path)
    return text


def amend(config: Config, ref: CommentRef, wish: Amendment) -> Path:
    """Change the lines of the keys that are given, and no other; a text is replaced whole. The comment's path."""
    if wish.author is not None and wish.anonymous:
        raise UsageError("--author and --anonymous exclude each other")
    changes = _changes(config, wish)
    body = option("the comment", comments.text, wish.body) if wish.body is not None else None
    text = text_of(config, ref)
    document = frontmatter.parse(text, ref.path)
    given = {key: value for key, value in changes.items() if value is not None or key in document.fields}
    amended = frontmatter.edit(document, given, ref.path) if given else text
    if body is not None:
        head = amended[: len(amended) - len(document.content)]
        amended = head + ("" if head.endswith("\n") else document.newline) + body
    return save(config, ref, text, amended)


def _changes(config: Config, wish: Amendment) -> dict[str, object]:
    """Keys to their new values; None drops a key."""
    changes: dict[str, object] = {}
    if wish.anonymous:
        changes["author"] = None
    elif wish.author is not None:
        changes["author"] = reader_name(wish.author)
    if wish.url is not None:
        changes["url"] = option("--url", values.url, one_line(wish.url)) if wish.url else None
    if wish.language is not None:
        changes["language"] = str(option("--language", LanguageTag.parse, wish.language))
    if wish.date is not None:
        changes["date"] = option("--date", values.DateParser(config.timezone), wish.date)
    return changes


def save(config: Config, ref: CommentRef, was: str, text: str) -> Path:
    """Make `text` the comment's file, which held `was`; its path.

    SourceError or Problems, and nothing changed, where `render` would leave it out then; BlogcliError where the file
    was changed or decided on meanwhile.
    """
    comments.read_comment(ref, config, LanguageTag("und"), lambda _root, _path, _limit: text)
    if text != was:
        with alone(config.root, [ref]):
            write_atomic(config.root, ref.path, text, was=was)
    return ref.path
