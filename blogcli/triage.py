"""Comments that wait for a decision: the queue, what is decided and taken back, and decisions written as a list.

All of it is pure: a comment is a name here, `<folder>/<id>`, and whoever decides does so elsewhere.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from blogcli.errors import SourceError, raise_all
from blogcli.names import CommentStatus

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Action(Enum):
    """What a key asks for; the value is how a person calls it."""

    APPROVE = "approve"
    REJECT = "reject"
    SPAM = "spam"
    EDIT = "edit"
    REPLY = "reply"
    SKIP = "skip"
    UNDO = "undo"
    QUIT = "quit"
    HELP = "help"


KEYS = {
    "a": Action.APPROVE,
    "x": Action.REJECT,
    "s": Action.SPAM,
    "e": Action.EDIT,
    "r": Action.REPLY,
    "n": Action.SKIP,
    "u": Action.UNDO,
    "q": Action.QUIT,
    "?": Action.HELP,
}
DECISIONS = {
    Action.APPROVE: CommentStatus.APPROVED,
    Action.REJECT: CommentStatus.REJECTED,
    Action.SPAM: CommentStatus.SPAM,
}
_WORDS = {action.value: status for action, status in DECISIONS.items()}


class Step(NamedTuple):
    """What was done with a comment: the status it was given and the one it had, or None where it was skipped."""

    name: str
    status: CommentStatus | None
    was: CommentStatus


@dataclass(frozen=True, slots=True)
class Queue:
    """Comments that wait, the first of them in hand, and the steps that were taken, the last of them last.

    `known` are all that were ever in it: one that was skipped, or has gone, doesn't come again by itself.
    """

    waiting: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    known: frozenset[str] = frozenset()

    @property
    def current(self) -> str | None:
        """The comment in hand; None where none is left."""
        return self.waiting[0] if self.waiting else None

    def joined(self, names: Iterable[str]) -> Queue:
        """With those that were never in it at its end."""
        new = tuple(name for name in dict.fromkeys(names) if name not in self.known)
        return replace(self, waiting=self.waiting + new, known=self.known.union(new))

    def passed(self, status: CommentStatus | None, was: CommentStatus) -> Queue:
        """The comment in hand got a status, or was skipped; the next one is in hand."""
        step = Step(self.waiting[0], status, was)
        return replace(self, waiting=self.waiting[1:], steps=(*self.steps, step))

    def dropped(self) -> Queue:
        """Without the comment in hand, on which nothing is left to decide."""
        return replace(self, waiting=self.waiting[1:])

    def back(self) -> Queue:
        """Without the last step: its comment is in hand again. The same where there is no step."""
        if not self.steps:
            return self
        return replace(self, waiting=(self.steps[-1].name, *self.waiting), steps=self.steps[:-1])

    def summary(self) -> str:
        """What came of it, as in `5 approved, 1 spam, 2 left`."""
        counts = Counter(step.status for step in self.steps)
        left = len(self.waiting) + counts[None]
        done = [f"{counts[status]} {status.value}" for status in DECISIONS.values() if counts[status]]
        return ", ".join([*done, f"{left} left"])


class Line(NamedTuple):
    """A decision in a list: the line it stands in, from 1, the status it gives, and the comment as it was typed."""

    number: int
    status: CommentStatus
    name: str


def read_decisions(text: str, source: Path) -> list[Line]:
    """A list of decisions, one a line: `approve`, `reject` or `spam`, then a COMMENT.

    From a # that begins a line, or stands behind a space, to the line's end is a note. SourceError or Problems, with
    `source` and the line, for whatever else stands there.
    """
    found, problems = [], []
    for number, line in enumerate(text.splitlines(), 1):
        word, _, name = f" {line}".partition(" #")[0].strip().partition(" ")
        if word in _WORDS and name.strip():
            found.append(Line(number, _WORDS[word], name.strip()))
        elif word:
            hint = f"a line is one of {', '.join(_WORDS)}, and a comment"
            problems.append(SourceError(source, f"'{line.strip()}' is not a decision", line=number, hint=hint))
    raise_all(problems)
    return found
