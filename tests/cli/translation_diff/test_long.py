"""`blogcli translation diff` and `done` where a post has so many blocks that its record doesn't name them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from blogcli.drift.record import MOST_BLOCKS
from tests.cli.repository import POST, commit, replace
from tests.cli.translation_diff.told import DIFF, document, told

if TYPE_CHECKING:
    from tests.support import Site

DONE = ("translation", "done", "una-passeggiata", "en")
HALF = MOST_BLOCKS // 2


@pytest.fixture
def long(blog: Site) -> Site:
    """A very long post and its translation, level and committed."""
    texts = ["\n\n".join(f"{word} {number}." for number in range(HALF)) for word in ("Paragrafo", "Paragraph")]
    blog.write({f"{POST}/it.md": f"---\ntitle: Lungo\ndate: 2026-02-10\n---\n{texts[0]}\n"})
    blog.ok("translate", "una-passeggiata", "en", "--title", "Long", "--body", texts[1])
    assert "blocks:" not in blog.read(f"{POST}/en.md")
    commit(blog.root)
    return blog


def test_its_blocks_are_told_by_the_old_text(long: Site) -> None:
    assert document(long)["reason"] is None  # where nothing changed no old text is sought
    replace(long, f"{POST}/it.md", "Paragrafo 7.", "Paragrafo sette.")
    replace(long, f"{POST}/it.md", "Paragrafo 900.\n\n", "")
    assert told(long) == [
        ("changed", "Paragrafo 7.", "Paragrafo sette.", "Paragraph 7."),
        ("removed", "Paragrafo 900.", None, "Paragraph 900."),
    ]
    assert (document(long)["state"], document(long)["old"]) == ("behind", "git")
    commit(long.root)
    (long.root / "posts/2026").rename(long.root / "posts/altrove")
    commit(long.root)
    assert told(long)[0][3] == "Paragraph 7."


def test_what_stands_beside_is_told_by_the_translation_s_old_text(long: Site) -> None:
    replace(long, f"{POST}/en.md", "Paragraph 0.", "At first.\n\nAnd then.\n\nParagraph 0.")
    replace(long, f"{POST}/it.md", "Paragrafo 7.", "Paragrafo sette.")
    assert told(long) == [("changed", "Paragrafo 7.", "Paragrafo sette.", "Paragraph 7.")]
    assert [item["now"] for item in document(long)["own"]] == ["At first.", "And then."]


def test_without_git_it_is_said_that_nothing_can_be_named(long: Site) -> None:
    replace(long, f"{POST}/it.md", "Paragrafo 7.", "Paragrafo sette.")
    shutil.rmtree(long.root / ".git")
    found = long.ok(*DIFF)
    assert found.out == ""
    assert found.err == (
        f"blogcli: {POST}/it.md: its text of 2026-03-01 needs git, and the blog is in no repository; "
        "and the record of so long a post doesn't name its blocks\n"
    )


def test_done_is_refused_while_it_is_unchanged(long: Site) -> None:
    assert long.ok(*DONE).out == ""
    replace(long, f"{POST}/it.md", "Paragrafo 7.", "Paragrafo sette.")
    assert "en.md: is as it was on 2026-03-01, but it.md changed" in long.fails(*DONE)
    replace(long, f"{POST}/en.md", "Paragraph 7.", "Paragraph seven.")
    assert long.ok(*DONE).lines == [f"{POST}/en.md"]
    assert document(long)["state"] == "current"


def test_readers_are_told_that_it_is_behind(long: Site) -> None:
    replace(long, f"{POST}/it.md", "Paragrafo 7.", "Paragrafo sette.")
    long.ok("render")
    assert "The original" in long.page("/en/2026/02/long/")


def test_a_record_has_blocks_as_long_as_there_is_room(long: Site) -> None:
    for language in ("it", "en"):
        text = long.read(f"{POST}/{language}.md")
        long.write({f"{POST}/{language}.md": text.partition("\n\n")[0] + "\n"})
    long.ok(*DONE)
    assert "    blocks: " in long.read(f"{POST}/en.md")
    for language, word in (("it", "Paragrafo"), ("en", "Paragraph")):
        more = "".join(f"\n{word} {number}.\n" for number in range(HALF))
        long.write({f"{POST}/{language}.md": long.read(f"{POST}/{language}.md") + more})
    long.ok(*DONE)
    assert "    blocks: " not in long.read(f"{POST}/en.md")
    assert "    mine: v1-" in long.read(f"{POST}/en.md")
    long.ok("translation", "original", "una-passeggiata", "en")
    assert "    mine: v1-" in long.read(f"{POST}/it.md")
    assert "translated_from" not in long.read(f"{POST}/en.md")
