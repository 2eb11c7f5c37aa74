"""Whose an id is: the post's that has it now, else that of the first that had it before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogcli.model import Post


def owners(posts: Sequence[Post], *, folders: bool = False) -> dict[str, Post]:
    """Posts, given in the order of their ids, by all the ids they have and had, case-folded.

    With `folders`, by the paths of the folders of these names instead.
    """

    def key(post: Post, name: str) -> str:
        return fold(f"{post.folder.rpartition('/')[0]}/{name}" if folders else name)

    former = {key(post, name): post for post in reversed(posts) for name in post.former_ids}
    return former | {key(post, post.id): post for post in posts}
