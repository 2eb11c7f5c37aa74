"""What readers of a translation are told where its original has changed since."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from blogcli.plan.pages import PostPage
    from blogcli.plan.parts import Link, Section


class Notice(NamedTuple):
    """That a translation is of an earlier text: `made` when the two were level, `updated` the original since.

    Each is None where nobody said so; `source` is the original, None where readers can't see it.
    """

    made: date | None
    updated: date | None
    source: Link | None


def notice_of(page: PostPage | Section) -> Notice | None:
    """What to tell the readers of a page, or of a version on it; None where there is nothing, or nothing certain."""
    drift = page.entry.version.drift
    if not (drift and drift.misleads):
        return None
    made = _day(drift.date)
    updated = page.source_updated.date() if made and page.source_updated else None
    return Notice(made, updated, page.source)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # none is written, or one that isn't in the calendar
        return None
