"""Files made ready beside the site, in the folders they will have there, and moved into it when all of them are made.

A folder that the site doesn't have yet comes into it whole, in one move. Whatever needs room on the disk is done while
files are made ready: a disk without room for one more then still holds the old site.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from typing import TYPE_CHECKING

from blogcli.content.folders import too_deep

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def clear(folder: Path) -> None:
    """Remove a folder that an earlier render left, or a link of that name, and nothing that it leads to.

    BlogcliError where it holds folders nested too deep.
    """
    if folder.is_symlink():
        folder.unlink()
    try:
        shutil.rmtree(folder, ignore_errors=True)
    except RecursionError:
        raise too_deep(folder) from None


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Staged:
    """What is to come into the folder `output`, made ready in `folder`, which lies in it and is empty."""

    def __init__(self, output: Path, folder: Path) -> None:
        self.output, self.folder = str(output), str(folder)
        self._made = {""}  # the folders made within `folder`

    def write(self, path: str, content: bytes) -> None:
        """Make a file ready that holds these bytes; `path` has forward slashes."""
        descriptor = os.open(self._place(path), _NEW, 0o666)
        try:
            written = os.write(descriptor, content)
            while written < len(content):
                written += os.write(descriptor, content[written:])
        finally:
            os.close(descriptor)

    def copy(self, path: str, source: Path) -> None:
        """Make a copy of a file ready."""
        shutil.copyfile(source, self._place(path))

    def bring_in(self, paths: Iterable[str]) -> None:
        """Move these into the site, one after the other: each with the topmost folder that is not there yet."""
        there: set[str] = set()
        moved: set[str] = set()
        for path in paths:
            for part in _parts(path):
                if part in moved:
                    break
                if part in there:
                    continue
                if part != path and _is_folder(f"{self.output}/{part}"):
                    there.add(part)
                    continue
                os.replace(f"{self.folder}/{part}", f"{self.output}/{part}")
                moved.add(part)
                break

    def _place(self, path: str) -> str:
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            for part in _parts(folder):
                if part not in self._made:
                    with contextlib.suppress(FileExistsError):  # on a disk to which two spellings are one name
                        os.mkdir(f"{self.folder}/{part}")
                    self._made.add(part)
        return f"{self.folder}/{path}"


def _is_folder(place: str) -> bool:
    """Whether there is a folder; OSError where there is a link or a file, in which no page can lie."""
    try:
        mode = os.lstat(place).st_mode
    except FileNotFoundError:
        return False
    if not stat.S_ISDIR(mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), place)
    return True


def _parts(path: str) -> Iterable[str]:
    """The folders around a path, from the top, and last the path itself."""
    end = path.find("/")
    while end >= 0:
        yield path[:end]
        end = path.find("/", end + 1)
    yield path
