"""Posts that a language lacks: nowhere, unless the blog wants them in its lists, and then as what they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from blogcli.names import LanguageTag
from blogcli.plan.pages import ArchivePage, FeedPage, ListPage, PostPage, SitemapPage, TagIndexPage, TagPage
from tests.plan.samples import EN, IT, plan_of
from tests.render.reading import read, words
from tests.support import BLOG_TOML, ENGLISH, ITALIAN, Site

if TYPE_CHECKING:
    from blogcli.plan.parts import Entry

SHOWN = BLOG_TOML + "[translations]\nshow_untranslated = true\n"


def written(title: str, date: str = "2026-02-10", **keys: str) -> str:
    fields = {"title": title, "date": date, **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---\nTesto.\n\nE altro.\n"


@pytest.fixture
def mixed(walk: Site) -> Site:
    """A post in both languages of 10 February, one in Italian of the 12th, one in English of the 8th, and a page."""
    walk.write(
        {
            "blog.toml": SHOWN,
            "posts/neve/it.md": written("Neve", "2026-02-12", tags="[inverno]"),
            "posts/fog/en.md": written("Fog", "2026-02-08", tags="[monti]"),
            "posts/chi/it.md": "---\ntitle: Chi\npage: true\n---\nNoi.\n",
        }
    )
    return walk


def front(site: Site, language: LanguageTag) -> list[Entry]:
    pages = [page for page in plan_of(site).pages if isinstance(page, ListPage) and page.menu.language == language]
    return [entry for page in pages for entry in page.entries]


def shown(site: Site, language: LanguageTag) -> list[tuple[str, str]]:
    return [(entry.version.post, entry.address) for entry in front(site, language)]


WALK_IT, WALK_EN = "/2026/02/una-passeggiata/", "/en/2026/02/a-walk/"


def test_a_language_s_lists_hold_its_own_posts(mixed: Site) -> None:
    mixed.write({"blog.toml": BLOG_TOML})
    assert shown(mixed, IT) == [("neve", "/2026/02/neve/"), ("una-passeggiata", WALK_IT)]
    assert shown(mixed, EN) == [("una-passeggiata", WALK_EN), ("fog", "/en/2026/02/fog/")]


def test_where_the_blog_says_so_lists_lead_to_the_original_of_what_is_lacking(mixed: Site) -> None:
    fog, neve = ("fog", "/en/2026/02/fog/"), ("neve", "/2026/02/neve/")
    assert shown(mixed, IT) == [neve, ("una-passeggiata", WALK_IT), fog]
    assert shown(mixed, EN) == [neve, ("una-passeggiata", WALK_EN), fog]
    marks = [(entry.language, entry.version.language) for entry in front(mixed, EN)]
    assert marks == [(EN, IT), (EN, EN), (EN, EN)]


def test_of_an_original_that_is_no_more_live_another_version_is_shown(mixed: Site) -> None:
    mixed.write({"blog.toml": SHOWN.replace('"it", "en"', '"it", "en", "de"')})
    mixed.write({"posts/2026/una-passeggiata/it.md": ITALIAN.replace("title:", "draft: true\ntitle:")})
    mixed.write({"posts/2026/una-passeggiata/en.md": ENGLISH.replace("title:", "draft: false\ntitle:")})
    assert ("una-passeggiata", WALK_EN) in shown(mixed, IT)
    assert ("una-passeggiata", WALK_EN) in [
        (entry.version.post, entry.address) for entry in front(mixed, LanguageTag("de"))
    ]


def test_archive_and_tags_show_them_too(mixed: Site) -> None:
    pages = plan_of(mixed).pages
    (archive,) = [page for page in pages if isinstance(page, ArchivePage) and page.menu.language == EN]
    assert [(line.title, line.language) for line in archive.lines] == [("Neve", IT), ("A walk", EN), ("Fog", EN)]
    (index,) = [page for page in pages if isinstance(page, TagIndexPage) and page.menu.language == EN]
    assert [(link.address, number) for link, number in index.tags] == [
        ("/en/tags/inverno/", 1),
        ("/en/tags/monti/", 2),
    ]
    (winter,) = [page for page in pages if isinstance(page, TagPage) and page.address == "/en/tags/inverno/"]
    assert [entry.address for entry in winter.entries] == ["/2026/02/neve/"]
    # On the page of another language, a tag leads to the tag's list in the language of the page.
    assert [link.address for entry in winter.entries for link in entry.tags] == ["/en/tags/inverno/"]


def test_feeds_neighbours_and_alternates_are_of_real_versions(mixed: Site) -> None:
    def real(site: Site) -> list[object]:
        pages = plan_of(site).pages
        posts = [
            (page.address, page.alternates, page.older, page.newer) for page in pages if isinstance(page, PostPage)
        ]
        feeds = [(page.address, page.entries) for page in pages if isinstance(page, FeedPage)]
        (sitemap,) = [page for page in pages if isinstance(page, SitemapPage)]
        tags = re.compile(r"/tags/.")
        return [posts, feeds, [entry for entry in sitemap.entries if not tags.search(entry.address)]]

    with_them = real(mixed)
    mixed.write({"blog.toml": BLOG_TOML})
    assert real(mixed) == with_them


def test_pages_and_drafts_are_not_listed(mixed: Site) -> None:
    mixed.write(
        {"posts/bozza/it.md": written("Bozza", draft="true"), "posts/dopo/it.md": written("Dopo", "2199-01-01")}
    )
    assert {name for name, _ in shown(mixed, EN)} == {"neve", "una-passeggiata", "fog"}


def test_a_translation_takes_the_place_of_what_was_lacking_and_moves_nothing(blog: Site) -> None:
    blog.write({"blog.toml": SHOWN + "[lists]\nsize = 2\n"})
    blog.write({f"posts/p{n}/it.md": written(f"P{n}", f"2026-02-0{n}") for n in range(1, 8)})

    def numbered() -> dict[int | None, list[str]]:
        pages = [page for page in plan_of(blog).pages if isinstance(page, ListPage) and page.menu.language == EN]
        return {page.number: [entry.version.post for entry in page.entries] for page in pages}

    before = numbered()
    assert before == {None: ["p7", "p6", "p5"], 2: ["p4", "p3"], 1: ["p2", "p1"]}
    blog.write({"posts/p3/en.md": "---\ntitle: Third\ntranslated_from: it\n---\nText.\n"})
    assert numbered() == before
    blog.write({"posts/p8/it.md": written("P8", "2026-02-08")})
    assert numbered() == {None: ["p8", "p7"], 3: ["p6", "p5"], 2: ["p4", "p3"], 1: ["p2", "p1"]}


# As readers see them


def test_a_card_says_in_which_language_its_post_is(mixed: Site) -> None:
    mixed.ok("render")
    page = read(mixed, "/en/")
    neve, walk, _ = page.all(".//article")
    title, summary = neve.find("header/h2"), neve.find("div")
    assert title is not None
    assert summary is not None
    assert [(each.get("lang"), each.get("dir")) for each in (title, summary)] == [("it", "ltr")] * 2
    leading = [link for link in neve.iter("a") if link.get("rel") != "tag"]
    assert {(link.get("href"), link.get("hreflang")) for link in leading} == {("/2026/02/neve/", "it")}
    assert words(neve) == "Thursday, February 12, 2026 in Italian Neve Testo. Read more: Neve inverno"
    assert [link.get("href") for link in neve.iter("a") if link.get("rel") == "tag"] == ["/en/tags/inverno/"]
    assert [each for each in walk.iter() if each.get("lang") or each.get("hreflang")] == []
    assert "in Italian" not in words(walk)
    assert [link.get("href") for link in page.all("head/link[@hreflang]")] == [
        "https://blog.example/",
        "https://blog.example/en/",
        "https://blog.example/",
    ]


def test_an_archive_says_in_which_language_a_post_is(mixed: Site) -> None:
    mixed.write({"blog.toml": SHOWN.replace('"it", "en"', '"it", "en", "ar"')})
    mixed.write({"posts/nuzha/ar.md": written("نزهة", "2026-02-01")})
    mixed.ok("render")
    assert read(mixed, "/en/archive/").text(".//main//li") == [
        "February 12 Neve in Italian",
        "February 10 A walk",
        "February 8 Fog",
        "February 1 نزهة in Arabic",
    ]
    links = read(mixed, "/en/archive/").all(".//main//li//a")
    assert [(link.get("lang"), link.get("dir"), link.get("hreflang")) for link in links] == [
        ("it", "ltr", "it"),
        (None, None, None),
        (None, None, None),
        ("ar", "rtl", "ar"),
    ]


def test_other_processes_print_the_same(mixed: Site) -> None:
    mixed.write({f"posts/p{n:03}/it.md": written(f"P{n}", "2025-02-10", tags="[monti]") for n in range(200)})
    mixed.ok("render", "--jobs", "1")
    before = mixed.tree("public")
    mixed.ok("render", "--jobs", "2", "--output", "altrove")
    assert mixed.tree("altrove") == before
    assert len(before) > 250
