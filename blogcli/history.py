"""What git kept of a file. git is asked, never needed: where it can't say, the answer is a reason.

Nothing is fetched, no hook is run, and nothing is written.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_RAW = re.compile(rb":\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*")
_ABSENT = re.compile(rb"0+")
# What keeps a partial clone from fetching: of git's two ways this is the one that old versions know, too.
_STAY_HERE = ("-c", "protocol.allow=never", "--no-optional-locks")


@dataclass(frozen=True, slots=True)
class Kept:
    """An earlier state of a file, and how it was found: "git" by its id, "history" among the versions of the file.

    Where there is none `data` is None, and `reason` is a sentence without its subject that says why.
    """

    data: bytes | None
    how: str | None = None
    reason: str | None = None


def earlier(path: Path, blob: str, wanted: Callable[[bytes], bool]) -> Kept:
    """What a file was when it had this blob id, or else its newest committed version that is `wanted`.

    Its versions are those on the way to HEAD, under whatever names.
    """
    folder = path.parent
    shallow = git(folder, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        return Kept(None, reason="needs git, which isn't installed")
    if shallow.returncode:
        return Kept(None, reason=_refusal(folder, shallow.stderr))
    exact = git(folder, "cat-file", "blob", blob)
    if exact and exact.returncode == 0 and wanted(exact.stdout):
        return Kept(exact.stdout, "git")
    ids = _versions(path)
    for data in _read(folder, ids):
        if wanted(data):
            return Kept(data, "history")
    if not ids:
        return Kept(None, reason="was never committed")
    if shallow.stdout.strip() == b"true":
        return Kept(None, reason="isn't in this clone, which is shallow (git fetch --unshallow)")
    promisors = git(folder, "config", "--get-regexp", r"^remote\..*\.promisor$")
    if promisors and promisors.stdout:
        return Kept(None, reason="isn't in this clone, which is partial (git fetch --refetch --no-filter)")
    return Kept(None, reason="was never committed as it was then")


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes] | None:
    """Run git in a folder; None where there is no git.

    What its own variables (GIT_DIR and others) say of another repository is kept from it by the command line.
    """
    command = ["git", "-C", str(folder), *_STAY_HERE, *arguments]
    try:
        return subprocess.run(command, input=stdin, capture_output=True, check=False)
    except OSError:
        return None


def _refusal(folder: Path, message: bytes) -> str:
    if not any((place / ".git").exists() for place in (folder, *folder.parents)):
        return "needs git, and the blog is in no repository"
    if b"safe.directory" in message:
        return "needs git, which won't read a repository of another user (see safe.directory in git help config)"
    said = message.decode("utf-8", "replace").strip().splitlines()
    return f"needs git, which says: {said[0]}" if said else "needs git, which can't read the repository"


def _versions(path: Path) -> list[bytes]:
    """The ids of the blobs a file was, newest first, through its renames; none where nothing is committed."""
    how = ("--follow", "-m", "--format=", "--raw", "-z", "--no-abbrev", "--no-color", "--no-show-signature")
    found = git(path.parent, "--literal-pathspecs", "log", *how, "--", path.name)
    if found is None or found.returncode:
        return []
    changes = [match for part in found.stdout.split(b"\0") if (match := _RAW.fullmatch(part.strip()))]
    ids = [blob for match in changes for blob in (match[2], match[1]) if not _ABSENT.fullmatch(blob)]
    return list(dict.fromkeys(ids))


def _read(folder: Path, ids: list[bytes]) -> Iterator[bytes]:
    """The blobs that are there, in this order."""
    found = git(folder, "cat-file", "--batch", stdin=b"".join(blob + b"\n" for blob in ids)) if ids else None
    rest = found.stdout if found else b""
    while rest:
        head, _, rest = rest.partition(b"\n")
        if head.endswith(b" missing"):
            continue
        size = int(head.rpartition(b" ")[2])
        yield rest[:size]
        rest = rest[size + 1 :]
