"""Every step on the disk that a command takes, made to fail, or to be the moment at which the process is killed.

Run as a program of its own, which forks for each step: what is told of by Python's audit events can't be unheard in a
process, and one with threads, as a test's, had better not be forked.
"""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from blogcli.cli.app import run
from blogcli.disk import TEMPORARY_PREFIX
from tests.cli.repository import ALONE, git
from tests.support import NOW, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Audit events by which a process reads a folder or file, and those by which it changes one. `open` is both.
READS = ("os.scandir", "os.listdir")
CHANGES = (
    "os.link", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "subprocess.Popen", "write", "fsync",
)  # fmt: skip
KILLED = -signal.SIGKILL


@dataclass(frozen=True)
class Ending:
    """How a run of a command ended: its exit code, what it said, the blog's files then, and temporary files."""

    code: int
    err: str = ""
    tree: dict[str, str] = field(default_factory=dict)
    strays: tuple[str, ...] = ()
    uncommitted: str = ""


@dataclass(frozen=True)
class Case:
    """A command cut off at a step, what `list` and `comment list` ended with then, and the same command once more."""

    kind: str
    step: str
    cut: Ending
    looks: tuple[int, ...]
    again: Ending


@dataclass(frozen=True)
class Found:
    """A command as it ends undisturbed, and cut off at each of its steps in turn."""

    whole: Ending
    cases: tuple[Case, ...]


def faults(folder: Path, template: Path, arguments: Sequence[str], *, no_links: bool = False) -> Found:
    """Cut a command off at each step, each time in a copy of a blog; `no_links`: where the disk knows no hard links."""
    job = json.dumps([str(folder), str(template), list(arguments), no_links])
    command = [sys.executable, "-W", "error", "-m", "tests.faults"]
    env = {**os.environ, **ALONE, "SOURCE_DATE_EPOCH": NOW}
    done = subprocess.run(command, input=job, capture_output=True, encoding="utf-8", check=False, env=env)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    cases = (
        Case(**{**each, "cut": _ending(each["cut"]), "looks": tuple(each["looks"]), "again": _ending(each["again"])})
        for each in found["cases"]
    )
    return Found(_ending(found["whole"]), tuple(cases))


def _ending(data: dict[str, Any]) -> Ending:
    return Ending(**{**data, "strays": tuple(data["strays"])})


class _Steps:
    """Hears of each step in the blog, and at the one it waits for does what it is told."""

    def __init__(self, root: Path, *, reads: bool, at: int, then: Callable[[], None]) -> None:
        self.root, self.reads, self.at, self.then = str(root), reads, at, then
        self.taken: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._counts(event, arguments):
            return
        self.taken.append(" ".join([event, *(str(each) for each in arguments[:2])]))
        if len(self.taken) - 1 == self.at:
            self.then()

    def _counts(self, event: str, arguments: tuple[Any, ...]) -> bool:
        if event == "open":
            inside = str(arguments[0]).startswith(self.root)
            return inside and (self.reads or bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)))
        if event in READS:
            return self.reads and str(arguments[0]).startswith(self.root)
        return event in CHANGES


def _fail() -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _told_of(event: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of the system that is no audit event, as if it were one."""

    def telling(descriptor: int, *arguments: Any) -> Any:
        sys.audit(event, descriptor, *arguments)
        return function(descriptor, *arguments)

    return telling


def _no_links(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def _forked(action: Callable[[], int]) -> int:
    """What an action gives in a process of its own, or by which signal that died."""
    child = os.fork()
    if child == 0:
        os._exit(action())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class _Blog:
    """A copy of a blog, in which a command is run."""

    def __init__(self, root: Path, template: Path, *, no_links: bool) -> None:
        shutil.copytree(template, root, symlinks=True)
        self.root, self.no_links = root, no_links

    def end(self, arguments: Sequence[str], steps: _Steps | None = None) -> tuple[Ending, list[str]]:
        """Run a command; how it ended, and the steps it took."""
        said = self.root.with_suffix(".said")
        said.unlink(missing_ok=True)
        code = _forked(lambda: self._run(arguments, steps, said))
        heard: tuple[str, list[str]] = tuple(json.loads(said.read_text("utf-8"))) if said.exists() else ("", [])
        uncommitted = git(self.root, "status", "--porcelain") if (self.root / ".git").exists() else ""
        return Ending(code, heard[0], *self.state(), uncommitted), heard[1]

    def state(self) -> tuple[dict[str, str], tuple[str, ...]]:
        """The blog's files, less what git and the cache keep; and temporary ones."""
        found = Site(self.root).tree().items()
        files = {path: data.decode() for path, data in found if path.split("/")[0] not in (".git", ".blogcli")}
        strays = tuple(path for path in files if TEMPORARY_PREFIX in path)
        return {path: text for path, text in files.items() if path not in strays}, strays

    def _run(self, arguments: Sequence[str], steps: _Steps | None, said: Path) -> int:
        os.chdir(self.root)
        os.fsync, os.fdopen = _told_of("fsync", os.fsync), _told_of("write", os.fdopen)
        # The ids of comments would differ otherwise.
        os.urandom = lambda size: b"\1" * size
        if self.no_links:
            os.link = _no_links
        if steps:
            sys.addaudithook(steps)
        err = io.StringIO()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(err):
            code = run(list(arguments))
        if steps:
            steps.at = -1
        said.write_text(json.dumps([err.getvalue(), steps.taken if steps else []]), "utf-8")
        return code


def _main(folder: Path, template: Path, arguments: Sequence[str], *, no_links: bool) -> Found:
    def blog(name: str) -> _Blog:
        return _Blog(folder / name, template, no_links=no_links)

    # What a command imports is imported here, once.
    first = blog("first")
    silence = io.StringIO()
    with contextlib.chdir(first.root), contextlib.redirect_stdout(silence), contextlib.redirect_stderr(silence):
        run(list(arguments))
        run(["list"])
        run(["comment", "list"])
    before = blog("before").state()
    cases: list[Case] = []
    ending: Ending | None = None
    for kind, then, reads in (("fail", _fail, True), ("kill", _kill, False)):
        counting = blog(kind)
        ending, taken = counting.end(arguments, _Steps(counting.root, reads=reads, at=-1, then=then))
        for number, step in enumerate(taken):
            each = blog(f"{kind}-{number}")
            cut, _ = each.end(arguments, _Steps(each.root, reads=reads, at=number, then=then))
            looks: tuple[int, ...] = ()
            again = ending
            if (cut.tree, cut.strays, cut.uncommitted) != (*before, ""):  # else it is as if it had not been run
                looks = tuple(each.end(look)[0].code for look in (["list"], ["comment", "list"]))
                again, _ = each.end(arguments)
            cases.append(Case(kind, step.replace(str(counting.root), ""), cut, looks, again))
            shutil.rmtree(each.root)
    assert ending is not None
    return Found(ending, tuple(cases))


if __name__ == "__main__":
    where, what, said_by_whom, without = json.loads(sys.stdin.read())
    print(json.dumps(asdict(_main(Path(where), Path(what), said_by_whom, no_links=without))))
