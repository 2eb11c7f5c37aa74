"""What a language brings to a page: the interface's words, its dates, its direction, and the names of languages.

Words come from gettext catalogues, dates and names from the CLDR through Babel. A language without a catalogue gets
English words, marked as such, and its own dates.
"""

from __future__ import annotations

from datetime import time
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_time, get_datetime_format

from blogcli.render.catalogue import NO_CATALOGUE, find_catalogue
from blogcli.render.escaping import ready, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime, tzinfo

    from markupsafe import Markup

    from blogcli.render.catalogue import Catalogue


# Scripts that run from right to left, by their ISO 15924 codes (Unicode's property Bidi_Class).
_RIGHT_TO_LEFT = frozenset({
    "Adlm", "Arab", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr", "Hebr", "Hung", "Khar", "Lydi", "Mand",
    "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo", "Orkh", "Ougr", "Palm", "Phli", "Phlp", "Phnx", "Prti",
    "Rohg", "Samr", "Sarb", "Sogd", "Sogo", "Syrc", "Thaa", "Yezi",
})  # fmt: skip
# Codes for styles of a script, and for scripts together, each with those it is as good as.
_STYLES = {
    **dict.fromkeys(("Aran",), ("Arab",)),
    **dict.fromkeys(("Latf", "Latg"), ("Latn",)),
    **dict.fromkeys(("Syre", "Syrj", "Syrn"), ("Syrc",)),
    "Cyrs": ("Cyrl",),
    "Hang": ("Kore",),
    "Hanb": ("Hant",),
    "Hani": ("Hans", "Hant", "Jpan", "Kore"),
    **dict.fromkeys(("Hira", "Hrkt", "Kana"), ("Jpan",)),
}


def _script_in(tag: str) -> str:
    """The script that a language tag names, "" where it names none."""
    parts = tag.split("-")
    return parts[1] if len(parts) > 1 and len(parts[1]) == 4 and parts[1].isalpha() else ""


def _likely_script(locale: Locale) -> str:
    """The script a language is written in where nothing else is said, by the CLDR's likely subtags."""
    likely = get_global("likely_subtags")
    names = [str(locale), str(locale.language)]
    if locale.territory:
        names.insert(1, f"{locale.language}_{locale.territory}")
    return next((_script_in(str(likely[name]).replace("_", "-")) for name in names if name in likely), "")


def _babel(tag: str) -> Locale | None:
    """What the CLDR knows of a language, None where it knows nothing of it in the script that the tag names."""
    parts = tag.split("-")
    script = _script_in(tag)
    while parts:  # zh-Hant-TW, then zh-Hant, then zh
        try:
            locale = Locale.parse("-".join(parts), sep="-")
        except (UnknownLocaleError, ValueError):
            locale = None
        # Babel takes zh-Hant-CN, which it doesn't know, for zh-CN, and ar-Latn for ar: each is of another script.
        if locale and (not script or (locale.script or _likely_script(locale)) in (script, *_STYLES.get(script, ()))):
            return locale
        parts.pop()
    return None


def _family(locale: Locale) -> Iterator[str]:
    """The tag of a locale and of those it inherits from, as the CLDR has it: zh-TW, which is zh-Hant-TW; zh-Hant."""
    name = str(get_global("likely_subtags").get(str(locale), locale))
    while name:
        yield name.replace("_", "-")
        name = str(get_global("parent_exceptions").get(name) or name.rpartition("_")[0])


class Speech:
    """How one language says things. `zone` is where a comment's time is shown; a post's date stays as it is written.

    `speaks_english` says that blogcli's words aren't translated to it, and pages say them in English.
    """

    def __init__(self, tag: str, locale: Locale, catalogue: Catalogue | None, zone: tzinfo) -> None:
        self.tag, self._locale, self._zone = tag, locale, zone
        self._catalogue = catalogue or NO_CATALOGUE
        self.speaks_english = catalogue is None and tag.partition("-")[0] != "en"
        self.direction = direction_of(tag)
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
        self._message = cache(self._catalogue.message)

    def words(self, message: str, /, **values: object) -> Markup:
        """The message in this language, its %(placeholders)s filled in and escaped; one nobody translated is too."""
        said = self._message(message)
        said = written(message) if said == message else said
        return _filled(said, values) if values else ready(said)

    def plural(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        """The message for this number by the language's plural rules; the number is %(number)s."""
        said = self._catalogue.plural(one, many, number)
        said = written(said) if said in (one, many) else said
        return _filled(said, {"number": number, **values})

    def phrase(self, words: Markup) -> Markup:
        """What the interface says: a language without a catalogue speaks English, which is marked and isolated."""
        return ready(f'<bdi lang="en">{written(words)}</bdi>') if self.speaks_english else words

    def isolated(self, name: str) -> str:
        """A name among words, isolated: one written in another script must not turn the words around it."""
        if self.speaks_english:
            return ready(f'<bdi lang="{self.tag}">{written(name)}</bdi>')
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

    def this_version(self) -> str:
        """What a text in this language is called beside others, in its own words: "Versione italiana".

        Where no catalogue says it, it is the language's own name.
        """
        return self.own_name(self.tag) if self.speaks_english else self.words("English version")

    def _find_name_of(self, tag: str) -> str:
        other = _babel(tag)
        return (other and other.get_display_name(self._locale)) or _with_script(tag, self._locale)

    def _find_own_name(self, tag: str) -> str:
        other = _babel(tag)
        name = other and other.get_display_name(other)
        return name[:1].upper() + name[1:] if name else tag


def _with_script(tag: str, said_in: Locale) -> str:
    """The name of a language in a script that the CLDR doesn't know it in, as in "Arabic (Latin)"; else its tag."""
    language, script = said_in.languages.get(tag.partition("-")[0]), said_in.scripts.get(_script_in(tag))
    return f"{language} ({script})" if language and script else tag


def _filled(message: str, values: dict[str, object]) -> Markup:
    for name, value in values.items():
        values[name] = written(value)
    return ready(message % values)


@cache
def speech(tag: str, zone: tzinfo) -> Speech:
    """How the language with this tag says things."""
    locale = _babel(tag)
    return Speech(tag, locale or Locale("en"), find_catalogue(_family(locale) if locale else ()), zone)


@cache
def direction_of(tag: str) -> str:
    """ "ltr" or "rtl" for the text of a language."""
    locale = _babel(tag)
    script = _script_in(tag) or (_likely_script(locale) if locale else "")
    return "rtl" if {script, *_STYLES.get(script, ())} & _RIGHT_TO_LEFT else "ltr"


def is_known(tag: str) -> bool:
    """Whether the CLDR knows the language of a tag, in its script."""
    return _babel(tag) is not None
