"""The command that removes a post, or one language of it: remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.cli import blog, commits, complete, console, options
from blogcli.errors import BlogcliError

if TYPE_CHECKING:
    from blogcli.config import Config
    from blogcli.content.paths import PostRef


def remove(
    post: options.Post,
    language: Annotated[
        str | None,
        typer.Argument(
            metavar="[LANGUAGE]",
            help="Just this version (default: the one whose file is POST, else the whole post).",
            autocompletion=complete.languages,
        ),
    ] = None,
    comments: Annotated[
        str | None,
        typer.Option(metavar="WHAT", help="What becomes of a whole post's comments: keep or remove (default: keep)."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="POST",
            help="The post that its addresses lead to from then on.",
            autocompletion=complete.posts,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Remove what git couldn't bring back, too.")] = False,
    yes: options.Yes = False,
    commit: commits.Commit = None,
    message: commits.Message = None,
) -> None:
    """Remove a post, or one language of it. Prints the paths of the files that it changed or removed.

    What git couldn't bring back stays, unless --force is given.
    """  # fmt: skip
    from blogcli.arguments import choice
    from blogcli.errors import UsageError
    from blogcli.removing import Removal, tidy, to_remove
    from blogcli.removing import remove as carry_out

    what = choice("--comments", ("keep", "remove"), comments or "keep")
    config = blog.config()
    keep = commits.keeper(config, commit, message)
    try:
        ref = blog.post(config, post)
    except BlogcliError:
        if not keep.left:
            raise
        tidy(config, keep.left)
        keep((), f"Remove {post}")  # an earlier try was cut off when all was gone
        return
    chosen = language or _of_the_file(config, ref)
    if chosen and comments:
        raise UsageError("--comments is for a whole post: other languages of it keep the conversation")
    wish = Removal(chosen, what == "remove", blog.post(config, to) if to is not None else None, force)
    paths = to_remove(config, ref, wish)
    named = f"{ref.id} in {chosen}" if chosen else ref.id
    files = "1 file" if len(paths) == 1 else f"{len(paths)} files"
    if not yes and not console.confirm(f"Remove {named} ({files})?", what="remove", option="--yes"):
        raise typer.Exit(1)
    keep(carry_out(config, ref, wish, blog.now(config)), f"Remove {named}")


def _of_the_file(config: Config, ref: PostRef) -> str | None:
    """Return the language of the version whose file was named, if it isn't the only one."""
    from blogcli.content.folders import listing

    return str(ref.language) if ref.language and len(list(listing(ref.folder).versions())) > 1 else None
