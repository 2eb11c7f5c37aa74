"""What is in a folder, by listings that open no file: the folders and texts in it, or all files below it."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError, FileError
from blogcli.names import MAX_DEPTH, LanguageTag, fault_of_name
from blogcli.symlinks import inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Look = Callable[[Path], "Listing"]  # says what is in a folder


def too_deep(folder: Path) -> BlogcliError:
    """What is wrong where folders lie so deep in `folder` that they are not looked into."""
    hint = "move what you need further up, and remove the rest"
    return BlogcliError(f"holds folders nested more than {MAX_DEPTH} deep", path=folder, hint=hint)


def check_name(path: Path) -> None:
    """BlogcliError for a file or folder whose name can't be shown as it is."""
    if fault := fault_of_name(path.name):
        raise BlogcliError(fault, path=path, hint="rename it")


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

    def misnamed(self) -> Iterator[BlogcliError]:
        """What is wrong with the names of its texts."""
        for name in self.texts:
            if fault := fault_of_name(name):
                yield BlogcliError(fault, path=self.folder / name, hint="rename it")

    def below(self) -> Iterator[Listing]:
        """Every folder below it, in the order of their paths. Links are not followed: they may lead in a circle.

        BlogcliError where they are nested too deep.
        """
        waiting = [(self, 0)]
        while waiting:
            here, depth = waiting.pop()
            if here is not self:
                yield here
            inner = [name for name in reversed(here.folders) if name not in here.links]
            if inner and depth == MAX_DEPTH:
                raise too_deep(self.folder)
            waiting += [(listing(here.folder / name), depth + 1) for name in inner]


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


def files_below(
    root: Path, folder: Path, wanted: Callable[[str], bool], around: tuple[str, ...] = (), *, linked: bool = False
) -> Iterator[str]:
    """The files below a folder, sorted, as paths from it with forward slashes; names not `wanted` are passed over.

    OutsideError or LinkError for a link that may not be followed, or for what lies behind one that may; BlogcliError
    for one that leads to a folder it is in, for a name that can't be shown, or for folders nested too deep. Nothing
    where there is no such folder. `around` are the folders that it lies in, some of them `linked`.
    """
    around = (*around, os.fspath(folder))
    try:
        if len(around) > MAX_DEPTH:
            raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
        with os.scandir(folder) as entries:
            found = sorted((entry for entry in entries if wanted(entry.name)), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise too_deep(Path(around[:2][-1])) from None
        raise FileError(error, folder, "read") from error
    linked = linked or folder.is_symlink()
    for entry in found:
        path = Path(entry.path)
        if linked or entry.is_symlink():
            inside(root, path)
        check_name(path)
        try:
            inner = entry.is_dir()
        except OSError as error:
            raise FileError(error, path, "read") from error
        if inner:
            if entry.is_symlink() and os.path.realpath(path) in map(os.path.realpath, around):
                raise BlogcliError("is a link to a folder it is in", path=path, hint="remove it")
            yield from (f"{entry.name}/{name}" for name in files_below(root, path, wanted, around, linked=linked))
        elif entry.is_file():
            yield entry.name
