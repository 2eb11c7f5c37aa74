"""A conversation as a template shows it: a nested list, opened and closed comment by comment."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from blogcli.content.records import comments_of
from blogcli.markup.sanitize import comment_html
from blogcli.plan.threads import thread
from blogcli.render.locale import direction_of

if TYPE_CHECKING:
    from blogcli.model import Comment, Talk
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
    iso: str
    html: Markup
    direction: str
    parent: Comment | None
    parent_anchor: str
    orphan: bool
    opens: bool
    closes: int
    # From here on as the page's language has it.
    name: str
    parent_name: str
    when: str
    language: str


# What is the same in every language: a ShownComment's fields up to `closes`.
_Placed = tuple["Comment", str, str, Markup, str, "Comment | None", str, bool, bool, int]


def anchor(comment: Comment) -> str:
    """The comment's id in the page."""
    return f"c-{comment.id}"


def shown_comments(talk: Talk, said: Speech) -> tuple[list[ShownComment], int]:
    """The conversation in thread order as one language shows it, and how many lists are open after its last comment."""
    placed, still_open = _placed(talk)
    names = {"": ""}  # by the comments' anchors; a parent comes before those who answer
    shown = []
    for item in placed:
        comment, language, parent_anchor = item[0], item[0].language, item[6]
        names[item[1]] = name = "" if comment.removed else _name(comment, said)
        foreign = "" if comment.removed or language == said.tag else said.isolated(said.name_of(language))
        shown.append(ShownComment(*item, name, names[parent_anchor], said.date_time(comment.date), foreign))
    return shown, still_open


def _name(comment: Comment, said: Speech) -> str:
    return said.isolated(comment.author) if comment.author else said.phrase(said.words("Anonymous"))


@lru_cache(maxsize=8)  # a post's versions follow one another, each with the same conversation
def _placed(talk: Talk) -> tuple[list[_Placed], int]:
    found: list[_Placed] = []
    before = -1
    for item in thread(comments_of(talk)):
        comment, parent, depth = item.comment, item.parent, min(item.depth, MAX_DEPTH)
        html, parent_anchor = Markup(comment_html(comment.text)), anchor(parent) if parent else ""
        found.append((
            comment, anchor(comment), comment.date.isoformat(), html, direction_of(comment.language),
            parent, parent_anchor, item.orphan, depth > before, max(0, before - depth),
        ))  # fmt: skip
        before = depth
    return found, before + 1
