"""Tags in the pages as readers, search engines and feed readers find them: by the names of each language."""

from __future__ import annotations

import json
import re

import pytest

from tests.render.reading import all_pages, dead_links, read, words
from tests.support import BLOG_TOML, ENGLISH, ITALIAN, Site

NAMED = """\
[tags.monti.it]
name = "Monti & valli"
slug = "montagne"
description = "Dove l’aria è <fina>."
[tags.monti.en]
name = "Mountains"
[lists]
size = 1
"""
URL = "https://blog.example"
IT, EN = "/tags/montagne/", "/en/tags/mountains/"


@pytest.fixture
def hills(walk: Site) -> Site:
    """A walk in both languages and a second post in Italian, all of one tag that has names."""
    second = ITALIAN.replace("passeggiata", "salita").replace("2026-02-10", "2026-01-10").replace("[monti]", "[MONTI]")
    third = second.replace("salita", "discesa").replace("01-10", "01-09")
    walk.write({"blog.toml": BLOG_TOML + NAMED, "posts/salita/it.md": second, "posts/discesa/it.md": third})
    walk.ok("render")
    return walk


def test_every_page_calls_a_tag_as_its_language_does(hills: Site) -> None:
    names: dict[str | None, set[tuple[bool, str]]] = {}
    for address, page in all_pages(hills).items():
        for link in page.all(".//a[@rel='tag']"):
            names.setdefault(link.get("href"), set()).add((address.startswith("/en/"), words(link)))
    assert names == {IT: {(False, "Monti & valli")}, EN: {(True, "Mountains")}}
    assert read(hills, "/tags/").text(".//main//li") == ["Monti & valli 3 articoli"]
    assert read(hills, "/en/tags/").text(".//main//li") == ["Mountains 1 post"]
    assert dead_links(hills, f"{URL}/") == []


def test_a_tag_s_list_has_its_name_and_says_what_it_is_about(hills: Site) -> None:
    page = read(hills, IT)
    assert page.text(".//title") == ["Monti & valli · Quaderno"]
    assert "Monti & valli" in page.text(".//h1")[0]
    assert page.text(".//main/p[@class='lede']") == ["Dove l’aria è <fina>."]
    described = [each.get("content") for each in page.all(".//meta") if "description" in str(each.attrib)]
    assert described == ["Dove l’aria è <fina>."] * 2
    assert read(hills, f"{IT}page/1/").text(".//main/p[@class='lede']") == ["Pagina 1"]
    english = read(hills, EN)
    assert english.text(".//main/p") == []
    assert english.one(".//meta[@name='description']").get("content") == "Quaderno"


def test_the_lists_of_one_tag_lead_to_each_other(hills: Site) -> None:
    alternates = [("it", URL + IT), ("en", URL + EN), ("x-default", URL + IT)]
    for address in (IT, EN):
        page = read(hills, address)
        found = [
            (link.get("hreflang"), link.get("href")) for link in page.all("head/link[@rel='alternate'][@hreflang]")
        ]
        assert found == alternates
    for address in (IT, EN, f"{IT}page/1/"):
        menu = read(hills, address).all(".//nav[@class='languages']//a")
        assert [link.get("href") for link in menu] == [IT, EN]
    numbered = read(hills, f"{IT}page/1/")
    assert numbered.all("head/link[@rel='alternate'][@hreflang]") == []
    sitemap = hills.page("/sitemap.xml")
    (entry,) = re.findall(rf"<loc>{URL}{EN}</loc>(.*?)</url>", sitemap, re.DOTALL)
    assert re.findall(r'hreflang="(\S+)" href="(\S+)"', entry) == alternates


def test_a_tag_that_one_language_has_leads_to_the_other_s_front_page(hills: Site) -> None:
    hills.write({"posts/2026/una-passeggiata/en.md": ENGLISH.replace("translated", "tags: []\ntranslated")})
    hills.ok("render")
    page = read(hills, IT)
    assert page.all("head/link[@rel='alternate'][@hreflang]") == []
    assert [link.get("href") for link in page.all(".//nav[@class='languages']//a")] == [IT, "/en/"]


def test_search_engines_and_feed_readers_are_told_the_names_of_the_language(hills: Site) -> None:
    for address, feed, name in (
        ("/2026/02/una-passeggiata/", "/feed.xml", "Monti & valli"),
        ("/en/2026/02/a-walk/", "/en/feed.xml", "Mountains"),
    ):
        data = read(hills, address).one("head/script[@type='application/ld+json']").text or ""
        assert json.loads(data)["keywords"] == [name]
        terms = re.findall(r'<category term="(.*?)"/>', hills.page(feed))
        assert set(terms) == {name.replace("&", "&amp;")}
