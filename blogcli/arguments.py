"""What a user typed made into what it means, for every verb alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from blogcli.config import FILE_NAME, Config
from blogcli.content import values
from blogcli.errors import BlogcliError, UsageError
from blogcli.model import LanguageTag, segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")
V = TypeVar("V")


def option(name: str, parse: Callable[[V], T], value: V) -> T:
    """An option's value as `parse` reads it; UsageError that names the option where it can't be read."""
    try:
        return parse(value)
    except ValueError as error:
        raise UsageError(f"{name} {error}") from error


def one_line(text: str) -> str:
    """A text on one line: each run of white space, line breaks included, becomes a space.

    UsageError for invalid UTF-8.
    """
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise UsageError("an argument is not valid UTF-8", hint="check the terminal's encoding")
    return " ".join(text.split())


def blog_language(config: Config, text: str) -> LanguageTag:
    """One of the blog's languages by its tag; an error that names them all for any other."""
    tag = option("language", LanguageTag.parse, text)
    if tag not in config.tags:
        known = ", ".join(config.tags)
        hint = f"add '{tag}' to languages in {FILE_NAME}"
        raise BlogcliError(f"unknown language '{tag}': the blog's are {known}", hint=hint)
    return tag


def choice(name: str, known: Iterable[str], value: str) -> str:
    """One of a few words; UsageError that names them all for any other."""
    if value not in known:
        raise UsageError(f"{name} '{value}' is none of {', '.join(known)}")
    return value


def slug_for(title: str, wish: str | None) -> str | None:
    """The slug asked for, else one made from the title; None where the title has nothing to make one of."""
    if wish is not None:
        return option("--slug", values.name, wish)
    try:
        return values.name(segment(title))
    except ValueError:
        return None
