"""What a command wrote, committed to git: just those paths, and nothing else that lies in the index or the tree."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError, NotCommittedError
from blogcli.git import find_repository, git_folder, holds_repository, is_elsewhere
from blogcli.locks import locked
from blogcli.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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
# Names are meant as they are written, from the top of the working tree. A pathspec says so by itself: an option or a
# variable of git's would reach the user's hooks, and change what they see.
_LITERAL = ":(top,literal)"
# What only looks, so that no hook sees these. A file system without letter case is one where both names are there.
_LOOK = ("--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.ignorecase=false")
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
            there = {name: path for name, path in by_name.items() if os.path.lexists(path)}
            ignored = [path for name, path in there.items() if is_ignored(name)]
            tracked = _tracked(repository, list(by_name))
            files = [name for name, path in there.items() if not is_ignored(name) and not _is_folder(path)]
            _check_seen(files, {*tracked, *states["??"]})
            _check_looked_at(repository, tracked)
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


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _check_seen(files: Iterable[str], seen: set[str]) -> None:
    """NotCommittedError for a file that git neither tracks nor calls new or ignored, as in an empty submodule."""
    if unseen := [name for name in files if name not in seen]:
        raise NotCommittedError(f"git doesn't look for files where {unseen[0]} is: is it in a submodule?")


def _check_looked_at(repository: Repository, tracked: Mapping[str, str]) -> None:
    """NotCommittedError for a file that differs from the index, and that git was told not to look at.

    `tracked` are files with the letters of `git ls-files -v`: S for skip-worktree, small ones for assume-unchanged.
    """
    for name, letter in tracked.items():
        if (letter in "Ss" or letter.islower()) and _differs(repository, name):
            flag = "skip-worktree" if letter in "Ss" else "assume-unchanged"
            hint = f"git update-index --no-{flag} {name}, then the same command again with --commit"
            raise NotCommittedError(f"git is told to pass over {name} ({flag})", hint=hint)


def _differs(repository: Repository, name: str) -> bool:
    if not os.path.lexists(repository.top / name):
        return True
    index = _asked(repository, "rev-parse", f":0:{name}")
    now = repository.tell("hash-object", "--", name)
    return now is None or os.fsdecode(now.stdout).strip() != index


def _commit(repository: Repository, new: Sequence[str], names: Sequence[str], message: str) -> None:
    # Where git passes over letter case it would take the new name of a file for the old one, and drop both.
    exactly = ("-c", "core.ignorecase=false") if len({*map(fold, names)}) < len(names) else ()
    if new:
        # `commit --only` takes what git knows, and these it doesn't yet.
        _add(repository, new, exactly)
    try:
        how = (*exactly, "commit", "--quiet", "--only", f"--message={message}")
        _told(repository, *how, *_LISTED, stdin=_listed(names))
    except NotCommittedError:
        if new:
            _forget(repository, new)
        raise


def _add(repository: Repository, new: Sequence[str], exactly: Sequence[str]) -> None:
    """Have git know of new files. NotCommittedError, and none is known, where it refuses one."""
    found = repository.tell(*exactly, "add", "--intent-to-add", *_LISTED, stdin=_listed(new))
    if found is None or found.returncode:
        _forget(repository, new)
        # Of files outside a sparse checkout git has a list among its words, which may be in any language.
        named = {line.removeprefix(_LITERAL) for line in os.fsdecode(found.stderr if found else b"").splitlines()}
        if outside := [name for name in new if name in named]:
            raise NotCommittedError(
                f"{outside[0]} lies outside your sparse checkout", hint="git sparse-checkout add its folder"
            )
        raise NotCommittedError(_said(found))


def _forget(repository: Repository, new: Sequence[str]) -> None:
    repository.tell("rm", "--cached", "--quiet", "--force", "--ignore-unmatch", *_LISTED, stdin=_listed(new))


def _listed(names: Iterable[str]) -> bytes:
    return b"\0".join(os.fsencode(_LITERAL + name) for name in names)


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
        found = _told(repository, *_LOOK, "status", *how, "--", *some)
        for line in filter(None, found.split("\0")):
            states.setdefault(line[:2], {})[line[3:]] = None
    return {state: list(names) for state, names in states.items()}


def _tracked(repository: Repository, names: Sequence[str]) -> dict[str, str]:
    """Those of the names, and of what is below them, that git tracks, with the letters of `git ls-files -v`."""
    tracked: dict[str, str] = {}
    for some in _chunks(names):
        found = _told(repository, *_LOOK, "ls-files", "-v", "-z", "--", *some)
        tracked |= {line[2:]: line[0] for line in filter(None, found.split("\0"))}
    return tracked


def _chunks(names: Sequence[str]) -> Iterator[list[str]]:
    """The names as pathspecs, as many at once as a command line has room for."""
    some: list[str] = []
    room = _AT_ONCE
    for name in (_LITERAL + name for name in names):
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


def _told(repository: Repository, *arguments: str, stdin: bytes = b"") -> str:
    found = repository.tell(*arguments, stdin=stdin)
    if found is None or found.returncode:
        raise NotCommittedError(_said(found))
    return os.fsdecode(found.stdout)


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
