"""What a command wrote before it was cut off: the same command finds it when it goes on, and commits it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.content import frontmatter
from blogcli.errors import BlogcliError
from blogcli.files import decode, read_text
from blogcli.git import find_repository
from blogcli.history import committed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path


def left_behind(root: Path, paths: Iterable[Path], keys: Collection[str]) -> Iterator[Path]:
    """Those of the files that differ from their last commit in some of these keys of their front matter, and no more.

    A file that was never committed, or in which something else was changed too, is the writer's to commit.
    """
    repository = find_repository(root)
    for path in paths:
        was = committed(repository, path) if repository else None
        if was is not None and _without(was, path, keys) == _without(None, path, keys):
            yield path


def _without(data: bytes | None, path: Path, keys: Collection[str]) -> str | None:
    """A file's text without the keys; None where it has no such text."""
    try:
        text = read_text(path) if data is None else decode(data, path)
        return frontmatter.edit(frontmatter.parse(text, path), dict.fromkeys(keys), path)
    except BlogcliError:
        return None
