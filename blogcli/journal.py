"""What commands wrote and did not commit, so that the same command given again commits it.

A command that changes files keeps a record in `.blogcli/journal/`: the command line, then each file before it is
changed, with the state that it is to have. While it runs the record is called `*.run` and locked; once everything is
written it is called `*.done`; once that is committed, or nothing was changed, it is gone. So a `*.run` that nobody
locks is of a command that was cut off. Like all of `.blogcli/` the records may be deleted at any time.
"""

from __future__ import annotations

import binascii
import contextlib
import os
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blogcli.locks import is_locked, lock_file
from blogcli.names import CACHE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FOLDER = f"{CACHE}/journal"
_RUN, _DONE = ".run", ".done"
_MOST = 200  # records that are kept
GONE, FOLDER_STATE = "-", "/"
_SEPARATOR, _LINE_BREAK = "\x1f", "\x1e"  # between the parts of a line, and for a line break within one
# Options that change nothing in what a command writes; the second take a value.
_FLAGS, _OPTIONS = ("--commit", "--no-commit", "--yes"), ("-C", "--message")


def command_key(arguments: Sequence[str]) -> tuple[str, ...]:
    """Return a command line without the options that say where it runs and whether it commits."""
    key: list[str] = []
    skip = False
    for argument in arguments:
        if not skip and argument not in (*_FLAGS, *_OPTIONS) and not argument.startswith("--message="):
            key.append(argument)
        skip = not skip and argument in _OPTIONS
    return tuple(key)


class Record(NamedTuple):
    """What a command wrote: files below the blog's folder, each with the state it was to have.

    `printed` are those of `paths` that it prints, `message` is its commit's. Of a command that was cut off `message`
    and `printed` are empty. `wants_commit` says whether the command was to commit.
    """

    file: Path
    key: tuple[str, ...]
    wants_commit: bool
    paths: dict[str, str]
    message: str = ""
    printed: tuple[str, ...] = ()

    def warning(self) -> str:
        """Return what to say of a command that was cut off."""
        import shlex

        return f"an earlier command was cut off, and may be half done: {shlex.join(['blogcli', *self.key])}"

    def holds(self, root: Path) -> bool:
        """Return whether every file is still as the command left it."""
        return all(state_of(root / path) == state for path, state in self.paths.items())

    def still(self, root: Path) -> list[Path]:
        """Return the files that are as the command left them."""
        return [root / path for path, state in self.paths.items() if state_of(root / path) == state]


class Journal:
    """The record of the command that runs; nothing is on the disk before its first change."""

    def __init__(self, key: tuple[str, ...]) -> None:
        self.key = key
        self.wants_commit = False
        self.noted: dict[Path, str] = {}  # the files that are changed, each with the state that it is to have
        self._file: Path | None = None
        self._descriptor = -1
        self._past: list[Path] = []
        self._made_folder = False

    def note(self, root: Path, path: Path, state: str) -> None:
        """Write down that a file is about to be changed. A folder that can't be written keeps no record."""
        self.noted[path] = state
        if self.key[:1] == ("init",):
            return  # a blog that could not be started leaves nothing
        with contextlib.suppress(OSError, ValueError):
            if self._descriptor < 0:
                self._begin(root)
            self._write(os.path.relpath(path, root), state)

    def written(self) -> list[Path]:
        """Return the files that are by now as they were to be."""
        return [
            path for path, state in self.noted.items() if state not in (GONE, FOLDER_STATE) and state_of(path) == state
        ]

    def done(self, root: Path, paths: Iterable[Path], more: Iterable[Path], message: str) -> bool:
        """Write down that all is written, and what is to be committed; nothing where the blog is in no repository.

        False where something was changed and can't be written down.
        """
        if not any((place / ".git").exists() for place in (root, *root.parents)):
            self.drop()
            return True
        if self._file is None:
            return not self.noted or self.key[:1] == ("init",)
        with contextlib.suppress(OSError, ValueError):
            printed = [os.path.relpath(path, root) for path in paths]
            self._write("", message, *printed)
            changed = (os.path.relpath(path, root) for path in more)
            for path in dict.fromkeys([*printed, *changed]):
                self._write(path, state_of(root / path))
            self._file = self._file.rename(self._file.with_suffix(_DONE))
            return True
        return False

    def replaces(self, record: Record) -> None:
        """Drop the record of an earlier run when this one ends well."""
        self._past.append(record.file)

    def forget(self) -> None:
        """Remove the record of this command, which failed and put back what it had changed."""
        if self._file is not None and self._file.suffix == _RUN:
            with contextlib.suppress(OSError):
                self._file.unlink()
                if self._made_folder:
                    _remove_folder(self._file.parent)

    def drop(self) -> None:
        """Remove the records: everything is committed, or nothing was changed."""
        for file in (*self._past, self._file):
            if file is not None:
                with contextlib.suppress(OSError):
                    file.unlink()
        self._past, self._file = [], None

    def close(self) -> None:
        """Let go of the record, as a command that was interrupted does."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1

    def _begin(self, root: Path) -> None:
        folder = root / FOLDER
        if (root / CACHE).is_symlink() or folder.is_symlink():
            raise OSError
        if not folder.is_dir():
            folder.mkdir(parents=True)
            self._made_folder = True
            with contextlib.suppress(FileExistsError), open(root / CACHE / ".gitignore", "x") as file:
                file.write("*\n")  # there are blogs that don't ignore the folder themselves
        names = sorted(entry.name for entry in folder.iterdir())
        number = int(names[-1].partition("-")[0]) + 1 if names else 1
        self._file = folder / f"{number:012d}-{os.getpid()}{_RUN}"
        self._descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        lock_file(self._descriptor)
        self._write("commit" if self.wants_commit else "", *self.key)
        for old in names[:-_MOST]:
            (folder / old).unlink(missing_ok=True)

    def _write(self, *parts: str) -> None:
        line = _SEPARATOR.join(part.replace("\n", _LINE_BREAK) for part in parts)
        os.write(self._descriptor, os.fsencode(f"{line}\n"))


def _remove_folder(folder: Path) -> None:
    """Remove the folder of the records, and the one it lies in where that holds nothing else."""
    folder.rmdir()
    ignoring = folder.parent / ".gitignore"
    if [entry.name for entry in folder.parent.iterdir()] == [ignoring.name]:
        text = ignoring.read_bytes()
        ignoring.unlink()
        try:
            folder.parent.rmdir()
        except OSError:  # another command has come to use it meanwhile
            ignoring.write_bytes(text)


_CURRENT: ContextVar[Journal | None] = ContextVar("journal", default=None)


def current() -> Journal | None:
    """Return the journal of the command that runs; None outside one."""
    return _CURRENT.get()


@contextlib.contextmanager
def recording(arguments: Sequence[str]) -> Iterator[Journal]:
    """Keep a record of what the command with these arguments changes within."""
    journal = Journal(command_key(arguments))
    token = _CURRENT.set(journal)
    try:
        yield journal
    finally:
        journal.close()
        _CURRENT.reset(token)


def note(root: Path, path: Path, state: str) -> None:
    """Write down that a file is about to get a state; see `state_of_text`, `state_of` and `GONE`."""
    if journal := _CURRENT.get():
        journal.note(root, path, state)


def state_of_text(data: bytes) -> str:
    """Return the state of a file that holds these bytes."""
    return f"{len(data)}:{binascii.crc32(data):08x}"


def state_of(path: Path) -> str:
    """Return the state that a file has now."""
    try:
        return FOLDER_STATE if path.is_dir() else state_of_text(path.read_bytes())
    except OSError:
        return GONE


def finished(root: Path) -> list[Record]:
    """Return the records of commands that ended and committed nothing, oldest first."""
    return list(_records(root, _DONE))


def cut_off(root: Path) -> list[Record]:
    """Return the records of commands that were cut off when they had changed something, oldest first."""
    found = []
    for record in _records(root, _RUN):
        if record.still(root):
            found.append(record)
        else:  # it was cut off before its first change, or that has been dealt with
            with contextlib.suppress(OSError):
                record.file.unlink()
    return found


def _records(root: Path, suffix: str) -> Iterator[Record]:
    try:
        names = sorted(entry.name for entry in (root / FOLDER).iterdir())
    except OSError:
        return
    for name in names:
        if name.endswith(suffix):
            with contextlib.suppress(OSError, ValueError):
                if suffix == _DONE or not is_locked(root / FOLDER / name):
                    yield _read(root / FOLDER / name)


def _read(file: Path) -> Record:
    """Return a record; ValueError where the file is none."""
    text = os.fsdecode(file.read_bytes())
    lines = [line.replace(_LINE_BREAK, "\n").split(_SEPARATOR) for line in text.split("\n") if line]
    if not lines or any(len(line) < 2 for line in lines):
        raise ValueError("is no record")
    (wants_commit, *key), *rest = lines
    end = next((number for number, line in enumerate(rest) if not line[0]), None)
    changes = rest if end is None else rest[end + 1 :]
    message, *printed = ("",) if end is None else rest[end][1:]
    paths = {line[0]: line[1] for line in changes}
    if any(Path(path).is_absolute() or ".." in Path(path).parts for path in (*paths, *printed)):
        raise ValueError("names a file outside the blog")
    return Record(file, tuple(key), wants_commit == "commit", paths, message, tuple(printed))
