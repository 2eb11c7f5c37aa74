"""The law of the blog's feed of comments: the posts it is made of have the newest comments of all."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.content.records import comments_of
from blogcli.model import Blog, Comment
from blogcli.names import CommentStatus, LanguageTag
from blogcli.plan.pages import CommentFeedPage
from blogcli.plan.site import plan_site
from tests.plan.samples import EN, IT, LATER, START, config, post, said, version

MOMENTS = st.integers(0, 9).map(lambda minutes: START + timedelta(minutes=minutes))
STATUSES = st.sampled_from([CommentStatus.APPROVED, CommentStatus.APPROVED, CommentStatus.PENDING])
REMOVED = st.sampled_from([None, None, LATER])
LANGUAGES = st.sampled_from([IT, EN, LanguageTag("en-GB"), LanguageTag("eng")])
SAID = st.fixed_dictionaries({"date": MOMENTS, "status": STATUSES, "removed": REMOVED, "language": LANGUAGES})


def readable(comments: tuple[Comment, ...]) -> list[Comment]:
    return [each for each in comments if each.status is CommentStatus.APPROVED and not each.removed]


@settings(deadline=None, max_examples=200)
@given(talks=st.lists(st.lists(SAID, max_size=4), max_size=6), entries=st.integers(1, 8))
def test_a_feed_is_made_of_the_posts_with_the_newest_comments(talks: list[list[dict[str, Any]]], entries: int) -> None:
    comments = [tuple(said(f"c{n}", **keys) for n, keys in enumerate(talk)) for talk in talks]
    posts = tuple(post(version(f"p{n}"), comments=each) for n, each in enumerate(comments))
    plan = plan_site(config(feed_entries=entries), Blog(posts, ()), LATER)
    feeds = {page.address: page for page in plan.pages if isinstance(page, CommentFeedPage)}
    spoken = {
        "/comments.xml": (IT, EN, "en-GB", "eng"),
        "/comments-it.xml": (IT,),
        "/en/comments.xml": (IT, EN, "en-GB", "eng"),
        "/en/comments-en.xml": (EN, "en-GB"),
    }
    assert feeds.keys() == spoken.keys()

    def newest(of: list[tuple[Comment, ...]], languages: tuple[str, ...]) -> list[datetime]:
        dates = [each.date for talk in of for each in readable(talk) if each.language in languages]
        return sorted(dates, reverse=True)[:entries]

    for address, feed in feeds.items():
        assert len(feed.talks) == len(feed.about) <= entries
        assert newest([comments_of(talk) for talk in feed.talks], spoken[address]) == newest(comments, spoken[address])
