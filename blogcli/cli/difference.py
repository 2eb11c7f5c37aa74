"""What changed in an original, as lines for a pipe, or in colour and side by side on a terminal that is wide enough."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from blogcli.cli import console

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from blogcli.comparison import Comparison, Passage

WIDE = 100  # columns from which two texts stand side by side

_GONE, _CAME, _GONE_WORD, _CAME_WORD, _HEAD = "red", "green", "bold red strike", "bold green underline", "bold"
# Words; where no spaces tell them, characters.
_WORDS = re.compile(r"\s+|[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+|.", re.DOTALL)
_MOST_WORDS = 4000  # of a block that are compared: the time it takes grows with their square

Piece = tuple[str, str]  # "-", "+" or " ", and a text


def print_difference(found: Comparison, *, terminal: bool) -> None:
    """Print what changed, a piece for each block.

    `terminal` says whether stdout is one; without colour (NO_COLOR, a dumb terminal) what changed is marked by signs.
    """
    out = Console(highlight=False, soft_wrap=True) if terminal else None
    if out is not None and out.width >= WIDE:
        out = Console(highlight=False)
        out.print(_table(found, colour=_has_colour(out), width=out.width))
        return
    for place, passage in enumerate(found.passages):
        lines = list(_lines(found, passage, words=out is not None and _has_colour(out)))
        for line in [Text(), *lines] if place else lines:
            print(line.plain) if out is None else out.print(line)


def _has_colour(out: Console) -> bool:
    return out.color_system is not None and not out.no_color


def _lines(found: Comparison, passage: Passage, *, words: bool) -> Iterator[Text]:
    yield Text(_head(found.source_path, passage), _HEAD)
    pieces = _pieces(passage.then or "", passage.now or "") if words and passage.then and passage.now else []
    if passage.change != "moved":
        yield from _marked("-", passage.then, pieces, _GONE, _GONE_WORD)
    yield from _marked("+", passage.now, pieces, _CAME, _CAME_WORD)
    yield Text(f"{_where(found.path, passage.mine_line)} {_beside(passage)}", _HEAD)
    if passage.mine is not None:
        yield from (Text(f"  {line}".rstrip()) for line in console.visible(passage.mine).split("\n"))


def _marked(sign: str, text: str | None, pieces: Sequence[Piece], whole: str, word: str) -> Iterator[Text]:
    """A text's lines behind a sign, its words that the other text has not marked."""
    if text is None:
        return
    drawn = Text("", whole)
    for kind, part in pieces or [(" ", text)]:
        if kind in (" ", sign):
            drawn.append(console.visible(part), word if kind == sign else None)
    for line in drawn.split("\n", allow_blank=True):
        yield Text.assemble((f"{sign} ", whole), line)


def _head(path: Path, passage: Passage) -> str:
    return f"{_where(path, passage.line)} {_what(passage)}"


def _what(passage: Passage) -> str:
    return f"{passage.kind} {passage.change}{' below' if passage.change == 'removed' else ''}"


def _beside(passage: Passage) -> str:
    return "beside it" if passage.mine is not None else "nothing yet; its place is below"


def _where(path: Path, line: int) -> str:
    return console.visible(f"{console.here(path)}:{line}:")


def _table(found: Comparison, *, colour: bool, width: int) -> Table:
    """Both texts, the original with what went and came marked in it."""
    table = Table.grid(padding=(0, 2, 0, 0))
    half = (width - 4) // 2
    table.add_column(width=half, overflow="fold")
    table.add_column(width=half, overflow="fold")
    for place, passage in enumerate(found.passages):
        if place:
            table.add_row()
        right = f"{_where(found.path, passage.mine_line)} {_beside(passage)}"
        table.add_row(Text(_head(found.source_path, passage), _HEAD), Text(right, _HEAD))
        table.add_row(_merged(passage, colour=colour), Text(console.visible(_flowing(passage.kind, passage.mine))))
    return table


def _merged(passage: Passage, *, colour: bool) -> Text:
    """What the original says, and within it what it said before."""
    then, now = (_flowing(passage.kind, text) for text in (passage.then, passage.now))
    if passage.change == "moved":
        return Text(console.visible(now))
    if passage.then is None and passage.change == "changed":
        return Text(console.visible(now))  # what it said isn't known
    drawn = Text()
    for kind, part in _pieces(then, now):
        text = console.visible(part)
        if kind == " ":
            drawn.append(text)
        elif colour:
            drawn.append(text, _GONE_WORD if kind == "-" else _CAME_WORD)
        else:
            drawn.append(f"[-{text}-]" if kind == "-" else f"{{+{text}+}}")
    return drawn


def _flowing(kind: str, text: str | None) -> str:
    """A text to be broken into lines anew, where its own line breaks mean nothing."""
    text = text or ""
    return re.sub(r"(?<!  )(?<!\\)\n", " ", text) if kind in ("paragraph", "heading") else text


def _pieces(then: str, now: str) -> list[Piece]:
    """Two texts as one: what both have, what went, what came."""
    old: list[str] = _WORDS.findall(then)
    new: list[str] = _WORDS.findall(now)
    if max(len(old), len(new)) > _MOST_WORDS:
        return [("-", then), ("+", now)]
    a_words, b_words = ([" " if word.isspace() else word for word in words] for words in (old, new))
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(a=a_words, b=b_words, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append((" ", "".join(new[c:d])))
        else:
            pieces += [("-", "".join(old[a:b])), ("+", "".join(new[c:d]))]
    return _closed([piece for piece in pieces if piece[1]])


def _closed(pieces: list[Piece]) -> list[Piece]:
    """The pieces with single spaces between two changes taken into these: words changed in a row are one change."""
    closed: list[Piece] = []
    went = came = ""
    for place, (kind, text) in enumerate(pieces):
        within = kind == " " and text.isspace() and (went or came) and place + 1 < len(pieces)
        if kind == "-" or within:
            went += text
        if kind == "+" or within:
            came += text
        if kind == " " and not within:
            closed += [piece for piece in (("-", went), ("+", came)) if piece[1]] + [(kind, text)]
            went = came = ""
    return closed + [piece for piece in (("-", went), ("+", came)) if piece[1]]
