"""What a browser finds in HTML, held against what is allowed there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import html5lib

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

SAFE_REL = "nofollow ugc noopener"
COMMENT: dict[str, set[str]] = {
    "p": set(), "br": set(), "em": set(), "strong": set(), "del": set(), "code": set(), "pre": set(),
    "blockquote": set(), "ul": set(), "ol": {"start"}, "li": set(), "a": {"href", "rel"},
    "label": set(), "input": {"type", "checked", "disabled"},
}  # fmt: skip
GUEST: dict[str, set[str]] = COMMENT | {
    "h2": set(), "h3": set(), "h4": set(), "h5": set(), "h6": set(), "hr": set(), "table": set(), "thead": set(),
    "tbody": set(), "tr": set(), "th": set(), "td": set(),
    "img": {"src", "alt", "loading"}, "span": {"class"}, "pre": {"tabindex"},
}  # fmt: skip
# What blogcli itself adds to a guest's text: a frame that scrolls around a table, and the headings' ids.
GUEST_SHOWN = GUEST | {"div": {"class", "tabindex"}} | {f"h{level}": {"id"} for level in range(2, 7)}

_SPACE = "{http://www.w3.org/1999/xhtml}"
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


def elements(html: str) -> Iterator[Element]:
    """What a browser finds in the HTML of a page's part; the wrapper around it stays out."""
    found = html5lib.parseFragment(html, container="div", namespaceHTMLElements=True)
    yield from (element for element in found.iter() if element is not found)


def breaches(html: str, allowed: Mapping[str, set[str]]) -> list[str]:
    """All that is in the HTML and not on the allow-list."""
    return breaches_among(elements(html), allowed)


def breaches_among(found: Iterator[Element], allowed: Mapping[str, set[str]]) -> list[str]:
    """The same of elements that are parsed already."""
    return [breach for element in found for breach in _breaches_of(element, allowed)]


def _breaches_of(element: Element, allowed: Mapping[str, set[str]]) -> Iterator[str]:
    if not isinstance(element.tag, str):
        yield f"a comment or instruction {element.text!r}"
        return
    name = element.tag.removeprefix(_SPACE)
    if not element.tag.startswith(_SPACE) or name not in allowed:
        yield f"element {element.tag}"
        return
    yield from (f"{name} {key}={value!r}" for key, value in element.items() if key not in allowed[name])
    for key in {"href", "src"} & set(element.keys()):
        if scheme_of(element.get(key) or "") not in ("", "http", "https", "mailto"):
            yield f"{name} {key}={element.get(key)!r}"
    if name == "input" and (element.get("type"), element.get("disabled")) != ("checkbox", ""):
        yield f"an input of type {element.get('type')!r}"
    # An underscore begins the ids of the page around the text.
    if re.search(r"^_|[^\w.:-]", element.get("id") or ""):
        yield f"{name} id={element.get('id')!r}"
    if name == "a" and element.get("href") is not None and element.get("rel") != SAFE_REL:
        yield f"a link with rel={element.get('rel')!r}"


def scheme_of(link: str) -> str:
    """A link's scheme as browsers see it (WHATWG URL): controls before it go, tabs and line breaks vanish."""
    scheme = _SCHEME.match(re.sub(r"[\t\n\r]", "", link.lstrip("".join(map(chr, range(33))))))
    return scheme[0][:-1].lower() if scheme else ""
