"""What is in a folder: the folders and texts in it, by one listing that opens none of them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.errors import FileError
from blogcli.names import LanguageTag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Look = Callable[[Path], "Listing"]  # says what is in a folder


def version_language(file_name: str) -> LanguageTag | None:
    """The language a file like `it.md` is in, None for any other file."""
    stem, dot, suffix = file_name.rpartition(".")
    if not dot or suffix != "md":
        return None
    try:
        return LanguageTag.parse(stem)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Listing:
    """The names in a folder that are folders, or end in .md; what starts with a dot is passed over.

    `links` are those of the folders that lie elsewhere.
    """

    folder: Path
    folders: tuple[str, ...]
    texts: tuple[str, ...]
    links: frozenset[str]

    def is_post(self) -> bool:
        """Whether it holds a language version, and so is a post's folder."""
        return any(map(version_language, self.texts))

    def versions(self) -> Iterator[Path]:
        """Its language versions."""
        return (self.folder / name for name in self.texts if version_language(name))

    def below(self) -> Iterator[Listing]:
        """Every folder below it, in the order of their paths. Links are not followed: they may lead in a circle."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            if here is not self:
                yield here
            waiting += [listing(here.folder / name) for name in reversed(here.folders) if name not in here.links]


def listing(folder: Path) -> Listing:
    """What a folder holds; nothing where there is none. FileError where it can't be read."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if entry.name[0] != "."]
    except (FileNotFoundError, NotADirectoryError):
        found = []
    except OSError as error:
        raise FileError(error, folder, "read") from error
    try:
        folders = [entry for entry in found if is_folder(entry)]
    except OSError as error:
        raise FileError(error, error.filename, "read") from error
    texts = sorted(entry.name for entry in found if entry.name.endswith(".md"))
    links = frozenset(entry.name for entry in folders if entry.is_symlink())
    return Listing(folder, tuple(sorted(entry.name for entry in folders)), tuple(texts), links)


def names_in(folder: Path) -> list[str]:
    """The names of all that lies in a folder, sorted."""
    try:
        return sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise FileError(error, folder, "read") from error


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a listing is a folder, or a link to one; PermissionError where nobody may look."""
    try:
        return entry.is_dir()
    except PermissionError:
        raise
    except OSError:  # a link to itself leads nowhere, as a dead one does
        return False
