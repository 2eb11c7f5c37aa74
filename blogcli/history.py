"""What git kept of a file. git is asked, never needed: where it can't say, the answer is a reason.

Nothing is fetched, no hook or program is run, and nothing is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.git import Repository, find_repository

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


def earlier(root: Path, path: Path, blob: str, likeness: Callable[[bytes], int]) -> Kept:
    """What a file of the blog in `root` was when it had this blob id, or else the version most like what is sought.

    `likeness` is 0 for what isn't it at all and EQUAL for what is; of those alike the newest counts. The versions are
    those on the way to HEAD, under whatever names.
    """
    repository, reason = usable_repository(root)
    if repository is None:
        return Kept(None, reason=reason)
    exact = repository.ask("cat-file", "blob", blob)
    if exact and exact.returncode == 0 and likeness(exact.stdout):
        return Kept(exact.stdout, "git")
    ids = _versions(repository, path)
    if (found := _likest(_read(repository, ids), likeness)) is not None:
        return Kept(found, "history")
    return Kept(None, reason=lack(repository, f"was never committed{' as it was then' if ids else ''}"))


def usable_repository(root: Path) -> tuple[Repository | None, str]:
    """Return the repository of the blog in `root`; or None and why git can't be asked, as `Kept.reason` has it."""
    repository = find_repository(root)
    if repository is None:
        return None, "needs git, and the blog is in no repository"
    asked = repository.ask("rev-parse", "--git-dir")
    if asked is None:
        return None, "needs git, which isn't installed"
    return (None, _refusal(asked.stderr)) if asked.returncode else (repository, "")


def lack(repository: Repository, otherwise: str) -> str:
    """Why the repository hasn't what it was asked for; `otherwise` where it is a whole one."""
    shallow = repository.ask("rev-parse", "--is-shallow-repository")
    if shallow and shallow.stdout.strip() == b"true":
        return "isn't in this clone, which is shallow (git fetch --unshallow)"
    promisors = repository.ask("config", "--get-regexp", r"^remote\..*\.promisor$")
    if promisors and promisors.stdout:
        return "isn't in this clone, which is partial (git fetch --refetch --no-filter)"
    return otherwise


def committed(repository: Repository, path: Path) -> bytes | None:
    """What a file was in the last commit, by its present name; None where it isn't in it, or there is no git."""
    found = repository.ask("cat-file", "blob", f"HEAD:{repository.path_of(path)}")
    return found.stdout if found and found.returncode == 0 else None


def _likest(versions: Iterable[bytes], likeness: Callable[[bytes], int]) -> bytes | None:
    best, found = 0, None
    for data in versions:
        if (like := likeness(data)) > best:
            best, found = like, data
        if best == EQUAL:
            break
    return found


def _refusal(message: bytes) -> str:
    if b"safe.directory" in message:
        return "needs git, which won't read a repository of another user (see safe.directory in git help config)"
    said = message.decode("utf-8", "replace").strip().splitlines()
    return f"needs git, which says: {said[0]}" if said else "needs git, which can't read the repository"


def _versions(repository: Repository, path: Path) -> list[bytes]:
    """The ids of the blobs a file was, newest first, through its renames; none where nothing is committed."""
    # What -m shows of a merge is a setting of the user's.
    log = ("-c", "log.diffMerges=separate", "log")
    how = ("--follow", "-m", "--format=", "--raw", "-z", "--no-abbrev", "--no-color", "--no-show-signature")
    found = repository.ask(*log, *how, "--", f":(literal){repository.path_of(path)}")
    if found is None or found.returncode:
        return []
    changes = [match for part in found.stdout.split(b"\0") if (match := RAW.fullmatch(part.strip()))]
    ids = [blob for match in changes for blob in (match[2], match[1]) if not _ABSENT.fullmatch(blob)]
    return list(dict.fromkeys(ids))


def _read(repository: Repository, ids: list[bytes]) -> Iterator[bytes]:
    """The blobs that are there, in this order: a few at a time, for who looks for one mostly finds it soon."""
    for few in (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)):
        found = repository.ask("cat-file", "--batch", stdin=b"".join(blob + b"\n" for blob in few))
        data, at = found.stdout if found else b"", 0
        while at < len(data):
            start = data.index(b"\n", at) + 1
            head, at = data[at : start - 1], start
            if not head.endswith(b" missing"):
                at = start + int(head.rpartition(b" ")[2]) + 1
                yield data[start : at - 1]
