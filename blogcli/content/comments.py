"""Comments: read from their files, and written as new ones. The same limits hold in both directions."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blogcli.content import frontmatter, values
from blogcli.content.paths import CommentRef, comment_status
from blogcli.content.texts import Read, below, read_inside
from blogcli.errors import BlogcliError, FileError, GoneError, SourceError, raise_all
from blogcli.files import read_text
from blogcli.names import CommentStatus, fold, in_order, without_invisible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from blogcli.config import Config
    from blogcli.content.fields import Value
    from blogcli.content.keys import Parsers
    from blogcli.model import Comment
    from blogcli.names import LanguageTag

MAX_TEXT = 64 * 1024
MAX_FILE = 128 * 1024  # with the 32 KiB of front matter, and its lines
MAX_AUTHOR = 100
# An e-mail address, in brackets or not, though not a handle such as @nora@social.example; or an IP address.
_PRIVATE = (
    r"[<(\[]?(?:mailto:)?(?<![\w@.+-])[\w.!#$%&'*+/=?^`{|}~-]+[@＠﹫][\w-]+(?:[.。．｡][\w-]+)+[>)\]]?"
    r"|(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])|(?<![\w:])[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){3,7}(?![\w:])"
)
_AROUND = " ,;:<>()[]\"'-"


def author(value: Value) -> str:
    """A reader's name: on one line, at most 100 characters; "" for one of which nothing can be seen."""
    name = " ".join(values.text(value).split())
    if len(name) > MAX_AUTHOR:
        raise ValueError(f"is longer than {MAX_AUTHOR} characters")
    return name if without_invisible(name).strip() else ""


class PrivateAddressError(ValueError):
    """A name that holds an e-mail or IP address, which nobody may publish; `without` is what is left of it."""

    def __init__(self, without: str) -> None:
        super().__init__("holds an e-mail or IP address, which would be published")
        self.without = without


def public_author(value: Value) -> str:
    """A reader's name as `author` reads it; PrivateAddressError where it holds an e-mail or IP address."""
    name = author(value)
    if not any(char in name for char in "@＠﹫.:"):
        return name
    without = " ".join(re.sub(_PRIVATE, " ", without_invisible(name)).split()).strip(_AROUND)
    if re.search(_PRIVATE, without_invisible(name)):
        raise PrivateAddressError(without)
    return name


def text(value: str) -> str:
    """A comment's text: not empty, at most 64 KiB, without NUL, which no file of a blog may hold."""
    if not value or value.isspace():
        raise ValueError("is empty")
    if "\0" in value:
        raise ValueError("holds a NUL character")
    if len(value.encode("utf-8")) > MAX_TEXT:
        raise ValueError(f"is longer than {MAX_TEXT // 1024} KiB")
    return value


def _by(value: Value) -> bool:
    if value != "author":
        raise ValueError("can only be: author")
    return True


# Every key of a comment and how its value is read; docs/file-formats.md describes each.
KEYS: Parsers = {
    "author": author,
    "date": None,
    "language": values.language,
    "url": values.url,
    "reply_to": values.name,
    "by": _by,
    "source": values.text,
    "removed": None,
}


def text_of(file: Path) -> str:
    """What a comment's file holds, that was found by its name; GoneError where it has another by now."""
    try:
        return read_text(file, MAX_FILE)
    except FileError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            raise GoneError(error.__cause__, file, "read") from error
        raise


def read_comment(ref: CommentRef, config: Config, language: LanguageTag, read: Read = read_inside) -> Comment:
    """Read a comment; `language` is what it is in where it doesn't say. SourceError or Problems where it is faulty."""
    return _read(ref.id, ref.post, str(ref.path), config, language, read)[0]


def _read(
    name: str, post: str, path: str, config: Config, language: LanguageTag, read: Read
) -> tuple[Comment, frontmatter.Document]:
    # What writes comments needs neither, and starts the sooner.
    from blogcli.content.keys import read_keys
    from blogcli.model import Comment

    document = frontmatter.parse(read(config.root, path, MAX_FILE), path)
    keys, problems = read_keys(document, path, KEYS, config.timezone, needed="date", example="2026-03-01")
    if "removed" not in keys:
        try:
            text(document.content)
        except ValueError as error:
            problems.append(SourceError(path, f"the text {error}"))
    if problems:
        raise_all(problems)
    if "removed" in keys:  # whatever a file edited by hand still says
        keys = {key: value for key, value in keys.items() if key not in ("author", "url", "source")}
    comment = Comment(
        id=name,
        post=post,
        path=below(config.root, path),
        status=comment_status(path.rpartition("/")[2]),
        author=keys.get("author", ""),
        date=keys["date"],
        language=keys.get("language", language),
        url=keys.get("url", ""),
        reply_to=keys.get("reply_to", ""),
        by_author=keys.get("by", False),
        source=keys.get("source", ""),
        removed=keys.get("removed"),
        text="" if "removed" in keys else document.content,
    )
    return comment, document


class ReadComments(NamedTuple):
    """Comments, oldest first, what is wrong with those that had to be left out, and what is doubtful in the others."""

    comments: list[Comment]
    problems: list[BlogcliError]
    warnings: list[BlogcliError]


def read_comments(
    post: str, found: Mapping[str, list[str]], config: Config, language: LanguageTag, read: Read = read_inside
) -> ReadComments:
    """A post's comments, of files by id."""
    comments: list[Comment] = []
    problems: list[BlogcliError] = []
    warnings: list[BlogcliError] = []
    for comment_id, files in found.items():
        ref = CommentRef(comment_id, post, tuple(map(Path, files))) if len(files) > 1 else None
        try:
            path = str(ref.path) if ref else files[0]
            comment, document = _read(comment_id, post, path, config, language, read)
            comments.append(comment)
            warnings += _doubts(comment, document, path)
            problems += _namesakes(ref, lambda path: read(config.root, path, MAX_FILE)) if ref else ()
        except BlogcliError as error:
            problems += error.problems
    if any(comment.reply_to for comment in comments):
        ids = {fold(comment.id): comment.id for comment in comments}
        comments = [_answering(comment, ids.get(fold(comment.reply_to))) for comment in comments]
    return ReadComments(sorted(comments, key=_age), problems, warnings)


def _age(comment: Comment) -> tuple[datetime, tuple[str, str]]:
    return comment.date, in_order(comment.id)


def _doubts(comment: Comment, document: frontmatter.Document, path: str) -> Iterator[BlogcliError]:
    """What to warn of in a comment that readers see, or may see once it is approved."""
    if comment.removed or comment.status not in (CommentStatus.APPROVED, CommentStatus.PENDING):
        return
    if len(document.fields) > 1 and not document.fields.keys() <= KEYS.keys():
        from blogcli.content.keys import misspelt

        yield from misspelt(document, path, KEYS)
    try:
        public_author(comment.author)
    except PrivateAddressError as error:
        way_out = f"--author '{error.without}'" if error.without else "--anonymous"
        hint = f"blogcli comment edit {comment.id} {way_out}"
        yield SourceError(path, f"the name {error}", line=document.fields["author"].line, hint=hint)


def _answering(comment: Comment, parent: str | None) -> Comment:
    """The comment, naming its parent as that names itself: file systems differ in letter case and composition."""
    return comment if parent is None or parent == comment.reply_to else replace(comment, reply_to=parent)


def _namesakes(ref: CommentRef, read: Callable[[str], str]) -> list[BlogcliError]:
    """Other comments with this one's id, in a folder of another id of the post or in another letter case."""
    name = fold(ref.path.name)
    same = [file for file in ref.files if fold(file.name) == name and file != ref.path]
    if not same:
        return []
    shown = read(str(ref.path))
    others = [file for file in same if read(str(file)) != shown]
    return [SourceError(file, f"has the id of another comment: {ref.path.parent.name}/{ref.id}") for file in others]


def compose(
    body: str,
    *,
    author: str,
    date: datetime,
    language: LanguageTag | None,
    url: str,
    reply_to: str,
    by_author: bool,
) -> str:
    """The file of a new comment; what is empty has no line."""
    fields = {
        "author": author or None,
        "date": date,
        "language": language and str(language),
        "url": url or None,
        "reply_to": reply_to or None,
        "by": "author" if by_author else None,
    }
    return frontmatter.compose(fields, body)


def empty(document: frontmatter.Document, removed: datetime) -> str:
    """What is left of a comment that was removed: when it was written, what it answered, and when it went."""
    written = {key: str(document.fields[key].value) for key in ("date", "reply_to") if key in document.fields}
    kept: dict[str, object] = dict(written)
    if values.is_date(written.get("date", "")):  # a file edited by hand may hold anything there
        kept["date"] = frontmatter.Verbatim(written["date"])
    return frontmatter.compose({**kept, "removed": removed}, "")
