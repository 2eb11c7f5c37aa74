"""The search for markup in HTML, by the HTML Standard's tokenization (13.2.5): tags, comments, and what never ends.

Whoever goes on within a tag that has no end finds others, and each would be read up to the end of the text. So what has
no end is known by the last `>` there is, or where it comes to a place within such a tag: the time grows with the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

SPACE = r"\t\n\f\r "  # the standard's white space, which is less than Python's
_NAME = rf"[A-Za-z][^{SPACE}/>]*+"
_ATTRIBUTE = (
    rf"[^{SPACE}/>][^{SPACE}/>=]*+"
    rf"(?:[{SPACE}]*+=[{SPACE}]*+(?:\"[^\"]*+\"|'[^']*+'|[^{SPACE}\"'>][^{SPACE}>]*+|(?=>))|(?![{SPACE}]*+=))"
)
_PIECE = rf"[{SPACE}/]++|{_ATTRIBUTE}"
_MARKUP = re.compile(
    rf"<(?:(?P<slash>/?)(?P<name>{_NAME})(?>(?:{_PIECE})*)>|!--(?:-?>|.*?--!?>)|(?P<cdata>!\[CDATA\[)|[!?](?!--)[^>]*+>"
    rf"|/(?![A-Za-z])[^>]++>|/>|(?P<endless>!--|[!?]|/?{_NAME}))",
    re.DOTALL,
)
_BEGINNING = re.compile(rf"<(?:(?P<cdata>!\[CDATA\[)|(?P<endless>!--|[!?]|/?{_NAME})|/)")
_PART_OF_TAG = re.compile(_PIECE)


class Found(NamedTuple):
    """Markup and where it stands: a tag's name; or that it is CDATA; or, where it never ends, how it begins."""

    start: int
    end: int
    slash: str | None
    name: str | None
    cdata: str | None
    endless: str | None


class Search:
    """The search for the markup of one text."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._last = html.rfind(">") + 1  # nothing ends behind it
        self._last_of = {">": self._last}
        self._dead: set[int] = set()  # places within tags from which no end of theirs was found

    def next(self, at: int) -> Found | None:
        """The first markup from `at` on."""
        if not self._dead and at < self._last:
            if match := _MARKUP.search(self._html, at, self._last):
                if match["endless"]:
                    self._is_dead(match)
                return Found(match.start(), match.end(), *match.groups())
            at = self._last
        for begun in _BEGINNING.finditer(self._html, at):
            if begun.start() >= self._last or self._is_dead(begun):
                if begun.lastgroup:
                    return Found(*begun.span(), None, None, begun["cdata"], begun["endless"])
            elif match := _MARKUP.match(self._html, begun.start(), self._last):
                return Found(match.start(), match.end(), *match.groups())
        return None

    def end_of(self, mark: str, at: int) -> int | None:
        """Where the first of these marks from `at` on ends; None where there is none."""
        if mark not in self._last_of:
            self._last_of[mark] = self._html.rfind(mark) + 1
        return self._html.index(mark, at) + len(mark) if at < self._last_of[mark] else None

    def _is_dead(self, begun: re.Match[str]) -> bool:
        """Whether a tag has no end. The places that it comes to are then noted."""
        if not begun["endless"] or begun["endless"][0] in "!?":
            return False
        passed = [begun.end()]
        while passed[-1] not in self._dead and (part := _PART_OF_TAG.match(self._html, passed[-1], self._last)):
            passed.append(part.end())
        if self._html.startswith(">", passed[-1]):
            return False
        self._dead.update(passed)
        return True
