"""The command that changes a comment: comment edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.cli import blog, commits, console, options

if TYPE_CHECKING:
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.paths import CommentRef


def edit(
    comment: options.Comment,
    author: Annotated[str | None, typer.Option(metavar="NAME", help="Who wrote it.")] = None,
    anonymous: Annotated[bool, typer.Option("--anonymous", help="Its writer gave no name.")] = False,
    url: Annotated[str | None, typer.Option(metavar="URL", help='The writer\'s own site; "" for none.')] = None,
    language: Annotated[str | None, options.language("The language it is in.")] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="When it was written, ISO 8601.")] = None,
    body: options.Body = None,
    body_file: options.BodyFile = None,
    commit: commits.Commit = None,
    message: commits.Message = None,
) -> None:
    """Change a comment. Prints its path.

    Without an option its file is opened in your editor.
    """
    from blogcli.amending import Amendment, amend
    from blogcli.content.find import find_comment

    by_hand = not anonymous and all(value is None for value in (author, url, language, date, body, body_file))
    console.check_editor(by_hand, "comment edit without an option opens an editor, and that")
    config = blog.config()
    keep = commits.keeper(config, commit, message)
    ref = find_comment(config.root, comment, blog.cwd())
    if by_hand:
        path = edit_by_hand(config, ref)
    else:
        text = console.read_body(body, body_file)
        path = amend(config, ref, Amendment(text, author, anonymous, url, language, date))
    keep([path], f"Edit a comment on {ref.post}")


def edit_by_hand(config: Config, ref: CommentRef) -> Path:
    """Have a comment's file changed in the editor; its path."""
    from blogcli.amending import save, text_of
    from blogcli.cli.drafting import in_editor

    was = text_of(config, ref)
    with in_editor(was) as text:
        return save(config, ref, was, text)
