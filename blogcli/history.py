"""What git kept of a file. git is asked, never needed: where it can't say, the answer is a reason.

Nothing is fetched, no hook is run, and nothing is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.git import git

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

RAW = re.compile(rb":\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*")
_ABSENT = re.compile(rb"0+")
_AT_ONCE = 32
EQUAL = 2


@dataclass(frozen=True, slots=True)
class Kept:
    """An earlier state of a file, and how it was found: "git" by its id, "history" among the versions of the file.

    Where there is none `data` is None, and `reason` is a sentence without its subject that says why.
    """

    data: bytes | None
    how: str | None = None
    reason: str | None = None


def earlier(path: Path, blob: str, likeness: Callable[[bytes], int]) -> Kept:
    """What a file was when it had this blob id, or else the committed version that is most like what is sought.

    `likeness` is 0 for what isn't it at all and EQUAL for what is; of those alike the newest counts. The versions are
    those on the way to HEAD, under whatever names.
    """
    folder = path.parent
    if reason := unusable(folder):
        return Kept(None, reason=reason)
    exact = git(folder, "cat-file", "blob", blob)
    if exact and exact.returncode == 0 and likeness(exact.stdout):
        return Kept(exact.stdout, "git")
    ids = _versions(path)
    if (found := _likest(_read(folder, ids), likeness)) is not None:
        return Kept(found, "history")
    return Kept(None, reason=lack(folder, f"was never committed{' as it was then' if ids else ''}"))


def unusable(folder: Path) -> str:
    """Why git can't be asked about a folder, a sentence without its subject; "" where it can."""
    asked = git(folder, "rev-parse", "--git-dir")
    if asked is None:
        return "needs git, which isn't installed"
    return _refusal(folder, asked.stderr) if asked.returncode else ""


def lack(folder: Path, otherwise: str) -> str:
    """Why the repository hasn't what it was asked for; `otherwise` where it is a whole one."""
    shallow = git(folder, "rev-parse", "--is-shallow-repository")
    if shallow and shallow.stdout.strip() == b"true":
        return "isn't in this clone, which is shallow (git fetch --unshallow)"
    promisors = git(folder, "config", "--get-regexp", r"^remote\..*\.promisor$")
    if promisors and promisors.stdout:
        return "isn't in this clone, which is partial (git fetch --refetch --no-filter)"
    return otherwise


def committed(path: Path) -> bytes | None:
    """What a file was in the last commit, by its present name; None where it isn't in it, or there is no git."""
    found = git(path.parent, "cat-file", "blob", f"HEAD:./{path.name}")
    return found.stdout if found and found.returncode == 0 else None


def _likest(versions: Iterable[bytes], likeness: Callable[[bytes], int]) -> bytes | None:
    best, found = 0, None
    for data in versions:
        if (like := likeness(data)) > best:
            best, found = like, data
        if best == EQUAL:
            break
    return found


def _refusal(folder: Path, message: bytes) -> str:
    if not any((place / ".git").exists() for place in (folder, *folder.parents)):
        return "needs git, and the blog is in no repository"
    if b"safe.directory" in message:
        return "needs git, which won't read a repository of another user (see safe.directory in git help config)"
    said = message.decode("utf-8", "replace").strip().splitlines()
    return f"needs git, which says: {said[0]}" if said else "needs git, which can't read the repository"


def _versions(path: Path) -> list[bytes]:
    """The ids of the blobs a file was, newest first, through its renames; none where nothing is committed."""
    # What -m shows of a merge is a setting of the user's.
    log = ("-c", "log.diffMerges=separate", "log")
    how = ("--follow", "-m", "--format=", "--raw", "-z", "--no-abbrev", "--no-color", "--no-show-signature")
    found = git(path.parent, "--literal-pathspecs", *log, *how, "--", path.name)
    if found is None or found.returncode:
        return []
    changes = [match for part in found.stdout.split(b"\0") if (match := RAW.fullmatch(part.strip()))]
    ids = [blob for match in changes for blob in (match[2], match[1]) if not _ABSENT.fullmatch(blob)]
    return list(dict.fromkeys(ids))


def _read(folder: Path, ids: list[bytes]) -> Iterator[bytes]:
    """The blobs that are there, in this order: a few at a time, for who looks for one mostly finds it soon."""
    for few in (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)):
        found = git(folder, "cat-file", "--batch", stdin=b"".join(blob + b"\n" for blob in few))
        data, at = found.stdout if found else b"", 0
        while at < len(data):
            start = data.index(b"\n", at) + 1
            head, at = data[at : start - 1], start
            if not head.endswith(b" missing"):
                at = start + int(head.rpartition(b" ")[2]) + 1
                yield data[start : at - 1]
