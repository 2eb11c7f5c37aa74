"""Commands about the conversation: the group, and comment add, reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.cli import blog, commits, complete, console, options
from blogcli.cli.lazy import lazy_group
from blogcli.errors import UsageError

if TYPE_CHECKING:
    from blogcli.commenting import Recorded

COMMANDS = {
    "add": "comment:add",
    "reply": "comment:reply",
    "edit": "amending:edit",
    "move": "moving:move",
    "list": "reading:list_",
    "show": "reading:show",
    "export": "reading:export",
    "approve": "deciding:approve",
    "reject": "deciding:reject",
    "spam": "deciding:spam",
    "remove": "deciding:remove",
    "forget": "deciding:forget",
    "moderate": "moderating:moderate",
    "score": "spamming:score",
    "block": "spamming:block",
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
    message: commits.Message = None,
) -> None:
    """Record a comment, pending unless --approve or obviously spam. Prints the path of its file."""
    from blogcli.commenting import NewComment, add_comment

    config = blog.config()
    keep = commits.keeper(config, commit, message)
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
    recorded = add_comment(config, blog.post(config, post), wish, blog.now(config), blog.cwd())
    path, score = recorded.path, recorded.score
    keep([path], f"Add a comment on {path.parent.name}")
    _doubt_language(recorded)
    if score.points >= config.spam_score:
        reasons = "; ".join(reason.text for reason in score.reasons)
        console.warn(f"taken for spam, with {score.points} points: {console.on_one_line(reasons)}")
        console.say(f"  hint: if it isn't: blogcli comment approve {path.name.partition('.')[0]}")


def reply(
    comment: options.Comment,
    language: Annotated[str | None, options.language("Its language (default: that of the comment answered).")] = None,
    body: options.Body = None,
    body_file: options.BodyFile = None,
    commit: commits.Commit = None,
    message: commits.Message = None,
) -> None:
    """Answer a comment as the blog's author, approved at once. Prints the path of the answer's file."""
    from blogcli.commenting import reply as answer
    from blogcli.content.find import find_comment
    from blogcli.content.paths import comment_status
    from blogcli.names import CommentStatus

    config = blog.config()
    keep = commits.keeper(config, commit, message)
    ref = find_comment(config.root, comment, blog.cwd())
    recorded = answer(config, ref, _text(body, body_file), language, blog.now(config), blog.cwd())
    keep([recorded.path], f"Answer a comment on {recorded.path.parent.name}")
    _doubt_language(recorded)
    status = comment_status(ref.path.name)
    if status is not CommentStatus.APPROVED:
        console.say(f"The comment you answered is {status.value}: blogcli comment approve {ref.id}")


def _doubt_language(recorded: Recorded) -> None:
    """Say so where the language of a comment was assumed, and its text plainly is in another."""
    if recorded.seems:
        name = recorded.path.name.partition(".")[0]
        way_out = f"blogcli comment edit {name} --language {recorded.seems}"
        console.warn(f"recorded as '{recorded.language}', but its text looks like '{recorded.seems}': {way_out}")


def _text(body: str | None, body_file: str | None) -> str:
    text = console.read_body(body, body_file)
    if text is None:
        raise UsageError("a comment needs a text", hint="pass --body TEXT or --body-file FILE")
    return text
