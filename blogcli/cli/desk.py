"""What a moderator sees of one comment: its thread above it, who wrote it and when, its text, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blogcli.cli import console
from blogcli.gathering import UNSAID
from blogcli.names import CommentStatus
from blogcli.triage import KEYS, Action

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogcli.looking import Seen
    from blogcli.model import Comment
    from blogcli.spam.score import Score

_MOST = 200  # lines of a text; what is longer says so
_PARENT = 6  # lines of the comment that is answered

HELP = """\
a approve: the next render shows it
x reject: it stays in the tree and is never shown
s spam: the same, and told apart from what was rejected
e edit its file in your editor, then decide
r reply as the blog's author in your editor, then decide
n next: leave it for later
u undo the last decision, and the one before it, and so on
q quit, or Ctrl-D; what was decided stays"""

_GAP = "   "


def lines_of(seen: Seen, place: str, width: int, score: Score | None = None) -> Iterator[str]:
    """The lines of a screen `width` cells wide, safe to print.

    `place` is the comment's among those that wait, and its post; `score` is what speaks for its being spam.
    """
    wrap = _Wrapper(max(width - 1, 8))  # some terminals break a line that is full
    yield from wrap(place)
    yield ""
    if seen.lost:
        yield from wrap(f"It answers {seen.lost}, which isn't there.", "  ")
    if seen.more:
        yield "  …"
    for comment in seen.above[:-1]:
        yield from wrap.first(f"{_who(comment)}: {console.on_one_line(comment.text)}", 1, "  ")
    for comment in seen.above[-1:]:
        yield from wrap(f"{_who(comment)}:", "  ")
        yield from wrap.first(comment.text.strip("\n"), _PARENT, "  | ")
    if seen.above or seen.lost:
        yield ""
    yield from _whole(seen, wrap, score)


def _whole(seen: Seen, wrap: _Wrapper, score: Score | None) -> Iterator[str]:
    comment = seen.comment
    if comment is None:
        yield from wrap(f"{seen.ref.path.name} can't be shown on the site:")
        for fault in seen.faults:
            line = f"line {fault.line}: " if fault.line else ""
            yield from wrap(f"{line}{fault.message}", "  ")
        yield ""
        yield from wrap.first(seen.data.decode("utf-8", "replace").rstrip("\n"), _MOST)
        return
    yield from wrap(_who(comment))
    facts = [comment.url, comment.source, "" if comment.language == UNSAID else str(comment.language), comment.id]
    yield from wrap(" · ".join(filter(None, facts)))
    if score and score.points:
        yield from wrap(f"Spam score {score.points}: {'; '.join(reason.text for reason in score.reasons)}")
    yield ""
    if comment.removed:
        yield from wrap("(It was removed, and has no text.)")
    yield from wrap.first(comment.text.strip("\n"), _MOST)


def _who(comment: Comment) -> str:
    name = comment.author or "(anonymous)"
    marks = ["the author"] if comment.by_author else []
    if comment.status not in (CommentStatus.APPROVED, CommentStatus.PENDING):
        marks.append(comment.status.value)
    marked = f" ({', '.join(marks)})" if marks else ""
    return f"{name}{marked}, {comment.date:%Y-%m-%d %H:%M}"


def answered(seen: Seen) -> str:
    """What the editor shows below an answer: the comment that is answered, safe to print."""
    lines = ["# Write your answer above; from that line on all is dropped. You answer:", "#"]
    if seen.comment:
        lines += [f"# {console.on_one_line(_who(seen.comment))}:", "#"]
        lines += [f"# > {line}".rstrip() for line in console.visible(seen.comment.text.strip("\n")).splitlines()]
    else:
        lines += [f"# {console.on_one_line(seen.ref.path.name)}, which can't be shown"]
    return "\n".join(lines)


def keys_of(width: int, *, ended: bool = False) -> list[str]:
    """The keys and what they do, in lines of so many cells; those that mean something still where all has `ended`."""
    lines: list[str] = []
    for key, action in KEYS.items():
        hint = f"{key} {action.value}"
        if ended and action not in (Action.UNDO, Action.QUIT):
            continue
        if lines and len(lines[-1]) + len(_GAP) + len(hint) < width:
            lines[-1] += _GAP + hint
        else:
            lines.append(hint)
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of so many cells, safe to print."""
    return list(_Wrapper(max(width - 1, 8))(text))


class _Wrapper:
    """Breaks texts into lines by the cells that they take, and shows what could fool a terminal."""

    def __init__(self, width: int) -> None:
        from rich.console import Console

        self._width = width
        self._console: Any = Console(width=width, no_color=True)

    def __call__(self, text: str, before: str = "") -> Iterator[str]:
        from rich.text import Text

        for line in console.visible(text).expandtabs(4).split("\n"):
            parts = Text(line).wrap(self._console, max(self._width - len(before), 4)) if line else [""]
            yield from (f"{before}{str(part).rstrip()}" for part in parts)

    def first(self, text: str, most: int, before: str = "") -> Iterator[str]:
        """The first lines of a text, and a word about how many more there are."""
        lines = list(self(text, before))
        yield from lines[:most]
        if most == 1 < len(lines):
            return
        if len(lines) > most:
            yield from self(f"… {len(lines) - most} more lines: blogcli comment show", before)
