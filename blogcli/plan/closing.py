"""Which conversation is shown with a version of a post, and whether readers may still comment."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from blogcli.model import SILENCE, Conversation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from blogcli.config import Config
    from blogcli.model import Post, Talk, Version
    from blogcli.names import LanguageTag


def closing(config: Config, post: Post) -> datetime | None:
    """The moment from which a post is too old for comments, None for never: a page never gets too old.

    It goes by the original's date, as all versions have one conversation.
    """
    date = post.original.date
    if not config.close_after_days or post.page or date is None:
        return None
    try:
        return date + timedelta(days=config.close_after_days)
    except OverflowError:  # after the year 9999
        return None


def first_of(post: Post, versions: Sequence[Version]) -> LanguageTag:
    """The language of the version that stands for the post: its original, else the first there is."""
    there = [version.language for version in versions]
    return post.original.language if post.original.language in there else there[0]


def shared_page(post: Post, versions: Sequence[Version]) -> bool:
    """Whether these versions, those that readers see, stand on one page."""
    return post.together and len(versions) > 1


def leading(post: Post, version: Version, versions: Sequence[Version]) -> Version:
    """The version whose `comments` counts where `version` is shown: on a shared page, the first's for all.

    `versions` are those that readers see.
    """
    if not shared_page(post, versions):
        return version
    first = first_of(post, versions)
    return next(each for each in versions if each.language == first)


def shown_comments(post: Post, version: Version, versions: Sequence[Version]) -> Talk:
    """The comments that readers see with a version, in its page as in lists and feeds; none where they are off."""
    off = leading(post, version, versions).conversation is Conversation.OFF
    return SILENCE if off else post.talk


def conversation_at(
    config: Config, post: Post, version: Version, versions: Sequence[Version], now: datetime
) -> Conversation:
    """Whether readers may comment at `now` where a version is shown: as is said there, else by the post's age."""
    setting = leading(post, version, versions).conversation
    if setting is not None:
        return setting
    closes = closing(config, post)
    return Conversation.CLOSED if closes and closes <= now else Conversation.OPEN
