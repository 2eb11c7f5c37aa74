"""The ids in a text set apart from those of others, so that several texts can stand on one page."""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import unquote

from blogcli.markup.html_edit import map_attributes

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

# As Markdown makes them: no text has a < in it that isn't a character reference.
_MADE_ID = re.compile(r"<[a-z0-9]+(?: [a-z-]+=\"[^\"]*\")*? id=\"([^\"]*)\"")
_MADE = re.compile(r"(<[a-z0-9]+(?: [a-z-]+=\"[^\"]*\")*? (?:id=\"|href=\"#))([^\"]*)\"")
_ANY_ID = re.compile(r"(?:id|name)[\s=]", re.IGNORECASE)
_NAMED = frozenset({"a", "map"})  # what a `name` is an anchor of, as an id is
_LINKS = frozenset({"href", "xlink:href", "usemap"})
# Attributes whose values are ids, with blanks between them, in HTML and WAI-ARIA.
_REFERENCES = frozenset({
    "for", "form", "headers", "itemref", "list", "popovertarget", "commandfor", "aria-activedescendant",
    "aria-controls", "aria-describedby", "aria-details", "aria-errormessage", "aria-flowto", "aria-labelledby",
    "aria-owns",
})  # fmt: skip
_PAINT = re.compile(r"(?<=url\(#)[^)]*")  # in a drawing, by the id of what it is painted with


def give_way(html: str, taken: Set[str]) -> str:
    """HTML in which none of the ids that Markdown made is one of those `taken`: they end in -2, -3... then."""
    if not any(f' id="{escape(name)}"' in html for name in taken):
        return html
    there = ids_in(html)
    for name in sorted(there & taken):
        new = next(each for number in count(2) if (each := f"{name}-{number}") not in taken | there)
        html = html.replace(f' id="{escape(name)}"', f' id="{escape(new)}"')
    return html


def ids_in(html: str, *, raw: bool = True) -> Set[str]:
    """The ids of HTML's elements, and the names of its anchors.

    `raw` says whether it holds HTML that Markdown didn't make, as in `prefixed`.
    """
    if not raw:
        return {unescape(name) for name in _MADE_ID.findall(html)}
    found: set[str] = set()
    if not _ANY_ID.search(html):  # sooner told than looked for
        return found

    def noted(tag: str, name: str, value: str) -> str:
        if _is_id(tag, name):
            found.add(value)
        return value

    map_attributes(html, noted)
    return found


def used_in(html: str) -> Set[str]:
    """The ids that something in the HTML needs to be there, other than links that lead to them."""
    found: set[str] = set()

    def noted(tag: str, name: str, value: str) -> str:
        if tag not in ("a", "area") or name not in _LINKS:
            found.update(_named_by(name, value))
        return value

    map_attributes(html, noted)
    return found


def prefixed(html: str, prefix: str, ids: Set[str], *, raw: bool = True) -> str:
    """HTML with a prefix before each of these ids, in the elements that have them and in all that leads there."""
    if not raw:
        return _MADE.sub(lambda match: _made(match, prefix, ids), html) if ids else html

    def renamed(name: str) -> str:
        return prefix + name if name in ids else name

    def changed(tag: str, name: str, value: str) -> str:
        if _is_id(tag, name):
            return renamed(value)
        if name in _REFERENCES:
            now = " ".join(map(renamed, value.split()))
            return value if now.split() == value.split() else now
        if name in _LINKS:
            inner = value.startswith("#") and unquote(value[1:]) in ids
            return f"#{prefix}{value[1:]}" if inner else value
        return _PAINT.sub(lambda match: renamed(match[0]), value) if "url(#" in value else value

    return map_attributes(html, changed) if ids else html


def _made(match: re.Match[str], prefix: str, ids: Set[str]) -> str:
    name = unescape(match[2])
    inner = (unquote(name) if match[1].endswith("#") else name) in ids
    return f'{match[1]}{prefix}{match[2]}"' if inner else match[0]


def _named_by(name: str, value: str) -> Iterator[str]:
    """The ids that the value of an attribute names."""
    if name in _REFERENCES:
        yield from value.split()
    elif name in _LINKS and value.startswith("#"):
        yield unquote(value[1:])
    elif "url(#" in value:
        yield from _PAINT.findall(value)


def _is_id(tag: str, name: str) -> bool:
    return name == "id" or (name == "name" and tag in _NAMED)
