"""What is recalled from the cache is held to what the walk found: the cache is input, as any file of the blog.

A record says which files there are to be read and to be copied, and where a page goes. None of that is taken from it
that a render which reads all would not have found.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING

from blogcli.content.folders import files_below, version_language
from blogcli.content.paths import comment_status
from blogcli.model import Comment
from blogcli.names import CACHE, MAX_NAME, NOT_IN_A_NAME, worth_showing
from blogcli.wire import field_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogcli.content.tree import Tree
    from blogcli.content.units import Unit
    from blogcli.model import Post

_PATH, _STATUS = field_names(Comment).index("path"), field_names(Comment).index("status")


def check_post(post: Post, unit: Unit, tree: Tree) -> None:
    """ValueError where a post is not of its folder, or has files that are not to be found there.

    OutsideError where a link among them leads out of the blog.
    """
    (folder,) = unit.places
    if (post.folder, post.id) != (folder, folder.rpartition("/")[2]):
        raise ValueError(f"{folder}: is not the folder of {post.id}")
    for version in post.versions:
        place, _, name = version.path.rpartition("/")
        known = place == folder and version.path in unit.texts and version_language(name) == version.language
        if not known or version.post != post.id:
            raise ValueError(f"{folder}: {version.path} is no version of {post.id}")
        parts = () if version.slug == post.id else (version.slug,)
        for part in chain(
            parts, *(alias.removeprefix("/").removesuffix("/").split("/") for alias in version.aliases if alias != "/")
        ):
            if (
                part.lower() in ("", ".", "..", ".git")
                or NOT_IN_A_NAME.search(part)
                or len(part) > MAX_NAME
                or part.startswith(f"{CACHE}-")
            ):
                raise ValueError(f"{version.path}: '{part}' can't be part of an address")
    if post.files != tuple(_files(folder, tree)):
        raise ValueError(f"{folder}: has other files")


def _files(folder: str, tree: Tree) -> Iterable[str]:
    """The files of a post that readers are to see: by the walk, or where that can't say, looked for again."""
    if folder in tree.plain:
        names = [name for name in tree.folders[folder] if worth_showing(name)]
        if all(map(str.isprintable, names)):
            return names
    return files_below(tree.root, tree.root / folder, worth_showing)


def check_comments(text: str, unit: Unit) -> None:
    """ValueError where comments are not in the files of their conversation, or have another status than their files."""
    for row in json.loads(text):
        if row[_PATH] not in unit.texts or comment_status(row[_PATH].rpartition("/")[2]).value != row[_STATUS]:
            raise ValueError(f"{row[_PATH]}: is no comment of {unit.post}")
