"""Pages to disk: write what changed, remove what is stale, never touch what is not ours.

The manifest in the output folder lists every file blogcli wrote there. Pages are staged inside the folder and renamed
in once all of them are made, so that a fault while rendering leaves the old site as it was. The manifest names new
files before they appear and old ones until they are gone, so that an interrupted render can simply be run again.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from blogcli.content.paths import CACHE, COMMENTS, POSTS, STATIC, TEMPLATES
from blogcli.errors import BlogcliError, FileError, SourceError, raise_all
from blogcli.files import inside, locked, read_text
from blogcli.render.site import Copied, Rendered

if TYPE_CHECKING:
    from collections.abc import Iterable

MANIFEST = ".blogcli-manifest.json"
STAGING = ".blogcli-staging"


@dataclass(frozen=True, slots=True)
class Report:
    """What a render did (or, dry, would do): paths relative to the output folder, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def check_output(root: Path, output: Path) -> None:
    """Refuse an output folder that is the blog, lies around it, or is among its sources."""
    real_root, real = Path(os.path.realpath(root)), Path(os.path.realpath(output))
    sources = [Path(os.path.realpath(real_root / name)) for name in (POSTS, COMMENTS, STATIC, TEMPLATES, ".git")]
    if real == real_root or real in real_root.parents:
        raise BlogcliError("the output folder holds the blog itself", path=output, hint="choose another --output")
    if any(real == source or source in real.parents for source in sources):
        raise BlogcliError("the output folder is among the blog's sources", path=output, hint="choose another --output")
    if (real / "blog.toml").is_file():
        raise BlogcliError("the output folder is another blog", path=output, hint="choose another --output")
    if real == real_root / CACHE:
        raise BlogcliError("the output folder is blogcli's own", path=output, hint="choose another --output")
    if output.exists() and not output.is_dir():
        raise BlogcliError("the output folder is a file", path=output, hint="choose another --output")


def write_site(
    output: Path, files: Iterable[Rendered | Copied], *, clean: bool = False, dry_run: bool = False
) -> Report:
    """Bring the output folder to hold just these files beside those that are not blogcli's.

    A file that has the right bytes is left alone. A foreign file in the way is an error. `clean` rewrites every file
    and removes foreign ones too, but for dot files, from a folder that blogcli rendered before.
    `dry_run` changes nothing.
    """
    try:
        return _write_site(output, files, clean=clean, dry_run=dry_run)
    except OSError as error:
        raise FileError(error, Path(error.filename or output), "write the site") from error


def _write_site(output: Path, files: Iterable[Rendered | Copied], *, clean: bool, dry_run: bool) -> Report:
    if dry_run:
        return _bring(output, files, clean=clean, staging=None)
    made = not output.exists()
    output.mkdir(parents=True, exist_ok=True)
    try:
        with locked(output, "another render is writing here"):
            staging = output / STAGING
            shutil.rmtree(staging, ignore_errors=True)
            staging.mkdir()
            try:
                return _bring(output, files, clean=clean, staging=staging)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    finally:
        if made:
            with contextlib.suppress(OSError):
                output.rmdir()  # nothing came of it


def _bring(output: Path, files: Iterable[Rendered | Copied], *, clean: bool, staging: Path | None) -> Report:
    """Find out what has to change, and change it; without a staging folder, only find out."""
    ours = _read_manifest(output)
    fresh = not output.exists() or not any(path.name != STAGING for path in output.iterdir())
    if clean and ours is None and not fresh:
        hint = "empty it yourself, if it should be empty"
        raise BlogcliError("--clean: blogcli never rendered to this folder", path=output, hint=hint)
    known = set(ours or ())
    changed, paths = _stage(output, staging, files, everything=clean)
    foreign = _foreign(output, known | paths) if clean else []
    raise_all([] if fresh else _in_the_way(output, set(changed), known | {*foreign, *(changed if clean else ())}))
    stale = sorted([*(path for path in known - paths if (output / path).is_file()), *foreign])
    if staging:
        _write_manifest(output, known | paths)
        blocking = _blocking(stale, changed)
        for path in blocking:
            _remove(output, path)
        for number, path in enumerate(changed):
            _put(staging / str(number), output / path)
        for path in stale:
            if path not in blocking:
                _remove(output, path)
        _write_manifest(output, paths)
    return Report(tuple(sorted(changed)), tuple(stale), len(paths) - len(changed))


def _stage(
    output: Path, staging: Path | None, files: Iterable[Rendered | Copied], *, everything: bool
) -> tuple[list[str], set[str]]:
    changed: list[str] = []
    paths: set[str] = set()
    for file in files:
        paths.add(file.path)
        if not everything and _same(file, output / file.path):
            continue
        changed.append(file.path)
        if not staging:
            continue
        target = staging / str(len(changed) - 1)
        match file:
            case Rendered():
                target.write_bytes(file.content)
            case Copied():
                shutil.copyfile(file.source, target)
    return changed, paths


def _same(file: Rendered | Copied, target: Path) -> bool:
    try:
        if target.is_symlink():
            return False
        size = file.source.stat().st_size if isinstance(file, Copied) else len(file.content)
        if target.stat().st_size != size:
            return False
        content = file.source.read_bytes() if isinstance(file, Copied) else file.content
        return target.read_bytes() == content
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def _in_the_way(output: Path, changed: set[str], ours: set[str]) -> Iterable[BlogcliError]:
    """What stands where a page or its folder must go and isn't ours to remove: a file, a link, a folder of others'."""
    folders = {str(folder) for path in changed for folder in PurePosixPath(path).parents}
    for path in sorted(changed | (folders - {"."})):
        place = output / path
        if path in changed:
            foreign = _not_ours(output, place, ours) if place.is_dir() else os.path.lexists(place) and path not in ours
        else:
            foreign = place.is_symlink() or (os.path.lexists(place) and not place.is_dir() and path not in ours)
        if foreign:
            hint = "move it away, or choose another --output"
            yield BlogcliError("is in the way: blogcli did not write it", path=place, hint=hint)


def _not_ours(output: Path, folder: Path, ours: set[str]) -> bool:
    files = [path.relative_to(output).as_posix() for path in folder.rglob("*") if not path.is_dir()]
    return folder.is_symlink() or not files or any(path not in ours for path in files)


def _blocking(stale: list[str], changed: list[str]) -> list[str]:
    """Stale files where a page needs a folder, or in a folder where a page needs a file: they go first."""
    new = set(changed)
    folders = {str(parent) for path in new for parent in PurePosixPath(path).parents}
    return [path for path in stale if path in folders or any(str(p) in new for p in PurePosixPath(path).parents)]


def _foreign(output: Path, ours: set[str]) -> list[str]:
    found = []
    for folder, folders, names in os.walk(output):
        folders[:] = [name for name in folders if not name.startswith(".")]
        place = PurePosixPath(Path(folder).relative_to(output).as_posix())
        found += [str(place / name) for name in names if not name.startswith(".") and str(place / name) not in ours]
    return found


def _own(output: Path, path: str) -> Path:
    """A page's place; OutsideError where a link among the pages leads it astray."""
    inside(output, (output / path).parent)
    return output / path


def _put(staged: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    staged.replace(target)


def _remove(output: Path, path: str) -> None:
    target = _own(output, path)
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == output or any(folder.iterdir()):
            break
        folder.rmdir()


def _read_manifest(output: Path) -> list[str] | None:
    path = output / MANIFEST
    if not path.is_file():
        return None
    hint = "remove it to have it made anew; stale pages then stay"
    try:
        data = json.loads(read_text(path))
        files, number = data["files"], data["format"]
    except (ValueError, TypeError, KeyError):
        files, number = None, 1
    if number != 1:
        raise SourceError(path, "was written by a newer blogcli", hint="render with that one")
    if not isinstance(files, list) or not all(isinstance(name, str) for name in files):
        raise SourceError(path, "is not a manifest blogcli can read", hint=hint)
    for name in files:
        parts = PurePosixPath(name).parts
        if not parts or ".." in parts or name.startswith("/") or (os.name == "nt" and "\\" in name):
            raise SourceError(path, f"names a file outside the folder: {name}", hint=hint)
    return list(files)


def _write_manifest(output: Path, paths: set[str]) -> None:
    # A line each, sorted, so that a site kept in git has readable differences.
    temporary = output / f"{MANIFEST}.new"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump({"format": 1, "files": sorted(paths)}, file, indent=0, ensure_ascii=False)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())  # a manifest cut short would keep every later render from this folder
    temporary.replace(output / MANIFEST)
