"""Commands that keep translations true: translation diff, done, original."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from blogcli.cli import blog, commits, complete, console, options
from blogcli.cli.lazy import lazy_group
from blogcli.errors import EXIT_ATTENTION, UsageError

if TYPE_CHECKING:
    from blogcli.comparison import Comparison, Passage

COMMANDS = {
    "diff": "translation:diff",
    "done": "translation:done",
    "original": "translation:original",
}

app = typer.Typer(cls=lazy_group(COMMANDS), help="Keep translations true to their originals.", rich_markup_mode=None)

_LANGUAGE = Annotated[
    str, typer.Argument(metavar="LANGUAGE", help="The language of the version.", autocompletion=complete.translations)
]


def diff(post: options.Post, language: _LANGUAGE, json: options.Json = False) -> None:
    """Show what changed in a translation's original.

    Block by block since the two were level, with the translation's own text beside each.
    """
    from blogcli.comparison import compare_translation

    config = blog.config()
    found = compare_translation(config, blog.post(config, post), language)
    if json:
        console.print_json("diff", _document(found))
    else:
        _print(found)
    _explain(found)


def _print(found: Comparison) -> None:
    if found.passages or found.own:
        from blogcli.cli.difference import print_difference

        print_difference(found, terminal=sys.stdout.isatty())
        console.say(f"\nOnce it says the same: blogcli translation done {found.post} {found.language}")
    elif found.only:
        console.say(f"Only {', '.join(found.only)} changed, in no block of text.")
    elif not found.kept.reason:
        console.say(f"Nothing changed in {console.here(found.source_path)} since {found.date}.")


def _explain(found: Comparison) -> None:
    """Say why an old text isn't shown."""
    if reason := found.kept.reason:
        blocks = "" if found.passages or found.only else "; and the record of so long a post doesn't name its blocks"
        console.warn(f"{console.here(found.source_path)}: its text of {found.date} {reason}{blocks}")
    if found.own_kept.reason and any(passage.change == "removed" for passage in found.own):
        console.warn(f"{console.here(found.path)}: its text of {found.date} {found.own_kept.reason}")


def _document(found: Comparison) -> dict[str, Any]:
    keys = ("post", "language", "source", "state", "date", "blob")
    return {
        **{key: getattr(found, key) for key in keys},
        "path": console.here(found.path),
        "source_path": console.here(found.source_path),
        "old": found.kept.how,
        "reason": found.kept.reason,
        "own_old": found.own_kept.how,
        "own_reason": found.own_kept.reason,
        "only": list(found.only),
        "blocks": [{**_block(passage, "mine"), "from_line": passage.from_line} for passage in found.passages],
        "own": [_block(passage, "source") for passage in found.own],
    }


def _block(passage: Passage, other: str) -> dict[str, Any]:
    """A block, with what stands beside it by the name of the other version."""
    keys = ("number", "kind", "line", "change", "then", "now")
    there = {other: passage.beside, f"{other}_line": passage.beside_line}
    return {**{key: getattr(passage, key) for key in keys}, **there}


def done(
    post: Annotated[
        str | None,
        typer.Argument(
            metavar="[POST]", help="A post's id, its folder, or any file of it.", autocompletion=complete.posts
        ),
    ] = None,
    languages: Annotated[
        list[str] | None,
        typer.Argument(metavar="[LANGUAGE...]", help="The versions' languages.", autocompletion=complete.translations),
    ] = None,
    unchanged: Annotated[
        bool, typer.Option("--unchanged", help="What changed in the original changes nothing here.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="All translations without a record, as they were at --at; asks first.")
    ] = False,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="COMMIT", help="When they were up to date: a commit of git, or a day."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --all: change nothing; print what would be recorded.")
    ] = False,
    yes: options.Yes = False,
    commit: commits.Commit = None,
    message: commits.Message = None,
) -> None:
    """Record that translations are up to date. Prints the paths of the files it changed."""
    if every:
        if post or languages or unchanged or not at:
            raise UsageError("--all takes no post, no language and no --unchanged, and needs --at COMMIT")
        _done_at(at, dry_run=dry_run, yes=yes, commit=commit, message=message)
        return
    if at or dry_run or yes:
        raise UsageError("--at, --dry-run and --yes go with --all")
    if not post or not languages:
        raise UsageError("name a post and the languages of its versions", hint="or all translations: --all --at COMMIT")
    from blogcli.levelling import done as level

    config = blog.config()
    keep, ref = commits.keeper(config, commit, message), blog.post(config, post)
    found = level(config, ref, languages, blog.now(config), unchanged=unchanged)
    keep(found.paths, f"Bring {ref.id} up to date in {', '.join(languages)}")
    for path in found.level:
        console.say(f"{console.here(path)} is level already: there was nothing to do.")


def _done_at(at: str, *, dry_run: bool, yes: bool, commit: bool | None, message: str | None) -> None:
    from blogcli.done_at import claims_at, write_claims

    config = blog.config()
    keep = None if dry_run else commits.keeper(config, commit, message)
    found = claims_at(config, at)
    show = print if dry_run else console.say
    for claim in found.made:
        where = console.here(claim.version.path), claim.source.path.name, found.date, claim.state
        show(
            "\t".join(map(console.visible, where)) if dry_run else "{}: up to date with {} on {}; now {}".format(*where)
        )
    for path, reason in found.left_out:
        console.warn(f"{console.here(path)}: left out: {reason}")
    if not keep:
        return
    if not found.made:
        console.say("There is nothing to record: no translation without a record was there with its original.")
        return
    count = len(found.made)
    records = "1 record" if count == 1 else f"{count} records"
    question = f"Write {records}, as of commit {found.commit[:10]} of {found.date}?"
    if not yes and not console.confirm(question, what="translation done --all", option="--yes"):
        return
    keep(write_claims(config, found.made), f"Record translations as up to date on {found.date}")


def original(
    post: options.Post, language: _LANGUAGE, commit: commits.Commit = None, message: commits.Message = None
) -> None:
    """Make another version the original. Prints the paths of the files it changed."""
    from blogcli.originals import make_original

    config = blog.config()
    keep, ref = commits.keeper(config, commit, message), blog.post(config, post)
    found = make_original(config, ref, language)
    keep(found.paths, f"Make {language} the original of {ref.id}")
    if not found.paths:
        console.say("It is the original already: there was nothing to do.")
    if found.moves_files:
        console.warn("the files beside the post go with its original's address: links from elsewhere may break")
    for path in found.behind:
        console.warn(f"{console.here(path)}: is behind now, for the new original was changed since the two were level")
    if found.unknown:
        console.warn(f"what it took (tags, author...) from {found.unknown}, may be lost: see what is missing")
    if found.behind or found.unknown:
        raise typer.Exit(EXIT_ATTENTION)
