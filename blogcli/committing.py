"""What a command wrote, committed to git: just those paths, and nothing else that lies in the index or the tree."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError, NotCommittedError
from blogcli.git import find_repository, git_folder, holds_repository, is_elsewhere
from blogcli.locks import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from blogcli.git import Done, Repository

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
    repository = _own_repository(root)
    names = [argument for name in _BUSY for argument in ("--git-path", name)]
    places = _asked(repository, "rev-parse", *names).splitlines()
    for place, what in zip(places, _BUSY.values(), strict=True):
        if (repository.top / place).exists():
            raise BlogcliError(
                f"can't commit in the middle of {what}", hint=f"end it (git status says how); or {_LEAVE}"
            )
    if unmerged := _asked(repository, "ls-files", "--unmerged", "-z").split("\0")[0]:
        name, hint = unmerged.partition("\t")[2], f"resolve it and git add it; or {_LEAVE}"
        raise BlogcliError(f"can't commit with an unresolved conflict in {name}", hint=hint)
    for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        known = repository.tell("var", who)
        if known is None or known.returncode:
            hint = f"git config user.name NAME and git config user.email ADDRESS; or {_LEAVE}"
            raise BlogcliError("can't commit: git doesn't know who you are", hint=hint)


def _own_repository(root: Path) -> Repository:
    """Return the repository of the blog, which git must take for that of the same folder as blogcli does."""
    repository = find_repository(root)
    if repository is None:
        raise BlogcliError(
            "can't commit: the blog is in no git repository", hint=f"start one with git init; or {_LEAVE}"
        )
    found = repository.tell("rev-parse", "--show-toplevel", "--git-common-dir")
    if found is None:
        raise BlogcliError("can't commit: git isn't installed", hint=_LEAVE)
    if found.returncode:
        raise BlogcliError(f"can't commit: {_said(found)}", hint=_LEAVE)
    top, _, common = os.fsdecode(found.stdout).removesuffix("\n").rpartition("\n")
    if not Path(top).samefile(repository.top) or is_elsewhere(repository.top, repository.top / common):
        message = "leads to the repository of another folder"
        raise BlogcliError(message, path=repository.top / ".git", hint=f"commit there by hand; or {_LEAVE}")
    return repository


def commit(root: Path, paths: Iterable[Path], message: str) -> list[Path]:
    """Commit these paths as they are in the tree, those that are gone as gone. Gives those that git ignores.

    What else is changed or staged stays so. Where nothing differs from the last commit, none is made.
    NotCommittedError, with the index as it was, where git or a hook of the user's refuses.
    """
    # Of many commands at once each waits for the others, where git itself would give up.
    try:
        repository = _own_repository(root)
        by_name = {repository.path_of(path): path for path in paths}
        _check_not_nested(repository, by_name.values())
        with locked(git_folder(repository.top)):
            states = _states(repository, list(by_name))
            is_ignored = _covered_by(states["!!"])
            ignored = [path for name, path in by_name.items() if os.path.lexists(path) and is_ignored(name)]
            new = states.pop("??")
            changed = [name for state, names in states.items() if state != "!!" for name in names]
            if new or changed:
                _commit(repository, new, [*new, *changed], message)
    except NotCommittedError:
        raise
    except BlogcliError as error:
        raise NotCommittedError(str(error)) from error
    except OSError as error:
        raise NotCommittedError(f"can't lock git's folder: {error.strerror}") from error
    return ignored


def differ(root: Path, paths: Iterable[Path]) -> bool:
    """Return whether any of the paths is other than in the last commit, ignored ones aside."""
    repository = _own_repository(root)
    states = _states(repository, [repository.path_of(path) for path in paths])
    return any(names for state, names in states.items() if state != "!!")


def _check_not_nested(repository: Repository, paths: Iterable[Path]) -> None:
    """NotCommittedError where a path lies in a repository below the blog's own."""
    for folder in {Path(os.path.realpath(path.parent)) for path in paths}:
        below = [folder, *folder.parents]
        for place in below[: below.index(repository.top)] if repository.top in below else ():
            if holds_repository(place):
                name = repository.path_of(place)
                raise NotCommittedError(f"{name} is a repository of its own")


def _commit(repository: Repository, new: Sequence[str], names: Sequence[str], message: str) -> None:
    if new:
        # `commit --only` takes what git knows, and these it doesn't yet.
        _told(repository, "add", "--intent-to-add", *_LISTED, stdin=_listed(new))
    try:
        _told(repository, "commit", "--quiet", "--only", f"--message={message}", *_LISTED, stdin=_listed(names))
    except NotCommittedError:
        if new:
            how = ("--cached", "--quiet", "--force", "--ignore-unmatch")
            repository.tell("rm", *how, *_LISTED, stdin=_listed(new))
        raise


def _listed(names: Iterable[str]) -> bytes:
    return b"\0".join(map(os.fsencode, names))


def _states(repository: Repository, names: Sequence[str]) -> dict[str, list[str]]:
    """Names by the two letters that git status has for them, "??" and "!!" (new, ignored) always among these."""
    how = (
        "--porcelain=v1",
        "-z",
        "--no-renames",
        "--untracked-files=all",
        "--ignored=matching",
        "--ignore-submodules=all",
    )
    states: dict[str, dict[str, None]] = {"??": {}, "!!": {}}
    for some in _chunks(names):
        found = repository.tell("status", *how, "--", *some)
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


def _asked(repository: Repository, *arguments: str) -> str:
    found = repository.ask(*arguments)
    if found is None or found.returncode:
        raise NotCommittedError(_said(found))
    return os.fsdecode(found.stdout).removesuffix("\n")


def _told(repository: Repository, *arguments: str, stdin: bytes = b"") -> None:
    found = repository.tell(*arguments, stdin=stdin)
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
