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
        ("https://blog.example/", "https://blog.example/#a", "3: 'url' .* is not an address"),
        ("https://blog.example/", "https:///a", "3: 'url' .* is not an address"),
        ("https://blog.example/", "https://blog.example/a b", "3: 'url' .* has white space, '//' or dots"),
        ("https://blog.example/", "https://blog.example/a/../b", "3: 'url' .* has white space, '//' or dots"),
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
        ("[feed]", '[permalinks]\npost = "/{slug!r}/"\n[feed]', "15: 'permalinks.post' must hold {slug}"),
        ("[feed]", '[permalinks]\npost = "/{{slug}}/{slug}/"\n[feed]', "15: 'permalinks.post' must hold {slug}"),
        ("[feed]", '[permalinks]\npost = "/{slug}"\n[feed]', "15: 'permalinks.post' must start and end with '/'"),
        ("[feed]", '[permalinks]\npost = "/a b/{slug}/"\n[feed]', "15: 'permalinks.post' must start and end with '/'"),
        ("[feed]", '[permalinks]\npage = "/{year}/{slug}/"\n[feed]', "15: 'permalinks.page' must hold {slug}"),
        ("[feed]", "[lists]\nsize = 1001\n[feed]", "15: 'lists.size' must be a number from 1 to 1000"),
        ("[feed]", "[lists]\nsize = 2.5\n[feed]", "15: 'lists.size' must be a number from 1 to 1000"),
        ('[feed]\ntagging_entity = "blog.example,2026"\n', "", "'feed.tagging_entity' is missing"),
        ("[feed]", "lists = 3\n[feed]", "unknown key 'language.en.lists'"),
        ("format = 1", "format = 1\nlists = 3", "2: 'lists' must be a table"),
        ("format = 1", "format = true", "'format' must be the number 1"),
        ("format = 1", "format = 0", "'format' must be the number 1"),
        ('["it", "en"]', '"it"', "5: 'languages' must be a list"),
        ('["it", "en"]', '["it", 3]', "5: 'languages' must be text in quotes"),
        ('path = "en"', 'path = "en/../x"', "12: 'language.en.path' may hold small letters"),
        ('path = "en"', "path = 3", "12: 'language.en.path' must be text in quotes"),
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


def test_a_newer_format_is_the_one_thing_told(empty: Site) -> None:
    text = BLOG_TOML.replace("format = 1", "format = 2").replace("author", "athor").replace("https:", "ftp:")
    assert problems(empty, text) == ["None: format 2 is newer than this blogcli knows (1)"]


def test_one_mistake_is_told_once(empty: Site) -> None:
    assert len(problems(empty, BLOG_TOML.replace('["it", "en"]', '["it", "english"]'))) == 1


@pytest.mark.parametrize("url", ["https://blog.example/a?", "https://blog.example/#"])
def test_an_empty_query_or_fragment_is_no_part_of_a_site_s_address(url: str, empty: Site) -> None:
    empty.write({"blog.toml": BLOG_TOML.replace("https://blog.example/", url)})
    with pytest.raises(BlogcliError):
        load_config(empty.root)


def test_a_blog_may_say_all_it_can(empty: Site) -> None:
    head = """description = "Di passi e di vele"

[permalinks]
post = "/{year}/{day}/{slug}/"
page = "/pagine/{slug}/"

[lists]
size = 1000

"""
    english = """path = "/en-gb/x/"
title = "Notebook"
description = "Of steps and sails\""""
    text = BLOG_TOML.replace("\n[language.it]", head + "[language.it]").replace('path = "en"', english)
    empty.write({"blog.toml": text.replace("https://blog.example/", "http://localhost:8000/a/b") + "entries = 1\n"})
    config = load_config(empty.root)
    assert (config.url, config.base_path) == ("http://localhost:8000/a/b/", "/a/b/")
    assert (config.post_pattern, config.page_pattern) == ("/{year}/{day}/{slug}/", "/pagine/{slug}/")
    assert (config.list_size, config.feed_entries, config.tagging_entity) == (1000, 1, "blog.example,2026")
    assert [(language.path, language.title, language.description) for language in config.languages] == [
        ("", "Quaderno", "Di passi e di vele"),
        ("en-gb/x", "Notebook", "Of steps and sails"),
    ]


@pytest.mark.parametrize(("typo", "meant"), [("auhtor", "author"), ("timezon", "timezone"), ("tile", "title")])
def test_a_typo_gets_a_hint(blog: Site, typo: str, meant: str) -> None:
    blog.write({"blog.toml": BLOG_TOML.replace(f"{meant} =", f"{typo} =", 1)})
    assert f"did you mean '{meant}'?" in blog.fails("list")


def test_bytes_that_are_no_text_are_one_clear_line(blog: Site) -> None:
    blog.write({"blog.toml": b'format = 1\ntitle = "caff\xe8"\n'})
    assert "blog.toml:2: is not valid UTF-8" in blog.fails("list")


def test_a_blog_is_found_from_any_folder_below_it_and_the_nearest_counts(walk: Site) -> None:
    below = Site(walk.root / "posts/2026/una-passeggiata")
    assert [line.split("\t")[0] for line in below.ok("list").lines] == ["una-passeggiata"] * 2
    assert len(walk.ok("-C", "posts/2026", "list").lines) == 2
    walk.write({"posts/2026/blog.toml": BLOG_TOML.replace("format = 1", "format = 9")})
    assert "format 9 is newer" in below.fails("list")


def test_where_there_is_no_blog_the_way_to_one_is_told(empty: Site) -> None:
    said = empty.fails("list")
    assert "no blog.toml in " in said
    assert "blogcli init" in said


def test_a_folder_named_blog_toml_is_none(empty: Site) -> None:
    (empty.root / "blog.toml").mkdir()
    assert "no blog.toml in " in empty.fails("list")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (BLOG_TOML + 'x = "', 16),
        (BLOG_TOML + 'x = """\n', 16),
        (BLOG_TOML + f"x = {'[' * 5000}\n", 16),
        (BLOG_TOML + "x = " + "{a = " * 5000, 16),
        (BLOG_TOML.replace("format = 1", "format = 1\n= 3"), 2),
        (BLOG_TOML.replace("\n", "\r\n").replace("https://blog.example/", 'https"'), 3),
        ("format = 1\n\n[feed\n", 3),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(text: str, line: int, blog: Site) -> None:
    blog.write({"blog.toml": text})
    assert f"blogcli: blog.toml:{line}: " in blog.fails("list")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_fault_has_its_line_and_a_way_out(newline: str, blog: Site) -> None:
    text = BLOG_TOML.replace("author", "auhtor").replace("Rome", "Roma").replace('path = "en"', 'pat = "EN"')
    blog.write({"blog.toml": text.replace("2026", "MMXXVI").replace("\n", newline)})
    said = blog.fails("list").splitlines()
    assert [line.partition(": ")[2].partition(": ")[0] for line in said if not line.startswith("  hint")] == [
        *("blog.toml:4", "blog.toml:6", "blog.toml:15", "blog.toml:12")
    ]
    assert [line for line in said if "hint" in line] == [
        "  hint: did you mean 'author'?",
        "  hint: did you mean 'language.en.path'?",
    ]


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_a_sign_that_breaks_no_line_moves_no_line(sign: str, empty: Site) -> None:
    assert problems(empty, f"# a{sign}b\n{BLOG_TOML.replace('author', 'auhtor')}") == ["5: unknown key 'auhtor'"]


def test_the_line_is_that_of_the_key_itself(empty: Site) -> None:
    text = BLOG_TOML.replace('title = "Quaderno"', 'title-page = "x"\ntitle = 3')
    assert problems(empty, text) == ["2: unknown key 'title-page'", "3: 'title' must be text in quotes"]


@pytest.mark.parametrize(
    "feed",
    [
        "feed.entries = 0\nfeed.title = 1",
        "feed = {entries = 0, title = 1}",
        '"feed" . entries = 0\nfeed.title=1',
    ],
)
def test_a_key_has_its_line_however_its_table_is_written(feed: str, empty: Site) -> None:
    text = BLOG_TOML.partition("[feed]")[0].replace("format = 1\n", f"format = 1\n{feed}\n")
    second = 2 if "{" in feed else 3
    assert problems(empty, text) == [
        f"{second}: unknown key 'feed.title'",
        "2: 'feed.entries' must be a number from 1 to 1000",
        "None: 'feed.tagging_entity' is missing",
    ]


def test_a_byte_order_mark_is_no_fault(blog: Site) -> None:
    blog.write({"blog.toml": "\ufeff" + BLOG_TOML})
    blog.ok("list")


def test_a_number_python_does_not_read_is_one_clear_line(blog: Site) -> None:
    blog.write({"blog.toml": BLOG_TOML + f"entries = {'1' * 5000}\n"})
    assert "blog.toml:16: holds a number with too many digits" in blog.fails("list")
    blog.write({"blog.toml": BLOG_TOML.replace("format = 1", f"format = 0x{'f' * 5000}")})
    assert "its format is newer than this blogcli knows" in blog.fails("list")


@pytest.mark.parametrize("host", ["blog.example:abc", "blog.example:99999", "blog.example:0", "blog.example:", "[::1"])
def test_a_port_is_a_number_there_is(host: str, empty: Site) -> None:
    (problem,) = problems(empty, BLOG_TOML.replace("blog.example/", f"{host}/"))
    assert problem.startswith(f"3: 'url' 'https://{host}/' is not an address like")


@pytest.mark.parametrize("user", ["ada", "ada:segreto", ":segreto", ""])
def test_no_password_goes_into_every_page(user: str, empty: Site) -> None:
    (problem,) = problems(empty, BLOG_TOML.replace("blog.example/", f"{user}@blog.example/"))
    assert problem.endswith("has a user's name in it, which every reader would see: leave out what ends in '@'")


@pytest.mark.parametrize("zone", ["localtime", "posixrules", "Factory", "posix/localtime", "right/Europe/Rome"])
def test_a_time_zone_is_the_same_on_every_machine(zone: str, empty: Site) -> None:
    (problem,) = problems(empty, BLOG_TOML.replace("Europe/Rome", zone))
    assert problem.startswith(f"6: 'timezone' '{zone}' is not the same on every machine")


@pytest.mark.parametrize("tag", ["EN", "en-gb"])
def test_a_language_s_table_may_be_spelt_as_the_language_is(tag: str, blog: Site) -> None:
    text = BLOG_TOML.replace('"en"]', f'"{tag}"]').replace("[language.en]", f"[language.{tag}]")
    blog.write({"blog.toml": text})
    blog.ok("list")


def test_a_language_has_one_table_and_is_named_as_the_file_spells_it(empty: Site) -> None:
    text = BLOG_TOML.replace("[language.en]", "[language.EN]").replace('path = "en"', 'path = "É"\n[language.en]')
    assert problems(empty, text) == [
        "13: 'language.en' is the same language as 'language.EN'",
        "12: 'language.EN.path' may hold small letters a to z, digits, '-' and '/'",
    ]
