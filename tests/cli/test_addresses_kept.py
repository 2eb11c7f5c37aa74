"""Whatever a person does by a command or in blog.toml, an address of the last site answers on or is named."""

from __future__ import annotations

import feedparser
import pytest

from tests.support import BLOG_TOML, ENGLISH, ITALIAN, Site, changed, comment

IT, EN = "posts/2026/una-passeggiata/it.md", "posts/2026/una-passeggiata/en.md"
OLD = "/2026/02/una-passeggiata/"
FEEDS = BLOG_TOML + "post_comments = true\n"
NAMED = '[tags.monti.it]\nname = "Montagne"\n[tags.monti.en]\nname = "Mountains"\n'


@pytest.fixture
def said(walk: Site) -> Site:
    """A post in two languages with a picture and a comment, and feeds of the comments on each post; rendered."""
    walk.write({
        "blog.toml": FEEDS,
        "posts/2026/una-passeggiata/foto.jpg": b"1",
        "comments/una-passeggiata/20260212T080000Z-aaaaaa.md": comment("Bello."),
    })  # fmt: skip
    walk.ok("render")
    return walk


def unanswered(site: Site, before: dict[str, bytes], warned: str) -> list[str]:
    """The addresses of a site before that it answers no more and that a warning doesn't name."""
    gone = [f"/{path.removesuffix('index.html')}" for path in before if path not in site.tree("public")]
    return [address for address in gone if f"{address}," not in f"{warned},".replace("\n", ",")]


def test_a_tag_that_is_named_in_blog_toml_leads_on(said: Site) -> None:
    said.write({"blog.toml": f"{FEEDS}{NAMED}"})
    assert "gone" not in said.ok("render").err
    for old, new in (("/tags/monti/", "/tags/montagne/"), ("/en/tags/monti/", "/en/tags/mountains/")):
        assert f'content="0; url={new}"' in said.page(old)


def test_a_name_that_is_given_a_slug_leads_on(said: Site) -> None:
    said.write({"blog.toml": f"{FEEDS}{NAMED}"})
    said.ok("render")
    said.write({"blog.toml": FEEDS + changed(NAMED, 'name = "Montagne"', 'name = "Montagne"\nslug = "alpi"')})
    assert "gone" not in said.ok("render").err
    assert 'content="0; url=/tags/alpi/"' in said.page("/tags/montagne/")
    assert 'content="0; url=/tags/alpi/"' in said.page("/tags/monti/")


def test_the_numbered_pages_of_a_tag_that_is_named_lead_on(said: Site) -> None:
    posts = {f"posts/p{n:02}/it.md": f"---\ntitle: P{n}\ndate: 2025-01-01\ntags: [monti]\n---\nx\n" for n in range(25)}
    said.write(posts)
    said.ok("render")
    assert "P0" in said.page("/tags/monti/page/1/")
    said.write({"blog.toml": f"{FEEDS}{NAMED}"})
    said.ok("render")
    assert 'content="0; url=/tags/montagne/page/1/"' in said.page("/tags/monti/page/1/")


def test_a_name_that_is_respelt_is_named_with_the_way_to_keep_its_address(said: Site) -> None:
    said.write({"blog.toml": f"{FEEDS}{NAMED}"})
    said.ok("render")
    said.write({"blog.toml": FEEDS + changed(NAMED, "Montagne", "Monti e colli")})
    result = said.run("check", "--rule", "addresses")
    assert result.lines == ["the last rendered site has /tags/montagne/, and nothing will answer it [addresses]"]
    warned = said.ok("render").err
    assert "1 address is gone, and nothing answers it: /tags/montagne/\n" in warned
    assert "set its slug in blog.toml" in warned


def test_another_tag_at_the_address_is_not_in_the_way(said: Site) -> None:
    said.write({
        "blog.toml": f'{FEEDS}{NAMED}[tags.altro.it]\nslug = "monti"\n',
        "posts/altro/it.md": "---\ntitle: A\ndate: 2026-01-01\ntags: [altro]\n---\nx\n",
    })  # fmt: skip
    said.ok("render")
    assert 'href="/2026/01/altro/"' in said.page("/tags/monti/")


@pytest.mark.parametrize("server", [False, True])
def test_the_feed_of_a_renamed_post_goes_on_at_its_old_address(said: Site, *, server: bool) -> None:
    if server:
        said.write({"blog.toml": changed(FEEDS, "[feed]", '[render]\nredirects = ["netlify"]\n[feed]')})
    said.ok("rename", "una-passeggiata", "--slug", "la-salita", "--id", "la-salita")
    said.ok("rename", "la-salita", "en", "--slug", "the-climb")
    said.ok("render")
    for old, new in ((OLD, "/2026/02/la-salita/"), ("/en/2026/02/a-walk/", "/en/2026/02/the-climb/")):
        there, here = (feedparser.parse(said.page(f"{place}comments.xml")) for place in (old, new))
        assert [entry.id for entry in there.entries] == [entry.id for entry in here.entries] != []
        assert there.feed.id == here.feed.id
        (own,) = [link.href for link in there.feed.links if link.rel == "self"]
        assert own == f"https://blog.example{new}comments.xml"
        if server:
            assert f"{old}comments.xml {new}comments.xml 301!\n" in said.page("/_redirects")


def test_a_language_s_path_that_changes_is_named_with_its_feeds_first(said: Site) -> None:
    before = said.tree("public")
    said.write({"blog.toml": changed(FEEDS, 'path = "en"', 'path = "english"')})
    warned = said.ok("render").err
    for address in ("/en/feed.xml", "/en/comments.xml", "/en/", "/en/tags/monti/", "/en/2026/02/a-walk/comments.xml"):
        assert address in warned
    assert unanswered(said, before, warned) == ["/en/404.html"]
    assert "put the path back" in warned


def test_files_beside_a_post_stay_when_its_original_is_withdrawn_and_published_again(said: Site) -> None:
    for command in ("unpublish", "publish"):
        said.ok(command, "una-passeggiata", "it")
        said.ok("render")
        assert (said.root / f"public{OLD}foto.jpg").read_bytes() == b"1"
        assert not (said.root / "public/en/2026/02/a-walk/foto.jpg").exists()


def test_a_withdrawn_original_s_files_are_shown_where_they_are(said: Site) -> None:
    said.write({EN: f"{ENGLISH}\n![](foto.jpg)\n"})
    said.ok("unpublish", "una-passeggiata", "it")
    said.ok("render")
    assert f'src="{OLD}foto.jpg"' in said.page("/en/2026/02/a-walk/")


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param([("translation", "original", "una-passeggiata", "en")], id="another original"),
        pytest.param([("rename", "una-passeggiata", "--slug", "salita")], id="a slug"),
        pytest.param([("rename", "una-passeggiata", "--id", "salita")], id="an id"),
        pytest.param([("rename", "una-passeggiata", "--date", "2026-01-10")], id="a date"),
        pytest.param([("unpublish", "una-passeggiata", "it")], id="an original withdrawn"),
        pytest.param([("unpublish", "una-passeggiata")], id="a post withdrawn"),
        pytest.param([("unpublish", "una-passeggiata"), ("publish", "una-passeggiata")], id="and published again"),
        pytest.param([("language", "add", "de", "--write")], id="a language"),
        pytest.param([("comment", "reject", "20260212T080000Z-aaaaaa")], id="the last comment"),
        pytest.param([("comment", "move", "20260212T080000Z-aaaaaa", "altro")], id="a comment moved"),
    ],
)
def test_no_command_kills_an_address_silently(said: Site, commands: list[tuple[str, ...]]) -> None:
    said.write({"posts/altro/it.md": "---\ntitle: A\ndate: 2026-01-01\n---\nx\n"})
    said.ok("render")
    before = said.tree("public")
    for command in commands:
        said.ok(*command)
    warned = said.ok("render").err
    assert unanswered(said, before, warned) == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("blog.toml", "[feed]", '[permalinks]\npost = "/{year}/{slug}/"\n[feed]'),
        ("blog.toml", "timezone =", 'layout = "together"\ntimezone ='),
        ("blog.toml", "post_comments = true\n", ""),
        ("blog.toml", '["it", "en"]', '["en", "it"]'),
        (IT, "date:", "page: true\ndate:"),
        (IT, "tags: [monti]\n", ""),
        (IT, "slug: una-passeggiata\n", "slug: salita\n"),
        (IT, "date:", "layout: together\ndate:"),
    ],
)
def test_nor_does_a_change_by_hand(said: Site, path: str, old: str, new: str) -> None:
    before = said.tree("public")
    said.write({path: changed(said.read(path), old, new)})
    warned = said.ok("render").err
    assert unanswered(said, before, warned) == []


def test_what_a_server_leads_on_from_is_not_named(said: Site) -> None:
    said.write({"blog.toml": changed(FEEDS, "[feed]", '[render]\nredirects = ["caddy"]\n[feed]')})
    said.ok("render")
    said.ok("rename", "una-passeggiata", "--slug", "salita")
    assert "gone" not in said.ok("render").err
    assert f"{OLD}foto.jpg" in said.page("/redirects.caddy")


def test_an_alias_without_the_path_of_its_language_is_told_of_once(walk: Site) -> None:
    walk.write({EN: changed(ENGLISH, "slug:", "aliases: [/2011/06/walk/, /en/walk/]\nslug:")})
    message = f"{EN}:3: the alias /2011/06/walk/ stands as it is written: the path of 'en' isn't added"
    assert walk.run("check", "--rule", "addresses").lines == [f"{message} [addresses]"]
    warned = walk.ok("render").err
    assert f"warning: {message}" in warned and "write /en/2011/06/walk/" in warned
    assert "isn't added" not in walk.ok("render").err
    walk.write({IT: ITALIAN + "Poi.\n"})
    assert "isn't added" not in walk.ok("render").err
    assert walk.ok("check", "--rule", "addresses").out == ""
