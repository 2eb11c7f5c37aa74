"""Comments gathered from their folders: those that are meant, and what is wrong with those that can't be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.content.comments import read_comments
from blogcli.content.find import refs_in
from blogcli.content.load import load_posts
from blogcli.content.owners import owners
from blogcli.content.paths import CommentRef, comment_files, comment_folders, comment_status, homeless, post_folders
from blogcli.content.posts import read_post
from blogcli.errors import BlogcliError
from blogcli.homes import talk_folders
from blogcli.names import LanguageTag, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blogcli.config import Config
    from blogcli.content.paths import PostRef
    from blogcli.model import Comment
    from blogcli.names import CommentStatus
    from blogcli.selection import Selection

UNSAID = LanguageTag("und")  # RFC 5646's "undetermined": the comment itself doesn't say its language


def gather(config: Config, post: PostRef | None, wanted: Selection) -> tuple[list[Comment], list[BlogcliError]]:
    """The comments that are meant, of one post or of all, oldest first, and what is wrong with others.

    Those of another status are not opened.
    """
    folders, problems = _folders(config, post)
    found: list[Comment] = []
    for folder in folders:
        files, misnamed = comment_files(config.root, folder)
        refs = {name: paths for name, paths in files.items() if wanted.of_status(_status(name, folder, paths))}
        comments, faults = read_comments(folder.name, refs, config, UNSAID)
        found += filter(wanted.fits, comments)
        problems += [*misnamed, *faults]
    return sorted(found, key=lambda comment: (comment.date, comment.id)), problems


def candidates(config: Config, post: PostRef | None, wanted: Selection) -> list[CommentRef]:
    """The comments whose files' names say a status that is meant, by id; none is opened."""
    refs = [
        CommentRef(name, folder.name, tuple(map(Path, paths)))
        for folder in _folders(config, post)[0]
        for name, paths in comment_files(config.root, folder)[0].items()
        if wanted.of_status(_status(name, folder, paths))
    ]
    return sorted(refs, key=lambda ref: (ref.id, ref.post))


def refs_of(root: Path, comments: Iterable[Comment]) -> list[CommentRef]:
    """Where comments lie, with all the files that each has."""
    known: dict[Path, dict[str, CommentRef]] = {}
    refs = []
    for comment in comments:
        folder = (root / comment.path).parent
        if folder not in known:
            known[folder] = {ref.id: ref for ref in refs_in(root, [folder])}
        if ref := known[folder].get(comment.id):  # else it went meanwhile
            refs.append(ref)
    return refs


def _status(name: str, folder: Path, paths: Sequence[str]) -> CommentStatus:
    path = CommentRef(name, folder.name, tuple(map(Path, paths))).path if len(paths) > 1 else paths[0]
    return comment_status(Path(path).name)


def _folders(config: Config, post: PostRef | None) -> tuple[list[Path], list[BlogcliError]]:
    if post:
        return talk_folders(config, read_post(config.root, post.folder, config)), []
    return comment_folders(config.root)


def unhoused(config: Config) -> list[BlogcliError]:
    """The faults `render` finds where comments lie and no post is."""
    folders = comment_folders(config.root)[0]
    try:
        ids = {fold(folder.name) for folder in post_folders(config.root)[0]}
        if any(fold(folder.name) not in ids for folder in folders):  # else no post need be read
            ids |= set(owners([item.post for item in load_posts(config)]))
    except BlogcliError as error:  # that post may be theirs
        return [error]
    return [homeless(folder) for folder in folders if fold(folder.name) not in ids]
