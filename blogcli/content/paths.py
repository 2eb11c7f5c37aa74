"""Where things lie in the tree, found by listing folders alone; no file is read here."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.content import values
from blogcli.errors import BlogcliError, FileError, OutsideError
from blogcli.files import check_link
from blogcli.model import CAUTION, CommentStatus, LanguageTag, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

POSTS, COMMENTS, STATIC, TEMPLATES = "posts", "comments", "static", "templates"
OUTPUT, CACHE = "public", ".blogcli"

_USUAL_ID = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class PostRef:
    """A post's folder, and the language of the version the user pointed at, if it was a version."""

    id: str
    folder: Path
    language: LanguageTag | None = None


@dataclass(frozen=True, slots=True)
class CommentRef:
    """A comment's id, its post's id, and its files: one, or several where a merge left two names."""

    id: str
    post: str
    files: tuple[Path, ...]

    @property
    def path(self) -> Path:
        """The file that counts: the most cautious."""
        return min(self.files, key=lambda file: CAUTION.index(split_comment_name(file.name)[1]))


def version_language(file_name: str) -> LanguageTag | None:
    """The language a file like `it.md` is in, None for any other file."""
    stem, dot, suffix = file_name.rpartition(".")
    if not dot or suffix != "md":
        return None
    try:
        return LanguageTag.parse(stem)
    except ValueError:
        return None


def _folders(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not entry.name.startswith(".") and entry.is_dir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:  # a link to itself
        raise FileError(error, folder, "read") from error
    for entry in found:
        if any("\ud800" <= char <= "\udfff" for char in entry.name):
            raise BlogcliError("has a name that is not valid UTF-8", path=Path(entry.path), hint="rename it")
    return sorted(found, key=lambda entry: entry.name)


def is_post_folder(folder: Path) -> bool:
    """Whether a folder holds a language version, and so is a post and no group."""
    with os.scandir(folder) as entries:
        return any(version_language(entry.name) for entry in entries)


def post_folders(root: Path) -> Iterator[Path]:
    """Every post's folder, posts/<id>/ or posts/<group>/<id>/, in the order of their paths; OutsideError for a link."""
    for entry in _folders(root / POSTS):
        folder = Path(entry.path)
        check_link(root, folder)
        if is_post_folder(folder):
            if any(is_post_folder(Path(nested.path)) for nested in _folders(folder)):
                hint = "move its text into a folder of its own"
                raise BlogcliError("holds a post's text, and other posts", path=folder, hint=hint)
            yield folder
            continue
        for nested in _folders(folder):
            check_link(root, Path(nested.path))
            if is_post_folder(Path(nested.path)):
                yield Path(nested.path)


def locate_post(root: Path, post_id: str) -> Path | None:
    """The folder of the post with this id, letter case aside; it lists posts/ and its groups, and opens no file."""
    wanted = fold(post_id)
    for entry in _folders(root / POSTS):
        if fold(entry.name) == wanted and is_post_folder(Path(entry.path)):
            return Path(entry.path)
        for nested in _folders(Path(entry.path)):
            if fold(nested.name) == wanted and is_post_folder(Path(nested.path)):
                return Path(nested.path)
    return None


def comment_name(comment_id: str, status: CommentStatus) -> str:
    """A comment's file name: its status is part of it."""
    return f"{comment_id}.md" if status is CommentStatus.APPROVED else f"{comment_id}.{status.value}.md"


def split_comment_name(file_name: str) -> tuple[str, CommentStatus]:
    """A comment's id and status by its file's name; ValueError for a name that can't be one."""
    stem, _, suffix = file_name.rpartition(".")
    comment_id, _, status = stem.partition(".")
    if suffix != "md" or not comment_id:
        raise ValueError(f"'{file_name}' is not the name of a comment")
    if not _USUAL_ID.fullmatch(comment_id):
        values.name(comment_id)
    try:
        return comment_id, CommentStatus(status or "approved")
    except ValueError:
        raise ValueError(f"'{status}' is not a status: use pending, rejected, spam, or nothing for approved") from None


def comment_folders(root: Path) -> Iterator[Path]:
    """The folders below comments/, each named after a post's id; OutsideError where comments/ leads out of the blog."""
    check_link(root, root / COMMENTS)
    for entry in _folders(root / COMMENTS):
        yield Path(entry.path)


def comment_files(root: Path, folder: Path) -> tuple[dict[str, list[Path]], list[BlogcliError]]:
    """A post's comments, id to files, and what lies there under a name that says nothing, or leads out of the blog."""
    found: dict[str, list[Path]] = {}
    problems: list[BlogcliError] = []
    try:
        check_link(root, folder)
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith(".md") and entry.name[0] != ".")
    except (FileNotFoundError, NotADirectoryError):
        names = []
    except OutsideError as error:
        return {}, [error]
    for name in names:
        try:
            found.setdefault(split_comment_name(name)[0], []).append(folder / name)
        except ValueError as error:
            problems.append(BlogcliError(str(error), path=folder / name))
    return found, problems
