"""Rows for a terminal of any width: side by side where they fit, else one below the other, and nothing of them lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from blogcli.cli.table import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GAP = "  "
_BELOW = "  "  # before what stands below the line it belongs to
_WORTH_CUTTING = 12  # cells from which on a part of a title tells more than its place would
_MOST_LINES = 3  # of a detail


def filled(text: str, width: int, below: str = "") -> list[str]:
    """A text in lines of so many cells, `below` before each but the first; a word too long is left to the terminal."""
    return _packed(text.split(" "), width, " ", below)


def packed(parts: Iterable[str], width: int) -> list[str]:
    """Parts in lines of so many cells, a few on a line; only one that is too long for a line is broken, at a space."""
    return _packed(parts, width, _GAP, _BELOW)


def _packed(parts: Iterable[str], width: int, gap: str, below: str) -> list[str]:
    lines = [""]
    for part in parts:
        for piece in _broken(part, width - len(below)):
            if lines[-1] and cell_len(lines[-1] + gap + piece) > width:
                lines.append(below + piece)
            else:
                lines[-1] += f"{gap if lines[-1] else ''}{piece}"
    return lines


def _broken(part: str, room: int) -> list[str]:
    return filled(part, room) if " " in part and cell_len(part) > room else [part]


def laid_out(rows: Sequence[Sequence[str]], width: int) -> Iterator[list[str]]:
    """The lines of each row: in columns if it has room in a line, for its cells are names, and whole."""
    short = [row for row in rows if cell_len(_GAP.join(row)) <= width]
    widths = [max(map(cell_len, column)) for column in zip(*short, strict=True)]
    in_columns = sum(widths) + len(_GAP) * (len(widths) - 1) <= width
    for row in rows:
        if in_columns and row in short:
            cells = (cell + " " * (room - cell_len(cell)) for cell, room in zip(row, widths, strict=True))
            yield [_GAP.join(cells)]
        else:
            yield packed(row, width)


def with_title(lines: list[str], title: str, width: int) -> list[str]:
    """A row's lines with a title or a name, cut to the room there is."""
    if not title:
        return lines
    room = width - cell_len(lines[-1] + _GAP)
    if room >= min(cell_len(title), _WORTH_CUTTING):
        return [*lines[:-1], f"{lines[-1]}{_GAP}{cut(title, room)}"]
    return [*lines, _BELOW + cut(title, width - len(_BELOW))]


def with_detail(lines: list[str], detail: str, width: int) -> list[str]:
    """A row's lines with a detail, which is whole unless it has no end."""
    if not detail:
        return lines
    if cell_len(lines[-1] + _GAP + detail) <= width:
        return [*lines[:-1], f"{lines[-1]}{_GAP}{detail}"]
    more = filled(detail, width - len(_BELOW))
    if len(more) > _MOST_LINES:
        *more, last = more[:_MOST_LINES]
        room = width - len(_BELOW) - len(" ...")
        more.append(f"{filled(last, room)[0]} ...")
    return [*lines, *(_BELOW + line for line in more)]
