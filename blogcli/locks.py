"""One process at a time in a folder."""

from __future__ import annotations

import contextlib
import errno
import os
from contextvars import ContextVar
from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# What flock(2) answers on file systems without locks.
_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
# The folders that are locked here already, by device and inode: what locks one within does not wait for itself.
_HELD: ContextVar[frozenset[tuple[int, int]]] = ContextVar("held", default=frozenset())


@contextlib.contextmanager
def locked(folder: Path, message: str | None = None) -> Iterator[None]:
    """Keep every other process that locks the folder out of it.

    Where one is in there it waits, or with a `message` fails with a BlogcliError that says it. Who waits may lock what
    is locked here already.

    The lock is the system's and goes with the process, however that ends. Windows has none for folders, nor have some
    network shares: there it keeps nobody out.
    """
    if os.name != "posix":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    held = _HELD.get()
    try:
        found = os.fstat(descriptor)
        place = (found.st_dev, found.st_ino)
        if place in held and message is None:
            yield
            return
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (fcntl.LOCK_NB if message else 0))
        except BlockingIOError:
            raise BlogcliError(str(message), path=folder, hint="try again when it has ended") from None
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        _HELD.set(held | {place})
        yield
    finally:
        _HELD.set(held)
        os.close(descriptor)


def lock_file(descriptor: int) -> None:
    """Lock an open file for as long as this process has it open, without waiting; nothing where there are no locks."""
    if os.name == "posix":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_locked(file: Path) -> bool:
    """Return whether another process has locked a file with `lock_file`."""
    if os.name != "posix":
        return False
    import fcntl

    descriptor = os.open(file, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
    finally:
        os.close(descriptor)
    return False
