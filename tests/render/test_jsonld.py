"""What search engines are told of a post, as a program reads it out of the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.render.reading import all_pages, read
from tests.support import BLOG_TOML, ENGLISH, ITALIAN, Site, comment

if TYPE_CHECKING:
    from tests.render.reading import Read

IT, EN = "/2026/02/una-passeggiata/", "/en/2026/02/a-walk/"
POST = "posts/2026/una-passeggiata"
URL = "https://blog.example"
WORK = {"@type": "BlogPosting", "@id": URL + IT, "url": URL + IT, "headline": "Una passeggiata", "inLanguage": "it"}


def data(page: Read) -> list[Any]:
    """The JSON-LD of a page, parsed."""
    return [json.loads(each.text or "") for each in page.all("head/script[@type='application/ld+json']")]


def test_a_post_says_what_it_is(walk: Site) -> None:
    head = "tags: [monti, mare]\nimage: mare.jpg\nupdated: 2026-02-20\nauthor: Ugo\nsummary: In breve.\n"
    walk.write(
        {
            f"{POST}/it.md": ITALIAN.replace("tags: [monti]\n", head),
            f"{POST}/mare.jpg": b"\xff",
            "comments/una-passeggiata/a.md": comment("Bello!"),
        }
    )
    walk.ok("render")
    work = {**WORK, "@id": URL + EN, "url": URL + EN, "headline": "A walk", "inLanguage": "en"}
    assert data(read(walk, IT)) == [
        {
            "@context": "https://schema.org",
            **WORK,
            "description": "In breve.",
            "datePublished": "2026-02-10T00:00:00+01:00",
            "dateModified": "2026-02-20T00:00:00+01:00",
            "author": {"@type": "Person", "name": "Ugo"},
            "image": f"{URL}{IT}mare.jpg",
            "keywords": ["monti", "mare"],
            "commentCount": 1,
            "isPartOf": {"@type": "Blog", "@id": f"{URL}/", "name": "Quaderno"},
            "workTranslation": [work],
        }
    ]


def test_a_translation_names_what_it_is_made_of(walk: Site) -> None:
    walk.ok("render")
    (said,) = data(read(walk, EN))
    assert said["translationOfWork"] == WORK
    assert "workTranslation" not in said
    assert (said["inLanguage"], said["isPartOf"]["@id"]) == ("en", f"{URL}/en/")


def test_a_translation_of_a_translation_names_the_one_and_the_original_all(walk: Site) -> None:
    walk.write({"blog.toml": BLOG_TOML.replace('"it", "en"', '"it", "en", "de"')})
    walk.write({f"{POST}/de.md": ENGLISH.replace("language: it", "language: en")})
    walk.ok("render")
    (said,) = data(read(walk, "/de/2026/02/a-walk/"))
    assert said["translationOfWork"]["url"] == URL + EN
    (original,) = data(read(walk, IT))
    assert [work["inLanguage"] for work in original["workTranslation"]] == ["en", "de"]


def test_what_is_not_live_is_not_named(walk: Site) -> None:
    walk.write({f"{POST}/en.md": ENGLISH.replace("title:", "draft: true\ntitle:")})
    walk.ok("render")
    assert "workTranslation" not in data(read(walk, IT))[0]
    walk.write({f"{POST}/en.md": ENGLISH.replace("title:", "draft: false\ntitle:")})
    walk.write({f"{POST}/it.md": ITALIAN.replace("title:", "draft: true\ntitle:")})
    walk.ok("render")
    assert "translationOfWork" not in data(read(walk, EN))[0]


def test_a_page_of_the_menu_and_lists_are_no_posts(walk: Site) -> None:
    walk.write({"posts/chi/it.md": "---\ntitle: Chi\npage: true\n---\nNoi.\n"})
    walk.ok("render")
    with_data = {address for address, page in all_pages(walk).items() if data(page)}
    assert with_data == {IT, EN}


def test_a_post_without_author_tags_or_picture_says_nothing_of_them(walk: Site) -> None:
    walk.write({"blog.toml": BLOG_TOML.replace('author = "Ada Bianchi"\n', "")})
    walk.write({f"{POST}/it.md": ITALIAN.replace("tags: [monti]\n", "")})
    walk.ok("render")
    (said,) = data(read(walk, IT))
    assert not {"author", "keywords", "image"} & set(said)
    assert said["commentCount"] == 0


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "a & b &lt; c &amp;lt;",
    'he said "no" and \\ "yes"',
    "{{ 7*7 }}{% raw %}",
    "a\u2028b\u2029c",
    "نزهة \u202e على",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_ends_the_data_or_changes_it(text: str, walk: Site) -> None:
    quoted = json.dumps(text)
    head = f"title: {quoted}\nauthor: {quoted}\nsummary: {quoted}\ntags: [{quoted}]\n"
    walk.write({f"{POST}/it.md": ITALIAN.replace("title: Una passeggiata\n", head).replace("tags: [monti]\n", "")})
    walk.write({"blog.toml": BLOG_TOML.replace('title = "Quaderno"', f"title = {quoted}")})
    walk.ok("render")
    page = read(walk, IT)
    (said,) = data(page)
    assert page.scripts() == []
    assert (said["headline"], said["author"]["name"], said["isPartOf"]["name"]) == (text, text, text)
    assert (said["description"], said["keywords"]) == (text, [text])
    assert data(read(walk, EN))[0]["translationOfWork"]["headline"] == text
    source = walk.page(IT).split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert not set("<>&") & set(source)
    assert json.loads(source) == said


def test_it_is_the_same_wherever_it_is_made(walk: Site) -> None:
    walk.ok("render", "--jobs", "1")
    before = walk.page(IT), walk.page(EN)
    walk.ok("render", "--clean", "--jobs", "2", env={"TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8"})
    assert (walk.page(IT), walk.page(EN)) == before
