"""Where conversations lie: the post a comment is on, and the folders of a post's comments."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from blogcli.content.find import find_by_former_id, folders_by_former_id
from blogcli.content.paths import PostRef, comment_folders, locate_post, post_folders
from blogcli.errors import BlogcliError, MissingError
from blogcli.names import COMMENTS, fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from blogcli.config import Config


def post_of(config: Config, name: str) -> PostRef:
    """The post that a folder of comments/ is of: the one with this id, else one that had it before."""
    folder = locate_post(config.root, name) or find_by_former_id(config.root, name)
    if folder is None:
        raise MissingError("post", name, hint="blogcli list shows what there is")
    return PostRef(folder.name, folder)


class Homes:
    """The posts that the folders of comments/ are of: posts/ is listed once, and files are read at most once, too."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def id_of(self, name: str) -> str | None:
        """The id of the post that a folder with this name is of; None where there is no such post."""
        return self._now.get(fold(name)) or self._before.get(fold(name))

    def called(self, name: str) -> str:
        """The same for people to read: the folder's own name where there is no such post."""
        return self.id_of(name) or name

    @cached_property
    def _now(self) -> dict[str, str]:
        return {fold(folder.name): folder.name for folder in post_folders(self._root)[0]}

    @cached_property
    def _before(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for former, folder in folders_by_former_id(self._root):
            found.setdefault(former, folder.name)
        return found


def former_ids(config: Config, post: PostRef) -> tuple[str, ...]:
    """The ids a post had before."""
    from blogcli.content.posts import read_post

    return read_post(config.root, post.folder, config).post.former_ids


def talk_folders(root: Path, ids: Iterable[str]) -> list[Path]:
    """The folders of a conversation: those of comments/ that are named after one of a post's ids, letter case aside."""
    wanted = set(map(fold, ids))
    return [folder for folder in comment_folders(root)[0] if fold(folder.name) in wanted]


def around(config: Config, name: str) -> list[Path]:
    """The folders of the conversation that a folder of comments/ is of: that one alone where its post can't be read.

    That one comes first, though it may not be there yet.
    """
    own = config.root / COMMENTS / name
    try:
        post = post_of(config, name)
        folders = talk_folders(config.root, (post.id, *former_ids(config, post)))
    except BlogcliError:
        return [own]
    return [own, *(folder for folder in folders if folder != own)]
