"""Small letters in addresses: each language has its own."""

from __future__ import annotations

import pytest

from tests.support import BLOG_TOML, Site, changed

LANGUAGES = {"tr": "tr", "az": "az", "en": "", "de": "de", "el": "el"}


@pytest.fixture
def blog(empty: Site) -> Site:
    tables = "".join(f'[language.{tag}]\npath = "{path}"\n' for tag, path in LANGUAGES.items())
    head = BLOG_TOML.partition("[language.it]")[0].replace('["it", "en"]', str([*LANGUAGES]).replace("'", '"'))
    empty.write({"blog.toml": f'{head}{tables}[feed]\ntagging_entity = "blog.example,2026"\n'})
    return empty


@pytest.mark.parametrize(
    ("language", "title", "slug"),
    [
        ("tr", "IŞIK ve İzmir", "ışık-ve-izmir"),
        ("az", "İSTİ QIŞ", "isti-qış"),
        ("tr", "I\N{COMBINING DOT ABOVE}zmir", "izmir"),  # as macOS writes it
        ("en", "IŞIK ve İzmir", "işik-ve-izmir"),
        ("en", "İstanbul in May", "istanbul-in-may"),
        ("de", "MAẞE IM EIS", "maße-im-eis"),
        ("el", "ΟΔΟΣ ΣΟΦΙΑΣ", "οδος-σοφιας"),
    ],
)
def test_a_title_makes_a_slug_in_the_small_letters_of_its_language(
    blog: Site, language: str, title: str, slug: str
) -> None:
    path = blog.ok("new", title, "--language", language, "--date", "2026-02-01", "--body", "Metin.").lines[0]
    assert f"\nslug: {slug}\n" in blog.read(path)
    blog.ok("render")
    prefix = f"/{LANGUAGES[language]}" if LANGUAGES[language] else ""
    assert "Metin." in blog.page(f"{prefix}/2026/02/{slug}/")


def test_a_translated_title_does_too(blog: Site) -> None:
    blog.ok("new", "Light", "--language", "en", "--date", "2026-02-01", "--body", "Light.")
    path = blog.ok("translate", "light", "tr", "--title", "IŞIK", "--body", "Işık.").lines[0]
    assert "\nslug: ışık\n" in blog.read(path)


def test_a_slug_written_in_capitals_has_the_address_of_its_language(blog: Site) -> None:
    for language in ("tr", "en"):
        blog.ok("new", "x", "--id", language, "--slug", "IRMAK-İÇİ", "--language", language, "--date", "2026-02-01",
                "--body", "Su.")  # fmt: skip
    blog.ok("render")
    assert "Su." in blog.page("/tr/2026/02/ırmak-içi/")
    assert "Su." in blog.page("/2026/02/irmak-içi/")


def test_headings_and_tags_have_the_small_letters_of_their_language(blog: Site) -> None:
    for language in ("tr", "en"):
        blog.ok("new", "x", "--id", language, "--language", language, "--date", "2026-02-01", "--tag", "IŞIK",
                "--body", "## IŞIK ve İzmir\n\nMetin.")  # fmt: skip
    blog.ok("render")
    assert '<h2 id="ışık-ve-izmir">' in blog.page("/tr/2026/02/x/")
    assert '<h2 id="işik-ve-izmir">' in blog.page("/2026/02/x/")
    assert "IŞIK" in blog.page("/tr/tags/ışık/")
    assert "IŞIK" in blog.page("/tags/işik/")


def test_a_tag_in_capitals_is_the_one_in_small_letters_of_its_language(blog: Site) -> None:
    for number, tag in enumerate(("IŞIK", "ışık", "İzmir", "izmir")):
        blog.ok("new", "x", "--id", f"a{number}", "--slug", f"a{number}", "--language", "tr", "--date", "2026-02-01",
                "--tag", tag, "--body", "Metin.")  # fmt: skip
    result = blog.ok("render")
    assert "warning" not in result.err
    for address in ("/tr/tags/ışık/", "/tr/tags/izmir/"):
        assert blog.page(address).count("Metin.") == 2


def test_a_tag_s_name_and_slug_in_blog_toml_are_read_in_their_language(blog: Site) -> None:
    tags = '[tags.light.tr]\nname = "IŞIK"\nslug = "IŞIKLAR"\n[tags.light.en]\nname = "Light"\n'
    blog.write({"blog.toml": changed(blog.read("blog.toml"), "[feed]", f"{tags}[feed]")})
    blog.ok("new", "x", "--language", "tr", "--date", "2026-02-01", "--tag", "ışık", "--body", "Metin.")
    blog.ok("render")
    assert "Metin." in blog.page("/tr/tags/ışıklar/")
