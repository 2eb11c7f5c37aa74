"""The addresses in a text's HTML: where they lead, and what readers are told of it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

import mistune

from blogcli.markup.html_addresses import Use, map_value, use_of
from blogcli.markup.html_edit import edited, map_attributes
from blogcli.markup.html_elements import elements
from blogcli.markup.html_tokens import attributes

if TYPE_CHECKING:
    from collections.abc import Callable

# A link and a picture as Markdown makes them, and a link with what is in it: there is none in another.
_MADE = re.compile(r"<(?:a|img)(?: [a-z]+=\"[^\"]*\")*? (?:href|src)=\"([^\"]*)\"")
_MADE_LINK = re.compile(r"<a((?: [a-z]+=\"[^\"]*\")*? href=\"([^\"]*)\"[^>]*)>(.*?)</a>", re.DOTALL)


class Sign(NamedTuple):
    """What readers are told of a link: the language of what it leads to, and HTML that stands behind it."""

    hreflang: str = ""
    label: str = ""


SILENT = Sign()


def sign_links(html: str, sign: Callable[[str], Sign | None], *, raw: bool = True) -> str:
    """The HTML with the sign of each link, told by its address; of one that has None the words alone are left.

    `raw` says whether it holds HTML that Markdown didn't make, as in all functions here.
    """
    if not raw:
        return _MADE_LINK.sub(lambda match: _signed(match, sign), html)
    edits = []
    for element in elements(html)[0]:
        given = attributes(html, element.tag) if element.tag.name == "a" and element.end > element.inside_end else {}
        href = given.get("href") or given.get("xlink:href")
        found = sign(href.value.strip()) if href else SILENT
        if found is None:
            edits += [(element.tag.start, element.tag.end, ""), (element.inside_end, element.end, "")]
        elif found != SILENT:
            language = f'<a hreflang="{found.hreflang}"' if found.hreflang and "hreflang" not in given else "<a"
            edits += [
                (element.tag.start, element.tag.start + 2, language),
                (element.inside_end, element.end, f"</a>{found.label}"),
            ]
    return edited(html, sorted(edits))


def map_links(
    html: str, resolve: Callable[[str], str], embed: Callable[[str], str] | None = None, *, raw: bool = True
) -> str:
    """The HTML with every address in it passed through `resolve`; those of what it shows or takes in through `embed`.

    What leads nowhere, "", is no address any more.
    """
    if not raw:
        return _MADE.sub(lambda match: _mapped(match, resolve, embed or resolve), html)

    def change(tag: str, name: str, value: str) -> str | None:
        use = use_of(tag, name)
        if use is None:
            return value
        leads = use in (Use.LINK, Use.REQUEST)
        if leads and not value.strip():
            return resolve("") or value
        return map_value(name, value, resolve if leads else embed or resolve)

    return map_attributes(html, change)


def _signed(match: re.Match[str], sign: Callable[[str], Sign | None]) -> str:
    found = sign(unescape(match[2]).strip())
    if found is None:
        return match[3]
    language = f' hreflang="{found.hreflang}"' if found.hreflang else ""
    return f"<a{language}{match[1]}>{match[3]}</a>{found.label}"


def _mapped(match: re.Match[str], resolve: Callable[[str], str], embed: Callable[[str], str]) -> str:
    address = unescape(match[1]).strip() if "&" in match[1] or " " in match[1] else match[1]
    mapped = (embed if match[0].startswith("<i") else resolve)(address)
    return match[0] if mapped == match[1] else f'{match[0][: match.start(1) - match.start()]}{mistune.escape(mapped)}"'
