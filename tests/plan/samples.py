"""Nouns made by hand, each with what a test doesn't care about filled in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from blogcli.config import Config, LanguageConfig, load_config
from blogcli.content.load import load_blog
from blogcli.content.records import dump_talk, load_talk
from blogcli.model import Comment, Conversation, Post, Version
from blogcli.names import CommentStatus, LanguageTag
from blogcli.plan.site import plan_site

if TYPE_CHECKING:
    from blogcli.plan.pages import SitePlan
    from tests.support import Site

START = datetime(2020, 1, 1, tzinfo=UTC)
LATER = datetime(2099, 1, 1, tzinfo=UTC)
IT, EN = LanguageTag("it"), LanguageTag("en")


def config(**changes: Any) -> Config:
    """A blog in Italian and English."""
    values: dict[str, Any] = {
        "root": Path("/blog"),
        "title": "Quaderno",
        "description": "",
        "url": "https://blog.example/",
        "author": "Ada",
        "languages": (LanguageConfig(IT, "", "Quaderno", ""), LanguageConfig(EN, "en", "Notebook", "")),
        "timezone": ZoneInfo("Europe/Rome"),
        "together": False,
        "post_pattern": "/{year}/{month}/{slug}/",
        "page_pattern": "/{slug}/",
        "list_size": 10,
        "translation_notice": True,
        "show_untranslated": False,
        "feed_entries": 20,
        "tagging_entity": "blog.example,2026",
        "commits": False,
        "named_tags": (),
    }
    return Config(**{**values, **changes})


def version(post: str, language: LanguageTag = IT, **changes: Any) -> Version:
    """A version of a post."""
    date = changes.pop("date", START)
    values: dict[str, Any] = {
        "post": post,
        "language": language,
        "path": f"posts/{post}/{language}.md",
        "title": post,
        "slug": post,
        "date": date,
        "published": date,
        "updated": None,
        "author": "Ada",
        "tags": (),
        "summary": "",
        "image": "",
        "series": "",
        "conversation": Conversation.OPEN,
        "draft": False,
        "trusted": True,
        "aliases": (),
        "drift": None,
        "extra": {},
        "text": "",
        "digest": "",
    }
    return Version(**{**values, **changes})


def post(
    *versions: Version, page: bool = False, comments: tuple[Comment, ...] = (), files: tuple[str, ...] = ()
) -> Post:
    """A post of these versions, the first of them its original."""
    name = versions[0].post
    record, text = dump_talk(comments, (), (), Path())
    talk, *_ = load_talk(record, lambda _: text, Path())
    return Post(name, f"posts/{name}", page, versions[0], versions, talk, files)


def said(name: str, *, reply_to: str = "", minute: int = 0, **changes: Any) -> Comment:
    """A comment, approved unless told."""
    values: dict[str, Any] = {
        "id": name,
        "post": "p",
        "path": f"comments/p/{name}.md",
        "status": CommentStatus.APPROVED,
        "author": "Bea",
        "date": START + timedelta(minutes=minute),
        "language": IT,
        "url": "",
        "reply_to": reply_to,
        "by_author": False,
        "source": "",
        "removed": None,
        "text": f"Parole di {name}.",
    }
    return Comment(**{**values, **changes})


def plan_of(site: Site, *, now: datetime = LATER, drafts: bool = False) -> SitePlan:
    """The plan of a blog in a folder."""
    settings = load_config(site.root)
    return plan_site(settings, load_blog(settings).blog, now, drafts=drafts)
