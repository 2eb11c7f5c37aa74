"""What POST and COMMENT mean on the command line: an id, or a path to a file."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.content.folders import check_name, listing, version_language
from blogcli.content.paths import (
    CommentRef,
    PostRef,
    comment_files,
    comment_folders,
    is_post_folder,
    locate_post,
    post_folders,
)
from blogcli.errors import BlogcliError, FileError, MissingError, UsageError, raise_all
from blogcli.files import decode, read_bytes
from blogcli.names import COMMENTS, POSTS, fold
from blogcli.symlinks import inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


def find_post(root: Path, name: str, cwd: Path) -> PostRef:
    """What POST on the command line means: an id, or the path (from `cwd`) of the post's folder or any file of it.

    An id that no post has may be one that a post had before; only then are files read.
    """
    folder = None if _is_path(name) else locate_post(root, name)
    language = None
    if folder is None:
        target = _in_tree(root, cwd / name)
        language = version_language(target.name)
        if _exists(target):
            inside(root, target)
            folder = next((place for place in (target, *target.parents) if _is_post_of(root, place)), None)
        if folder is None and not _is_path(name):
            folder = find_by_former_id(root, name)
    if folder is None:
        raise MissingError("post", name, hint=_near(name, [place.name for place in post_folders(root)[0]]))
    inside(root, folder)
    for place in (folder.parent, folder):
        check_name(place)
    return PostRef(folder.name, folder, language)


def find_by_former_id(root: Path, name: str) -> Path | None:
    """The folder of the post that had this id before, letter case aside; of several, the first, as in `owners`."""
    wanted = fold(name)
    return next((folder for former, folder in folders_by_former_id(root) if former == wanted), None)


def folders_by_former_id(root: Path) -> Iterator[tuple[str, Path]]:
    """The ids that posts had before, case-folded, each with the post's folder; whose one is said first has it."""
    for folder in sorted(post_folders(root)[0], key=lambda folder: fold(folder.name)):
        for file in listing(folder).versions():
            yield from ((fold(former), folder) for former in _former_ids(file))


def _former_ids(file: Path) -> tuple[str, ...]:
    from blogcli.content import frontmatter, values  # few commands are given an id that is no more

    try:
        data = read_bytes(file)
        if b"former_ids" not in data:
            return ()
        fields = frontmatter.parse(decode(data, file), file).fields
        return values.texts(fields["former_ids"].value) if "former_ids" in fields else ()
    except (BlogcliError, ValueError):  # what is wrong with a file is said by those who are to read it
        return ()


def find_comment(root: Path, name: str, cwd: Path) -> CommentRef:
    """What COMMENT on the command line means: an id, an unambiguous start of one, or a path, even one it had before."""
    return comment_finder(root, cwd)(name)


def find_comment_in(root: Path, folders: Sequence[Path], name: str, cwd: Path) -> CommentRef | None:
    """The same, of the comments in these folders of comments/ alone; None where it is none of these.

    Where ids were given by hand, another conversation may have the same.
    """
    try:
        return _find_comment(root, name, cwd, lambda: [(fold(ref.id), ref) for ref in refs_in(root, folders)])
    except MissingError:
        return None


def comment_finder(root: Path, cwd: Path) -> Callable[[str], CommentRef]:
    """`find_comment` for many names: comments/ is listed once, and only where a name is no path."""
    known = cache(lambda: [(fold(ref.id), ref) for ref in refs_in(root, comment_folders(root)[0])])
    return lambda name: _find_comment(root, name, cwd, known)


def _find_comment(root: Path, name: str, cwd: Path, known: Callable[[], list[tuple[str, CommentRef]]]) -> CommentRef:
    if _is_path(name) or name.endswith(".md"):
        path = _in_tree(root, cwd / name)
        folder = path.parent
        if folder.parent != root / COMMENTS:
            raise MissingError("comment", name, hint="blogcli comment list shows what there is")
        wanted = fold(path.name.partition(".")[0])
        matches = [ref for ref in refs_in(root, [folder]) if fold(ref.id) == wanted]
    else:
        wanted = fold(name)
        refs = [ref for comment_id, ref in known() if comment_id.startswith(wanted)]
        matches = [ref for ref in refs if fold(ref.id) == wanted] or refs
    if not matches or not name:
        raise MissingError("comment", name, hint="blogcli comment list shows what there is")
    if len(matches) > 1:
        same = len({fold(ref.id) for ref in matches}) == 1
        some = ", ".join(f"{ref.post}/{ref.id}" if same else ref.id for ref in matches[:3])
        hint = "name its path" if same else "type more of the id"
        raise UsageError(f"'{name}' could be any of {len(matches)} comments: {some}", hint=hint)
    for file in matches[0].files:
        inside(root, file)
    return matches[0]


def refs_in(root: Path, folders: Iterable[Path]) -> Iterator[CommentRef]:
    """The comments in folders of comments/, by their files' names."""
    for folder in folders:
        found, problems = comment_files(root, folder)
        # What can't be listed may hold the very comment that is meant.
        raise_all(problem for problem in problems if isinstance(problem, FileError))
        for comment_id, files in found.items():
            yield CommentRef(comment_id, folder.name, tuple(map(Path, files)))


def _in_tree(root: Path, path: Path) -> Path:
    """A path as a name in the tree: a link in the blog stays one, a way to the blog through links is straightened."""
    plain = Path(os.path.abspath(path))
    return plain if root in plain.parents else Path(os.path.realpath(path))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name no file can have
        return False


def _is_path(name: str) -> bool:
    return "/" in name or os.sep in name


def _is_post_of(root: Path, folder: Path) -> bool:
    try:
        depth = len(folder.relative_to(root / POSTS).parts)
    except ValueError:
        return False
    return depth in (1, 2) and folder.is_dir() and is_post_folder(folder)


def _near(name: str, known: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, known, 1)
    return f"did you mean '{near[0]}'?" if near else "blogcli list shows what there is"
