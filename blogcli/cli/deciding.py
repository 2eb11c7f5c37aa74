"""Commands that decide on comments: comment approve, reject, spam, remove, forget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.cli import blog, commits, complete, console, filters, options
from blogcli.content.paths import comment_name
from blogcli.errors import EXIT_ATTENTION, UsageError
from blogcli.names import CommentStatus
from blogcli.selection import Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.paths import CommentRef
    from blogcli.errors import BlogcliError

_OfPost = Annotated[
    str | None,
    typer.Option("--post", metavar="POST", help="Only this post's.", autocompletion=complete.posts),
]


@dataclass(frozen=True, slots=True)
class _Choice:
    """The comments that a command was told to decide on: by their names, or by what they are like."""

    names: tuple[str, ...]
    post: str | None
    wanted: Wanted

    def find(self, config: Config) -> tuple[list[CommentRef], list[BlogcliError]]:
        """Those comments, and the faults that may hide others that are meant."""
        by_options = self.post is not None or self.wanted.says_something()
        if self.names and by_options:
            raise UsageError("name comments or choose them by options, not both")
        if self.names:
            from blogcli.moderation import find_all

            return find_all(config.root, self.names, blog.cwd()), []
        if not by_options:
            raise UsageError("no comment is named", hint="name some, or choose them by options such as --author")
        from blogcli.moderation import choose

        return choose(config, *filters.meant(config, self.post, self.wanted))

    def nothing(self) -> str:
        """Return what to say where no comment fits the options."""
        return f"no {' or '.join(self.wanted.status) or 'pending'} comment fits: nothing was changed"


@filters.filtered
def approve(
    *,
    comments: options.NotApproved = None,
    post: _OfPost = None,
    dry_run: options.DryRun = False,
    commit: commits.Commit = None,
    message: commits.Message = None,
    wanted: Wanted,
) -> None:
    """Approve comments. Prints their paths.

    Name them, or choose them by options: then those that are pending, unless --status says otherwise.
    """
    choice = _Choice(tuple(comments or ()), post, wanted)
    _decide(choice, CommentStatus.APPROVED, "Approve", commit, message, dry_run=dry_run)


@filters.filtered
def reject(
    *,
    comments: options.NotRejected = None,
    post: _OfPost = None,
    dry_run: options.DryRun = False,
    commit: commits.Commit = None,
    message: commits.Message = None,
    wanted: Wanted,
) -> None:
    """Reject comments. Prints their paths.

    They stay in the tree and are never shown. Name them, or choose them by options: then those that are pending,
    unless --status says otherwise.
    """
    choice = _Choice(tuple(comments or ()), post, wanted)
    _decide(choice, CommentStatus.REJECTED, "Reject", commit, message, dry_run=dry_run)


@filters.filtered
def spam(
    *,
    comments: options.NotSpam = None,
    post: _OfPost = None,
    dry_run: options.DryRun = False,
    commit: commits.Commit = None,
    message: commits.Message = None,
    wanted: Wanted,
) -> None:
    """Mark comments as spam. Prints their paths.

    Name them, or choose them by options: then those that are pending, unless --status says otherwise.
    """
    choice = _Choice(tuple(comments or ()), post, wanted)
    _decide(choice, CommentStatus.SPAM, "Mark as spam", commit, message, dry_run=dry_run)


def _decide(
    choice: _Choice, status: CommentStatus, verb: str, commit: bool | None, message: str | None, *, dry_run: bool
) -> None:
    from blogcli.moderation import decide, faults_of, of_other_status

    config = blog.config()
    keep = commits.keeper(config, False if dry_run else commit, None if dry_run else message)
    refs, faults = choice.find(config)
    if not refs:
        console.warn(choice.nothing())
        keep((), f"{verb} comments")  # those of an earlier try that was cut off
    elif dry_run:
        console.print_paths(ref.path for ref in of_other_status(refs, status))
    else:
        paths = decide(config.root, refs, status)
        keep(paths, f"{verb} {how_many(refs)}", more=files_of(refs))
        faults += faults_of(config, paths) if status is CommentStatus.APPROVED else []
    end(faults)


def how_many(refs: Sequence[CommentRef]) -> str:
    """Comments as a message of git has them: `a comment on a-walk`, `3 comments`."""
    posts = {ref.post for ref in refs}
    on = f" on {refs[0].post}" if len(posts) == 1 else ""
    return f"a comment{on}" if len(refs) == 1 else f"{len(refs)} comments{on}"


def files_of(refs: Sequence[CommentRef]) -> list[Path]:
    """All names that the comments may have had, be it before a try that was cut off."""
    names = [comment_name(ref.id, status) for ref in refs for status in CommentStatus]
    return [folder / name for folder in {file.parent for ref in refs for file in ref.files} for name in names]


def end(faults: Sequence[BlogcliError]) -> None:
    """Report comments that can't be shown, and end as the contract says."""
    for fault in faults:
        console.report(fault, kind="left out: ")
    if faults:
        raise typer.Exit(EXIT_ATTENTION)


def remove(
    comments: options.Comments, yes: options.Yes = False, commit: commits.Commit = None, message: commits.Message = None
) -> None:
    """Empty comments for good. Prints their paths.

    Text and name go; the place stays, for the answers below it.
    """
    from blogcli.moderation import find_all, remove_comments

    config = blog.config()
    keep = commits.keeper(config, commit, message)
    refs = find_all(config.root, comments, blog.cwd())
    what = refs[0].id if len(refs) == 1 else f"{len(refs)} comments"
    if not yes and not console.confirm(f"Empty {what} for good?", what="comment remove", option="--yes"):
        raise typer.Exit(1)
    keep(remove_comments(config, refs, blog.now(config)), f"Empty {how_many(refs)}", more=files_of(refs))


def forget(
    author: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Whoever has this name, whole.", autocompletion=complete.comment_authors),
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Whoever gave this site.")] = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    commit: commits.Commit = None,
    message: commits.Message = None,
) -> None:
    """Empty all comments that a person wrote, whatever their status. Prints their paths.

    Given both, the name and the site have to fit.
    """
    from blogcli.moderation import remove_comments
    from blogcli.personal_data import remaining, written_by
    from blogcli.selection import selection

    if author is None and url is None:
        raise UsageError("nobody is named", hint="pass --author NAME, --url URL or both")
    config = blog.config()
    keep = commits.keeper(config, False if dry_run else commit, None if dry_run else message)
    found, faults = written_by(config, selection(config, Wanted(author=author, url=url), blog.now(config)))
    refs = list(dict.fromkeys(each.ref for each in found))
    left = remaining(config, refs, {author or "", *(each.comment.author for each in found)})
    if dry_run:
        console.print_paths(file for ref in refs for file in ref.files)
    elif refs:
        what = "1 comment" if len(refs) == 1 else f"{len(refs)} comments"
        if not yes and not console.confirm(f"Empty {what} for good?", what="comment forget", option="--yes"):
            raise typer.Exit(1)
        keep(remove_comments(config, refs, blog.now(config)), f"Empty {how_many(refs)}", more=files_of(refs))
        console.warn("the earlier commits of a git repository still hold the words")
        for folder in left.folders:
            console.warn(f"{console.here(folder)} holds them until the next render; it is safe to delete")
    if not found:
        nobody(config, author)
        keep((), "Empty comments")  # those of an earlier try that was cut off
    for path in left.answers:
        console.warn(f"{console.here(path)} answers them or has the name in it: read it")
    end(faults)


def nobody(config: Config, author: str | None) -> None:
    """Say that no comment is by that person, and who has a name like theirs."""
    from blogcli.personal_data import similar_names

    near = similar_names(config, author) if author is not None else []
    console.warn("no comment is by that person" + (f"; did you mean {' or '.join(near)}?" if near else ""))
