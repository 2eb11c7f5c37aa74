"""`blogcli check --rule links`: what leads nowhere within the blog, by file and line."""

from __future__ import annotations

import json

import pytest

from tests.support import BLOG_TOML, Site, comment

IT, EN = "posts/2026/uno/it.md", "posts/2026/uno/en.md"
HEAD_IT = "---\ntitle: Uno\ndate: 2026-02-01\n---\n"
HEAD_EN = "---\ntitle: One\nslug: one\ntranslated_from: it\n---\n"
HEAD_DUE = "---\ntitle: Due\ndate: 2025-01-02\nformer_ids: [vecchio]\naliases: [/prima/]\n---\n"
DUE = f"{HEAD_DUE}## Il lago\n\n### Riva {{#riva}}\n"
TWO = "---\ntitle: Two\nslug: two\ntranslated_from: it\n---\n## The lake\n\n### Shore\n\n### Boats\n"


@pytest.fixture
def isles(blog: Site) -> Site:
    """Two posts in two languages, one with a picture and a comment."""
    blog.write(
        {
            IT: HEAD_IT + "Testo.\n",
            EN: HEAD_EN + "Text.\n",
            "posts/2026/uno/foto/mare blu.jpg": b"1",
            "posts/2025/due/it.md": DUE,
            "posts/2025/due/en.md": TWO,
            "posts/2025/due/carta.svg": b"2",
            "comments/due/c1.md": comment("Bello."),
            "static/listino.pdf": b"3",
        }
    )
    return blog


def found(site: Site) -> list[str]:
    result = site.run("check", "--rule", "links")
    assert result.code == (4 if result.lines else 0), result
    return result.lines


@pytest.mark.parametrize(
    "link",
    [
        "post:due",
        "post:vecchio#il-lago",
        "post:due#riva",
        "post:due#boats",  # only the English version has it
        "post:due#c-c1",
        "post:due#_comments",
        "../../2025/due/",
        "../../2025/due/en.md#il-lago",
        "../../2025/due/carta.svg",
        "it.md",
        "foto/mare%20blu.jpg",
        "<./foto/mare blu.jpg>",
        "/listino.pdf",
        "/2025/01/due/#il-lago",
        "/2025/01/due/#_comments",
        "/2025/01/due#c-c1",
        "/en/2025/01/two/#boats",
        "/en/tags/#x",
        "/listino.pdf#page=2",
        "/2025/01/due",
        "{url}2025/01/due/?a=1#riva",
        "{url}2025/01/due/carta.svg",
        "{url}prima/#riva",
        "/prima/",
        "/en/tags/",
        "../../../2025/01/due/",  # as seen from the page
        "?a=1",
        "#",
        "https://fuori.example/niente",
        "mailto:a@fuori.example",
        "//fuori.example/",
    ],
)
@pytest.mark.parametrize("url", ["https://blog.example/", "https://me.example/blog/"])
def test_what_is_there_is_not_named(link: str, url: str, isles: Site) -> None:
    isles.write(
        {
            "blog.toml": BLOG_TOML.replace("https://blog.example/", url),
            IT: f"{HEAD_IT}[x]({link.replace('{url}', url)})\n",
        }
    )
    assert found(isles) == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("[x](post:deu)", "there is no post 'deu'"),
        ("[x](post:#riva)", "'post:' names no post"),
        ("[x](Post:due)", "'Post:due' leads nowhere"),
        ("[x](post:due#il-lgo)", "no version of 'due' has a heading or anchor '#il-lgo'"),
        ("[x](post:due#c-c2)", "no version of 'due' has a heading or anchor '#c-c2'"),
        ("[x](../../2025/due/it.md#niente)", "no version of 'due' has a heading or anchor '#niente'"),
        ("[x](#niente)", "no version of 'uno' has a heading or anchor '#niente'"),
        ("[x](../../2025/due/altra.svg)", "there is no file or page '../../2025/due/altra.svg'"),
        ("[x](../due/)", "there is no file or page '../due/'"),
        ("[x](de.md)", "there is no file or page 'de.md'"),
        ("[x](/niente/)", "there is no file or page '/niente/'"),
        ("[x](https://blog.example/niente/)", "there is no file or page 'https://blog.example/niente/'"),
        ("[x](/2025/01/due/#niente)", "'/2025/01/due/' has no heading or anchor '#niente'"),
        ("[x](/2025/01/due/#boats)", "'/2025/01/due/' has no heading or anchor '#boats'"),  # only the English page has
        ("[x](/en/2025/01/two/#c-c2)", "'/en/2025/01/two/' has no heading or anchor '#c-c2'"),
        ("[x](/prima/#niente)", "'/prima/' has no heading or anchor '#niente'"),
        ("<https://blog.example/2025/01/due/#x>", "'https://blog.example/2025/01/due/' has no heading or anchor '#x'"),
        ("[x](//BLOG.example/2025/01/due#x)", "'//BLOG.example/2025/01/due' has no heading or anchor '#x'"),
        ("![x](mare.jpg)", "there is no image 'mare.jpg'"),
        ("<img src='mare.jpg'>", "there is no image 'mare.jpg'"),
        ("[x][y]\n\n[y]: niente.pdf", "there is no file or page 'niente.pdf'"),
    ],
)
def test_what_leads_nowhere_is_named_with_its_line(link: str, message: str, isles: Site) -> None:
    isles.write({EN: f"{HEAD_EN}One.\n\nTwo, {link}\n"})
    line = 10 if "\n" in link else 8
    assert found(isles) == [f"{EN}:{line}: {message} [links]"]


def test_a_draft_s_links_are_looked_at_as_well(isles: Site) -> None:
    isles.write({IT: HEAD_IT.replace("date", "draft: true\ndate") + "[x](post:nope), ![y](y.jpg)\n"})
    assert {line.partition(": ")[2] for line in found(isles)} == {
        "there is no post 'nope' [links]", "there is no image 'y.jpg' [links]",
    }  # fmt: skip


def test_a_translation_may_call_its_headings_by_its_own_words(isles: Site) -> None:
    isles.write({"posts/2025/due/en.md": TWO + "\n[x](#the-lake) [y](#il-lago) [z](#the-sea)\n"})
    assert [line.partition(": ")[2] for line in found(isles)] == [
        "no version of 'due' has a heading or anchor '#the-sea' [links]"
    ]


def test_code_is_no_link(isles: Site) -> None:
    isles.write({IT: f"{HEAD_IT}`[x](post:nope)`\n\n```\n![x](y.jpg)\n```\n"})
    assert found(isles) == []


def test_it_says_what_may_be_meant(isles: Site) -> None:
    isles.write({IT: f"{HEAD_IT}[x](post:deu)\n[y](post:due#il-lgo)\n![z](foto/mare.jpg)\n"})
    findings = json.loads(isles.run("check", "--rule", "links", "--json").out)["findings"]
    assert [finding["hint"] for finding in findings] == [
        "did you mean 'post:due'?", "did you mean '#il-lago'?", "did you mean 'foto/mare blu.jpg'?",
    ]  # fmt: skip
    assert {(finding["post"], finding["language"]) for finding in findings} == {("uno", "it")}


def test_what_stops_a_render_is_said_once_and_hides_nothing(isles: Site) -> None:
    isles.write({IT: f"{HEAD_IT}[x](post:deu) ![y](y.jpg) [z](/niente/)\n"})
    lines = isles.run("check").lines
    assert [line.rpartition(" ")[2] for line in lines if line.startswith(IT)] == ["[problems]", "[links]", "[links]"]


def test_on_a_page_of_several_versions_the_anchors_of_each_are_its_own(isles: Site) -> None:
    isles.write({"posts/2025/due/it.md": DUE.replace("aliases", "layout: together\naliases")})
    address = "/2025/01/due/"
    isles.write({IT: HEAD_IT + f"[a]({address}#il-lago) [b]({address}#_en-boats) [c]({address}#boats)\n"})
    assert [line.partition(": ")[2] for line in found(isles)] == [
        f"'{address}' has no heading or anchor '#boats' [links]"
    ]  # fmt: skip


@pytest.mark.parametrize("layout", ["apart", "together"])
def test_a_translation_s_headings_are_known_by_both_their_anchors(isles: Site, layout: str) -> None:
    isles.write({
        "posts/2025/due/it.md": DUE.replace("aliases", f"layout: {layout}\naliases"),
        "posts/2025/due/en.md": TWO + "[a](#the-lake) [b](#il-lago) [c](#shore) [d](#nope)\n",
        EN: HEAD_EN + "[a](post:due#the-lake) [b](post:due#il-lago) [c](post:due#nope)\n",
    })  # fmt: skip
    lines = found(isles)
    assert len(lines) == 2 and all("#nope" in line for line in lines)
