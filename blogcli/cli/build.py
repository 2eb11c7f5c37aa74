"""Commands that make the site: render, serve."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.cli import blog, console, options
from blogcli.errors import EXIT_ATTENTION, BlogcliError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogcli.output.gone import Gone
    from blogcli.remembered import Built


_SOME = 20  # dead addresses that are named


def render(
    output: Annotated[str | None, typer.Option(metavar="DIR", help="Where the site goes (default: public/).")] = None,
    base_url: Annotated[str | None, typer.Option(metavar="URL", help="Instead of the url in blog.toml.")] = None,
    drafts: Annotated[
        bool, typer.Option("--drafts", help="With drafts and scheduled posts, into .blogcli/preview/.")
    ] = False,
    now: Annotated[str | None, typer.Option(metavar="TIME", help="Render as of this moment, ISO 8601.")] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", help="How many processes print (default: one a core).", min=1)
    ] = None,
    clean: Annotated[
        bool, typer.Option("--clean", help="Write every file anew, and remove what blogcli did not write there.")
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Compare with a render from nothing; print the files that differ.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; print what would be written and removed.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Render the whole blog to HTML."""
    if json and not dry_run:
        raise UsageError("--json goes with --dry-run: it is the changes that it prints")
    if verify and dry_run:
        raise UsageError("--verify and --dry-run exclude each other: what isn't written can't be compared")
    built = _render(output, base_url, drafts=drafts, now=now, clean=clean, dry_run=dry_run, jobs=jobs, verify=verify)
    if dry_run:
        actions = [("write", path) for path in built.report.written] + [
            ("remove", path) for path in built.report.removed
        ]
        records = [{"action": action, "path": console.here(built.output / path)} for action, path in actions]
        if json:
            console.print_json("changes", records)
        else:
            console.print_records(records, ("action", "path"), worth=("path", "action"), noun="changes")
    if built.differing:
        console.print_paths(built.output / path for path in built.differing)
        files = "1 file differs" if len(built.differing) == 1 else f"{len(built.differing)} files differ"
        console.warn(f"{files} from a render from nothing; --clean makes all anew")
    if built.faults or built.differing:
        raise typer.Exit(EXIT_ATTENTION)


def _render(
    output: str | None,
    base_url: str | None,
    *,
    drafts: bool,
    now: str | None = None,
    clean: bool = False,
    dry_run: bool = False,
    jobs: int | None = None,
    verify: bool = False,
) -> Built:
    from blogcli.build import build_site

    if output is not None:
        console.check_path("--output", output)
    started = time.perf_counter()
    config = blog.config()
    with _uncollected(), console.progress("pages") as progress:
        built = build_site(
            config,
            blog.moment(config, now),
            output=Path(output).absolute() if output is not None else None,
            base_url=base_url,
            drafts=drafts,
            clean=clean,
            dry_run=dry_run,
            jobs=jobs,
            verify=verify,
            progress=progress,
        )
    for warning in built.warnings:
        console.report(warning, kind="warning: ")
    for fault in built.faults:
        console.report(fault, kind="left out: ")
    if not drafts:
        _warn_of_gone(built.gone)
    report, (wrote, removed) = built.report, ("would write", "would remove") if dry_run else ("wrote", "removed")
    numbers = f"{wrote} {len(report.written)}, unchanged {report.unchanged}, {removed} {len(report.removed)}"
    console.warn(f"{console.here(built.output)}: {numbers} in {time.perf_counter() - started:.2f} s")
    return built


def _warn_of_gone(gone: tuple[Gone, ...]) -> None:
    """Say which addresses went with the files that were removed: this is the last time that anybody knows of them."""
    from blogcli.output.gone import WAYS_OUT

    if not gone:
        return
    addresses = [each.address for each in gone]
    some = ", ".join(addresses[:_SOME]) + (f" and {len(gone) - _SOME} more" if len(gone) > _SOME else "")
    what = (
        "address is gone, and nothing answers it" if len(gone) == 1 else "addresses are gone, and nothing answers them"
    )
    hint = "; ".join(WAYS_OUT[kind] for kind in dict.fromkeys(each.kind for each in gone))
    console.report(BlogcliError(f"{len(gone)} {what}: {some}", hint=hint), kind="warning: ")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage in circles: a render makes many things that stay, and hardly any such garbage."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # the process is about to end: what is left needs no last look
        gc.enable()


def serve(
    port: Annotated[int, typer.Option(metavar="N", help="The port; 0 takes a free one.", min=0, max=65535)] = 8000,
    drafts: Annotated[bool, typer.Option("--drafts", help="With drafts and scheduled posts.")] = False,
) -> None:
    """Render the blog and serve it on this machine.

    No other machine can see it. Prints the site's address; Ctrl-C stops it.
    """
    from blogcli.preview import listen, site_server

    base_path = blog.config().base_path
    with listen(port) as listening:
        built = _render(None, None, drafts=drafts)
        with site_server(listening, built.output, base_path) as server:
            print(f"http://127.0.0.1:{listening.getsockname()[1]}{base_path}", flush=True)
            command = "blogcli render --drafts" if drafts else "blogcli render"
            console.say(f"Ctrl-C stops it. After a change, run {command} in another terminal and reload the page.")
            server.serve_forever()
