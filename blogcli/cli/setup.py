"""The command that starts a blog: init."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.cli import blog, commits, console
from blogcli.errors import BlogcliError, FileError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from blogcli.names import LanguageTag


def init(
    folder: Annotated[
        str, typer.Argument(metavar="[DIR]", help="The blog's folder (default: this one).", show_default=False)
    ] = ".",
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The blog's title (default: the folder's name).")
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(
            "--language",
            metavar="TAG",
            help="A language, as in it or pt-BR; the first is the main one. May be given many times (default: en).",
        ),
    ] = None,
    url: Annotated[str, typer.Option(metavar="URL", help="Where the blog will be.")] = "https://blog.example/",
    timezone: Annotated[
        str | None, typer.Option(metavar="ZONE", help="As in Europe/Rome (default: this machine's).")
    ] = None,
    author: Annotated[str, typer.Option(metavar="NAME", help="Who writes it.")] = "",
    commit: commits.Commit = None,
    message: commits.Message = None,
) -> None:
    """Start a blog. Prints the path of its blog.toml."""
    from blogcli.arguments import one_line, option
    from blogcli.authoring import INIT_FILES, init_blog
    from blogcli.settings import parse_languages, parse_timezone, parse_url

    console.check_path("DIR", folder)
    place = blog.cwd() / folder
    _check_folder(place)
    keep = commits.keeper_in(next(folder for folder in (place, *place.parents) if folder.is_dir()), commit, message)
    path, kept = init_blog(
        place,
        title=one_line(title if title is not None else "") or place.resolve().name or "A blog",
        languages=_known(option("--language", parse_languages, language or ["en"])),
        url=option("--url", parse_url, url),
        timezone=option("--timezone", parse_timezone, timezone).key if timezone is not None else _this_zone(),
        author=one_line(author),
        now=blog.now(),
    )
    keep([path], "Start a blog", more=[place / name for name in INIT_FILES if place / name not in kept])
    for file in kept:
        lines = " and ".join(line for line in INIT_FILES[file.name].splitlines() if not line.startswith("#"))
        console.warn(f"{console.here(file)} was there already and is as it was; see that it has {lines}")
    console.say("Next: blogcli new 'A title' --edit")


def _known(languages: tuple[LanguageTag, ...]) -> tuple[LanguageTag, ...]:
    """The languages; UsageError for a tag that is no language's where another seems to be meant."""
    from blogcli.render.catalogue import CATALOGUES

    for tag in languages:
        if tag == "en" or (CATALOGUES / f"{tag}.po").is_file():  # no need to ask the CLDR, which takes time
            continue
        from blogcli.render.language_codes import suggestion

        if (found := suggestion(tag)) and not found.known:
            hint = f"did you mean '{found.tag}' ({found.name})? blogcli language add {tag} --anyway takes it as it is"
            raise UsageError(f"--language: '{tag}' is no language", hint=hint)
    return languages


def _check_folder(place: Path) -> None:
    """Refuse a file, and a folder below one."""
    try:
        file = next((path for path in (place, *place.parents) if path.is_file()), None)
    except OSError as error:  # a name too long, a folder one may not look into
        raise FileError(error, place, "start a blog") from error
    if file:
        raise BlogcliError("is a file, and a blog is a folder", path=file, hint="name another folder")


def _this_zone() -> str:
    """The machine's time zone by name, UTC where it has none."""
    from blogcli.settings import parse_timezone

    link = os.path.realpath("/etc/localtime")
    for name in (os.environ.get("TZ", ""), link.rpartition("/zoneinfo/")[2]):
        try:
            return parse_timezone(name).key
        except ValueError:
            continue
    return "UTC"
