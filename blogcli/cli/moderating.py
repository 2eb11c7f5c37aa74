"""The command that goes through what waits: comment moderate, key by key or from a list."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.cli import blog, commits, console, filters, options
from blogcli.cli.deciding import end, files_of, how_many
from blogcli.errors import UsageError
from blogcli.names import CommentStatus
from blogcli.selection import Wanted

if TYPE_CHECKING:
    from blogcli.cli.commits import Keep
    from blogcli.config import Config


@filters.filtered
def moderate(
    *,
    post: options.OfPost = None,
    decisions: Annotated[
        str | None, typer.Option(metavar="FILE", help="Take decisions from a file; - reads standard input.")
    ] = None,
    commit: commits.Commit = None,
    message: commits.Message = None,
    wanted: Wanted,
) -> None:
    """Go through the comments that wait, one key for each. Prints the paths of those that changed.

    With --decisions a list says it all: lines like "approve COMMENT", "reject COMMENT" and "spam COMMENT".
    """
    config = blog.config()
    keep = commits.keeper(config, commit, message)
    if decisions is None:
        _one_by_one(config, keep, post, wanted)
        return
    if post is not None or wanted.says_something():
        raise UsageError("--decisions names its comments: leave out what chooses others")
    _from_list(config, keep, decisions)


def _from_list(config: Config, keep: Keep, file: str) -> None:
    """Carry out a list of decisions: all of it, or nothing."""
    from blogcli.moderation import carry_out, faults_of, find_decided
    from blogcli.triage import read_decisions

    source = Path("standard input" if file == "-" else file).absolute()
    lines = read_decisions(console.read_body(None, file, "--decisions") or "", source)
    found = find_decided(config.root, lines, source, blog.cwd())
    paths = carry_out(config.root, found)
    refs = [ref for ref, _ in found]
    keep(paths, f"Moderate {how_many(refs)}", more=files_of(refs))
    approved = [path for path, (_, status) in zip(paths, found, strict=True) if status is CommentStatus.APPROVED]
    end(faults_of(config, approved))


def _one_by_one(config: Config, keep: Keep, post: str | None, wanted: Wanted) -> None:
    from blogcli.cli import keyboard
    from blogcli.cli.session import Session

    ref, selection = filters.meant(config, post, wanted)
    with keyboard.opened("comment moderate", "--decisions FILE") as keys:
        session = Session(config, ref, selection, keys)
        try:
            session.run()
        finally:
            with suppress(OSError):  # the terminal may be closed, and what was decided is kept all the same
                keys.write("\n")
            session.close(keep)
    end(session.faults())
