"""The beginning of a text, cut where a reader of its script would see an end."""

from __future__ import annotations

import re
import unicodedata

# Scripts that put no spaces between words: Thai, Lao, Tibetan, Myanmar, Khmer, and those of China and Japan.
_SPACELESS = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u2e80-\u312f\u31a0-\ua4cf"
    "\ua9e0-\ua9ff\uaa60-\uaadf\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_VOWELS_IN_FRONT = (
    "\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"  # of Thai and Lao: part of what follows
)
_VIRAMA = 9  # its canonical combining class
_LOOSE = " .,;:-–—、，；：・"  # what no text ends with before an ellipsis


def excerpt(text: str, length: int) -> str:
    """A text on one line, at most `length` characters of it and then an ellipsis; whole where it isn't longer.

    It is cut between words, and in scripts without spaces between characters. A character is whole with its marks and
    joiners (a grapheme cluster of Unicode Standard Annex 29, as near as the standard library tells). What has neither
    near its end, like a long address, is cut at a character, too.
    """
    if len(text) <= length:
        return text
    cuts = [cut for cut in range(length, 0, -1) if not _within_a_character(text, cut)]
    near = [cut for cut in cuts if cut > length // 2]
    cut = next((cut for cut in near if _between_words(text, cut)), near[0] if near else cuts[0] if cuts else length)
    kept = text[:cut].rstrip(_LOOSE)
    while kept and unicodedata.category(kept[-1]) in ("Ps", "Pi"):  # a bracket just opened
        kept = kept[:-1].rstrip(_LOOSE)
    return f"{kept or text[:cut]}…"


def _between_words(text: str, cut: int) -> bool:
    before, behind = text[cut - 1], text[cut]
    if before.isspace() or behind.isspace():
        return True
    return bool(_SPACELESS.match(before) or _SPACELESS.match(behind)) and before not in _VOWELS_IN_FRONT


def _within_a_character(text: str, cut: int) -> bool:
    """Whether a cut would part what readers see as one character."""
    before, behind = text[cut - 1], text[cut]
    return (
        unicodedata.category(behind)[0] == "M"
        or behind == "\N{ZERO WIDTH JOINER}"
        or before == "\N{ZERO WIDTH JOINER}"
        or "\U0001f3fb" <= behind <= "\U0001f3ff"  # a tone of skin
        or "\U000e0020" <= behind <= "\U000e007f"  # the flag of a region, in tags
        or "\u1160" <= behind <= "\u11ff"  # a vowel or a final consonant of Hangul
        or (unicodedata.combining(before) == _VIRAMA and behind.isalpha())  # letters stacked or joined
        or behind in "\u0e33\u0eb3"  # the vowel am of Thai and Lao
        or (_is_half_a_flag(behind) and _flags_before(text, cut) % 2 == 1)
    )


def _is_half_a_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flags_before(text: str, cut: int) -> int:
    start = cut
    while start and _is_half_a_flag(text[start - 1]):
        start -= 1
    return cut - start
