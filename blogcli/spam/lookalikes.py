"""Names that readers would take for another: the same letters in other scripts, accents, letter case or spacing.

The characters that look alike are those of Unicode's Technical Standard 39, "confusables".
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from blogcli.spam.texts import plain

_NOTE = r"[(\[（【].*$"
_MOST_ADDED = 4  # characters by which look-alikes differ in length: `rn` stands for `m`


@lru_cache(4096)
def looks_like(name: str, other: str) -> bool:
    """Return whether a reader could take one name for the other; no name looks like an empty one.

    A note in brackets behind the name, such as "(author)", counts for nothing.
    """
    name, other = re.sub(_NOTE, "", name), re.sub(_NOTE, "", other)
    if not plain(name) or not plain(other):
        return False
    if plain(name) == plain(other):
        return True
    if abs(len(_letters(name)) - len(_letters(other))) > _MOST_ADDED:
        return False  # told apart without reading the table of characters
    return any(_skeleton(form(name)) == _skeleton(form(other)) for form in (str, str.casefold, str.upper))


def _letters(name: str) -> str:
    """Return the letters and digits of a name, without their accents."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(char for char in decomposed if char.isalnum() or unicodedata.category(char)[0] == "S")


def _skeleton(name: str) -> str:
    """Return a form of the name that all look-alikes have in common (UTS 39, section 4)."""
    return "".join(map(_prototype, _letters(name))).casefold()


@cache
def _prototype(char: str) -> str:
    """Return one text for all characters that look alike: an ASCII one where there is any, and the longest of these."""
    from confusable_homoglyphs.confusables import confusables_data

    alike, waiting = {char}, [char]
    while waiting:
        for entry in confusables_data.get(waiting.pop(), ()):
            if entry["c"] not in alike:
                alike.add(entry["c"])
                waiting.append(entry["c"])
    return min(alike, key=lambda text: (not text.isascii(), -len(text), text))
