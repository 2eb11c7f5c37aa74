"""The ids of headings: from their words, from a `{#id}` at their end, or those the original's headings have."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from blogcli.names import segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# A heading as Markdown makes it, or as HTML has it that was written with no more than an id.
_HEADING = re.compile(r"<h([1-6])(?: id=[\"']?([^\s\"'>]+)[\"']?)?>(.*?)</h\1>", re.DOTALL)
# An underscore begins the ids of the page around the text.
_EXPLICIT = re.compile(r"\s*\{#([^\W_][\w.:-]*)\}\s*$")
_ID = re.compile(r"\sid=[\"']?([^\s\"'>]+)")
_WITHIN = re.compile(r"(<a\s(?:[^>]*?\s)?href=[\"']?#)([^\s\"'>]+)", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


class Heading(NamedTuple):
    """A heading's level, 1 to 6, and its id; `explicit` where its writer gave it."""

    level: str
    anchor: str
    explicit: bool


def plain_text(html: str) -> str:
    """HTML as text on one line."""
    return " ".join(unescape(_TAG.sub("", html) if "<" in html else html).split())


def anchored(html: str, language: str = "") -> tuple[str, tuple[Heading, ...]]:
    """The HTML with an id in every heading, each id once in it, and the headings in their order.

    `language` is the text's, whose small letters the ids have.
    """
    if "<h" not in html:
        return html, ()
    matches = list(_HEADING.finditer(html))
    read = [_read(match, language) for match in matches]
    others = _elsewhere(html, [match[2] for match in matches])
    ids = _ids([(not heading.explicit, heading.anchor) for heading in read], others)
    headings = [heading._replace(anchor=anchor) for heading, anchor in zip(read, ids, strict=True)]
    return _written(html, ids), tuple(headings)


def like(html: str, headings: Sequence[Heading], original: Sequence[Heading]) -> tuple[str, Mapping[str, str]]:
    """A translation's HTML with the ids of the original's headings, by their places among those of a level.

    Its explicit ids stay. On a level of which the two have not the same number of headings, each has its own. Links
    within the text to what a heading's id would be by its own words lead to the one it has: which those are comes with
    it, for what was cut from the text before (`led`).
    """
    if not original or not headings:
        return html, {}
    ours, theirs = (Counter(heading.level for heading in some) for some in (headings, original))
    left = {level: [each.anchor for each in original if each.level == level] for level in theirs}
    wanted = []
    for heading in headings:
        adopted = left[heading.level].pop(0) if ours[heading.level] == theirs[heading.level] else None
        own = heading.explicit or adopted is None
        wanted.append((0, heading.anchor) if heading.explicit else (2 if own else 1, adopted or heading.anchor))
    others = _elsewhere(html, [heading.anchor for heading in headings])
    ids = _ids(wanted, set(others))
    there = others.union(ids)
    pairs = zip(headings, ids, strict=True)
    moved = {heading.anchor: anchor for heading, anchor in pairs if heading.anchor not in there}
    return led(_written(html, ids), moved), moved


def led(html: str, moved: Mapping[str, str]) -> str:
    """HTML with its links to ids that moved led to where they are now."""
    if not moved or "#" not in html:
        return html
    return _WITHIN.sub(lambda match: match[1] + moved.get(unquote(match[2]), match[2]), html)


def again(html: str, headings: Sequence[Heading]) -> str:
    """HTML whose headings lost their ids, as a guest's do on the way through the allow-list, with these."""
    lost = len(_HEADING.findall(html)) == len(headings)
    return _written(html, [heading.anchor for heading in headings]) if lost else html


def _read(match: re.Match[str], language: str) -> Heading:
    """A heading with its explicit id, or else the one that its words give it."""
    level, given, text = match.groups()
    if not given and "{#" in text and (explicit := _EXPLICIT.search(text)):
        given = explicit[1]
    return Heading(level, given or segment(plain_text(text), language) or "section", explicit=bool(given))


def _elsewhere(html: str, own: Sequence[str | None]) -> set[str]:
    """The ids in the HTML besides the headings' `own`."""
    if html.count("id=") <= sum(map(bool, own)):  # no more than there are headings with one
        return set()
    return set(Counter(_ID.findall(html)) - Counter(own))


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


def _written(html: str, ids: Iterable[str]) -> str:
    following = iter(ids)

    def heading(match: re.Match[str]) -> str:
        level, given, text = match.groups()
        text = text if given or "{#" not in text else _EXPLICIT.sub("", text)
        return f'<h{level} id="{next(following)}">{text}</h{level}>'

    return _HEADING.sub(heading, html)
