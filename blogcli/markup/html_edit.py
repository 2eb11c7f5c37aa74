"""HTML with some of it changed, and everything around that as it was written."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from blogcli.markup.html_tokens import Kind, Tokens, all_attributes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def map_attributes(html: str, change: Callable[[str, str, str], str | None]) -> str:
    """HTML with the values of attributes changed: `change` gets the element's name, the attribute's, and the value.

    An attribute that it gives None for is left out; one that stays the same stays as it is written.
    """
    edits: list[tuple[int, int, str]] = []
    for tag in Tokens(html):
        if tag.kind is Kind.START and tag.end - tag.start > len(tag.name) + 2:
            for each in all_attributes(html, tag):
                value = change(tag.name, each.name, each.value)
                if value is None:
                    before = html[tag.start : each.start].rstrip("\t\n\f\r ")
                    edits.append((tag.start + len(before), each.end, ""))
                elif value != each.value:
                    name = html[each.start : each.start + len(each.name)]
                    edits.append((each.start, each.end, f'{name}="{escape(value)}"'))
    return edited(html, edits)


def edited(html: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """HTML with what stands in some places replaced, in their order; what is in one of these goes with it."""
    pieces, at = [], 0
    for start, end, instead in edits:
        if start >= at:
            pieces += [html[at:start], instead]
            at = end
    return "".join([*pieces, html[at:]])
