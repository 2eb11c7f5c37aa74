"""Scheme v1, frozen: what a reader reads of a block, in one spelling, and what stands in it besides.

Taken out: marks of emphasis, brackets, link targets, code spans, tags, footnote marks, web addresses. Kept: the text of
links, alternative texts and titles. What is taken out and has a place among the words (code, addresses, notes) takes
the white space before it along, so that adding some changes no prose. Case is kept: whoever changes it changes a word.

Of Python's tables of Unicode only NFC is used, which never changes for characters once assigned (UAX #15, stability);
a character newer than the oldest Python in use may differ there, and nowhere else. HTML's names of characters are a
closed list by their standard.
"""

from __future__ import annotations

import re
import unicodedata

from blogcli.drift.marks import MARKS, patient

_ANY_MARK = re.compile(r"[\\`*_\[\]<&~]")
_WEB = re.compile(
    r"https?://[^\s<>\"\u2018-\u201f\u2e80-\u9fff\uff00-\uffef]*[^\s<>\"\u2018-\u201f\u2e80-\u9fff\uff00-\uffef?!.,:;*_~')\]]",
    re.ASCII,
)
_TAKEN_OUT = re.compile(r"(?:(?<![ \t\n])[ \t\n]*+\0)+")
FEW = 20  # openings of what may not end: each costs a look at all that follows
_SAID = re.compile(r"\s(?:alt|title)\s*=\s*(\"[^\"]*\"|'[^']*')", re.ASCII | re.IGNORECASE)
_LEADING = re.compile(
    r"\s(?:href|src|srcset|poster|data)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.ASCII | re.IGNORECASE
)
_LINK_TAGS = frozenset({"a", "area", "link"})
_EDGES = " \t\n"
_ALNUM = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

_SPACES = (
    "\t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680"
    + "".join(map(chr, range(0x2000, 0x200B)))
    + "\u2028\u2029\u202f\u205f\u3000"
)
_NOTHING = "\xad\u200b\u200e\u200f\u2060\ufeff"  # the zero-width joiners stay: they spell words
_SPELLINGS = {
    **dict.fromkeys(_NOTHING, ""),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\xab\xbb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    "\u2026": "...",
    **dict.fromkeys(_SPACES, " "),
}
_FOLDS = tuple(_SPELLINGS.items())
_ASCII_FOLDS = tuple((old, new) for old, new in _FOLDS if old < "\x80")

# Scripts written without spaces, with their punctuation: there a line's end is no space. Korean has spaces.
_CJK = (
    "\u2e80-\u2fff\u3001-\u312f\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f\U00020000-\U0003ffff"
)
_CJK_SPACE = re.compile(rf"(?<=[{_CJK}]) (?=[{_CJK}])")
_ANY_CJK = re.compile(rf"[{_CJK}]")


class Reader:
    """Reads the text of one block after the other; the targets of links and images and the code spans pile up in it."""

    def __init__(self) -> None:
        self.links: list[str] = []
        self.code: list[str] = []
        self.images: list[str] = []
        self._open: list[bool] = []  # the brackets not yet closed, and whether an image began with each

    def read(self, text: str) -> str:
        """The words of a block's text, on one line, not yet in one spelling."""
        if _ANY_MARK.search(text):
            self._open.clear()
            few = text.count("<!") + text.count("<?") + text.count("[^") <= FEW
            text = MARKS.sub(self._mark, text) if few else patient(text, self._mark)
        if "://" in text:
            text = _WEB.sub(self._web, text)
        if "\0" in text:
            text = _TAKEN_OUT.sub("", text)
        return text.replace("\n", " ").strip(" ")

    def _mark(self, match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind == "stressed":
            return match[1]
        if kind == "to":
            self.links.append(match["to"])
            return match["linked"]
        if kind in ("stars", "underscores"):
            text, start, end = match.string, match.start(), match.end()
            before = text[start - 1] if start else " "
            after = text[end] if end < len(text) else " "
            return match[0] if _is_text(match[0], before, after) else ""
        if kind == "open":
            self._open.append(False)
        elif kind == "image":
            self._open.append(True)
        elif kind == "close":
            return self._close(match)
        else:
            return self._other(kind, match)
        return ""

    def _other(self, kind: str | None, match: re.Match[str]) -> str:
        if kind == "code":
            self.code.append(match["code"].replace("\n", " ").strip(" "))
            return "\0"
        if kind == "address":
            self.links.append(match["address"])
            return "\0"
        if kind == "note":
            return "\0"
        if kind == "escape":
            return match["escape"].replace("\n", " ")
        if kind == "entity":
            return _character(match[0])
        if kind == "rest":
            return self._tag(match["tag"].lower(), match["rest"])
        if kind == "loose":
            return match[0]
        return ""

    def _close(self, match: re.Match[str]) -> str:
        image = self._open.pop() if self._open else False
        if match["target"] is None:
            return ""
        (self.images if image else self.links).append(match["target"])
        return f" {match['title'][1:-1]}" if match["title"] else ""

    def _tag(self, name: str, rest: str) -> str:
        if not rest:
            return " " if name == "br" else ""
        kind = self.links if name in _LINK_TAGS else self.images
        kind += [value.strip("\"'") for value in _LEADING.findall(rest)]
        said = [value[1:-1] for value in _SAID.findall(rest)]
        return f" {' '.join(said)} " if said or name == "br" else ""

    def _web(self, match: re.Match[str]) -> str:
        self.links.append(match[0])
        return "\0"


def _is_text(marks: str, before: str, after: str) -> bool:
    """Whether a run of `*` or `_` is no emphasis: between white space, or `_` between letters or digits of ASCII."""
    if before in _EDGES:
        return after in _EDGES
    return marks[0] == "_" and before in _ALNUM and after in _ALNUM


def _character(entity: str) -> str:
    from html import unescape

    return unescape(entity).replace("\n", " ").replace("\0", "")


def spelt(lines: str) -> str:
    """Lines without spaces at their ends, one a block, in one spelling: NFC, plain quotes and dashes, single spaces."""
    plain = lines.isascii()
    folded = [pair for pair in (_ASCII_FOLDS if plain else _FOLDS) if pair[0] in lines]
    for old, new in folded:
        lines = lines.replace(old, new)
    while "--" in lines:
        lines = lines.replace("--", "-")
    if not plain and not _latin(lines):
        lines = unicodedata.normalize("NFC", lines)
    while "  " in lines:
        lines = lines.replace("  ", " ")
    if folded:  # otherwise the lines end as they came, without spaces
        lines = lines.replace(" \n", "\n").replace("\n ", "\n").strip(" ")
    return closed(lines)


def closed(text: str) -> str:
    """Spelt text without the white space between characters of Chinese and Japanese."""
    if text.isascii() or _latin(text) or not _ANY_CJK.search(text):
        return text
    return _CJK_SPACE.sub("", text)


def ends_of_words(text: str) -> list[int]:
    """Where a spelt text may have been two: its spaces, and the places between characters of Chinese and Japanese."""
    return [match.start() for match in _END_OF_WORD.finditer(text)]


_END_OF_WORD = re.compile(rf" |(?<=[{_CJK}])(?=[{_CJK}])")


def _latin(text: str) -> bool:
    # Below U+0300 nothing is decomposed and nothing is Chinese or Japanese, and this is the quickest way to ask.
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True
