"""Comments gathered from their folders: those that are meant, and what is wrong with those that can't be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blogcli.content.comments import read_comments
from blogcli.content.load import load_posts
from blogcli.content.paths import CommentRef, comment_files, comment_folders, comment_status, homeless
from blogcli.errors import BlogcliError
from blogcli.homes import former_ids, talk_folders
from blogcli.names import LanguageTag, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blogcli.config import Config
    from blogcli.content.paths import PostRef
    from blogcli.homes import Homes
    from blogcli.model import Comment
    from blogcli.names import CommentStatus
    from blogcli.selection import Selection

UNSAID = LanguageTag("und")  # RFC 5646's "undetermined": the comment itself doesn't say its language


class Gathered(NamedTuple):
    """A comment with the files it had when it was found."""

    ref: CommentRef
    comment: Comment


def gather(
    config: Config, post: PostRef | None, wanted: Selection, *, any_file: bool = False
) -> tuple[list[Gathered], list[BlogcliError]]:
    """The comments that are meant, of one post or of all, oldest first, and what is wrong with others.

    Those of another status are not opened. Of a comment in several files, as a merge leaves it, the one that counts is
    read; with `any_file` each is, and the comment is there once for every file that is meant.
    """
    folders, problems = _folders(config, post)
    found: list[Gathered] = []
    for folder in folders:
        files, misnamed = comment_files(config.root, folder)
        files = {name: paths for name, paths in files.items() if wanted.of_status(_status(name, folder, paths))}
        problems += misnamed
        for some in (files, *(_others(folder, files) if any_file else ())):
            comments, faults, _ = read_comments(folder.name, some, config, UNSAID)
            problems += faults
            found += [Gathered(_ref(each.id, folder, files[each.id]), each) for each in filter(wanted.fits, comments)]
    return sorted(found, key=lambda each: (each.comment.date, in_order(each.comment.id))), problems


def _others(folder: Path, files: Mapping[str, list[str]]) -> Iterator[dict[str, list[str]]]:
    """The files that don't count, each by itself."""
    for name, paths in files.items():
        if len(paths) > 1:
            counts = str(_ref(name, folder, paths).path)
            yield from ({name: [path]} for path in paths if path != counts)


def candidates(config: Config, post: PostRef | None, wanted: Selection) -> list[CommentRef]:
    """The comments whose files' names say a status that is meant, by id; none is opened."""
    refs = [
        _ref(name, folder, paths)
        for folder in _folders(config, post)[0]
        for name, paths in comment_files(config.root, folder)[0].items()
        if wanted.of_status(_status(name, folder, paths))
    ]
    return sorted(refs, key=lambda ref: (in_order(ref.id), ref.post))


def _ref(name: str, folder: Path, paths: Sequence[str]) -> CommentRef:
    return CommentRef(name, folder.name, tuple(map(Path, paths)))


def _status(name: str, folder: Path, paths: Sequence[str]) -> CommentStatus:
    path = _ref(name, folder, paths).path if len(paths) > 1 else Path(paths[0])
    return comment_status(path.name)


def _folders(config: Config, post: PostRef | None) -> tuple[list[Path], list[BlogcliError]]:
    if post:
        return talk_folders(config.root, (post.id, *former_ids(config, post))), []
    return comment_folders(config.root)


def unhoused(config: Config, homes: Homes) -> list[BlogcliError]:
    """The faults `render` finds where comments lie and no post is."""
    try:
        folders = [folder for folder in comment_folders(config.root)[0] if homes.id_of(folder.name) is None]
        lost = [folder for folder in folders if comment_files(config.root, folder)[0]]
        if lost:
            load_posts(config)
    except BlogcliError as error:  # the post that can't be read may be theirs
        return [error]
    return [homeless(folder) for folder in lost]
