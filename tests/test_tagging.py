"""The tags that blog.toml names: what is wrong with them is told with all else, each with its line and a way out."""

from __future__ import annotations

import pytest

from blogcli.config import load_config
from tests.support import BLOG_TOML, Site
from tests.test_config import problems

LINES = BLOG_TOML.count("\n")
LANGUAGES = "hint: what a tag is called stands in a table for each language of the blog: it, en"


def test_a_tag_has_a_name_in_every_language_however_its_table_is_written(blog: Site) -> None:
    tables = [
        '[tags.reti.it]\nname = "  Reti\\t sociali "\nslug = "RETI"\n[tags.reti.EN]\ndescription = "Nets."\n',
        '[tags.reti]\nit = {name = "Reti sociali", slug = "reti"}\nen = {description = "Nets."}\n',
        '[tags]\n" reti" = {it = {name = "Reti sociali", slug = "reti"}, en = {description = "Nets."}}\n',
        '[tags]\nreti.it.name = "Reti sociali"\nreti.it.slug = "reti"\nreti.en.description = "Nets."\n',
    ]
    for table in tables:
        blog.write({"blog.toml": BLOG_TOML + table})
        (tag,) = load_config(blog.root).named_tags
        assert (tag.key, *tag.names) == ("reti", ("it", "Reti sociali", "reti", ""), ("en", "reti", "", "Nets."))


def test_a_slug_is_small_and_composed(blog: Site) -> None:
    blog.write({"blog.toml": BLOG_TOML + '[tags.x.it]\nslug = " J\u030cA "\n'})  # no capital is composed with a caron
    (tag,) = load_config(blog.root).named_tags
    assert tag.names[0].slug == "\u01f0a"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tags = 3\n", ["1: 'tags' must hold tables like [tags.networking.en]"]),
        ("[tags]\nreti = 3\n", ["2: 'tags.reti' must hold tables like [tags.networking.en]"]),
        ("[tags.reti]\nit = 3\n", ["2: 'tags.reti.it' must be a table"]),
        ('[tags.""]\n', ["1: a tag in 'tags' has an empty name"]),
        ('[tags.reti.it]\nname = " "\n', ["2: 'tags.reti.it.name' must not be empty"]),
        ("[tags.reti.it]\nname = 3\n", ["2: 'tags.reti.it.name' must be text in quotes"]),
        ('[tags.reti.it]\nslug = "a/b"\n', ["2: 'tags.reti.it.slug' 'a/b' can't be part of an address: use letters"]),
        ('[tags.reti.it]\nslug = ""\n', ["2: 'tags.reti.it.slug' '' can't be part of an address: use letters"]),
        ("[tags.reti.it]\nnmae = 3\n", ["2: unknown key 'tags.reti.it.nmae'"]),
        ("[tags.reti.de]\n", ["1: unknown key 'tags.reti.de'"]),
        ('[tags.reti]\nname = "Reti"\n', ["2: unknown key 'tags.reti.name'"]),
        ("[tags.reti.en]\n[tags.reti.EN]\n", ["2: 'tags.reti.EN' is the same language as 'tags.reti.en'"]),
        ("[tags.reti]\n[tags.RETI]\n", ["2: 'tags.RETI' is the same tag as 'tags.reti'"]),
        (
            '[tags.a.it]\nname = "Reti"\n[tags."b c".it]\n\nname = "RETI"\n',
            ["5: 'tags.b c.it.name' is that of 'tags.a' too, in line 2"],
        ),
        (
            '[tags.a.it]\nname = "B"\n[tags.b]\n',
            ["2: 'tags.a.it.name' is that of 'tags.b' too, in line 3"],
        ),
        (
            '[tags]\n"C#" = {it = {slug = "c"}}  # = \n"C=" = {it = {slug = "C"}}\n',
            ["3: 'tags.C=.it.slug' is that of 'tags.C#' too, in line 2"],
        ),
        ('[tags.a.it]\nname = "Still"\n[tags.b.en]\nname = "Still"\n', []),
        ('[tags.a.it]\nslug = "a"\n[tags.b.en]\nslug = "a"\n[tags.c.it]\nname = "A b"\n', []),
        ('[tags."]".it]\nname = "Parentesi"\nnmae = 3\n', ["3: unknown key 'tags.].it.nmae'"]),
    ],
)
def test_what_is_wrong_with_a_tag_has_its_line(text: str, found: list[str], empty: Site) -> None:
    whole = text + BLOG_TOML if text.startswith("tags") else BLOG_TOML + text
    offset = 0 if text.startswith("tags") else LINES
    if not found:
        empty.write({"blog.toml": whole})
        load_config(empty.root)
        return
    expected = [f"{int(each.partition(':')[0]) + offset}{each[each.index(':') :]}" for each in found]
    expected = [_moved(each, offset) for each in expected]
    for right, said in zip(expected, problems(empty, whole), strict=True):
        assert said.startswith(right)


def _moved(message: str, offset: int) -> str:
    before, line, number = message.partition(", in line ")
    return f"{before}{line}{int(number) + offset}" if number else message


def test_all_is_told_together_with_ways_out(blog: Site) -> None:
    tags = '[tags.a]\nname = "A"\n[tags.b.it]\nnmae = "B"\n[tags.c.it]\nname = "B"\n[tag.d]\n'
    blog.write({"blog.toml": BLOG_TOML + tags})
    assert blog.fails("list").splitlines() == [
        f"blogcli: blog.toml:{LINES + 7}: unknown key 'tag'",
        "  hint: did you mean 'tags'?",
        f"blogcli: blog.toml:{LINES + 2}: unknown key 'tags.a.name'",
        f"  {LANGUAGES}",
        f"blogcli: blog.toml:{LINES + 4}: unknown key 'tags.b.it.nmae'",
        "  hint: did you mean 'tags.b.it.name'?",
        f"blogcli: blog.toml:{LINES + 6}: 'tags.c.it.name' is that of 'tags.b' too, in line {LINES + 3}",
        "  hint: give one of them another",
    ]
