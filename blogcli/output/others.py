"""What in or around an output folder is not blogcli's, and so not to be touched."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from blogcli.content.folders import too_deep
from blogcli.errors import BlogcliError
from blogcli.names import CACHE, COMMENTS, MAX_DEPTH, OUTPUT, POSTS, STATIC, TEMPLATES, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def check_output(root: Path, output: Path) -> None:
    """Refuse an output folder that is the blog, lies around it, or is among its sources.

    So are the blog's own, public/ and .blogcli/preview/, where they are not real folders in it: a link may have come
    with a clone. One that a person made elsewhere, and names, is followed.
    """
    for place in _own_folders(root, Path(os.path.normpath(output))):
        if place.is_symlink():
            hint = f"remove it; or render to where it leads: --output {os.path.realpath(output)}"
            raise BlogcliError("is a link, and no site is written through it", path=place, hint=hint)
    real_root, real = Path(os.path.realpath(root)), Path(os.path.realpath(output))
    sources = [Path(os.path.realpath(real_root / name)) for name in (POSTS, COMMENTS, STATIC, TEMPLATES, ".git")]
    if real == real_root or real in real_root.parents:
        raise BlogcliError("the output folder holds the blog itself", path=output, hint="choose another --output")
    if any(real == source or source in real.parents for source in sources):
        raise BlogcliError("the output folder is among the blog's sources", path=output, hint="choose another --output")
    if os.access(real, os.X_OK) and (real / "blog.toml").is_file():
        raise BlogcliError("the output folder is another blog", path=output, hint="choose another --output")
    if real == real_root / CACHE:
        raise BlogcliError("the output folder is blogcli's own", path=output, hint="choose another --output")
    if output.is_symlink() and not output.exists():
        raise BlogcliError("the output folder is a link to nowhere", path=output, hint="choose another --output")
    if output.exists() and not output.is_dir():
        raise BlogcliError("the output folder is a file", path=output, hint="choose another --output")


def _own_folders(root: Path, output: Path) -> list[Path]:
    """The folders from public/ or .blogcli/ down to an output folder; none where it lies elsewhere."""
    around = [place for place in (output, *output.parents) if root in place.parents]
    return around[::-1] if around and fold(around[-1].name) in (OUTPUT, CACHE) else []


def through_link(output: Path, paths: Iterable[str]) -> Iterable[BlogcliError]:
    """What is a link among the folders in which files of the site lie, so that they are none of them."""
    folders = {str(folder) for path in paths for folder in PurePosixPath(path).parents}
    for folder in sorted(folders - {"."}):
        if (output / folder).is_symlink():
            hint = "remove it, or render with --clean"
            yield BlogcliError("is a link, through which nothing is removed", path=output / folder, hint=hint)


def in_the_way(output: Path, new: set[str], ours: set[str]) -> Iterable[BlogcliError]:
    """What stands where a page or its folder must go and isn't ours to remove: a file, a link, a folder of others'."""
    folders = {str(folder) for path in new for folder in PurePosixPath(path).parents}
    for path in sorted(new | (folders - {"."})):
        place = output / path
        if place.is_symlink():
            foreign = path not in ours
        elif place.is_dir():
            foreign = path in new and _not_ours(output, place, ours)
        else:
            foreign = os.path.lexists(place) and path not in ours
        if foreign:
            hint = "move it away, or choose another --output"
            yield BlogcliError("is in the way: blogcli did not write it", path=place, hint=hint)


def _not_ours(output: Path, folder: Path, ours: set[str]) -> bool:
    files = list(_files_in(output, folder, hidden=True))
    return not files or any(path not in ours for path in files)


def _files_in(output: Path, folder: Path, *, hidden: bool) -> Iterator[str]:
    """The files and links in a folder and below it, as paths from `output`.

    Those that start with a dot are among them only where `hidden`.
    BlogcliError for folders nested too deep.
    """
    for place, folders, names in os.walk(folder, onerror=_raise):
        names += [name for name in folders if Path(place, name).is_symlink()]
        if not hidden:
            folders[:] = [name for name in folders if not name.startswith(".")]
        below = PurePosixPath(Path(place).relative_to(output).as_posix())
        if folders and len(below.parts) > MAX_DEPTH:
            raise too_deep(output / below.parts[0])
        yield from (str(below / name) for name in names if hidden or not name.startswith("."))


def foreign(output: Path, ours: set[str]) -> list[str]:
    """The files and links in the folder that are not `ours`, but for those that start with a dot."""
    return [path for path in _files_in(output, output, hidden=False) if path not in ours]


def _raise(error: OSError) -> None:
    raise error
