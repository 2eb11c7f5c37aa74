"""Addresses in any letters: read as they were written, and percent-encoded once wherever a page says them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest

from tests.render.reading import read
from tests.support import BLOG_TOML

if TYPE_CHECKING:
    from tests.support import Site

TITLES = {
    "ja": ("日本の旅", "日本の旅"),
    "ar": ("رحلةٌ إلى اليابان", "رحلةٌ-إلى-اليابان"),
    "fa": ("می‌روم به ژاپن", "می-روم-به-ژاپن"),
    "el": ("Ταξίδι στην Ιαπωνία", "ταξίδι-στην-ιαπωνία"),
    "hi": ("हिन्दी में यात्रा", "हिन्दी-में-यात्रा"),
    "ko": ("한국 여행", "한국-여행"),
    "si": ("ශ්‍රී ලංකා", "ශ්රී-ලංකා"),  # its joiner is no letter, and no end of a word
    "de": ("Größe & „Maß“", "größe-maß"),
    "uk": ("Подорож до Японії", "подорож-до-японії"),
}


@pytest.fixture
def journey(blog: Site) -> Site:
    """A post in every language of the list, started by `new` and `translate`, tagged 旅."""
    languages = ", ".join(f'"{tag}"' for tag in TITLES)
    toml = BLOG_TOML.replace('"it", "en"', languages).replace("[language.it]", "[language.ja]")
    blog.write(
        {"blog.toml": toml.replace('[language.en]\npath = "en"\n', "").replace("blog.example/", "blog.example/x/")}
    )
    (path,) = blog.ok("new", TITLES["ja"][0], "--tag", "旅", "--body", "海。").lines
    for tag in [*TITLES][1:]:
        blog.ok("translate", path, tag, "--title", TITLES[tag][0], "--body", "…")
    blog.ok("render")
    return blog


def address(tag: str) -> str:
    return ("/" if tag == "ja" else f"/{tag}/") + f"2026/03/{TITLES[tag][1]}/"


@pytest.mark.parametrize("tag", TITLES)
def test_a_post_stands_at_the_address_its_title_makes(tag: str, journey: Site) -> None:
    page = read(journey, address(tag))
    assert page.text(".//h1") == [TITLES[tag][0]]
    encoded = {other: f"https://blog.example/x{quote(address(other))}" for other in TITLES}
    assert page.one(".//link[@rel='canonical']").get("href") == encoded[tag]
    alternates = {link.get("hreflang"): link.get("href") for link in page.all(".//link[@hreflang]")}
    assert alternates == {**encoded, "x-default": encoded["ja"]}


def test_feeds_lists_and_the_sitemap_lead_there(journey: Site) -> None:
    sitemap = {element.text for element in ET.fromstring(journey.page("/sitemap.xml")).iter() if element.text}
    for tag in TITLES:
        start = "/" if tag == "ja" else f"/{tag}/"
        encoded = f"https://blog.example/x{quote(address(tag))}"
        assert encoded in sitemap
        assert f'href="{encoded}"' in journey.page(f"{start}feed.xml")
        assert f'href="/x{quote(address(tag))}"' in journey.page(start)


def test_every_link_is_encoded_once_and_leads_to_a_file(journey: Site) -> None:
    public = journey.root / "public"
    links = {
        link for path in public.rglob("*.html") for link in re.findall(r'href="(/[^"]*)"', path.read_text("utf-8"))
    }
    assert f"/x/tags/{quote('旅')}/" in links
    for link in links:
        assert link.isascii()
        assert "%25" not in link
        there = public / unquote(link.partition("?")[0]).removeprefix("/x/")
        assert (there / "index.html" if link.endswith("/") else there).is_file()


def test_a_post_s_id_is_ascii_whatever_its_title(journey: Site) -> None:
    assert [path.name for path in (journey.root / "posts" / "2026").iterdir()] == ["ri-ben-nolu"]
