"""HTML in authors' texts that is left open, or closed once too often: kept from the page around it, and named.

What no end follows is closed at the end of the text, as kramdown does; a tag that never ends is shown as the text it
is. Much of HTML needs no end (a list's items, a table's cells): whatever stands around these closes them.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# Sooner told than looked for: HTML that isn't the mark of a summary's end or an address in angle brackets.
_HTML = re.compile(r"<(?!!--\s*more\s*-->|[a-z][a-z0-9+.-]*:)[a-z/!?]", re.IGNORECASE)

# What a browser takes for one thing (HTML 13.2.5): a comment, the like of one, a tag; or the start of one that goes on
# to the end of all.
_TOKEN = re.compile(
    r"<(?:!--(?:-?>|.*?--!?>)|(?P<comment>!--)|[!?][^>]*+>|/(?![a-z])[^>]*+>"
    r"|(?P<slash>/?)(?P<name>[a-z][^\s/>]*+)(?>(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])))*)>"
    r"|(?P<endless>[!?]|/?[a-z][^\s/>]*+))",
    re.DOTALL | re.IGNORECASE,
)
# What nothing can be wrong with, most of what Markdown makes: passed over in one go.
_PAIRS = "|".join(rf"<{name}>[^<]*+</{name}>" for name in ("em", "strong", "code", "del"))
_SOUND = re.compile(rf"(?>(?:[^<]++|{_PAIRS}|<a href=\"[^\"<>]*+\">[^<]*+</a>|</?(?:li|td|th|tr)>|</p>)*)")
_VOID = frozenset({
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
_CLOSED_BY_OTHERS = frozenset({
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rb", "rp", "rt", "rtc",
    "tbody", "td", "tfoot", "th", "thead", "tr",
})  # fmt: skip
# These go on after the end of what is around them, and may end in any order.
_FORMATTING = frozenset({
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip
_LITERAL = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# A drawing's or a formula's own elements may end themselves, and HTML's may be in some of them; these end the whole.
_FOREIGN = frozenset({"svg", "math"})
_WITH_HTML_INSIDE = frozenset({"annotation-xml", "desc", "foreignobject", "mi", "mn", "mo", "ms", "mtext", "title"})
_NEVER_FOREIGN = _HEADINGS | {
    "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "head", "hr", "i",
    "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s", "small", "span", "strike", "strong",
    "sub", "sup", "table", "tt", "u", "ul", "var",
}  # fmt: skip
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
        self.formatting: list[tuple[str, int]] = []
        self.ending = ""
        at = 0
        while not self.ending and (match := _TOKEN.search(html, _sound_until(html, at))):
            at = self._read(match)
        self.still_open = [*self.open, *self.formatting]

    def contained(self) -> str:
        pieces, at = [], 0
        for start, end, instead in self.cuts:
            pieces += [self.html[at:start], instead]
            at = end
        ends = "".join(f"</{name}>" for name, _ in reversed(self.still_open))
        return "".join(pieces) + self.html[at:] + self.ending + ends

    def slips(self) -> Iterable[tuple[Kind, str, int]]:
        return [*self.found, *((Kind.OPEN, name, start) for name, start in self.still_open)]

    def _read(self, match: re.Match[str]) -> int:
        """Read one tag; where to go on."""
        start, name = match.start(), (match["name"] or "").lower()
        if match["comment"]:
            return self._hides("!--", start, "-->")
        if match["endless"] or name == "plaintext":
            endless = (match["endless"] or "").lower()
            self.cuts.append((start, start + 1, "&lt;"))
            self.found.append((Kind.ENDLESS, endless, start) if endless else (Kind.UNENDABLE, name, start))
            return start + 1
        while name in _NEVER_FOREIGN and not match["slash"] and self._foreign():
            self._end_from(max(place for place, each in enumerate(self.open) if each[0] in _FOREIGN), 0)
        if name and name not in _VOID and name not in _CLOSED_BY_OTHERS:
            return self._close(match, name) if match["slash"] else self._open(match, name)
        return match.end()

    def _open(self, match: re.Match[str], name: str) -> int:
        foreign = name in _FOREIGN or self._foreign()
        if foreign and match[0].endswith("/>"):
            return match.end()
        if foreign or name not in _LITERAL:
            (self.formatting if name in _FORMATTING else self.open).append((name, match.start()))
            return match.end()
        end = re.compile(rf"</{name}(?=[\s/>])[^>]*>", re.IGNORECASE).search(self.html, match.end())
        return end.end() if end else self._hides(name, match.start(), f"</{name}>")

    def _hides(self, name: str, start: int, ending: str) -> int:
        self.found.append((Kind.HIDING, name, start))
        self.ending = ending
        return len(self.html)

    def _close(self, match: re.Match[str], name: str) -> int:
        some = self.formatting if name in _FORMATTING else self.open
        same = _HEADINGS if name in _HEADINGS else {name}
        for place in reversed(range(len(some))):
            if some[place][0] in same:
                if some is self.open:
                    self._end_from(place, 1)
                else:
                    del some[place]
                return match.end()
            if some[place][0] in _WALLS:
                break
        self.cuts.append((match.start(), match.end(), ""))
        self.found.append((Kind.STRAY, name, match.start()))
        return match.end()

    def _end_from(self, place: int, ended: int) -> None:
        """End what is open from a place on, of which so many had an end tag."""
        self.found += [(Kind.OPEN, *each) for each in self.open[place + ended :]]
        del self.open[place:]

    def _foreign(self) -> bool:
        """Whether what comes next is within a drawing or a formula."""
        for name, _ in reversed(self.open):
            if name in _FOREIGN or name in _WITH_HTML_INSIDE:
                return name in _FOREIGN
        return False


def _sound_until(html: str, at: int) -> int:
    sound = _SOUND.match(html, at)
    return sound.end() if sound else at


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
