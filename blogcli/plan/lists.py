"""Lists of posts, cut into pages that stay put: numbered from the oldest, the newest on the front page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.plan.collation import sort_key
from blogcli.plan.pages import ArchivePage, FeedPage, ListPage, TagIndexPage, TagPage
from blogcli.plan.parts import Line, Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogcli.config import Config
    from blogcli.plan.pages import Page
    from blogcli.plan.parts import Alternates, Entry, Menu


def stretches(entries: tuple[Entry, ...], size: int) -> list[tuple[int | None, tuple[Entry, ...]]]:
    """Newest-first entries cut into the front page (None) and numbered pages, the highest number first.

    Numbered pages hold `size` entries each and never change but by a new one filling up; the front page holds from
    `size` to 2 * `size` - 1 of the newest (or all there are).
    """
    numbered = max(0, len(entries) // size - 1)
    cut = len(entries) - numbered * size
    pages: list[tuple[int | None, tuple[Entry, ...]]] = [(None, entries[:cut])]
    for number in range(numbered, 0, -1):
        end = len(entries) - (number - 1) * size
        pages.append((number, entries[end - size : end]))
    return pages


def _addresses(start: str, numbers: Iterable[int | None]) -> list[str]:
    return [start if number is None else f"{start}page/{number}/" for number in numbers]


def list_pages(menu: Menu, entries: tuple[Entry, ...], size: int, alternates: Alternates) -> Iterator[Page]:
    """The front page of a language and the numbered pages behind it."""
    pages = stretches(entries, size)
    addresses = _addresses(menu.home, (number for number, _ in pages))
    around = zip([None, *addresses], pages, addresses, [*addresses[1:], None], strict=False)
    for newer, (number, part), address, older in around:
        yield ListPage(address, menu, number, part, older, newer, alternates if number is None else None)


def tag_pages(menu: Menu, entries: tuple[Entry, ...], size: int, alternates: Alternates) -> Iterator[Page]:
    """The index of a language's tags and the lists of each."""
    by_address: dict[str, list[Entry]] = {}
    names: dict[str, Link] = {}
    for entry in entries:
        for link in entry.tags:
            by_address.setdefault(link.address, []).append(entry)
            names.setdefault(link.address, link)
    index = sorted(names.values(), key=lambda link: (sort_key(menu.language, link.title), link.address))
    yield TagIndexPage(menu.tags, menu, tuple((link, len(by_address[link.address])) for link in index), alternates)
    for link in index:
        pages = stretches(tuple(by_address[link.address]), size)
        addresses = _addresses(link.address, (number for number, _ in pages))
        around = zip([None, *addresses], pages, addresses, [*addresses[1:], None], strict=False)
        for newer, (number, part), address, older in around:
            yield TagPage(address, menu, link.title, number, part, older, newer)


def archive_page(menu: Menu, entries: tuple[Entry, ...], alternates: Alternates) -> ArchivePage:
    """All the posts of a language's lists."""
    dated = [(entry.version.date, entry) for entry in entries if entry.version.date]
    lines = [Line(date, entry.version.title, entry.address, entry.version.language) for date, entry in dated]
    return ArchivePage(menu.archive, menu, tuple(lines), alternates)


def feed_page(config: Config, menu: Menu, entries: tuple[Entry, ...]) -> FeedPage:
    """The feed of a language: ordered by when each version went live, so that a late translation is news."""
    latest = sorted(entries, key=lambda e: (e.version.published or e.version.date, e.version.post), reverse=True)
    return FeedPage(menu.feed, menu, tuple(latest[: config.feed_entries]))
