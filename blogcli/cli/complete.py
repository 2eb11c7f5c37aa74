"""Shell completion: what fits where the cursor is. It never fails; outside a blog it offers nothing."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

import typer

from blogcli.names import CommentStatus, fold

if TYPE_CHECKING:
    from pathlib import Path

    from blogcli.content.heads import Head

Find = Callable[[typer.Context, str], Iterable[str]]  # of a command line and the start of a word, what may stand there
Completer = Callable[[typer.Context, str], list[str]]

_MANY = 2000  # files from which on no more are read: a key is to be answered at once
_PLAIN_IN_BASH = re.compile(r"[^\w@%+=:,./-]")


def _completer(find: Find) -> Completer:
    """What typer calls for a shell: what `find` gives, of that what starts right, ready for the shell to insert."""

    def offered(ctx: typer.Context, incomplete: str) -> list[str]:
        try:
            if directory := ctx.find_root().params.get("directory"):  # -C
                os.chdir(directory)
            found = [name for name in dict.fromkeys(find(ctx, incomplete)) if name.startswith(incomplete)]
            return [_for_shell(name) for name in found if name.isprintable()]
        except Exception:  # noqa: BLE001 - whoever presses a key wants to type, and not to read what is wrong
            return []

    return offered


def _for_shell(name: str) -> str:
    """Bash inserts a word as it is: blanks and quotes need a backslash, but not within a quote. Others see to it."""
    if os.environ.get("_BLOGCLI_COMPLETE") != "complete_bash":
        return name
    try:
        shlex.split(os.environ.get("COMP_WORDS", ""))
    except ValueError:  # a quote is open
        return name
    return _PLAIN_IN_BASH.sub(r"\\\g<0>", name)


def _folders(start: str = "") -> list[Path]:
    from blogcli.cli.blog import root
    from blogcli.content.paths import post_folders

    return [folder for folder in post_folders(root())[0] if folder.name.startswith(start)]


def _tags() -> tuple[str, ...]:
    from blogcli.cli.blog import config

    return tuple(config().tags)


def _post(ctx: typer.Context) -> str | None:
    """The POST on the command line; where an option still lacks its value, typer has not told the arguments apart."""
    return ctx.params.get("post") or next(iter(ctx.args), None)


def _versions(ctx: typer.Context) -> list[Head]:
    """The versions of the post on the command line."""
    from blogcli.cli.blog import config, post
    from blogcli.content.heads import versions

    name = _post(ctx)
    return versions(post(config(), name).folder, _tags()) if name else []


def _all_posts(_: typer.Context, start: str) -> Iterable[str]:
    return (folder.name for folder in _folders(start))


def _posts_with(wanted: Callable[[Head], bool]) -> Find:
    """Posts with such a version; all, where there are too many to look into."""

    def find(_: typer.Context, start: str) -> Iterable[str]:
        from blogcli.content.heads import versions

        folders, tags = _folders(start), _tags()
        many = len(folders) * max(len(tags), 1) > 2 * _MANY
        return (folder.name for folder in folders if many or any(map(wanted, versions(folder, tags))))

    return find


def _versions_with(wanted: Callable[[Head], bool]) -> Find:
    """Languages of such versions of the post on the command line, but for those that are named already."""

    def find(ctx: typer.Context, _: str) -> Iterable[str]:
        named = ctx.params.get("languages") or ()
        return (head.language for head in _versions(ctx) if wanted(head) and head.language not in named)

    return find


def _missing(ctx: typer.Context, _: str) -> Iterable[str]:
    have = {head.language for head in _versions(ctx)}
    return (tag for tag in _tags() if tag not in have) if have else ()


def _comment_folders(ctx: typer.Context) -> list[Path]:
    """The folders of comments: those of the post on the command line, where there is one."""
    from blogcli.cli.blog import config, post, root
    from blogcli.content.paths import comment_folders

    folders = comment_folders(root())[0]
    if ctx.command.name in ("move", "score"):
        return folders
    name = ctx.params.get("post") or (next(iter(ctx.args), None) if ctx.command.name == "add" else None)
    own = fold(post(config(), name).folder.name) if name else ""
    return [folder for folder in folders if fold(folder.name) == own] or folders


def _refs(ctx: typer.Context) -> Iterator[tuple[str, CommentStatus, list[str]]]:
    """Every comment's id, status and files."""
    from pathlib import Path

    from blogcli.cli.blog import root
    from blogcli.content.paths import CommentRef, comment_files, comment_status

    for folder in _comment_folders(ctx):
        for name, files in comment_files(root(), folder)[0].items():
            ref = CommentRef(name, folder.name, tuple(map(Path, files)))
            yield name, comment_status(ref.path.name), files


def _comments_but(status: CommentStatus | None = None) -> Find:
    """Comments of any other status, those that are pending first, without those that are named already."""

    def find(ctx: typer.Context, _: str) -> Iterable[str]:
        named = ctx.params.get("comments") or ()
        found = [(each, name) for name, each, _ in _refs(ctx) if each is not status and name not in named]
        return (name for _, name in sorted(found, key=lambda item: item[0] is not CommentStatus.PENDING))

    return find


def _comments_then_posts(ctx: typer.Context, start: str) -> Iterable[str]:
    yield from _comments_but()(ctx, start)
    if ctx.params.get("comments") or ctx.params.get("post") or ctx.args:  # `move COMMENT... POST`
        yield from _all_posts(ctx, start)


def _writers(ctx: typer.Context, _: str) -> Iterable[str]:
    """Names in comments, of the newest that are read."""
    from pathlib import Path

    from blogcli.content.heads import values_of

    files = sorted((file for _, _, paths in _refs(ctx) for file in paths), key=os.path.basename, reverse=True)
    return sorted({name for file in files[:_MANY] for name in values_of(Path(file), "author")})


def _in_posts(key: str) -> Iterator[str]:
    """What a key says in posts, of the last that are read."""
    from blogcli.content.heads import values_of, version_files

    for file in islice(version_files(reversed(_folders())), _MANY):
        yield from values_of(file, key)


def _authors(_: typer.Context, __: str) -> Iterable[str]:
    from blogcli.cli.blog import config

    return sorted({name for name in (config().author, *_in_posts("author")) if name})


def _known_tags(ctx: typer.Context, _: str) -> Iterable[str]:
    named = ctx.params.get("tag") or ()
    found: dict[str, str] = {}
    for tag in _in_posts("tags"):
        found.setdefault(fold(tag), tag)
    return sorted(tag for tag in found.values() if tag not in named)


def _states(_: typer.Context, __: str) -> Iterable[str]:
    from blogcli.listing import STATES

    return STATES


def _statuses(ctx: typer.Context, _: str) -> Iterable[str]:
    named = ctx.params.get("status") or ()
    return (status.value for status in CommentStatus if status.value not in named)


def _topics(_: typer.Context, __: str) -> Iterable[str]:
    from blogcli.cli import manual

    return (name.partition(" ")[0] for name in manual.topics())


def _rules(_: typer.Context, __: str) -> Iterable[str]:
    from blogcli.settings import RULES

    return RULES


posts = _completer(_all_posts)
posts_with_drafts = _completer(_posts_with(lambda head: head.draft))
live_posts = _completer(_posts_with(lambda head: not head.draft))
languages = _completer(lambda _, __: _tags())
missing_languages = _completer(_missing)
languages_of_post = _completer(_versions_with(lambda _: True))
translations = _completer(_versions_with(lambda head: head.translation))
drafts = _completer(_versions_with(lambda head: head.draft))
live = _completer(_versions_with(lambda head: not head.draft))
comments = _completer(_comments_but())
comments_then_posts = _completer(_comments_then_posts)
not_approved = _completer(_comments_but(CommentStatus.APPROVED))
not_rejected = _completer(_comments_but(CommentStatus.REJECTED))
not_spam = _completer(_comments_but(CommentStatus.SPAM))
comment_authors = _completer(_writers)
authors = _completer(_authors)
tags = _completer(_known_tags)
states = _completer(_states)
statuses = _completer(_statuses)
topics = _completer(_topics)
rules = _completer(_rules)
