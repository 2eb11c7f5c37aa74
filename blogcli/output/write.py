"""Pages to disk: write what changed, remove what is stale, never touch what is not ours.

The manifest in the output folder lists every file blogcli wrote there. Pages are staged inside the folder and moved in
once all of them are made, in the order they come in, so that a fault while rendering leaves the old site as it was.
The manifest names new files before they appear and old ones until they are gone, so that an interrupted render can
simply be run again.
"""

from __future__ import annotations

import contextlib
import operator
import os
import stat
import threading
import time
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from blogcli.content.tree import UNSETTLED, clock, link_stamp
from blogcli.disk import chunks_of
from blogcli.errors import BlogcliError, FileError, raise_all
from blogcli.locks import locked
from blogcli.names import digest_of, fold
from blogcli.output.earlier import Earlier, Left, Report
from blogcli.output.manifest import STAGING, read_manifest, write_manifest
from blogcli.output.others import foreign, in_the_way, through_link
from blogcli.output.staged import Staged, clear
from blogcli.render.site import Copied, Kept, Rendered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from blogcli.render.site import SiteFile


def write_site(
    output: Path,
    files: Iterable[SiteFile],
    *,
    earlier: Earlier | None = None,
    clean: bool = False,
    dry_run: bool = False,
) -> Report:
    """Bring the output folder to hold just these files beside those that are not blogcli's.

    A file that has the right bytes is left alone. A foreign file in the way is an error, unless there is no manifest
    and it has the right bytes. `clean` rewrites every file and removes foreign ones too, but for dot files, from a
    folder that blogcli rendered before.
    `dry_run` changes nothing. `earlier` knows of the files that are to be kept.
    """
    held = earlier.held if earlier else {}
    try:
        return _write_site(output, files, held, clean=clean, dry_run=dry_run)
    except OSError as error:
        path = Path(error.filename2 or error.filename or output)
        written = output in (path, *path.parents) or path in output.parents
        raise FileError(error, path, "write the site" if written else "read") from error


def _write_site(
    output: Path, files: Iterable[SiteFile], held: Mapping[str, Left], *, clean: bool, dry_run: bool
) -> Report:
    if dry_run:
        return _bring(output, files, held, clean=clean, staging=None)
    made = not output.exists()
    output.mkdir(parents=True, exist_ok=True)
    try:
        with locked(output, "another render is writing here"):
            staging = output / STAGING
            clear(staging)
            staging.mkdir()
            try:
                return _bring(output, files, held, clean=clean, staging=staging)
            finally:
                clear(staging)
    finally:
        if made:
            with contextlib.suppress(OSError):
                output.rmdir()  # nothing came of it


def _bring(
    output: Path, files: Iterable[SiteFile], held: Mapping[str, Left], *, clean: bool, staging: Path | None
) -> Report:
    """Find out what has to change, and change it; without a staging folder, only find out."""
    ours = read_manifest(output)
    fresh = not output.exists() or not any(path.name != STAGING for path in output.iterdir())
    if clean and ours is None and not fresh:
        hint = "empty it yourself, if it should be empty"
        raise BlogcliError("--clean: blogcli never rendered to this folder", path=output, hint=hint)
    known = set(ours or ())
    staged = Staged(output, _in(staging)) if staging else None
    changed, left = _stage(output, staged, files, held, everything=clean)
    others = foreign(output, known | left.keys()) if clean else []
    respelt = _respelt(output, known - left.keys(), left)
    new = {*changed} if ours is None else {*changed, *(left.keys() - known - held.keys())}
    raise_all([] if fresh else in_the_way(output, new, known | {*others, *respelt, *(changed if clean else ())}))
    gone = known - left.keys() - set(respelt.values())
    stale = sorted([*_still_there(output, gone, others), *others])
    raise_all(through_link(output, [*stale, *respelt, *respelt.values()]))
    if staging and staged:
        if not known >= left.keys():
            write_manifest(output, known | left.keys())
        for path, name in respelt.items():
            (output / name).rename(output / path)
        _bring_in(output, staged, changed, stale)
        if ours is None or known != left.keys():
            write_manifest(output, set(left))
        with _synced() if changed else contextlib.nullcontext():
            if _settles(staging):
                left = {path: _stamped(f"{output}/{path}", file) for path, file in left.items()}
    return Report(tuple(sorted(changed)), tuple(stale), len(left) - len(changed), left)


def _in(staging: Path) -> Path:
    folder = staging / "site"  # beside the manifest that is made ready there
    folder.mkdir()
    return folder


def _bring_in(output: Path, staged: Staged, changed: list[str], stale: list[str]) -> None:
    blocking = _blocking(stale, changed)
    for path in blocking:
        _remove(output, path)
    staged.bring_in(changed)
    for path in stale:
        if path not in blocking:
            _remove(output, path)


def _stage(
    output: Path, staged: Staged | None, files: Iterable[SiteFile], held: Mapping[str, Left], *, everything: bool
) -> tuple[list[str], dict[str, Left]]:
    """The files that change, in their order, each made ready; and all of them as they will be left."""
    changed: list[str] = []
    left: dict[str, Left] = {}
    for file in files:
        if isinstance(file, Kept):
            left[file.path] = held[file.path]
            continue
        left[file.path] = Left(file.key, UNSETTLED, digest_of(file.content) if isinstance(file, Rendered) else "")
        if not everything and _same(file, f"{output}/{file.path}"):
            continue
        changed.append(file.path)
        match file:
            case Rendered() if staged:
                staged.write(file.path, file.content)
            case Copied() if staged:
                staged.copy(file.path, file.source)
    return changed, left


def _settles(staging: Path) -> bool:
    """Wait until the file system's clock has moved on: a few thousandths of a second on most, too long on some.

    What is changed from then on gets another stamp than it has now.
    """
    start = clock(staging)
    for _ in range(100):
        if clock(staging) > start:
            return True
        time.sleep(0.0005)  # no event tells of the clock's next tick, and no more than 100 looks are taken
    return False


@contextlib.contextmanager
def _synced() -> Iterator[None]:
    """All pages are on the disk by the end: whoever remembers them then may rely on them.

    They are synced once, and not each, while something else is done.
    """
    if not hasattr(os, "sync"):
        yield
        return
    syncing = threading.Thread(target=os.sync)
    syncing.start()
    try:
        yield
    finally:
        syncing.join()


def _stamped(place: str, file: Left) -> Left:
    return file._replace(stamp=link_stamp(place)) if file.stamp == UNSETTLED else file


def holds_just_this(output: Path, file: SiteFile) -> bool:
    """Whether the file is in the folder and has these bytes; of one that is kept nobody knows."""
    return not isinstance(file, Kept) and _same(file, f"{output}/{file.path}")


def _same(file: Rendered | Copied, target: str) -> bool:
    try:
        there = os.lstat(target)
        size = file.source.stat().st_size if isinstance(file, Copied) else len(file.content)
        if there.st_size != size or not stat.S_ISREG(there.st_mode):
            return False
        if isinstance(file, Rendered):
            return Path(target).read_bytes() == file.content
        return all(map(operator.eq, chunks_of(target), chunks_of(file.source)))  # of one size, and none held whole
    except (FileNotFoundError, NotADirectoryError):
        return False


def _respelt(output: Path, gone: AbstractSet[str], left: Iterable[str]) -> dict[str, str]:
    """The files whose names changed in spelling alone, on a disk to which both are one name: each with its old one."""
    names = {fold(path): path for path in gone}
    found = {path: names[fold(path)] for path in left if fold(path) in names} if gone else {}
    return {path: name for path, name in found.items() if _are_one(f"{output}/{path}", f"{output}/{name}")}


def _are_one(path: str, other: str) -> bool:
    try:
        return os.path.samestat(os.lstat(path), os.lstat(other))
    except (FileNotFoundError, NotADirectoryError):
        return False


def _blocking(stale: list[str], changed: list[str]) -> list[str]:
    """Stale files where a page needs a folder, or in a folder where a page needs a file: they go first."""
    new = set(changed)
    folders = {str(parent) for path in new for parent in PurePosixPath(path).parents}
    return [path for path in stale if path in folders or any(str(p) in new for p in PurePosixPath(path).parents)]


def _still_there(output: Path, paths: Iterable[str], others: Iterable[str]) -> Iterator[str]:
    """Those of the paths at which there is a file or a link, unless a link among the `others` leads there."""
    aside = {*others}
    for path in paths:
        place = output / path
        if aside.isdisjoint(map(str, PurePosixPath(path).parents)) and (place.is_symlink() or place.is_file()):
            yield path


def _remove(output: Path, path: str) -> None:
    """Remove a file, and the folders that it leaves empty; an error where it lies in one that is a link."""
    raise_all(through_link(output, [path]))
    (output / path).unlink(missing_ok=True)
    for folder in (output / path).parents:
        if folder == output or any(folder.iterdir()):
            break
        folder.rmdir()
