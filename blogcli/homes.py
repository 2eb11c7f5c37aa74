"""Where conversations lie: the post a comment is on, and the folders of a post's comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.content.find import find_by_former_id
from blogcli.content.paths import COMMENTS, CommentRef, PostRef, locate_post
from blogcli.errors import BlogcliError, MissingError

if TYPE_CHECKING:
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.posts import LoadedPost


def post_of(config: Config, ref: CommentRef) -> PostRef:
    """The post a comment is on, which may have had another id when the comment was written."""
    folder = locate_post(config.root, ref.post) or find_by_former_id(config.root, ref.post)
    if folder is None:
        raise MissingError("post", ref.post, hint="blogcli list shows what there is")
    return PostRef(folder.name, folder)


def former_ids(config: Config, post: PostRef) -> tuple[str, ...]:
    """The ids a post had before."""
    from blogcli.content.posts import read_post

    return read_post(config.root, post.folder, config).post.former_ids


def talk_folders(config: Config, loaded: LoadedPost) -> list[Path]:
    """Where a post's comments may lie: below its id, and below those it had before."""
    names = dict.fromkeys((loaded.post.id, *loaded.post.former_ids))  # a post may have got back an id it had before
    return [config.root / COMMENTS / name for name in names]


def around(config: Config, name: str) -> list[Path]:
    """The folders of the conversation that a folder of comments/ is of: that one alone where its post can't be read."""
    own = config.root / COMMENTS / name
    try:
        post = post_of(config, CommentRef("", name, ()))
        ids = (post.id, *former_ids(config, post))
    except BlogcliError:
        return [own]
    return [own, *(config.root / COMMENTS / other for other in ids if other != name)]
