"""What a language brings to a page: the interface's words, its dates, its direction, and the names of languages.

Words come from gettext catalogues (`locale/<tag>.po`; English is in the templates), dates and names from the CLDR
through Babel. A language without a catalogue gets English words and its own dates.
"""

from __future__ import annotations

import gettext
import io
from datetime import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_datetime_format

from blogcli.render.escaping import ready, written

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

    from markupsafe import Markup

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
        self.tag, self._locale, self._catalogue, self._zone = tag, locale, catalogue, zone
        self.direction: str = str(locale.text_direction)  # "ltr" or "rtl"
        self._ltr = self.direction == "ltr"
        # What is said is said often: a date stands on its post, in lists and in the archive.
        self._long = cache(lambda day: str(format_date(day, "full", locale=locale)))
        self._short = cache(lambda day: str(format_skeleton("MMMMd", day, locale=locale)))
        self._dated = cache(lambda day: str(format_date(day, "long", locale=locale)))
        # By minutes since midnight: no language's short time has seconds.
        self._timed = cache(lambda minutes: str(format_time(time(*divmod(minutes, 60)), "short", locale=locale)))
        self._day_and_time = str(get_datetime_format("long", locale=locale)).replace("'", "")
        self._name_of = cache(self._find_name_of)
        self._own_name = cache(self._find_own_name)
        self._message = cache(catalogue.gettext)

    def words(self, message: str, /, **values: object) -> Markup:
        """The message in this language, its %(placeholders)s filled in and escaped; one nobody translated is too."""
        said = self._message(message)
        said = written(message) if said == message else said
        return _filled(said, values) if values else ready(said)

    def plural(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        """The message for this number by the language's plural rules; the number is %(number)s."""
        said = self._catalogue.ngettext(one, many, number)
        said = written(said) if said in (one, many) else said
        return _filled(said, {"number": number, **values})

    def phrase(self, words: Markup) -> Markup:
        """What the interface says, isolated: a right-to-left language without a catalogue speaks English."""
        return words if self._ltr else ready(f"<bdi>{written(words)}</bdi>")

    def isolated(self, name: str) -> str:
        """A name among words, isolated: one written in another script must not turn the words around it."""
        return name if self._ltr and name.isascii() else ready(f"<bdi>{written(name)}</bdi>")

    def long_date(self, moment: datetime) -> str:
        """As in "giovedì 23 giugno 2011", the day as the moment's own offset has it."""
        return self._long(moment.date())

    def day(self, moment: datetime) -> str:
        """Day and month, for a list under the heading of its year."""
        return self._short(moment.date())

    def date(self, day: date) -> str:
        """As in "23 giugno 2011", for a day among other words."""
        return self._dated(day)

    def date_time(self, moment: datetime) -> str:
        """As in "23 giugno 2011 10:15", in the blog's time zone."""
        there = moment.astimezone(self._zone)
        timed = self._timed(60 * there.hour + there.minute)
        return self._day_and_time.replace("{1}", self._dated(there.date())).replace("{0}", timed)

    def name_of(self, tag: str) -> str:
        """A language's name in this language, as in "inglese"."""
        return self._name_of(tag)

    def own_name(self, tag: str) -> str:
        """A language's name in itself, as a menu writes it: "Italiano", "Русский"."""
        return self._own_name(tag)

    def _find_name_of(self, tag: str) -> str:
        other = _babel(tag)
        return (other and other.get_display_name(self._locale)) or tag

    def _find_own_name(self, tag: str) -> str:
        other = _babel(tag)
        name = other and other.get_display_name(other)
        return name[:1].upper() + name[1:] if name else tag


def _filled(message: str, values: dict[str, object]) -> Markup:
    for name, value in values.items():
        values[name] = written(value)
    return ready(message % values)


@cache
def speech(tag: str, zone: tzinfo) -> Speech:
    """How the language with this tag says things."""
    return Speech(tag, _babel(tag) or Locale("en"), _catalogue(tag), zone)


@cache
def direction_of(tag: str) -> str:
    """ "ltr" or "rtl" for the text of a language."""
    locale = _babel(tag)
    return str(locale.text_direction) if locale else "ltr"
