"""The addresses in HTML: in which attributes they stand, on which elements, and in what way.

By the HTML Standard's index of attributes (those that are valid URLs, and lists of them), with what it calls obsolete
and browsers follow all the same; by SVG 2 for drawings; and in the properties of a `style` attribute.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from blogcli.markup.html_tokens import Kind, Tokens, attributes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# The standard's way to divide a srcset (4.8.4.3.10): an address up to white space, without commas at its end, and what
# describes it up to a comma outside of brackets.
_CANDIDATE = re.compile(r"[\t\n\f\r ,]*+([^\t\n\f\r ]++)(?:(?<=,)|[^,(]*+(?>(?:\([^)]*+\)?[^,(]*+)*))")
_BLANK = re.compile(r"[^\t\n\f\r ]+")
_URL = re.compile(r"""(url\(\s*+)("[^"\\]*+"|'[^'\\]*+'|[^\s"'()\\]++)(?=\s*+\))""", re.IGNORECASE)
_IN_CSS = frozenset({
    "clip-path", "cursor", "fill", "filter", "marker", "marker-end", "marker-mid", "marker-start", "mask", "stroke",
    "style",
})  # fmt: skip

_ANYWHERE = frozenset({"href", "itemid", "poster", "src", "xlink:href"})
_SETS = frozenset({"imagesrcset", "srcset"})
_ON = {
    "action": frozenset({"form"}),
    "altimg": frozenset({"math"}),
    "background": frozenset({"body", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}),
    "cite": frozenset({"blockquote", "del", "ins", "q"}),
    "data": frozenset({"object"}),
    "dynsrc": frozenset({"img"}),
    "formaction": frozenset({"button", "input"}),
    "longdesc": frozenset({"frame", "iframe", "img"}),
    "lowsrc": frozenset({"img"}),
    "manifest": frozenset({"html"}),
}
_LINKING = frozenset({"a", "area"})
_LED_TO = frozenset({"cite", "longdesc"})
_ASKED = frozenset({"action", "formaction", "itemid", "ping"})  # not what is shown or led to
_PICTURED = frozenset({"feimage", "image", "img", "input", "source"})
_PICTURES = frozenset({"altimg", "background", "dynsrc", "imagesrcset", "lowsrc", "poster", "srcset", "style"})


class Use(Enum):
    """What an address is for."""

    LINK = "leads there"
    IMAGE = "shows it"
    FILE = "takes it in"
    REQUEST = "asks or names it"


class Address(NamedTuple):
    """An address in HTML, with its character references read, and what it is for."""

    use: Use
    address: str


def use_of(tag: str, attribute: str) -> Use | None:
    """What an attribute of an element has addresses for; None where it has none."""
    if attribute not in _ANYWHERE and attribute not in _SETS and attribute not in _IN_CSS:
        on = _LINKING if attribute == "ping" else _ON.get(attribute)
        if on is None or tag not in on:
            return None
    if attribute in _ASKED:
        return Use.REQUEST
    if attribute in _LED_TO or (tag in _LINKING and attribute in ("href", "xlink:href")):
        return Use.LINK
    return Use.IMAGE if attribute in _PICTURES or (tag in _PICTURED and attribute in _ANYWHERE) else Use.FILE


def map_value(attribute: str, value: str, resolve: Callable[[str], str]) -> str | None:
    """The value of such an attribute with its addresses resolved; None where nothing of it leads anywhere.

    What `resolve` gives "" for leads nowhere, and is left out.
    """
    if attribute in _SETS:
        return _map_set(value, resolve)
    if attribute == "ping":
        return _BLANK.sub(lambda match: resolve(match[0]), value).strip() or None
    if attribute in _IN_CSS:
        return _URL.sub(lambda match: _map_url(match, resolve), value) if "(" in value else value
    stripped = value.strip("\t\n\f\r ")
    return resolve(stripped) or (None if stripped else value)


def addresses_in(html: str) -> Iterator[Address]:
    """Every address in HTML, in order."""
    for tag in Tokens(html):
        if tag.kind is Kind.START:
            for each in attributes(html, tag).values():
                if use := use_of(tag.name, each.name):
                    yield from (Address(use, found) for found in _found(each.name, each.value))


def _found(attribute: str, value: str) -> list[str]:
    found: list[str] = []

    def note(address: str) -> str:
        found.append(address)
        return address

    map_value(attribute, value, note)
    return found


def _map_set(value: str, resolve: Callable[[str], str]) -> str | None:
    pieces, at, left = [], 0, False
    for match in _CANDIDATE.finditer(value):
        address = match[1].rstrip(",")
        if not address:
            continue
        if mapped := resolve(address):
            pieces.append(value[at : match.start(1)] + mapped)
            at, left = match.start(1) + len(address), True
        else:
            pieces.append(value[at : match.start()])
            at = match.end()
    return "".join([*pieces, value[at:]]).lstrip(", \t\n\f\r") if left or not pieces else None


def _map_url(match: re.Match[str], resolve: Callable[[str], str]) -> str:
    written = match[2]
    quote = written[0] if written[0] in "\"'" else ""
    address = written.strip(quote) if quote else written
    mapped = resolve(address)
    if not mapped or mapped == address:
        return match[0]
    quote = quote or ("'" if re.search(r"[\s\"'()\\]", mapped) else "")
    return f"{match[1]}{quote}{mapped}{quote}"
