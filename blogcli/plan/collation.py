"""Names in the order of a language's alphabet.

The order is that of the CLDR (common/collation/*.xml, and its root) for what a name is likely to hold, without its
forty thousand weights: a letter is compared first, then its accents, then its case. A language's own script comes
before all others; Han characters stand in the order of their code points.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from blogcli.names import LanguageTag

# Letters of their own, each after the one it is not to be taken for, as "n<ñ" in Spanish. Those that no rule of its
# language names are their base letter with an accent, as everywhere else.
_EVERYWHERE = "г<ґ д<ђ е<є з<ѕ и<і<ї<й<ј л<љ н<њ т<ћ у<ў ч<џ ب<پ ج<چ ز<ژ ك<ک<گ"
_RULES = {
    "az": "c<ç e<ə g<ğ h<x<ı k<q o<ö s<ş u<ü",
    "cs": "c<č h<ch r<ř s<š z<ž",
    "da": "z<æ<ø<å",
    "es": "n<ñ",
    "et": "s<š<z<ž w<õ<ä<ö<ü",
    "fa": "و<ه",
    "fi": "z<å<ä<ö",
    "hr": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö s<sz t<ty u<ü z<zs",
    "nb": "z<æ<ø<å",
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș t<ț",
    "sk": "a<ä c<č h<ch o<ô s<š z<ž",
    "sl": "c<č<ć d<đ s<š z<ž",
    "sv": "z<å<ä<ö",
    "tr": "c<ç g<ğ h<ı o<ö s<ş u<ü",
}
_RULES |= {"bs": _RULES["hr"], "nn": _RULES["nb"], "no": _RULES["nb"]}

# What a language's own letters are called in Unicode, where the CLDR moves them before Latin ones.
_SCRIPTS = {
    **dict.fromkeys(("be", "bg", "mk", "ru", "sr", "uk"), "CYRILLIC"),
    **dict.fromkeys(("ar", "fa", "ur"), "ARABIC"),
    **dict.fromkeys(("hi", "mr", "ne"), "DEVANAGARI"),
    **{"el": "GREEK", "he": "HEBREW", "ka": "GEORGIAN", "ko": "HANGUL", "th": "THAI", "zh": "CJK"},
}

# Letters that Unicode doesn't take apart, though they are others with something added; the two forms of Hebrew's five.
_LIKE = str.maketrans({
    "æ": "ae\u0338", "œ": "oe\u0338", "ø": "o\u0338", "đ": "d\u0335", "ð": "d\u0335", "ħ": "h\u0335", "ł": "l\u0335",
    "ı": "i\u0335", "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
    # Katakana stands with hiragana.
    **{chr(letter + 0x60): chr(letter) for letter in range(0x3041, 0x3097)},
})  # fmt: skip
_KINDS = {"Z": 0, "P": 0, "C": 0, "S": 1, "N": 2}
_OWN_LETTER, _LETTER = 3, 4
_NOT_ACCENTS = (0, 9)  # combining classes: of letters and vowel signs, and of what joins those of Indic scripts

_Weight = tuple[int, str, int]


class _Alphabet(NamedTuple):
    """What is special in a language: the letters of its rules, found by a pattern, with their weights; its script."""

    letters: re.Pattern[str]
    weights: dict[str, _Weight]
    script: str


def sort_key(language: LanguageTag, name: str) -> tuple[list[_Weight], list[str], str, str]:
    """What puts names into the order of a language, when compared."""
    tongue = language.partition("-")[0]
    alphabet = _alphabet(tongue)
    plain = unicodedata.normalize("NFC", name)
    if tongue in ("az", "tr"):
        plain = plain.replace("I", "ı").replace("İ", "i")
    weights: list[_Weight] = []
    accents: list[str] = []
    for piece in alphabet.letters.split(unicodedata.normalize("NFC", plain.casefold())):
        if piece in alphabet.weights:
            weights.append(alphabet.weights[piece])
            accents.append("")
            continue
        for char in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", piece).translate(_LIKE)):
            if unicodedata.combining(char) in _NOT_ACCENTS:
                weights.append(_weight(char, alphabet.script))
                accents.append("")
            elif accents:
                accents[-1] += char
    return weights, accents, name.swapcase(), name  # small letters before capitals


@cache
def _alphabet(tongue: str) -> _Alphabet:
    script = _SCRIPTS.get(tongue, "")
    weights: dict[str, _Weight] = {}
    for rule in f"{_EVERYWHERE} {_RULES.get(tongue, '')}".split():
        first, *others = rule.split("<")
        kind, base, _ = _weight(first, script)
        weights |= {letter: (kind, base, place) for place, letter in enumerate([first, *others])}
    longest_first = sorted(weights, key=len, reverse=True)
    return _Alphabet(re.compile(f"({'|'.join(longest_first)})"), weights, script)


@cache
def _weight(char: str, script: str) -> _Weight:
    kind = _KINDS.get(unicodedata.category(char)[0], _LETTER)
    if kind == _LETTER and script and unicodedata.name(char, "").startswith(script):
        kind = _OWN_LETTER
    return kind, char, 0
