"""The root of a blog all of whose languages have a path."""

from __future__ import annotations

import re

import pytest

from tests.support import BLOG_TOML, Site, changed


@pytest.fixture
def below(walk: Site) -> Site:
    walk.write({"blog.toml": changed(BLOG_TOML, 'path = ""', 'path = "it"\ntitle = "Quaderno di mare"')})
    return walk


def test_readers_choose_their_language_at_the_root(below: Site) -> None:
    below.ok("render")
    page = below.page("/")
    for tag in ("it", "en"):
        assert f'hreflang="{tag}" href="/{tag}/"' in page
        assert f'<link rel="alternate" hreflang="{tag}" href="https://blog.example/{tag}/">' in page
    assert '<link rel="alternate" hreflang="x-default" href="https://blog.example/">' in page
    assert "Italiano: Quaderno di mare" in page and "English: Quaderno" in page
    assert "<script" not in page and "refresh" not in page
    # The front pages and the sitemap say the same.
    assert '<link rel="alternate" hreflang="x-default" href="https://blog.example/">' in below.page("/en/")
    assert "<loc>https://blog.example/</loc>" in below.page("/sitemap.xml")


def test_what_is_not_there_is_said_in_every_language(below: Site) -> None:
    below.ok("render")
    page = below.page("/404.html")
    assert re.findall(r'<div lang="(\w+)" dir="ltr">\n<h\d>([^<]+)', page) == [
        ("it", "Pagina non trovata"),
        ("en", "Page not found"),
    ]
    assert 'href="/it/"' in page and 'href="/en/"' in page and "noindex" in page
    assert (below.root / "public/en/404.html").is_file()


def test_a_language_that_reads_from_the_right_does_so_there(below: Site) -> None:
    below.ok("language", "add", "ar", "--write")
    below.ok("render", "--base-url", "https://blog.example/b/")
    assert '<div lang="ar" dir="rtl">' in below.page("/")
    assert 'href="/b/ar/"' in below.page("/404.html")


@pytest.mark.parametrize(("name", "address"), [("index.html", "/"), ("404.html", "/404.html")])
def test_a_file_of_the_blog_s_own_takes_its_place(below: Site, name: str, address: str) -> None:
    below.write({f"static/{name}": "<p>Mio</p>"})
    below.ok("render")
    assert below.page(address) == "<p>Mio</p>"


def test_other_processes_and_a_second_render_make_the_same(below: Site) -> None:
    below.ok("render")
    once = below.tree("public")
    assert "wrote 0" in below.ok("render").err
    below.ok("render", "--verify")
    assert below.tree("public") == once


def test_a_blog_with_a_language_at_the_root_has_its_own_pages_there(walk: Site) -> None:
    walk.ok("render")
    assert "Una passeggiata" in walk.page("/") and "Pagina non trovata" in walk.page("/404.html")
