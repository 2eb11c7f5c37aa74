"""The command that moves comments to another post: comment move."""

from __future__ import annotations

from typing import Annotated

import typer

from blogcli.cli import blog, commits, options


def move(
    comments: options.CommentsToMove,
    post: options.Post,
    alone: Annotated[bool, typer.Option("--alone", help="Leave the answers below them where they are.")] = False,
    commit: commits.Commit = None,
    message: commits.Message = None,
) -> None:
    """Move comments, and the answers below them, to another post. Prints the paths they have there."""
    from blogcli.moderation import find_all
    from blogcli.moving import carry_out, plan_moves

    config = blog.config()
    keep = commits.keeper(config, commit, message)
    target = blog.post(config, post)
    moves = plan_moves(config, find_all(config.root, comments, blog.cwd()), target, alone=alone)
    paths = carry_out(config.root, moves)
    what = "a comment" if len(paths) == 1 else f"{len(paths)} comments"
    keep(paths, f"Move {what} to {target.id}")
