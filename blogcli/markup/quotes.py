"""Straight quotation marks and apostrophes in a text's HTML made those of its language.

Only pairs are quotation marks, within one paragraph, item, heading or cell: one alone may be an inch, or go on in the
next. Tags, code and what else isn't prose stay as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Marks(NamedTuple):
    """A language's quotation marks, and those within them where they are single ones."""

    opening: str
    closing: str
    inner: tuple[str, str] | None = None


_ANGLES, _LOW, _LOW_AND_RAISED = Marks("«", "»"), Marks("„", "“", ("‚", "‘")), Marks("„", "”")
_RAISED, _CORNERS, _ALIKE = Marks("“", "”", ("‘", "’")), Marks("「", "」"), Marks("”", "”")
# After the CLDR's delimiters (characters/delimiters.xml) and blogcli's catalogues; all others have the English ones.
_MARKS = {
    **dict.fromkeys(("ar", "be", "ca", "de-CH", "de-LI", "el", "es", "fa", "hy", "it", "nb", "nn", "no"), _ANGLES),
    **dict.fromkeys(("pt-PT", "ru", "uk"), _ANGLES),
    **dict.fromkeys(("bg", "cs", "de", "et", "is", "ka", "lt", "sk", "sl"), _LOW),
    **dict.fromkeys(("hr", "hu", "pl", "ro", "sr"), _LOW_AND_RAISED),
    **dict.fromkeys(("fi", "he", "sv"), _ALIKE),
    **dict.fromkeys(("ja", "zh-Hant", "zh-HK", "zh-MO", "zh-TW"), _CORNERS),
    "fr": Marks("«\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}»"),
    "fr-CH": _ANGLES,
}

# What is no prose, whole; a tag that words go on through; any other, and comments.
_ATTRIBUTES = r"(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>"
_MARKUP = re.compile(
    r"(?P<opaque><(code|kbd|math|pre|samp|script|style|svg|textarea|tt|var)\b.*?</\2\s*>|<img\b" + _ATTRIBUTES + ")"
    r"|(?P<inline></?(?:a|abbr|b|bdi|bdo|big|cite|del|dfn|em|font|i|ins|mark|q|s|small|span|strike|strong|sub|sup|time|u)"
    rf"\b{_ATTRIBUTES})|<!--.*?-->|</?[a-z]{_ATTRIBUTES}",
    re.DOTALL | re.IGNORECASE,
)
_QUOTE = re.compile("[\"']")
_WITHOUT_SPACES = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_BRACKETS = frozenset("([{¿¡«„“‘‚「『")  # what a quotation may begin behind, and doesn't end behind
_OPENING = _BRACKETS | frozenset("-–—/'\"")  # what else it may begin behind
_SOMETHING = "\ufffc"  # stands for what is no prose


def marks_of(language: str) -> Marks:
    """The quotation marks of a language by its tag: its own, those of the one it is a variety of, or English ones."""
    while language:
        if language in _MARKS:
            return _MARKS[language]
        language = language.rpartition("-")[0]
    return _RAISED


def curled(html: str, marks: Marks) -> str:
    """HTML with these marks in place of the straight ones in its text, and an apostrophe in place of others."""
    if "&quot;" not in html and '"' not in html and "'" not in html:
        return html
    pieces: list[str] = []
    block: list[int] = []  # the places among them of the texts of one block
    at = 0
    for match in _MARKUP.finditer(html):
        _add(pieces, block, html[at : match.start()])
        if match["opaque"]:
            block.append(-1)
        elif not match["inline"]:
            _curl(pieces, block, marks)
        pieces.append(match[0])
        at = match.end()
    _add(pieces, block, html[at:])
    _curl(pieces, block, marks)
    return "".join(pieces)


def _add(pieces: list[str], block: list[int], text: str) -> None:
    if text:
        block.append(len(pieces))
        pieces.append(text.replace("&quot;", '"'))


def _curl(pieces: list[str], block: list[int], marks: Marks) -> None:
    """Curl the texts of a block, whose places are then forgotten; -1 is something that is no text."""
    whole = "".join([pieces[place] if place >= 0 else _SOMETHING for place in block])
    signs = iter(_signs(whole, marks) if '"' in whole or "'" in whole else ())
    for place in block:
        if place >= 0:
            pieces[place] = _QUOTE.sub(lambda _: next(signs), pieces[place])
    block.clear()


def _signs(text: str, marks: Marks) -> list[str]:
    """What stands in place of each straight mark of a text, in their order."""
    found = [(match[0], match.start()) for match in _QUOTE.finditer(text)]
    signs = [_alone(text, mark, at) for mark, at in found]
    for kind, pair in (('"', marks[:2]), ("'", marks.inner)):
        for first, last in _pairs(text, [place for place, (mark, _) in enumerate(found) if mark == kind], found):
            signs[first], signs[last] = pair or (kind, kind)
    return signs


def _alone(text: str, mark: str, at: int) -> str:
    """A mark without a partner: an apostrophe behind a letter or before a word, else as it is."""
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    apostrophe = mark == "'" and (before.isalpha() or (not before.isalnum() and behind.isalnum()))
    return "’" if apostrophe else "&quot;" if mark == '"' else mark


def _pairs(text: str, places: list[int], found: list[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    """The places of the marks of one kind that a quotation begins and ends with."""
    opened: int | None = None
    for place in places:
        mark, at = found[place]
        before, behind = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
        spaceless = bool(_WITHOUT_SPACES.match(before) or _WITHOUT_SPACES.match(behind))
        if before.isalnum() and behind.isalnum() and not spaceless:
            continue  # within a word
        if opened is not None and not (before.isspace() or before in _BRACKETS):
            yield opened, place
            opened = None
        elif not behind.isspace() and (before.isspace() or before in _OPENING or (spaceless and mark == '"')):
            opened = place
