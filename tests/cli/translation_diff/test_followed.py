"""Where a translation leads by now where its original does, nothing is left to do, and nothing is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.repository import POST, commit, replace
from tests.cli.translation_diff.told import document

if TYPE_CHECKING:
    from tests.support import Site

BODY = """\
{} [uno](https://a.example/) e <https://b.example/>, [due][d].

![](mare.jpg)

```
fai
```

- [tre](https://a.example/)

[d]: https://d.example/ "D"
"""
FOLLOWED = {
    "a link": ("[uno](https://a.example/)", "[uno](https://z.example/)", "links"),
    "an address": ("<https://b.example/>", "<https://y.example/>", "links"),
    "a definition": ("[d]: https://d.example/", "[d]: https://c.example/", "links"),
    "a link in an item": ("[tre](https://a.example/)", "[tre](https://w.example/)", "links"),
    "a link gone": ("[tre](https://a.example/)", "tre", "links"),
    "an image": ("mare.jpg", "monte.jpg", "images"),
    "code": ("fai\n", "fai tutto\n", "code"),
}


@pytest.fixture
def level(blog: Site) -> Site:
    """A post whose translation leads where it does."""
    blog.write({f"{POST}/it.md": f"---\ntitle: Una passeggiata\ndate: 2026-02-10\n---\n{BODY.format('Ecco')}"})
    blog.write({f"{POST}/mare.jpg": b"1", f"{POST}/monte.jpg": b"1"})
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", BODY.format("Here"))
    commit(blog.root)
    return blog


def standing(blog: Site) -> dict[str, Any]:
    (found,) = json.loads(blog.run("status", "--json").out)["translations"]
    return dict(found)


@pytest.mark.parametrize(("old", "new", "kind"), FOLLOWED.values(), ids=FOLLOWED)
def test_what_the_translation_has_as_well_is_no_matter(level: Site, old: str, new: str, kind: str) -> None:
    replace(level, f"{POST}/it.md", old, new)
    assert (standing(level)["only"], standing(level)["attention"]) == ([kind], True)
    replace(level, f"{POST}/en.md", old, new)
    found = standing(level)
    assert (found["state"], found["only"], found["blocks"], found["attention"]) == ("current", [], [], False)
    assert document(level)["blocks"] == []
    assert level.run("check", "--rule", "drift").lines == []


def test_a_link_to_a_post_is_followed_by_one_to_its_version_in_the_language(level: Site) -> None:
    level.write({"posts/2026/altra/it.md": "---\ntitle: Altra\ndate: 2026-01-01\n---\nx\n"})
    replace(level, f"{POST}/it.md", "[tre](https://a.example/)", "[tre](../altra/it.md#qui)")
    assert standing(level)["only"] == ["links"]
    replace(level, f"{POST}/en.md", "[tre](https://a.example/)", "[tre](../altra/en.md#qui)")
    assert (standing(level)["only"], standing(level)["attention"]) == ([], False)


def test_the_same_links_in_another_order_are_the_same(level: Site) -> None:
    replace(level, f"{POST}/it.md", "[uno](https://a.example/)", "[uno](https://z.example/)")
    replace(level, f"{POST}/en.md", "[uno](https://a.example/)", "[uno](https://b.example/)")
    replace(level, f"{POST}/en.md", "<https://b.example/>", "<https://z.example/>")
    assert standing(level)["only"] == []


def test_of_links_and_images_the_one_that_is_not_followed_is_said(level: Site) -> None:
    for old, new, _ in (FOLLOWED["a link"], FOLLOWED["an image"]):
        replace(level, f"{POST}/it.md", old, new)
    replace(level, f"{POST}/en.md", "mare.jpg", "monte.jpg")
    assert standing(level)["only"] == ["links"]
