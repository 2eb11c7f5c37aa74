"""What a user typed made into what it means, for every verb alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from blogcli.content import values
from blogcli.errors import BlogcliError, UnknownLanguageError, UsageError
from blogcli.names import LanguageTag, segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.posts import Source

T = TypeVar("T")
V = TypeVar("V")


def option(name: str, parse: Callable[[V], T], value: V) -> T:
    """An option's value as `parse` reads it; UsageError that names the option where it can't be read."""
    try:
        return parse(value)
    except ValueError as error:
        message = _out_of_range(parse, value, error) or error
        raise UsageError(f"{name} {message}", hint=_bad_character(parse, value)) from error


def _out_of_range(parse: object, value: object, error: ValueError) -> str | None:
    """What is wrong with a date that is written as one should be, None for any other fault."""
    if not isinstance(parse, values.DateParser) or not values.is_date(str(value)):
        return None
    if error.__cause__ is None or str(error.__cause__).startswith("Invalid isoformat"):
        return None
    return f"'{value}' is out of range: the calendar has no such day or time"


def _bad_character(parse: object, value: object) -> str | None:
    """A hint that names the character no id or slug can have, None where it isn't for a character."""
    if parse is not values.name:
        return None
    for char in values.text(str(value)):
        try:
            values.name(f"a{char}a")
        except ValueError:
            named = "a space" if char.isspace() else f"'{char}'"
            return f"it has {named} in it"
    return None


def one_line(text: str) -> str:
    """A text on one line: each run of white space, line breaks included, becomes a space.

    UsageError for invalid UTF-8.
    """
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise UsageError("an argument is not valid UTF-8", hint="check the terminal's encoding")
    return " ".join(text.split())


def reader_name(text: str) -> str:
    """Return a reader's name as --author gives it; UsageError where it is empty, or holds an e-mail or IP address."""
    from blogcli.content import comments

    try:
        name = comments.public_author(one_line(text))
    except comments.PrivateAddressError as error:
        way_out = f"--author '{error.without}'" if error.without else "--anonymous"
        raise UsageError(f"--author {error}", hint=f"use {way_out}") from error
    except ValueError as error:
        raise UsageError(f"--author {error}") from error
    if not name:
        raise UsageError("--author is empty", hint="use --anonymous for a comment without a name")
    return name


def blog_language(config: Config, text: str) -> LanguageTag:
    """One of the blog's languages by its tag; an error that names them all for any other."""
    tag = option("language", LanguageTag.parse, text)
    if tag not in config.tags:
        raise UnknownLanguageError(tag, config.tags)
    return tag


def version_in(sources: Iterable[Source], language: LanguageTag, folder: Path) -> Source:
    """A post's version in a language; an error that names those there are. `folder` is the post's."""
    there = {source.language: source for source in sources}
    if language not in there:
        hint = f"it has {', '.join(there)}"
        raise BlogcliError(f"the post has no version in '{language}'", path=folder, hint=hint)
    return there[language]


def choice(name: str, known: Iterable[str], value: str) -> str:
    """One of a few words; UsageError that names them all for any other."""
    if value not in known:
        raise UsageError(f"{name} '{value}' is none of {', '.join(known)}")
    return value


def slug_for(title: str, wish: str | None, language: LanguageTag) -> str | None:
    """The slug asked for, else one made from the title; None where the title has nothing to make one of."""
    if wish is not None:
        return option("--slug", values.name, wish)
    try:
        return values.name(segment(title, language))
    except ValueError:
        return None
