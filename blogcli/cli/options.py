"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from blogcli.cli import complete


def _post(offered: complete.Completer) -> Any:
    return typer.Argument(metavar="POST", help="A post's id, its folder, or any file of it.", autocompletion=offered)


def _comments(metavar: str, offered: complete.Completer) -> Any:
    return typer.Argument(
        metavar=metavar, help="Comments' ids, the starts of them, or their paths.", autocompletion=offered
    )


Post = Annotated[str, _post(complete.posts)]
PostWithDrafts = Annotated[str, _post(complete.posts_with_drafts)]
LivePost = Annotated[str, _post(complete.live_posts)]
OfPost = Annotated[
    str | None, typer.Argument(metavar="[POST]", help="Only this post's.", autocompletion=complete.posts)
]
Comment = Annotated[
    str,
    typer.Argument(
        metavar="COMMENT", help="A comment's id, the start of it, or its path.", autocompletion=complete.comments
    ),
]
Comments = Annotated[list[str], _comments("COMMENT...", complete.comments)]
CommentsToMove = Annotated[list[str], _comments("COMMENT...", complete.comments_then_posts)]
Chosen = Annotated[list[str] | None, _comments("[COMMENT...]", complete.comments)]
NotApproved = Annotated[list[str] | None, _comments("[COMMENT...]", complete.not_approved)]
NotRejected = Annotated[list[str] | None, _comments("[COMMENT...]", complete.not_rejected)]
NotSpam = Annotated[list[str] | None, _comments("[COMMENT...]", complete.not_spam)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Change nothing; print the paths of what would change.")]
Yes = Annotated[bool, typer.Option("--yes", help="Don't ask.")]
Body = Annotated[str | None, typer.Option("--body", metavar="TEXT", help="The text.")]
BodyFile = Annotated[
    str | None, typer.Option("--body-file", metavar="FILE", help="A file with the text; - reads standard input.")
]
Edit = Annotated[bool, typer.Option("--edit", help="Open the file in your editor.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def language(help_text: str) -> Any:
    """A --language option; `help_text` says what the language is for, and what stands in for it."""
    return typer.Option("--language", metavar="TAG", help=help_text, autocompletion=complete.languages)
