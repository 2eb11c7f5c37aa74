"""What a link's address may begin with: authors and readers, and what browsers make of it (WHATWG URL)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Set

_WEB = ("http:", "https:", "mailto:")
_WHOLE = re.compile(r"(?i)https?://(?:[\w\[]|%[89A-F])|mailto:[^\s]")
_PROGRAMS = ("javascript:", "vbscript:", "data:text/html")  # they run in the page
# Browsers pass over some of these in a scheme and before it; nobody writes the others there.
_PASSED_OVER = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")


def is_program(url: str) -> bool:
    """Whether an address runs as a program, however it is disguised."""
    return (":" in url or "%" in url) and _bare(url).startswith(_PROGRAMS)


def leads_elsewhere(url: str) -> bool:
    """Whether an address says whole where it leads: a web address with its host, or a mail address.

    Browsers read `https:a` and `https:/a` by the page they are on, and both slashes alike (WHATWG URL, section 4.4).
    """
    return _WHOLE.match(url) is not None


def may_stand_in_a_post(url: str) -> bool:
    """Whether a guest may link to an address: whole, or a way from the post itself, which `render` follows."""
    bare = _bare(url)
    if bare.startswith(_WEB):
        return leads_elsewhere(url)
    return bool(bare) and not bare.startswith(("/", "\\", "?"))


def has_scheme_of(url: str, schemes: Set[str]) -> bool:
    """Whether an address has one of these schemes, or none."""
    scheme, colon, _ = re.split("[/?#]", _bare(url), maxsplit=1)[0].partition(":")
    return not colon or scheme in schemes


def _bare(url: str) -> str:
    for _ in range(3):  # it may be percent-encoded more than once
        url = unquote(url)
    return _PASSED_OVER.sub("", url).lower()
