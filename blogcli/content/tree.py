"""The blog's sources as they lie on the disk: every file with its stamp, found in one walk that opens none.

A stamp is a file's size, times of modification and change (nanoseconds) and inode number. The same stamp means the
same bytes, unless the file was changed in the very tick of the clock in which it was stamped; `settled` knows those.
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.config import FILE_NAME
from blogcli.content.folders import Listing, is_folder, listing
from blogcli.content.texts import below
from blogcli.names import COMMENTS, MAX_DEPTH, POSTS, STATIC, TEMPLATES
from blogcli.wire import dump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from collections.abc import Set as AbstractSet

GONE = ""  # the stamp of what isn't there
UNSETTLED = "?"  # what stands for a stamp that isn't to be trusted; no file has it


MANY = 2000  # sources from which on a render is worth dividing


@dataclass(frozen=True, slots=True)
class Tree:
    """The stamps of all sources, by path from the blog, and the names in each folder, folders with a slash behind.

    `plain` are the folders that are no links and hold nothing but files: no link, no folder, no pipe.
    """

    root: Path
    stamps: Mapping[str, str]
    folders: Mapping[str, tuple[str, ...]]
    plain: AbstractSet[str]

    def look(self, folder: Path) -> Listing:
        """What a folder held when it was walked."""
        place = below(self.root, folder)
        inner = self.folders.get(place)
        if inner is None:
            return listing(folder)
        names = [name for name in inner if name[0] != "."]
        folders = tuple([name[:-1] for name in names if name[-1] == "/"])
        links = frozenset([name for name in folders if f"{place}/{name}/" in self.stamps])
        return Listing(folder, folders, tuple([name for name in names if name.endswith(".md")]), links)

    def texts(self, folder: str) -> list[str]:
        """The paths of the Markdown files in a folder itself."""
        return [f"{folder}/{name}" for name in self.folders.get(folder, ()) if name.endswith(".md")]

    def others(self, folders: Iterable[str]) -> list[str] | None:
        """The paths of all else in folders, where they hold nothing but files, whose names can be shown; else None."""
        found: list[str] = []
        for folder in folders:
            names = self.folders.get(folder, ())
            if folder not in self.plain or not all(map(str.isprintable, names)):
                return None
            found += [f"{folder}/{name}" for name in names if not name.endswith(".md")]
        return found

    def has_links(self) -> bool:
        """Whether a folder of these, or anything in it, is a symbolic link; of comments it isn't asked."""
        if any((self.root / name).is_symlink() for name in (POSTS, STATIC, TEMPLATES)):
            return True
        mixed = [folder for folder in self.folders if folder not in self.plain and not folder.startswith(COMMENTS)]
        stamps = (self.stamps.get(f"{folder}/{name}", "") for folder in mixed for name in self.folders[folder])
        return any("-> " in each for each in stamps)

    def names(self, folder: str) -> str:
        """All that lies in a folder and in those within it, by name, as JSON; a link with what it leads to."""
        return dump(self._names(folder))

    def _names(self, folder: str) -> list[object]:
        if folder in self.plain:
            return [*self.folders[folder]]
        found: list[object] = []
        for name in self.folders.get(folder, ()):
            path = f"{folder}/{name}"
            if name[-1] == "/":
                found.append([name, self.stamps.get(path, ""), self._names(path[:-1])])
            else:
                found.append([name, *self.stamps[path].split(" ", 4)[4:]])
        return found


def stamp(path: Path) -> str:
    """A file's stamp, that of what a link leads to; `GONE` where there is none."""
    try:
        return _stamp(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        return GONE


def link_stamp(path: str) -> str:
    """A file's own stamp: where it is a link, the link's, which no file has."""
    try:
        return _stamp(os.lstat(path))
    except (FileNotFoundError, NotADirectoryError):
        return GONE


def _stamp(found: os.stat_result) -> str:
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def clock(path: Path) -> int:
    """The time by the clock of the file system a file or folder of ours is on, in nanoseconds; its own time is set."""
    os.utime(path)
    return path.stat().st_mtime_ns


def settled(stamps: Iterable[str], tick: int) -> bool:
    """Whether none of the files was changed in the clock's tick `tick` (nanoseconds) or later.

    Where one was, a later change could have left it the same stamp (what git calls racy).
    """
    for each in stamps:
        if each[:1].isdigit():
            _, modified, changed, _ = each.split(" ", 3)
            if int(modified) >= tick or int(changed) >= tick:
                return False
    return True


def has_many(root: Path) -> bool:
    """Whether a look into posts/ and its groups shows that there are many sources, without counting them all."""
    names = 0
    for folder in (root / POSTS, *(root / POSTS / name for name in listing(root / POSTS).folders)):
        names += len(listing(folder).folders)
        if names >= MANY // 4:  # a post has several files
            return True
    return False


def scan(root: Path, comments: Callable[[], str] | None = None) -> Tree:
    """Walk the blog's sources. Where comments/ is walked elsewhere meanwhile, `comments` gives what `walked` found."""
    walk = _Walk(str(root), {FILE_NAME: stamp(root / FILE_NAME)}, {}, set())
    for name in (POSTS, STATIC, TEMPLATES):
        walk.through(name, ())
    if comments is None:
        walk.through(COMMENTS, ())
    else:
        stamps, folders, plain = json.loads(comments())
        walk.stamps.update(stamps)
        walk.folders.update(zip(folders, map(tuple, folders.values()), strict=True))
        walk.plain.update(plain)
    return Tree(root, walk.stamps, walk.folders, walk.plain)


def walked(root: str, folder: str) -> str:
    """What a walk through one folder of the sources finds, as JSON."""
    walk = _Walk(root, {}, {}, set())
    walk.through(folder, ())
    return dump([walk.stamps, walk.folders, list(walk.plain)])


@dataclass(frozen=True, slots=True)
class _Walk:
    """The walk from `root`, and what it found; see `Tree`."""

    root: str
    stamps: dict[str, str]
    folders: dict[str, tuple[str, ...]]
    plain: set[str]

    def through(self, folder: str, around: tuple[str, ...]) -> None:
        """Take in a folder and those below it; `around` are the real places of the links that lead to it."""
        stamps, place = self.stamps, f"{self.root}/{folder}"
        if folder.count("/") > MAX_DEPTH:  # whoever reads it says so
            stamps[f"{folder}/"] = "too deep"
            return
        names: list[str] = []
        others: list[str] = []
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    name = entry.name
                    try:
                        if entry.is_file(follow_symlinks=False):  # nearly all are, and are found so with the least
                            stamps[f"{folder}/{name}"] = _stamp(entry.stat(follow_symlinks=False))
                        else:
                            name = _note(entry, folder, stamps)
                            others.append(name)
                        names.append(name)
                    except FileNotFoundError:  # gone since the folder was listed
                        pass
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError:  # as above
            stamps[f"{folder}/"] = "can't be read"
            return
        self.folders[folder] = tuple(sorted(names))
        if not others and f"{folder}/" not in stamps:
            self.plain.add(folder)
        for name in others:
            if name[-1] == "/":
                self._below(folder, name, around)

    def _below(self, folder: str, name: str, around: tuple[str, ...]) -> None:
        inner = f"{folder}/{name[:-1]}"
        if f"{folder}/{name}" not in self.stamps:
            self.through(inner, around)
        elif (real := os.path.realpath(f"{self.root}/{inner}")) not in (*around, *_chain(f"{self.root}/{folder}")):
            self.through(inner, (*around, real))


def _chain(place: str) -> list[str]:
    """A folder and those around it: where a link to one of them would go in a circle."""
    real = Path(os.path.realpath(place))
    return [str(folder) for folder in (real, *real.parents)]


def _note(entry: os.DirEntry[str], folder: str, stamps: dict[str, str]) -> str:
    """Stamp what is no mere file: a folder, a link, a pipe; its name, a folder's with a slash behind."""
    linked = entry.is_symlink()
    try:
        if is_folder(entry):
            if linked:
                stamps[f"{folder}/{entry.name}/"] = f"-> {Path(entry.path).readlink()}"
            return f"{entry.name}/"
    except PermissionError:  # whoever reads it says so
        pass
    try:
        found = entry.stat()
    except OSError:  # the link leads nowhere, or to where nobody may look
        found = entry.stat(follow_symlinks=False)
    kind = "" if stat.S_ISREG(found.st_mode) else " no file"
    target = f" -> {Path(entry.path).readlink()}" if linked else ""
    stamps[f"{folder}/{entry.name}"] = _stamp(found) + kind + target
    return entry.name
