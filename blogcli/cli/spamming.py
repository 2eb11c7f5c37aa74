"""Commands against spam: comment score, block."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from blogcli.cli import blog, commits, console, options
from blogcli.errors import EXIT_ATTENTION, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLUMNS = ("id", "score", "status", "post", "author", "reasons")


def score(comments: options.Chosen = None, json: options.Json = False) -> None:
    """Say how much speaks for comments being spam, and what, the highest score first.

    Without a name, all that are pending. Their fields: id, score, status, post, author, reasons.
    """
    from blogcli.moderation import find_all
    from blogcli.scoring import score_comments

    config = blog.config()
    refs = find_all(config.root, comments, blog.cwd()) if comments else None
    records, faults = score_comments(config, refs)
    console.with_paths_here(records, config.root)
    if json:
        console.print_json("comments", records)
    elif sys.stdout.isatty() and records:
        _explain(records)
    else:
        rows = [{**record, "reasons": "; ".join(map(_said, record["reasons"]))} for record in records]
        console.print_records(rows, _COLUMNS, worth=_COLUMNS, noun="comments")
    for fault in faults:
        console.report(fault)
    if faults:
        raise typer.Exit(EXIT_ATTENTION)


def _said(reason: dict[str, Any]) -> str:
    return f"{reason['reason']} ({reason['points']})"


def _explain(records: Sequence[dict[str, Any]]) -> None:
    """A table for the terminal, each comment's reasons below its row, for they are what it is about."""
    import shutil

    from blogcli.cli.table import table

    width = shutil.get_terminal_size().columns
    shown = ("id", "score", "status", "author", "post")
    rows = [{column: console.on_one_line(record[column]) for column in shown} for record in records]
    header, *lines = table(rows, shown, shown, width)
    print(header)
    for line, record in zip(lines, records, strict=True):
        print(line)
        for reason in record["reasons"]:
            print(f"    {console.on_one_line(_said(reason))}")


def block(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A word or several, a host, or a name.")],
    word: Annotated[bool, typer.Option("--word", help="It is a word, or several, of texts and names.")] = False,
    host: Annotated[bool, typer.Option("--host", help="It is a host; its subdomains are blocked with it.")] = False,
    name: Annotated[bool, typer.Option("--name", help="It is the whole name of who comments.")] = False,
    commit: commits.Commit = None,
    message: commits.Message = None,
) -> None:
    """Make new comments spam that have a word, a host or a name in them. Prints the path of the list.

    What TEXT is it guesses, unless told: a host if it has a dot and no space, else a word.
    """
    from blogcli.blocking import block as add
    from blogcli.blocking import entry_of, pending_matches
    from blogcli.spam.blocklist import Kind

    wanted = [kind for kind, is_wanted in ((Kind.WORD, word), (Kind.HOST, host), (Kind.NAME, name)) if is_wanted]
    if len(wanted) > 1:
        raise UsageError("--word, --host and --name exclude each other")
    config = blog.config()
    keep = commits.keeper(config, commit, message)
    entry = entry_of(text, wanted[0] if wanted else None)
    path, is_new = add(config, entry)
    keep([path], f"Block the {entry.kind.value} {entry.text}")
    if not is_new:
        console.warn(f"blocked already: {entry.line}")
    elif not wanted:
        console.warn(f"blocked as a {entry.kind.value}: {entry.text}")
    if pending := pending_matches(config, entry):
        console.warn(f"pending comments that have it: {', '.join(ref.id for ref in pending)}")
        console.say(f"  hint: blogcli comment spam {' '.join(ref.id for ref in pending)}")
