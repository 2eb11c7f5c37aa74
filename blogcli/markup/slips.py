"""HTML in authors' texts that is left open, or closed once too often: kept from the page around it, and named.

What no end follows is closed at the end of the text, as kramdown does; a tag that never ends is shown as the text it
is. Much of HTML needs no end (a list's items, a table's cells): whatever stands around these closes them.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from blogcli.markup.html_edit import edited
from blogcli.markup.html_elements import HEADINGS
from blogcli.markup.html_tokens import ENDED_BY_OTHERS, FOREIGN, HTML_INSIDE, NEVER_FOREIGN, VOID, Token, Tokens
from blogcli.markup.html_tokens import Kind as Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# Sooner told than looked for: HTML that isn't the mark of a summary's end or an address in angle brackets.
_HTML = re.compile(r"<(?!!--\s*more\s*-->|[a-z][a-z0-9+.-]*:)[a-z/!?]", re.IGNORECASE)

# These go on after the end of what is around them, and may end in any order.
_FORMATTING = frozenset({
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip
_WALLS = frozenset({"applet", "marquee", "object", "select", "table", "template"})  # no end tag reaches through them

# Tags to be marked with their lines; Markdown looks for the ends of some as they are written most.
_TO_MARK = re.compile(r"<(?:!--(?!-?>)|(?!/(?:pre|script|style|textarea)\b)/?[a-z][a-z0-9-]*(?=[\s/>]))", re.IGNORECASE)
_BLANKS, _BITS = str.maketrans("01", " \t"), str.maketrans(" \t", "01")
_MARK = re.compile("[ \t]{20}")


class Kind(Enum):
    """What is wrong with a tag."""

    OPEN = "nothing ends it"
    HIDING = "nothing ends it, and it hides what follows"
    UNENDABLE = "nothing can end it"
    STRAY = "it ends nothing"
    ENDLESS = "it has no >"


class Slip(NamedTuple):
    """A slip in a text's HTML: the tag's name in small letters (`!--` is a comment's), and its line, from 1."""

    kind: Kind
    name: str
    line: int


def may_slip(text: str) -> bool:
    """Whether a text holds any HTML."""
    return "<" in text and bool(_HTML.search(text))


def contained(html: str) -> str:
    """HTML that leaves nothing open and closes nothing but its own."""
    return _Reader(html).contained()


def slips_in(text: str, to_html: Callable[[str], str]) -> list[Slip]:
    """The slips in a text by their lines, as they are found in the HTML that `to_html` makes of it."""
    html = to_html(_marked(text))
    slips = [
        Slip(kind, name, _line(html, start, name) or _first(text, name)) for kind, name, start in _Reader(html).slips()
    ]
    return sorted(slips, key=lambda slip: slip.line)


class _Reader:
    """HTML gone through once, from one tag to the next."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.found: list[tuple[Kind, str, int]] = []
        self.cuts: list[tuple[int, int, str]] = []  # from where to where, and what stands there instead
        self.open: list[tuple[str, int]] = []
        self.drawings = 0  # and formulas, among these
        self.formatting: list[tuple[str, int]] = []
        self.ending = ""
        self.tokens = Tokens(html)
        for token in self.tokens:
            self._read(token)
        self.still_open = [*self.open, *self.formatting]

    def contained(self) -> str:
        ends = "".join(f"</{name}>" for name, _ in reversed(self.still_open))
        return edited(self.html, self.cuts) + self.ending + ends

    def slips(self) -> Iterable[tuple[Kind, str, int]]:
        return [*self.found, *((Kind.OPEN, name, start) for name, start in self.still_open)]

    def _read(self, token: Token) -> None:
        name = token.name
        if token.kind is Part.ENDLESS and name == "!--":
            self._hides(name, token.start, "-->")
        elif token.kind is Part.ENDLESS or (token.kind is Part.START and name == "plaintext" and not token.foreign):
            # Read on behind its <, which is text.
            self.tokens.at = token.start + 1
            self.cuts.append((token.start, token.start + 1, "&lt;"))
            self.found.append((Kind.UNENDABLE if name == "plaintext" else Kind.ENDLESS, name, token.start))
        elif token.kind is Part.RAW:
            if token.end == len(self.html):
                # In what looks like a comment another script may have begun, which is to end as well.
                comment = "-->" if name == "script" and "<!--" in self.html[token.start :] else ""
                self._hides(*self.open.pop(), f"{comment}</{name}>")
        elif name and name not in VOID and name not in ENDED_BY_OTHERS:
            if token.kind is Part.END:
                self._close(token)
            elif token.kind is Part.START:
                self._start(token)
        elif token.kind is Part.START:
            self._end_foreign(token)

    def _start(self, token: Token) -> None:
        self._end_foreign(token)
        if not token.is_whole:
            some = self.formatting if token.name in _FORMATTING and not token.foreign else self.open
            some.append((token.name, token.start))
            self.drawings += token.name in FOREIGN

    def _hides(self, name: str, start: int, ending: str) -> None:
        self.found.append((Kind.HIDING, name, start))
        self.ending = ending

    def _end_foreign(self, tag: Token) -> None:
        """End the drawings and formulas that an element of HTML ends, as it is in none."""
        while self.drawings and tag.name in NEVER_FOREIGN and self._foreign():
            self._end_from(max(place for place, each in enumerate(self.open) if each[0] in FOREIGN), 0)

    def _close(self, token: Token) -> None:
        name = token.name
        some = self.formatting if name in _FORMATTING else self.open
        same = HEADINGS if name in HEADINGS else {name}
        for place in reversed(range(len(some))):
            if some[place][0] in same:
                if some is self.open:
                    self._end_from(place, 1)
                else:
                    del some[place]
                return
            if some[place][0] in _WALLS:
                break
        self.cuts.append((token.start, token.end, ""))
        self.found.append((Kind.STRAY, name, token.start))

    def _end_from(self, place: int, ended: int) -> None:
        """End what is open from a place on, of which so many had an end tag."""
        self.found += [(Kind.OPEN, *each) for each in self.open[place + ended :]]
        self.drawings -= sum(name in FOREIGN for name, _ in self.open[place:])
        del self.open[place:]

    def _foreign(self) -> bool:
        """Whether what comes next is within a drawing or a formula."""
        inside: set[str] = set()
        for name, _ in reversed(self.open):
            if name in FOREIGN:
                return HTML_INSIDE[name].isdisjoint(inside)
            inside.add(name)
        return False


def _marked(text: str) -> str:
    """A text whose tags say in which line they stand: by blanks and tabs, which mean nothing to Markdown and HTML."""
    pieces, at, line = [], 0, 1
    for match in _TO_MARK.finditer(text):
        line += text.count("\n", at, match.end())
        pieces.append(text[at : match.end()] + f"{line:020b}".translate(_BLANKS))
        at = match.end()
    return "".join(pieces) + text[at:]


def _line(html: str, start: int, name: str) -> int:
    """The line that a tag is marked with; 0 where it isn't."""
    slash = html.startswith("/", start + 1) and not name.startswith("/")
    mark = _MARK.match(html, start + 1 + slash + len(name))
    return int(mark[0].translate(_BITS), 2) if mark else 0


def _first(text: str, name: str) -> int:
    """The line of the first tag of a name."""
    found = re.search(rf"</?{re.escape(name)}", text, re.IGNORECASE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
