"""`blogcli check`: what its rules find, each by file and line, and what they leave alone."""

from __future__ import annotations

import json

import pytest

from tests.support import BLOG_TOML, Site, comment

POST = "posts/2026/barca"
IT, EN = f"{POST}/it.md", f"{POST}/en.md"
HEAD_IT = "---\ntitle: La barca\ndate: 2026-02-20\n---\n"
HEAD_EN = "---\ntitle: The boat\ntranslated_from: it\n---\n"
IT_BODY = """\
Siamo partiti all'alba[^1], con il [vento](https://vento.example/) alle spalle.

## La notte

![](stelle.jpg)

```sh
rotta 210
```

### Il mattino

Poi si vide la costa, e <https://costa.example/> la mostra.

[^1]: Alle sei.
"""
EN_BODY = """\
We left at dawn[^1], with the [wind](https://wind.example/en/) behind us.

## The night

![](stelle.jpg)

```sh
course 210
```

### The morning

Then we saw the coast, and <https://costa.example/> shows it.

[^1]: At six.
"""


@pytest.fixture
def boat(blog: Site) -> Site:
    """A blog with one post in two languages, made alike and without a record."""
    blog.write({IT: HEAD_IT + IT_BODY, EN: HEAD_EN + EN_BODY, f"{POST}/stelle.jpg": b"1", f"{POST}/stars.jpg": b"2"})
    return blog


def found(site: Site, *arguments: str) -> list[str]:
    result = site.run("check", "--strict", *arguments)
    stops = any(line.endswith("[problems]") for line in result.lines)
    assert result.code == (1 if stops else 4 if result.lines else 0), result
    assert len(result.err.splitlines()) == bool(result.lines), result
    return result.lines


def test_nothing_found_is_nothing_said(boat: Site) -> None:
    assert found(boat) == []
    assert json.loads(boat.ok("check", "--json").out) == {"format": 1, "findings": [], "accepted": 0}


LACKS = {
    "heading": ("## The night\n\n", "", [(5, "lacks a heading of level 2 that it.md:7 has")]),
    "level": ("### The", "## The", [(15, "has a heading of level 2 where it.md:15 has one of level 3")]),
    "underlined": ("## The night", "The night\n=========", [
        (7, "has a heading of level 1 where it.md:7 has one of level 2")]),
    "code": ("```sh\ncourse 210\n```\n\n", "", [(9, "lacks a code block that it.md:11 has")]),
    "more code": ("\n### The", "\n    more\n\n### The", [(15, "has a code block that it.md lacks")]),
    "image": ("![](stelle.jpg)\n\n", "", [(7, "lacks an image that it.md:9 has: stelle.jpg")]),
    "link": ("<https://costa.example/>", "this", [(15, "lacks a link that it.md:17 has: https://costa.example/")]),
    "another link": ("[wind](https://wind.example/en/)", "wind", [
        (5, "lacks a link that it.md:5 has: https://vento.example/")]),
    "more links": ("shows it.", "shows it: [look](/tags/).", [(17, "has a link that it.md lacks: /tags/")]),
    "footnote": ("\n[^1]: At six.\n", "", [(17, "lacks a footnote that it.md:19 has: 1")]),
    "more footnotes": ("six.\n", "six.\n\n[^2]: Or so.\n", [(21, "has a footnote that it.md lacks: 2")]),
    "two": ("![](stelle.jpg)\n\n```sh\ncourse 210\n```\n", "", [
        (7, "lacks an image that it.md:9 has: stelle.jpg"), (7, "lacks a code block that it.md:11 has")]),
}  # fmt: skip


SECTIONS = ("## A\n\nUno.\n\n", "## B\n\n> Due.\n\n", "## C\n\nTre.\n\n- Quattro.\n\n")


@pytest.mark.parametrize("lacking", range(3))
def test_of_headings_that_are_alike_the_one_is_named_whose_section_is_lacking(lacking: int, boat: Site) -> None:
    ours = [section for number, section in enumerate(SECTIONS) if number != lacking]
    boat.write({IT: HEAD_IT + "".join(SECTIONS), EN: HEAD_EN + "".join(ours)})
    (finding,) = found(boat, "--rule", "structure")
    assert f"lacks a heading of level 2 that it.md:{(5, 9, 13)[lacking]} has" in finding
    boat.write({IT: HEAD_IT + "".join(ours), EN: HEAD_EN + "".join(SECTIONS)})
    assert found(boat, "--rule", "structure") == [
        f"{EN}:{(5, 9, 13)[lacking]}: has a heading of level 2 that it.md lacks [structure]"
    ]  # fmt: skip


def test_of_parts_that_are_alike_the_record_tells_which_is_new(boat: Site) -> None:
    body = "Via.\n\n## Sera\n\nTardi.\n\n## Notte\n\nBuia.\n"
    boat.write({IT: HEAD_IT + body, EN: HEAD_EN + body.replace("Via", "Off").replace("Sera", "Eve")})
    boat.ok("translation", "done", "barca", "en")
    for new in ("Sera", "Notte"):
        boat.write({IT: HEAD_IT + body.replace(f"## {new}", f"## Alba\n\nFredda.\n\n## {new}")})
        line = (HEAD_IT + body).partition(f"## {new}")[0].count("\n") + 1
        (finding,) = found(boat, "--rule", "structure")
        assert f"lacks a heading of level 2 that it.md:{line} has" in finding


@pytest.mark.parametrize("name", LACKS)
def test_a_part_that_one_version_lacks(name: str, boat: Site) -> None:
    old, new, expected = LACKS[name]
    assert old in EN_BODY
    boat.write({EN: HEAD_EN + EN_BODY.replace(old, new)})
    assert found(boat, "--skip", "markdown") == [f"{EN}:{line}: {message} [structure]" for line, message in expected]
    boat.write({EN: (HEAD_EN + EN_BODY.replace(old, new)).replace("\n", "\r\n")})
    assert found(boat, "--skip", "markdown") == [f"{EN}:{line}: {message} [structure]" for line, message in expected]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (", with the", ".\n\nWe had the"),  # a paragraph split
        ("https://costa.example/", "https://coast.example/en"),  # the page in its own language
        ("stelle.jpg", "stars.jpg"),
        ("course 210", "# course\ncourse 210"),
        ("[wind](https://wind.example/en/)", "[wind][w]"),
        ("[^1]", "[^dawn]"),
        ("## The night", "The night\n---------"),
        ("### The morning", "### The morning ###"),
    ],
)
def test_what_a_translator_may_do(old: str, new: str, boat: Site) -> None:
    text = EN_BODY.replace(old, new) + ("\n[w]: https://wind.example/en/\n" if "[w]" in new else "")
    boat.write({EN: HEAD_EN + text})
    assert found(boat) == []


LINKED = "[uno](https://a.example/x), [due](https://b.example/y), [tre](../monti/it.md#via), [qua](#la-notte)\n"


@pytest.mark.parametrize(
    "ours",
    [
        "[two](https://b.example/y), [one](https://a.example/x), [three](../monti/en.md#way), [here](#the-night)",
        "[one](https://en.a.example/z), [two](https://b.example/en/y), [three](post:monti), [here](#la-notte)",
        "[one](http://A.example/x/), [two](HTTPS://b.example/y#end), [three](post:monti#via), [here](#la-notte)",
        "[one](https://a.example/x-en.html), [two](https://c.example/?lang=en), [three](../monti/), [here](#the-night)",
    ],
)
def test_links_to_the_same_places_in_its_own_language(ours: str, boat: Site) -> None:
    boat.write({"posts/monti/it.md": HEAD_IT, IT: HEAD_IT + LINKED, EN: f"{HEAD_EN}{ours}\n"})
    assert found(boat, "--rule", "structure") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("https://b.example/y", "https://a.example/x"),
        ("https://b.example/y", "https://b.example/z"),
        ("../monti/it.md#via", "../mare/en.md"),
    ],
)
def test_as_many_links_of_which_one_leads_elsewhere(old: str, new: str, boat: Site) -> None:
    boat.write({IT: HEAD_IT + LINKED, EN: HEAD_EN + LINKED.replace(old, new)})
    assert found(boat, "--rule", "structure") == [
        f"{EN}:5: leads to {new} where it.md:5 leads to {old} [structure]"
    ]  # fmt: skip


def test_drafts_are_still_being_worked_on(boat: Site) -> None:
    boat.write({EN: HEAD_EN.replace("title", "draft: true\ntitle") + IT_BODY[:90]})
    assert found(boat) == []


def test_a_translation_is_compared_with_its_own_source(boat: Site) -> None:
    boat.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]')})
    shorter = EN_BODY.replace("![](stelle.jpg)\n\n", "")
    french = shorter.replace("We", "Nous")
    boat.write({EN: HEAD_EN + shorter, f"{POST}/fr.md": HEAD_EN.replace("it\n", "en\n") + french})
    assert found(boat, "--rule", "structure") == [
        f"{EN}:7: lacks an image that it.md:9 has: stelle.jpg [structure]"
    ]  # fmt: skip


def test_drift_is_named_with_the_lines_of_the_source(blog: Site) -> None:
    path = blog.ok("new", "La barca", "--id", "barca", "--date", "2026-02-20", "--body", IT_BODY).lines[0]
    blog.ok("translate", "barca", "en", "--title", "The boat", "--body", EN_BODY)
    blog.write({f"{POST}/stelle.jpg": b"1"})
    assert found(blog) == []
    text = blog.read(path)
    blog.write({path: text.replace("La barca", "Il battello").replace("costa, e", "riva, e")})
    (line,) = found(blog)
    number = text[: text.index("Poi si vide")].count("\n") + 1
    assert line == (f"{EN}:5: is behind it.md: title, 1 of 7 blocks (6); see it.md:2,{number} [drift]"), line
    finding = json.loads(blog.run("check", "--json").out)["findings"][0]
    assert "blogcli translation done barca en" in finding.pop("hint")
    assert finding == {
        "rule": "drift", "message": line.partition(": ")[2].removesuffix(" [drift]"), "path": EN, "line": 5,
        "post": "barca", "language": "en", "severity": "advice",
    }  # fmt: skip
    blog.write({path: text.replace("https://vento", "https://venti")})
    assert found(blog) == [f"{EN}:5: differs from it.md: only links [drift]"]


def test_of_a_translation_s_own_text_its_own_lines_are_named(blog: Site) -> None:
    path = blog.ok("new", "La barca", "--id", "barca", "--date", "2026-02-20", "--body", IT_BODY).lines[0]
    blog.ok("translate", "barca", "en", "--title", "The boat", "--body", EN_BODY)
    text = blog.read(EN).replace("Then we saw", "A gull.\n\nThen we saw")
    blog.write({EN: text})
    line = text[: text.index("A gull.")].count("\n") + 1
    (ahead,) = json.loads(blog.run("check", "--rule", "drift", "--json").out)["findings"]
    assert ahead["message"] == f"is ahead of it.md: gained or lost text of its own at 6; see en.md:{line}"
    assert ahead["hint"] == (
        "blogcli translation diff barca en shows it; blogcli translation done barca en says that it is meant"
    )
    blog.write({path: blog.read(path).replace("La barca", "Il battello")})
    (both,) = found(blog, "--rule", "drift")
    assert f"see it.md:2 and en.md:{line}" in both


def test_what_is_not_yet_translated(boat: Site) -> None:
    boat.write({EN: HEAD_EN + EN_BODY.replace("Then we saw the coast, and", "Poi si vide la costa, e")})
    boat.write({EN: boat.read(EN).replace("shows it.", "*la* mostra.\n\n> Poi si vide la costa e il mare, e tutto.")})
    boat.write({IT: boat.read(IT).replace("la mostra.", "la mostra.\n\n> Poi si vide la costa e il mare, e tutto.")})
    assert found(boat) == [f"{EN}:17: is not yet translated: 'Poi si vide la costa, e la mostra.' [untranslated]"]
    boat.write(
        {"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "it-CH"]').replace("language.en", "language.it-CH")}
    )
    (boat.root / EN).rename(boat.root / POST / "it-CH.md")
    assert found(boat, "--rule", "untranslated") == []


def test_the_blog_s_problems_and_faulty_comments(boat: Site) -> None:
    boat.write(
        {
            "posts/2026/rotta/it.md": "---\ntitle: Rotta\ndate: giugno\n---\nx\n",
            "posts/2026/etichetta/it.md": "---\ntitle: Etichetta\ndate: 2026-01-01\ntag: x\n---\nx\n",
            "comments/barca/c1.md": "---\nauthor: Bea\n---\nx\n",
            "comments/barca/c2.md": comment("Sì."),
        }
    )
    assert found(boat) == [
        "comments/barca/c1.md:1: has no date [comments]",
        "posts/2026/etichetta/it.md:4: unknown key 'tag' [warnings]",
        "posts/2026/rotta/it.md:3: date 'giugno' is not an ISO 8601 date [problems]",
    ]
    assert len(found(boat, "--rule", "comments")) == 1
    assert len(found(boat, "--skip", "comments", "--skip", "structure")) == 2
    assert found(boat, "--rule", "drift", "--rule", "structure") == []


def test_a_comment_below_two_posts_is_found_unless_its_name_was_given_by_hand(boat: Site) -> None:
    boat.write({"posts/2026/rotta/it.md": "---\ntitle: Rotta\ndate: 2026-01-01\nformer_ids: [via]\n---\nx\n"})
    name = "20260212T080000Z-aaaaaa"
    boat.write({f"comments/barca/{name}.pending.md": comment("Sì."), f"comments/via/{name}.md": comment("Sì.")})
    boat.write({"comments/barca/a.md": comment("Sì."), "comments/rotta/a.md": comment("No.")})
    assert found(boat, "--rule", "comments") == [
        f"comments/via/{name}.md: is below 'barca', too: comments/barca/{name}.pending.md [comments]"
    ]
    boat.ok("comment", "remove", f"comments/via/{name}.md", "--yes")
    (boat.root / f"comments/via/{name}.md").unlink()
    boat.write({f"comments/rotta/{name}.md": comment("Sì.")})
    (boat.root / f"comments/barca/{name}.pending.md").rename(boat.root / f"comments/via/{name}.md")
    assert found(boat, "--rule", "comments") == [  # two names of one conversation
        f"comments/rotta/{name}.md: has 2 files, and it is approved until somebody decides: "
        f"the other is comments/via/{name}.md [comments]"
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--rule", "strcture"], "--rule: there is no rule 'strcture'\n  hint: did you mean 'structure'?"),
        (
            ["--skip", "x"],
            "hint: the rules are problems, warnings, comments, addresses, links, html, markdown, emphasis, drift",
        ),
        (["--rule", "drift", "--skip", "drift"], "no rule is left to check by"),
    ],
)
def test_a_rule_there_isn_t(arguments: list[str], message: str, boat: Site) -> None:
    assert message in boat.fails("check", *arguments, code=2)


def test_it_writes_nothing(boat: Site) -> None:
    before = boat.tree()
    found(boat)
    assert boat.tree() == before
