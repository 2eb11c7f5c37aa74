"""What leads to the versions of a post that stand on one page, and which posts have such a page."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from tests.render.reading import all_pages, dead_links, read, sections, words
from tests.support import ENGLISH, ITALIAN, TOGETHER, Site, changed, comment

PAGE, ENGLISH_TEXT = "/2026/02/una-passeggiata/", "/2026/02/una-passeggiata/#_en"
OWN_ENGLISH = "/en/2026/02/a-walk/"
POST = "posts/2026/una-passeggiata"
URL = "https://blog.example/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def together(walk: Site) -> Site:
    """The blog with one post, both languages on one page."""
    walk.write({"blog.toml": TOGETHER})
    return walk


# What leads there


def test_each_language_s_lists_tags_archive_and_feed_lead_to_its_text(together: Site) -> None:
    together.write({"comments/una-passeggiata/a.md": comment("Bello!")})
    together.ok("render")
    for address in ("/en/", "/en/tags/monti/", "/en/archive/"):
        page = read(together, address)
        assert "A walk" in [words(link) for link in page.all(".//main//a") if link.get("href") == ENGLISH_TEXT]
    assert f"{PAGE}#_comments" in read(together, "/en/").links()
    feed = ElementTree.fromstring(together.page("/en/feed.xml"))
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == "tag:blog.example,2026:post:una-passeggiata:en"
    assert entry.find(f"{ATOM}link").get("href") == f"{URL}2026/02/una-passeggiata/#_en"  # type: ignore[union-attr]
    assert "The path climbs" in (entry.findtext(f"{ATOM}content") or "")
    assert "sentiero" not in (entry.findtext(f"{ATOM}content") or "")
    assert PAGE in read(together, "/").links()


def test_the_address_a_version_has_apart_and_its_aliases_lead_to_its_text(together: Site) -> None:
    together.write({f"{POST}/en.md": changed(ENGLISH, "slug:", "aliases: [/en/old/]\nslug:")})
    together.ok("render")
    for address in (OWN_ENGLISH, "/en/old/"):
        page = read(together, address)
        assert page.one("head/meta[@http-equiv]").get("content") == f"0; url={ENGLISH_TEXT}"
        assert page.one("head/link[@rel='canonical']").get("href") == f"{URL}2026/02/una-passeggiata/"


def test_no_address_dies_by_a_change_of_the_layout(walk: Site) -> None:
    walk.ok("render")
    apart = set(all_pages(walk))
    walk.write({"blog.toml": TOGETHER})
    walk.ok("render")
    assert set(all_pages(walk)) == apart


def test_a_redirect_that_has_no_place_names_the_version_and_the_way_out(together: Site) -> None:
    together.write({"static/en/2026/02/a-walk/index.html": "x"})
    said = together.fails("render")
    assert f"{POST}/en.md: has the address of static/en/2026/02/a-walk/index.html: {OWN_ENGLISH}" in said
    assert "change the slug" in said


def test_posts_before_and_after_are_those_of_the_page_s_language(together: Site) -> None:
    together.write({"posts/prima/it.md": "---\ntitle: Prima\ndate: 2026-02-01\n---\nx\n"})
    together.write({"posts/after/en.md": "---\ntitle: After\nslug: after\ndate: 2026-02-20\n---\nx\n"})
    together.ok("render")
    page = read(together, PAGE)
    assert [link.get("href") for link in page.all(".//nav[@class='turning']/a")] == ["/2026/02/prima/"]
    after = read(together, "/en/2026/02/after/")
    assert [link.get("href") for link in after.all(".//nav[@class='turning']/a")] == [ENGLISH_TEXT]


def test_a_page_in_the_menu_leads_to_its_text(together: Site) -> None:
    together.write({"posts/chi/it.md": "---\ntitle: Chi\npage: true\n---\nNoi.\n"})
    together.write({"posts/chi/en.md": "---\ntitle: Who\nslug: who\ntranslated_from: it\n---\nUs.\n"})
    together.ok("render")
    menu = read(together, "/en/").all(".//nav[@class='places']//a")
    assert ("Who", "/chi/#_en") in [(words(link), link.get("href")) for link in menu]
    assert [link.get("href") for link in read(together, "/chi/").all(".//nav[@class='places']//a[@aria-current]")] == [
        "/chi/"
    ]
    assert read(together, "/en/who/").all("head/meta[@http-equiv]") != []


def test_a_comment_named_by_hand_is_found_from_every_version(together: Site) -> None:
    link = " [detto](post:una-passeggiata#c-primo) e [qui](#c-primo)"
    for name, text in (("it", ITALIAN), ("en", ENGLISH)):
        together.write({f"{POST}/{name}.md": f"{text}\n{link}\n\n## C plus\n"})
    after = "---\ntitle: After\nslug: after\ndate: 2026-02-20\n---\n[said](post:una-passeggiata#c-primo)\n"
    together.write({"posts/after/en.md": after})
    together.write({"comments/una-passeggiata/primo.md": comment("Bello!")})
    together.write({"comments/una-passeggiata/20260212T090000Z-aaaaaa.md": comment("Sì!")})
    together.ok("render")
    assert dead_links(together, URL) == []
    anchors = read(together, PAGE).anchors()
    assert len(anchors) == len(set(anchors))
    assert [name for name in anchors if "aaaaaa" in name] == ["c-20260212T090000Z-aaaaaa"]


# Which posts


@pytest.mark.parametrize(("blog_s", "post_s", "one"), [
    ("together", "", True), ("apart", "", False), ("together", "apart", False), ("apart", "together", True),
])  # fmt: skip
def test_a_post_may_differ_from_its_blog(blog_s: str, post_s: str, one: bool, walk: Site) -> None:
    walk.write({"blog.toml": TOGETHER.replace('layout = "together"', f'layout = "{blog_s}"')})
    if post_s:
        walk.write({f"{POST}/it.md": changed(ITALIAN, "date:", f"layout: {post_s}\ndate:")})
        walk.write({f"{POST}/en.md": changed(ENGLISH, "slug:", f"layout: {blog_s}\nslug:")})  # counts for nothing
    walk.ok("render")
    assert bool(sections(read(walk, PAGE))) is one
    assert bool(read(walk, OWN_ENGLISH).all("head/meta[@http-equiv]")) is one
    versions = {
        each["language"]: each["url"] for each in json.loads(walk.ok("show", POST, "--json").out)["post"]["versions"]
    }
    assert versions["en"] == (f"{URL}2026/02/una-passeggiata/#_en" if one else f"{URL}en/2026/02/a-walk/")


def test_a_draft_is_not_there_and_one_version_alone_has_an_ordinary_page(together: Site) -> None:
    together.write({f"{POST}/en.md": changed(ENGLISH, "slug:", "draft: true\nslug:")})
    together.ok("render")
    page = read(together, PAGE)
    assert page.text(".//h1") == ["Una passeggiata"]
    assert sections(page) == []
    assert OWN_ENGLISH not in all_pages(together)
    together.ok("render", "--drafts", "--output", "public")
    assert [each[0] for each in sections(read(together, PAGE))] == ["_it", "_en"]


def test_where_the_original_is_no_longer_live_the_first_version_that_is_leads(together: Site) -> None:
    together.write({"blog.toml": TOGETHER.replace('"it", "en"', '"it", "en", "de"')})
    together.write({f"{POST}/it.md": changed(ITALIAN, "date:", "draft: true\ndate:")})
    together.write({f"{POST}/en.md": changed(ENGLISH, "slug:", "draft: false\nslug:")})
    together.write(
        {f"{POST}/de.md": "---\ntitle: Ein Gang\nslug: ein-gang\ndraft: false\ntranslated_from: it\n---\nText.\n"}
    )
    together.ok("render")
    page = read(together, OWN_ENGLISH)
    assert page.root.get("lang") == "en"
    assert [each[0] for each in sections(page)] == ["_en", "_de"]
    assert PAGE not in all_pages(together)
    assert dead_links(together, URL) == []


def test_the_conversation_is_that_of_the_page(together: Site) -> None:
    together.write({f"{POST}/en.md": changed(ENGLISH, "slug:", "comments: off\nslug:")})
    together.write({"comments/una-passeggiata/a.md": comment("Bello!")})
    together.ok("render")
    assert read(together, PAGE).text(".//h2[@id='_comments_title']") == ["1 commento"]
    assert "1 comment" in words(read(together, "/en/").one(".//main"))


@pytest.mark.parametrize(("tree", "said"), [
    ({"blog.toml": TOGETHER.replace('"together"', '"beside"')}, "blog.toml:6: 'layout' must be apart or together"),
    ({f"{POST}/it.md": ITALIAN.replace("date:", "layout: one\ndate:")}, "it.md:4: layout must be apart or together"),
])  # fmt: skip
def test_another_layout_is_refused(tree: dict[str, str], said: str, walk: Site) -> None:
    walk.write(tree)
    assert said in walk.fails("render")


def test_other_processes_print_the_same(together: Site) -> None:
    for number in range(110):
        together.write({f"posts/p{number:03}/it.md": f"---\ntitle: P{number}\ndate: 2025-02-10\n---\n## Su\n\nUno.\n"})
        together.write(
            {f"posts/p{number:03}/en.md": f"---\ntitle: E{number}\ntranslated_from: it\n---\n## Su\n\nOne.\n"}
        )
    together.ok("render", "--jobs", "1")
    before = together.tree("public")
    together.ok("render", "--jobs", "2", "--output", "altrove")
    assert together.tree("altrove") == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (f"{POST}/en.md", "climbs slowly", "climbs fast"),
        (f"{POST}/en.md", "title: A walk", "title: A long walk"),
        (f"{POST}/en.md", "slug:", "draft: true\nslug:"),
        (f"{POST}/en.md", "slug: a-walk", "slug: the-walk"),
        (f"{POST}/it.md", "sale piano", "sale forte"),
        (f"{POST}/it.md", "date:", "layout: apart\ndate:"),
        ("blog.toml", 'layout = "together"', 'layout = "apart"'),
    ],
)
def test_after_a_change_of_either_version_or_the_layout_a_render_is_like_one_from_nothing(
    file: str, old: str, new: str, together: Site
) -> None:
    together.ok("render")
    together.write({file: changed(together.read(file), old, new)})
    together.ok("render", "--verify")
    together.write({file: changed(together.read(file), new, old)})
    together.ok("render", "--verify")
