"""What the documentation shows of `translation diff` is what it prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.repository import commit, replace
from tests.docs.pages import page

if TYPE_CHECKING:
    from tests.support import Site

WALK = "posts/2026/a-walk"


def test_the_examples_of_the_manual(blog: Site) -> None:
    blog.write({f"{WALK}/it.md": "---\ntitle: Una passeggiata\ndate: 2026-02-10\n---\nIl sentiero sale piano.\n"})
    blog.ok("translate", "a-walk", "en", "--title", "A walk", "--body", "The path climbs slowly.")
    commit(blog.root)
    replace(blog, f"{WALK}/it.md", "piano", "ripido")
    replace(blog, f"{WALK}/en.md", "slowly.\n", "slowly.\n\nWe saw a goat.\n")
    manual = page("docs/commands.md")
    said = blog.ok("translation", "diff", "a-walk", "en").out
    assert said in [block.text for block in manual.blocks("text")]
    assert blog.ok("translation", "diff", "a-walk", "en", "--json").out in [
        block.text for block in manual.blocks("json")
    ]
