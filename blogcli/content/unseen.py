"""What links would publish though nobody is to see it yet: files beside drafts and scheduled posts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.errors import LinkError
from blogcli.names import STATIC, TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from blogcli.content.tree import Tree
    from blogcli.model import Blog, Version


def unseen_through_links(
    tree: Tree, blog: Blog, templates: Iterable[str], seen: Callable[[Version], bool], output: Path | None = None
) -> Iterator[LinkError]:
    """The files of a site that are links to what lies beside a post none of whose versions is `seen`, or in `output`.

    `templates` are the paths of the files below templates/.
    """
    if not tree.has_links():
        return
    shown = [post for post in blog.posts if any(map(seen, post.versions))]
    ids = {post.id for post in shown}
    hidden = {Path(os.path.realpath(tree.root / post.folder)) for post in blog.posts if post.id not in ids}
    site = Path(os.path.realpath(output)) if output else None
    files = [f"{post.folder}/{name}" for post in shown for name in post.files]
    files += [f"{STATIC}/{name}" for name in blog.static]
    files += [f"{TEMPLATES}/{name}" for name in templates]
    for file in files:
        around = Path(os.path.realpath(tree.root / file)).parents
        if not hidden.isdisjoint(around):
            yield LinkError(tree.root / file, "a file of a post that readers don't see")
        elif site in around:
            yield LinkError(tree.root / file, "the rendered site")
