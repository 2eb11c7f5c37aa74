"""The plan of a blog: what has which address, what stands in which list, and what can't stand together."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TypeVar

import pytest

from blogcli.errors import BlogcliError
from blogcli.model import Blog
from blogcli.plan import urls
from blogcli.plan.pages import ArchivePage, FeedPage, ListPage, PostPage, SitemapPage
from blogcli.plan.site import plan_site
from tests.plan.samples import EN, LATER, START, config, plan_of, post, version
from tests.support import BLOG_TOML, Site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blogcli.plan.pages import SitePlan

Kind = TypeVar("Kind")


def written(title: str = "Note", body: str = "Testo.", **keys: str) -> str:
    """A version's file; an original is dated 10 February 2026 unless told."""
    fields = {"title": title, "date": "" if "translated_from" in keys else "2026-02-10", **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items() if value) + f"---\n{body}\n"


def of(plan: SitePlan, kind: type[Kind]) -> list[Kind]:
    return [page for page in plan.pages if isinstance(page, kind)]


def addresses(plan: SitePlan) -> dict[str, str]:
    """Where each version is, by `post.language`."""
    return {
        f"{page.entry.version.post}.{page.entry.version.language}": page.address
        for page in plan.pages
        if isinstance(page, PostPage)
    }


# Collisions

PAGE = "true"
COLLISIONS: dict[str, tuple[dict[str, str], str, str]] = {
    "two slugs": (
        {"posts/uno/it.md": written(slug="neve"), "posts/zwei/it.md": written(slug="neve", date="2026-02-20")},
        "posts/zwei/it.md: has the address of posts/uno/it.md: /2026/02/neve/",
        "change the slug",
    ),
    "two slugs that differ by letter case": (
        {"posts/uno/it.md": written(slug="Neve"), "posts/zwei/it.md": written(slug="nEVE")},
        "posts/zwei/it.md: has the address of posts/uno/it.md: /2026/02/neve/",
        "change the slug",
    ),
    "two slugs that are equal when case-folded": (
        {"posts/uno/it.md": written(slug="straße"), "posts/zwei/it.md": written(slug="strasse")},
        "posts/zwei/it.md: has the address of posts/uno/it.md",
        "change the slug",
    ),
    "two slugs, one composed and one decomposed": (
        {
            "posts/uno/it.md": written(slug=unicodedata.normalize("NFC", "caffè")),
            "posts/zwei/it.md": written(slug=unicodedata.normalize("NFD", "caffè")),
        },
        "posts/zwei/it.md: has the address of posts/uno/it.md: /2026/02/caffè/",
        "change the slug",
    ),
    "alias and post": (
        {"posts/uno/it.md": written(), "posts/zwei/it.md": written(aliases="[/2026/02/UNO/]")},
        "posts/zwei/it.md: has the alias /2026/02/UNO/, which is the address of posts/uno/it.md",
        "drop the alias",
    ),
    "alias and alias": (
        {"posts/uno/it.md": written(aliases="[/a/]"), "posts/zwei/it.md": written(aliases="[/a/]")},
        "posts/zwei/it.md: has the alias /a/, which is an alias of posts/uno/it.md, too",
        "drop the alias",
    ),
    "alias and list": (
        {"posts/uno/it.md": written(aliases="[/archive/]")},
        "posts/uno/it.md: has the alias /archive/, which is the address of the archive page",
        "drop the alias",
    ),
    "page and tags": (
        {"posts/tags/it.md": written(page=PAGE)},
        "posts/tags/it.md: has the address of the tag index page: /tags/",
        "change the slug",
    ),
    "page and the home of a language": (
        {"posts/en/it.md": written(page=PAGE)},
        "posts/en/it.md: has the address of the list page: /en/",
        "change the slug",
    ),
    "file beside a post and another post's page": (
        {"posts/uno/it.md": written(), "posts/uno/INDEX.html": "x"},
        "posts/uno/it.md: has the address of posts/uno/INDEX.html",
        "change the slug",
    ),
    "static file and post": (
        {"posts/uno/it.md": written(), "static/2026/02/uno/index.html": "x"},
        "posts/uno/it.md: has the address of static/2026/02/uno/index.html",
        "change the slug",
    ),
    "static file and front page": (
        {"static/index.html": "x"},
        "static/index.html: has the address of the list page",
        "rename the file",
    ),
    "static file where a folder is needed": (
        {"posts/uno/it.md": written(), "static/2026": "x"},
        "posts/uno/it.md: has the address of static/2026",
        "change the slug",
    ),
    "static file and static file": (
        {"static/nota.txt": "x", "static/Nota.txt": "y"},
        "static/nota.txt: has the address of static/Nota.txt",
        "rename the file",
    ),
    "file beside a post where the other language's page is": (
        {"posts/uno/it.md": written(page=PAGE), "posts/uno/en.md": written(slug="due"), "static/en/due": "x"},
        "posts/uno/en.md: has the address of static/en/due",
        "change the slug",
    ),
}


@pytest.mark.parametrize(("tree", "message", "way_out"), COLLISIONS.values(), ids=COLLISIONS.keys())
def test_two_things_at_one_address_are_both_named_with_a_way_out(
    tree: Mapping[str, str], message: str, way_out: str, blog: Site
) -> None:
    blog.write(tree)
    said = blog.fails("render")
    assert message in said
    assert way_out in said.splitlines()[-1]
    assert not (blog.root / "public").exists()


def test_a_static_file_where_the_theme_s_folder_is_needed_is_what_must_move(blog: Site) -> None:
    blog.write({"static/theme": "x"})
    assert "blogcli: static/theme: has the address of" in blog.fails("render")


def test_all_collisions_are_reported_together(blog: Site) -> None:
    blog.write({f"posts/{name}/it.md": written(slug="neve") for name in ("a", "b", "c")} | {"static/index.html": "x"})
    said = blog.fails("render")
    for path in ("posts/b/it.md", "posts/c/it.md", "static/index.html"):
        assert f"blogcli: {path}: has the address of" in said


def test_one_slug_in_two_languages_months_or_kinds_is_no_collision(blog: Site) -> None:
    blog.write(
        {
            "posts/uno/it.md": written(slug="neve"),
            "posts/uno/en.md": written(slug="neve"),
            "posts/due/it.md": written(slug="neve", date="2026-03-01"),
            "posts/tre/it.md": written(slug="neve", page=PAGE),
        }
    )
    assert set(addresses(plan_of(blog)).values()) == {"/2026/02/neve/", "/en/2026/02/neve/", "/2026/03/neve/", "/neve/"}


# Addresses


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("/{year}/{month}/{slug}/", "/en/2011/06/sea-air/"),
        ("/{year}/{month}/{day}/{slug}/", "/en/2011/06/03/sea-air/"),
        ("/{slug}/", "/en/sea-air/"),
        ("/Log/{year}-{month}/{slug}/", "/en/log/2011-06/sea-air/"),
    ],
)
def test_permalinks_follow_the_pattern(pattern: str, address: str, blog: Site) -> None:
    blog.write(
        {
            "blog.toml": f'{BLOG_TOML}\n[permalinks]\npost = "{pattern}"\npage = "/pages/{{slug}}/"\n',
            "posts/a/en.md": written(slug="Sea-Air", date="2011-06-03"),
            "posts/b/en.md": written(slug="Colophon", page=PAGE),
        }
    )
    assert addresses(plan_of(blog)) == {"a.en": address, "b.en": "/en/pages/colophon/"}


@pytest.mark.parametrize(
    ("date", "start"),
    [
        ("2026-01-01T00:30:00+14:00", "/2026/01/"),  # still 2025 in UTC and in Rome
        ("2025-12-31T23:30:00-10:00", "/2025/12/"),  # already 2026 in UTC and in Rome
        ("2026-01-01", "/2026/01/"),  # midnight in Rome, 2025 in UTC
        ("0987-06-01", "/0987/06/"),
    ],
)
def test_year_and_month_are_those_the_date_is_written_with(date: str, start: str, blog: Site) -> None:
    blog.write({"posts/a/it.md": written(date=date)})
    assert addresses(plan_of(blog)) == {"a.it": f"{start}a/"}


def test_a_translation_s_address_goes_by_its_own_date_where_it_has_one(blog: Site) -> None:
    blog.write(
        {
            "posts/a/it.md": written(date="2011-06-03"),
            "posts/a/en.md": written(date="2012-07-04", translated_from="it"),
        }
    )
    assert addresses(plan_of(blog)) == {"a.it": "/2011/06/a/", "a.en": "/en/2012/07/a/"}


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("/", "/blog/"),
        ("/2026/caffè/", "/blog/2026/caff%C3%A8/"),
        ("/a b?#%.jpg", "/blog/a%20b%3F%23%25.jpg"),
        ("/中文/", "/blog/%E4%B8%AD%E6%96%87/"),
    ],
)
def test_links_are_encoded_and_carry_the_path_of_the_blog_s_url(address: str, href: str) -> None:
    settings = config(url="https://me.example/blog/")
    assert urls.href(settings, address) == href
    assert urls.absolute(settings, address) == f"https://me.example{href}"


# What stands where


def test_neighbours_are_the_posts_before_and_after_in_the_same_language(blog: Site) -> None:
    blog.write(
        {
            "posts/a/it.md": written("A", date="2026-01-01"),
            "posts/b/it.md": written("B", date="2026-01-02"),
            "posts/b/en.md": written("B en", translated_from="it"),
            "posts/c/it.md": written("C", date="2026-01-03"),
            "posts/info/it.md": written("Info", date="2026-01-02", page=PAGE),
        }
    )
    around = {
        f"{page.entry.version.post}.{page.entry.version.language}": (
            page.older and page.older.title,
            page.newer and page.newer.title,
        )
        for page in of(plan_of(blog), PostPage)
    }
    assert around == {
        "a.it": (None, "B"),
        "b.it": ("A", "C"),
        "b.en": (None, None),
        "c.it": ("B", None),
        "info.it": (None, None),
    }


@pytest.mark.parametrize(
    ("original", "translations", "shown", "default"),
    [
        ("it", "en", "it en", "it"),
        ("en", "it", "it en", "it"),  # the blog's first language, translation or not
        ("en", "de", "en de", "en"),  # without it: the original
        ("de", "en", "en de", "de"),
        ("de", "", "de", "de"),
    ],
)
def test_x_default_is_the_first_language_s_version_or_else_the_original(
    original: str, translations: str, shown: str, default: str, blog: Site
) -> None:
    blog.write({"blog.toml": BLOG_TOML.replace('"it", "en"', '"it", "en", "de"')})
    blog.write({f"posts/a/{original}.md": written()})
    blog.write({f"posts/a/{tag}.md": written(translated_from=original) for tag in translations.split()})
    pages = of(plan_of(blog), PostPage)
    where = {str(page.entry.version.language): page.address for page in pages}
    for page in pages:
        assert {(str(link.language), link.address) for link in page.alternates.links} == set(where.items())
        assert page.alternates.default == where[default]
    assert list(where) == shown.split()


def test_a_translation_whose_original_is_a_draft_stands_alone(blog: Site) -> None:
    blog.write(
        {
            "posts/a/it.md": written(draft="true"),
            "posts/a/en.md": written(translated_from="it", draft="false"),
            "posts/a/mappa.svg": "<svg/>",
        }
    )
    plan = plan_of(blog)
    (page,) = of(plan, PostPage)
    assert [link.address for link in page.alternates.links] == [page.alternates.default] == ["/en/2026/02/a/"]
    # Below the original's address, where it stays when that goes live or is withdrawn again.
    assert "/2026/02/a/mappa.svg" in {page.address for page in plan.pages}


def test_the_sitemap_lists_what_is_worth_finding_and_when_it_changed(blog: Site) -> None:
    blog.write(
        {
            "blog.toml": f"{BLOG_TOML}\n[lists]\nsize = 1\n",
            "posts/a/it.md": written(date="2026-01-01", published="2026-01-05", tags="[mare]", aliases="[/vecchio/]"),
            "posts/b/it.md": written(date="2026-01-02", updated="2026-02-01", tags="[mare]"),
            "posts/b/en.md": written(translated_from="it"),
            "posts/c/it.md": written(date="2026-01-03", draft="true"),
            "posts/info/it.md": written(date="", page=PAGE),
            "static/manuale.pdf": "x",
        }
    )
    (sitemap,) = of(plan_of(blog), SitemapPage)
    found = {entry.address: entry.modified and entry.modified.date().isoformat() for entry in sitemap.entries}
    assert found == {
        "/2026/01/a/": "2026-01-05",
        "/2026/01/b/": "2026-02-01",
        "/en/2026/01/b/": "2026-01-02",
        "/info/": None,
        "/": None, "/en/": None,
        "/archive/": None, "/en/archive/": None,
        "/tags/": None, "/en/tags/": None,
        "/tags/mare/": None, "/en/tags/mare/": None,
    }  # fmt: skip


def test_lists_go_by_date_and_feeds_by_publication(blog: Site) -> None:
    blog.write(
        {
            "blog.toml": BLOG_TOML + "entries = 2\n",
            "posts/a/it.md": written(date="2011-06-23"),
            "posts/a/en.md": written(translated_from="it", published="2026-02-20"),
            "posts/b/it.md": written(date="2026-02-01"),
            "posts/b/en.md": written(translated_from="it"),
            "posts/c/it.md": written(date="2026-02-10"),
            "posts/c/en.md": written(translated_from="it"),
        }
    )
    plan = plan_of(blog)

    def posts(kind: type[ListPage] | type[FeedPage]) -> dict[str, list[str]]:
        return {str(page.menu.language): [entry.version.post for entry in page.entries] for page in of(plan, kind)}

    assert posts(ListPage) == {"it": ["c", "b", "a"], "en": ["c", "b", "a"]}
    for archive, front in zip(of(plan, ArchivePage), of(plan, ListPage), strict=True):
        assert [line.address for line in archive.lines] == [entry.address for entry in front.entries]
    assert posts(FeedPage) == {"it": ["c", "b"], "en": ["a", "c"]}


@pytest.mark.parametrize(
    ("keys", "live", "previewed"),
    [
        ({}, True, True),
        ({"draft": "true"}, False, True),
        ({"date": "2026-03-01T10:00:00+01:00"}, True, True),
        ({"date": "2026-03-01T10:00:01+01:00"}, False, True),
        ({"published": "2026-03-02"}, False, True),
    ],
)
def test_readers_see_what_is_no_draft_and_not_of_the_future(
    keys: dict[str, str], live: bool, previewed: bool, blog: Site
) -> None:
    blog.write({"posts/a/it.md": written(**keys), "posts/a/foto.jpg": "x"})
    now = LATER.replace(year=2026, month=3, day=1, hour=9)
    for drafts, shown in ((False, live), (True, previewed)):
        plan = plan_of(blog, now=now, drafts=drafts)
        assert plan.preview is drafts
        assert bool(of(plan, PostPage)) is shown
        assert any(page.address.endswith("foto.jpg") for page in plan.pages) is shown
        assert any(page.entries for page in of(plan, ListPage)) is shown


def test_posts_of_one_moment_have_an_order_all_the_same() -> None:
    posts = tuple(post(version(name, date=START)) for name in ("b", "c", "a"))
    for blog in (Blog(posts, ()), Blog(posts[::-1], ())):
        (front, _) = of(plan_site(config(), blog, LATER), ListPage)
        assert [entry.version.post for entry in front.entries] == ["c", "b", "a"]


def test_a_language_without_posts_has_its_empty_lists_and_no_copy_of_a_post() -> None:
    plan = plan_site(config(), Blog((post(version("a", EN)),), ()), LATER)
    assert [page.address for page in of(plan, PostPage)] == ["/en/2020/01/a/"]
    assert {page.address: len(page.entries) for page in of(plan, ListPage)} == {"/": 0, "/en/": 1}


def test_a_collision_is_found_before_anything_is_rendered() -> None:
    blog = Blog((post(version("a", slug="x")), post(version("b", slug="X"))), ())
    with pytest.raises(BlogcliError, match=r"has the address of posts/a/it.md"):
        plan_site(config(), blog, LATER)
