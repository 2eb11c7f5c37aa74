"""`blogcli status`: translations that nobody misses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.support import BLOG_TOML, ENGLISH, ITALIAN, changed

if TYPE_CHECKING:
    from tests.support import Site

POST = "posts/2026/una-passeggiata"


def status(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site.run("status", "--json").out)
    return found


def missing(site: Site) -> list[tuple[str, str]]:
    return [(record["post"], record["language"]) for record in status(site)["missing"]]


def covered(site: Site) -> dict[str, tuple[int, int]]:
    """For each language how many posts it has or should have, and how many it lacks."""
    return {record["language"]: (record["posts"], record["missing"]) for record in status(site)["coverage"]}


def test_a_post_meant_for_one_language_lacks_none(blog: Site) -> None:
    blog.write({f"{POST}/it.md": ITALIAN, "posts/2026/il-porto/it.md": ITALIAN})
    assert missing(blog) == [("il-porto", "en"), ("una-passeggiata", "en")]
    blog.write({f"{POST}/it.md": changed(ITALIAN, "tags:", "translations: none\ntags:")})
    assert missing(blog) == [("il-porto", "en")]
    assert covered(blog) == {"it": (2, 0), "en": (1, 1)}


def test_it_says_none_and_nothing_else(blog: Site) -> None:
    blog.write({f"{POST}/it.md": changed(ITALIAN, "tags:", "translations: no\ntags:")})
    result = blog.run("render")
    assert (result.code, f"{POST}/it.md:5: translations must be none" in result.err) == (1, True)


def test_a_post_that_says_so_and_is_translated_is_warned_of(blog: Site) -> None:
    text = changed(ITALIAN, "tags:", "translations: none\ntags:")
    blog.write({f"{POST}/it.md": text, f"{POST}/en.md": ENGLISH})
    assert f"{POST}/it.md:5: says 'translations: none', and is translated" in blog.ok("render").err


def test_a_language_given_up_misses_nothing(blog: Site) -> None:
    blog.write({f"{POST}/it.md": ITALIAN, "posts/2026/il-porto/it.md": ITALIAN, "posts/2026/il-porto/en.md": ENGLISH})
    blog.write({"blog.toml": f'{BLOG_TOML}\n[translations]\nlanguages_given_up = ["en"]\n'})
    assert missing(blog) == []
    assert covered(blog) == {"it": (2, 0), "en": (1, 0)}
    blog.write({"blog.toml": f'{BLOG_TOML}\n[translations]\nlanguages_given_up = ["fr"]\n'})
    said = "'translations.languages_given_up' names 'fr', which is none of the blog's languages"
    assert said in blog.run("status").err
