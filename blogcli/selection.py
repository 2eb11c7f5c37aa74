"""Which comments are meant: what a user asked for as a noun, and whether a comment fits it."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from blogcli.arguments import choice, one_line, option
from blogcli.content import values
from blogcli.errors import UsageError
from blogcli.names import CommentStatus, LanguageTag, fold
from blogcli.spam.texts import host_in, plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from blogcli.config import Config
    from blogcli.model import Comment

# No number of weeks that can be written so reaches back beyond the calendar.
_AGE = re.compile(r"([0-9]{1,5})([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options that choose comments, as they were typed; None or nothing where one wasn't given."""

    status: tuple[str, ...] = ()
    author: str | None = None
    url: str | None = None
    language: str | None = None
    text: str | None = None
    after: str | None = None
    before: str | None = None
    older_than: str | None = None

    def says_something(self) -> bool:
        """Whether any of the options was given."""
        return any(value not in (None, ()) for value in astuple(self))


@dataclass(frozen=True, slots=True)
class Selection:
    """What a comment must be like; None, or no status, lets every one pass.

    `author` is `plain`, `url` as `same_site` gives it, and `text` folded. `after` counts the moment it names in,
    `before` doesn't.
    """

    statuses: frozenset[CommentStatus] = frozenset()
    author: str | None = None
    url: str | None = None
    language: LanguageTag | None = None
    text: str | None = None
    after: datetime | None = None
    before: datetime | None = None

    def of_status(self, status: CommentStatus) -> bool:
        """Whether a comment of this status may be meant: it is known without opening the file."""
        return not self.statuses or status in self.statuses

    def fits(self, comment: Comment) -> bool:
        """Whether a comment is one of those that are meant."""
        return (
            self.of_status(comment.status)
            and (self.author is None or plain(comment.author) == self.author)
            and (self.url is None or same_site(comment.url) == self.url)
            and (self.language is None or comment.language == self.language)
            and (self.text is None or self.text in fold(" ".join(comment.text.split())))
            and (self.after is None or comment.date >= self.after)
            and (self.before is None or comment.date < self.before)
        )


def selection(config: Config, wanted: Wanted, now: datetime) -> Selection:
    """What the options mean at `now`; UsageError, naming the option, for one that can't be read."""
    known = [status.value for status in CommentStatus]
    read_date = values.DateParser(config.timezone)
    before = [option("--before", read_date, wanted.before)] if wanted.before is not None else []
    if wanted.older_than is not None:
        before.append(now - option("--older-than", age, wanted.older_than))
    return Selection(
        statuses=frozenset(CommentStatus(choice("--status", known, name)) for name in wanted.status),
        author=_words("--author", wanted.author, plain),
        url=same_site(option("--url", values.url, wanted.url)) if wanted.url is not None else None,
        language=option("--language", LanguageTag.parse, wanted.language) if wanted.language is not None else None,
        text=_words("--text", wanted.text, fold),
        after=option("--after", read_date, wanted.after) if wanted.after is not None else None,
        before=min(before, default=None),
    )


def same_site(url: str) -> str:
    """Return what the addresses of one site have in common: http or https, `www.`, a port and a last slash aside."""
    if not url:
        return ""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return host_in(url).removeprefix("www.") + unquote(parts.path).rstrip("/") + query


def age(text: str) -> timedelta:
    """A time span such as `12h`, `30d` or `6w`: hours, days or weeks."""
    match = _AGE.fullmatch(text)
    if not match:
        raise ValueError(f"'{text}' is not an age like 12h, 30d or 6w")
    return int(match[1]) * _UNITS[match[2]]


def _words(name: str, text: str | None, form: Callable[[str], str]) -> str | None:
    if text is None:
        return None
    found = form(one_line(text))
    if not found:
        raise UsageError(f"{name} is empty")
    return found
