"""What became of a file that isn't there, as git knows it: removed, or given another name, and in which commit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from posixpath import basename, dirname
from typing import TYPE_CHECKING

from blogcli.git import git
from blogcli.history import RAW, lack, unusable

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


def fate_of(path: Path, blob: str) -> Fate | None:
    """What became of a file by its name or, where none of that name was committed, of the one that had this blob id.

    None where git can't be asked. The file's folder has to be there.
    """
    folder = path.parent
    if unusable(folder):
        return None
    above = git(folder, "rev-parse", "--show-prefix")
    sought = f"{_text(above.stdout) if above else ''}{path.name}"
    found = _followed(folder, sought, sought)
    if found is None and (elsewhere := _place_of(folder, blob)):
        found = _followed(folder, elsewhere, sought)
    return found or Fate(sought, reason=lack(folder, "was never committed"))


def last_text(folder: Path, fate: Fate) -> bytes | None:
    """What the file held when it was there last; None where git can't give it."""
    found = git(folder, "cat-file", "blob", f"{fate.revision}:{fate.path}") if fate.revision else None
    return found.stdout if found and not found.returncode else None


def _followed(folder: Path, path: str, sought: str) -> Fate | None:
    """From name to name until HEAD has it or it was removed; None where this one was never committed."""
    commit = date = ""
    seen: list[str] = []
    while path not in seen:
        seen.append(path)
        if _has(folder, "HEAD", path):
            return Fate(sought, path, "HEAD", commit, date)
        removals = list(_removals(folder, path))
        if not removals:
            return None
        # Where a merge only took over what another commit did, that one says more.
        commit, date, parents = min(removals, key=lambda each: each[2] > 1)
        if (name := _name_given(folder, commit, path)) is None:
            names = [f"{commit}^{number}" for number in range(1, parents + 1)] if parents > 1 else [f"{commit}~"]
            last = next((name for name in names if _has(folder, name, path)), names[0])
            return Fate(sought, path, last, commit, date)
        path = name
    return None


def _has(folder: Path, revision: str, path: str) -> bool:
    found = git(folder, "cat-file", "-e", f"{revision}:{path}")
    return found is not None and not found.returncode


def _removals(folder: Path, path: str) -> Iterator[tuple[str, str, int]]:
    """The commits that have the file no more, newest first: abbreviated id, date, how many parents."""
    how = ("--diff-filter=D", "--name-only", "--date=short", "--no-color", "--format=%x00%h %cd %p")
    found = git(folder, *_LOG, *how, "--", f":(top,literal){path}")
    for entry in found.stdout.split(b"\0")[1:] if found and not found.returncode else ():
        commit, date, *parents = _text(entry.partition(b"\n")[0]).split()
        yield commit, date, len(parents)


def _name_given(folder: Path, commit: str, path: str) -> str | None:
    """The name that a commit gave a file, None where it removed it."""
    how = ("-r", "-m", "-M", "-z", "--name-status", "--diff-filter=R", "--no-commit-id")
    found = git(folder, "diff-tree", *how, commit)
    parts = [_text(part) for part in found.stdout.split(b"\0")] if found and not found.returncode else []
    return next((now for was, now in zip(parts[1::3], parts[2::3], strict=False) if was == path), None)


def _place_of(folder: Path, blob: str) -> str | None:
    """The name of the file that had this blob id last."""
    found = git(folder, *_LOG, "--format=", "--raw", "-z", "--no-abbrev", "--no-color", f"--find-object={blob}")
    parts = found.stdout.split(b"\0") if found and not found.returncode else []
    for change, path in pairwise(parts):
        match = RAW.fullmatch(change.strip())
        if match and blob.encode() in match.groups():
            return _text(path)
    return None


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape").strip("\n")
