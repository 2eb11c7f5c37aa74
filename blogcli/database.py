"""The SQLite file that the cache is kept in. It may be damaged, or made by anybody: it is read as input.

Each row ends with a digest over the name of its table and all its other columns, so that none can be altered, cut or
put in another's place unnoticed. The digest takes no secret: it finds damage, and whoever means harm can compute it.
What rows say is checked by those who use it.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

# Each table's columns; the first `KEYS` of them (1 where nothing is said) are its key.
TABLES = {
    "units": ("unit", "stamps", "content", "record"),
    "texts": ("unit", "text"),
    "files": ("output", "path", "key", "stamp", "digest"),
    "facts": ("name", "value"),
}
KEYS = {"files": 2}
# What SQLite finds beside a file and takes for a part of it.
_BESIDE = ("-journal", "-wal", "-shm")
# Steps of SQLite's machine. A row that is read takes about ten, one that is written some thirty.
_STEPS, _STEPS_A_ROW, _AT_ONCE = 10_000_000, 1000, 1000
_LONGEST = 1_000_000_000  # bytes of a value that is written


class DamagedError(Exception):
    """The file holds what blogcli did not write there."""


def _key(table: str) -> str:
    return ", ".join(TABLES[table][: KEYS.get(table, 1)])


def _made_by(table: str) -> str:
    columns = ", ".join(f"{name} TEXT" for name in (*TABLES[table], "row_digest"))
    return f"TABLE {table} ({columns}, PRIMARY KEY ({_key(table)})) WITHOUT ROWID"


_SCHEMA = {("table", table, table, f"CREATE {_made_by(table)}") for table in TABLES}


@dataclass(slots=True)
class Database:
    """An open file. What goes wrong raises sqlite3.Error or DamagedError.

    `steps` is how many steps of SQLite's machine are left for all that is done with it: a file can be made so that to
    read it takes no end.
    """

    connection: sqlite3.Connection
    path: Path
    steps: int

    def rows(self, table: str, salt: str = "", key: Sequence[str] = ()) -> Iterator[tuple[str, ...]]:
        """The rows of a table in the order of their keys, or those whose keys begin with `key`.

        Each is without its digest, and without what `key` says. `salt` is what `put` was given.
        """
        names = TABLES[table]
        which = " AND ".join(["TRUE", *(f"{name} = ?" for name in names[: len(key)])])
        query = f"SELECT {', '.join(names[len(key) :])}, row_digest FROM {table} WHERE {which} ORDER BY {_key(table)}"
        start = _start(table, salt, key)
        last: tuple[str, ...] = ()
        for row in self.connection.execute(query, key):
            columns = row[:-1]
            if _digest(start, columns) != row[-1] or columns <= last:
                raise DamagedError(table)
            last = columns
            yield columns

    def put(self, table: str, rows: Iterable[Sequence[str]], salt: str = "") -> None:
        """Write rows, in place of those with their keys. Those of another `salt` are not to be read."""
        start = _start(table, salt)
        sealed = [(*row, _digest(start, row)) for row in rows]
        self.connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        self.allow(len(sealed))
        marks = ", ".join("?" * (len(TABLES[table]) + 1))
        self.connection.executemany(f"REPLACE INTO {table} VALUES ({marks})", sealed)

    def drop(self, table: str, keys: Sequence[Sequence[str]]) -> None:
        """Remove the rows with these keys, or whose keys begin with these."""
        if keys:
            self.allow(len(keys))
            which = " AND ".join(f"{name} = ?" for name in TABLES[table][: len(keys[0])])
            self.connection.executemany(f"DELETE FROM {table} WHERE {which}", keys)

    def clear(self, table: str) -> None:
        """Remove all rows of a table."""
        self.connection.execute(f"DELETE FROM {table}")

    def allow(self, rows: int) -> None:
        """Allow the steps that it takes to write these many rows."""
        self.steps += rows * _STEPS_A_ROW

    def spend(self) -> bool:
        """Count steps that were taken; whether there were too many."""
        self.steps -= _AT_ONCE
        return self.steps < 0


def _start(table: str, salt: str, key: Sequence[str] = ()) -> str:
    return "\0".join((table, salt, *key, ""))


def _digest(start: str, columns: Sequence[str]) -> str:
    # A large site has ten thousands of rows, all of which each render reads: there is no time for names.digest.
    try:
        return blake2b((start + "\0".join(columns)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    except TypeError:
        raise DamagedError(start) from None  # a column is no text


def open_database(path: Path, *, writing: bool) -> Database | None:
    """Open the file, and make it where there is none; without `writing`, None where there is none.

    sqlite3.Error or DamagedError where it is no database of this form, OSError where the system refuses.
    """
    size = _size(path)
    if writing:
        _drop(path, *_BESIDE)  # SQLite would take them back into it, and remove whatever file they name
        beside = any(os.path.lexists(f"{path}{suffix}") for suffix in _BESIDE)
        if beside or (size is None and os.path.lexists(path)):
            raise DamagedError(path)
        connection = sqlite3.connect(path, timeout=10)
    elif size is None:
        return None
    else:
        # Nobody's lock is asked for, and nothing beside it is looked at: what another process is just writing shows as
        # damage.
        connection = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)
    try:
        return _prepared(connection, path, size or 0)
    except BaseException:
        connection.close()
        raise


def _prepared(connection: sqlite3.Connection, path: Path, size: int) -> Database:
    database = Database(connection, path, _STEPS + 4 * size)
    # No value is longer than the file, whatever is said there: nothing that long needs to be made room for.
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, size + 1_000_000)
    connection.set_progress_handler(database.spend, _AT_ONCE)
    for setting in ("trusted_schema = OFF", "cell_size_check = ON", "synchronous = OFF", "journal_mode = MEMORY"):
        connection.execute(f"PRAGMA {setting}")
    found = set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))
    if not found and not size:
        with connection:
            connection.execute("BEGIN IMMEDIATE")  # of several processes, one makes the tables
            for table in TABLES:
                connection.execute(f"CREATE {_made_by(table).replace('TABLE', 'TABLE IF NOT EXISTS', 1)}")
    elif found != _SCHEMA:
        raise DamagedError(path)
    return database


def _size(path: Path) -> int | None:
    """The size of the file; None where it isn't there, or is another thing: a link, a folder, a name among several."""
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) and found.st_nlink == 1 else None


def forget(path: Path) -> None:
    """Remove the file, with what SQLite would take back into a new one of its name."""
    _drop(path, "", *_BESIDE)


def _drop(path: Path, *suffixes: str) -> None:
    for suffix in suffixes:
        with contextlib.suppress(OSError):
            path.with_name(path.name + suffix).unlink()
