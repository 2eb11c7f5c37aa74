"""The keys of front matter: how they are read, and which a post has."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from blogcli.content import values
from blogcli.errors import BlogcliError, SourceError
from blogcli.names import fold
from blogcli.settings import LAYOUTS, RULES_OF_VERSIONS, unknown_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from blogcli.content.fields import Value
    from blogcli.content.frontmatter import Document
    from blogcli.drift.record import Record
    from blogcli.model import Conversation
    from blogcli.names import LanguageTag

    Parsers = Mapping[str, Callable[[Any], Any] | None]  # None: a date, which depends on the blog's time zone

# What stands behind the date of a draft that `new` dated itself: `publish` replaces such a date, and the mark with it.
PROVISIONAL = "  # set by new; publish replaces it"


def is_provisional(document: Document) -> bool:
    """Whether its date is one that `new` set itself."""
    field = document.fields.get("date")
    return field is not None and document.text[field.start : field.end].rstrip().endswith(PROVISIONAL.strip())


def _conversation(value: Value) -> Conversation:
    from blogcli.model import Conversation  # `new` and `comment add` need no nouns, and start the sooner

    try:
        return Conversation(values.text(value))
    except ValueError:
        raise ValueError("must be open, closed or off") from None


def _together(value: Value) -> bool:
    if value not in LAYOUTS:
        raise ValueError("must be {} or {}".format(*LAYOUTS))
    return value == "together"


class TranslatedFrom(NamedTuple):
    """What a translation says of its source: its language, when the two were level, and what they were then.

    `fault` is what can't be read of it, a sentence without its subject, and the key there. It takes nothing from the
    page but what is said of the translation, so it stops no render, and `translation done` mends it.
    """

    language: LanguageTag
    date: str
    record: Record | None
    fault: tuple[str, str] | None = None


def _translated_from(value: Value) -> TranslatedFrom:
    from blogcli.drift.record import Record, RecordError  # `comment add` reads posts and starts the sooner

    written = value if isinstance(value, dict) else {"language": value}
    if "language" not in written:
        raise ValueError("must name the original's language, as in: language: it")
    language, said = values.language(written["language"]), values.text(written.get("date", ""))
    day = _day(said)
    try:
        record = Record.read(written)
    except RecordError as error:
        if error.newer:
            raise
        return TranslatedFrom(language, day, None, (str(error), error.key))
    no_date = (f"has a 'date' that is none: '{said}'", "date") if said and not day else None
    return TranslatedFrom(language, day, record, no_date)


def _accepted(value: Value) -> dict[str, str]:
    """Why what these rules of `check` find in a version is as it should be."""
    if not isinstance(value, dict):
        raise ValueError('must name rules with reasons, as in: {structure: "one picture more"}')
    for rule, reason in value.items():
        if rule not in RULES_OF_VERSIONS:
            raise _KeyedError(f"names no rule with '{rule}'", rule, unknown_rule(rule, RULES_OF_VERSIONS))
        if not isinstance(reason, str) or not reason.strip():
            raise _KeyedError(f"must say why in a few words behind '{rule}:'", rule)
    return {rule: values.text(reason) for rule, reason in value.items()}


class _KeyedError(ValueError):
    """What is wrong with a value that has keys, by the one at fault, and perhaps what to do."""

    def __init__(self, message: str, key: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.key, self.hint = key, hint


def _no_translations(value: Value) -> bool:
    if value != "none":
        raise ValueError("must be none, or not be there")
    return True


def _day(said: str) -> str:
    """A date without its time, as it is written; "" where it is none."""
    try:
        return said[:10] if values.is_date(said[:10]) and date.fromisoformat(said[:10]) else ""
    except ValueError:
        return ""


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
    "in_response_to": values.text,
    "translations": _no_translations,
    "check": _accepted,
    "translated_from": _translated_from,
}


def read_keys(
    document: Document, path: Path | str, parsers: Parsers, zone: ZoneInfo, *, needed: str, example: str
) -> tuple[dict[str, Any], list[BlogcliError]]:
    """The keys of a file that have a parser and a value, and what is wrong with them.

    One key is `needed`; where it is missing, the hint shows an `example`.
    """
    moment = values.DateParser(zone)
    keys: dict[str, Any] = {}
    problems: list[BlogcliError] = []
    for key, field in document.fields.items():
        if key not in parsers or field.value == "":
            continue
        try:
            keys[key] = (parsers[key] or moment)(field.value)
        except ValueError as error:
            line = document.line_of(key, getattr(error, "key", ""))
            problems.append(SourceError(path, f"{key} {error}", line=line, hint=getattr(error, "hint", None)))
    if needed not in document.fields or document.fields[needed].value == "":
        unknown = (key for key in document.fields if key not in parsers)
        near = next((key for key in unknown if one_edit_away(key, parsers) == needed), None)
        line = document.fields[near].line if near else 1
        hint = f"did you mean '{needed}' by '{near}'?" if near else f"add a line like: {needed}: {example}"
        problems.append(SourceError(path, f"has no {needed}", line=line, hint=hint))
    return keys, problems


def misspelt(document: Document, path: Path | str, parsers: Parsers) -> Iterator[SourceError]:
    """A warning for each key of a file that is an edit away from one of `parsers`, and none of them."""
    for key, field in document.fields.items():
        if key not in parsers and (near := one_edit_away(key, parsers)):
            yield SourceError(path, f"unknown key '{key}'", line=field.line, hint=f"did you mean '{near}'?")


def one_edit_away(key: str, keys: Iterable[str] = KEYS) -> str | None:
    """The known key that a letter added, dropped, changed or swapped makes of an unknown one."""
    for known in keys:
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
