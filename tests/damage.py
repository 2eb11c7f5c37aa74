"""Some 500 ways in which a cache can be damaged, or be made to lead a render astray; the same at every run."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

from blogcli.database import KEYS, TABLES, Database
from blogcli.model import Version
from blogcli.wire import field_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_FIELDS = field_names(Version)
BOMB = "[" * 100_000
VALUES: dict[str, object] = {
    "nothing": None,
    "an empty text": "",
    "another text": "x",
    "a whole number": 5,
    "a number beyond 64 bits": 1e300,
    "bytes": b"\xff\x00",
    "invalid UTF-8": "CAST(x'c328ff' AS TEXT)",
    "a NUL": "a\0b",
    "deep lists": BOMB,
    "a key twice": '{"a": 1, "a": 2}',
    "no number": "NaN",
    "endless": '[Infinity, -Infinity, 1e999, "\\ud800"]',
    "a long text": "lungo " * 200_000,
    "a list": "[1, [2], null]",
}
PENDING = "comments/una-passeggiata/3.pending.md"
# Where a path is said, and what it must not lead to.
ASTRAY = [
    "../../secret.txt", "../../../secret.txt", "/etc/passwd", "../.git/config", ".git/config", "../../blog.toml",
    PENDING, "../../comments/una-passeggiata/3.pending.md", "", ".", "..", "a//b",
    "a\0b", "./carta.svg", "\ud800", "x" * 5000,
]  # fmt: skip


def damages() -> list[tuple[str, Callable[[Path], object]]]:
    """Each with its name. It is called with the path of the cache's file, of a blog that was rendered."""
    return [*_bytes(), *_values(), *_rows(), *_schemas(), *_places(), *_resealed()]


# Of the file's bytes


def _bytes() -> Iterator[tuple[str, Callable[[Path], object]]]:
    for number in range(100):
        yield f"bytes changed, {number}", partial(_spoil, seed=number, length=1 + number % 40)
    for number in range(40):
        yield f"pages changed, {number}", partial(_shuffle, seed=number)
    for number in range(24):
        yield f"cut, {number}", partial(_cut, part=number / 24)
    for number in range(0, 100, 4):
        yield f"header changed at {number}", partial(_spoil, seed=number, length=4, at=number)
    yield "something behind its end", lambda path: path.write_bytes(path.read_bytes() + b"\0\1\2" * 5000)
    yield "nothing but noughts", lambda path: path.write_bytes(bytes(path.stat().st_size))


def _spoil(path: Path, *, seed: int, length: int, at: int | None = None) -> None:
    dice = random.Random(seed)
    data = bytearray(path.read_bytes())
    start = dice.randrange(len(data)) if at is None else at
    data[start : start + length] = dice.randbytes(len(data[start : start + length]))
    path.write_bytes(data)


def _shuffle(path: Path, *, seed: int) -> None:
    """A page in the place of another, or gone."""
    dice, data = random.Random(seed), path.read_bytes()
    pages = [data[start : start + 4096] for start in range(0, len(data), 4096)]
    one, other = dice.randrange(len(pages)), dice.randrange(len(pages))
    match seed % 4:
        case 0:
            pages[one], pages[other] = pages[other], pages[one]
        case 1:
            pages[one] = pages[other]
        case 2:
            pages[one] = bytes(4096)
        case 3:
            pages[one] = dice.randbytes(4096)
    path.write_bytes(b"".join(pages))


def _cut(path: Path, *, part: float) -> None:
    os.truncate(path, int(path.stat().st_size * part))


# Of what is in the tables


def _sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def _values() -> Iterator[tuple[str, Callable[[Path], object]]]:
    for table, columns in TABLES.items():
        for column in (*columns, "row_digest"):
            for name, value in VALUES.items():
                if value is None and column in columns[: KEYS.get(table, 1)]:
                    continue  # a key is never nothing
                yield f"{table}.{column} is {name}", partial(_set, table=table, column=column, value=value)


def _set(path: Path, *, table: str, column: str, value: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        if isinstance(value, str) and value.startswith("CAST"):
            connection.execute(f"UPDATE OR REPLACE {table} SET {column} = {value}")
        else:
            connection.execute(f"UPDATE OR REPLACE {table} SET {column} = ?", (value,))


def _rows() -> Iterator[tuple[str, Callable[[Path], object]]]:
    for table, columns in TABLES.items():
        value = columns[-1]
        yield f"{table} empty", partial(_statements, statements=[f"DELETE FROM {table}"])
        yield f"{table} without half", partial(_statements, statements=[f"DELETE FROM {table} WHERE {value} > '8'"])
        yield (
            f"{table} with one for all",
            partial(_statements, statements=[f"UPDATE {table} SET {value} = (SELECT max({value}) FROM {table})"]),
        )
        yield (
            f"{table} cut",
            partial(_statements, statements=[f"UPDATE {table} SET {value} = substr({value}, 1, length({value}) - 1)"]),
        )
        yield f"{table} in capitals", partial(_statements, statements=[f"UPDATE {table} SET {value} = upper({value})"])
        yield (
            f"{table} with figures changed",
            partial(_statements, statements=[f"UPDATE {table} SET {value} = replace({value}, '1', '2')"]),
        )
        yield f"{table} swapped", partial(_swap, table=table, whole=False)
        yield f"{table} swapped with their digests", partial(_swap, table=table, whole=True)
    yield "another salt", partial(_statements, statements=["UPDATE facts SET value = '\"x\"' WHERE name = 'salt'"])
    yield (
        "a title changed",
        partial(_statements, statements=["UPDATE units SET record = replace(record, 'passeggiata', 'passeggiatA')"]),
    )
    yield (
        "a status changed",
        partial(_statements, statements=["UPDATE texts SET text = replace(text, 'pending', 'approved')"]),
    )


def _statements(path: Path, *, statements: list[str]) -> None:
    _sql(path, *statements)


def _swap(path: Path, *, table: str, whole: bool) -> None:
    """Give each row of a table the values, or all but the key, of the next."""
    columns = TABLES[table]
    start = KEYS.get(table, 1)
    moved = [*columns[start:], *(["row_digest"] if whole else [])]
    with closing(sqlite3.connect(path)) as connection, connection:
        found = connection.execute(f"SELECT {', '.join([*columns[:start], *moved])} FROM {table}").fetchall()
        sets = ", ".join(f"{name} = ?" for name in moved)
        which = " AND ".join(f"{name} = ?" for name in columns[:start])
        for row, other in zip(found, found[1:] + found[:1], strict=True):
            connection.execute(f"UPDATE {table} SET {sets} WHERE {which}", (*other[start:], *row[:start]))


# Of the form of the database

_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT {} FROM n"


def _schemas() -> Iterator[tuple[str, Callable[[Path], object]]]:
    for table, columns in TABLES.items():
        named = ", ".join(f"i || '' AS {name}" for name in (*columns, "row_digest"))
        same = ", ".join((*columns, "row_digest"))
        key = ", ".join(columns[: KEYS.get(table, 1)])
        view = f"CREATE VIEW {table} AS "
        aside = f"ALTER TABLE {table} RENAME TO old"
        kinds = {
            "an endless view": [aside, view + _ENDLESS.format(named)],
            "a view of itself": [aside, f"{view} SELECT * FROM old"],
            "a trigger": [f"CREATE TRIGGER t AFTER INSERT ON {table} BEGIN DELETE FROM {table}; END"],
            "an endless trigger": [f"CREATE TRIGGER t AFTER DELETE ON {table} BEGIN {_ENDLESS.format('i')}; END"],
            "an index": [f"CREATE INDEX i ON {table} ({columns[-1]})"],
            "another type": [
                aside, f"CREATE TABLE {table} ({same.replace(',', ' BLOB,')} REAL, PRIMARY KEY ({key})) WITHOUT ROWID",
                f"INSERT INTO {table} SELECT * FROM old", "DROP TABLE old",
            ],
            "a column made of others": [f"ALTER TABLE {table} ADD COLUMN more TEXT AS (upper({columns[0]}))"],
            "a column more": [f"ALTER TABLE {table} ADD COLUMN more TEXT DEFAULT 'x'"],
            "gone": [f"DROP TABLE {table}"],
            "a virtual table": [f"DROP TABLE {table}", f"CREATE VIRTUAL TABLE {table} USING fts5({same})"],
        }  # fmt: skip
        for name, statements in kinds.items():
            yield f"{table}: {name}", partial(_statements, statements=statements)
        yield f"{table}: text that is no SQL", partial(_schema_says, table=table, text="CREATE TABLE (((")
        yield f"{table}: another root page", partial(_schema_says, table=table, text=None)
    settings = {"user_version": 99, "application_id": 7, "auto_vacuum": 1, "page_size": 512, "encoding": "'UTF-16le'"}
    yield "another table", partial(_statements, statements=["CREATE TABLE other (a)"])
    yield "statistics", partial(_statements, statements=["ANALYZE"])
    yield "a write-ahead log", partial(_statements, statements=["PRAGMA journal_mode = WAL", "DELETE FROM texts"])
    for name, value in settings.items():
        yield f"{name} set", partial(_set_up, setting=f"{name} = {value}")


def _schema_says(path: Path, *, table: str, text: str | None) -> None:
    what = "sql = ?" if text else "rootpage = (SELECT max(rootpage) FROM sqlite_master WHERE name <> ?)"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(f"UPDATE sqlite_master SET {what} WHERE name = ?", (text or table, table))


def _set_up(path: Path, *, setting: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA {setting}")
        connection.execute("VACUUM")


# Of what lies at its place


def _places() -> Iterator[tuple[str, Callable[[Path], object]]]:
    for suffix in ("-journal", "-wal", "-shm"):
        for name, data in {"of noise": random.Random(1).randbytes(9000), "that is empty": b""}.items():
            yield f"a {suffix} {name}", partial(_beside, suffix=suffix, data=data)
        yield f"a folder for {suffix}", partial(_folder_beside, suffix=suffix)
    yield "a journal that names a file to be removed", _journal
    for instead in (
        "no file",
        "an empty file",
        "a text",
        "a folder",
        "a pipe",
        "a link to nowhere",
        "a link to a device",
    ):
        yield instead, partial(_put, instead=instead)
    yield "a file of two names", lambda path: os.link(path, path.with_name("copy"))
    yield "a file for the folder", _file_for_the_folder
    yield "no clock", lambda path: (path.parent / "clock").unlink()
    yield "a folder for the clock", _folder_for_the_clock
    yield "a clock that is ahead", lambda path: os.utime(path.parent / "clock", (9e9, 9e9))


def _put(path: Path, *, instead: str) -> None:
    path.unlink()
    match instead:
        case "an empty file":
            path.touch()
        case "a text":
            path.write_text("---\ntitle: x\n---\n")
        case "a folder":
            (path / "inner").mkdir(parents=True)
        case "a pipe":
            os.mkfifo(path)
        case "a link to nowhere":
            path.symlink_to("nowhere")
        case "a link to a device":
            path.symlink_to("/dev/zero")


def _file_for_the_folder(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("x")


def _folder_for_the_clock(path: Path) -> None:
    (path.parent / "clock").unlink()
    (path.parent / "clock").mkdir()


def _beside(path: Path, *, suffix: str, data: bytes) -> None:
    path.with_name(path.name + suffix).write_bytes(data)


def _folder_beside(path: Path, *, suffix: str) -> None:
    path.with_name(path.name + suffix).mkdir()


def _journal(path: Path) -> None:
    """A hot journal, which SQLite takes back; then it removes the file that the journal's end names."""
    victim = str(path.parent.parent.parent / "secret.txt").encode()
    size = path.stat().st_size // 4096
    magic = bytes.fromhex("d9d505f920a163d7")
    header = magic + (0).to_bytes(4, "big") + bytes(4) + size.to_bytes(4, "big")
    header += (512).to_bytes(4, "big") + (4096).to_bytes(4, "big")
    name = (1 + 2**30 // 4096).to_bytes(4, "big") + victim + len(victim).to_bytes(4, "big")
    name += (sum(victim) & 0xFFFFFFFF).to_bytes(4, "big") + magic
    path.with_name("cache.sqlite-journal").write_bytes(header.ljust(512, b"\0") + name)


# By somebody who knows how the digests of rows are made


def _resealed() -> Iterator[tuple[str, Callable[[Path], object]]]:
    for number, name in enumerate(ASTRAY):
        for what in ("files", "folder", "path", "slug", "alias", "comment", "output"):
            if (what, name) != ("alias", PENDING):  # as an alias it is an address like others
                yield f"a record whose {what} is astray, {number}", partial(_astray, what=what, name=name)
    for table, columns in TABLES.items():
        for column in columns:
            for name in ("another text", "deep lists", "no number", "a list", "a key twice"):
                yield (
                    f"{table}.{column} is {name}, sealed",
                    partial(_sealed, table=table, column=column, value=str(VALUES[name])),
                )
        yield f"{table} swapped, sealed", partial(_swap_sealed, table=table)


def _sealed(path: Path, *, table: str, column: str, value: str) -> None:
    _set(path, table=table, column=column, value=value)
    reseal(path)


def _swap_sealed(path: Path, *, table: str) -> None:
    _swap(path, table=table, whole=False)
    reseal(path)


def reseal(path: Path) -> None:
    """Give all rows of a cache the digests that they would have if blogcli had written them."""
    with closing(sqlite3.connect(path)) as connection, connection:
        database = Database(connection, path, 10**9)
        said = connection.execute("SELECT value FROM facts WHERE name = 'salt'").fetchone()
        try:
            salt = str(json.loads(said[0]))
        except (TypeError, ValueError, RecursionError):
            salt = ""
        for table, columns in TABLES.items():
            rows = connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
            database.put(table, rows, salt if table == "units" else "")


def _astray(path: Path, *, what: str, name: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        if what == "output":
            row = ("public", name.replace("\ud800", "?"), "x", "1 2 3 4", "x", "")
            connection.execute("REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", row)
        elif what == "comment":
            for unit, text in connection.execute("SELECT unit, text FROM texts").fetchall():
                comments = json.loads(text)
                for comment in comments:
                    comment[2] = name
                connection.execute("UPDATE texts SET text = ? WHERE unit = ?", (_dump(comments), unit))
        else:
            for unit, record in connection.execute("SELECT unit, record FROM units").fetchall():
                if record.startswith("["):
                    lie = _dump(_lying(json.loads(record), what, name))
                    connection.execute("UPDATE units SET record = ? WHERE unit = ?", (lie, unit))
        connection.execute("DELETE FROM facts WHERE name LIKE 'state %'")
    reseal(path)


def _lying(post: list[Any], what: str, name: str) -> list[Any]:
    place = next(place for place, each in enumerate(post) if isinstance(each, list))
    version, files = post[place][0], post[place + 1]
    assert len(version) == len(_FIELDS)
    match what:
        case "files":
            files.append(name)
        case "folder":
            post[1] = name
        case "path" | "slug":
            version[_FIELDS.index(what)] = name
        case "alias":
            version[_FIELDS.index("aliases")] = [f"/{name}/"]
    return post


def _dump(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
