"""A conversation as a template shows it: a nested list, opened and closed comment by comment."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from blogcli.content.records import comments_of
from blogcli.markup.sanitize import comment_html
from blogcli.plan.threads import thread
from blogcli.plan.urls import comment_id
from blogcli.render.locale import direction_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogcli.model import Comment, Talk
    from blogcli.plan.threads import ThreadItem
    from blogcli.render.locale import Speech

MAX_DEPTH = 4  # deeper answers stay at this depth: a phone has no room for more
# A comment with more lines than these, of about so many characters, gets a frame to scroll in, lest it hide the others.
MAX_LINES, LINE = 120, 50
MAX_LANGUAGES = 8  # as many can be chosen from: the style sheet has a rule for each


class ShownComment(NamedTuple):
    """A comment with its place in the nested list: `closes` lists end before it, and it `opens` one of its own.

    A `long` one has a frame of its own to scroll in.
    `mark` is the number of its language among those that readers can choose from, 0 where it is none of them.
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
    long: bool
    mark: int
    # From here on as the page's language has it.
    name: str
    parent_name: str
    when: str
    language: str


class Spoken(NamedTuple):
    """A language of a conversation that readers can choose; `name` is what it calls itself."""

    mark: int
    language: str
    name: str


class ShownTalk(NamedTuple):
    """A conversation in thread order as one language shows it.

    `open_lists` is how many lists are open after its last comment; `spoken` are its languages, where it has several.
    """

    comments: list[ShownComment]
    open_lists: int
    spoken: tuple[Spoken, ...]


# What is the same in every language: a ShownComment's fields up to `mark`.
_Placed = tuple["Comment", str, str, Markup, str, "Comment | None", str, bool, bool, int, bool, int]


def anchor(comment: Comment) -> str:
    """The comment's id in the page."""
    return comment_id(comment.id)


def shown_talk(talk: Talk, said: Speech) -> ShownTalk:
    """The conversation as a language shows it."""
    placed, still_open, marks = _placed(talk)
    names = {"": ""}  # by the comments' anchors; a parent comes before those who answer
    shown = []
    for item in placed:
        comment, language, parent_anchor = item[0], item[0].language, item[6]
        names[item[1]] = name = "" if comment.removed else _name(comment, said)
        foreign = "" if comment.removed or language == said.tag else said.isolated(said.name_of(language))
        shown.append(ShownComment(*item, name, names[parent_anchor], said.date_time(comment.date), foreign))
    spoken = tuple(Spoken(mark, language, said.own_name(language)) for language, mark in marks.items())
    return ShownTalk(shown, still_open, spoken)


def _name(comment: Comment, said: Speech) -> str:
    return said.isolated(comment.author) if comment.author else said.phrase(said.words("Anonymous"))


@lru_cache(maxsize=8)  # a post's versions follow one another, each with the same conversation
def _placed(talk: Talk) -> tuple[list[_Placed], int, dict[str, int]]:
    found: list[_Placed] = []
    before = -1
    items = thread(comments_of(talk))
    marks = _marks(items)
    for item in items:
        comment, parent, depth = item.comment, item.parent, min(item.depth, MAX_DEPTH)
        html, parent_anchor = Markup(comment_html(comment.text)), anchor(parent) if parent else ""
        found.append((
            comment, anchor(comment), comment.date.isoformat(), html, direction_of(comment.language),
            parent, parent_anchor, item.orphan, depth > before, max(0, before - depth), _is_long(html),
            0 if comment.removed else marks.get(comment.language, 0),
        ))  # fmt: skip
        before = depth
    return found, before + 1, marks


def _is_long(html: str) -> bool:
    """Whether a comment would fill several screens: by the lines it begins and by what fits in one."""
    return html.count("<") + html.count("\n") + len(html) / LINE > MAX_LINES


def _marks(items: Iterable[ThreadItem]) -> dict[str, int]:
    """The languages of a conversation, those spoken most first, each with its number; none where there is but one."""
    spoken = Counter(item.comment.language for item in items if not item.comment.removed)
    chosen = spoken.most_common(MAX_LANGUAGES) if len(spoken) > 1 else ()
    return {language: mark for mark, (language, _) in enumerate(chosen, 1)}
