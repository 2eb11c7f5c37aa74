"""Which language a tag stands for, and which may have been meant where it is a country's code or no language's."""

from __future__ import annotations

from typing import NamedTuple

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages

from blogcli.names import LanguageTag


class Suggestion(NamedTuple):
    """Another tag than the one that was written: `known` says that the written one is a language's, too.

    `written_as` is what the written one stands for ("Northern Sami", "the country Japan"; "" for nothing that is
    known), and `name` what the language of `tag` is called in English.
    """

    tag: LanguageTag
    name: str
    written_as: str
    known: bool


def suggestion(text: str) -> Suggestion | None:
    """Which language was probably meant by a tag as a person wrote it; None where nothing speaks for another.

    By the CLDR's data: codes that stand for another, countries with their official languages, and names in English.
    """
    english = Locale("en")
    try:
        tag = LanguageTag.parse(text.replace("_", "-"))
    except ValueError:
        return _by_name(text, english)
    if tag != text and text.replace("_", "-") != text:
        return _suggested(tag, english, "")
    first, *rest = tag.split("-")
    region = rest[-1] if rest and len(rest[-1]) == 2 else ""
    alias = str(get_global("language_aliases").get(first, ""))
    if alias and first not in english.languages:
        return _suggested("-".join([alias.replace("_", "-"), *rest]), english, "")
    if region and region not in english.territories and (now := get_global("territory_aliases").get(region)):
        return _suggested("-".join([first, *rest[:-1], now[0]]), english, "")
    official = _official(first.upper())
    country = english.territories.get(first.upper(), "")
    if first not in english.languages:
        if official and country:
            return _suggested("-".join([official, *rest]), english, f"the country {country}")
        return _by_name(first, english)
    if not rest and official and official.partition("-")[0] != first and _is_at_home(official, first.upper()):
        return _suggested(official, english, english.languages[first], known=True)
    return None


def _official(territory: str) -> str:
    """The first of a territory's official languages, in the script it has there; "" where there is none."""
    found = [name.replace("_", "-") for name in get_official_languages(territory, de_facto=True)]
    base = found[0].partition("-")[0] if found else ""
    return base if base in found else next(iter(found), "")


def _is_at_home(language: str, territory: str) -> bool:
    """Whether most of a language's speakers live in a territory, by the CLDR's likely subtags."""
    likely = str(get_global("likely_subtags").get(language.replace("-", "_"), ""))
    return likely.endswith(f"_{territory}")


def _by_name(text: str, english: Locale) -> Suggestion | None:
    """The language of a name or its beginning, as `japanese` and `sp`, where there is just one."""
    name = text.strip().casefold()
    named = {code: str(value) for code, value in english.languages.items() if "_" not in code}
    exact = [code for code, value in named.items() if value.casefold() == name]
    begun = [code for code, value in named.items() if len(code) == 2 and value.casefold().startswith(name)]
    found = exact or begun
    return _suggested(found[0], english, "") if len(found) == 1 and len(name) > 1 else None


def _suggested(tag: str, english: Locale, written_as: str, *, known: bool = False) -> Suggestion | None:
    try:
        meant = LanguageTag.parse(tag)
    except ValueError:
        return None
    first, *rest = meant.split("-")
    more = [str(english.scripts.get(part) or english.territories.get(part, part)) for part in rest]
    name = str(english.languages.get(first, first)) + (f" ({', '.join(more)})" if more else "")
    return Suggestion(meant, name, written_as, known)
