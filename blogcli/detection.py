"""Which language a text is in, where that is plain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogcli.names import LanguageTag

# With fewer letters the detector is often sure and wrong. A character of these scripts stands for a syllable or more.
_ENOUGH = 30
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SURE = 0.97
_MOST = 4000  # characters that are looked at
# Code, addresses, and lines quoted from others say nothing of the language of the text.
_NO_PROSE = re.compile(
    r"(?s:```.*?(?:```|\Z))|`[^`\n]*`|\b(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w.-]+|(?m:^[ ]{0,3}>.*$)"
)
_FORMER = {"iw": "he", "no": "nb", "nn": "nb", "fil": "tl"}  # other tags of one language


def plain_language(text: str, assumed: LanguageTag, languages: Iterable[LanguageTag]) -> LanguageTag | None:
    """Return which of `languages` a text plainly is in, where that is another than the one that was assumed.

    None where it isn't plain: the text is short, in several languages, or in none of these. Regional variants of one
    language are not told apart. The detector is CLD3, a small neural network (https://github.com/google/cld3).
    """
    known = {_primary(tag): tag for tag in reversed([*languages])}
    own = _primary(assumed)
    if not known.keys() - {own}:
        return None
    prose = _prose(text)
    found = known.get(_language_of(prose) or own)
    if found is None or own in map(_language_of, prose.split("\n\n")):  # a part of it may be a translation
        return None
    return found if _primary(found) != own else None


def _language_of(prose: str) -> str | None:
    """Return the language of a text without region or script, None where the detector isn't sure."""
    if sum(1 + 3 * bool(_DENSE.match(char)) for char in prose if char.isalpha()) < _ENOUGH:
        return None
    import gcld3

    found = gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=4 * _MOST).FindLanguage(text=prose)
    return _primary(found.language) if found.is_reliable and found.probability >= _SURE else None


def _prose(text: str) -> str:
    # Half of a surrogate pair has no UTF-8.
    return _NO_PROSE.sub(" ", text[:_MOST]).encode("utf-8", "ignore").decode()


def _primary(tag: str) -> str:
    """Return the language of a tag without script and region."""
    first = tag.partition("-")[0].lower()
    return _FORMER.get(first, first)
