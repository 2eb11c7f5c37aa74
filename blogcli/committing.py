"""What a command wrote, committed to git: just those paths, and nothing else that lies in the index or the tree."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError, NotCommittedError
from blogcli.git import git, tell_git
from blogcli.locks import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from blogcli.git import Done

# What git is in the middle of where these are in its folder.
_BUSY = {
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
}
# Names in any number: a command line has room for some thousands.
_LISTED = ("--pathspec-from-file=-", "--pathspec-file-nul")
_AT_ONCE = 100_000  # bytes of names for `git status`, which takes no such list; systems allow 128 KiB and more
_LEAVE = "leave out --commit, or pass --no-commit"


def check_can_commit(root: Path) -> None:
    """BlogcliError where what is going to be written in `root` can't be committed; to be asked before it is."""
    found = git(root, "rev-parse", "--show-toplevel")
    if found is None:
        raise BlogcliError("can't commit: git isn't installed", hint=_LEAVE)
    if found.returncode:
        if any((place / ".git").exists() for place in (root, *root.parents)):
            raise BlogcliError(f"can't commit: {_said(found)}", hint=_LEAVE)
        raise BlogcliError(
            "can't commit: the blog is in no git repository", hint=f"start one with git init; or {_LEAVE}"
        )
    names = [argument for name in _BUSY for argument in ("--git-path", name)]
    places = _asked(root, "rev-parse", *names).splitlines()
    for place, what in zip(places, _BUSY.values(), strict=True):
        if (root / place).exists():
            raise BlogcliError(
                f"can't commit in the middle of {what}", hint=f"end it (git status says how); or {_LEAVE}"
            )
    if conflicts := _asked(root, "diff", "--name-only", "--diff-filter=U").splitlines():
        hint = f"resolve it and git add it; or {_LEAVE}"
        raise BlogcliError(f"can't commit with an unresolved conflict in {conflicts[0]}", hint=hint)
    for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        known = tell_git(root, "var", who)
        if known is None or known.returncode:
            hint = f"git config user.name NAME and git config user.email ADDRESS; or {_LEAVE}"
            raise BlogcliError("can't commit: git doesn't know who you are", hint=hint)


def commit(root: Path, paths: Iterable[Path], message: str) -> list[Path]:
    """Commit these paths as they are in the tree, those that are gone as gone. Gives those that git ignores.

    What else is changed or staged stays so. Where nothing differs from the last commit, none is made.
    NotCommittedError, with the index as it was, where git or a hook of the user's refuses.
    """
    # Of many commands at once each waits for the others, where git itself would give up.
    try:
        top = Path(os.path.realpath(_asked(root, "rev-parse", "--show-toplevel")))
        by_name = {os.path.relpath(Path(os.path.realpath(path.parent), path.name), top): path for path in paths}
        with locked(Path(_asked(root, "rev-parse", "--absolute-git-dir"))):
            states = _states(top, list(by_name))
            is_ignored = _covered_by(states["!!"])
            ignored = [path for name, path in by_name.items() if os.path.lexists(path) and is_ignored(name)]
            new = states.pop("??")
            changed = [name for state, names in states.items() if state != "!!" for name in names]
            if new or changed:
                _commit(top, new, [*new, *changed], message)
    except NotCommittedError:
        raise
    except BlogcliError as error:
        raise NotCommittedError(str(error)) from error
    except OSError as error:
        raise NotCommittedError(f"can't lock git's folder: {error.strerror}") from error
    return ignored


def _commit(top: Path, new: Sequence[str], names: Sequence[str], message: str) -> None:
    if new:
        # `commit --only` takes what git knows, and these it doesn't yet.
        _told(top, "add", "--intent-to-add", *_LISTED, stdin=_listed(new))
    try:
        _told(top, "commit", "--quiet", "--only", f"--message={message}", *_LISTED, stdin=_listed(names))
    except NotCommittedError:
        if new:
            how = ("--cached", "--quiet", "--force", "--ignore-unmatch")
            tell_git(top, "rm", *how, *_LISTED, stdin=_listed(new))
        raise


def _listed(names: Iterable[str]) -> bytes:
    return b"\0".join(map(os.fsencode, names))


def _states(top: Path, names: Sequence[str]) -> dict[str, list[str]]:
    """Names by the two letters that git status has for them, "??" and "!!" (new, ignored) always among these."""
    how = ("--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--ignored=matching")
    states: dict[str, dict[str, None]] = {"??": {}, "!!": {}}
    for some in _chunks(names):
        found = tell_git(top, "status", *how, "--", *some)
        if found is None or found.returncode:
            raise NotCommittedError(_said(found))
        for line in os.fsdecode(found.stdout).split("\0"):
            if line:
                states.setdefault(line[:2], {})[line[3:]] = None
    return {state: list(names) for state, names in states.items()}


def _chunks(names: Sequence[str]) -> Iterator[list[str]]:
    some: list[str] = []
    room = _AT_ONCE
    for name in names:
        if some and room < 0:
            yield some
            some, room = [], _AT_ONCE
        some.append(name)
        room -= len(os.fsencode(name)) + 1
    if some:  # asked about no name, git tells of all there are
        yield some


def _covered_by(listed: Sequence[str]) -> Callable[[str], bool]:
    """What tells whether a name is listed, or lies in a folder that is."""
    names, folders = set(listed), tuple(name for name in listed if name.endswith("/"))
    return lambda name: name in names or name.startswith(folders)


def _asked(root: Path, *arguments: str) -> str:
    found = git(root, *arguments)
    if found is None or found.returncode:
        raise NotCommittedError(_said(found))
    return os.fsdecode(found.stdout).removesuffix("\n")


def _told(top: Path, *arguments: str, stdin: bytes = b"") -> None:
    found = tell_git(top, *arguments, stdin=stdin)
    if found is None or found.returncode:
        raise NotCommittedError(_said(found))


def _said(found: Done | None) -> str:
    """What git, or a hook, gave as its reason: its first line."""
    lines = [] if found is None else [*found.stderr.splitlines(), *found.stdout.splitlines()]
    said = next((_decoded(line).strip() for line in lines if line.strip()), "")
    return f"git says: {said}" if said else "git refused, and gave no reason"


def _decoded(message: bytes) -> str:
    """A message's text: UTF-8, or else in the locale's encoding, in which git writes its own."""
    try:
        return message.decode("utf-8")
    except UnicodeDecodeError:
        import locale

        return message.decode(locale.getencoding(), "replace")
