"""What became of a file that isn't there, as git knows it: removed, or given another name, and in which commit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from posixpath import basename, dirname
from typing import TYPE_CHECKING

from blogcli.git import Repository, find_repository
from blogcli.history import RAW, lack, usable_repository

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What -m shows of a merge is a setting of the user's, and so is what counts as a rename.
_LOG = ("-c", "log.diffMerges=separate", "log", "-m", "--full-history", "--no-renames", "--no-show-signature")


@dataclass(frozen=True, slots=True)
class Fate:
    """Where a file that isn't there was last; paths are from the repository's top.

    `revision` has it as `path`: HEAD where that is so still. `commit` (abbreviated) removed it from there on that
    `date` or, where HEAD has it, gave it that name; both are "" for a file that only the working tree lacks. Where
    nothing is known all but `sought` is "", and `reason` is a sentence without its subject that says why.
    """

    sought: str
    path: str = ""
    revision: str = ""
    commit: str = ""
    date: str = ""
    reason: str = ""

    @property
    def there(self) -> bool:
        """Whether the last commit has it."""
        return self.revision == "HEAD"

    @property
    def in_place(self) -> bool:
        """Whether it had its old name in the end."""
        return self.path == self.sought

    @property
    def beside(self) -> str:
        """Its name, where it stayed in its folder; else ""."""
        return basename(self.path) if dirname(self.path) == dirname(self.sought) else ""


def fate_of(root: Path, path: Path, blob: str) -> Fate | None:
    """What became of a file by its name or, where none of that name was committed, of the one that had this blob id.

    None where git can't be asked. The file is one of the blog in `root`.
    """
    repository, _ = usable_repository(root)
    if repository is None:
        return None
    sought = repository.path_of(path)
    found = _followed(repository, sought, sought)
    if found is None and (elsewhere := _place_of(repository, blob)):
        found = _followed(repository, elsewhere, sought)
    return found or Fate(sought, reason=lack(repository, "was never committed"))


def last_text(root: Path, fate: Fate) -> bytes | None:
    """What the file held when it was there last; None where git can't give it."""
    repository = find_repository(root)
    if repository is None or not fate.revision:
        return None
    found = repository.ask("cat-file", "blob", f"{fate.revision}:{fate.path}")
    return found.stdout if found and not found.returncode else None


def _followed(repository: Repository, path: str, sought: str) -> Fate | None:
    """From name to name until HEAD has it or it was removed; None where this one was never committed."""
    commit = date = ""
    seen: list[str] = []
    while path not in seen:
        seen.append(path)
        if _has(repository, "HEAD", path):
            return Fate(sought, path, "HEAD", commit, date)
        removals = list(_removals(repository, path))
        if not removals:
            return None
        # Where a merge only took over what another commit did, that one says more.
        commit, date, parents = min(removals, key=lambda each: each[2] > 1)
        if (name := _name_given(repository, commit, path)) is None:
            names = [f"{commit}^{number}" for number in range(1, parents + 1)] if parents > 1 else [f"{commit}~"]
            last = next((name for name in names if _has(repository, name, path)), names[0])
            return Fate(sought, path, last, commit, date)
        path = name
    return None


def _has(repository: Repository, revision: str, path: str) -> bool:
    found = repository.ask("cat-file", "-e", f"{revision}:{path}")
    return found is not None and not found.returncode


def _removals(repository: Repository, path: str) -> Iterator[tuple[str, str, int]]:
    """The commits that have the file no more, newest first: abbreviated id, date, how many parents."""
    how = ("--diff-filter=D", "--name-only", "--date=short", "--no-color", "--format=%x00%h %cd %p")
    found = repository.ask(*_LOG, *how, "--", f":(literal){path}")
    for entry in found.stdout.split(b"\0")[1:] if found and not found.returncode else ():
        commit, date, *parents = _text(entry.partition(b"\n")[0]).split()
        yield commit, date, len(parents)


def _name_given(repository: Repository, commit: str, path: str) -> str | None:
    """The name that a commit gave a file, None where it removed it."""
    how = ("-r", "-m", "-M", "-z", "--name-status", "--diff-filter=R", "--no-commit-id")
    found = repository.ask("diff-tree", *how, commit, "--")
    parts = [_text(part) for part in found.stdout.split(b"\0")] if found and not found.returncode else []
    return next((now for was, now in zip(parts[1::3], parts[2::3], strict=False) if was == path), None)


def _place_of(repository: Repository, blob: str) -> str | None:
    """The name of the file that had this blob id last."""
    found = repository.ask(*_LOG, "--format=", "--raw", "-z", "--no-abbrev", "--no-color", f"--find-object={blob}")
    parts = found.stdout.split(b"\0") if found and not found.returncode else []
    for change, path in pairwise(parts):
        match = RAW.fullmatch(change.strip())
        if match and blob.encode() in match.groups():
            return _text(path)
    return None


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape").strip("\n")
