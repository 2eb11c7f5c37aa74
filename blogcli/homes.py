"""Where conversations lie: the post a comment is on, and the folders of a post's comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.content.find import find_by_former_id
from blogcli.content.paths import COMMENTS, PostRef, comment_folders, locate_post
from blogcli.errors import BlogcliError, MissingError
from blogcli.names import fold

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
