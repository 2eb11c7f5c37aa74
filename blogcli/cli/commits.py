"""--commit: what a command wrote goes into git with a message, and nothing else does; then its paths are printed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.cli import console

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from blogcli.config import Config

Commit = Annotated[
    bool | None,
    typer.Option(
        "--commit/--no-commit",
        help="Commit what it wrote to git (default: as blog.toml says, else not).",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class Keep:
    """What a command ends with: what it wrote is committed in a folder's repository (None: it isn't), and printed."""

    folder: Path | None

    def __call__(self, paths: Iterable[Path], message: str, *, more: Iterable[Path] = ()) -> None:
        """Commit `paths` and `more` with a message, then print `paths`.

        In this order, for whoever reads them may have gone. They are printed where git refuses, too. `more` is
        looked at only where there is a commit to make.
        """
        paths = list(paths)
        try:
            if self.folder:
                self._commit(self.folder, chain(paths, more), message)
        finally:
            console.print_paths(paths)

    def _commit(self, folder: Path, paths: Iterable[Path], message: str) -> None:
        from blogcli.committing import commit

        for path in commit(folder, paths, message):
            console.warn(f"{console.here(path)}: git ignores it, and so it is in no commit")


def keeper(config: Config, wanted: bool | None) -> Keep:
    """What commits the paths that a command wrote, or took away, with a message, and prints those it is to print.

    It only prints unless `wanted`, or where that is None, unless blog.toml wants it. An error now, before anything is
    written, where no commit can be made.
    """
    return keeper_in(config.root, config.commits if wanted is None else wanted)


def keeper_in(folder: Path, wanted: bool | None) -> Keep:
    """The same where there is no blog yet."""
    if not wanted:
        return Keep(None)
    from blogcli.committing import check_can_commit

    check_can_commit(folder)
    return Keep(folder)
