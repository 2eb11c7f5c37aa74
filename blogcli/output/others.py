"""What in or around an output folder is not blogcli's, and so not to be touched."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError
from blogcli.names import CACHE, COMMENTS, POSTS, STATIC, TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterable


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
    if output.is_symlink() and not output.exists():
        raise BlogcliError("the output folder is a link to nowhere", path=output, hint="choose another --output")
    if output.exists() and not output.is_dir():
        raise BlogcliError("the output folder is a file", path=output, hint="choose another --output")


def in_the_way(output: Path, new: set[str], ours: set[str]) -> Iterable[BlogcliError]:
    """What stands where a page or its folder must go and isn't ours to remove: a file, a link, a folder of others'."""
    folders = {str(folder) for path in new for folder in PurePosixPath(path).parents}
    for path in sorted(new | (folders - {"."})):
        place = output / path
        if path in new:
            foreign = _not_ours(output, place, ours) if place.is_dir() else os.path.lexists(place) and path not in ours
        else:
            foreign = place.is_symlink() or (os.path.lexists(place) and not place.is_dir() and path not in ours)
        if foreign:
            hint = "move it away, or choose another --output"
            yield BlogcliError("is in the way: blogcli did not write it", path=place, hint=hint)


def _not_ours(output: Path, folder: Path, ours: set[str]) -> bool:
    files = [path.relative_to(output).as_posix() for path in folder.rglob("*") if not path.is_dir()]
    return folder.is_symlink() or not files or any(path not in ours for path in files)


def foreign(output: Path, ours: set[str]) -> list[str]:
    """The files in the folder that are not `ours`, but for those that start with a dot."""
    found = []
    for folder, folders, names in os.walk(output):
        folders[:] = [name for name in folders if not name.startswith(".")]
        place = PurePosixPath(Path(folder).relative_to(output).as_posix())
        found += [str(place / name) for name in names if not name.startswith(".") and str(place / name) not in ours]
    return found
