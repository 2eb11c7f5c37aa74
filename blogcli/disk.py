"""The steps that the disk primitives of `files` are made of. Each may raise what the system does: OSError."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import stat
import sys
from itertools import takewhile
from typing import TYPE_CHECKING

from blogcli.errors import TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Temporary files carry this mark so that listings pass over one that a crash left behind.
TEMPORARY_PREFIX = ".blogcli-tmp-"

MAX_FILE = 8 << 20  # bytes of a file that is read whole; the text of a long novel has about three million
_CHUNK = 1 << 16  # bytes; nearly every file of a blog has fewer
# Whoever opens a pipe would wait, perhaps for ever, for somebody to write to it.
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)

# What link(2) answers on file systems without hard links (FAT, some network shares).
_NO_HARD_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


def chunks_of(path: Path | str, flags: int = 0, limit: int = sys.maxsize) -> Iterator[bytes]:
    """The bytes of a file piece by piece, opened with `flags` too; OSError for a pipe or a device.

    TooLargeError where it has more than `limit` bytes: none is read, unless it grows while it is read.
    """
    descriptor = os.open(path, _READ | flags)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
            raise OSError(errno.EINVAL, "it is a pipe or a device")
        count = 0
        while max(count, found.st_size) <= limit:
            if not (chunk := os.read(descriptor, _CHUNK)):
                return
            count += len(chunk)
            yield chunk
    finally:
        os.close(descriptor)
    raise TooLargeError(path, limit)


def sync_folder(folder: Path) -> None:
    """Force a folder to the disk."""
    # A new name is only safe once its folder is on the disk. Windows can't open folders, and needs it less.
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_parents(folder: Path) -> list[Path]:
    """Make a folder and those above it; gives those that were not there, the deepest first."""
    made = list(takewhile(lambda place: not place.is_dir(), [folder, *folder.parents]))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for place in made:
            sync_folder(place.parent)
    except OSError:
        drop_empty(made)
        raise
    return made


def drop_empty(folders: Iterable[Path]) -> None:
    """Remove those of the folders that are there and empty."""
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


def temporary_in(folder: Path) -> Path:
    """A name that no file of the folder has, and that listings pass over."""
    return folder / f"{TEMPORARY_PREFIX}{os.getpid()}-{random.getrandbits(40):x}"


@contextlib.contextmanager
def staged(path: Path, text: str) -> Iterator[Path]:
    """A temporary file that holds the text, on the disk, beside `path`, whose name it is to take.

    TooLargeError for a text that no command would read.
    """
    data = text.encode("utf-8")
    if len(data) > MAX_FILE:
        raise TooLargeError(path, MAX_FILE)
    temporary = temporary_in(path.parent)
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        with contextlib.suppress(OSError):  # what is left of it is nobody's text
            temporary.unlink()


def link_new(source: Path, target: Path) -> None:
    """Give `source` the name `target`, atomically and only if that name is free (link(2) refuses to replace).

    Where the disk knows no hard links, only what holds the folder's lock too is kept from the name meanwhile.
    """
    if os.name == "nt" or (source.is_dir() and not source.is_symlink()):
        source.rename(target)  # on Windows a rename never replaces, and that of a folder only an empty one
        return
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        source.rename(target)


def drop_unchanged(path: Path, data: bytes) -> None:
    """Remove a file of these bytes; what an editor writes to it in this very moment stays.

    It is looked at once more when nobody finds it by its name. OSError, and the file where it was, where that fails.
    """
    path.rename(aside := temporary_in(path.parent))
    try:
        if aside.read_bytes() != data:
            link_new(aside, path)
        aside.unlink(missing_ok=True)
    except OSError:
        with contextlib.suppress(OSError):
            link_new(aside, path)
            aside.unlink()
        raise
