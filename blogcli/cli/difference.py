"""What changed in an original and its translation: lines for a pipe, in colour and side by side on a wide terminal."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.text import Text

from blogcli.cli import console
from blogcli.cli.words import Piece, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from blogcli.comparison import Comparison, Passage

T = TypeVar("T")
WIDE = 100  # columns from which two texts stand side by side

_GONE, _GONE_LINE, _CAME, _HEAD = "red", "red strike", "green", "bold"
_GONE_WORD, _CAME_WORD = "bold red strike", "bold green underline"
_LACKING = {"added": "not translated yet: goes below this block", "removed": "nothing to take out"}
_IN_LINES = ("code", "table", "HTML")  # where a line break means something, lines are compared
_SPACED = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff]")  # what stands in a word that spaces tell from others


@dataclass(frozen=True, slots=True)
class _Shown:
    """A passage with the file it is in, that of the other version, and what to say of each."""

    passage: Passage
    path: Path
    what: str
    other: Path
    there: str
    own: bool = False

    def in_order(self, here: T, there: T) -> tuple[T, T]:
        """What belongs to the passage and to the other version, the original first."""
        return (there, here) if self.own else (here, there)


def print_difference(found: Comparison, *, terminal: bool) -> None:
    """Print what changed, a piece for each block.

    `terminal` says whether stdout is one; without colour (NO_COLOR, a dumb terminal) what changed is marked by signs.
    Texts that run from right to left never stand side by side: many terminals would turn the whole line round.
    """
    shown = [*_of_source(found), *_of_own(found)]
    texts = (text for each in shown for text in (each.passage.then, each.passage.now, each.passage.beside) if text)
    out = Console(highlight=False, soft_wrap=True) if terminal else None
    if out is not None and out.width >= WIDE and not any(map(_turns, texts)):
        lines = _side_by_side(shown, out)
    else:
        lines = _one_below_the_other(shown, out)
    for line in lines:
        print(line.plain) if out is None else out.print(line)


def _of_source(found: Comparison) -> Iterator[_Shown]:
    for passage in found.passages:
        lacking = _LACKING.get(passage.change, "no translation: goes below this block")
        there = lacking if passage.beside is None else "its translation"
        yield _Shown(passage, found.source_path, f"{passage.kind} {_change(passage)}", found.path, there)


def _change(passage: Passage) -> str:
    if passage.change == "removed":
        return "removed from below this block"
    if passage.from_line is not None:
        return f"moved here from below line {passage.from_line}"
    return passage.change


def _of_own(found: Comparison) -> Iterator[_Shown]:
    for passage in found.own:
        added = passage.change == "added"
        what = f"only in {found.path.name}" if added else f"gone from {found.path.name}, from below this block"
        there = "nothing beside it" if passage.beside is None else f"still in {found.source_path.name}"
        yield _Shown(passage, found.path, f"{passage.kind} {what}", found.source_path, there, own=True)


def _turns(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def _has_colour(out: Console) -> bool:
    return out.color_system is not None and not out.no_color


def _pieces(passage: Passage, then: str, now: str) -> list[Piece]:
    return pieces(then, now, by_lines=passage.kind in _IN_LINES)


def _one_below_the_other(shown: Sequence[_Shown], out: Console | None) -> Iterator[Text]:
    """For each passage its old text, its new one and the other version's, with words marked where there are colours.

    On a terminal lines are broken between words.
    """
    for place, each in enumerate(shown):
        passage = each.passage
        if place:
            yield Text()
        then, now, beside = (_broken(passage, text, out) for text in (passage.then, passage.now, passage.beside))
        marked = out is not None and _has_colour(out) and then and now
        found = _pieces(passage, then or "", now or "") if marked else []
        yield from _fitted("", Text(f"{_where(each.path, passage.line)} {each.what}", _HEAD), out)
        if passage.change != "moved":
            yield from _signed("-", then, found, (_GONE, _GONE_WORD), out)
        yield from _signed("+", now, found, (_CAME, _CAME_WORD), out)
        yield from _fitted("", Text(f"{_where(each.other, passage.beside_line)} {each.there}", _HEAD), out)
        yield from _signed(" ", beside, [], ("", ""), out)


def _broken(passage: Passage, text: str | None, out: Console | None) -> str | None:
    return text if text is None or out is None else _flowing(passage.kind, text)


def _signed(
    sign: str, text: str | None, found: Sequence[Piece], styles: tuple[str, str], out: Console | None
) -> Iterator[Text]:
    """A text's lines behind a sign, its words that the other text has not marked."""
    if text is None:
        return
    whole, word = styles
    drawn = Text("", whole)
    for piece in found or [Piece(text, text)]:
        part = piece.then if sign == "-" else piece.now
        drawn.append(console.visible(part), word if piece.kind == sign else None)
    if found and drawn.plain.endswith("\n"):
        drawn.right_crop()
    for line in drawn.split("\n", allow_blank=True):
        yield from _fitted(f"{sign} ", line, out)


def _fitted(sign: str, line: Text, out: Console | None) -> Iterator[Text]:
    """A line behind its sign; on a terminal as many as it takes, the others behind spaces."""
    lines = line.wrap(out, max(out.width - len(sign), 8), overflow="fold") if out is not None else [line]
    for place, part in enumerate(lines):
        if out is not None:
            part.rstrip()
        yield Text.assemble((sign if line else sign.rstrip(), line.style) if not place else " " * len(sign), part)


def _where(path: Path, line: int) -> str:
    return console.visible(f"{console.here(path)}:{line}:")


def _side_by_side(shown: Sequence[_Shown], out: Console) -> Iterator[Text]:
    """The original's file on the left and the translation's on the right, with what went and came marked in each."""
    half = (out.width - 3) // 2

    def rows(*columns: Text) -> Iterator[Text]:
        left, right = (text.wrap(out, half, overflow="fold") for text in columns)
        for a, b in zip_longest(left, right, fillvalue=Text()):
            a.rstrip()
            line = Text.assemble(a, " " * (half - a.cell_len), (" │ ", "dim"), b)
            line.rstrip()
            yield line

    yield from rows(
        *(Text(console.visible(console.here(path)), _HEAD) for path in shown[0].in_order(shown[0].path, shown[0].other))
    )
    yield Text("─" * (half + 1) + "┼" + "─" * (half + 1), "dim")
    for place, each in enumerate(shown):
        if place:
            yield from rows(Text(), Text())
        passage = each.passage
        heads = f"{passage.line}: {each.what}", f"{passage.beside_line}: {each.there}"
        texts = _merged(passage, colour=_has_colour(out)), Text(console.visible(_flowing(passage.kind, passage.beside)))
        yield from rows(*each.in_order(*(Text(head, _HEAD) for head in heads)))
        yield from rows(*each.in_order(*texts))


def _merged(passage: Passage, *, colour: bool) -> Text:
    """What a block says, and within it what it said before."""
    then, now = (_flowing(passage.kind, text) for text in (passage.then, passage.now))
    if passage.change == "moved" or (passage.then is None and passage.change == "changed"):
        return Text(console.visible(now))  # what it said is the same, or isn't known
    one = passage.then is None or passage.now is None
    found = [Piece(then, now)] if one else _pieces(passage, then, now)
    drawn, before = Text(), ""
    for piece in found:
        kind, text = piece.kind, console.visible(piece.now or piece.then)
        said = text.removesuffix("\n")
        if not text:
            continue  # it isn't known
        if kind == " ":
            drawn.append(text)
        elif colour:
            if (before, kind) == ("-", "+") and _SPACED.match(drawn.plain[-1]) and _SPACED.match(text):
                drawn.append(" ")
            _draw(drawn, text, kind, alone=said != text or len(found) == 1)
        else:
            drawn.append((f"[-{said}-]" if kind == "-" else f"{{+{said}+}}") + text[len(said) :])
        before = kind
    drawn.rstrip()
    return drawn


def _draw(drawn: Text, text: str, kind: str, *, alone: bool) -> None:
    """Add what went or came in its colours, but for the spaces around; lighter where it fills lines of its own."""
    style = (_GONE_LINE if alone else _GONE_WORD) if kind == "-" else (_CAME if alone else _CAME_WORD)
    start = len(drawn)
    drawn.append(text)
    for line in re.finditer(r"\S(?:.*\S)?", text):
        drawn.stylize(style, start + line.start(), start + line.end())


def _flowing(kind: str, text: str | None) -> str:
    """A text to be broken into lines anew, where its own line breaks mean nothing."""
    text = text or ""
    return re.sub(r"(?<!  )(?<!\\)\n", " ", text) if kind in ("paragraph", "heading") else text
