"""The only disk primitives. Whatever people write is on the disk, whole, before a command says so.

A file comes into being or changes in one step: its bytes go to a temporary file in the same folder, are forced to the
disk, and take their name by a link or rename. A reader meets the old file or the new one and never a part of it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import random
import stat
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError, ExistsError, FileError, OutsideError, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Temporary files carry this mark so that listings pass over one that a crash left behind.
TEMPORARY_PREFIX = ".blogcli-tmp-"

_CHUNK = 1 << 16  # bytes; nearly every file of a blog has fewer
# Whoever opens a pipe would wait, perhaps for ever, for somebody to write to it.
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)

# What link(2) answers on file systems without hard links (FAT, some network shares).
_NO_HARD_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


@contextlib.contextmanager
def _reporting(path: Path, verb: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileError(error, path, verb) from error


def read_bytes(path: Path | str, flags: int = 0) -> bytes:
    """The bytes of a file, opened with `flags` (os.O_...) too; FileError for a pipe, or where the system refuses."""
    try:
        descriptor = os.open(path, _READ | flags)
        try:
            if not stat.S_ISREG(mode := os.fstat(descriptor).st_mode) and not stat.S_ISDIR(mode):
                raise OSError(errno.EINVAL, "it is a pipe or a device")
            data = os.read(descriptor, _CHUNK)
            while more := os.read(descriptor, _CHUNK):
                data += more
            return data
        finally:
            os.close(descriptor)
    except OSError as error:
        raise FileError(error, path, "read") from error


def decode(data: bytes, path: Path | str) -> str:
    """Text from UTF-8 bytes; SourceError, with the line, for invalid UTF-8 or a NUL. `path` is for the message."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(path, "is not valid UTF-8", line=line, hint="save the file as UTF-8") from error
    if "\0" in text:
        raise SourceError(path, "holds a NUL character", line=text.count("\n", 0, text.index("\0")) + 1)
    return text


def read_text(path: Path) -> str:
    """The text of a file, line endings as they are; see `decode` for what is refused."""
    return decode(read_bytes(path), path)


def _sync_folder(folder: Path) -> None:
    # A new name is only safe once its folder is on the disk. Windows can't open folders, and needs it less.
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _make_parents(folder: Path) -> list[Path]:
    made = list(takewhile(lambda place: not place.is_dir(), [folder, *folder.parents]))
    folder.mkdir(parents=True, exist_ok=True)
    for place in made:
        _sync_folder(place.parent)
    return made


def _staged(path: Path, data: bytes, take_name: Callable[[Path], None]) -> None:
    temporary = path.parent / f"{TEMPORARY_PREFIX}{os.getpid()}-{random.getrandbits(40):x}"
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        take_name(temporary)
        _sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def create_new(path: Path, text: str, *, hint: str | None = None) -> None:
    """Write a file that must not exist yet, making its folders; ExistsError (with `hint`) where it does.

    Of several processes that create the same file, one wins and the others get the error.
    """
    with _reporting(path, "write"):
        made = _make_parents(path.parent)
        try:
            _staged(path, text.encode("utf-8"), lambda temporary: _take_name(temporary, path, hint))
        except (OSError, BlogcliError):
            for folder in made:  # leave no empty folders behind
                with contextlib.suppress(OSError):
                    folder.rmdir()
            raise


def write_atomic(path: Path, text: str, *, was: str) -> None:
    """Replace a file's content in one step, keeping its permissions.

    `was` is the text the new one was made from; BlogcliError where the file holds another by now.
    """

    def take_name(temporary: Path) -> None:
        if path.read_bytes() != was.encode("utf-8"):
            raise BlogcliError("was changed meanwhile", path=path, hint="try again")
        temporary.chmod(path.stat().st_mode & 0o7777)
        temporary.replace(path)

    with _reporting(path, "write"):
        # A link in the tree stays a link: what it points at is what changes.
        path = path.resolve(strict=True)
        _staged(path, text.encode("utf-8"), take_name)


def _link_new(source: Path, target: Path) -> None:
    """Give `source` the name `target`, atomically and only if that name is free (link(2) refuses to replace)."""
    if os.name == "nt" or (source.is_dir() and not source.is_symlink()):
        source.rename(target)  # on Windows a rename never replaces, and that of a folder only an empty one
        return
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL))  # take the name first, then fill it
        try:
            source.replace(target)
        except OSError:
            target.unlink()
            raise


def _take_name(source: Path, target: Path, hint: str | None) -> None:
    try:
        _link_new(source, target)
    except FileExistsError as error:
        raise ExistsError(target, hint=hint) from error


def move_new(source: Path, target: Path, *, hint: str | None = None) -> None:
    """Rename a file or folder within its folder; ExistsError (with `hint`) where the new name is taken."""
    with _reporting(source, "rename"):
        _take_name(source, target, hint)
        if os.name != "nt":
            source.unlink(missing_ok=True)
        _sync_folder(target.parent)


def remove(path: Path) -> None:
    """Remove a file for good."""
    with _reporting(path, "remove"):
        path.unlink()
        _sync_folder(path.parent)


@contextlib.contextmanager
def locked(folder: Path, message: str | None = None) -> Iterator[None]:
    """Keep every other process that locks the folder out of it.

    Where one is in there it waits, or with a `message` fails with a BlogcliError that says it.

    The lock is the system's and goes with the process, however that ends. Windows has none for folders.
    """
    if os.name != "posix":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (fcntl.LOCK_NB if message else 0))
        except BlockingIOError:
            raise BlogcliError(str(message), path=folder, hint="try again when it has ended") from None
        yield
    finally:
        os.close(descriptor)


def check_link(root: Path, path: Path) -> None:
    """OutsideError where `path`, in a folder known to be inside `root`, is a symbolic link that leads out."""
    if path.is_symlink():
        inside(root, path)


def files_below(root: Path, folder: Path, wanted: Callable[[str], bool], around: tuple[str, ...] = ()) -> Iterator[str]:
    """The files below a folder, sorted, as paths from it with forward slashes; names not `wanted` are passed over.

    OutsideError for a link that leads out of `root`, BlogcliError for one that leads to a folder it is in, or for a
    name that is not UTF-8. Nothing where there is no such folder.
    """
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry for entry in entries if wanted(entry.name)), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        raise FileError(error, folder, "read") from error
    around = (*around, os.fspath(folder))
    for entry in found:
        path = Path(entry.path)
        if entry.is_symlink():
            inside(root, path)
        if not entry.name.isprintable() and any("\ud800" <= char <= "\udfff" for char in entry.name):
            raise BlogcliError("has a name that is not valid UTF-8", path=path, hint="rename it")
        with _reporting(path, "read"):
            is_folder = entry.is_dir()
        if is_folder:
            if entry.is_symlink() and os.path.realpath(path) in map(os.path.realpath, around):
                raise BlogcliError("is a link to a folder it is in", path=path, hint="remove it")
            yield from (f"{entry.name}/{name}" for name in files_below(root, path, wanted, around))
        elif entry.is_file():
            yield entry.name


def inside(root: Path, path: Path) -> Path:
    """The path, when it lies in `root` after every symbolic link is followed; OutsideError where it leads out."""
    real_root = Path(os.path.realpath(root))
    real = Path(os.path.realpath(path))
    if real != real_root and real_root not in real.parents:
        raise OutsideError(path)
    return path
