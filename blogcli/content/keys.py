"""The keys of front matter: how they are read, and which a post has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from blogcli.content import values
from blogcli.errors import BlogcliError, SourceError
from blogcli.model import Conversation
from blogcli.names import fold
from blogcli.settings import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from blogcli.content.fields import Value
    from blogcli.content.frontmatter import Document
    from blogcli.drift.record import Record
    from blogcli.names import LanguageTag

    Parsers = Mapping[str, Callable[[Any], Any] | None]  # None: a date, which depends on the blog's time zone

# What stands behind the date of a draft that `new` dated itself: `publish` replaces such a date, and the mark with it.
PROVISIONAL = "  # set by new; publish replaces it"


def _conversation(value: Value) -> Conversation:
    try:
        return Conversation(values.text(value))
    except ValueError:
        raise ValueError("must be open, closed or off") from None


def _together(value: Value) -> bool:
    if value not in LAYOUTS:
        raise ValueError("must be {} or {}".format(*LAYOUTS))
    return value == "together"


class TranslatedFrom(NamedTuple):
    """What a translation says of its source: its language, when the two were level, and what they were then."""

    language: LanguageTag
    date: str
    record: Record | None


def _translated_from(value: Value) -> TranslatedFrom:
    from blogcli.drift.record import Record  # `comment add` reads posts and starts the sooner

    written = value if isinstance(value, dict) else {"language": value}
    if "language" not in written:
        raise ValueError("must name the original's language, as in: language: it")
    return TranslatedFrom(values.language(written["language"]), _day(written.get("date", "")), Record.read(written))


def _day(value: Value) -> str:
    """A date without its time, as it is written; "" where it is none."""
    found = values.text(value)[:10]
    return found if values.is_date(found) else ""


def _some_text(value: Value) -> str:
    found = values.text(value)
    if not found:
        raise ValueError("must not be empty")
    return found


# Every key of a post and how its value is read; docs/file-formats.md describes each.
KEYS: Parsers = {
    "title": _some_text,
    "slug": values.name,
    "date": None,
    "published": None,
    "updated": None,
    "author": values.text,
    "tags": values.texts,
    "summary": values.text,
    "image": values.text,
    "series": values.text,
    "comments": _conversation,
    "draft": values.flag,
    "page": values.flag,
    "layout": _together,
    "trusted": values.flag,
    "aliases": values.addresses,
    "former_ids": values.texts,
    "translated_from": _translated_from,
}


def read_keys(
    document: Document, path: Path | str, parsers: Parsers, zone: ZoneInfo, *, needed: str, example: str
) -> tuple[dict[str, Any], list[BlogcliError]]:
    """The keys of a file that have a parser and a value, and what is wrong with them.

    One key is `needed`; where it is missing, the hint shows an `example`.
    """
    date = values.DateParser(zone)
    keys: dict[str, Any] = {}
    problems: list[BlogcliError] = []
    for key, field in document.fields.items():
        if key not in parsers or field.value == "":
            continue
        try:
            keys[key] = (parsers[key] or date)(field.value)
        except ValueError as error:
            problems.append(SourceError(path, f"{key} {error}", line=field.line))
    if needed not in document.fields or document.fields[needed].value == "":
        hint = f"add a line like: {needed}: {example}"
        problems.append(SourceError(path, f"has no {needed}", line=1, hint=hint))
    return keys, problems


def one_edit_away(key: str) -> str | None:
    """The known key that a letter added, dropped, changed or swapped makes of an unknown one."""
    for known in KEYS:
        if abs(len(known) - len(key)) > 1:
            continue
        short, long = sorted((fold(key), known), key=len)
        at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
        swapped = (
            len(short) == len(long)
            and short[at + 2 :] == long[at + 2 :]
            and short[at : at + 2] == long[at : at + 2][::-1]
        )
        if short[at:] == long[at + 1 :] or (len(short) == len(long) and short[at + 1 :] == long[at + 1 :]) or swapped:
            return known
    return None
