"""Two states of a text as one, with what went and what came: word by word, or line by line."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import NamedTuple

# White space that is seen as such: other characters of that kind are shown as escapes.
_SPACE = re.compile(r"[^\S\x0b-\r\x1c-\x1f\x85\u2028\u2029]+")
_ALONE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # where no spaces tell words, characters are compared
_WORDS = re.compile(rf"{_SPACE.pattern}|{_ALONE.pattern}|(?:(?!{_ALONE.pattern})\w)+|.", re.DOTALL)
_MOST = 4000  # words or lines that are compared: the time it takes grows with their square
_ALIKE = 0.3  # of the words: where fewer stayed, what is left in common are "the" and "of", and marks would but confuse

_JOINERS = "\u200c\u200d"


class Piece(NamedTuple):
    """A part of two texts: of what went `now` is "", of what came `then`; what both have may differ in white space."""

    then: str
    now: str

    @property
    def kind(self) -> str:
        """ "-" for what went, "+" for what came, " " for what both have."""
        return "+" if not self.then else "-" if not self.now else " "


def pieces(then: str, now: str, *, by_lines: bool = False) -> list[Piece]:
    """What both have, what went and what came, in this order; all of one and all of the other if they are too unlike.

    Together they are each text, and a line break. Of whole lines each piece ends with one.
    """
    old, new = (_lines(text) if by_lines else _words(text) for text in (then, now))
    if max(len(old), len(new)) > _MOST:
        return _apart(then, now)
    a_words, b_words = ([" " if _SPACE.fullmatch(word) else word for word in words] for words in (old, new))
    matcher = SequenceMatcher(a=a_words, b=b_words, autojunk=False)
    if not by_lines and not _alike(a_words, b_words, matcher):
        return _apart(then, now)
    found: list[Piece] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        went, came = "".join(old[a:b]), "".join(new[c:d])
        found += [Piece(went, came)] if kind == "equal" else _changed(went, came)
    return found if by_lines else _ended(_closed(found))


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")]


def _words(text: str) -> list[str]:
    """Its words, white space and signs. What is drawn as one with what stands before it, as accents are, is of that."""
    found: list[str] = []
    for word in _WORDS.findall(text):
        if found and (_hangs(word[0]) or (_hangs(found[-1][-1]) and _goes_on(found[-1], word))):
            found[-1] += word
        else:
            found.append(word)
    return found


def _hangs(char: str) -> bool:
    return char in _JOINERS or (not char.isascii() and unicodedata.category(char)[0] == "M")


def _goes_on(before: str, word: str) -> bool:
    """Whether a word that a hanging character divided goes on, or one picture is made of two."""
    return before[-1] == "\u200d" or (word[0].isalnum() and not _ALONE.match(word))


def _apart(then: str, now: str) -> list[Piece]:
    return _changed(f"{then}\n", f"{now}\n")


def _changed(went: str, came: str) -> list[Piece]:
    return [piece for piece in (Piece(went, ""), Piece("", came)) if any(piece)]


def _alike(then: list[str], now: list[str], matcher: SequenceMatcher[str]) -> bool:
    """Whether enough words stayed to be read as one text; a few words always are."""
    said = [sum(any(map(str.isalnum, word)) for word in words) for words in (then, now)]
    if min(said) < 4:
        return True
    stayed = sum(
        any(map(str.isalnum, then[block.a + at])) for block in matcher.get_matching_blocks() for at in range(block.size)
    )
    return stayed >= _ALIKE * min(said)


def _closed(found: list[Piece]) -> list[Piece]:
    """The pieces with single spaces between two changes taken into these: words changed in a row are one change."""
    closed: list[Piece] = []
    went = came = ""
    for place, piece in enumerate(found):
        within = piece.now.isspace() and (went or came) and place + 1 < len(found)
        if piece.kind == " " and not within:
            closed += [*_changed(went, came), piece]
            went = came = ""
        else:
            went += piece.then
            came += piece.now
    return closed + _changed(went, came)


def _ended(found: list[Piece]) -> list[Piece]:
    if found and found[-1].kind == " ":
        return [*found[:-1], Piece(f"{found[-1].then}\n", f"{found[-1].now}\n")]
    return [*found, Piece("\n", "\n")]
