"""`blogcli translation original` where languages call different tags by one word: each post keeps the tags it had."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support import BLOG_TOML

if TYPE_CHECKING:
    from tests.support import Site

NAMED = {
    "blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]')
    + """
[tags.stanza.it]
name = "Camera"
[tags.stanza.en]
name = "Room"
[tags.foto.it]
name = "Fotocamera"
[tags.foto.en]
name = "Camera"
"""
}


def post(site: Site, *, it: str = "", en: str = "", fr: str = "") -> None:
    """A post in three languages, with these lines of tags."""
    site.write({**NAMED, "posts/a/it.md": f"---\ntitle: Una\ndate: 2026-02-01\n{it}---\nLa stanza.\n"})
    site.ok("translate", "a", "en", "--title", "One", "--body", "The room.")
    site.ok("translate", "a", "fr", "--title", "Une", "--body", "La chambre.")
    for language, line in (("en", en), ("fr", fr)):
        text = site.read(f"posts/a/{language}.md")
        site.write({f"posts/a/{language}.md": text.replace("title:", f"{line}title:", 1)})


def pages(site: Site) -> dict[str, list[str]]:
    """The pages of tags that the site has, by language, but for those that lead on from another name of a tag."""
    site.ok("render", "--clean")
    made = site.tree("public")
    found = [path.partition("tags/")[::2] for path in made if "tags/" in path and b"http-equiv" not in made[path]]
    return {start: sorted(end for other, end in found if other == start) for start, _ in found}


@pytest.mark.parametrize(
    "tags",
    [
        {"it": "tags: [Camera, neve]\n"},
        {"it": "tags: [neve, camera]\n", "fr": "tags: [neve, camera]\n"},
        {"it": "tags: [camera]\n", "en": "tags: [camera]\n"},
        {"it": "tags: [camera]\n", "en": "tags: [Room]\n"},
        {"it": "tags: [camera]\n", "en": "tags: [stanza]\n", "fr": "tags: [camera]\n"},
        {"en": "tags: [camera]\n"},
        {"it": "tags: [Fotocamera]\n", "en": "tags: [Camera]\n"},
    ],
)
def test_a_word_that_means_another_tag_in_the_new_language_becomes_the_tag_s_key(
    tags: dict[str, str], blog: Site
) -> None:
    post(blog, **tags)
    before = pages(blog)
    blog.ok("translation", "original", "a", "en")
    assert json.loads(blog.ok("show", "a", "--json").out)["post"]["original"] == "en"
    assert pages(blog) == before


def test_what_means_the_same_moves_as_it_was_written(blog: Site) -> None:
    post(blog, it="tags: [Fotocamera, neve]  # two\n")
    blog.ok("translation", "original", "a", "en")
    assert "tags: [Fotocamera, neve]  # two\n" in blog.read("posts/a/en.md")
    blog.write({"posts/b/it.md": "---\ntitle: B\ndate: 2026-02-01\ntags: [camera, neve]  # two\n---\nx\n"})
    blog.ok("translate", "b", "en", "--title", "B", "--body", "x")
    blog.ok("translation", "original", "b", "en")
    assert "tags: [stanza, neve]" in blog.read("posts/b/en.md")
    assert "tags" not in blog.read("posts/b/it.md")
