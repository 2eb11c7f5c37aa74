"""Feeds of comments: one of the whole blog in each language, and one of each post, where blog.toml wants them."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from blogcli.model import Conversation
from blogcli.plan.pages import CommentFeedPage, Discussed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from blogcli.config import Config
    from blogcli.model import Talk
    from blogcli.plan.pages import PostPage
    from blogcli.plan.parts import Menu
    from blogcli.plan.shown import Shown

FILE = "comments.xml"  # its name below the address of what the comments are on


def of_blog(config: Config, menu: Menu, shown: Iterable[Shown], first_ids: Mapping[str, str]) -> CommentFeedPage:
    """The newest comments on all posts, each post in the language of the menu, else in that it has.

    Of posts there are as many as the feed has entries: those that are discussed last have them all.
    """
    talks: list[tuple[datetime, str, Discussed, Talk]] = []
    for each in shown:
        name, talk = each.post.id, each.post.talk
        if talk.latest is None:
            continue
        entry = each.entries.get(menu.language) or each.entries[each.first]
        if entry.version.conversation is not Conversation.OFF:
            found = Discussed(first_ids.get(name, name), each.links[entry.language])
            talks.append((talk.latest, name, found, talk))
    newest = heapq.nlargest(config.feed_entries, talks, key=lambda item: item[:2])
    about = tuple(found for *_, found, _ in newest)
    return CommentFeedPage(menu.comments, menu, None, about, tuple(talk for *_, talk in newest))


def of_posts(config: Config, pages: Iterable[PostPage], first_ids: Mapping[str, str]) -> Iterator[CommentFeedPage]:
    """The comments on the post of each page that has any."""
    if not config.post_comment_feeds:
        return
    for page in pages:
        if page.talk.shown:
            version = page.entry.version
            link = next(link for link in page.alternates.links if link.language == version.language)
            found = Discussed(first_ids.get(version.post, version.post), link)
            yield CommentFeedPage(f"{page.address}{FILE}", page.menu, found, (found,), (page.talk,))
