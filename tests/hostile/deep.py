"""Folders nested so deep that no path reaches the last of them."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def nested(folder: Path, depth: int = 1000, name: str = "d") -> Iterator[None]:
    """A thousand folders below a folder, one in another, with a text in the last; they are removed afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    place = os.open(folder, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir(name, dir_fd=place)
        inner = os.open(name, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(os.open("it.md", os.O_WRONLY | os.O_CREAT, dir_fd=place))
    os.close(place)
    try:
        yield
    finally:  # pytest can't remove as many, either
        before = sys.getrecursionlimit()
        sys.setrecursionlimit(10 * depth + before)
        shutil.rmtree(folder / name)
        sys.setrecursionlimit(before)
