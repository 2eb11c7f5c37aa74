"""What renders remember, in .blogcli/cache.sqlite: always safe to delete, and made anew where it can't be read.

It holds texts alone: of units by their names, of a folder's files by their paths, and facts. Each says what it was made
of, and whoever asks compares.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from blogcli.content.memory import Row
from blogcli.content.texts import CHANGED_MEANWHILE
from blogcli.content.tree import clock
from blogcli.database import DamagedError, Database, forget, open_database
from blogcli.errors import BlogcliError
from blogcli.git import find_repository
from blogcli.names import CACHE
from blogcli.output.earlier import Left

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from blogcli.content.memory import Memory

T = TypeVar("T")

FILE = "cache.sqlite"
CLOCK = "clock"  # a file whose time is set to learn the file system's
STATE = "state 3 of "  # an output folder follows; the number changes with the form of what is kept under this name


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
    """An open cache, or one that knows nothing and keeps nothing: its `database` is None.

    What it recalls raises DamagedError, sqlite3.Error or ValueError where the file holds something else than was kept.
    """

    database: Database | None
    tick: int

    def fact(self, name: str) -> Any:
        """Something remembered under a name, None where nothing is."""
        for (value,) in self._rows("facts", key=(name,)):
            return json.loads(value)
        return None

    def units(self, salt: str) -> dict[str, Row]:
        """The records that were made with this salt."""
        if self.fact("salt") != salt:
            return {}
        return {unit: Row(*columns) for unit, *columns in self._rows("units", salt)}

    def text(self, unit: str) -> str | None:
        """A conversation's text as it was last read, None where it isn't known."""
        return next((text for (text,) in self._rows("texts", key=(unit,))), None)

    def files(self, output: str) -> dict[str, Left]:
        """The files of an output folder as they were left."""
        return {path: Left(*columns) for path, *columns in self._rows("files", key=(output,))}

    def _lost(self) -> list[str]:
        """The output folders that are known and there no more."""
        places = [name.removeprefix(STATE) for name, _ in self._rows("facts") if name.startswith(STATE)]
        root = self.database.path.parent.parent if self.database else Path()
        return [place for place in places if not Path(os.path.normpath(root / place)).is_dir()]

    def _rows(self, table: str, salt: str = "", key: Sequence[str] = ()) -> Iterator[tuple[str, ...]]:
        return self.database.rows(table, salt, key) if self.database else iter(())

    def close(self) -> None:
        """Know and keep nothing from here on."""
        if self.database is not None:
            self.database.connection.close()
        self.database = None

    def save(
        self,
        salt: str,
        memory: Memory,
        output: str,
        files: tuple[Mapping[str, Left], Mapping[str, Left]],
        facts: Mapping[str, object],
    ) -> None:
        """Remember all of it, or none: what was read, the files of a folder (as known before, and now), and facts.

        Where that fails, the cache is removed: it is damaged, or there is no room for it.
        """
        if self.database is None:
            return
        try:
            with self.database.connection:
                self._save(self.database, salt, memory, output, files, facts)
        except (sqlite3.Error, DamagedError, ValueError, OverflowError) as error:
            _close_and_forget(self, error)

    def _save(
        self,
        database: Database,
        salt: str,
        memory: Memory,
        output: str,
        files: tuple[Mapping[str, Left], Mapping[str, Left]],
        facts: Mapping[str, object],
    ) -> None:
        before, now = files
        database.connection.execute("BEGIN IMMEDIATE")
        if self.fact("salt") != salt:  # nor what another render put there since this one began
            database.clear("units")
            database.clear("texts")
        gone = [(unit,) for unit in memory.gone()]
        database.drop("units", gone)
        database.drop("texts", gone)
        database.put("units", [(unit, *row) for unit, row in memory.changed().items()], salt)
        database.put("texts", memory.texts.items())
        database.drop("files", [(output, path) for path in before if path not in now])
        database.put("files", [(output, path, *file) for path, file in now.items() if before.get(path) != file])
        database.put("facts", [(name, json.dumps(value)) for name, value in {**facts, "salt": salt}.items()])
        lost = self._lost()
        database.drop("files", [(place,) for place in lost])
        database.drop("facts", [(f"{STATE}{place}",) for place in lost])


def with_cache(root: Path, use: Callable[[Cache], T], *, writing: bool, blind: bool = False) -> T:
    """Return what `use` makes of the blog's cache; without `writing`, nothing on the disk changes.

    Whatever goes wrong and is not the blog's fault may be for what was recalled: the cache is removed, and `use` is
    called once more, with one that knows nothing. A `blind` one knows nothing and keeps nothing.
    """
    with opened(root, writing=writing, blind=blind) as known:
        try:
            return use(known)
        except Exception as error:  # a damaged cache can lead to any; `use` raises it again where it is not the cache
            if known.database is None or not _may_be_recalled(error):
                raise
            removed = writing and _close_and_forget(known, error)
    with opened(root, writing=writing, blind=not removed) as anew:
        return use(anew)


def _may_be_recalled(error: Exception) -> bool:
    """Return whether an error may come from the cache, and not from the blog."""
    if isinstance(error, BlogcliError):
        return any(each.message == CHANGED_MEANWHILE for each in error.problems)
    return True


@contextlib.contextmanager
def opened(root: Path, *, writing: bool, blind: bool = False) -> Iterator[Cache]:
    """The cache of the blog in `root`; see `with_cache`."""
    folder = root / CACHE
    cache = Cache(None, 0)
    if not blind:
        with contextlib.suppress(OSError, sqlite3.Error, DamagedError):
            if writing:
                folder.mkdir(exist_ok=True)
                tick = _tick(folder / CLOCK)
                cache = Cache(_made(folder / FILE), tick)
            else:
                cache = Cache(open_database(folder / FILE, writing=False), 0)
    try:
        yield cache
    finally:
        cache.close()


def _made(path: Path) -> Database | None:
    """The database; a new one where there is none, or what is there is none."""
    try:
        return open_database(path, writing=True)
    except (sqlite3.DatabaseError, DamagedError) as error:
        if _busy(error):
            raise
        forget(path)
        return open_database(path, writing=True)


def _close_and_forget(cache: Cache, error: Exception) -> bool:
    """Remove a cache with which something went wrong; False where another process is just using it."""
    path = cache.database.path if cache.database else None
    cache.close()
    if path is None or _busy(error):
        return False
    forget(path)
    return True


def _busy(error: Exception) -> bool:
    """Whether another process has the cache, which so is no damaged one."""
    return getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")


def _tick(path: Path) -> int:
    with contextlib.suppress(FileNotFoundError):
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode) or (stat.S_ISREG(found.st_mode) and found.st_nlink > 1):
            path.unlink()  # its time, elsewhere, is not ours to set
    path.touch()
    return clock(path)
