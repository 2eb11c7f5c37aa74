"""A conversation as a template shows it: a nested list, opened and closed comment by comment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from blogcli.markup.sanitize import comment_html
from blogcli.render.locale import direction_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogcli.model import Comment
    from blogcli.plan.threads import ThreadItem

MAX_DEPTH = 4  # deeper answers stay at this depth: a phone has no room for more


@dataclass(frozen=True, slots=True)
class ShownComment:
    """A comment with its place in the nested list: `closes` lists end before it, and it `opens` one of its own."""

    comment: Comment
    html: Markup
    direction: str
    parent: Comment | None
    orphan: bool
    opens: bool
    closes: int


def anchor(comment: Comment) -> str:
    """The comment's id in the page."""
    return f"c-{comment.id}"


@lru_cache(maxsize=1024)
def _html(text: str) -> Markup:
    # A post's versions follow one another, each with the same conversation.
    return Markup(comment_html(text))


def shown_comments(thread: tuple[ThreadItem, ...]) -> Iterator[ShownComment]:
    """The conversation in thread order, its text as safe HTML."""
    before = -1
    for item in thread:
        depth = min(item.depth, MAX_DEPTH)
        yield ShownComment(
            comment=item.comment,
            html=_html(item.comment.text),
            direction=direction_of(item.comment.language),
            parent=item.parent,
            orphan=item.orphan,
            opens=depth > before,
            closes=max(0, before - depth),
        )
        before = depth


def last_depth(thread: tuple[ThreadItem, ...]) -> int:
    """How many lists are open after the last comment."""
    return min(thread[-1].depth, MAX_DEPTH) + 1 if thread else 0
