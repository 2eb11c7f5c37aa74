"""Nouns come back from JSON as they went."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from blogcli.model import Comment, Conversation, Drift, TranslationState, Version
from blogcli.names import CommentStatus, LanguageTag
from blogcli.plan.pages import ListPage, SitemapEntry, TagIndexPage, TagPage
from blogcli.plan.parts import Alternates, Entry, Line, Link, Menu
from blogcli.wire import dump, reader

ROME = datetime(2026, 3, 1, 8, 30, tzinfo=timezone(timedelta(hours=1)))
IT, EN = LanguageTag("it"), LanguageTag("en")
VERSION = Version(
    post="una", language=IT, path="posts/una/it.md", title='Un "titolo"\ud800', slug="una", date=ROME, published=None,
    updated=None, author="", tags=("monti", "mare"), summary="", image="", series="",
    conversation=Conversation.CLOSED, draft=False, trusted=True, aliases=(), extra={"mood": ["a", {"b": "c"}]},
    drift=Drift(EN, TranslationState.BEHIND, (0, 3), ("links",), (3,), 5, (), "2026-03-01", True, ROME, False),
    text="t", digest="d",
)  # fmt: skip
LINK = Link("Una", "/una/", IT)
ENTRY = Entry(VERSION, EN, False, "/una/", ("a.jpg",), "/una/", (LINK,), 3)
MENU = Menu(
    IT, "Blog", "", "/", "/archive/", "/tags/", "/feed.xml", "/comments.xml", "/comments-it.xml", "/icon.svg",
    (LINK,), (LINK, LINK),
)  # fmt: skip
COMMENT = Comment(
    id="a", post="una", path="comments/una/a.md", status=CommentStatus.SPAM, author="", date=ROME, language=EN, url="",
    reply_to="", by_author=True, source="", removed=datetime(2026, 3, 2, tzinfo=UTC), text="",
)  # fmt: skip
NOUNS = [
    VERSION,
    LINK,
    ENTRY,
    MENU,
    COMMENT,
    Line(ROME, "Una", "/una/", EN),
    Alternates((LINK,), "/una/"),
    SitemapEntry("/una/", None, None),
    SitemapEntry("/una/", ROME, Alternates((LINK,), "/una/")),
    ListPage("/", MENU, None, (ENTRY,), None, "/page/1/", Alternates((), "")),
    TagPage(
        "/tags/una/", MENU, "Una", "Di una.", 2, (ENTRY,), None, "/tags/una/", (LINK, LINK), Alternates((LINK,), "/")
    ),
    TagPage("/tags/una/page/1/", MENU, "Una", "", 1, (), None, None, (), None),
    TagIndexPage("/tags/", MENU, ((LINK, 2), (LINK, 0)), Alternates((), "")),
]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: type(noun).__name__)
def test_a_noun_comes_back_whole(noun: Any) -> None:
    kind: Any = type(noun)
    read = reader(kind)
    assert read
    again = read(json.loads(dump(noun)))
    assert again == noun
    assert type(again) is kind
    assert dump(again) == dump(noun)
