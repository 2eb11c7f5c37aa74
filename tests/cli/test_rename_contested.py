"""`blogcli rename` where an address is another's, too: the blog renders after it, and old faults are no reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_rename import leads_to

if TYPE_CHECKING:
    from tests.support import Site

PRIMO = '---\ntitle: Primo\nslug: viaggio\ndate: 2026-01-01\naliases: ["/2026/01/gita/"]\n---\nx\n'


def gita(aliases: str = "", slug: str = "gita") -> str:
    return f"---\ntitle: Gita\nslug: {slug}\ndate: 2026-01-09\n{aliases}---\ny\n"


@pytest.mark.parametrize("post", ["a", "z"])  # before and behind the other
def test_an_address_that_is_another_s_alias_is_not_kept(blog: Site, post: str) -> None:
    blog.write({"posts/primo/it.md": PRIMO, f"posts/{post}/it.md": gita()})
    said = f"posts/primo/it.md: has the alias /2026/01/gita/, which is the address of posts/{post}/it.md\n"
    assert said in blog.fails("render")
    blog.ok("rename", post, "--slug", "gita-nuova")
    assert blog.read(f"posts/{post}/it.md") == gita(slug="gita-nuova")
    blog.ok("render")
    assert leads_to(blog, "/2026/01/gita/") == "/2026/01/viaggio/"


def test_an_address_that_is_another_s_page_is_not_kept(blog: Site) -> None:
    blog.write({"posts/a/it.md": gita(), "posts/z/it.md": gita()})
    blog.ok("rename", "z", "--slug", "s")
    blog.ok("render")
    assert "aliases" not in blog.read("posts/z/it.md")


def test_an_address_that_is_a_draft_s_too_is_kept(blog: Site) -> None:
    blog.write({"posts/a/it.md": gita("draft: true\n"), "posts/z/it.md": gita()})
    blog.ok("rename", "z", "--slug", "s")
    blog.ok("render")
    assert leads_to(blog, "/2026/01/gita/") == "/2026/01/s/"


def test_what_was_another_s_before_keeps_no_post_from_its_new_name(blog: Site) -> None:
    both = "has the alias /2026/01/gita/, which is an alias of posts/a/it.md, too\n  hint: drop the alias"
    blog.write({"posts/primo/it.md": PRIMO, "posts/a/it.md": gita('aliases: ["/2026/01/gita/"]\n', "g")})
    assert f"posts/primo/it.md: {both}" in blog.fails("render")
    assert blog.ok("rename", "a", "--date", "2026-01-08").lines == ["posts/a/it.md"]
    assert blog.ok("rename", "primo", "--slug", "p").lines == ["posts/primo/it.md"]
