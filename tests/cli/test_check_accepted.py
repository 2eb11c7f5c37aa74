"""`blogcli check`: findings that are accepted where they stand, and rules that blog.toml leaves out."""

from __future__ import annotations

import json

import pytest

from tests.support import BLOG_TOML, Site, changed

POST = "posts/2026/barca"
IT, EN = f"{POST}/it.md", f"{POST}/en.md"
HEAD_IT = "---\ntitle: La barca\ndate: 2026-02-20\n---\n"
TEXT = "Siamo partiti all'alba, con il vento alle spalle.\n\n"
LACKS = f"{EN}:5: lacks an image that it.md:7 has: stelle.jpg [structure]"


@pytest.fixture
def boat(blog: Site) -> Site:
    """A post whose translation lacks a picture, and has a link that leads nowhere."""
    blog.write({IT: f"{HEAD_IT}{TEXT}![](stelle.jpg)\n", f"{POST}/stelle.jpg": b"1"})
    blog.write({EN: "---\ntitle: The boat\ntranslated_from: it\n---\nWe left at dawn.\n"})
    return blog


def found(site: Site, *arguments: str) -> list[str]:
    result = site.run("check", "--strict", *arguments)
    assert result.code == (4 if result.lines else 0), result
    return result.lines


def accept(site: Site, lines: str) -> None:
    site.write({EN: changed(site.read(EN), "translated_from: it\n", f"translated_from: it\n{lines}")})


def test_a_finding_is_accepted_by_its_rule_and_a_reason(boat: Site) -> None:
    assert found(boat) == [LACKS]
    accept(boat, 'check: {structure: "the English version has one picture less"}\n')
    assert found(boat) == []
    assert json.loads(boat.ok("check", "--json").out) == {"format": 1, "findings": [], "accepted": 1}
    boat.ok("render")


def test_a_finding_of_another_rule_is_still_said(boat: Site) -> None:
    accept(boat, "check:\n    structure: one picture less\n")
    boat.write({EN: boat.read(EN) + "\n## <b>Open\n"})
    lines = found(boat)
    assert [line.rpartition(" ")[2] for line in lines] == ["[html]"]


def test_what_is_accepted_in_vain_is_said(boat: Site) -> None:
    accept(boat, "check:\n    structure: one picture less\n    untranslated: a poem\n")
    said = f"{EN}:4: accepts what 'untranslated' finds, and it finds nothing any more [untranslated]"
    assert found(boat) == [said]
    assert found(boat, "--skip", "untranslated") == []
    boat.write({IT: HEAD_IT + TEXT})
    assert len(found(boat)) == 2
    accept(boat, "draft: true\n")
    assert found(boat) == []


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("{structur: x}", "check names no rule with 'structur'"),
        ("{problems: x}", "check names no rule with 'problems'"),
        ("{structure: }", "check must say why in a few words behind 'structure:'"),
        ("structure", "check must name rules with reasons"),
        ("[structure]", "check must name rules with reasons"),
    ],
)
def test_what_is_wrong_with_it_is_an_error(boat: Site, value: str, message: str) -> None:
    accept(boat, f"check: {value}\n")
    result = boat.run("render")
    assert result.code == 1
    assert f"{EN}:4: {message}" in result.err
    if "structur:" in value:
        assert "did you mean 'structure'?" in result.err


def test_blog_toml_leaves_a_rule_out_unless_it_is_asked_for(boat: Site) -> None:
    boat.write({"blog.toml": f'{BLOG_TOML}\n[check]\nskip = ["structure"]\n'})
    assert found(boat) == []
    assert found(boat, "--rule", "structure") == [LACKS]
    boat.write({"blog.toml": f'{BLOG_TOML}\n[check]\nskip = ["structur"]\n'})
    result = boat.run("check")
    assert result.code == 1
    assert "'check.skip' names no rule with 'structur'; did you mean 'structure'?" in result.err


LINKS = {
    "a definition and its use": ("[a](https://a.example/)", "[a][x]\n\n[x]: https://a.example/"),
    "a definition that nothing uses": ("a", "a\n\n[x]: https://a.example/"),
    "a definition used twice": ("[a](/barca/) [b](/barca/)", "[a][x] [x]\n\n[x]: /barca/"),
    "an image by definition": ("![a](stelle.jpg)", "![a][]\n\n[A]: stelle.jpg"),
    "links in another order": ("[a](/a/) [b](https://b.example/)", "[b](https://b.example/) [a](/a/)"),
    "code in an item, indented and fenced": ("- a\n\n      b\n", "- a\n\n  ```\n  b\n  ```\n"),
    "code that HTML holds": ("a\n\n<pre>\nb\n</pre>", "a\n\n<div>\nb\n</div>"),
    "brackets in code": ("`[a][x]`\n\n[x]: /barca/", "`b`\n\n[x]: /barca/"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "translation"), LINKS.values(), ids=LINKS)
def test_what_is_as_often_there_is_alike(boat: Site, source: str, translation: str) -> None:
    boat.write({IT: f"{HEAD_IT}{source}\n", EN: f"---\ntitle: The boat\ntranslated_from: it\n---\n{translation}\n"})
    assert found(boat, "--rule", "structure") == []


def test_of_links_that_come_more_than_once_the_lacking_one_is_named(boat: Site) -> None:
    links = "[a](https://a.example/)\n\n[b](https://b.example/)\n\n[c](https://a.example/)\n"
    boat.write({IT: HEAD_IT + links, EN: f"---\ntitle: B\ntranslated_from: it\n---\n{links[:-28]}"})
    assert found(boat, "--rule", "structure") == [
        f"{EN}:7: lacks a link that it.md:9 has: https://a.example/ [structure]"
    ]


def test_names_are_not_untranslated(boat: Site) -> None:
    text = "- Ada Lovelace, Charles Babbage, Mary Somerville\n- Ludwig van Beethoven, Clara Schumann\n"
    boat.write({IT: HEAD_IT + text, EN: f"---\ntitle: The boat\ntranslated_from: it\n---\n{text}"})
    assert found(boat, "--rule", "untranslated") == []
    boat.write({IT: HEAD_IT + TEXT, EN: f"---\ntitle: The boat\ntranslated_from: it\n---\n{TEXT}"})
    assert len(found(boat, "--rule", "untranslated")) == 1


def test_several_processes_find_what_one_finds(boat: Site) -> None:
    for number in range(80):
        boat.write({f"posts/2026/barca-{number}/{name}.md": boat.read(f"{POST}/{name}.md") for name in ("it", "en")})
    alone = found(boat, "--rule", "structure", "--jobs", "1")
    assert len(alone) == 81
    assert found(boat, "--rule", "structure", "--jobs", "3") == alone
