"""HTML divided into tags, comments and text as browsers divide it, by the HTML Standard's tokenization (13.2.5).

What an author writes as HTML is read here and nowhere else. The tokens are places in the text, so that whoever changes
one leaves everything around it as it was written.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING, NamedTuple

from blogcli.markup.html_search import SPACE, Search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogcli.markup.html_search import Found

_VALUES = re.compile(
    rf"([^{SPACE}/>][^{SPACE}/>=]*+)(?:[{SPACE}]*+=[{SPACE}]*+(?:\"([^\"]*+)\"|'([^']*+)'|([^{SPACE}\"'>][^{SPACE}>]*+)|))?"
)
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9A-Fa-f]+;?|([A-Za-z][A-Za-z0-9]*)(;?)(=?))")
_SCRIPT = re.compile(rf"<!--|</script(?=[{SPACE}/>])", re.IGNORECASE)
_SCRIPT_ESCAPED = re.compile(rf"-->|<(/?)script(?=[{SPACE}/>])", re.IGNORECASE)
_ASCII_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}

VOID = frozenset({
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
# Whose end tag may be left out, as whatever stands around them ends them.
ENDED_BY_OTHERS = frozenset({
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rb", "rp", "rt", "rtc",
    "tbody", "td", "tfoot", "th", "thead", "tr",
})  # fmt: skip
# In these all is text up to their end tag, whatever it looks like; in some, character references are still that.
RAW_TEXT = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"})
WITH_REFERENCES = frozenset({"textarea", "title"})
# A drawing and a formula have their own rules; in some of their elements HTML's hold again.
HTML_INSIDE = {
    "svg": frozenset({"desc", "foreignobject", "title"}),
    "math": frozenset({"annotation-xml", "mi", "mn", "mo", "ms", "mtext"}),
}
FOREIGN = frozenset(HTML_INSIDE)
# These end the whole, as there are none of them in it.
NEVER_FOREIGN = frozenset({
    "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s",
    "small", "span", "strike", "strong", "sub", "sup", "table", "tt", "u", "ul", "var",
})  # fmt: skip


class Kind(Enum):
    """What a token is. Text between tags is none: it is what stands between two tokens."""

    START = "start tag"
    END = "end tag"
    COMMENT = "comment, or what a browser takes for one"
    RAW = "text of an element that has no tags in it"
    CDATA = "text in a drawing or formula, in which nothing is a tag"
    ENDLESS = "what begins and never ends, up to the end of all"


class Token(NamedTuple):
    """A token and where it stands; `name` is a tag's in small letters, or of what is endless how it begins."""

    kind: Kind
    name: str
    start: int
    end: int
    foreign: bool = False
    is_whole: bool = False  # a start tag that nothing ends, as there is nothing in it


class Attribute(NamedTuple):
    """An attribute: its name in small letters, its value with its character references read, and where it stands."""

    name: str
    value: str
    start: int
    end: int


class Tokens:
    """The tokens of HTML, in order. Whoever goes through them may set `at`, from where it goes on."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        # What is open and isn't closed by others: its name, and the drawing or formula that what is in it belongs to.
        self._open: list[tuple[str, str]] = [("", "")]
        self._names: Counter[str] = Counter()
        self._search = Search(html)

    def __iter__(self) -> Iterator[Token]:
        html, search = self.html, self._search
        while found := search.next(self.at):
            start, self.at = found.start, found.end
            name = found.name
            if name is None:
                yield self._other(found)
                continue
            name = lower(name)
            if found.slash:
                foreign = self._closed(name)
                yield Token(Kind.END, name, start, self.at, foreign)
                continue
            foreign, is_whole = self._opened(name, start)
            here = self.at
            yield Token(Kind.START, name, start, here, foreign, is_whole)
            if name in RAW_TEXT and not foreign and self.at == here:
                end = _raw_end(html, here, name)
                self.at = end
                yield Token(Kind.RAW, name, here, end)
            elif name == "plaintext" and not foreign and self.at == here:
                self.at = len(html)
                yield Token(Kind.RAW, name, here, len(html))

    def _other(self, found: Found) -> Token:
        html, start = self.html, found.start
        if found.cdata:
            is_text = bool(self._open[-1][1] or (len(self._open) > 1 and self._open[-2][1]))
            end = self._search.end_of("]]>" if is_text else ">", self.at)
            self.at = len(html) if end is None else end
            if end is None:
                return Token(Kind.ENDLESS, "!", start, self.at, is_text)
            return Token(Kind.CDATA if is_text else Kind.COMMENT, "!" if is_text else "", start, self.at, is_text)
        if found.endless is not None:
            self.at = len(html)
            return Token(Kind.ENDLESS, lower(found.endless), start, self.at)
        return Token(Kind.COMMENT, "", start, self.at)

    def _opened(self, name: str, start: int) -> tuple[bool, bool]:
        """Whether a tag starts something in a drawing or formula, or starts one; and whether that is all of it."""
        root = self._open[-1][1]
        if root and name in NEVER_FOREIGN:
            while self._open[-1][1]:
                self._pop()
            root = ""
        foreign = bool(root) or name in FOREIGN
        is_whole = self._ends_itself(name, start) if foreign else name in VOID
        if not is_whole and (foreign or name not in ENDED_BY_OTHERS):
            inside = name if name in FOREIGN else "" if name in HTML_INSIDE.get(root, ()) else root
            self._open.append((name, inside))
            self._names[name] += 1
        return foreign, is_whole

    def _ends_itself(self, name: str, start: int) -> bool:
        """Whether a tag that ends here has a slash before its >, which is no part of a value."""
        return self.html[self.at - 2] == "/" and not any(
            match.end() == self.at - 1 for match in _VALUES.finditer(self.html, start + 1 + len(name), self.at - 1)
        )

    def _closed(self, name: str) -> bool:
        """Whether a tag that ends something ends it in a drawing or formula, or ends one."""
        foreign = bool(self._open[-1][1])
        if self._names[name]:
            while self._pop() != name:
                pass
        return foreign

    def _pop(self) -> str:
        name, _ = self._open.pop()
        self._names[name] -= 1
        return name


def attributes(html: str, tag: Token) -> dict[str, Attribute]:
    """A start tag's attributes by their names; of two with one name the first counts, as in browsers."""
    found: dict[str, Attribute] = {}
    for each in all_attributes(html, tag):
        found.setdefault(each.name, each)
    return found


def all_attributes(html: str, tag: Token) -> Iterator[Attribute]:
    """A start tag's attributes as they are written, those included that don't count."""
    for match in _VALUES.finditer(html, tag.start + 1 + len(tag.name), tag.end - 1):
        value = next((value for value in match.group(2, 3, 4) if value is not None), "")
        yield Attribute(lower(match[1]), decoded(value) if "&" in value else value, match.start(), match.end())


def decoded(value: str) -> str:
    """An attribute's value with its character references read, as far as they are some there (13.2.5.73)."""
    return _REFERENCE.sub(_character, value)


def _character(match: re.Match[str]) -> str:
    name, semicolon, equals = match.groups()
    if name is None:
        return unescape(match[0])
    if semicolon:
        return html5.get(f"{name};", match[0].removesuffix("=")) + equals
    return match[0] if equals else html5.get(name, match[0])


def lower(name: str) -> str:
    """A name with the letters of ASCII, and no others, made small."""
    return name.lower() if name.isascii() else name.translate(_ASCII_LOWER)


def _raw_end(html: str, at: int, name: str) -> int:
    """Where the text of an element ends in which nothing is a tag but its own end; the end of all where none is."""
    if name != "script":
        found = re.compile(rf"</{name}(?=[{SPACE}/>])", re.IGNORECASE).search(html, at)
        return found.start() if found else len(html)
    while found := _SCRIPT.search(html, at):
        if found[0] != "<!--":
            return found.start()
        # In what looks like a comment another script may begin and end (13.2.5.20 to 13.2.5.31).
        at, doubly = found.start() + 2, False
        while True:
            inner = _SCRIPT_ESCAPED.search(html, at)
            if inner is None:
                return len(html)
            at = inner.end()
            if inner[0] == "-->":
                break
            if inner[1] and not doubly:
                return inner.start()
            doubly = not inner[1]
    return len(html)
