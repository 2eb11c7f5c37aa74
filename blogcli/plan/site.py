"""The plan of the whole site: every address is known, and every collision found, before anything is rendered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from blogcli.content.paths import STATIC
from blogcli.errors import raise_all
from blogcli.model import SILENCE, Conversation
from blogcli.names import LanguageTag, fold
from blogcli.plan import lists, urls
from blogcli.plan.collisions import collisions
from blogcli.plan.pages import (
    Alternates,
    ArchivePage,
    Asset,
    Entry,
    Link,
    ListPage,
    Menu,
    NotFoundPage,
    Page,
    PostPage,
    Redirect,
    RobotsPage,
    SitemapEntry,
    SitemapPage,
    SitePlan,
    TagIndexPage,
    TagPage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from blogcli.config import Config
    from blogcli.model import Blog, Post, Version


def plan_site(
    config: Config, blog: Blog, now: datetime, *, drafts: bool = False, theme: tuple[Asset, ...] = ()
) -> SitePlan:
    """Plan the site as readers see it at `now`; with `drafts`, as they would if everything were published.

    `theme` are files the theme brings. Problems where two pages would have one address.
    """
    seen = [(post, [version for version in post.versions if drafts or version.live(now)]) for post in blog.posts]
    tags = _TagLinks(config, {tag for _, versions in seen for version in versions for tag in version.tags})
    shown = [_Shown(config, post, versions, tags) for post, versions in seen if versions]
    menus = _menus(config, shown, _icon(blog))
    newest = {tag: _newest_first(post.entries.get(tag) for post in shown) for tag in config.tags}
    listed = newest
    if config.show_untranslated:
        listed = {tag: _newest_first(post.entry_for(tag, tags) for post in shown) for tag in config.tags}
    # What pages show stands before them, and what leads to pages behind them: so it comes to the disk.
    pages: list[Page] = [*theme, *(Asset(f"/{urls.nfc(name)}", config.root / STATIC / name) for name in blog.static)]
    pages += [page for post in shown for page in post.assets()]
    pages += [*_post_pages(shown, menus, newest, now)]
    pages += [redirect for post in shown for redirect in post.redirects()]
    for tag in config.tags:
        pages += _language_pages(config, menus, tag, listed[tag], newest[tag])
    pages.append(_sitemap(pages))
    if "robots.txt" not in blog.static:
        pages.append(RobotsPage("/robots.txt", "/sitemap.xml"))
    raise_all(collisions(config, pages))
    return SitePlan(tuple(pages), drafts)


class _TagLinks:
    """The links to tags' pages, each made once."""

    def __init__(self, config: Config, tags: Iterable[str]) -> None:
        self.slugs = urls.tag_slugs({fold(tag) for tag in tags})
        self.starts = {language.tag: f"{urls.language_prefix(language)}tags/" for language in config.languages}
        self.links: dict[tuple[str, str], Link] = {}

    def link(self, tag: str, language: LanguageTag) -> Link:
        """The link to a tag's page in a language."""
        if (tag, language) not in self.links:
            address = f"{self.starts[language]}{self.slugs[fold(tag)]}/"
            self.links[tag, language] = Link(tag, address, language)
        return self.links[tag, language]


class _Shown:
    """A post with the versions readers see; what all of its pages share is worked out once."""

    def __init__(self, config: Config, post: Post, versions: list[Version], tags: _TagLinks) -> None:
        self.config, self.post = config, post
        addresses = {version.language: self._address(version) for version in versions}
        self.first = post.original.language if post.original.language in addresses else versions[0].language
        self.files_at = addresses[self.first]
        files = tuple(map(urls.nfc, post.files))
        self.links = {
            version.language: Link(version.title, addresses[version.language], version.language) for version in versions
        }
        self.alternates = Alternates(tuple(self.links.values()), addresses.get(config.languages[0].tag, self.files_at))
        self.entries = {
            version.language: Entry(
                version=version,
                language=version.language,
                page=post.page,
                address=addresses[version.language],
                files=files,
                files_at=self.files_at,
                tags=() if post.page else tuple(tags.link(tag, version.language) for tag in version.tags),
                comments=0 if version.conversation is Conversation.OFF else post.talk.shown,
            )
            for version in versions
        }

    def _address(self, version: Version) -> str:
        language = self.config.language(version.language)
        assert language is not None
        return urls.version_address(self.config, language, version, page=self.post.page)

    def source(self, version: Version) -> Link | None:
        """What a version was translated from, where readers see it."""
        return self.links.get(version.drift.source) if version.drift else None

    def source_updated(self, version: Version, now: datetime) -> datetime | None:
        """When its source was changed after the day of its record, as far as that is past."""
        drift = version.drift
        if drift is None or drift.source_updated is None or drift.source_updated > now:
            return None
        # Of two changes on one day nobody knows which was the first: the record has no hour.
        updated = drift.source_updated.astimezone(self.config.timezone)
        return updated if updated.date().isoformat() > drift.date else None

    def entry_for(self, language: LanguageTag, tags: _TagLinks) -> Entry:
        """What the lists of a language show of the post: its version, else the original, else the first there is."""
        if language in self.entries:
            return self.entries[language]
        entry = self.entries[self.first]
        links = tuple(tags.link(tag.title, language) for tag in entry.tags)
        return replace(entry, language=language, tags=links)

    def assets(self) -> Iterator[Page]:
        for name in self.post.files:
            yield Asset(f"{self.files_at}{urls.nfc(name)}", self.config.root / self.post.folder / name)

    def redirects(self) -> Iterator[Page]:
        for entry in self.entries.values():
            for alias in dict.fromkeys(entry.version.aliases):
                yield Redirect(alias, entry.address, entry.version.language, entry.version.path)


def _newest_first(found: Iterable[Entry | None]) -> tuple[Entry, ...]:
    entries = [entry for entry in found if entry and not entry.page]
    return tuple(sorted(entries, key=lambda entry: (entry.version.date, entry.version.post), reverse=True))


def _menus(config: Config, shown: list[_Shown], icon: str) -> dict[LanguageTag, Menu]:
    homes = tuple(Link(language.title, urls.language_prefix(language), language.tag) for language in config.languages)
    menus = {}
    for language, home in zip(config.languages, homes, strict=True):
        entries = [post.entries[language.tag] for post in shown if post.post.page and language.tag in post.entries]
        start = home.address
        menus[language.tag] = Menu(
            language=language.tag,
            site_title=language.title,
            site_description=language.description,
            home=start,
            archive=f"{start}archive/",
            tags=f"{start}tags/",
            feed=f"{start}feed.xml",
            icon=icon,
            pages=tuple(Link(entry.version.title, entry.address, language.tag) for entry in entries),
            homes=homes,
        )
    return menus


def _icon(blog: Blog) -> str:
    own = [name for name in ("favicon.svg", "favicon.png", "favicon.ico") if name in blog.static]
    return f"/{own[0]}" if own else "/theme/icon.svg"


def _post_pages(
    shown: list[_Shown], menus: dict[LanguageTag, Menu], newest: dict[LanguageTag, tuple[Entry, ...]], now: datetime
) -> Iterator[Page]:
    around = {tag: _neighbours(entries) for tag, entries in newest.items()}
    for post in shown:
        for tag, entry in post.entries.items():
            newer, older = around[tag].get(post.post.id, (None, None))
            yield PostPage(
                address=entry.address,
                menu=menus[tag],
                entry=entry,
                alternates=post.alternates,
                source=post.source(entry.version),
                source_updated=post.source_updated(entry.version, now),
                older=older,
                newer=newer,
                conversation=entry.version.conversation,
                talk=SILENCE if entry.version.conversation is Conversation.OFF else post.post.talk,
            )


def _neighbours(entries: tuple[Entry, ...]) -> dict[str, tuple[Link | None, Link | None]]:
    links = [Link(entry.version.title, entry.address, entry.version.language) for entry in entries]
    around = zip(entries, [None, *links], [*links[1:], None], strict=False)
    return {entry.version.post: (newer, older) for entry, newer, older in around}


def _language_pages(
    config: Config,
    menus: dict[LanguageTag, Menu],
    tag: LanguageTag,
    entries: tuple[Entry, ...],
    own: tuple[Entry, ...],
) -> Iterator[Page]:
    """What a language has beside posts: lists of `entries`, and a feed of those that are its own."""
    menu = menus[tag]

    def alternates(place: str) -> Alternates:
        links = [Link(other.site_title, getattr(other, place), other.language) for other in menus.values()]
        return Alternates(tuple(links), links[0].address)

    yield from lists.list_pages(menu, entries, config.list_size, alternates("home"))
    yield from lists.tag_pages(menu, entries, config.list_size, alternates("tags"))
    yield lists.archive_page(menu, entries, alternates("archive"))
    yield lists.feed_page(config, menu, own)
    yield NotFoundPage(f"{menu.home}404.html", menu)


def _sitemap(pages: Iterable[Page]) -> SitemapPage:
    entries = []
    for page in pages:
        match page:
            case PostPage():
                version = page.entry.version
                modified = version.updated or version.published
                entries.append(SitemapEntry(page.address, modified, page.alternates))
            case ListPage(number=None) | TagIndexPage() | ArchivePage():
                entries.append(SitemapEntry(page.address, None, page.alternates))
            case TagPage(number=None):
                entries.append(SitemapEntry(page.address, None, None))
            case _:
                pass
    return SitemapPage("/sitemap.xml", tuple(entries))
