"""Commands that print comments: comment list, show, export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from blogcli.cli import blog, console, filters, options
from blogcli.errors import EXIT_ATTENTION
from blogcli.selection import Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogcli.errors import BlogcliError


@filters.filtered
def list_(*, post: options.OfPost = None, json: options.Json = False, wanted: Wanted) -> None:
    """List comments, oldest first.

    Their fields: id, status, post, date, language, author, text.
    """
    from blogcli.listing import list_comments

    config = blog.config()
    records, faults = list_comments(config, *filters.meant(config, post, wanted))
    console.with_paths_here(records, config.root)
    if json:
        console.print_json("comments", records)
    else:
        columns = ("id", "status", "post", "date", "language", "author", "text")
        worth = ("id", "status", "text", "author", "post", "language", "date")
        rows = [record | ({"status": "removed"} if record["removed"] else {}) for record in records]
        console.print_records(rows, columns, worth=worth, noun="comments")
    for record in records:
        if record["looks_like_author"]:
            console.warn(f"{record['path']}: '{record['author']}' is not the blog's author, but looks like it")
    _end(faults)


def _end(faults: Sequence[BlogcliError]) -> None:
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
        _print(record)


def _print(record: dict[str, Any]) -> None:
    fields = {key: value for key, value in record.items() if key != "text" and value not in (None, False)}
    console.print_fields(fields, record["text"])


@filters.filtered
def export(*, post: options.OfPost = None, json: options.Json = False, wanted: Wanted) -> None:
    """Print comments whole, oldest first: all that a person wrote, say, for one who asks."""
    from blogcli.listing import list_comments

    config = blog.config()
    records, faults = list_comments(config, *filters.meant(config, post, wanted))
    console.with_paths_here(records, config.root)
    if json:
        console.print_json("comments", records)
    else:
        for number, record in enumerate(records):
            if number:
                print()
            _print(record)
    if not records and wanted.author is not None:
        from blogcli.cli.deciding import nobody

        nobody(config, wanted.author)
    _end(faults)
