"""Unresolved merges: the lines that git leaves in a text where two sides differ."""

from __future__ import annotations

import re

# They stand one after the other, with the lines of the two sides between them.
_MARKS = (r"^<{7} ", r"^={7}\r?$", r"^>{7} ")  # compiled when needed: every command imports this


def merge_in(text: str) -> tuple[int, int] | None:
    """Return where the first unresolved merge of a text begins, and where its last mark does; None without one.

    The marks are looked for one by one: a single pattern for all three would take time that grows with the cube of
    their number.
    """
    if "<<<<<<<" not in text:
        return None
    position, places = 0, []
    for mark in _MARKS:
        found = re.compile(mark, re.MULTILINE).search(text, position)
        if not found:
            return None
        places.append(found.start())
        position = found.end()
    return places[0], places[-1]
