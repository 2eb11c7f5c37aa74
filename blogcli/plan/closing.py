"""When a conversation closes by itself, a number of days after the date of its post."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from blogcli.model import Conversation

if TYPE_CHECKING:
    from datetime import datetime

    from blogcli.config import Config
    from blogcli.model import Post, Version


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


def conversation_at(config: Config, post: Post, version: Version, now: datetime) -> Conversation:
    """Whether readers may comment at `now` on the page of a version: as it says itself, else by the post's age."""
    if version.conversation is not None:
        return version.conversation
    closes = closing(config, post)
    return Conversation.CLOSED if closes and closes <= now else Conversation.OPEN
