"""Commands about the blog's languages: language add."""

from __future__ import annotations

from typing import Annotated

import typer

from blogcli.cli import blog, commits, console
from blogcli.cli.lazy import lazy_group
from blogcli.errors import UsageError

COMMANDS = {"add": "language:add"}

app = typer.Typer(cls=lazy_group(COMMANDS), help="Add languages to the blog.", rich_markup_mode=None)


def add(
    language: Annotated[str, typer.Argument(metavar="LANGUAGE", help="The new language, a BCP 47 tag.")],
    write: Annotated[bool, typer.Option("--write", help="Write the lines into blog.toml; prints its path.")] = False,
    commit: commits.Commit = None,
) -> None:
    """Add a language to the blog. Prints the lines that blog.toml needs, and says what is missing then."""
    from blogcli.languages import add_language, write_language

    if commit and not write:
        raise UsageError("--commit goes with --write: without it, nothing is written")
    config = blog.config()
    added = add_language(config, language)
    if write:
        keep = commits.keeper(config, commit)
        keep([write_language(config, added)], f"Add the language {added.tag}")
    else:
        print("\n".join(added.lines))
    lack = "no post has" if added.posts != 1 else "the one post there is doesn't have"
    if added.posts:
        console.warn(f"{lack} a version in '{added.tag}' yet: blogcli translate POST {added.tag} begins one")
    if not added.translated:
        console.warn(f"blogcli's own words aren't translated to '{added.tag}' yet: its pages say them in English")
