"""Where things lie in the tree, found by listing folders alone; no file is read here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.content import values
from blogcli.content.folders import Listing, check_name, listing
from blogcli.errors import BlogcliError, noting
from blogcli.names import CAUTION, COMMENTS, POSTS, CommentStatus, LanguageTag, fault_of_name, fold
from blogcli.symlinks import check_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from blogcli.content.folders import Look

_STATUSES = {status.value: status for status in CommentStatus}
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
        if len(self.files) == 1:
            return self.files[0]
        return min(self.files, key=lambda file: _caution(file.name))


def is_post_folder(folder: Path) -> bool:
    """Whether a folder holds a language version, and so is a post and no group."""
    return listing(folder).is_post()


def post_folders(root: Path, look: Look | None = None) -> tuple[list[Path], list[BlogcliError]]:
    """Every post's folder, posts/<id>/ or posts/<group>/<id>/, in the order of their paths; and what can't be one.

    Whatever holds a text and is in none of these places is a problem: it would vanish without a word. `look` says what
    is in a folder.
    """
    found: list[Path] = []
    problems: list[BlogcliError] = []
    look = look or listing
    top = look(root / POSTS)
    problems += top.misnamed()
    for text in top.versions():
        hint = f"move it to a folder of its own: {POSTS}/<id>/{text.name}"
        problems.append(BlogcliError("is in no post's folder", path=text, hint=hint))
    for name in top.folders:
        try:
            posts, misplaced = _posts_in(root, top.folder / name, look, linked=name in top.links)
        except BlogcliError as error:
            posts, misplaced = [], [error]
        found += posts
        problems += misplaced
    return found, problems


def _posts_in(root: Path, folder: Path, look: Look, *, linked: bool) -> tuple[list[Path], list[BlogcliError]]:
    """A folder of posts/ where it is a post, else the posts in it."""
    check_name(folder)
    if linked:
        check_link(root, folder)
    group = look(folder)
    text = next(group.versions(), None)
    found: list[Path] = []
    problems = [*group.misnamed()]
    for name in group.folders:
        place = folder / name
        try:
            check_name(place)
            if name in group.links:
                check_link(root, place)
        except BlogcliError as error:
            if text is None:  # the files beside a post's text are looked at when it is read
                problems.append(error)
            continue
        inner = look(place)
        if inner.is_post():
            found.append(place)
        problems += inner.misnamed()
        if inner.folders and not (linked or name in group.links):  # what a link shows lies elsewhere
            problems += _too_deep(inner)
    if text is None:
        return found, problems
    if found:
        message = f"makes '{folder.name}' a post, and there are posts in it: {', '.join(post.name for post in found)}"
        return found, [*problems, BlogcliError(message, path=text, hint="move it to a folder of its own")]
    return [folder], problems


def _too_deep(post: Listing) -> Iterator[BlogcliError]:
    hint = f"move it to {POSTS}/<id>/ or {POSTS}/<group>/<id>/"
    for inner in post.below():
        for text in inner.versions():
            yield BlogcliError("lies too deep to belong to a post", path=text, hint=hint)


def locate_post(root: Path, post_id: str) -> Path | None:
    """The folder of the post with this id, letter case aside; it lists posts/ and its groups, and opens no file."""
    wanted = fold(post_id)
    top = listing(root / POSTS)
    for name in top.folders:
        folder = top.folder / name
        if fold(name) == wanted and is_post_folder(folder):
            return folder
        for nested in listing(folder).folders:
            if fold(nested) == wanted and is_post_folder(folder / nested):
                return folder / nested
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
    found = _STATUSES.get(status or "approved")
    if found is None:
        raise ValueError(f"'{status}' is not a status: use pending, rejected, spam, or nothing for approved")
    return comment_id, found


def comment_status(file_name: str) -> CommentStatus:
    """A comment's status by its file's name, which is known to be one."""
    _, _, status = file_name.removesuffix(".md").partition(".")
    return _STATUSES[status or "approved"]


def comment_folders(root: Path, look: Look | None = None) -> tuple[list[Path], list[BlogcliError]]:
    """The folders below comments/, each named after a post's id, and what lies there and can't be one."""
    try:
        check_link(root, root / COMMENTS)
        top = (look or listing)(root / COMMENTS)
    except BlogcliError as error:
        return [], [error]
    hint = f"move it to {COMMENTS}/<post id>/"
    loose = [top.folder / name for name in top.texts if name not in top.folders]
    problems = [BlogcliError("is in no post's folder", path=path, hint=hint) for path in loose]
    found: list[Path] = []
    for name in top.folders:
        folder = top.folder / name
        try:
            check_name(folder)
            found.append(folder)
        except BlogcliError as error:
            problems.append(error)
    return found, problems


def homeless(folder: Path) -> BlogcliError:
    """The warning of comments whose post isn't there."""
    hint = f"if it was removed, remove the folder, too; if it has another id, add '{folder.name}' to its former_ids"
    return BlogcliError(f"there is no post '{folder.name}': its comments are shown nowhere", path=folder, hint=hint)


def comment_files(root: Path, folder: Path) -> tuple[dict[str, list[str]], list[BlogcliError]]:
    """A post's comments, id to files, and what can't be one: its name says nothing, it lies too deep, or leads out."""
    try:
        check_link(root, folder)
        check_name(folder)
        here = listing(folder)
    except BlogcliError as error:
        return {}, [error]
    hint = f"move it to {COMMENTS}/<post id>/"
    problems: list[BlogcliError] = []
    with noting(problems):
        for inner in here.below():
            for name in inner.texts:
                lost = BlogcliError("lies too deep to belong to a post", path=inner.folder / name, hint=hint)
                problems.append(lost)
    found, unnamed = comments_among(f"{folder}/{name}" for name in here.texts)
    return found, [*problems, *unnamed]


def conversation_files(root: Path, folders: Iterable[Path]) -> tuple[dict[str, list[str]], list[BlogcliError]]:
    """The same of all folders of a conversation: one comment may lie below an old id of its post, and below the new."""
    texts: list[str] = []
    problems: list[BlogcliError] = []
    for folder in folders:
        found, faults = comment_files(root, folder)
        problems += faults
        texts += (path for paths in found.values() for path in paths)
    return comments_among(texts)[0], problems


def comments_among(texts: Iterable[str]) -> tuple[dict[str, list[str]], list[BlogcliError]]:
    """The comments that texts in a post's folder are, id to files, and those whose name says nothing.

    Names that differ by status, letter case or Unicode's form alone are one comment's; its id is as the file that
    counts spells it.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    problems: list[BlogcliError] = []
    for path in texts:
        name = path.rpartition("/")[2]
        try:
            comment_id, _ = split_comment_name(name)
            found.setdefault(fold(comment_id), []).append((comment_id, path))
        except ValueError as error:
            fault = fault_of_name(name)
            problems.append(BlogcliError(fault or str(error), path=path, hint="rename it" if fault else None))
    return dict(map(_called, found.values())), problems


def _called(files: list[tuple[str, str]]) -> tuple[str, list[str]]:
    """A comment's id and files, of the ids that these have."""
    comment_id, _ = files[0] if len(files) == 1 else min(files, key=lambda file: _caution(file[1].rpartition("/")[2]))
    return comment_id, [path for _, path in files]


def _caution(file_name: str) -> int:
    return CAUTION.index(comment_status(file_name))


def files_called(files: Mapping[str, list[str]], comment_id: str) -> tuple[str, list[str]] | None:
    """The comment of this id among those of a folder, as `comment_files` gives them; None where there is none."""
    wanted = fold(comment_id)
    return next(((name, paths) for name, paths in files.items() if fold(name) == wanted), None)
