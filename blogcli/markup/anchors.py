"""The ids of headings: from their words, from a `{#id}` at their end, and those the original's headings have."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from blogcli.names import segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A heading as Markdown makes it, or as HTML has it that was written with no more than an id.
_HEADING = re.compile(r"<h([1-6])(?: id=[\"']?([^\s\"'>]+)[\"']?)?>(.*?)</h\1>", re.DOTALL)
# An underscore begins the ids of the page around the text.
_EXPLICIT = re.compile(r"\s*\{#([^\W_][\w.:-]*)\}\s*$")
_ID = re.compile(r"\sid=[\"']?([^\s\"'>]+)")
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


def like(html: str, headings: Sequence[Heading], original: Sequence[Heading]) -> str:
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
    taken = _elsewhere(html, [heading.anchor for heading in headings])
    ids = _ids(wanted, taken)  # which are among those taken from here on
    more = []
    for heading, name in zip(headings, adopted, strict=True):
        other = name if heading.explicit else heading.anchor
        more.append(f'<span id="{other}"></span>' if other and other not in taken else "")
        taken.add(other or "")
    return _written(html, ids, more)


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


def _written(html: str, ids: Iterable[str], within: Iterable[str] = ()) -> str:
    """HTML whose headings have these ids, and at their beginnings this HTML, where it is given."""
    following, inner = iter(ids), iter(within)

    def heading(match: re.Match[str]) -> str:
        level, given, text = match.groups()
        text = text if given or "{#" not in text else _EXPLICIT.sub("", text)
        return f'<h{level} id="{next(following)}">{next(inner, "")}{text}</h{level}>'

    return _HEADING.sub(heading, html)
