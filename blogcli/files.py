"""The only disk primitives. Whatever people write is on the disk, whole, before a command says so.

A file comes into being or changes in one step: its bytes go to a temporary file in the same folder, are forced to the
disk, and take their name by a link or rename. A reader meets the old file or the new one and never a part of it.

Whatever writes or removes is told the folder of the blog, its `root`: OutsideError or LinkError, and nothing changed,
where a symbolic link leads it elsewhere (see `symlinks.inside`).
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, NamedTuple

from blogcli import journal
from blogcli.disk import (
    MAX_FILE,
    TEMPORARY_PREFIX,
    chunks_of,
    drop_empty,
    drop_unchanged,
    link_new,
    make_parents,
    staged,
    sync_folder,
    temporary_in,
)
from blogcli.errors import BlogcliError, ChangedError, ExistsError, FileError, GoneError, SourceError
from blogcli.locks import locked
from blogcli.symlinks import inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@contextlib.contextmanager
def _reporting(path: Path, verb: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if isinstance(error, FileNotFoundError) and path.parent.is_dir() and not os.path.lexists(path):
            raise GoneError(error, path, verb) from error
        raise FileError(error, path, verb) from error


def read_bytes(path: Path | str, flags: int = 0, limit: int = MAX_FILE) -> bytes:
    """The bytes of a file, opened with `flags` (os.O_...) too.

    FileError for a pipe, or where the system refuses; TooLargeError where it has more than `limit` bytes.
    """
    try:
        return b"".join(chunks_of(path, flags, limit))
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


def read_text(path: Path, limit: int = MAX_FILE) -> str:
    """The text of a file, line endings as they are; see `read_bytes` and `decode` for what is refused."""
    return decode(read_bytes(path, limit=limit), path)


def create_new(root: Path, path: Path, text: str, *, hint: str | None = None) -> None:
    """Write a file that must not exist yet, making its folders; ExistsError (with `hint`) where it does.

    Of several processes that create the same file, one wins and the others get the error.
    """
    inside(root, path.parent)
    journal.note(root, path, journal.state_of_text(text.encode("utf-8")))
    with _reporting(path, "write"):
        try:
            _create(path, text, hint)
        except FileNotFoundError:  # its folder was still empty, and another process took it away
            _create(path, text, hint)


def _create(path: Path, text: str, hint: str | None) -> None:
    made = make_parents(path.parent)
    try:
        with staged(path, text) as temporary:
            with locked(path.parent):
                _take_name(temporary, path, hint)
            try:
                sync_folder(path.parent)
            except OSError:
                path.unlink()
                raise
    except (OSError, BlogcliError):
        drop_empty(made)
        raise


class Rewrite(NamedTuple):
    """A file's new text, and the one that it was made from."""

    path: Path
    text: str
    was: str


def write_atomic(root: Path, path: Path, text: str, *, was: str) -> None:
    """Replace a file's content in one step, keeping its permissions; see `write_together`."""
    write_together(root, [Rewrite(path, text, was)])


def write_together(root: Path, rewrites: Sequence[Rewrite]) -> None:
    """Replace the contents of files, each in one step, keeping their permissions.

    All new texts are on the disk before the first takes its name. ChangedError where a file holds another text than it
    had, GoneError where it has another name by now; on any error those that were replaced are put back.
    """
    with contextlib.ExitStack() as stack:
        ready = []
        for rewrite in rewrites:
            with _reporting(rewrite.path, "write"):
                # A link within the blog stays a link: what it points at is what changes.
                real = rewrite._replace(path=inside(root, rewrite.path).resolve(strict=True))
                ready.append((real, stack.enter_context(staged(real.path, real.text))))
        replaced: list[Rewrite] = []
        try:
            for real, temporary in ready:
                with _reporting(real.path, "write"), locked(real.path.parent):
                    _check_unchanged(real)
                    journal.note(root, real.path, journal.state_of_text(real.text.encode("utf-8")))
                    temporary.chmod(real.path.stat().st_mode & 0o7777)
                    temporary.replace(real.path)
                    replaced.append(real)
                    sync_folder(real.path.parent)
        except BlogcliError:
            for real in replaced:
                with contextlib.suppress(OSError), staged(real.path, real.was) as temporary:
                    temporary.chmod(real.path.stat().st_mode & 0o7777)
                    temporary.replace(real.path)
            raise


def _check_unchanged(rewrite: Rewrite) -> None:
    if rewrite.path.read_bytes() != rewrite.was.encode("utf-8"):
        raise ChangedError(rewrite.path)


def _take_name(source: Path, target: Path, hint: str | None) -> None:
    try:
        link_new(source, target)
    except FileExistsError as error:
        raise ExistsError(target, hint=hint) from error


def move_new(root: Path, source: Path, target: Path, *, hint: str | None = None) -> None:
    """Rename a file or folder within its folder; ExistsError (with `hint`) where the new name is taken.

    Of several processes that rename the same file, one wins and the others get a GoneError.
    """
    inside(root, target.parent)
    journal.note(root, target, journal.state_of(source))
    journal.note(root, source, journal.GONE)
    with _reporting(source, "rename"), locked(target.parent):
        _take_name(source, target, hint)
        try:
            if os.name != "nt":
                source.unlink(missing_ok=True)
            sync_folder(target.parent)
        except OSError:
            with contextlib.suppress(OSError):
                if not os.path.lexists(source):
                    link_new(target, source)
                target.unlink(missing_ok=True)
            raise


def remove(root: Path, path: Path) -> None:
    """Remove a file for good; GoneError where another process did."""
    inside(root, path.parent)
    journal.note(root, path, journal.GONE)
    with _reporting(path, "remove"), locked(path.parent):
        path.unlink()
        with contextlib.suppress(OSError):  # the worst is that it is there again after a power cut
            sync_folder(path.parent)


def remove_unchanged(root: Path, path: Path, was: str) -> bool:
    """Remove a file for good if `was` is its text; False, and nothing removed, if it holds another or isn't there."""
    inside(root, path.parent)
    with _reporting(path, "remove"), contextlib.suppress(FileNotFoundError), locked(path.parent):
        if path.read_bytes() == was.encode("utf-8"):
            journal.note(root, path, journal.GONE)
            drop_unchanged(path, was.encode("utf-8"))
            with contextlib.suppress(OSError):
                sync_folder(path.parent)
            return not path.exists()
    return False


def remove_together(root: Path, paths: Sequence[Path]) -> None:
    """Remove files, or links, for good, in this order; on any error those that went are put back.

    Each gets a temporary name first, and nothing is dropped before all have one.
    """
    aside: list[tuple[Path, Path]] = []
    try:
        for path in paths:
            inside(root, path.parent)
            journal.note(root, path, journal.GONE)
            with _reporting(path, "remove"), locked(path.parent):
                temporary = temporary_in(path.parent)
                path.rename(temporary)
                aside.append((path, temporary))
                sync_folder(path.parent)
    except BlogcliError:
        for path, temporary in reversed(aside):
            with contextlib.suppress(OSError):
                temporary.rename(path)
        raise
    for _, temporary in aside:
        with contextlib.suppress(OSError):  # it lies about, under a name that listings pass over
            temporary.unlink()


def make_folder(root: Path, folder: Path) -> None:
    """Make a folder, where there is none, and those above it."""
    inside(root, folder)
    with _reporting(folder, "write"):
        make_parents(folder)


def holds_something(folder: Path) -> bool:
    """Whether there is anything in a folder but what a crash left; a FileError where it can't be read."""
    with _reporting(folder, "read"):
        return folder.is_dir() and any(not path.name.startswith(TEMPORARY_PREFIX) for path in folder.iterdir())
