"""Whether a text is made of names: of people, places, works. Names are alike in every language."""

from __future__ import annotations

import re

# Small words within names of people and places, in the languages of Western Europe, and of Arabic and Hebrew names.
_PARTICLES = """
    af al av bin bint da dal dalla de del della delle dei degli den der des di do dos du e el en het ibn la las le les
    lo los op san ten ter van vom von y zu zum zur
"""
# Small words within titles of works and names of institutions.
_SMALL = """
    a an and as at aus auf bei by das den die et for from gli i il im in into nel nella of on or oder os per pour sul
    sulla sur the to und une un una with
"""
_IN_HEADINGS = frozenset(_PARTICLES.split())
_ELSEWHERE = _IN_HEADINGS.union(_SMALL.split())
_WORD = re.compile(r"[^\W\d_]+(?:['’\-.][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S*(?:@|://|\.\w)\S*")


def is_names(text: str, *, heading: bool) -> bool:
    """Whether each word of a text is a name, or a small word between names.

    A name begins with a capital letter or has one within. In a `heading`, where English writes all words so, no small
    words are let through but those of names of people and places. A text all in capitals, or in a script without them,
    is none of which this could be told.
    """
    words = _WORD.findall(_ADDRESS.sub(" ", text))
    small = _IN_HEADINGS if heading else _ELSEWHERE
    names = [word for word in words if word not in small]
    if not names or not all(map(_has_capital, names)):
        return False
    shouted = sum(word.isupper() and len(word) > 1 for word in names)
    if 2 * shouted > len(names):
        return False
    # Between two names there stand few small words: more make a sentence in title case.
    return len(words) <= 2 * len(names)


def _has_capital(word: str) -> bool:
    return any(char.isupper() or char.istitle() for char in word)
