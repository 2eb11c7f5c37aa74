"""The texts of a blog, read and named: thousands of files, of which no more is asked than there is need to know."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from blogcli.disk import MAX_FILE, chunks_of
from blogcli.errors import FileError, SourceError
from blogcli.files import decode, read_bytes
from blogcli.names import digest_of_all
from blogcli.symlinks import check_link

_NO_FOLLOW: int | None = getattr(os, "O_NOFOLLOW", None)  # Windows has none


Read = Callable[[Path, str, int], str]  # gives the text of a file in a blog, as `read_inside` does


def read_inside(root: Path, path: str, limit: int = MAX_FILE) -> str:
    """The text of a file in a folder known to be inside `root`, of at most `limit` bytes.

    OutsideError where it is a symbolic link that leads out; else as `files.read_text`.
    """
    return decode(bytes_inside(root, path, limit), path)


def bytes_inside(root: Path, path: str, limit: int = MAX_FILE) -> bytes:
    """The bytes of such a file."""
    if _NO_FOLLOW is not None:
        try:
            return read_bytes(path, _NO_FOLLOW, limit)
        except FileError:  # a link, which is looked into first, or what the second try fails at too
            pass
    check_link(root, Path(path))
    return read_bytes(path, limit=limit)


def digest_at(path: Path | str) -> str:
    """The digest of a file's bytes, however many: few are held at a time. FileError where it can't be read."""
    try:
        return digest_of_all(chunks_of(path))
    except OSError as error:
        raise FileError(error, path, "read") from error


def below(root: Path, path: Path | str) -> str:
    """A path from `root`, which it is in, with forward slashes."""
    whole, top = str(path), f"{root}/"
    if whole.startswith(top):  # a fifth of the time that pathlib takes
        return whole[len(top) :]
    return Path(path).relative_to(root).as_posix()


CHANGED_MEANWHILE = "was changed meanwhile"


def changed_meanwhile(path: Path) -> SourceError:
    """What is wrong where a file is another than the one that was read, or a wrong cache says that it is."""
    return SourceError(path, CHANGED_MEANWHILE, hint="try again; if it stays so, blogcli render --clean")
