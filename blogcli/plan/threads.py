"""A conversation in the order it is read: each reply under the comment it answers, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.names import CommentStatus, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from blogcli.model import Comment


@dataclass(frozen=True, slots=True)
class ThreadItem:
    """A comment and its place: `depth` 0 stands at top level.

    `parent` is the comment it answers, where that one is shown; `orphan` says that it answers one that is not.
    """

    comment: Comment
    depth: int
    parent: Comment | None
    orphan: bool


def count(items: Iterable[ThreadItem]) -> int:
    """How many comments there are to read; the place of a removed one doesn't count."""
    return sum(1 for item in items if not item.comment.removed)


def thread(comments: Iterable[Comment]) -> tuple[ThreadItem, ...]:
    """Approved comments, depth first. A removed one keeps its place only while an answer to it is shown.

    Replies that go in a circle (files edited by hand) start at the oldest. It doesn't recurse, and but for sorting it
    takes linear time, so a thread may be as deep as it likes.
    """
    approved = [comment for comment in comments if comment.status is CommentStatus.APPROVED]
    return _Thread(sorted(approved, key=_age)).items()


def _age(comment: Comment) -> tuple[datetime, tuple[str, str]]:
    return comment.date, in_order(comment.id)


class _Thread:
    """Comments, oldest first, being put in their places."""

    def __init__(self, approved: list[Comment]) -> None:
        self.by_id = {comment.id: comment for comment in approved}
        shown = _shown(approved, self.by_id)
        self.shown = {comment.id: comment for comment in approved if comment.id in shown}
        self.answers: dict[str, list[Comment]] = {}
        for comment in self.shown.values():
            self.answers.setdefault(comment.reply_to, []).append(comment)
        self.placed: dict[str, ThreadItem] = {}

    def items(self) -> tuple[ThreadItem, ...]:
        for comment in self.shown.values():
            if comment.reply_to not in self.shown:
                self._place(comment)
        for comment in self.shown.values():
            if comment.id not in self.placed:  # no root leads here: it lies on a circle or behind one
                self._place(self._start_of_circle(comment))
        return tuple(self.placed.values())

    def _place(self, root: Comment) -> None:
        stack = [(root, 0)]
        while stack:
            comment, depth = stack.pop()
            if comment.id not in self.placed:
                parent = self.shown[comment.reply_to] if depth else None
                orphan = bool(comment.reply_to) and comment.reply_to not in self.shown
                self.placed[comment.id] = ThreadItem(comment, depth, parent, orphan)
                stack += [(answer, depth + 1) for answer in reversed(self.answers.get(comment.id, []))]

    def _start_of_circle(self, comment: Comment) -> Comment:
        walked: dict[str, Comment] = {}
        while comment.id not in walked:
            walked[comment.id] = comment
            comment = self.shown[comment.reply_to]
        ids = list(walked)
        return min((walked[name] for name in ids[ids.index(comment.id) :]), key=_age)


def _shown(comments: list[Comment], by_id: dict[str, Comment]) -> set[str]:
    shown: set[str] = set()
    for comment in comments:
        if comment.removed:
            continue
        step: Comment | None = comment
        while step and step.id not in shown:
            shown.add(step.id)
            step = by_id.get(step.reply_to)
            if step and not step.removed:
                break
    return shown
