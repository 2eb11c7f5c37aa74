"""Commands that decide on comments: comment approve, reject, spam, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.cli import blog, commits, console, options
from blogcli.errors import EXIT_ATTENTION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.paths import CommentRef
    from blogcli.names import CommentStatus


def approve(comments: options.Comments, commit: commits.Commit = None) -> None:
    """Approve comments. Prints their paths."""
    from blogcli.content.find import find_comment
    from blogcli.moderation import faults_of
    from blogcli.names import CommentStatus

    config = blog.config()
    paths = _decide(config, comments, CommentStatus.APPROVED, "Approve", commit)
    faults = faults_of(config, [find_comment(config.root, str(path), blog.cwd()) for path in paths])
    for fault in faults:
        console.report(fault, kind="left out: ")
    if faults:
        raise typer.Exit(EXIT_ATTENTION)


def reject(comments: options.Comments, commit: commits.Commit = None) -> None:
    """Reject comments. Prints their paths.

    They stay in the tree and are never shown.
    """
    from blogcli.names import CommentStatus

    _decide(blog.config(), comments, CommentStatus.REJECTED, "Reject", commit)


def spam(comments: options.Comments, commit: commits.Commit = None) -> None:
    """Mark comments as spam. Prints their paths."""
    from blogcli.names import CommentStatus

    _decide(blog.config(), comments, CommentStatus.SPAM, "Mark as spam", commit)


def _decide(config: Config, names: list[str], status: CommentStatus, verb: str, commit: bool | None) -> list[Path]:
    from blogcli.moderation import decide, find_all

    keep = commits.keeper(config, commit)
    refs = find_all(config.root, names, blog.cwd())
    paths = decide(refs, status)
    console.print_paths(paths)
    keep([*paths, *(file for ref in refs for file in ref.files)], f"{verb} {_how_many(refs)}")
    return paths


def _how_many(refs: Sequence[CommentRef]) -> str:
    posts = {ref.post for ref in refs}
    on = f" on {refs[0].post}" if len(posts) == 1 else ""
    return f"a comment{on}" if len(refs) == 1 else f"{len(refs)} comments{on}"


def remove(
    comments: options.Comments,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
    commit: commits.Commit = None,
) -> None:
    """Empty comments for good. Prints their paths.

    Text and name go; the place stays, for the answers below it.
    """
    from blogcli.moderation import find_all, remove_comments

    config = blog.config()
    keep = commits.keeper(config, commit)
    refs = find_all(config.root, comments, blog.cwd())
    what = refs[0].id if len(refs) == 1 else f"{len(refs)} comments"
    if not yes and not console.confirm(f"Empty {what} for good?", what="comment remove", option="--yes"):
        raise typer.Exit(1)
    paths = remove_comments(config, refs, blog.now(config))
    console.print_paths(paths)
    keep([file for ref in refs for file in ref.files], f"Empty {_how_many(refs)}")
