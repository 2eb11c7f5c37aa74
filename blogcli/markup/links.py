"""The addresses in a text's HTML: where they lead, and what readers are told of it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

import mistune

if TYPE_CHECKING:
    from collections.abc import Callable

# A tag that may hold an address, with its attributes whole, and one attribute: HTML as people write it by hand. First
# comes what Markdown makes of a link, of which the address is all.
_LINKING = re.compile(
    r"<(?=[aeilostv])(?:(?-i:a href=\"([^\"&]*)\">)"
    r"|(?:a|area|audio|embed|iframe|img|input|link|object|source|track|video)\s(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>)",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'<>`]+)""")
_ADDRESSES = frozenset({"href", "src", "poster", "data", "srcset"})
# A link with what is in it; there is none in another.
_LINK = re.compile(r"<a(\s(?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>(.*?)</a>", re.IGNORECASE | re.DOTALL)


class Sign(NamedTuple):
    """What readers are told of a link: the language of what it leads to, and HTML that stands behind it."""

    hreflang: str = ""
    label: str = ""


SILENT = Sign()


def sign_links(html: str, sign: Callable[[str], Sign | None]) -> str:
    """The HTML with the sign of each link, told by its address; of one that has None the words alone are left."""

    def link(match: re.Match[str]) -> str:
        given = {name.lower(): value for name, _, value in reversed(ATTRIBUTE.findall(match[1]))}
        found = sign(_value(given["href"]).strip()) if "href" in given else SILENT
        if found is None:
            return match[2]
        language = f' hreflang="{found.hreflang}"' if found.hreflang and "hreflang" not in given else ""
        return f"<a{language}{match[1]}>{match[2]}</a>{found.label}"

    return _LINK.sub(link, html)


def map_links(html: str, resolve: Callable[[str], str]) -> str:
    """The HTML with every address in it passed through `resolve`: href, src, poster, srcset, an object's data."""

    def attribute(match: re.Match[str]) -> str:
        name = match[1].lower()
        if name not in _ADDRESSES:
            return match[0]
        value = _value(match[3])
        mapped = _map_srcset(value, resolve) if name == "srcset" else resolve(value.strip())
        return f'{match[1]}="{mistune.escape(mapped)}"'

    def tag(match: re.Match[str]) -> str:
        if match[1] is None:
            return ATTRIBUTE.sub(attribute, match[0])
        return f'<a href="{mistune.escape(resolve(match[1].strip()))}">'

    return _LINKING.sub(tag, html)


def _value(written: str) -> str:
    """An attribute's value, of the text after its equals sign."""
    return unescape(written[1:-1] if written[0] in "\"'" else written)


def _map_srcset(value: str, resolve: Callable[[str], str]) -> str:
    candidates = (candidate.strip().partition(" ") for candidate in value.split(","))
    return ", ".join(f"{resolve(address)}{space}{size}" for address, space, size in candidates if address)
