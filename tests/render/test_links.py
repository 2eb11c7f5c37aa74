"""Links from post to post: they stay in the reader's language, however a text writes them, or they are no links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.render.reading import Read, contents, dead_links, read, words
from tests.support import BLOG_TOML, Site, comment

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

UNO, ONE = "/2026/02/uno/", "/en/2026/02/one/"


def version(title: str, body: str = "Testo.", **keys: str) -> str:
    fields = {"title": title, "date": "2026-02-01", **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items() if value) + f"---\n{body}\n"


def translation(title: str, body: str = "Text.", **keys: str) -> str:
    return version(title, body, **{"date": "", "slug": title.lower(), "translated_from": "it", **keys})


@pytest.fixture
def isles(blog: Site) -> Site:
    """Two posts in both languages, one of a group of its own, and one in Italian alone."""
    blog.write(
        {
            "posts/2026/uno/it.md": version("Uno"),
            "posts/2026/uno/en.md": translation("One"),
            "posts/2025/due/it.md": version("Due", "## Il lago\n\nTesto.", date="2025-01-02"),
            "posts/2025/due/en.md": translation("Two", "## The lake\n\nText."),
            "posts/2025/due/carta.svg": b"<svg/>",
            "posts/sola/it.md": version("Sola", date="2025-01-03", former_ids="[solitaria]"),
        }
    )
    return blog


def body(site: Site, address: str) -> Element:
    return read(site, address).one(".//div[@class='body']")


def only_link(site: Site, address: str) -> tuple[str | None, str | None, str]:
    """The one link of a text: where it leads, to which language, and all the paragraph says."""
    found = body(site, address)
    (link,) = found.findall(".//a")
    return link.get("href"), link.get("hreflang"), words(found)


@pytest.mark.parametrize(
    "link",
    [
        "[x](post:due#il-lago)",
        "[x](<post:due#il-lago>)",
        "[x](post:DUE#il-lago 'un titolo')",
        "[x](post:d%75e#il-lago)",
        "[x](post:d&#117;e#il-lago)",
        r"[x](post:due\#il-lago)",
        "[x][y]\n\n[y]: post:due#il-lago",
        "[x][y]\n\n[y]: <post:due#il-lago>",
        "<a href='post:due#il-lago'>x</a>",
        '<a class="k"\nhref = " post:due#il-lago ">x</a>',
        "[x](../../2025/due/#il-lago)",
        "[x](../../2025/due#il-lago)",
        "[x](../../2025/due/it.md#il-lago)",
        "[x](../../2025/due/en.md#il-lago)",
        "[x](../../2025/Due/IT.md#il-lago)",
        "[x](../uno/../../2025/due/#il-lago)",
        "- > [x](post:due#il-lago)",
        "| a |\n|---|\n| [x](post:due#il-lago) |",
    ],
)
def test_a_link_to_a_post_stays_in_the_reader_s_language(link: str, isles: Site) -> None:
    isles.write({"posts/2026/uno/it.md": version("Uno", link), "posts/2026/uno/en.md": translation("One", link)})
    isles.ok("render")
    assert only_link(isles, UNO)[:2] == ("/2025/01/due/#il-lago", None)
    assert only_link(isles, ONE)[:2] == ("/en/2025/01/two/#il-lago", None)
    assert dead_links(isles, "https://blog.example/") == []


@pytest.mark.parametrize("link", ["post:sola", "../../sola/it.md", "post:Solitaria", "../../solitaria/"])
def test_a_link_to_what_the_language_lacks_leads_to_the_original_and_says_so(link: str, isles: Site) -> None:
    isles.write({"posts/2026/uno/en.md": translation("One", f"See [x]({link}?a=1&b=2#y).")})
    isles.ok("render")
    assert only_link(isles, ONE) == ("/2025/01/sola/?a=1&b=2#y", "it", "See x (in Italian).")


def test_without_its_original_a_post_is_led_to_by_the_first_version_there_is(isles: Site) -> None:
    isles.write(
        {
            "blog.toml": BLOG_TOML.replace('"it", "en"', '"it", "en", "de"'),
            "posts/2025/due/it.md": version("Due", date="2025-01-02", draft="true"),
            "posts/2025/due/en.md": translation("Two", draft="false"),
            "posts/2026/uno/de.md": translation("Eins", "Siehe [x](post:due)."),
        }
    )
    isles.ok("render")
    assert only_link(isles, "/de/2026/02/eins/")[:2] == ("/en/2025/01/two/", "en")


def test_a_link_to_a_file_of_the_post_itself_leads_to_that_very_version(isles: Site) -> None:
    isles.write({"posts/2026/uno/en.md": translation("One", "See [the Italian](it.md) and [this](./en.md#x).")})
    isles.ok("render")
    links = [(each.get("href"), each.get("hreflang")) for each in body(isles, ONE).findall(".//a")]
    assert links == [(UNO, "it"), (f"{ONE}#x", None)]


def test_where_versions_stand_on_one_page_a_link_leads_to_its_language_there(isles: Site) -> None:
    isles.write(
        {"posts/2025/due/it.md": isles.read("posts/2025/due/it.md").replace("---\n", "---\nlayout: together\n", 1)}
    )
    text = "[a](post:due) [b](post:due#il-lago) [c](post:due?a=1#_comments)"
    isles.write({"posts/2026/uno/it.md": version("Uno", text), "posts/2026/uno/en.md": translation("One", text)})
    isles.ok("render")
    there = "/2025/01/due/"
    for address, places in ((UNO, ["", "#il-lago"]), (ONE, ["#_en", "#_en-il-lago"])):
        links = [link.get("href") for link in body(isles, address).findall(".//a")]
        assert links == [*(there + place for place in places), f"{there}?a=1#_comments"]
    assert dead_links(isles, "https://blog.example/") == []


def test_a_link_to_a_file_beside_another_post_leads_to_where_it_is_served(isles: Site) -> None:
    text = "![x](../../2025/due/carta.svg) [y](../../2025/due/carta.svg?z)"
    isles.write({"posts/2026/uno/en.md": translation("One", text)})
    isles.ok("render")
    found = body(isles, ONE)
    assert found.find(".//img").get("src") == "/2025/01/due/carta.svg"  # type: ignore[union-attr]
    assert only_link(isles, ONE) == ("/2025/01/due/carta.svg?z", None, "y")


@pytest.mark.parametrize("link", ["../../2025/due/nota.md", "../../2025/niente/", "de.md", "../notes.md"])
def test_a_way_to_nothing_stays_as_it_is(link: str, isles: Site) -> None:
    isles.write({"posts/2026/uno/it.md": version("Uno", f"[x]({link})")})
    assert "warning" not in isles.ok("render").err
    href, hreflang, _ = only_link(isles, UNO)
    assert href is not None
    assert href.endswith(link.rpartition("../")[2])
    assert hreflang is None


# Where nobody can go


def test_a_link_to_no_post_is_a_problem_with_file_and_line(isles: Site) -> None:
    isles.write({"posts/2026/uno/en.md": translation("One", "One.\n\n[x](post:deu), [y](post:xyz-abc)\n")})
    said = isles.fails("render")
    assert "posts/2026/uno/en.md:8: there is no post 'deu'\n  hint: did you mean 'post:due'?\n" in said
    assert "posts/2026/uno/en.md:8: there is no post 'xyz-abc'\n  hint: a post's id is the name of its folder\n" in said


@pytest.mark.parametrize("text", ["`[x](post:nope)`", "```\n[x](post:nope)\n```", "    [x](post:nope)", "post:nope"])
def test_what_is_code_or_mere_words_is_no_link(text: str, isles: Site) -> None:
    isles.write({"posts/2026/uno/it.md": version("Uno", text)})
    isles.ok("render")
    assert "post:nope" in words(body(isles, UNO))


@pytest.mark.parametrize("link", ["post:sola", "../../sola/", "../../sola/it.md"])
@pytest.mark.parametrize("keys", [{"draft": "true"}, {"date": "2026-03-02"}])
def test_a_link_to_what_readers_can_t_see_yet_is_words_and_a_warning(
    link: str, keys: dict[str, str], isles: Site
) -> None:
    isles.write(
        {
            "posts/sola/it.md": version("Sola", **keys),
            "posts/2026/uno/it.md": version("Uno", f"Vedi [*poi*]({link}#x)."),
        }
    )
    for _ in range(2):  # the second finds nothing to do, and says it all the same
        said = isles.ok("render").err
        assert said.count("warning") == 1
        assert "posts/2026/uno/it.md:5: links to '" in said
    assert body(isles, UNO).findall(".//a") == []
    assert words(body(isles, UNO)) == "Vedi poi."
    assert "warning" not in isles.ok("render", "--drafts").err
    preview = Read(isles.read(f".blogcli/preview{UNO}index.html"))
    assert [each.get("href") for each in preview.all(".//div[@class='body']//a")] == [
        "/2026/03/sola/#x" if "date" in keys else "/2026/02/sola/#x"
    ]
    isles.ok("render", "--now", "2026-03-05")
    assert len(body(isles, UNO).findall(".//a")) == ("date" in keys)


def test_a_draft_s_links_stop_nothing(isles: Site) -> None:
    isles.write({"posts/2026/uno/en.md": translation("One", "[x](post:nope) [y](post:sola)", draft="true")})
    assert "warning" not in isles.ok("render").err


# Elsewhere than on the post's page


def test_lists_of_another_language_show_links_for_theirs(isles: Site) -> None:
    isles.write({"blog.toml": BLOG_TOML + "\n[translations]\nshow_untranslated = true\n"})
    isles.write({"posts/terza/it.md": version("Terza", "Vedi [x](post:due) e [y](post:sola).")})
    isles.ok("render")
    summaries = read(isles, "/en/").all(".//div[@class='summary'][@lang='it']")
    (shown,) = [each for each in summaries if words(each).startswith("Vedi")]
    assert words(shown) == "Vedi x e y (in Italian)."
    assert [each.get("href") for each in shown.findall(".//a")] == ["/en/2025/01/two/", "/2025/01/sola/"]
    label = shown.find(".//span[@class='language']")
    assert label is not None
    assert (label.get("lang"), label.get("dir")) == ("en", "ltr")


def test_feeds_have_full_addresses_and_descriptions_have_words(isles: Site) -> None:
    isles.write({"posts/2026/uno/en.md": translation("One", "See [x](post:sola#y) & [z](post:due).")})
    isles.ok("render")
    feed = isles.page("/en/feed.xml")
    assert "href=&#34;https://blog.example/2025/01/sola/#y&#34;&gt;x&lt;/a&gt; &lt;span" in feed
    assert "href=&#34;https://blog.example/en/2025/01/two/&#34;&gt;z" in feed
    assert read(isles, ONE).one("head/meta[@name='description']").get("content") == "See x & z."


def test_a_guest_links_as_an_author_does_and_no_further(isles: Site) -> None:
    text = "[x](post:due#il-lago) [y](post:sola) <a href='post:due'>z</a>\n\n## Fine {#fine}\n\n## Altro {#_content}"
    isles.write({"posts/2026/uno/it.md": version("Uno", text, trusted="false")})
    isles.write({"posts/sola/it.md": version("Sola", draft="true")})
    isles.ok("render")
    assert only_link(isles, UNO)[:2] == ("/2025/01/due/#il-lago", None)
    assert [each.get("id") for each in body(isles, UNO).findall(".//h2")] == ["fine", "altro-content"]
    assert dead_links(isles, "https://blog.example/") == []


# Anchors


def test_a_translation_s_headings_have_the_original_s_anchors(isles: Site) -> None:
    isles.ok("render")
    assert [each.get("id") for each in body(isles, "/en/2025/01/two/").findall(".//h2")] == ["il-lago"]
    isles.write({"posts/2025/due/it.md": version("Due", "## La riva\n\nTesto.", date="2025-01-02")})
    isles.ok("render")
    assert [each.get("id") for each in body(isles, "/en/2025/01/two/").findall(".//h2")] == ["la-riva"]


def test_of_an_original_that_nobody_sees_no_anchor_tells(isles: Site) -> None:
    isles.write({"posts/2025/due/it.md": version("Due", "## Segreto", date="2025-01-02", draft="true")})
    isles.write({"posts/2025/due/en.md": translation("Two", "## The lake\n\nText.", draft="false")})
    isles.ok("render")
    assert "segreto" not in isles.page("/en/2025/01/two/")


@pytest.mark.parametrize("layout", ["apart", "together"])
def test_lists_and_feeds_lead_to_a_translation_s_headings_as_its_page_calls_them(isles: Site, layout: str) -> None:
    own = "See [below](#the-second).\n\n<!--more-->\n\n## The first\n\n## The second"
    isles.write(
        {
            "posts/2026/uno/it.md": version("Uno", "## Primo\n\n## Secondo", layout=layout),
            "posts/2026/uno/en.md": translation("One", own),
        }
    )
    isles.ok("render")
    place = f"{ONE}#the-second" if layout == "apart" else f"{UNO}#_en-the-second"
    assert place in read(isles, "/en/").links()
    feed = next(text for text in contents(isles, "/en/feed.xml") if "The first" in text)
    assert f'href="https://blog.example{place}"' in feed
    assert f'id="{place.partition("#")[2]}"' in feed
    assert f'id="{place.partition("#")[2].replace("the-second", "secondo")}"' in feed
    assert dead_links(isles, "https://blog.example/") == []


def test_a_heading_s_anchor_is_not_taken_for_a_comment_s(isles: Site) -> None:
    name = "20260301T120000Z-9xw2ma"
    isles.write(
        {
            "posts/2025/due/it.md": version("Due", "## C plus", date="2025-01-02", layout="together"),
            "posts/2025/due/en.md": translation("Two", "## C plus"),
            "posts/2026/uno/en.md": translation("One", f"[a](post:due#c-plus) [b](post:due#c-{name})"),
            f"comments/due/{name}.md": comment("Bello!"),
        }
    )
    isles.ok("render")
    links = [link.get("href") for link in body(isles, ONE).findall(".//a")]
    assert links == ["/2025/01/due/#_en-c-plus", f"/2025/01/due/#c-{name}"]
    assert dead_links(isles, "https://blog.example/") == []


def test_an_id_that_two_had_leads_to_the_same_post_however_it_is_written(isles: Site) -> None:
    isles.write(
        {
            "posts/2025/due/it.md": version("Due", date="2025-01-02", former_ids="[mare]"),
            "posts/2025/tre/it.md": version("Tre", date="2025-01-04", former_ids="[mare]"),
            "posts/2026/uno/it.md": version("Uno", "[a](post:mare) [b](../../2025/mare/)"),
        }
    )
    isles.ok("render")
    links = [link.get("href") for link in body(isles, UNO).findall(".//a")]
    assert links == ["/2025/01/due/", "/2025/01/due/"]
    assert isles.ok("show", "mare").out == isles.ok("show", "due").out
