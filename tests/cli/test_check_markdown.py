"""`check` names by line what an author's Markdown says in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support import Site

IT = "posts/2026/uno/it.md"
HEAD = "---\ntitle: Uno\ndate: 2026-02-01\n---\n"


def test_footnotes_and_links_that_come_to_nothing_are_named(blog: Site) -> None:
    blog.write({IT: f"{HEAD}Si parte[^1] e poi[^2].\n\n[^1]: Alba.\n[^3]: Notte.\n\n[via](javascript:a)\n"})
    found = blog.run("check", "--rule", "markdown")
    assert found.code == 4
    assert found.out.splitlines() == [
        f"{IT}:5: there is no footnote '[^2]' [markdown]",
        f"{IT}:8: the footnote '[^3]' is cited nowhere, and is not shown [markdown]",
        f"{IT}:10: a link to 'javascript:a' is left out [markdown]",
    ]


def test_a_text_without_such_faults_and_a_guest_s_are_silent(blog: Site) -> None:
    blog.write({
        IT: f"{HEAD}Si parte[^1] `[^2]` \\[^3].\n\n[^1]: Alba.\n\n[via](sms:+39055)\n",
        "posts/2026/due/it.md": HEAD.replace("date", "trusted: false\ndate") + "Si parte[^2].\n",
    })  # fmt: skip
    blog.ok("check", "--rule", "markdown")


def test_files_with_a_colon_in_their_names_and_notes_of_two_versions_work_on_their_pages(blog: Site) -> None:
    text = f"{HEAD}Ecco[^1] ![foto](2024:01.png) e[^1].\n\n[^1]: Nota.\n"
    blog.write({IT: text, "posts/2026/uno/2024:01.png": b"x"})
    blog.ok("render")
    page = blog.page("/2026/02/uno/")
    assert 'src="/2026/02/uno/2024:01.png"' in page
    assert (blog.root / "public/2026/02/uno/2024:01.png").is_file()
    for anchor in ("fnref-1", "fnref-1-2", "fn-1"):
        assert page.count(f'id="{anchor}"') == 1
        assert f'href="#{anchor}"' in page
