"""The list of the files blogcli wrote to an output folder, which lies there with them."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

from blogcli.errors import FileError, SourceError
from blogcli.files import read_text

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = ".blogcli-manifest.json"
MAX_PATH = 4096  # bytes of a path, on every system in use
_OUTSIDE = re.compile(r"(?:^|/)(?:\.{0,2})(?:/|$)")
_NEVER_WRITTEN = re.compile(r"^\.blogcli|(?:^|/)\.git(?:/|$)|[^/]{256}|[\0\ud800-\udfff]", re.IGNORECASE)
STAGING = ".blogcli-staging"  # a folder beside it, where a render makes ready what it will put in place

_MAX_MANIFEST = 64 << 20  # bytes, for half a million files and more


def read_manifest(output: Path) -> list[str] | None:
    """The paths of the files, None where there is no manifest; SourceError where it can't be read."""
    path = output / MANIFEST
    hint = "remove it to have it made anew; stale pages then stay"
    try:
        if path.is_symlink():
            raise SourceError(path, "is a link, and no manifest that blogcli wrote", hint=hint)
        if not path.is_file():
            return None
    except OSError as error:
        raise FileError(error, path, "read") from error
    try:
        data = json.loads(read_text(path, _MAX_MANIFEST))
        files, number = data["files"], data["format"]
    except (ValueError, TypeError, KeyError, RecursionError):
        files, number = None, 1
    if number != 1:
        raise SourceError(path, "was written by a newer blogcli", hint="render with that one")
    if not isinstance(files, list) or not all(isinstance(name, str) for name in files):
        raise SourceError(path, "is not a manifest blogcli can read", hint=hint)
    for name in files:
        if _OUTSIDE.search(name) or (os.name == "nt" and "\\" in name):
            raise SourceError(path, f"names a file outside the folder: {name}", hint=hint)
        if _NEVER_WRITTEN.search(name) or len(name.encode()) > MAX_PATH:
            raise SourceError(path, f"names a file that blogcli never writes: {name[:60]!a}", hint=hint)
    return list(files)


def write_manifest(output: Path, paths: set[str]) -> None:
    """Put the list on the disk, in one step, by way of the staging folder."""
    # A line each, sorted, so that a site kept in git has readable differences.
    temporary = output / STAGING / MANIFEST
    with temporary.open("w", encoding="utf-8") as file:
        json.dump({"format": 1, "files": sorted(paths)}, file, indent=0, ensure_ascii=False)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())  # a manifest cut short would keep every later render from this folder
    temporary.replace(output / MANIFEST)
