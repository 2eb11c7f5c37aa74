"""Scheme v1, frozen: the marks of a block's text, as patterns, and how a text of many that don't end is searched."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from blogcli.drift.patterns import TITLE

if TYPE_CHECKING:
    from collections.abc import Callable

# What ends at marks of its own only, by how it begins behind `<`.
_UNSEEN = {
    r"!--": r"!--.*?-->",
    r"\?": r"\?.*?\?>",
    r"!\[CDATA\[": r"!\[CDATA\[.*?\]\]>",
    r"![A-Za-z]": r"![A-Za-z][^>]*>",
}
_NOTE = r"|\[(?P<note>\^[^\]\s]+\])"
_UNENDED_NOTE = re.compile(r"\^[^\]\s]*", re.ASCII)


def _long_way(unseen: tuple[str, ...] = tuple(_UNSEEN), note: str = _NOTE) -> str:
    # Every alternative begins with one plain character: that lets `re` run over the others in its fastest loop.
    return (
        r"\\(?P<escape>[!-/:-@\[-`{-~\n])"
        r"|`(?P<ticks>`*+)(?P<code>[^`](?:.*?[^`])??)`(?P=ticks)(?!`)"
        r"|`(?P<loose>`*+)"
        r"|\*(?P<stars>\**+)"
        r"|_(?P<underscores>_*+)"
        r"|~(?P<struck>~++)"
        r"|!(?P<image>\[)"
        rf"{note}"
        r"|\[(?P<open>)"
        r"|\](?P<close>\([ \n\t]*+(?P<target><[^<>\n]*>|(?:[^\s()\\<]|\\.|\((?>(?:[^\s()\\]|\\.)*)\))"
        r"(?>(?:[^\s()\\]|\\.|\((?>(?:[^\s()\\]|\\.)*)\))*)|(?=[ \n\t]*\)))"
        rf"(?:[ \n\t]+(?P<title>{TITLE}))?[ \n\t]*\)|\[[^\[\]]*\]|)"
        r"|<(?P<address>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>"
        rf"|<(?P<unseen>{'|'.join(_UNSEEN[begin] for begin in unseen) or '(?!)'})"
        r"|</?(?P<tag>[A-Za-z][A-Za-z0-9-]*+)(?=[\s/>])(?P<rest>(?>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*))>"
        r"|&(?P<entity>#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});"
    )


LONG_WAY = _long_way()
# Emphasis and links without other marks in them, in one step: nothing but sooner.
_SHORT_WAY = (
    r"\*\**+(?P<stressed>[A-Za-z0-9](?:[^\\`*_\[\]<&~!]*[A-Za-z0-9])?)\**+(?<=\*)"
    r"|\[(?P<linked>[^\\`*_\[\]<&~!]*+)\]\((?P<to>[A-Za-z0-9/:._?=%#+-]++)\)|"
)
MARKS = re.compile(_SHORT_WAY + LONG_WAY, re.ASCII | re.DOTALL)


@cache
def _marks(unseen: tuple[str, ...], note: str) -> re.Pattern[str]:
    """`MARKS` with only these, and with `lost` where one of them begins that doesn't end."""
    lost = rf"|<(?P<lost>)(?={'|'.join(unseen)})" if unseen else ""
    return re.compile(_SHORT_WAY + _long_way(unseen, note) + lost, re.ASCII | re.DOTALL)


def patient(text: str, replace: Callable[[re.Match[str]], str]) -> str:
    """What `MARKS.sub(replace, text)` gives, in time that doesn't grow with the square of what begins and doesn't end.

    Where one doesn't end, no later one of its kind does; and no note before the white space that cut one off.
    """
    found: list[str] = []
    unseen = tuple(_UNSEEN)
    at = cut_off = 0
    while at < len(text):
        match = _marks(unseen, "" if at < cut_off else _NOTE).search(text, at)
        start = match.start() if match else len(text)
        if at < cut_off <= start:
            found.append(text[at:cut_off])
            at = cut_off
            continue
        found.append(text[at:start])
        if not match:
            break
        if match.lastgroup == "lost":
            found.append("<")
            unseen = tuple(begin for begin in unseen if not re.compile(begin).match(text, match.end()))
        else:
            found.append(replace(match))
        if match.lastgroup == "open" and at >= cut_off and (note := _UNENDED_NOTE.match(text, match.end())):
            cut_off = note.end()
        at = match.end()
    return "".join(found)
