"""Definitions of links at the start of a paragraph: CommonMark 0.31, section 4.7."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from mistune.helpers import LINK_LABEL, parse_link_href, parse_link_title, unescape_char
from mistune.util import escape_url, unikey

if TYPE_CHECKING:
    from blogcli.markup.block_tokens import Block

_LABEL = re.compile(rf"\[(?P<label>{LINK_LABEL})\]:")
_REST_OF_LINE = re.compile(r"[ \t]*(?:\n|\Z)")


class _Definition(NamedTuple):
    key: str
    link: dict[str, str]
    end: int


class UsedLinks(dict[str, dict[str, str]]):
    """Links by the keys of their labels, that remembers which were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:  # what mistune asks with
        self.used.add(key)
        return super().get(key, default)

    def only_used(self) -> dict[str, dict[str, str]]:
        """Those that were asked for."""
        return {key: link for key, link in self.items() if key in self.used}


def take_definitions(paragraph: Block, links: dict[str, dict[str, str]], *, only_all: bool = False) -> None:
    """Take the definitions that a paragraph begins with out of it, into `links` by their keys.

    Of several with one label the first counts. What they were written as stays with the paragraph. With `only_all` it
    is left as it is where it has other text as well.
    """
    if not paragraph.lines or not paragraph.lines[0].startswith("["):
        return
    text = "\n".join(paragraph.lines)
    found: list[_Definition] = []
    position = 0
    while definition := _definition(text, position):
        found.append(definition)
        position = definition.end
    if not position or (only_all and position < len(text)):
        return
    position = 0
    for key, link, end in found:
        paragraph.definitions.append(("" if key in links else key, text[position:end].rstrip("\n")))
        links.setdefault(key, link)
        position = end
    paragraph.start += text.count("\n", 0, position)
    paragraph.lines = text[position:].split("\n") if position < len(text) else []


def _definition(text: str, position: int) -> _Definition | None:
    match = _LABEL.match(text, position)
    if not match or not (key := unikey(match["label"])) or key.startswith("^"):
        return None  # a note that comes here stands where there are no notes; a link of its mark would lead nowhere
    href, href_end = parse_link_href(text, match.end(), block=True)
    if href is None or href_end is None:
        return None
    link = {"url": escape_url(unescape_char(href)), "label": match["label"]}
    title, title_end = parse_link_title(text, href_end, len(text))
    if title_end is not None and (rest := _REST_OF_LINE.match(text, title_end)):
        return _Definition(key, link | ({"title": title} if title else {}), rest.end())
    ended = _REST_OF_LINE.match(text, href_end)
    return _Definition(key, link, ended.end()) if ended else None
