"""Commands about the blog's languages: language add."""

from __future__ import annotations

from typing import Annotated

import typer

from blogcli.cli import blog, commits, console
from blogcli.cli.lazy import lazy_group
from blogcli.errors import BlogcliError, MustAskError, UsageError

COMMANDS = {"add": "language:add"}

app = typer.Typer(cls=lazy_group(COMMANDS), help="Add languages to the blog.", rich_markup_mode=None)


def add(
    language: Annotated[str, typer.Argument(metavar="LANGUAGE", help="The new language, a BCP 47 tag.")],
    write: Annotated[bool, typer.Option("--write", help="Write the lines into blog.toml; prints its path.")] = False,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Take the tag as it is, though another seems to be meant.")
    ] = False,
    commit: commits.Commit = None,
    message: commits.Message = None,
) -> None:
    """Add a language to the blog. Prints the lines that blog.toml needs, and says what is missing then."""
    from blogcli.languages import add_language, write_language

    if (commit or message is not None) and not write:
        option = "--commit" if commit else "--message"
        raise UsageError(f"{option} goes with --write: without it, nothing is written")
    config = blog.config()
    keep = commits.keeper(config, commit if write else False, message)
    added = add_language(config, language if anyway else _meant(language))
    if write:
        keep([write_language(config, added)], f"Add the language {added.tag}")
    else:
        print("\n".join(added.lines))
    lack = "no post has" if added.posts != 1 else "the one post there is doesn't have"
    if added.posts:
        console.warn(f"{lack} a version in '{added.tag}' yet: blogcli translate POST {added.tag} begins one")
    if not added.known:
        console.warn(f"the CLDR doesn't know '{added.tag}': its dates are in English")
    if not added.translated:
        console.warn(f"blogcli's own words aren't translated to '{added.tag}' yet: its pages say them in English")


def _meant(text: str) -> str:
    """The tag that is meant by one: another where the user, being asked, says so; UsageError where nobody can be asked.

    Of a tag that is a language's, and may be taken for a country's, advice says so.
    """
    from blogcli.render.language_codes import suggestion

    found = suggestion(text)
    if found is None:
        return text
    if found.known:
        console.warn(f"'{text}' is {found.written_as}; {found.name} is '{found.tag}'")
        return text
    what = f"'{text}' is no language" + (f" but {found.written_as}" if found.written_as else "")
    meant = f"'{found.tag}' ({found.name})"
    try:
        agreed = console.confirm(f"{what}. Add {meant} instead?", what=f"to add '{text}'", option="--anyway")
    except MustAskError:
        hint = f"blogcli language add {found.tag}, or --anyway for '{text}' itself"
        raise UsageError(f"{what}: did you mean {meant}?", hint=hint) from None
    if not agreed:
        raise BlogcliError("nothing was added", hint=f"--anyway adds '{text}' itself")
    return found.tag
