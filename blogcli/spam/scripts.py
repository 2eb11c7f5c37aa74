"""Scripts: which one a text is written in, and which ones the readers of a language write."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENOUGH = 1000  # letters that show what a text is written in

_LATIN = "LATIN"
_JAPANESE = ("CJK", "HIRAGANA", "KATAKANA")
_KOREAN = ("HANGUL", "CJK")

# By how the names of letters begin in Unicode's character database. Languages that aren't here use Latin letters.
_OF_LANGUAGES = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "tg", "tt", "uk"), ("CYRILLIC",)),
    **dict.fromkeys(("bs", "sr", "uz"), ("CYRILLIC", _LATIN)),
    **dict.fromkeys(("ar", "ckb", "fa", "ps", "sd", "ug", "ur"), ("ARABIC",)),
    **dict.fromkeys(("he", "yi"), ("HEBREW",)),
    **dict.fromkeys(("hi", "mr", "ne", "sa"), ("DEVANAGARI",)),
    **dict.fromkeys(("as", "bn"), ("BENGALI",)),
    **dict.fromkeys(("am", "ti"), ("ETHIOPIC",)),
    **dict.fromkeys(("zh", "yue"), ("CJK", "BOPOMOFO")),
    "pa": ("GURMUKHI", "ARABIC"),
    "ja": _JAPANESE,
    "ko": _KOREAN,
    "el": ("GREEK",),
    "hy": ("ARMENIAN",),
    "ka": ("GEORGIAN",),
    "gu": ("GUJARATI",),
    "kn": ("KANNADA",),
    "ml": ("MALAYALAM",),
    "or": ("ORIYA",),
    "si": ("SINHALA",),
    "ta": ("TAMIL",),
    "te": ("TELUGU",),
    "dv": ("THAANA",),
    "km": ("KHMER",),
    "lo": ("LAO",),
    "my": ("MYANMAR",),
    "th": ("THAI",),
    "bo": ("TIBETAN",),
}

# The subtags of ISO 15924 that a language tag may name a script by.
_OF_SUBTAGS = {
    "Arab": ("ARABIC",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Grek": ("GREEK",),
    "Hans": ("CJK", "BOPOMOFO"),
    "Hant": ("CJK", "BOPOMOFO"),
    "Hebr": ("HEBREW",),
    "Jpan": _JAPANESE,
    "Kore": _KOREAN,
    "Latn": (_LATIN,),
}


def scripts_of(languages: Iterable[str]) -> frozenset[str]:
    """The scripts that languages are written in, by their tags."""
    return frozenset(script for tag in languages for script in _scripts_of(tag))


def _scripts_of(tag: str) -> tuple[str, ...]:
    first, *rest = tag.split("-")
    named = next((_OF_SUBTAGS[part] for part in rest if part in _OF_SUBTAGS), None)
    return named or _OF_LANGUAGES.get(first, (_LATIN,))


def main_script(text: str) -> str:
    """The script that more than half of a text's letters are of, "" where there is none."""
    if text.isascii():
        return _LATIN if any(map(str.isalpha, text)) else ""
    letters = islice(filter(str.isalpha, text), _ENOUGH)
    counts = Counter(map(_script, letters))
    if not counts:
        return ""
    script, most = counts.most_common(1)[0]
    return script if 2 * most > counts.total() else ""


def _script(letter: str) -> str:
    return _LATIN if letter.isascii() else unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
