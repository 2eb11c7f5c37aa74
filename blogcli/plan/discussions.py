"""Feeds of comments: for each language one of the whole blog and one of what is written in it, and one of each post."""

from __future__ import annotations

import heapq
from dataclasses import replace
from typing import TYPE_CHECKING

from blogcli.names import fold
from blogcli.plan.pages import DROP_ALIAS, CommentFeedPage, Discussed, Redirect
from blogcli.plan.urls import file_of, page_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from blogcli.config import Config
    from blogcli.names import LanguageTag
    from blogcli.plan.pages import Page, PostPage
    from blogcli.plan.parts import Menu
    from blogcli.plan.shown import Shown

FILE = "comments.xml"  # its name below the address of what the comments are on


def file_in(language: LanguageTag) -> str:
    """The name of the feed of what is written in a language."""
    return f"comments-{language.lower()}.xml"


def of_blog(
    config: Config, menu: Menu, shown: Iterable[Shown], first_ids: Mapping[str, str]
) -> Iterator[CommentFeedPage]:
    """The newest comments on all posts, and, in a blog of several languages, the newest that are in the menu's."""
    spoken = (each for each in shown if each.post.talk.newest)
    talked = [each for each in spoken if each.talk(each.entries[_language(each, menu)].version).newest]
    yield _feed(config, menu, talked, first_ids, None)
    if menu.comments_in:
        yield _feed(config, menu, talked, first_ids, menu.language)


def _feed(
    config: Config, menu: Menu, talked: Iterable[Shown], first_ids: Mapping[str, str], language: LanguageTag | None
) -> CommentFeedPage:
    """The newest comments on these posts, in a language or in any; each post is called as the menu's readers see it.

    Of posts there are as many as the feed has entries: those that are discussed last have them all.
    """
    dated = (
        (max(moments), each.post.id, each)
        for each in talked
        if (moments := [at for tag, at in each.post.talk.newest.items() if not language or language.covers(tag)])
    )
    newest = [each for *_, each in heapq.nlargest(config.feed_entries, dated, key=lambda item: item[:2])]
    about = (Discussed(first_ids.get(each.post.id, each.post.id), each.links[_language(each, menu)]) for each in newest)
    at = menu.comments_in if language else menu.comments
    return CommentFeedPage(at, menu, None, tuple(about), tuple(each.post.talk for each in newest), language)


def _language(each: Shown, menu: Menu) -> LanguageTag:
    """The language in which a menu's readers see a post: theirs, else the first it has."""
    return menu.language if menu.language in each.entries else each.first


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


def of_posts_before(pages: Iterable[Page]) -> Iterator[CommentFeedPage]:
    """The feeds of posts below the aliases of these: a page that leads on is nothing to a feed reader.

    Each says where it is now, as `self`; none where another page has that address.
    """
    feeds: dict[str, CommentFeedPage] = {}
    redirects: list[Redirect] = []
    taken = set()
    for page in pages:
        taken.add(fold(file_of(page.address)))
        if isinstance(page, Redirect) and page.way_out == DROP_ALIAS and page.address.endswith("/"):
            redirects.append(page)
        elif isinstance(page, CommentFeedPage) and page.post:
            feeds[page.address] = page
    for redirect in redirects if feeds else ():
        now = feeds.get(f"{page_of(redirect.target)}{FILE}")
        old = f"{redirect.address}{FILE}"
        if now and fold(file_of(old)) not in taken:
            yield replace(now, address=old, now_at=now.address)
