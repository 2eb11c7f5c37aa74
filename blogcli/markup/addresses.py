"""Bare web and mail addresses in text, which become links.

They end where the GitHub Flavored Markdown Spec ends its extended autolinks (6.9). That knows ASCII alone: here the
quotation marks, brackets, commas and stops of other scripts stay outside as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unicodedata import category

from mistune.util import escape_url

if TYPE_CHECKING:
    from collections.abc import Iterator

START = r"(?:[hH][tT][tT][pP][sS]?|[fF][tT][pP])://|www\."
START_CHARS = "hHfFw"

_ASCII_RUN = re.compile(r"[!-;=-~]*")
# The host as far as ASCII goes: letters of any script, digits, hyphens, underscores and dots between them.
_HOST = re.compile(r"[^\x00-,/:-@\[-^`{-\x7f]+")
_BRACKET = re.compile(r"[\[\]]")
_ENTITY = re.compile(r"&[A-Za-z0-9]+;\Z")
_TRAILING = frozenset("?!.,:;*_~'\"")
_MAY_PRECEDE_WWW = frozenset("*_~(")

_LOCAL = "[A-Za-z0-9.+_-]"
_MAIL = re.compile(
    rf"(?:(?<!{_LOCAL})(?P<scheme>(?:mailto|xmpp):))?(?<!{_LOCAL}){_LOCAL}++@"
    r"(?P<domain>[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+)(?:(?<=[A-Za-z])/[A-Za-z0-9@.]*[A-Za-z0-9])?"
)
_GOES_ON = frozenset("-_@")  # behind what would be an address otherwise


def address_end(text: str, start: int, *, in_brackets: bool) -> int | None:
    """Where the web address ends that may begin at `start`; None if none does.

    In the brackets of what may be a link, a bracket that the address doesn't open ends it.
    """
    before = text[start - 1] if start else "\n"
    www = text.startswith("www.", start)
    if www and not (before.isspace() or before in _MAY_PRECEDE_WWW or (before > "\x7f" and category(before)[0] == "P")):
        return None
    if not www and before.isascii() and before.isalpha():
        return None
    end = _run_end(text, start, in_brackets=in_brackets)
    host_start = start if www else text.index("://", start) + 3
    host = _HOST.match(text, host_start, end)
    if not host or not _is_host(host[0]):
        return None
    end = _trimmed(text, start, end)
    return end if end > host_start + (4 if www else 0) else None


def mail_links(text: str) -> Iterator[tuple[str, str]]:
    """A text in parts: those that are no mail addresses with "", and the addresses with what they lead to."""
    position = search = 0
    while match := _MAIL.search(text, search):
        end = match.end() if match["scheme"] == "xmpp:" else match.end("domain")
        before = text[match.start() - 1] if match.start() else "\n"
        # After a letter of another alphabet, what looks like an address is the end of one that isn't written in ASCII.
        part_of_word = "\x7f" < before < "\u2e80" and before.isalpha()
        if not text[match.end("domain") - 1].isalpha() or text[end : end + 1] in _GOES_ON or part_of_word:
            search = text.index("@", match.start()) + 1
            continue
        found = text[match.start() : end]
        yield text[position : match.start()], ""
        yield found, found if match["scheme"] else f"mailto:{found}"
        position = search = end
    yield text[position:], ""


def link_token(text: str, url: str) -> dict[str, Any]:
    """mistune's token of a link that shows its own address; within another link's text it is but text."""
    children = [{"type": "text", "raw": text}]
    return {"type": "link", "children": children, "attrs": {"url": escape_url(url)}, "_autolink": text}


def _run_end(text: str, start: int, *, in_brackets: bool) -> int:
    """The end of an address with all that may belong to it: no white space, no <, no foreign mark, no note."""
    end = start
    while run := _ASCII_RUN.match(text, end):
        end = run.end()
        if (
            end == len(text)
            or text[end] <= " "
            or text[end] in "<\x7f"
            or text[end].isspace()
            or _is_foreign(text[end])
        ):
            break
        end += 1
    citation = text.find("[^", start, end)
    end = end if citation < 0 else citation
    depth = 0
    for match in _BRACKET.finditer(text, start, end) if in_brackets else ():
        depth += 1 if match[0] == "[" else -1
        if depth < 0:
            return match.start()
    return end


def _is_foreign(char: str) -> bool:
    """Whether a character is a quotation mark or bracket, or Chinese or Japanese punctuation."""
    kind = category(char)
    return kind in {"Pi", "Ps", "Pe"} or (kind == "Pf" and char != "’") or (char >= "\u3000" and kind[0] == "P")


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of an address without the marks behind it: stops, quotes, emphasis, brackets that it doesn't open."""
    opened, closed = text.count("(", start, end), text.count(")", start, end)
    while end > start:
        char = text[end - 1]
        if char == ")" and closed > opened:
            closed -= 1
        elif char == ";" and (entity := _ENTITY.search(text, max(start, end - 33), end)):
            end = entity.start()
            continue
        elif char not in _TRAILING and (char <= "\x7f" or category(char)[0] != "P"):
            break
        end -= 1
    return end


def _is_host(host: str) -> bool:
    return host[0].isalnum() and not any("_" in part for part in host.rstrip(".").split(".")[-2:])
