"""What readers see of a text's HTML: without comments and hidden elements, and as words alone.

Browsers hide by the HTML Standard's rendering rules (15.3.1, "Hidden elements"). What stands in an embedded element for
those that can't show it is hidden as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from html import unescape
from typing import TYPE_CHECKING

from blogcli.markup.html_elements import elements
from blogcli.markup.html_tokens import WITH_REFERENCES, Attribute, Kind, Tokens, attributes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from blogcli.markup.html_elements import Element
    from blogcli.markup.html_tokens import Token

# What is never seen, wherever a text is shown.
_UNSEEN = frozenset({"datalist", "noembed", "noframes", "noscript", "rp", "template", "title"})
# What isn't read, beside that: what runs, what stands in for something that can't be shown, and what one chooses from.
_UNREAD = _UNSEEN | {
    "annotation", "annotation-xml", "audio", "canvas", "clippath", "defs", "desc", "iframe", "metadata", "meter",
    "object", "progress", "script", "select", "style", "symbol", "textarea", "video",
}  # fmt: skip
_UNSEEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_NOTES, _NOTE = "footnotes", "footnote-ref"  # the classes of footnotes and of the numbers that lead to them
# Words go on through these.
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "nobr", "q", "rb", "rt", "ruby", "s", "samp", "script", "small", "span", "strike", "strong", "style", "sub",
    "sup", "time", "tspan", "tt", "u", "var", "wbr",
})  # fmt: skip
_NONE = Attribute("", "", 0, 0)
_TAG = re.compile(r"<[^>]*>")

Spans = list[tuple[int, int]]


def visible(html: str) -> str:
    """HTML without what no reader ever sees of it: comments, templates, hidden elements, what is for want of scripts.

    What runs and what can be opened stays.
    """
    return without(html, _hidden(html, *elements(html), _UNSEEN, closed=False)) if "<" in html else html


def readable(html: str, besides: frozenset[str] = frozenset()) -> str:
    """HTML without anything that isn't read: what `visible` leaves out, closed details, fall-backs, code that runs.

    The elements `besides` are left out as well.
    """
    return without(html, _hidden(html, *elements(html), _UNREAD | besides, closed=True)) if "<" in html else html


def without_notes(html: str) -> str:
    """HTML without the numbers that lead to footnotes."""
    if _NOTE not in html:
        return html
    found = [each for each in elements(html)[0] if _NOTE in _classes(attributes(html, each.tag))]
    return without(html, [(each.tag.start, each.end) for each in found])


def first_paragraph(html: str) -> str:
    """The first paragraph in which there is something to read, or an image, with its tags; "" where there is none."""
    found, others = elements(html)
    hidden = _merged(_hidden(html, found, others, _UNREAD, closed=True))
    for place, element in enumerate(found):
        start, end = element.tag.start, element.end
        at = bisect_right(hidden, (start, end))
        if element.tag.name == "p" and not (at and hidden[at - 1][1] > start):
            within = hidden[at : bisect_left(hidden, (end, 0))]
            inner = [(first - start, last - start) for first, last in within]
            if words_of(without(html[start:end], inner)) or _has_image(found, place):
                ended = html[element.inside_end : end]
                return visible(html[start : element.inside_end].rstrip() + (ended or "</p>"))
    return ""


def words_of(html: str) -> str:
    """The text of readable HTML, on one line."""
    if "<" not in html:
        return " ".join(unescape(html).split())
    pieces, at = [], 0
    for token in Tokens(html):
        pieces.append(unescape(html[at : token.start]))
        if token.kind is Kind.RAW:
            raw = html[token.start : token.end]
            pieces.append(unescape(raw) if token.name in WITH_REFERENCES else raw)
        elif token.kind is Kind.CDATA:
            pieces.append(html[token.start + 9 : token.end - 3])
        elif token.name not in _INLINE and token.kind is not Kind.COMMENT:
            pieces.append(" ")
        at = token.end
    return " ".join("".join([*pieces, unescape(html[at:])]).split())


def plain_text(html: str) -> str:
    """What is read of HTML, on one line."""
    return words_of(readable(html))


def words_of_markdown(html: str) -> str:
    """The same of HTML that Markdown alone made, sooner."""
    return " ".join(unescape(_TAG.sub("", html) if "<" in html else html).split())


def without(html: str, spans: Iterable[tuple[int, int]]) -> str:
    """HTML without what stands in these places, which may overlap."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            pieces.append(html[at : max(at, start)])
            at = end
    return "".join(pieces) + html[at:]


def _hidden(
    html: str, found: Sequence[Element], others: Iterable[Token], names: frozenset[str], *, closed: bool
) -> Spans:
    """Where nothing is seen; with `closed`, also what is seen only when a reader opens it, and footnotes."""
    spans = [(token.start, token.end) for token in others if token.kind is Kind.COMMENT]
    spans += [(token.start, token.end) for token in others if token.kind is Kind.RAW and token.name == "iframe"]
    summaries: dict[int | None, Element] = {}  # the first one of each element
    for element in found if closed else ():
        if element.tag.name == "summary":
            summaries.setdefault(element.around, element)
    for place, element in enumerate(found):
        name = element.tag.name
        if name in names and (name != "title" or closed or not element.tag.foreign):
            spans.append((element.tag.start, element.end))
            continue
        given = attributes(html, element.tag)
        if closed and name == "details" and "open" not in given:
            spans += _around_summary(element, summaries.get(place))
        if _is_hidden(name, given) or (closed and not {_NOTES, _NOTE}.isdisjoint(_classes(given))):
            spans.append((element.tag.start, element.end))
    return spans


def _is_hidden(name: str, given: Mapping[str, Attribute]) -> bool:
    return (
        "hidden" in given
        or "popover" in given
        or (name == "dialog" and "open" not in given)
        or (name == "input" and given.get("type", _NONE).value.lower() == "hidden")
        or bool(_UNSEEN_STYLE.search(given.get("style", _NONE).value))
    )


def _classes(given: Mapping[str, Attribute]) -> list[str]:
    return given.get("class", _NONE).value.split()


def _around_summary(details: Element, summary: Element | None) -> Iterator[tuple[int, int]]:
    """All that is in closed details but for their summary."""
    start = details.tag.end
    if summary and start <= summary.tag.start < details.inside_end:
        yield start, summary.tag.start
        start = summary.end
    yield start, details.inside_end


def _merged(spans: Iterable[tuple[int, int]]) -> Spans:
    """Places in their order, without those that are within others."""
    found: Spans = []
    for start, end in sorted(spans):
        if not found or end > found[-1][1]:
            found.append((start, end))
    return found


def _has_image(found: Sequence[Element], place: int) -> bool:
    end = found[place].end
    while (place := place + 1) < len(found) and found[place].tag.start < end:
        if found[place].tag.name == "img":
            return True
    return False
