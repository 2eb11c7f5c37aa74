"""A post whose versions stand on one page: its heading and its sections."""

from __future__ import annotations

import json

import pytest

from tests.render.reading import dead_links, read, sections, words
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


# The page


def test_a_page_reads_from_the_date_by_both_titles_and_texts_to_the_conversation(together: Site) -> None:
    together.write({"comments/una-passeggiata/a.md": comment("Bello!", author="Bea")})
    together.write({"comments/una-passeggiata/b.md": comment("Lovely.", author="Tom", language="en")})
    together.ok("render")
    page = read(together, PAGE)
    assert (page.root.get("lang"), page.root.get("dir")) == ("it", "ltr")
    said = words(page.one(".//main"))
    order = [
        "martedì 10 febbraio 2026", "Una passeggiata – A walk", "English version", "Il sentiero sale piano.",
        "English version", "The path climbs slowly.", "2 commenti", "Bea ha detto", "Tom ha detto",
    ]  # fmt: skip
    places: list[int] = []
    for words_of in order:
        places.append(said.index(words_of, places[-1] + 1 if places else 0))
    assert places == sorted(places)
    titles = [(span.get("lang"), span.get("dir"), words(span)) for span in page.all(".//h1/span[@lang]")]
    assert titles == [("it", "ltr", "Una passeggiata"), ("en", "ltr", "A walk")]
    assert sections(page) == [("_it", "it", "ltr"), ("_en", "en", "ltr")]
    headings = [words(heading) for heading in page.all(".//section[@class='version']/h2")]
    assert headings == ["Versione italiana", "English version"]
    assert page.text("head/title") == ["Una passeggiata – A walk · Quaderno"]
    assert page.one(".//meta[@property='og:title']").get("content") == "Una passeggiata – A walk"


def test_a_link_at_the_top_leads_to_the_other_text_in_its_own_words(together: Site) -> None:
    together.ok("render")
    (jump,) = read(together, PAGE).all(".//p[@class='versions']/a")
    assert {name: jump.get(name) for name in ("href", "lang", "hreflang", "dir")} == {
        "href": "#_en", "lang": "en", "hreflang": "en", "dir": "ltr",
    }  # fmt: skip
    assert words(jump) == "English version"


def test_an_english_original_has_an_italian_version_below_it(blog: Site) -> None:
    blog.write(
        {"blog.toml": TOGETHER, "posts/p/en.md": ENGLISH.partition("translated_from")[0] + "date: 2026-02-10\n---\nx\n"}
    )
    blog.write({"posts/p/it.md": "---\ntitle: Passi\ntranslated_from: en\n---\nTesto.\n"})
    blog.ok("render")
    page = read(blog, OWN_ENGLISH)
    assert page.root.get("lang") == "en"
    assert [each[0] for each in sections(page)] == ["_en", "_it"]
    assert (
        page.text(".//p[@class='versions']/a") == page.text(".//section/h2[@class='called']") == ["Versione italiana"]
    )


def test_a_language_without_a_catalogue_is_called_by_its_name_and_keeps_its_direction(together: Site) -> None:
    together.write({"blog.toml": TOGETHER.replace('"it", "en"', '"it", "ur", "en-GB"')})
    (together.root / POST / "en.md").rename(together.root / POST / "en-GB.md")
    together.write({f"{POST}/ur.md": "---\ntitle: سیر\ntranslated_from: it\n---\nنص.\n"})
    together.write({"blog.toml": together.read("blog.toml").replace("[language.en]", "[language.en-GB]")})
    together.ok("render")
    page = read(together, PAGE)
    assert sections(page) == [("_it", "it", "ltr"), ("_ur", "ur", "rtl"), ("_en-gb", "en-GB", "ltr")]
    assert page.text(".//section/h2[@class='called']") == ["اردو", "English version"]
    assert [link.get("dir") for link in page.all(".//p[@class='versions']/a")] == ["rtl", "ltr"]


def test_one_address_is_no_translation_of_itself(together: Site) -> None:
    together.ok("render")
    page = read(together, PAGE)
    assert page.all("head/link[@hreflang]") == []
    assert page.one("head/link[@rel='canonical']").get("href") == f"{URL}2026/02/una-passeggiata/"
    sitemap = together.page("/sitemap.xml")
    assert sitemap.count("<loc>https://blog.example/2026/02/una-passeggiata/</loc>") == 1
    assert "a-walk" not in sitemap
    (entry,) = [part for part in sitemap.split("<url>") if "una-passeggiata" in part]
    assert "hreflang" not in entry


def test_search_engines_are_told_of_both_works(together: Site) -> None:
    together.ok("render")
    said = json.loads(read(together, PAGE).one(".//script").text or "")
    assert (said["headline"], said["inLanguage"]) == ("Una passeggiata", "it")
    (work,) = said["workTranslation"]
    assert (work["headline"], work["inLanguage"]) == ("A walk", "en")
    assert work["url"] == f"{URL}2026/02/una-passeggiata/#_en"


def test_the_menu_of_languages_leads_to_the_texts(together: Site) -> None:
    together.ok("render")
    menu = read(together, PAGE).all(".//nav[@class='languages']//a")
    assert {link.get("lang"): link.get("href") for link in menu} == {"it": PAGE, "en": ENGLISH_TEXT}


def test_what_is_said_of_one_version_stands_with_it_in_its_language(together: Site) -> None:
    together.write({f"{POST}/disegno.svg": "<svg/>", f"{POST}/drawing.svg": "<svg/>"})
    head = "image: disegno.svg\nupdated: 2026-02-20\ndate:"
    together.write({f"{POST}/it.md": changed(ITALIAN, "date:", head)})
    (together.root / POST / "en.md").unlink()
    together.ok("translate", POST, "en", "--title", "A walk", "--body", "The path climbs slowly.")
    made = changed(together.read(f"{POST}/en.md"), "title:", "author: Tom\nimage: drawing.svg\ntitle:")
    together.write({f"{POST}/en.md": made})
    together.write({f"{POST}/it.md": changed(together.read(f"{POST}/it.md"), "piano.", "forte e ripido.")})
    together.ok("render")
    page = read(together, PAGE)
    italian, english = page.all(".//section[@class='version']")
    assert [image.get("src") for image in page.all(".//img[@class='lead']")] == [
        f"{PAGE}disegno.svg",
        f"{PAGE}drawing.svg",
    ]
    assert "Aggiornato venerdì 20 febbraio 2026" in words(italian)
    assert "The original has changed since this translation was made" in words(english)
    assert "By Tom" in words(english)
    assert [words(link) for link in english.findall(".//p[@class='outdated']/a")] == ["Read it in Italian"]
    assert english.find(".//p[@class='outdated']/a").get("href") == f"{PAGE}#_it"  # type: ignore[union-attr]
    assert [tag.get("href") for tag in italian.findall(".//a[@rel='tag']")] == ["/tags/monti/"]
    assert [tag.get("href") for tag in english.findall(".//a[@rel='tag']")] == ["/en/tags/monti/"]
    header = words(page.one(".//article[@class='post']/header"))
    assert "changed" not in header


def test_a_draft_says_so_where_it_stands(together: Site) -> None:
    together.write({f"{POST}/en.md": changed(ENGLISH, "slug:", "draft: true\nslug:")})
    together.ok("render", "--drafts", "--output", "public")
    italian, english = read(together, PAGE).all(".//section[@class='version']")
    assert "This is a draft." in words(english)
    assert "bozza" not in words(read(together, PAGE).one(".//article[@class='post']/header")) + words(italian)


def test_a_picture_of_all_versions_stands_once(together: Site) -> None:
    together.write({f"{POST}/it.md": changed(ITALIAN, "date:", "image: /comune.svg\ndate:")})
    together.ok("render")
    assert len(read(together, PAGE).all(".//img[@class='lead']")) == 1


TEXT = """\
See [the top](#the-top), [the talk](#_comments) and a note.[^1]

## The top

<label for="q">Q</label> <input id="q">

[^1]: A note.
"""


def test_no_two_texts_share_an_id_and_each_link_stays_in_its_own(together: Site) -> None:
    together.write(
        {
            f"{POST}/{tag}.md": text.rpartition("---\n")[0] + f"---\n{TEXT}"
            for tag, text in (("it", ITALIAN), ("en", ENGLISH))
        }
    )
    together.ok("render")
    page = read(together, PAGE)
    ids = page.anchors()
    assert len(set(ids)) == len(ids)
    assert {"the-top", "_en-the-top", "fn-1", "_en-fn-1"} <= set(ids)
    for section, start in zip(page.all(".//section[@class='version']"), ("", "_en-"), strict=True):
        links = [link.get("href") for link in section.findall(".//div[@class='body']//a")]
        assert links == [f"#{start}the-top", "#_comments", f"#{start}fn-1", f"#{start}fnref-1"]
        assert section.find(".//label").get("for") == section.find(".//input").get("id")  # type: ignore[union-attr]
    assert dead_links(together, URL) == []


def test_links_of_a_text_go_from_the_address_of_its_own(together: Site) -> None:
    together.write({"posts/2026/due/it.md": "---\ntitle: Due\ndate: 2026-02-11\n---\nx\n"})
    together.write(
        {"posts/2026/due/en.md": "---\ntitle: Two\nslug: two\ntranslated_from: it\n---\n[before](../a-walk/)\n"}
    )
    together.ok("render")
    assert [link.get("href") for link in read(together, "/2026/02/due/").all(".//section[@id='_en']//p/a")] == [
        OWN_ENGLISH
    ]
    assert dead_links(together, URL) == []
