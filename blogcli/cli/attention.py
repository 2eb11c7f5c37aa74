"""Commands that say what wants attention: status, check."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from blogcli.cli import blog, complete, console, options
from blogcli.errors import EXIT_ATTENTION, EXIT_FAILED, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from blogcli.attention import Status


def status(
    language: Annotated[str | None, options.language("Only what is in this language.")] = None,
    author: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what is by this author.", autocompletion=complete.authors)
    ] = None,
    next_due: Annotated[
        bool, typer.Option("--next-due", help="Print only when the next version goes live, if one is scheduled.")
    ] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 4 where something wants attention.")] = False,
    json: options.Json = False,
) -> None:
    """Show what is in hand and what wants attention.

    Drafts, scheduled posts, translations that fell behind or are missing, comments that wait, problems.
    """
    from blogcli.arguments import blog_language
    from blogcli.attention import Chosen, status_of
    from blogcli.attention import next_due as next_moment

    if next_due and (exit_code or json):
        raise UsageError("--next-due stands alone: it prints a moment or nothing", hint="--json has it as next_due")
    config = blog.config()
    chosen = Chosen(blog_language(config, language) if language is not None else None, author)
    now = blog.now(config)
    if next_due:
        moment = next_moment(config, now, chosen)
        if moment:
            print(moment)
        return
    found = status_of(config, now, chosen)
    _with_paths_here(found, config.root)
    if json:
        _print_document(found)
    else:
        from blogcli.cli.overview import print_status

        print_status(found)
    if exit_code and found.attention:
        raise typer.Exit(EXIT_ATTENTION)


def _with_paths_here(found: Status, root: Path) -> None:
    for records in (found.drafts, found.scheduled, found.translations, found.missing, found.pending):
        console.with_paths_here(records, root)
    console.with_paths_here((record for record in found.problems if record["path"]), root)


def _print_document(found: Status) -> None:
    parts: dict[str, Any] = {
        "scheduled": found.scheduled,
        "next_due": found.next_due,
        "translations": found.translations,
        "missing": found.missing,
        "pending": found.pending,
        "problems": found.problems,
        "coverage": found.coverage,
        "attention": found.attention,
    }
    console.print_json("drafts", found.drafts, **parts)


def check(
    rule: Annotated[
        list[str] | None,
        typer.Option(
            "--rule",
            metavar="RULE",
            help="Check by this rule alone; may be given many times.",
            autocompletion=complete.rules,
        ),
    ] = None,
    skip: Annotated[
        list[str] | None,
        typer.Option(
            "--skip",
            metavar="RULE",
            help="Don't check by this rule; may be given many times.",
            autocompletion=complete.rules,
        ),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", help="How many processes look at posts (default: one a core).", min=1)
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="End with 4 for advice, too.")] = False,
    json: options.Json = False,
) -> None:
    """Check the whole blog.

    Prints what it finds, each by file and line. Ends with 1 where something stops a render, with 4 where single pages
    or comments are wrong; advice alone ends with 0.
    """
    from dataclasses import asdict

    from blogcli.checking.rules import check_blog
    from blogcli.settings import Severity
    from blogcli.workers import usable_cores

    config = blog.config()
    found = check_blog(config, blog.now(config), rule or (), skip or (), jobs or usable_cores())
    records = [asdict(finding) for finding in found.findings]
    console.with_paths_here((record for record in records if record["path"]), config.root)
    if json:
        console.print_json("findings", records, accepted=found.accepted)
    else:
        for record in records:
            _print_finding(record)
    accepted = f" ({found.accepted} accepted)" if found.accepted else ""
    if not records:
        console.say(f"Nothing found{accepted}.")
        return
    errors, faults, advice = (found.count(severity) for severity in Severity)
    files = len({record["path"] for record in records})
    console.warn(
        f"{len(records)} found in {files} {'file' if files == 1 else 'files'}{accepted}:"
        f" {errors} to stop a render, {faults} wrong, {advice} advice"
    )
    if errors:
        raise typer.Exit(EXIT_FAILED)
    if faults or strict:
        raise typer.Exit(EXIT_ATTENTION)


def _print_finding(record: dict[str, Any]) -> None:
    where = "".join(f"{console.visible_path(str(part))}:" for part in (record["path"], record["line"]) if part)
    print(f"{where}{' ' if where else ''}{console.on_one_line(record['message'])} [{record['rule']}]")
    if record["hint"] and sys.stdout.isatty():
        print(f"  hint: {console.on_one_line(record['hint'])}")
