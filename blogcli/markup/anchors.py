"""The ids of headings: from their words, from a `{#id}` at their end, and those the original's headings have."""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from blogcli.markup.footnotes import CITATION
from blogcli.markup.html_edit import edited
from blogcli.markup.html_elements import HEADINGS, elements
from blogcli.markup.html_tokens import Attribute, Kind, Tokens, attributes
from blogcli.markup.html_visible import plain_text, words_of_markdown
from blogcli.names import segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A heading as Markdown makes it.
_MADE = re.compile(r"<h([1-6])(?: id=\"([^\"]*)\")?>(.*?)</h\1>", re.DOTALL)
_MADE_ID = re.compile(r"<[a-z0-9]+(?: [a-z-]+=\"[^\"]*\")*? id=\"([^\"]*)\"")
# An underscore begins the ids of the page around the text.
_EXPLICIT = re.compile(r"\s*\{#([^\W_][\w.:-]*)\}\s*$")


class Heading(NamedTuple):
    """A heading's level, 1 to 6, and its id; `explicit` where its writer gave it."""

    level: str
    anchor: str
    explicit: bool


class _Place(NamedTuple):
    """Where a heading stands: behind its name, the id it has, and what is in it."""

    level: str
    named: int
    given: Attribute | None
    text: tuple[int, int]


def anchored(html: str, language: str = "", *, raw: bool = True) -> tuple[str, tuple[Heading, ...]]:
    """The HTML with an id in every heading, each id once in it, and the headings in their order.

    `language` is the text's, whose small letters the ids have. `raw` says whether it holds HTML that Markdown didn't
    make, as in all functions here.
    """
    places = _places(html, raw=raw)
    if not places:
        return html, ()
    read = [_read(html, place, language, raw=raw) for place in places]
    others = _elsewhere(html, [place.given and place.given.value for place in places], raw=raw)
    ids = _ids([(not heading.explicit, heading.anchor) for heading in read], others)
    headings = [heading._replace(anchor=anchor) for heading, anchor in zip(read, ids, strict=True)]
    return _written(html, places, ids), tuple(headings)


def like(html: str, headings: Sequence[Heading], original: Sequence[Heading], *, raw: bool = True) -> str:
    """A translation's HTML with the ids of the original's headings, by their places among those of a level.

    Its explicit ids stay. On a level of which the two have not the same number of headings, each has its own. A heading
    that has another's id answers to its own as well, and one with an explicit id to the original's, by an empty element
    within it; no id is given twice.
    """
    if not original or not headings:
        return html
    ours, theirs = (Counter(heading.level for heading in some) for some in (headings, original))
    left = {level: [each.anchor for each in original if each.level == level] for level in theirs}
    adopted = [left[each.level].pop(0) if ours[each.level] == theirs[each.level] else None for each in headings]
    wanted = [
        (0, heading.anchor) if heading.explicit else (1, name) if name is not None else (2, heading.anchor)
        for heading, name in zip(headings, adopted, strict=True)
    ]
    taken = _elsewhere(html, [heading.anchor for heading in headings], raw=raw)
    ids = _ids(wanted, taken)  # which are among those taken from here on
    more = []
    for heading, name in zip(headings, adopted, strict=True):
        other = name if heading.explicit else heading.anchor
        more.append(f'<span id="{escape(other)}"></span>' if other and other not in taken else "")
        taken.add(other or "")
    return _written(html, _places(html, raw=raw), ids, more)


def again(html: str, headings: Sequence[Heading]) -> str:
    """HTML whose headings lost their ids, as a guest's do on the way through the allow-list, with these."""
    places = _places(html, raw=True)
    return _written(html, places, [heading.anchor for heading in headings]) if len(places) == len(headings) else html


def _places(html: str, *, raw: bool) -> list[_Place]:
    """Where the headings stand, in their order."""
    if "<h" not in html and "<H" not in html:
        return []
    if raw:
        found = [each for each in elements(html)[0] if each.tag.name in HEADINGS]
        return [
            _Place(
                each.tag.name[1],
                each.tag.start + 3,
                attributes(html, each.tag).get("id"),
                (each.tag.end, each.inside_end),
            )
            for each in found
        ]
    return [
        _Place(
            match[1],
            match.start() + 3,
            None if match[2] is None else Attribute("id", match[2], match.start(2) - 4, match.end(2) + 1),
            match.span(3),
        )
        for match in _MADE.finditer(html)
    ]


def _read(html: str, place: _Place, language: str, *, raw: bool) -> Heading:
    """A heading with its explicit id, or else the one that its words give it."""
    text = html[slice(*place.text)]
    given = place.given.value if place.given else ""
    if "<sup" in text:
        text = CITATION.sub("", text)
    if not given and "{#" in text and (explicit := _EXPLICIT.search(text)):
        given = explicit[1]
    if given:
        return Heading(place.level, given, explicit=True)
    words = plain_text(text) if raw else words_of_markdown(text)
    return Heading(place.level, segment(words, language) or "section", explicit=False)


def _elsewhere(html: str, own: Sequence[str | None], *, raw: bool) -> set[str]:
    """The ids in the HTML besides the headings' `own`."""
    if not raw:
        if html.count("id=") <= sum(map(bool, own)):  # no more than there are headings with one
            return set()
        return set(Counter(_MADE_ID.findall(html)) - Counter(filter(None, own)))
    starts = (token for token in Tokens(html) if token.kind is Kind.START)
    ids = [attributes(html, token).get("id") for token in starts]
    return set(Counter(each.value for each in ids if each) - Counter(filter(None, own)))


def _ids(wanted: Sequence[tuple[int, str]], taken: set[str]) -> list[str]:
    """An id for each that is wanted with its rank, the lowest first; those that are taken get -2, -3..."""
    ids = [anchor for _, anchor in wanted]
    numbers: dict[str, int] = {}
    for place in sorted(range(len(wanted)), key=lambda place: wanted[place][0]):
        name = anchor = ids[place]
        while anchor in taken:
            numbers[name] = numbers.get(name, 1) + 1
            anchor = f"{name}-{numbers[name]}"
        taken.add(anchor)
        ids[place] = anchor
    return ids


def _written(html: str, places: Sequence[_Place], ids: Iterable[str], within: Iterable[str] = ()) -> str:
    """HTML whose headings have these ids, and at their beginnings this HTML, where it is given."""
    edits = []
    inner = iter(within)
    for place, anchor in zip(places, ids, strict=True):
        written = f'id="{escape(anchor)}"'
        if place.given is None:
            edits.append((place.named, place.named, f" {written}"))
        elif place.given.value != anchor:
            edits.append((place.given.start, place.given.end, written))
        start, end = place.text
        if more := next(inner, ""):
            edits.append((start, start, more))
        if not place.given and (explicit := _EXPLICIT.search(html, start, end)):
            edits.append((explicit.start(), end, ""))
    return edited(html, edits)
