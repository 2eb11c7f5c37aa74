"""Straight quotation marks and apostrophes in a text's HTML made those of its language.

Only pairs are quotation marks, within one paragraph, item, heading or cell: one alone may be an inch, or go on in the
next. Tags, code and what else isn't prose stay as they are.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from blogcli.markup.html_elements import elements
from blogcli.markup.html_tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Role(Enum):
    """What markup is to the words around it."""

    OPAQUE = "something among them"
    THROUGH = "nothing"
    ENDS = "their end"


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

# What is no prose, whole, and the elements that words go on through.
_OPAQUE = frozenset({
    "code", "iframe", "kbd", "math", "noembed", "noframes", "pre", "samp", "script", "style", "svg", "textarea",
    "title", "tt", "var", "xmp",
})  # fmt: skip
_THROUGH = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "del", "dfn", "em", "font", "i", "ins", "mark", "q", "s", "small",
    "span", "strike", "strong", "sub", "sup", "time", "u",
})  # fmt: skip
# The same of what Markdown makes.
_MADE = re.compile(r"<(?:(code|pre|img)\b(?:(?<=img)[^>]*|.*?</\1)|/?([a-z0-9]+)[^>]*|!--.*?--)>", re.DOTALL)
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


def curled(html: str, marks: Marks, *, raw: bool = True) -> str:
    """HTML with these marks in place of the straight ones in its text, and an apostrophe in place of others.

    `raw` says whether it holds HTML that Markdown didn't make.
    """
    if "&quot;" not in html and "'" not in html and not (raw and '"' in html):
        return html
    pieces: list[str] = []
    block: list[int] = []  # the places among them of the texts of one block
    at = 0
    for start, end, role in _markup(html) if raw else _made(html):
        _add(pieces, block, html[at:start])
        if role is _Role.OPAQUE:
            block.append(-1)
        elif role is _Role.ENDS:
            _curl(pieces, block, marks)
        pieces.append(html[start:end])
        at = end
    _add(pieces, block, html[at:])
    _curl(pieces, block, marks)
    return "".join(pieces)


def _markup(html: str) -> Iterator[tuple[int, int, _Role]]:
    """Where markup stands, and what it is to the words around it."""
    opaque = {each.tag.start: each.end for each in elements(html)[0] if each.tag.name in _OPAQUE}
    at = 0
    for token in Tokens(html):
        if token.start >= at:
            at = opaque.get(token.start, token.end)
            whole = token.start in opaque or token.name == "img"
            yield token.start, at, _Role.OPAQUE if whole else _role(token.name)


def _made(html: str) -> Iterator[tuple[int, int, _Role]]:
    for match in _MADE.finditer(html):
        yield *match.span(), _role(match[2]) if match[1] is None else _Role.OPAQUE


def _role(name: str) -> _Role:
    return _Role.THROUGH if name in _THROUGH else _Role.ENDS


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
