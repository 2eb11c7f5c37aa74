"""Blogs full of hostile texts, by family: each text a comment, and the body of a guest's post with the same title."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import html5lib

from tests.hostile.payloads import FAMILIES
from tests.support import BLOG_TOML, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

TALK = "/2026/02/talk/"
HARMLESS = "Ciao a tutti."


def texts_of(family: str) -> list[str]:
    """The family's texts that can be in a file at all: none holds a NUL."""
    return [text.replace("\0", "\ufffd") for text in FAMILIES[family]]


def quoted(text: str) -> str:
    """A text as a YAML scalar: JSON's strings are YAML's."""
    return json.dumps(text)


def guest(title: str, body: str, **keys: str) -> str:
    """A guest's post."""
    fields = {"title": title, "date": "2026-02-01", "trusted": "false", **keys}
    return "---\n" + "".join(f"{key}: {quoted(value)}\n" for key, value in fields.items()) + f"---\n{body}\n"


def add_comments(site: Site, texts: list[str]) -> dict[str, str]:
    """Record each text as a comment, as a reader's; the texts by the anchors of their comments."""
    found = {}
    for text in texts:
        path = site.ok("comment", "add", "talk", "--author", "Bea", "--approve", "--body-file", "-", stdin=text).out
        found[f"c-{path.strip().rpartition('/')[2].removesuffix('.md')}"] = text
    return found


@dataclass(frozen=True)
class Hostile:
    """A rendered blog of one family, with the texts of its comments by their anchors."""

    site: Site
    comments: dict[str, str]

    @cached_property
    def talk(self) -> Element:
        """The page with the comments."""
        return parsed(self.site.page(TALK))

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every page of the site, by its path."""
        for path, data in self.site.tree("public").items():
            if path.endswith(".html"):
                yield path, data.decode()


def parsed(html: str) -> Element:
    """A page as a browser reads it."""
    found: Element = html5lib.parse(html)
    return found


def build(root: Path, family: str) -> Hostile:
    """Make and render the blog of a family."""
    site = Site(root)
    site.write(
        {"blog.toml": BLOG_TOML, "posts/2026/talk/it.md": "---\ntitle: Si parla\ndate: 2026-02-02\n---\nDite.\n"}
    )
    texts = texts_of(family)
    for number, text in enumerate(texts):
        site.write({f"posts/2026/guest-{number}/it.md": guest(" ".join(text.split()) or "x", text)})
    comments = add_comments(site, [HARMLESS, *texts])
    site.ok("render")
    return Hostile(site, comments)
