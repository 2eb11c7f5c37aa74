"""blog.toml: what is wrong in it is told at once, with its line and a way out."""

from __future__ import annotations

import re

import pytest

from blogcli.config import load_config
from blogcli.errors import BlogcliError, Problems
from tests.support import BLOG_TOML, Site


def problems(site: Site, text: str) -> list[str]:
    site.write({"blog.toml": text})
    with pytest.raises(BlogcliError) as caught:
        load_config(site.root)
    error = caught.value
    return [f"{each.line}: {each.message}" for each in (error.problems if isinstance(error, Problems) else [error])]


def test_a_blog_may_say_no_more_than_it_must(empty: Site) -> None:
    empty.write(
        {
            "blog.toml": 'format = 1\ntitle = "T"\nurl = "http://x.example"\nlanguages = ["pt-br", "en"]\n'
            '[feed]\ntagging_entity = "x.example,2026"\n'
        }
    )
    config = load_config(empty.root)
    assert (config.url, config.base_path, config.timezone.key) == ("http://x.example/", "/", "UTC")
    assert [(language.tag, language.path, language.title) for language in config.languages] == [
        ("pt-BR", "", "T"),
        ("en", "en", "T"),
    ]
    assert config.post_pattern == "/{year}/{month}/{slug}/"


@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        ("format = 1", "format = 2", r"None: format 2 is newer than this blogcli knows \(1\)"),
        ("format = 1\n", "", "None: 'format' is missing"),
        ("format = 1", 'format = "1"', "None: 'format' must be the number 1"),
        ('title = "Quaderno"', "title = 3", "2: 'title' must be text in quotes"),
        ('title = "Quaderno"', 'title = " "', "2: 'title' must not be empty"),
        ('title = "Quaderno"\n', "", "None: 'title' is missing"),
        ("https://blog.example/", "blog.example", "3: 'url' 'blog.example' is not an address"),
        ("https://blog.example/", "https://blog.example/?a", "3: 'url' .* is not an address"),
        ("https://blog.example/", "https://blog.example/a//b", "3: 'url' .* has white space, '//' or dots"),
        ('["it", "en"]', "[]", "5: 'languages' must be a list"),
        ('["it", "en"]', '["it", "klingon"]', "5: 'languages' 'klingon' is not a language tag"),
        ('["it", "en"]', '["it", "en", "IT"]', "5: 'languages' names a language twice"),
        ("Europe/Rome", "Europe/Roma", "6: 'timezone' 'Europe/Roma' is not a time zone"),
        ("Europe/Rome", "../../etc/passwd", "6: 'timezone' .* is not a time zone"),
        ('path = "en"', 'path = "EN"', "12: 'language.en.path' may hold small letters"),
        ('path = "en"', 'path = ""', "12: 'language.en.path' is that of 'it' too"),
        ("[language.en]", "[language.de]", "11: unknown key 'language.de'"),
        ('path = "en"', 'pth = "en"', "12: unknown key 'language.en.pth'"),
        ("blog.example,2026", "2026", "15: 'feed.tagging_entity' must be a host and a year"),
        ("[feed]", "[feeds]", "14: unknown key 'feeds'"),
        ("author", "auhtor", "4: unknown key 'auhtor'"),
        ("[feed]", "[lists]\nsize = 0\n[feed]", "15: 'lists.size' must be a number from 1 to 1000"),
        ("[feed]", "[lists]\nsize = true\n[feed]", "15: 'lists.size' must be a number from 1 to 1000"),
        ("[feed]", '[permalinks]\npost = "/{yaer}/{slug}/"\n[feed]', "15: 'permalinks.post' must hold {slug}"),
        ("[feed]", '[permalinks]\npost = "/{year}/"\n[feed]', "15: 'permalinks.post' must hold {slug}"),
        ("[feed]", '[permalinks]\npost = "{slug}"\n[feed]', "15: 'permalinks.post' must start and end with '/'"),
        ("[feed]", '[permalinks]\npage = "/../{slug}/"\n[feed]', "15: 'permalinks.page' must start and end with '/'"),
        ("[feed]", "lists = 3\n[feed]", "unknown key 'language.en.lists'"),
        ('title = "Quaderno"', 'title = "Quaderno', "2: "),
        ('title = "Quaderno"', "title = 'a'\ntitle = 'b'", "3: "),
    ],
)
def test_what_is_wrong_is_named_with_its_line(empty: Site, was: str, now: str, message: str) -> None:
    assert was in BLOG_TOML
    found = problems(empty, BLOG_TOML.replace(was, now, 1))
    assert any(re.search(message, problem) for problem in found), found


def test_everything_wrong_is_told_at_once(empty: Site) -> None:
    text = BLOG_TOML.replace("author", "athor").replace("Europe/Rome", "Nowhere").replace("https:", "ftp:")
    assert len(problems(empty, text)) == 3


@pytest.mark.parametrize(("typo", "meant"), [("auhtor", "author"), ("timezon", "timezone"), ("tile", "title")])
def test_a_typo_gets_a_hint(blog: Site, typo: str, meant: str) -> None:
    blog.write({"blog.toml": BLOG_TOML.replace(f"{meant} =", f"{typo} =", 1)})
    assert f"did you mean '{meant}'?" in blog.fails("list")


def test_bytes_that_are_no_text_are_one_clear_line(blog: Site) -> None:
    blog.write({"blog.toml": b'format = 1\ntitle = "caff\xe8"\n'})
    assert "blog.toml:2: is not valid UTF-8" in blog.fails("list")
