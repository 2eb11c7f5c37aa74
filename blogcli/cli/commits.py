"""--commit: what a command wrote goes into git with a message, and nothing else does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.cli import console

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from blogcli.config import Config

    Keep = Callable[[Iterable[Path], str], None]

Commit = Annotated[
    bool | None,
    typer.Option(
        "--commit/--no-commit",
        help="Commit what it wrote to git (default: as blog.toml says, else not).",
        show_default=False,
    ),
]


def keeper(config: Config, wanted: bool | None) -> Keep:
    """What commits the paths that a command wrote, or took away, with a message.

    It does nothing unless `wanted`, or where that is None, unless blog.toml wants it. An error now, before anything is
    written, where no commit can be made.
    """
    return _keeper_in(config.root) if (config.commits if wanted is None else wanted) else _nothing


def keeper_in(folder: Path, wanted: bool | None) -> Keep:
    """The same where there is no blog yet."""
    return _keeper_in(folder) if wanted else _nothing


def _keeper_in(folder: Path) -> Keep:
    from blogcli.committing import check_can_commit, commit

    check_can_commit(folder)

    def keep(paths: Iterable[Path], message: str) -> None:
        for path in commit(folder, paths, message):
            console.warn(f"{console.here(path)}: git ignores it, and so it is in no commit")

    return keep


def _nothing(paths: Iterable[Path], message: str) -> None:
    """Without --commit, what was written is left to the user."""
