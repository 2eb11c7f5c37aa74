"""A conversation as a template shows it: a nested list, opened and closed comment by comment."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from blogcli.markup.sanitize import comment_html
from blogcli.render.locale import direction_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogcli.model import Comment
    from blogcli.plan.threads import ThreadItem
    from blogcli.render.locale import Speech

MAX_DEPTH = 4  # deeper answers stay at this depth: a phone has no room for more


class ShownComment(NamedTuple):
    """A comment with its place in the nested list: `closes` lists end before it, and it `opens` one of its own.

    `anchor` is its id in the page and `name` its author's, "" where it was removed; the parent's are those of the
    comment it answers, "" where none is shown. `language` is named only where it is not the page's. `when` is its date
    in words, and `iso` for machines.
    """

    comment: Comment
    anchor: str
    name: str
    when: str
    iso: str
    language: str
    html: Markup
    direction: str
    parent: Comment | None
    parent_anchor: str
    parent_name: str
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


def shown_comments(thread: tuple[ThreadItem, ...], said: Speech) -> Iterator[ShownComment]:
    """The conversation in thread order as one language shows it, its text as safe HTML."""
    before = -1
    for item in thread:
        comment, depth = item.comment, min(item.depth, MAX_DEPTH)
        language = comment.language
        yield ShownComment(
            comment=comment,
            anchor=anchor(comment),
            name=_name(comment, said),
            when=said.date_time(comment.date),
            iso=comment.date.isoformat(),
            language="" if comment.removed or language == said.tag else said.isolated(said.name_of(language)),
            html=_html(comment.text),
            direction=direction_of(language),
            parent=item.parent,
            parent_anchor=anchor(item.parent) if item.parent else "",
            parent_name=_name(item.parent, said) if item.parent else "",
            orphan=item.orphan,
            opens=depth > before,
            closes=max(0, before - depth),
        )
        before = depth


def _name(comment: Comment, said: Speech) -> str:
    return "" if comment.removed else said.isolated(comment.author or said.words("Anonymous"))


def last_depth(thread: tuple[ThreadItem, ...]) -> int:
    """How many lists are open after the last comment."""
    return min(thread[-1].depth, MAX_DEPTH) + 1 if thread else 0
