"""Lists of posts, cut into pages that stay put: numbered from the oldest, the newest on the front page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from blogcli.plan.collation import sort_key
from blogcli.plan.pages import ArchivePage, FeedPage, ListPage, TagIndexPage, TagPage
from blogcli.plan.parts import Line, Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogcli.config import Config
    from blogcli.plan.pages import Page
    from blogcli.plan.parts import Alternates, Entry, Menu
    from blogcli.plan.responses import Responses


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


class TagList(NamedTuple):
    """The posts of a language's list that have one tag, newest first. For the rest see `TagPage`."""

    link: Link
    entries: tuple[Entry, ...]
    description: str
    languages: tuple[Link, ...]
    alternates: Alternates | None


def by_tag(entries: Iterable[Entry]) -> dict[Link, tuple[Entry, ...]]:
    """The entries of each tag, in their order."""
    found: dict[Link, list[Entry]] = {}
    for entry in entries:
        for link in entry.tags:
            found.setdefault(link, []).append(entry)
    return {link: tuple(tagged) for link, tagged in found.items()}


def in_index(tag: Link) -> tuple[object, str]:
    """What the tags of an index are sorted by, which is in their language."""
    return sort_key(tag.language, tag.title), tag.address


def tag_pages(menu: Menu, tags: tuple[TagList, ...], size: int, alternates: Alternates) -> Iterator[Page]:
    """The index of a language's tags, which has the `alternates`, and the pages of the list of each."""
    yield TagIndexPage(menu.tags, menu, tuple((tag.link, len(tag.entries)) for tag in tags), alternates)
    for tag in tags:
        pages = stretches(tag.entries, size)
        addresses = _addresses(tag.link.address, (number for number, _ in pages))
        around = zip([None, *addresses], pages, addresses, [*addresses[1:], None], strict=False)
        for newer, (number, part), address, older in around:
            yield TagPage(
                address=address,
                menu=menu,
                tag=tag.link.title,
                description=tag.description,
                number=number,
                entries=part,
                older=older,
                newer=newer,
                languages=tag.languages,
                alternates=tag.alternates if number is None else None,
            )


def archive_page(menu: Menu, entries: tuple[Entry, ...], alternates: Alternates) -> ArchivePage:
    """All the posts of a language's lists."""
    dated = [(entry.version.date, entry) for entry in entries if entry.version.date]
    lines = [Line(date, entry.version.title, entry.address, entry.version.language) for date, entry in dated]
    return ArchivePage(menu.archive, menu, tuple(lines), alternates)


def feed_page(config: Config, menu: Menu, entries: tuple[Entry, ...], responses: Responses) -> FeedPage:
    """The feed of a language: ordered by when each version went live, so that a late translation is news."""
    latest = sorted(entries, key=lambda e: (e.version.published or e.version.date, e.version.post), reverse=True)
    shown = tuple(latest[: config.feed_entries])
    posts = [entry.version.post for entry in shown]
    ids = tuple(responses.first_ids.get(post, post) for post in posts)
    return FeedPage(menu.feed, menu, shown, ids, tuple(responses.answered(post, menu.language) for post in posts))
