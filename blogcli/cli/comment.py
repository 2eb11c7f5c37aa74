"""Commands about the conversation: comment add, list, show, approve, reject, spam, remove, reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.cli import blog, commits, complete, console, options
from blogcli.cli.lazy import lazy_group
from blogcli.errors import EXIT_ATTENTION, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.paths import CommentRef
    from blogcli.names import CommentStatus

COMMANDS = {
    "add": "comment:add",
    "reply": "comment:reply",
    "list": "comment:list_",
    "show": "comment:show",
    "approve": "comment:approve",
    "reject": "comment:reject",
    "spam": "comment:spam",
    "remove": "comment:remove",
}

app = typer.Typer(cls=lazy_group(COMMANDS), help="Record comments and moderate them.", rich_markup_mode=None)


def add(
    post: options.Post,
    author: Annotated[str | None, typer.Option(metavar="NAME", help="Who wrote it.")] = None,
    anonymous: Annotated[bool, typer.Option("--anonymous", help="Its writer gave no name.")] = False,
    as_author: Annotated[bool, typer.Option("--as-author", help="You wrote it, the blog's author.")] = False,
    language: Annotated[
        str | None, options.language("Its language (default: that of the version named, else of the original).")
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="The writer's own site.")] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="ISO 8601 (default: now).")] = None,
    reply_to: Annotated[
        str | None, typer.Option(metavar="COMMENT", help="The comment it answers.", autocompletion=complete.comments)
    ] = None,
    approve: Annotated[bool, typer.Option("--approve", help="Approve it at once.")] = False,
    body: options.Body = None,
    body_file: options.BodyFile = None,
    commit: commits.Commit = None,
) -> None:
    """Record a comment, pending unless --approve. Prints the path of its file."""
    from blogcli.moderation import NewComment, add_comment

    config = blog.config()
    keep = commits.keeper(config, commit)
    wish = NewComment(
        body=_text(body, body_file),
        author=author,
        anonymous=anonymous,
        as_author=as_author,
        language=language,
        url=url,
        date=date,
        reply_to=reply_to,
        approve=approve,
    )
    path = add_comment(config, blog.post(config, post), wish, blog.now(config), blog.cwd())
    console.print_paths([path])
    keep([path], f"Add a comment on {path.parent.name}")


def reply(
    comment: options.Comment,
    language: Annotated[str | None, options.language("Its language (default: that of the comment answered).")] = None,
    body: options.Body = None,
    body_file: options.BodyFile = None,
    commit: commits.Commit = None,
) -> None:
    """Answer a comment as the blog's author, approved at once. Prints the path of the answer's file."""
    from blogcli.content.find import find_comment
    from blogcli.moderation import reply as answer
    from blogcli.moderation import status_of
    from blogcli.names import CommentStatus

    config = blog.config()
    keep = commits.keeper(config, commit)
    ref = find_comment(config.root, comment, blog.cwd())
    path = answer(config, ref, _text(body, body_file), language, blog.now(config), blog.cwd())
    console.print_paths([path])
    keep([path], f"Answer a comment on {path.parent.name}")
    if status_of(ref.path) is not CommentStatus.APPROVED:
        console.say(f"The comment you answered is {status_of(ref.path).value}: blogcli comment approve {ref.id}")


def _text(body: str | None, body_file: str | None) -> str:
    text = console.read_body(body, body_file)
    if text is None:
        raise UsageError("a comment needs a text", hint="pass --body TEXT or --body-file FILE")
    return text


def list_(
    post: Annotated[
        str | None, typer.Argument(metavar="[POST]", help="Only this post's.", autocompletion=complete.posts)
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status", metavar="STATUS", help="Only approved, pending, rejected or spam; may be given many times."
        ),
    ] = None,
    json: options.Json = False,
) -> None:
    """List comments, oldest first.

    Their fields: id, status, post, date, language, author, text.
    """
    from blogcli.arguments import choice
    from blogcli.listing import list_comments
    from blogcli.names import CommentStatus

    names = [item.value for item in CommentStatus]
    statuses = [CommentStatus(choice("--status", names, name)) for name in status or ()]
    config = blog.config()
    ref = blog.post(config, post) if post is not None else None
    records, faults = list_comments(config, post=ref, statuses=statuses)
    console.with_paths_here(records, config.root)
    if json:
        console.print_json("comments", records)
    else:
        columns = ("id", "status", "post", "date", "language", "author", "text")
        worth = ("id", "status", "text", "author", "post", "language", "date")
        console.print_records(records, columns, worth=worth, noun="comments")
    for fault in faults:
        console.report(fault)
    if faults:
        raise typer.Exit(EXIT_ATTENTION)


def show(comment: options.Comment, json: options.Json = False) -> None:
    """Show one comment, whole."""
    from blogcli.content.find import find_comment
    from blogcli.listing import show_comment

    config = blog.config()
    record = show_comment(config, find_comment(config.root, comment, blog.cwd()))
    console.with_paths_here([record], config.root)
    if json:
        console.print_json("comment", record)
    else:
        text = record.pop("text")
        console.print_fields({key: value for key, value in record.items() if value not in (None, False)}, text)


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
