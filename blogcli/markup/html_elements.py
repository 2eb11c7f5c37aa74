"""The elements of HTML: where each begins and ends, end tags that are left out included (HTML Standard, 13.1.2.4).

They are meant for HTML that leaves nothing else open. Where tags cross, an element ends with the one around it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from blogcli.markup.html_tokens import HTML_INSIDE, Kind, Token, Tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})  # the end tag of one ends another as well
_ENDS_PARAGRAPH = frozenset({
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "ul", "xmp",
})  # fmt: skip
# Through these no tag reaches (13.2.4.2, "in scope").
_WALLS = frozenset({"applet", "marquee", "noscript", "object", "select", "table", "template"}).union(
    *HTML_INSIDE.values()
)
_PARAGRAPH = (frozenset({"p"}), _WALLS | {"button", "caption", "td", "th"})
_CELLS = frozenset({"td", "th"})
_ROWS = _CELLS | {"caption", "colgroup", "tr"}
# What a start tag ends of the elements around it that need no end tag, up to the first of the others.
_ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), _WALLS | {"menu", "ol", "td", "th", "ul"}),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), _WALLS | {"dl", "td", "th"})),
    **dict.fromkeys(("td", "th"), (_CELLS, _WALLS)),
    "tr": (_ROWS, _WALLS),
    **dict.fromkeys(("tbody", "tfoot", "thead"), (_ROWS | {"tbody", "tfoot", "thead"}, _WALLS)),
    "option": (frozenset({"option"}), _WALLS),
    "optgroup": (frozenset({"option", "optgroup"}), _WALLS),
    **dict.fromkeys(("rb", "rp", "rt", "rtc"), (frozenset({"rb", "rp", "rt", "rtc"}), _WALLS | {"ruby"})),
}


class Element(NamedTuple):
    """An element: its start tag, where what is in it ends, where it ends itself, and the place of the one around it.

    Places are those in the list of all elements; that of none is -1.
    """

    tag: Token
    inside_end: int
    end: int
    around: int


def elements(html: str) -> tuple[list[Element], list[Token]]:
    """The elements of HTML in the order in which they begin, and all that is neither a tag nor text."""
    reader = _Reader(html)
    return [Element(*each) for each in zip(reader.tags, reader.inside_ends, reader.ends, reader.around, strict=True)], (
        reader.others
    )


def ends_of_open(html: str) -> str:
    """The end tags of all that is still open at the end of HTML."""
    reader = _Reader(html)
    return "".join(f"</{reader.tags[place].name}>" for place in reversed(reader.left_open))


class _Reader:
    def __init__(self, html: str) -> None:
        self.tags: list[Token] = []
        self.inside_ends: list[int] = []
        self.ends: list[int] = []
        self.around: list[int] = []
        self.others: list[Token] = []
        self._open: list[int] = []
        self._names: Counter[str] = Counter()
        for token in Tokens(html):
            if token.kind is Kind.START:
                self._start(token)
            elif token.kind is not Kind.END:
                self.others.append(token)
            else:
                self._end(token)
        self.left_open = [*self._open]
        self._close(0, len(html), len(html))

    def _start(self, tag: Token) -> None:
        if not tag.foreign:
            if tag.name in _ENDS_PARAGRAPH:
                self._end_implied(tag, *_PARAGRAPH)
            if tag.name in _ENDS:
                self._end_implied(tag, *_ENDS[tag.name])
        self.tags.append(tag)
        self.inside_ends.append(tag.end)
        self.ends.append(tag.end)
        self.around.append(self._open[-1] if self._open else -1)
        if not tag.is_whole:
            self._open.append(len(self.tags) - 1)
            self._names[tag.name] += 1

    def _end(self, tag: Token) -> None:
        same = HEADINGS if tag.name in HEADINGS else {tag.name}
        if any(self._names[name] for name in same):
            self._close(self._last(same, _WALLS if tag.name not in HTML_INSIDE else frozenset()), tag.start, tag.end)

    def _end_implied(self, tag: Token, names: Set[str], walls: Set[str]) -> None:
        """End the outermost of these that is open, up to a wall; it has no end tag."""
        if any(self._names[name] for name in names):
            self._close(self._last(names, walls, outermost=len(names) > 1), tag.start, tag.start)

    def _last(self, names: Set[str], walls: Set[str], *, outermost: bool = False) -> int:
        """The place of one of these among what is open, up to a wall; behind the last where there is none."""
        found = len(self._open)
        for place in reversed(range(len(self._open))):
            name = self.tags[self._open[place]].name
            if name in names:
                found = place
                if not outermost:
                    break
            elif name in walls:
                break
        return found

    def _close(self, place: int, inside_end: int, end: int) -> None:
        """Close what is open from a place on: the first of it with its end tag, and what is in it before that."""
        for number in self._open[place:]:
            self.inside_ends[number] = self.ends[number] = inside_end
            self._names[self.tags[number].name] -= 1
        if place < len(self._open):
            self.ends[self._open[place]] = end
        del self._open[place:]
