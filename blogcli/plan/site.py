"""The plan of the whole site: every address is known, and every collision found, before anything is rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.errors import raise_all
from blogcli.names import STATIC
from blogcli.plan import discussions, lists, urls
from blogcli.plan.collisions import collisions
from blogcli.plan.leads import Leads, Seen
from blogcli.plan.moved import redirect_rules
from blogcli.plan.pages import (
    ArchivePage,
    Asset,
    LanguagesPage,
    ListPage,
    NotFoundPage,
    Page,
    PostPage,
    RobotsPage,
    SitemapEntry,
    SitemapPage,
    SitePlan,
    TagIndexPage,
    TagPage,
)
from blogcli.plan.parts import Alternates, Entry, Link, Menu
from blogcli.plan.responses import Responses
from blogcli.plan.root import HOME, has_choice, root_pages
from blogcli.plan.shown import Shown
from blogcli.plan.tag_redirects import tag_redirects
from blogcli.plan.tags import Tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from blogcli.config import Config
    from blogcli.errors import BlogcliError
    from blogcli.model import Blog
    from blogcli.names import LanguageTag


def plan_site(
    config: Config, blog: Blog, now: datetime, *, drafts: bool = False, theme: tuple[Asset, ...] = ()
) -> SitePlan:
    """Plan the site as readers see it at `now`; with `drafts`, as they would if everything were published.

    `theme` are files the theme brings. Problems where two pages would have one address, or a link leads to no post.
    """
    plan, problems = plan_readable(config, blog, now, drafts=drafts, theme=theme)
    raise_all(problems)
    return plan


def plan_readable(
    config: Config, blog: Blog, now: datetime, *, drafts: bool = False, theme: tuple[Asset, ...] = ()
) -> tuple[SitePlan, list[BlogcliError]]:
    """The same with the problems for which `plan_site` would refuse it."""
    seen = [(post, [version for version in post.versions if drafts or version.live(now)]) for post in blog.posts]
    tags = Tags(config, seen)
    shown = [Shown(config, post, versions, tags) for post, versions in seen if versions]
    linking = [each for each in shown if each.post.pointers]
    targets = shown if linking else ()
    leads = Leads(blog.posts, [Seen(each.post.id, each.links, each.first, each.files_at) for each in targets])
    for each in linking:
        each.lead(leads)
    menus = _menus(config, shown, _icon(blog))
    newest = {tag: _newest_first(post.entries.get(tag) for post in shown) for tag in config.tags}
    listed = newest
    if config.show_untranslated:
        listed = {tag: _newest_first(post.entry_for(tag, tags) for post in shown) for tag in config.tags}
    # What pages show stands before them, and what leads to pages behind them: so it comes to the disk.
    pages: list[Page] = [*theme, *(Asset(f"/{urls.nfc(name)}", config.root / STATIC / name) for name in blog.static)]
    pages += [page for post in shown for page in post.assets()]
    responses = Responses(shown, leads, blog.first_ids)
    posts = list(_post_pages(shown, menus, newest, responses, now))
    pages += posts
    pages += [redirect for post in shown for redirect in post.redirects()]
    tag_lists = tags.lists(listed, newest)
    for tag in config.tags:
        pages += _language_pages(config, menus, tag, listed[tag], newest[tag], tag_lists[tag], responses)
        pages += discussions.of_blog(config, menus[tag], shown, blog.first_ids)
    pages += discussions.of_posts(config, posts, blog.first_ids)
    if config.post_comment_feeds:
        pages += list(discussions.of_posts_before(pages))
    pages += list(tag_redirects(config, tags, tag_lists, pages))
    pages += root_pages(config, menus[config.tags[0]], pages)
    pages += redirect_rules(config, pages)
    pages.append(_sitemap(pages))
    if "robots.txt" not in blog.static:
        pages.append(RobotsPage("/robots.txt", "/sitemap.xml"))
    problems = [error for each in linking for error in leads.unknown(config.root, each.post, each.pointers())]
    problems += (error for each in linking for error in leads.unseen(config.root, each.post, each.pointers()))
    waiting = (error for each in linking for error in leads.waiting(config.root, each.post, each.pointers()))
    vain = (error for each in shown for error in each.vain_aliases())
    warnings = (*tags.warnings(), *vain, *waiting, *responses.waiting(config.root))
    problems += responses.unknown(config.root)
    return SitePlan(tuple(pages), drafts, warnings), [*problems, *collisions(config, pages)]


def _newest_first(found: Iterable[Entry | None]) -> tuple[Entry, ...]:
    entries = [entry for entry in found if entry and not entry.page]
    return tuple(sorted(entries, key=lambda entry: (entry.version.date, entry.version.post), reverse=True))


def _menus(config: Config, shown: list[Shown], icon: str) -> dict[LanguageTag, Menu]:
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
            comments=f"{start}{discussions.FILE}",
            comments_in=f"{start}{discussions.file_in(language.tag)}" if len(homes) > 1 else "",
            icon=icon,
            pages=tuple(Link(entry.version.title, entry.address, language.tag) for entry in entries),
            homes=homes,
        )
    return menus


def _icon(blog: Blog) -> str:
    own = [name for name in ("favicon.svg", "favicon.png", "favicon.ico") if name in blog.static]
    return f"/{own[0]}" if own else "/theme/icon.svg"


def _post_pages(
    shown: list[Shown],
    menus: dict[LanguageTag, Menu],
    newest: dict[LanguageTag, tuple[Entry, ...]],
    responses: Responses,
    now: datetime,
) -> Iterator[PostPage]:
    around = {tag: _neighbours(entries) for tag, entries in newest.items()}
    for post in shown:
        for first, *below in post.pages(now):
            entry = first.entry
            newer, older = around[entry.language].get(post.post.id, (None, None))
            yield PostPage(
                entry.address,
                menus[entry.language],
                *first,
                alternates=post.alternates,
                older=older,
                newer=newer,
                conversation=post.conversation(entry.version, now),
                talk=post.talk(entry.version),
                below=tuple(below),
                answers=responses.answered(post.post.id, entry.language),
                responses=responses.to(post.post.id, entry.language),
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
    tag_lists: tuple[lists.TagList, ...],
    responses: Responses,
) -> Iterator[Page]:
    """What a language has beside posts: lists of `entries` and of its tags, and a feed of those that are its own."""
    menu = menus[tag]

    def alternates(place: str) -> Alternates:
        links = [Link(other.site_title, getattr(other, place), other.language) for other in menus.values()]
        return Alternates(tuple(links), HOME if place == "home" and has_choice(config) else links[0].address)

    yield from lists.list_pages(menu, entries, config.list_size, alternates("home"))
    yield from lists.tag_pages(menu, tag_lists, config.list_size, alternates("tags"))
    yield lists.archive_page(menu, entries, alternates("archive"))
    yield lists.feed_page(config, menu, own, responses)
    yield NotFoundPage(f"{menu.home}404.html", menu)


def _sitemap(pages: Iterable[Page]) -> SitemapPage:
    entries = []
    for page in pages:
        match page:
            case PostPage():
                versions = [entry.version for entry in page.entries]
                moments = [moment for version in versions if (moment := version.updated or version.published)]
                # One address is no alternate of itself in another language.
                alternates = None if page.below else page.alternates
                entries.append(SitemapEntry(page.address, max(moments, default=None), alternates))
            case ListPage(number=None) | TagPage(number=None) | TagIndexPage() | ArchivePage():
                entries.append(SitemapEntry(page.address, None, page.alternates))
            case LanguagesPage(missing=False):
                entries.append(SitemapEntry(page.address, None, Alternates(page.homes, page.address)))
            case _:
                pass
    return SitemapPage("/sitemap.xml", tuple(entries))
