"""--commit: what a command wrote goes into git with a message, and nothing else does; then its paths are printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.cli import console
from blogcli.errors import UsageError
from blogcli.journal import FOLDER, current, cut_off, finished
from blogcli.names import has_control

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.journal import Journal

Commit = Annotated[
    bool | None,
    typer.Option(
        "--commit/--no-commit",
        help="Commit what it wrote to git (default: as blog.toml says, else not).",
        show_default=False,
    ),
]

Message = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="The commit's message (default: what the command did).", show_default=False),
]


# What says something anew each time it is given.
_NOT_REPEATED = (("comment", "add"), ("comment", "reply"))


@dataclass(frozen=True, slots=True)
class Keep:
    """What a command ends with: what it wrote is committed in a folder's repository, and its paths are printed.

    Nothing is committed unless `wanted`. `message` stands in for that of the command, where the user gave one. `left`
    are files that the same command wrote before, and did not commit.
    """

    folder: Path
    wanted: bool
    message: str | None = None
    left: tuple[Path, ...] = ()

    def __call__(self, paths: Iterable[Path], message: str, *, more: Iterable[Path] = ()) -> None:
        """Commit `paths` and `more` with a message, then print `paths`.

        In this order, for whoever reads them may have gone. They are printed where git refuses, too. The commit takes
        with it whatever else the command changed, such as a file's old name.
        """
        paths = list(paths)
        message = self.message or console.on_one_line(message)
        journal = current()
        others = [*more, *self.left, *(journal.noted if journal else ())]
        if journal and not journal.done(self.folder, paths, others, message) and not self.wanted:
            console.warn(f"can't write to {FOLDER}: the same command with --commit will not know what it wrote")
        try:
            if self.wanted:
                _commit(self.folder, [*paths, *others], message)
                if journal:
                    journal.drop()
        finally:
            console.print_results(paths)


def _commit(folder: Path, paths: Iterable[Path], message: str) -> None:
    from blogcli.committing import commit

    for path in commit(folder, paths, message):
        console.warn(f"{console.here(path)}: git ignores it, and so it is in no commit")


def keeper(config: Config, wanted: bool | None, message: str | None = None) -> Keep:
    """Return what commits the paths that a command wrote, or took away, with a message, and prints them.

    It only prints unless `wanted`, or where that is None, unless blog.toml wants it. `message` is the user's own:
    UsageError where it is empty, or nothing is to be committed. An error now, before anything is
    written, where no commit can be made. Where this very command ran before and committed nothing, its commit is made
    now, and the command ends.
    """
    wanted = config.commits if wanted is None else wanted
    keep = keeper_in(config.root, wanted, message)
    journal = current()
    if journal is None:
        return keep
    journal.wants_commit = wanted
    left: list[Path] = []
    for record in cut_off(config.root):
        if record.key == journal.key:
            journal.replaces(record)
            left += record.still(config.root)
        else:
            console.warn(record.warning())
    if wanted:
        _commit_earlier(config.root, journal, message)
    return replace(keep, left=tuple(left))


def _commit_earlier(root: Path, journal: Journal, message: str | None) -> None:
    """Make the commit of an earlier run of this command, if what it wrote is as it left it; then end the command."""
    from blogcli.committing import differ

    earlier = [record for record in finished(root) if record.key == journal.key]
    for record in earlier:
        journal.replaces(record)
    if not earlier or not earlier[-1].holds(root):
        return
    record = earlier[-1]
    paths = [root / path for path in record.paths]
    if (record.wants_commit or journal.key[:2] not in _NOT_REPEATED) and differ(root, paths):
        _commit(root, paths, message or record.message)
        journal.drop()
        console.print_results(root / path for path in record.printed)
        raise typer.Exit


def keeper_in(folder: Path, wanted: bool | None, message: str | None = None) -> Keep:
    """Return the same where there is no blog yet."""
    if message is not None and not wanted:
        raise UsageError("--message goes with --commit: without it, nothing is committed")
    if message is not None and not message.strip():
        raise UsageError("--message is empty", hint="leave it out, and the commit says what the command did")
    if message is not None and has_control(message, lines=True):
        raise UsageError("--message holds a control character", hint="write it as plain text; it may have line breaks")
    if wanted:
        from blogcli.committing import check_can_commit

        check_can_commit(folder)
    return Keep(folder, bool(wanted), message)
