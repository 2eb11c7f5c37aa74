"""Laws of the layout: whichever a post has, its versions are shown once and every address leads to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.config import LanguageConfig
from blogcli.model import Blog, Post
from blogcli.names import LanguageTag
from blogcli.plan import urls
from blogcli.plan.pages import ArchivePage, FeedPage, ListPage, PostPage, Redirect, SitemapPage, SitePlan, TagPage
from blogcli.plan.shown import addresses
from blogcli.plan.site import plan_site
from tests.plan.samples import EN, IT, LATER, config, post, version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogcli.config import Config

PT = LanguageTag("pt-BR")
LANGUAGES = tuple(LanguageConfig(tag, path, tag, "") for tag, path in ((IT, ""), (EN, "en"), (PT, "pt-br")))

law = settings(deadline=None, max_examples=150)


@st.composite
def posts(draw: st.DrawFn) -> tuple[Post, ...]:
    """Posts and pages, each with some versions in any order, some of them drafts, laid out either way."""
    found = []
    for number in range(draw(st.integers(1, 5))):
        tags = draw(st.permutations([IT, EN, PT]))[: draw(st.integers(1, 3))]
        versions = [
            version(
                f"p{number}",
                tag,
                slug=f"{draw(st.sampled_from(['uno', 'città', 'x#y']))}-{number}",
                tags=tuple(draw(st.sampled_from([(), ("mare",), ("mare", "monti")]))),
                aliases=tuple(draw(st.sampled_from([(), (f"/alt/{number}-{tag}/",)]))),
                draft=draw(st.sampled_from([False, False, True])),
            )
            for tag in tags
        ]
        in_order = [each for tag in (IT, EN, PT) for each in versions if each.language == tag]
        made = post(*versions, page=draw(st.booleans()))
        found.append(made._replace(versions=tuple(in_order), together=draw(st.booleans())))
    return tuple(found)


def planned(found: tuple[Post, ...]) -> SitePlan:
    return plan_site(settings_of(), Blog(found, ()), LATER)


def settings_of() -> Config:
    return config(languages=LANGUAGES, list_size=2, show_untranslated=True)


def of_posts(plan: SitePlan) -> list[PostPage]:
    return [page for page in plan.pages if isinstance(page, PostPage)]


def places(plan: SitePlan) -> set[str]:
    """Where a link may lead: to the pages and files there are, and to the sections on them."""
    sections = {
        urls.section(page.address, entry.language) for page in of_posts(plan) if page.below for entry in page.entries
    }
    return {page.address for page in plan.pages} | sections


def links(plan: SitePlan) -> Iterator[str]:
    for page in plan.pages:
        match page:
            case PostPage():
                yield from (link.address for link in (page.older, page.newer) if link)
                yield from (link.address for link in page.alternates.links)
                yield from (link.address for entry in page.entries for link in entry.tags)
                yield from (link.address for link in page.menu.pages)
            case ListPage() | TagPage() | FeedPage():
                yield from (entry.address for entry in page.entries)
            case ArchivePage():
                yield from (line.address for line in page.lines)
            case Redirect():
                yield page.target


@law
@given(found=posts())
def test_every_live_version_stands_on_one_page_in_the_language_of_the_first(found: tuple[Post, ...]) -> None:
    plan = planned(found)
    shown = [entry.version for page in of_posts(plan) for entry in page.entries]
    assert sorted((each.post, each.language) for each in shown) == sorted(
        (each.post, each.language) for item in found for each in item.versions if each.live(LATER)
    )
    originals = {item.id: item.original for item in found}
    for page in of_posts(plan):
        first = page.entry.version
        assert page.menu.language == first.language
        assert page.address == page.entry.address
        if page.below and originals[first.post].live(LATER):
            assert first is originals[first.post]
        assert [entry.address for entry in page.entries[1:]] == [
            urls.section(page.address, entry.language) for entry in page.entries[1:]
        ]


@law
@given(found=posts())
def test_every_link_leads_to_a_page_or_a_section_that_is_there(found: tuple[Post, ...]) -> None:
    plan = planned(found)
    assert set(links(plan)) - places(plan) == set()


@law
@given(found=posts())
def test_no_address_is_lost_by_any_change_of_layouts(found: tuple[Post, ...]) -> None:
    apart, mixed, together = (
        {page.address for page in planned(tuple(item._replace(together=way(item)) for item in found)).pages}
        for way in (lambda _: False, lambda item: item.together, lambda _: True)
    )
    assert apart == mixed == together


@law
@given(found=posts())
def test_the_sitemap_has_each_page_once_and_its_translations_are_mutual(found: tuple[Post, ...]) -> None:
    plan = planned(found)
    (sitemap,) = (page for page in plan.pages if isinstance(page, SitemapPage))
    entries = {entry.address: entry for entry in sitemap.entries}
    assert len(entries) == len(sitemap.entries)
    assert {page.address for page in of_posts(plan)} <= set(entries)
    for entry in sitemap.entries:
        for link in entry.alternates.links if entry.alternates else ():
            other = entries[link.address].alternates
            assert other
            assert entry.address in [each.address for each in other.links]


@law
@given(found=posts())
def test_what_show_tells_of_a_version_is_where_the_plan_has_it(found: tuple[Post, ...]) -> None:
    where = {
        (entry.version.post, entry.language): entry.address
        for page in of_posts(planned(found))
        for entry in page.entries
    }
    for item in found:
        live = [each for each in item.versions if each.live(LATER)]
        if live:
            told = addresses(settings_of(), item, live)
            assert {(item.id, tag): address for tag, address in told.items()}.items() <= where.items()


@given(name=st.text("a#_/é", min_size=1).map(lambda text: f"/{text}/"), tag=st.sampled_from([IT, PT]))
def test_a_section_is_told_from_the_page_whatever_its_address(name: str, tag: LanguageTag) -> None:
    assert urls.page_of(name) == name
    assert urls.page_of(urls.section(name, tag)) == name
    assert urls.prefix_at(urls.section(name, tag)) == f"{urls.section_id(tag)}-"
    assert urls.href(config(), urls.section(name, tag)) == f"{urls.href(config(), name)}#{urls.section_id(tag)}"
