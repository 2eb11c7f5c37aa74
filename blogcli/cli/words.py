"""Two states of a text as one, with what went and what came: word by word, or line by line."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

# Words; where no spaces tell them, characters.
_WORDS = re.compile(r"\s+|[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+|.", re.DOTALL)
_MOST = 4000  # words or lines that are compared: the time it takes grows with their square
_ALIKE = 0.3  # of the words: where fewer stayed, what is left in common are "the" and "of", and marks would but confuse

Piece = tuple[str, str]  # "-", "+" or " ", and a text


def pieces(then: str, now: str, *, by_lines: bool = False) -> list[Piece]:
    """What both have, what went and what came, in this order; all of one and all of the other if they are too unlike.

    Of whole lines each piece ends with a line break.
    """
    old, new = (_lines(text) if by_lines else _WORDS.findall(text) for text in (then, now))
    if max(len(old), len(new)) > _MOST:
        return _apart(then, now)
    a_words, b_words = ([" " if word.isspace() else word for word in words] for words in (old, new))
    matcher = SequenceMatcher(a=a_words, b=b_words, autojunk=False)
    if not by_lines and not _alike(a_words, b_words, matcher):
        return _apart(then, now)
    found: list[Piece] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found.append((" ", "".join(new[c:d])))
        else:
            found += [("-", "".join(old[a:b])), ("+", "".join(new[c:d]))]
    found = [piece for piece in found if piece[1]]
    return found if by_lines else _closed(found)


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")]


def _apart(then: str, now: str) -> list[Piece]:
    return [("-", f"{then}\n"), ("+", f"{now}\n")]


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
    for place, (kind, text) in enumerate(found):
        within = kind == " " and text.isspace() and (went or came) and place + 1 < len(found)
        if kind == "-" or within:
            went += text
        if kind == "+" or within:
            came += text
        if kind == " " and not within:
            closed += [piece for piece in (("-", went), ("+", came)) if piece[1]] + [(kind, text)]
            went = came = ""
    return closed + [piece for piece in (("-", went), ("+", came)) if piece[1]]
