"""A conversation in the order it is read: each reply under the comment it answers, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.model import CommentStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    approved = sorted(
        (comment for comment in comments if comment.status is CommentStatus.APPROVED),
        key=lambda comment: (comment.date, comment.id),
    )
    by_id = {comment.id: comment for comment in approved}
    shown = _shown(approved, by_id)
    children: dict[str, list[Comment]] = {}
    for comment in approved:
        if comment.id in shown and comment.reply_to in shown:
            children.setdefault(comment.reply_to, []).append(comment)
    items: list[ThreadItem] = []
    placed: set[str] = set()
    roots = [comment for comment in approved if comment.id in shown and comment.reply_to not in shown]
    # What no root leads to lies on a circle or behind one: the oldest of it becomes a root.
    for root in [*roots, *(comment for comment in approved if comment.id in shown)]:
        stack = [(root, 0)]
        while stack:
            comment, depth = stack.pop()
            if comment.id in placed:
                continue
            placed.add(comment.id)
            parent = by_id.get(comment.reply_to) if depth else None
            items.append(ThreadItem(comment, depth, parent, bool(comment.reply_to) and parent is None))
            stack += [(child, depth + 1) for child in reversed(children.get(comment.id, []))]
    return tuple(items)


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
