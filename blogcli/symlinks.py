"""Where symbolic links within a blog may lead: to its ordinary files, so that nothing else is published or written."""

from __future__ import annotations

import os
from pathlib import Path

from blogcli.errors import FileError, LinkError, OutsideError
from blogcli.names import COMMENTS, OUTPUT, POSTS, STATIC, TEMPLATES, fold, is_git, worth_showing


def check_link(root: Path, path: Path) -> None:
    """Do as `inside`, where `path`, in a folder that was checked before, is a symbolic link.

    FileError where nobody may look.
    """
    try:
        is_link = path.is_symlink()
    except OSError as error:
        raise FileError(error, path, "read") from error
    if is_link:
        inside(root, path)


def inside(root: Path, path: Path) -> Path:
    """The path, when it lies in the blog in `root` after every symbolic link is followed.

    OutsideError where a link leads out of the blog. LinkError where one leads to what is published by no link: git's
    folder and all else whose name starts with a dot, the rendered site, comments (but from one of their folders to
    another), the text of a post, and what is left out beside one.
    """
    top, real = os.path.realpath(root), os.path.realpath(path)
    below = _below(real, top)
    if below is None:
        raise OutsideError(path)
    named = _below(os.path.abspath(path), os.path.abspath(root))
    if named not in (None, below) and (where := _forbidden(Path(top), Path(named or "."), Path(real))):
        raise LinkError(path, where)
    return path


def _below(path: str, folder: str) -> str | None:
    """What a path adds to that of a folder; None where it isn't in it. Both are absolute and normal."""
    if path == folder:
        return ""
    top = folder.rstrip(os.sep) + os.sep
    return path[len(top) :] if path.startswith(top) else None


def _forbidden(top: Path, named: Path, real: Path) -> str:
    """What a link leads into that it must not, "" for none. It is called `named` in the blog, and leads to `real`."""
    if real == top:
        return "the blog's own folder"
    parts = [fold(part) for part in real.relative_to(top).parts]
    places = {name: Path(os.path.realpath(top / name)) for name in (POSTS, COMMENTS, STATIC, TEMPLATES)}
    places = {name: place for name, place in places.items() if top in place.parents}
    into = {name for name, place in places.items() if parts[0] == name or real.is_relative_to(place)}
    # Static files are published whatever their names.
    visible = parts[: len(places[STATIC].relative_to(top).parts)] if STATIC in into and STATIC in places else parts
    if hidden := next((part for part in parts if is_git(part) or (part in visible and part.startswith("."))), None):
        return hidden
    if parts[0] == OUTPUT:
        return f"{OUTPUT}/"
    own = fold(named.parts[0])
    if own == COMMENTS:
        if into != {COMMENTS}:
            return f"a place outside {COMMENTS}/"
        return "another comment's file" if real.is_file() and (top / named).is_symlink() else ""
    if COMMENTS in into:
        return f"{COMMENTS}/"
    return "the text of a post" if POSTS in into and _is_source(top / named, real, own) else ""


def _is_source(link: Path, real: Path, own: str) -> bool:
    """Whether a link leads to a file of posts/ that isn't copied from there; one version may be another's file."""
    if worth_showing(real.name) or not real.is_file():
        return False
    if own != POSTS:
        return True
    return link.is_symlink() and not (link.suffix == ".md" and Path(os.path.realpath(link.parent)) == real.parent)
