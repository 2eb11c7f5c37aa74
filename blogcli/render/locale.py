"""What a language brings to a page: the interface's words, its dates, its direction, and the names of languages.

Words come from gettext catalogues (`locale/<tag>.po`; English is in the templates), dates and names from the CLDR
through Babel. A language without a catalogue gets English words and its own dates.
"""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_datetime_format
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

CATALOGUES = Path(__file__).parent / "locale"


def _babel(tag: str) -> Locale | None:
    parts = tag.split("-")
    while parts:  # zh-Hant-TW, then zh-Hant, then zh
        try:
            return Locale.parse("-".join(parts), sep="-")
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return None


def _catalogue(tag: str) -> gettext.NullTranslations:
    parts = tag.split("-")
    while parts:
        path = CATALOGUES / f"{'-'.join(parts)}.po"
        if path.is_file():
            # A .po is what people edit; made into gettext's own form in memory, it needs no generated file.
            from babel.messages.mofile import write_mo
            from babel.messages.pofile import read_po

            compiled = io.BytesIO()
            with path.open("rb") as file:
                write_mo(compiled, read_po(file))
            compiled.seek(0)
            return gettext.GNUTranslations(compiled)
        parts.pop()
    return gettext.NullTranslations()


class Speech:
    """How one language says things. `zone` is where a comment's time is shown; a post's date stays as it is written."""

    def __init__(self, tag: str, locale: Locale, catalogue: gettext.NullTranslations, zone: tzinfo) -> None:
        self.tag, self.locale, self.catalogue, self.zone = tag, locale, catalogue, zone
        self.direction: str = str(locale.text_direction)  # "ltr" or "rtl"
        # What is said is said often: a date stands on its post, in lists and in the archive.
        self._long = cache(lambda day: format_date(day, "full", locale=locale))
        self._short = cache(lambda day: format_skeleton("MMMMd", day, locale=locale))
        self.date_time = cache(self._date_time)
        self.name_of = cache(self._name_of)
        self.own_name = cache(self._own_name)
        self._message = cache(catalogue.gettext)

    def words(self, message: str, /, **values: object) -> Markup:
        """The message in this language, its %(placeholders)s filled in and escaped."""
        return self._fill(self._message(message), values)

    def plural(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        """The message for this number by the language's plural rules; the number is %(number)s."""
        return self._fill(self.catalogue.ngettext(one, many, number), {"number": number, **values})

    def _fill(self, message: str, values: dict[str, object]) -> Markup:
        return Markup(message) % {name: escape(value) for name, value in values.items()} if values else Markup(message)

    def long_date(self, moment: datetime) -> str:
        """As in "giovedì 23 giugno 2011", the day as the moment's own offset has it."""
        return str(self._long(moment.date()))

    def day(self, moment: datetime) -> str:
        """Day and month, for a list under the heading of its year."""
        return str(self._short(moment.date()))

    def _date_time(self, moment: datetime) -> str:
        """As in "23 giugno 2011 10:15", in the blog's time zone."""
        there = moment.astimezone(self.zone)
        day = format_date(there, "long", locale=self.locale)
        time = format_time(there, "short", locale=self.locale)
        return _joined(get_datetime_format("long", locale=self.locale), day, time)

    def _name_of(self, tag: str) -> str:
        """A language's name in this language, as in "inglese"."""
        other = _babel(tag)
        return (other and other.get_display_name(self.locale)) or tag

    def _own_name(self, tag: str) -> str:
        """A language's name in itself, as a menu writes it: "Italiano", "Русский"."""
        other = _babel(tag)
        name = other and other.get_display_name(other)
        return name[:1].upper() + name[1:] if name else tag


def _joined(pattern: object, day: str, time: str) -> str:
    return str(pattern).replace("'", "").replace("{1}", day).replace("{0}", time)


@cache
def speech(tag: str, zone: tzinfo) -> Speech:
    """How the language with this tag says things."""
    return Speech(tag, _babel(tag) or Locale("en"), _catalogue(tag), zone)


def direction_of(tag: str) -> str:
    """ "ltr" or "rtl" for the text of a language."""
    locale = _babel(tag)
    return str(locale.text_direction) if locale else "ltr"
