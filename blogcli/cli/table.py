"""Records as a table on a terminal: a line each, as wide as it has room for, and no id cut or broken."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import bidirectional

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_GAP = 2

_HEADERS = {"language": "LANG"}  # the word would take thrice the room of what stands below it

# The columns that may be cut, and how many cells of them are worth showing. The others are whole or not there: ids
# and paths are there to be copied.
_LEAST = {"title": 12, "text": 10, "author": 12, "detail": 16}

# However narrow the terminal, this many columns are shown: an id alone doesn't say which version or state it is about.
_ALWAYS = 2

_ISOLATE, _END = "\u2068", "\u2069"


def table(rows: Sequence[Mapping[str, str]], columns: Sequence[str], worth: Sequence[str], width: int) -> Iterator[str]:
    """The lines of a table `width` cells wide, a header first.

    `columns` are in the order they stand in, `worth` has those to show, the most wanted first: what there is no room
    for is left out. A date goes without its time. What the rows hold is on one line and safe to print.
    """
    shown = [{column: _HEADERS.get(column, column.upper()) for column in worth}]
    shown += [{column: _short(row[column]) if column == "date" else row[column] for column in worth} for row in rows]
    natural = {column: max(cell_len(row[column]) for row in shown) for column in worth}
    widths = _fit(natural, worth, width)
    for row in shown:
        cells = (_cell(row[column], column, widths[column]) for column in columns if column in widths)
        yield (" " * _GAP).join(cells).rstrip()


def _short(date: str) -> str:
    return date[: len("2026-03-01")]


def _fit(natural: Mapping[str, int], worth: Sequence[str], width: int) -> dict[str, int]:
    """How wide each column is that there is room for; the room that is left goes to those that may be cut."""
    widths: dict[str, int] = {}
    left = width + _GAP
    for place, column in enumerate(worth):
        need = min(natural[column], _LEAST.get(column, natural[column]))
        if place < _ALWAYS or need + _GAP <= left:
            widths[column] = need
            left -= need + _GAP
    for column in _LEAST:
        if column in widths:
            more = max(0, min(left, natural[column] - widths[column]))
            widths[column] += more
            left -= more
    return widths


def _cell(text: str, column: str, width: int) -> str:
    if column not in _LEAST:
        return text + " " * (width - cell_len(text))
    shown = cut(text, width)
    return shown + " " * (width - cell_len(shown))


def cut(text: str, width: int) -> str:
    """As much of a text as so many cells hold, its place in the line kept."""
    kept = text
    if cell_len(text) > width:
        kept = ""
        for char in text:
            if cell_len(kept + char) >= width:
                break
            kept += char
        kept = f"{kept.rstrip()}…"
    # Two neighbours that run from right to left would change places on a terminal that knows such scripts.
    turned = any(bidirectional(char) in ("R", "AL") for char in kept)
    return f"{_ISOLATE}{kept}{_END}" if turned else kept
