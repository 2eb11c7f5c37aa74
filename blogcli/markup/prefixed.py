"""The ids in a text set apart from those of others, so that several texts can stand on one page."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from blogcli.markup.links import ATTRIBUTE

if TYPE_CHECKING:
    from collections.abc import Callable, Set

# A tag with its attributes whole; before it what has tags in it that are none.
_TAG = re.compile(
    r"<(?:!--.*?-->|(script|style|textarea)\b.*?</\1\s*>|[a-z](?:[^\"'>]|\"[^\"]*\"|'[^']*')*>)",
    re.DOTALL | re.IGNORECASE,
)
_ANY_ID = re.compile(r"\s(?:id|name)\s*=", re.IGNORECASE)
_NAMED = re.compile(r"<(?:a|map)\s", re.IGNORECASE)  # what a `name` is an anchor of, as an id is
_LINKS = frozenset({"href", "xlink:href", "usemap"})
# Attributes whose values are ids, with blanks between them, in HTML and WAI-ARIA.
_REFERENCES = frozenset({
    "for", "form", "headers", "itemref", "list", "popovertarget", "commandfor", "aria-activedescendant",
    "aria-controls", "aria-describedby", "aria-details", "aria-errormessage", "aria-flowto", "aria-labelledby",
    "aria-owns",
})  # fmt: skip
_PAINT = re.compile(r"(?<=url\(#)[^)]*")  # in a drawing, by the id of what it is painted with


def ids_in(html: str) -> Set[str]:
    """The ids of HTML's elements, and the names of its anchors."""
    found: set[str] = set()
    if not _ANY_ID.search(html):  # sooner told than looked for
        return found

    def noted(tag: str, name: str, value: str) -> str:
        if _is_id(tag, name):
            found.add(value)
        return value

    _map_attributes(html, noted)
    return found


def prefixed(html: str, prefix: str, ids: Set[str]) -> str:
    """HTML with a prefix before each of these ids, in the elements that have them and in all that leads there."""

    def renamed(name: str) -> str:
        return prefix + name if name in ids else name

    def changed(tag: str, name: str, value: str) -> str:
        if _is_id(tag, name):
            return renamed(value)
        if name in _REFERENCES:
            return " ".join(map(renamed, value.split()))
        if name in _LINKS:
            inner = value.startswith("#") and unquote(value[1:]) in ids
            return f"#{prefix}{value[1:]}" if inner else value
        return _PAINT.sub(lambda match: renamed(match[0]), value) if "url(#" in value else value

    return _map_attributes(html, changed) if ids else html


def _is_id(tag: str, name: str) -> bool:
    return name == "id" or (name == "name" and bool(_NAMED.match(tag)))


def _map_attributes(html: str, change: Callable[[str, str, str], str]) -> str:
    """HTML with the values of attributes changed: `change` gets the tag, the name in small letters, and the value."""

    def tag(found: re.Match[str]) -> str:
        whole = found[0]
        if whole.startswith("<!"):
            return whole
        end = whole.find(">") + 1 if found[1] else len(whole)

        def attribute(match: re.Match[str]) -> str:
            value = unescape(match[3][1:-1] if match[3][0] in "\"'" else match[3])
            now = change(whole, match[1].lower(), value)
            return match[0] if now == value else f'{match[1]}="{escape(now)}"'

        return ATTRIBUTE.sub(attribute, whole[:end]) + whole[end:]

    return _TAG.sub(tag, html)
