"""Tags: which are one, what each is called, where its pages are, and what is said where two want one address."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from blogcli.plan.pages import SitemapPage, TagIndexPage, TagPage
from tests.plan.samples import EN, IT, plan_of
from tests.support import BLOG_TOML, Site

if TYPE_CHECKING:
    from blogcli.names import LanguageTag
    from blogcli.plan.pages import SitePlan

NETWORKING = """\
[tags.networking.it]
name = "Reti"
description = "Di reti e di nodi."
[tags.networking.en]
name = "Networking"
"""
SHOWN = "[translations]\nshow_untranslated = true\n"


def written(date: str = "2026-02-10", **keys: str) -> str:
    """A version's file, dated unless it is a translation."""
    fields = {"title": "Note", "date": "" if "translated_from" in keys else date, **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items() if value) + "---\nTesto.\n"


def tag_lists(plan: SitePlan, language: LanguageTag = IT) -> dict[str, tuple[str, list[str]]]:
    """What each tag page of a language is called and shows, by its address."""
    return {
        page.address: (page.tag, [entry.version.post for entry in page.entries])
        for page in plan.pages
        if isinstance(page, TagPage) and page.menu.language == language
    }


def alternates(plan: SitePlan) -> dict[str, tuple[str, list[str]]]:
    """The default and the alternates of each tag page that has them, by its address."""
    return {
        page.address: (page.alternates.default, [link.address for link in page.alternates.links])
        for page in plan.pages
        if isinstance(page, TagPage) and page.alternates
    }


def warnings(plan: SitePlan) -> list[str]:
    return [f"{each.message}; {each.hint}" for each in plan.warnings]


# Which are one


def test_tags_that_are_equal_when_case_folded_are_one_spelt_as_the_oldest_post_does(blog: Site) -> None:
    decomposed = unicodedata.normalize("NFD", "CITTÀ")
    blog.write(
        {
            "posts/c/it.md": written("2026-01-01", tags="[Città]"),
            "posts/b/it.md": written("2026-01-02", tags=f"[{decomposed}]"),
            "posts/a/it.md": written("2026-01-03", tags="[città, CITTÀ]"),
        }
    )
    assert tag_lists(plan_of(blog)) == {"/tags/città/": ("Città", ["a", "b", "c"])}


def test_each_language_has_its_own_spelling_and_one_slug_serves_all(blog: Site) -> None:
    blog.write(
        {
            "posts/a/it.md": written("2026-01-01", tags="[mare]"),
            "posts/b/en.md": written("2026-01-02", tags="[Mare]"),
            "posts/b/it.md": written(translated_from="en"),
            "posts/c/it.md": written("2026-01-03", tags="[alpi, MARE]"),
            "posts/d/it.md": written(tags="[mare]", page="true"),
        }
    )
    found = {
        page.address: [(link.title, link.address, number) for link, number in page.tags]
        for page in plan_of(blog).pages
        if isinstance(page, TagIndexPage)
    }
    assert found == {
        "/tags/": [("alpi", "/tags/alpi/", 1), ("mare", "/tags/mare/", 3)],
        "/en/tags/": [("Mare", "/en/tags/mare/", 1)],
    }


@pytest.mark.parametrize("said", ["networking", "NETWORKING", "Reti", "reti", "Networking", "[reti, Networking]"])
def test_a_post_may_call_a_tag_by_its_key_or_by_its_name_in_any_language(said: str, blog: Site) -> None:
    said = said if said.startswith("[") else f"[{said}]"
    blog.write(
        {
            "blog.toml": BLOG_TOML + NETWORKING,
            "posts/a/it.md": written("2026-01-01", tags="[Reti]"),
            "posts/b/it.md": written("2026-01-02", tags=said),
            "posts/b/en.md": written(translated_from="it", tags=said),
        }
    )
    plan = plan_of(blog)
    assert tag_lists(plan) == {"/tags/reti/": ("Reti", ["b", "a"])}
    assert tag_lists(plan, EN) == {"/en/tags/networking/": ("Networking", ["b"])}


def test_a_name_is_read_in_the_language_of_the_version_that_says_it(blog: Site) -> None:
    both = '[tags.calm]\nit = {name = "Calma"}\nen = {name = "Still"}\n[tags.film]\nit = {name = "Still"}\n'
    blog.write(
        {
            "blog.toml": BLOG_TOML + both,
            "posts/a/it.md": written("2026-01-01", tags="[Still]"),
            "posts/a/en.md": written(translated_from="it"),  # inherits an Italian word
            "posts/b/en.md": written("2026-01-02", tags="[Still]"),
            "posts/b/it.md": written(translated_from="en", tags="[Still, alto]"),  # says one itself
        }
    )
    plan = plan_of(blog)
    assert tag_lists(plan) == {
        "/tags/alto/": ("alto", ["b"]),
        "/tags/still/": ("Still", ["b", "a"]),
    }
    assert tag_lists(plan, EN) == {"/en/tags/film/": ("film", ["a"]), "/en/tags/still/": ("Still", ["b"])}


def test_a_tag_without_a_name_in_a_language_is_called_by_its_key(blog: Site) -> None:
    blog.write(
        {
            "blog.toml": BLOG_TOML + '[tags."Vento e onde".en]\nname = "Wind & waves"\n',
            "posts/a/it.md": written(tags="[vento e ONDE]"),
            "posts/a/en.md": written(translated_from="it"),
        }
    )
    plan = plan_of(blog)
    assert tag_lists(plan) == {"/tags/vento-e-onde/": ("Vento e onde", ["a"])}
    assert tag_lists(plan, EN) == {"/en/tags/wind-waves/": ("Wind & waves", ["a"])}


# Where they are


def test_tags_that_would_share_a_slug_get_numbers_in_the_order_of_their_names_and_a_warning(blog: Site) -> None:
    blog.write({"posts/a/it.md": written(tags='[C++, C, "C#", "C 2", "!!!", "???", 日本, .Net, Net]')})
    plan = plan_of(blog)
    assert {address: name for address, (name, _) in tag_lists(plan).items()} == {
        "/tags/c/": "C",
        "/tags/c-2/": "C 2",
        "/tags/c-3/": "C#",
        "/tags/c-4/": "C++",
        "/tags/tag/": "!!!",
        "/tags/tag-2/": "???",
        "/tags/日本/": "日本",
        "/tags/net/": "Net",
        "/tags/net-2/": ".Net",
    }
    assert warnings(plan) == [
        "the tag '.Net' would have the address of 'Net', and has /tags/net-2/; set slug in [tags.\".Net\".it]",
        "the tag '???' would have the address of '!!!', and has /tags/tag-2/; set slug in [tags.\"???\".it]",
        "the tag 'C#' would have the address of 'C', and has /tags/c-3/; set slug in [tags.\"C#\".it]",
        "the tag 'C++' would have the address of 'C', and has /tags/c-4/; set slug in [tags.\"C++\".it]",
    ]


def test_a_slug_that_is_set_stays_whatever_else_comes(blog: Site) -> None:
    settled = (
        '[tags."C++"]\nit.slug = "c"\nen.slug = "C-plus-plus"\n[tags."C#"]\nit.slug = "c-2"\nit.name = "Do diesis"\n'
    )
    blog.write(
        {
            "blog.toml": BLOG_TOML + settled,
            "posts/a/it.md": written(tags='[C, C++, "C#"]'),
            "posts/a/en.md": written(translated_from="it"),
        }
    )
    plan = plan_of(blog)
    assert {address: name for address, (name, _) in tag_lists(plan).items()} == {
        "/tags/c/": "C++",
        "/tags/c-2/": "Do diesis",
        "/tags/c-3/": "C",
    }
    assert sorted(tag_lists(plan, EN)) == ["/en/tags/c-2/", "/en/tags/c-plus-plus/", "/en/tags/c/"]
    assert warnings(plan) == [
        "the tag 'C' would have the address of 'C++', and has /tags/c-3/; set slug in [tags.C.it]",
        "the tag 'C#' would have the address of 'C', and has /en/tags/c-2/; set slug in [tags.\"C#\".en]",
    ]


def test_the_way_out_of_a_warning_is_one(blog: Site) -> None:
    blog.write({"posts/a/it.md": written(tags='[C, "\\"C\\""]'), "posts/a/en.md": written(translated_from="it")})
    (said,) = warnings(plan_of(blog))
    tables = said.partition("set slug in ")[2].split(" and ")
    blog.write({"blog.toml": BLOG_TOML + "".join(f'{table}\nslug = "quoted"\n' for table in tables)})
    plan = plan_of(blog)
    assert warnings(plan) == []
    assert sorted(tag_lists(plan)) == ["/tags/c/", "/tags/quoted/"]


@pytest.mark.parametrize("command", ["render", "check", "status"])
def test_every_command_that_looks_at_the_blog_says_so_and_again_when_nothing_changed(command: str, blog: Site) -> None:
    blog.write({"posts/a/it.md": written(tags="[C, C++]")})
    for _ in range(2):
        done = blog.run(command)
        assert done.code == 0
        assert "the tag 'C++' would have the address of 'C', and has /tags/c-2/" in done.out + done.err
        assert "blog.toml" in done.out + done.err
    assert 'hint: set slug in [tags."C++".it]\n' in blog.run("render").err
    assert blog.page("/tags/c-2/")


# Across languages


def test_a_tag_s_lists_are_alternates_where_each_language_has_a_version_with_it(blog: Site) -> None:
    blog.write(
        {
            "blog.toml": BLOG_TOML.replace('"en"]', '"en", "de"]') + NETWORKING + "[lists]\nsize = 1\n",
            "posts/a/it.md": written("2026-01-01", tags="[Reti, mare, alpi]"),
            "posts/b/it.md": written("2026-01-02", tags="[reti]"),
            "posts/a/en.md": written(translated_from="it", tags="[networking, MARE]"),
            "posts/c/de.md": written("2026-01-03", tags="[Mare, Wald]"),
            "posts/d/en.md": written("2026-01-03", tags="[Wald]"),
        }
    )
    plan = plan_of(blog)
    networking = ("/tags/reti/", ["/tags/reti/", "/en/tags/networking/"])
    mare = ("/tags/mare/", ["/tags/mare/", "/en/tags/mare/", "/de/tags/mare/"])
    wald = ("/en/tags/wald/", ["/en/tags/wald/", "/de/tags/wald/"])
    found = alternates(plan)
    assert found == {
        "/tags/alpi/": ("/tags/alpi/", ["/tags/alpi/"]),
        **dict.fromkeys(networking[1], networking),
        **dict.fromkeys(mare[1], mare),
        **dict.fromkeys(wald[1], wald),
    }
    (sitemap,) = (page for page in plan.pages if isinstance(page, SitemapPage))
    told = {entry.address: entry.alternates for entry in sitemap.entries if entry.address in found}
    assert {
        address: (each.default, [link.address for link in each.links]) for address, each in told.items() if each
    } == found


def test_a_list_of_posts_that_a_language_lacks_is_no_alternate_but_the_menu_leads_there(blog: Site) -> None:
    blog.write({"blog.toml": BLOG_TOML + NETWORKING + SHOWN, "posts/a/it.md": written(tags="[Reti]")})
    plan = plan_of(blog)
    assert tag_lists(plan, EN) == {"/en/tags/networking/": ("Networking", ["a"])}
    assert alternates(plan) == {"/tags/reti/": ("/tags/reti/", ["/tags/reti/"])}
    pages = [page for page in plan.pages if isinstance(page, TagPage)]
    assert len(pages) == 2
    for page in pages:
        assert [link.address for link in page.languages] == ["/tags/reti/", "/en/tags/networking/"]
