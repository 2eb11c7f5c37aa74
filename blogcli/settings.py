"""The keys of blog.toml: what each may hold, and what it is where it is absent."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from blogcli.names import MAX_DEPTH, MAX_NAME, LanguageTag, part_of_address

Key = tuple[Callable[[object], Any], Any]  # how the value is read (ValueError where it is wrong), and the default


class Severity(StrEnum):
    """What a finding of `check` means: it stops `render`, a single page or comment is wrong, or it is advice."""

    ERROR = "error"
    FAULT = "fault"
    ADVICE = "advice"


# The rules of `check`, in the order they are gone through, each with the severity of what it finds; and of these the
# ones that find things in versions' files.
SEVERITIES = {
    "problems": Severity.ERROR,
    "warnings": Severity.ADVICE,
    "comments": Severity.FAULT,
    "addresses": Severity.ADVICE,
    "links": Severity.FAULT,
    "html": Severity.FAULT,
    "markdown": Severity.FAULT,
    "emphasis": Severity.FAULT,
    "drift": Severity.ADVICE,
    "untranslated": Severity.ADVICE,
    "structure": Severity.ADVICE,
}
RULES = tuple(SEVERITIES)
RULES_OF_VERSIONS = RULES[4:]

LAYOUTS = ("apart", "together")  # whether each version of a post has a page, or all of them have one

# taggingEntity of RFC 4151, section 2.1: a host or e-mail address, and a date on which it was the blog's.
_TAGGING_ENTITY = re.compile(r"[A-Za-z0-9._@-]+,[0-9]{4}(-[0-9]{2}){0,2}")
# Names that system files give to the zone of the machine at hand, to none, or to copies that not every machine has.
_NO_ZONE = re.compile(r"(?i)(.*/)?(localtime|posixrules|factory)|(posix|right)/.*")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


# The servers that redirects can be written for, and the file each takes them from.
SERVERS = {
    "netlify": "_redirects",
    "nginx": "redirects.nginx.conf",
    "apache": ".htaccess",
    "caddy": "redirects.caddy",
}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be text in quotes")
    return value


def _some_text(value: object) -> str:
    if not _text(value).strip():
        raise ValueError("must not be empty")
    return str(value)


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 1000:
        raise ValueError("must be a number from 1 to 1000")
    return value


def _days(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 36500:
        raise ValueError("must be a number of days from 0, for never, to 36500")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _layout(value: object) -> str:
    if value not in LAYOUTS:
        raise ValueError("must be {} or {}".format(*LAYOUTS))
    return str(value)


def parse_url(value: object) -> str:
    """A site's address, made to end in a slash; ValueError unless it is http(s), a host and at most a path."""
    text = _text(value)
    try:
        parts = urlsplit(text)
        is_site = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and parts.netloc[-1] != ":"
    except ValueError:  # no port there can be, no IPv6 address
        is_site = False
    if not is_site or any(char in text for char in "?#\\"):
        raise ValueError(f"'{text}' is not an address like https://me.example/ or https://me.example/blog/")
    if "@" in parts.netloc:
        raise ValueError(f"'{text}' has a user's name in it, which every reader would see: leave out what ends in '@'")
    if re.search(r"\s|//|/\.\.?(/|$)", text.removeprefix(f"{parts.scheme}://")):
        raise ValueError(f"'{text}' has white space, '//' or dots as a folder in it")
    return text if text.endswith("/") else f"{text}/"


def parse_timezone(value: object) -> ZoneInfo:
    """A time zone by its IANA name, like Europe/Rome; ValueError where it isn't the same zone on every machine."""
    name = _text(value)
    if _NO_ZONE.fullmatch(name):
        raise ValueError(f"'{name}' is not the same on every machine: name a time zone like Europe/Rome or UTC")
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"'{name}' is not a time zone like Europe/Rome or UTC") from error


def parse_languages(value: object) -> tuple[LanguageTag, ...]:
    """A list of language tags, none twice; ValueError otherwise."""
    if not isinstance(value, list) or not value:
        raise ValueError('must be a list like ["it", "en"]')
    tags = tuple(LanguageTag.parse(_text(item)) for item in value)
    if len(set(tags)) < len(tags):
        raise ValueError("names a language twice")
    return tags


def unknown_rule(name: str, rules: Sequence[str] = RULES) -> str:
    """What to say of a name that none of these rules has."""
    import difflib

    near = difflib.get_close_matches(name, rules, 1)
    return f"did you mean '{near[0]}'?" if near else f"the rules are {', '.join(rules)}"


def _rules(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise ValueError('must be a list of rules like ["structure"]')
    for name in value:
        if name not in RULES:
            raise ValueError(f"names no rule with '{name}'; {unknown_rule(name)}")
    return tuple(dict.fromkeys(value))


def _some_languages(value: object) -> tuple[LanguageTag, ...]:
    return parse_languages(value) if value != [] else ()


def _name(value: object) -> str:
    return " ".join(_some_text(value).split())


def _slug(value: object) -> str:
    return part_of_address(_text(value).strip())


def _servers(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) and name in SERVERS for name in value):
        raise ValueError(f"must be a list of some of these: {', '.join(SERVERS)}")
    return tuple(dict.fromkeys(value))


def _path(value: object) -> str:
    text = _text(value).strip("/")
    if text and not re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)*", text):
        raise ValueError("may hold small letters a to z, digits, '-' and '/'")
    _check_length(text)
    return text


def _check_length(path: str) -> None:
    """ValueError for a path that leaves no page below it room for its own."""
    if len(path.encode("utf-8")) > MAX_NAME or path.count("/") > MAX_DEPTH // 4:
        raise ValueError(f"must not be longer than {MAX_NAME} bytes, nor have more than {MAX_DEPTH // 4} parts")


def _pattern(*names: str) -> Callable[[object], str]:
    def parse(value: object) -> str:
        text = _text(value)
        used = _PLACEHOLDER.findall(text)
        known = ", ".join(f"{{{name}}}" for name in names)
        if (
            "{slug}" not in text
            or any(name not in names for name in used)
            or re.search(r"[{}]", _PLACEHOLDER.sub("", text))
        ):
            raise ValueError(f"must hold {{slug}} and nothing in braces but {known}")
        if not re.fullmatch(r"(/[^/\s\\?#%]+)+/", text) or "/." in text:
            raise ValueError("must start and end with '/', as in /{year}/{month}/{slug}/")
        _check_length(text)
        return text

    return parse


def _tagging_entity(value: object) -> str:
    if not _TAGGING_ENTITY.fullmatch(_text(value)):
        raise ValueError("must be a host and a year, like blog.example,2026")
    return str(value)


REQUIRED = object()
EXAMPLES = {
    "title": '"Notes from the shore"',
    "url": '"https://me.example/"',
    "languages": '["en", "it"]',
    "tagging_entity": '"me.example,2026"',
}

# Every key: how its value is read, and what it is where it is absent. docs/blog-toml.md describes each.
TOP: dict[str, Key] = {
    "title": (_some_text, REQUIRED),
    "description": (_text, ""),
    "url": (parse_url, REQUIRED),
    "author": (_text, ""),
    "languages": (parse_languages, REQUIRED),
    "timezone": (parse_timezone, None),
    "layout": (_layout, "apart"),
}
TABLES: dict[str, dict[str, Key]] = {
    "permalinks": {
        "post": (_pattern("slug", "year", "month", "day"), "/{year}/{month}/{slug}/"),
        "page": (_pattern("slug"), "/{slug}/"),
    },
    "comments": {"close_after_days": (_days, 0), "spam_score": (_count, 10)},
    "git": {"commit": (_flag, False)},
    "lists": {"size": (_count, 10)},
    "translations": {
        "notice": (_flag, True),
        "show_untranslated": (_flag, False),
        "languages_given_up": (_some_languages, ()),
    },
    "check": {"skip": (_rules, ())},
    "markup": {"smart_quotes": (_flag, False)},
    "render": {"redirects": (_servers, ())},
    "feed": {"entries": (_count, 20), "post_comments": (_flag, False), "tagging_entity": (_tagging_entity, REQUIRED)},
}
LANGUAGE: dict[str, Key] = {
    "path": (_path, None),
    "title": (_text, ""),
    "description": (_text, ""),
}
TAG: dict[str, Key] = {
    "name": (_name, ""),
    "slug": (_slug, ""),
    "description": (_text, ""),
}
