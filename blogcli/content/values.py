"""What the keys of front matter mean: each parser takes a value as text and gives what it stands for, or ValueError."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from blogcli.names import NOT_IN_A_NAME, LanguageTag, fold, part_of_address, too_long, without_invisible

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from blogcli.content.fields import Value

MAX_URL = 254

# What datetime.fromisoformat takes is wider: any character between date and time, and digits of any script.
_DATE = re.compile(r"(\d{4}-?\d{2}-?\d{2}|\d{4}-?W\d{2}-?\d)([Tt ][0-9:.,]+([Zz]|[+-][0-9:]+)?)?", re.ASCII)
_NOT_IN_A_URL = r"[\x00-\x20\x7f-\xa0\"<>\\^`{|}\ud800-\udfff]"
_MINUTE = timedelta(minutes=1)
_BOOL = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def text(value: Value) -> str:
    """Text on one line: white space at its ends is dropped, a line break becomes a space."""
    if not isinstance(value, str):
        raise ValueError("must be text")
    return value.replace("\n", " ").strip()


def texts(value: Value) -> tuple[str, ...]:
    """A list of texts; one text with commas in it is a list too. What differs by letter case alone stands once."""
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list):
        raise ValueError("must be a list like [a, b]")
    unique: dict[str, str] = {}
    for item in map(text, items):
        if item:
            unique.setdefault(fold(item), item)
    return tuple(unique.values())


def flag(value: Value) -> bool:
    """true or false."""
    found = _BOOL.get(value.lower()) if isinstance(value, str) else None
    if found is None:
        raise ValueError("must be true or false")
    return found


def is_date(value: str) -> bool:
    """Whether a text has the form of a date or a date and time; it may still be one that isn't in the calendar."""
    return bool(_DATE.fullmatch(value))


@dataclass(frozen=True, slots=True)
class DateParser:
    """Reads ISO 8601 dates; one without an offset is in `zone`, one without a time is midnight there."""

    zone: ZoneInfo

    def __call__(self, value: Value) -> datetime:
        if not isinstance(value, str) or not is_date(value):
            raise ValueError(f"'{value}' is not an ISO 8601 date")
        try:
            moment = datetime.fromisoformat(value)
            aware = moment if moment.tzinfo else moment.replace(tzinfo=self.zone)
            if not 1 < moment.year < 9999:  # the first and last day of the calendar aren't there in every zone
                for zone in (UTC, self.zone):
                    aware.astimezone(zone)
        except (ValueError, OverflowError) as error:
            raise ValueError(f"'{value}' is not an ISO 8601 date") from error
        # The time as it was written, with an offset in whole minutes: HTML and RFC 3339 know no smaller parts.
        offset = aware.utcoffset() or timedelta()
        if moment.tzinfo and not moment.microsecond and not offset % _MINUTE:
            return moment
        minutes = round(offset / _MINUTE)
        if abs(minutes) >= 24 * 60:
            raise ValueError(f"'{value}' is not an ISO 8601 date")
        return aware.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))


def language(value: Value) -> LanguageTag:
    """A BCP 47 language tag."""
    return LanguageTag.parse(text(value))


def name(value: Value) -> str:
    """A slug or id: a name that is no path, in NFC. Letters of any script are welcome."""
    return part_of_address(text(value))


def address(value: Value) -> str:
    """An address within the site, as in aliases: it starts with '/' and ends in '/' or in a file's name."""
    found = text(value)
    parts = found.strip("/").split("/")
    if not found.startswith("/") or found.startswith("//") or any(_bad_part(part) for part in parts):
        raise ValueError(f"'{found}' is not an address like /2011/06/a-title/")
    if trouble := too_long(found.strip("/")):
        raise ValueError(f"has an address with {trouble}: {found[:60]}...")
    return found if found.endswith("/") or "." in parts[-1] else f"{found}/"


def _bad_part(part: str) -> bool:
    return not part or part in (".", "..") or bool(NOT_IN_A_NAME.search(part))


def addresses(value: Value) -> tuple[str, ...]:
    """A list of addresses within the site."""
    found, wrong = [], []
    for item in texts(value):
        try:
            found.append(address(item))
        except ValueError as error:
            wrong.append(str(error))
    if wrong:
        raise ValueError("; ".join(wrong))
    return tuple(found)


def url(value: Value) -> str:
    """An http(s) address of at most 254 characters, without a user's name, password or characters that draw nothing."""
    found = text(value)
    try:
        parts = urlsplit(found)
        host = parts.hostname
        _ = parts.port  # ValueError for one beyond 65535
    except ValueError:
        host = None
    if (
        not host
        or parts.scheme not in ("http", "https")
        or re.search(_NOT_IN_A_URL, found)
        or without_invisible(found) != found
        or not _is_host(host)
    ):
        raise ValueError(f"'{found}' is not an http or https address")
    if "@" in parts.netloc:
        raise ValueError(f"'{found}' holds a user's name: leave out what stands before the @")
    if len(found) > MAX_URL:
        raise ValueError(f"is longer than {MAX_URL} characters")
    return found


def _is_host(host: str) -> bool:
    """Whether no label is empty or too long (RFC 1035, section 2.3.4), but for the root's at the end."""
    if ":" in host:  # an IPv6 address, which urlsplit has read
        return True
    if "%" in host:
        return False
    labels = re.split("[.\u3002\uff0e\uff61]", host)
    return all(0 < len(label) <= 63 for label in (labels if labels[-1] else labels[:-1])) and bool(labels[0])
