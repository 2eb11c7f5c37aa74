"""What renders remember, in .blogcli/cache.sqlite: always safe to delete, and made anew where it can't be read.

It holds texts alone: of units by their names, of a folder's files by their paths, and facts. Each says what it was made
of, and whoever asks compares.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sqlite3
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogcli.content.memory import Row
from blogcli.content.tree import clock
from blogcli.errors import BlogcliError
from blogcli.git import find_repository
from blogcli.names import CACHE
from blogcli.output.earlier import Left

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from blogcli.content.memory import Memory

FILE = "cache.sqlite"
CLOCK = "clock"  # a file whose time is set to learn the file system's
STATE = "state 2 of "  # an output folder follows; the number changes with the form of what is kept under this name
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS units (unit TEXT PRIMARY KEY, stamps TEXT, content TEXT, record TEXT) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS texts (unit TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS files (
        output TEXT, path TEXT, key TEXT, stamp TEXT, digest TEXT, PRIMARY KEY (output, path)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


def vouched_for(root: Path) -> bool:
    """Whether the cache is sure to be made here. An error where git tracks it, for then it came with a clone.

    So it may have where it is a link, which is an error, too: nothing is written to where that leads.

    A git that can't say (the repository is another user's) leaves it in doubt.
    """
    if (root / CACHE).is_symlink():
        message = "is a link, and must be a folder of the blog's own"
        raise BlogcliError(message, path=root / CACHE, hint="remove it; the folder is then made anew")
    if not (root / CACHE).exists() or (repository := find_repository(root)) is None:
        return True
    ignores_case = (root / CACHE.upper()).exists()  # so does the disk, and git may know the folder by another name
    magic = "literal,icase" if ignores_case else "literal"
    found = repository.ask("ls-files", "-z", "--", f":({magic}){repository.path_of(root / CACHE)}")
    if found is None:
        return True
    if found.stdout:
        hint = f"git rm -r --cached {CACHE}, and list it in .gitignore"
        raise BlogcliError("is tracked by git, and a cache is not to be trusted", path=root / CACHE, hint=hint)
    return found.returncode == 0


@dataclass(slots=True)
class Cache:
    """An open cache, or one that knows nothing and keeps nothing, where the blog's folder can't be written.

    One that turns out to be damaged, or finds no room on the disk, becomes such a one.
    """

    connection: sqlite3.Connection | None
    tick: int
    path: Path | None = None  # of the file that may be written

    def fact(self, name: str) -> Any:
        """Something remembered under a name, None where nothing is."""
        for (value,) in self._rows("SELECT value FROM facts WHERE name = ?", name):
            try:
                return json.loads(value)
            except ValueError as error:
                self._give_up(error)
        return None

    def units(self, salt: str) -> dict[str, Row]:
        """The records that were made with this salt."""
        if self.fact("salt") != salt:
            return {}
        rows = self._rows("SELECT unit, stamps, content, record FROM units")
        return {unit: Row(stamps, content, record) for unit, stamps, content, record in rows}

    def text(self, unit: str) -> str | None:
        """A conversation's text as it was last read, None where it isn't known."""
        return next((text for (text,) in self._rows("SELECT text FROM texts WHERE unit = ?", unit)), None)

    def files(self, output: str) -> dict[str, Left]:
        """The files of an output folder as they were left."""
        rows = self._rows("SELECT path, key, stamp, digest FROM files WHERE output = ?", output)
        return {path: Left(key, stamp, digest) for path, key, stamp, digest in rows}

    def _lost(self) -> list[str]:
        """The output folders that are known and there no more."""
        root = self.path.parent.parent if self.path else Path()
        names = [name for (name,) in self._rows("SELECT name FROM facts")]
        places = [name.removeprefix(STATE) for name in names if name.startswith(STATE)]
        return [place for place in places if not Path(os.path.normpath(root / place)).is_dir()]

    def _rows(self, query: str, *values: str) -> list[Any]:
        if self.connection is None:
            return []
        try:
            return self.connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return []

    def _give_up(self, error: Exception) -> None:
        self.close()
        if self.path is not None and not _busy(error):
            _forget(self.path)

    def close(self) -> None:
        """Know and keep nothing from here on."""
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def save(
        self,
        salt: str,
        memory: Memory,
        output: str,
        files: tuple[Mapping[str, Left], Mapping[str, Left]],
        facts: Mapping[str, object],
    ) -> None:
        """Remember all of it, or none: what was read, the files of a folder (as known before, and now), and facts."""
        if self.connection is None:
            return
        before, now = files
        left = [(output, path, *_columns(file)) for path, file in now.items() if before.get(path) != file]
        units = [(unit, row.stamps, row.content, row.record) for unit, row in memory.changed().items()]
        said = [(name, json.dumps(value)) for name, value in {**facts, "salt": salt}.items()]
        try:
            with self.connection as database:
                # Those of another salt, though another render may have put them there since this one began.
                mine = "SELECT * FROM facts WHERE name = 'salt' AND value = ?"
                for table in ("units", "texts"):
                    database.execute(f"DELETE FROM {table} WHERE NOT EXISTS ({mine})", (json.dumps(salt),))
                    database.executemany(f"DELETE FROM {table} WHERE unit = ?", [(unit,) for unit in memory.gone()])
                database.executemany("REPLACE INTO units VALUES (?, ?, ?, ?)", units)
                database.executemany("REPLACE INTO texts VALUES (?, ?)", memory.texts.items())
                gone = [(output, path) for path in before if path not in now]
                database.executemany("DELETE FROM files WHERE output = ? AND path = ?", gone)
                database.executemany("REPLACE INTO files VALUES (?, ?, ?, ?, ?)", left)
                database.executemany("REPLACE INTO facts VALUES (?, ?)", said)
                for place in self._lost():
                    database.execute("DELETE FROM files WHERE output = ?", (place,))
                    database.execute("DELETE FROM facts WHERE name = ?", (f"{STATE}{place}",))
        except sqlite3.Error as error:
            self._give_up(error)


def _columns(file: Left) -> tuple[str, str, str]:
    return file.key, file.stamp, file.digest


@contextlib.contextmanager
def opened(root: Path, *, writing: bool, blind: bool = False) -> Iterator[Cache]:
    """The cache of the blog in `root`; without `writing`, one that changes nothing on the disk.

    A `blind` one knows nothing and keeps nothing.
    """
    if blind:
        yield Cache(None, 0)
        return
    folder = root / CACHE
    try:
        if writing:
            folder.mkdir(exist_ok=True)
        for place in _shared(folder):
            if not writing:
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(place))
            place.unlink()
        connection = _connect(folder / FILE) if writing else _looked_at(folder / FILE)
        tick = _tick(folder / CLOCK) if writing else 0
    except (OSError, sqlite3.Error):
        connection, tick = None, 0
    cache = Cache(connection, tick, folder / FILE if writing else None)
    try:
        yield cache
    finally:
        cache.close()


def _shared(folder: Path) -> Iterator[Path]:
    """Those of the cache's files that are links, or have another name elsewhere: to write there is not ours."""
    for name in (FILE, f"{FILE}-journal", f"{FILE}-wal", f"{FILE}-shm", CLOCK):
        with contextlib.suppress(FileNotFoundError):
            found = os.lstat(folder / name)
            if stat.S_ISLNK(found.st_mode) or (stat.S_ISREG(found.st_mode) and found.st_nlink > 1):
                yield folder / name


def _connect(path: Path) -> sqlite3.Connection:
    try:
        return _prepared(path)
    except sqlite3.DatabaseError as error:
        if _busy(error):
            raise
        _forget(path)  # damaged, or another thing of that name
        return _prepared(path)


def _busy(error: Exception) -> bool:
    """Whether another process has the cache, which so is no damaged one."""
    return getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")


def _forget(path: Path) -> None:
    # With what SQLite would take back into a new one of that name.
    with contextlib.suppress(OSError):
        for each in (path.with_name(f"{path.name}-journal"), path):
            each.unlink(missing_ok=True)


def _prepared(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10)
    try:
        connection.executescript(_SCHEMA)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _looked_at(path: Path) -> sqlite3.Connection | None:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) if path.is_file() else None


def _tick(path: Path) -> int:
    path.touch()
    return clock(path)
