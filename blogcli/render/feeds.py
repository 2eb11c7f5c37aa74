"""Feeds as their templates show them (Atom, RFC 4287; what comments answer by RFC 4685)."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from blogcli.content.records import comments_of
from blogcli.markup.sanitize import comment_html
from blogcli.names import CommentStatus, in_order, is_given_id
from blogcli.plan.urls import page_of
from blogcli.render.comments import anchor

if TYPE_CHECKING:
    from datetime import datetime

    from blogcli.model import Comment
    from blogcli.plan.pages import CommentFeedPage, Discussed, FeedPage
    from blogcli.plan.parts import Entry, Response
    from blogcli.render.locale import Speech
    from blogcli.render.pages import Printer

_SAFE = "-._~"  # what stands in a tag URI as it is, beside letters and digits


class Named(NamedTuple):
    """What a feed speaks of: its id in all feeds, and its address in full."""

    id: str
    address: str


def feed(page: FeedPage, printer: Printer) -> dict[str, Any]:
    """What the feed of a language's posts is made of."""
    return _head(page, printer, "feed", page.menu.language) | {
        "updated": _iso(max((_changed(entry) for entry in page.entries), default=None)),
        "entries": [
            {
                "id": _atom_id(printer, "post", first_id, entry.version.language),
                "entry": entry,
                "version": entry.version,
                "published": _iso(entry.version.published),
                "updated": _iso(_changed(entry)),
                "html": printer.bodies.html(entry, full=True),
                "answers": answered and _post(answered, printer),
            }
            for entry, first_id, answered in zip(page.entries, page.ids, page.answered, strict=True)
        ],
    }


def comment_feed(page: CommentFeedPage, printer: Printer) -> dict[str, Any]:
    """What a feed of comments is made of: of all that may be read, in its language or in any, the newest."""
    found = [
        (comment, about, there)
        for about, talk in zip(page.about, page.talks, strict=True)
        for there in [{each.id: each for each in comments_of(talk) if _readable(each)}]
        for comment in there.values()
        if page.language is None or page.language.covers(comment.language)
    ]
    newest = heapq.nlargest(
        printer.config.feed_entries, found, key=lambda item: (item[0].date, in_order(item[0].id), item[1].post)
    )
    said = printer.speech(page.menu.language)
    names = ("comments", page.post.post) if page.post else ("comments-in",) if page.language else ("comments",)
    about_what = page.post.link.title if page.post else page.menu.site_title
    return _head(page, printer, *names, page.menu.language) | {
        "title": said.words("Comments on %(title)s", title=about_what),
        "home": page_of(page.post.link.address) if page.post else page.menu.home,
        "updated": _iso(max((comment.date for comment, *_ in newest), default=None)),
        "entries": [
            _item(comment, there.get(comment.reply_to), about, printer, said) for comment, about, there in newest
        ],
    }


def _head(page: FeedPage | CommentFeedPage, printer: Printer, *names: str) -> dict[str, Any]:
    config = printer.config
    return {
        "page": page,
        "menu": page.menu,
        "author": config.author or config.title,
        "feed_id": _atom_id(printer, *names),
    }


def _readable(comment: Comment) -> bool:
    return comment.status is CommentStatus.APPROVED and not comment.removed


def _item(
    comment: Comment, parent: Comment | None, about: Discussed, printer: Printer, said: Speech
) -> dict[str, object]:
    name = comment.author or said.words("Anonymous")
    if comment.by_author:
        name = f"{name} ({said.words('author')})"
    post = _post(about, printer)
    own = _named(comment, about, post.address, printer)
    return {
        "id": own.id,
        "address": own.address,
        "title": said.words("%(author)s on %(title)s", author=name, title=about.link.title),
        "name": name,
        "comment": comment,
        "updated": _iso(comment.date),
        "answers": _named(parent, about, post.address, printer) if parent else post,
        "html": Markup(comment_html(comment.text)),
    }


def _post(about: Discussed | Response, printer: Printer) -> Named:
    at = printer.links.absolute(page_of(about.link.address))
    return Named(_atom_id(printer, "post", about.post, about.link.language), at)


def _named(comment: Comment, about: Discussed, at: str, printer: Printer) -> Named:
    # A comment may be moved to another post; one that was named by hand is known by the post it is on alone.
    names = (comment.id,) if is_given_id(comment.id) else (about.post, comment.id)
    return Named(_atom_id(printer, "comment", *names), f"{at}#{quote(anchor(comment), safe=_SAFE)}")


def _atom_id(printer: Printer, *parts: str) -> str:
    # A tag URI (RFC 4151) made of what never changes, so that no reader shows a post twice after a move.
    return f"tag:{printer.config.tagging_entity}:" + ":".join(quote(part, safe=_SAFE) for part in parts)


def _changed(entry: Entry) -> datetime:
    moment = entry.version.updated or entry.version.published
    assert moment is not None
    return moment


def _iso(moment: datetime | None) -> str:
    # An empty feed still needs a date (RFC 4287, section 4.1.1), and the same one on every machine.
    return moment.isoformat(timespec="seconds") if moment else "1970-01-01T00:00:00+00:00"
