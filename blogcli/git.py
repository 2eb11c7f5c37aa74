"""Run git in the blog's own repository: the one whose `.git` lies at the blog's root or above it, and in no other.

A folder of the blog may itself be a git folder, and so may be led by a stranger's config. git would take it for the
repository when it is started there, so it never is: it runs in the folder that holds `.git`, with paths from there.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError

if TYPE_CHECKING:
    from collections.abc import Iterator

    Done = subprocess.CompletedProcess[bytes]

# For commands that only read. A repository that came in an archive has its maker's config, of which nothing may run:
# these overrule it. What shows differences or compares files with the working tree could still run filters and
# programs of the config, so only commands that don't are used (cat-file, log --raw, diff-tree, ls-files, rev-parse).
_ONLY_READ = (
    "--no-pager", "--no-optional-locks",
    "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}",
    "-c", "safe.bareRepository=explicit",
    "-c", "protocol.allow=never", "-c", "fetch.bundleURI=",
    "-c", "submodule.recurse=false", "-c", "log.showSignature=false", "-c", f"diff.orderFile={os.devnull}",
)  # fmt: skip
# A partial clone fetches nothing: the first says so to git from 2.39.4 on, the second denies all ways to older ones.
_STAY_HERE = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": ""}
# Variables that lead git to another repository or index, as in a hook (git rev-parse --local-env-vars), or that change
# what a pathspec means. All others are the user's, and reach the hooks of a commit.
_ELSEWHERE = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_OBJECT_DIRECTORY", "GIT_DIR", "GIT_WORK_TREE",
        "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE", "GIT_INDEX_FILE", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE",
        "GIT_PREFIX", "GIT_INTERNAL_SUPER_PREFIX", "GIT_SHALLOW_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE",
        "GIT_QUARANTINE_PATH", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS",
        "GIT_ICASE_PATHSPECS",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository with a working tree: `top` is the folder that holds its `.git`, without symbolic links."""

    top: Path

    def path_of(self, path: Path) -> str:
        """Return a file's path from the top, with `/` between its parts, as git has it.

        Links on the way to its folder are followed; the file itself may be one.
        """
        return Path(os.path.relpath(Path(os.path.realpath(path.parent), path.name), self.top)).as_posix()

    def ask(self, *arguments: str, stdin: bytes = b"") -> Done | None:
        """Ask git something, with its messages in English; None where there is no git.

        Nothing of the repository's config is run, nothing is written and nothing is fetched.
        Paths are pathspecs. BlogcliError where the system refuses to run git.
        """
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or "_CONFIG" in name}
        where = [f"--work-tree={self.top}"]
        if self._is_mine():  # else git is to find it: only then does it look at safe.directory
            where.append(f"--git-dir={self.top / '.git'}")
        ours = {**_STAY_HERE, "LC_ALL": "C", "GIT_CEILING_DIRECTORIES": str(self.top.parent)}
        return self._run([*where, *_ONLY_READ, *arguments], {**kept, **ours}, stdin)

    def tell(self, *arguments: str, stdin: bytes = b"") -> Done | None:
        """Have git do something, with the user's hooks and settings; None where there is no git.

        Paths are pathspecs. Hooks see nothing in their environment that comes from here, as options of git's own would.
        BlogcliError where the system refuses to run git.
        """
        kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
        # git finds `.git` where it runs. Were it named, hooks would be, too, and could work in no other repository.
        return self._run([*arguments], kept, stdin)

    def _is_mine(self) -> bool:
        """Whether all that git itself would look at belongs to this user."""
        if not hasattr(os, "geteuid"):
            return False
        try:
            owners = {os.lstat(place).st_uid for place in (self.top, self.top / ".git", git_folder(self.top))}
        except OSError:
            return False
        return owners == {os.geteuid()}

    def _run(self, arguments: list[str], environment: dict[str, str], stdin: bytes) -> Done | None:
        program = _program()
        if program is None:
            return None
        try:
            return subprocess.run(
                [program, *arguments], input=stdin, capture_output=True, check=False, cwd=self.top, env=environment
            )
        except OSError as error:
            raise BlogcliError(f"can't run git: {error.strerror}") from error


def _program() -> str | None:
    """Return the path of git, None where there is none.

    Folders that PATH names from where one stands are left out: these may be of a stranger's blog, as `.` is.
    """
    names = ("git.exe", "git.cmd") if os.name == "nt" else ("git",)
    places = (f"{folder}/{name}" for folder in os.get_exec_path() if folder for name in names)
    there = (Path(place) for place in places if os.access(place, os.X_OK))
    return next((str(place) for place in there if place.is_absolute() and place.is_file()), None)


def find_repository(root: Path) -> Repository | None:
    """Return the repository that a folder is in, None where it is in none. Only file names are looked at.

    As git does, it takes the nearest `.git` at or above the folder that is a git folder, or a file that names one. It
    takes no git folder by another name, as a bare repository is.
    """
    return next((Repository(place) for place in _upwards(root) if holds_repository(place)), None)


def _upwards(root: Path) -> Iterator[Path]:
    real = Path(os.path.realpath(root))
    yield real
    yield from real.parents


def holds_repository(place: Path) -> bool:
    """Whether git, run in a folder, would take it for the top of a working tree."""
    git = place / ".git"
    try:
        if git.is_file():  # of a linked working tree or a submodule
            return True
        # HEAD may be a link to a branch that has no commit yet. Where there is a commondir, it has the objects.
        return os.path.lexists(git / "HEAD") and ((git / "objects").is_dir() or (git / "commondir").is_file())
    except OSError:  # it is there, and git says what is wrong with it
        return True


def git_folder(top: Path) -> Path:
    """Return the git folder of a working tree: `.git`, or what it names or links to where it is a file or a link.

    That need not be there. See gitrepository-layout(5).
    """
    said = _first_line(top / ".git")
    return Path(os.path.realpath(top / (said.removeprefix("gitdir: ") if said.startswith("gitdir: ") else ".git")))


def _first_line(path: Path) -> str:
    """Return the first line of a file in which git keeps a path, as far as it may be one; "" where there is none."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return os.fsdecode(file.readline(8192).rstrip(b"\r\n")).partition("\0")[0]
    except OSError:
        return ""


def is_elsewhere(top: Path, common: Path) -> bool:
    """Whether `.git` of a working tree leads to a git folder that is evidently of another working tree.

    `common` is the folder with what all working trees of the repository share. An archive can hold a `.git` that leads
    anywhere, such as to a repository that its reader has. See gitrepository-layout(5).
    """
    folder, common = git_folder(top), Path(os.path.realpath(common))
    if folder != common:  # so it is with a linked working tree, which the folder must know
        back = _first_line(folder / "gitdir")
        return folder.parent != common / "worktrees" or os.path.realpath(folder / back) != str(top / ".git")
    return folder.name == ".git" and folder.parent != top
