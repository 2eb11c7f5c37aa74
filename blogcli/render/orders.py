"""Orders of pages to be printed elsewhere: `press` reads them.

They are written by a process that prints nothing itself, and so needs none of what makes pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.plan.pages import (
    CommentFeedPage,
    LanguagesPage,
    ListPage,
    PostPage,
    Redirect,
    RedirectRules,
    RobotsPage,
    SitemapPage,
    TagPage,
)
from blogcli.wire import dump, field_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogcli.plan.pages import Printed
    from blogcli.plan.parts import Entry

PAGES, FAILED = "pages", b"failed"


def order(page: Printed, cards: Sequence[str]) -> list[str]:
    """A page to be printed: its kind, how many texts follow, and its fields; then conversations, or a list's cards."""
    match page:
        case PostPage():
            return [_row(page, 1, menu=page.menu.language, talk=(page.talk.shown, page.talk.digest)), page.talk.read()]
        case CommentFeedPage():
            talks = [(talk.shown, talk.digest) for talk in page.talks]
            row = _row(page, len(talks), menu=page.menu.language, talks=talks)
            return [row, *(talk.read() for talk in page.talks)]
        case ListPage() | TagPage():
            return [_row(page, len(cards), menu=page.menu.language, entries=()), *cards]
        case LanguagesPage() | Redirect() | RedirectRules() | SitemapPage() | RobotsPage():
            return [_row(page, 0)]
        case _:
            return [_row(page, 0, menu=page.menu.language)]


def card_order(entry: Entry) -> list[str]:
    """What lists show of a post, to be printed."""
    return [_row(entry, 0)]


def _row(noun: Printed | Entry, texts: int, **instead: object) -> str:
    fields = [instead[name] if name in instead else getattr(noun, name) for name in field_names(type(noun))]
    return dump([type(noun).__name__, texts, fields])
