"""The rule `comments`: what keeps `render` from showing comments, and one that it shows below two posts."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.checking.look import Finding
from blogcli.content.comments import text_of
from blogcli.content.find import refs_in
from blogcli.content.paths import CommentRef, comment_folders, comment_status, conversation_files
from blogcli.errors import BlogcliError, FileError
from blogcli.homes import Homes
from blogcli.names import COMMENTS, fold, is_given_id
from blogcli.settings import Severity
from blogcli.survey import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogcli.checking.look import Look

RULE = "comments"


def comments(look: Look) -> Iterator[Finding]:
    """What is wrong with comments, each by its file."""
    for error in look.found.faults:
        yield _told(error, look)
    for error in look.found.warnings:
        if of_a_comment(error, look):
            yield replace(_told(error, look), severity=Severity.ADVICE)
    yield from _doubled(look)
    yield from _two_names(look)


def _told(error: BlogcliError, look: Look) -> Finding:
    return Finding(RULE, error.message, place_of(error, look.config.root), error.line, error.hint)


def of_a_comment(error: BlogcliError, look: Look) -> bool:
    """Return whether a warning is about a comment's file."""
    return bool(error.path and error.path.parent.parent == look.config.root / COMMENTS)


def _two_names(look: Look) -> Iterator[Finding]:
    """Comments in several files, as a merge leaves them: the most cautious name counts until somebody decides."""
    root, homes = look.config.root, Homes(look.config.root)
    posts: dict[str, list[Path]] = {}
    for folder in comment_folders(root)[0]:
        posts.setdefault(fold(homes.called(folder.name)), []).append(folder)
    for folders in posts.values():
        for name, files in conversation_files(root, folders)[0].items():
            if len(files) > 1:
                yield _several(root, CommentRef(name, folders[0].name, tuple(map(Path, files))))


def _several(root: Path, ref: CommentRef) -> Finding:
    others = ", ".join(file.relative_to(root).as_posix() for file in ref.files if file != ref.path)
    counts = f"it is {comment_status(ref.path.name).value} until somebody decides"
    message = f"has {len(ref.files)} files, and {counts}: the other is {others}"
    if not _same_text(ref):
        hint = "they differ: keep one of them by hand"
    elif len({file.parent for file in ref.files}) > 1:
        hint = "they hold the same: remove all but one"
    else:
        hint = f"blogcli comment approve {ref.id}, or reject or spam"
    return Finding(RULE, message, ref.path.relative_to(root).as_posix(), hint=hint)


def _same_text(ref: CommentRef) -> bool:
    try:
        return len({text_of(file) for file in ref.files}) == 1
    except BlogcliError:
        return False


def _doubled(look: Look) -> Iterator[Finding]:
    """Comments that stand below a second post: where a move was cut off, or brought together with another."""
    root = look.config.root
    homes = Homes(root)
    first: dict[str, CommentRef] = {}
    for ref in _refs(root):
        name = fold(ref.id)
        other = first.setdefault(name, ref)
        # A file named by hand may be called as another post's is.
        if is_given_id(name) and homes.called(other.post) != homes.called(ref.post):
            message = f"is below '{homes.called(other.post)}', too: {other.path.relative_to(root).as_posix()}"
            hint = "remove the file of the two that is not meant"
            yield Finding(RULE, message, ref.path.relative_to(root).as_posix(), hint=hint)


def _refs(root: Path) -> Iterator[CommentRef]:
    for folder in comment_folders(root)[0]:
        with contextlib.suppress(FileError):  # a folder that can't be read is a fault that is found already
            yield from refs_in(root, [folder])
