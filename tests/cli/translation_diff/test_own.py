"""`blogcli translation diff`: what the translation itself gained or lost."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.cli.repository import POST, commit, on_terminal, replace
from tests.cli.translation_diff.told import DIFF, columns, document

if TYPE_CHECKING:
    from tests.support import Site

GOAT = "A goat looks at us."


def own(site: Site) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(item["change"], item["then"], item["now"], item["source"]) for item in document(site)["own"]]


def test_what_it_gained_is_shown_with_its_place_in_the_original(level: Site) -> None:
    replace(level, f"{POST}/en.md", "## Down", f"{GOAT}\n\n## Down")
    found = level.ok(*DIFF)
    assert found.out == (f"{POST}/en.md:17: paragraph only in en.md\n+ {GOAT}\n{POST}/it.md:7: nothing beside it\n")
    assert found.err == ""
    assert document(level)["state"] == "ahead"
    assert document(level)["own"] == [
        {"number": 3, "kind": "paragraph", "line": 17, "change": "added", "then": None, "now": GOAT, "source": None,
         "source_line": 7}
    ]  # fmt: skip


def test_what_it_lost_is_shown_beside_what_the_original_still_says(level: Site) -> None:
    replace(level, f"{POST}/en.md", "Then, past the wood, the sea.\n\n", "")
    assert level.ok(*DIFF).out == (
        f"{POST}/en.md:13: paragraph gone from en.md, from below this block\n"
        "- Then, past the wood, the sea.\n"
        f"{POST}/it.md:7: still in it.md\n"
        "  Poi, dopo il bosco, si vede il mare.\n"
    )
    assert document(level)["own_old"] == "history"


def test_side_by_side_the_original_stays_on_the_left(level: Site) -> None:
    replace(level, f"{POST}/en.md", "## Down", f"{GOAT}\n\n## Down")
    *_, heads, texts, _, _ = on_terminal(level, 120, *DIFF, NO_COLOR="1").splitlines()
    assert columns(heads) == ["7: nothing beside it", "17: paragraph only in en.md"]
    assert columns(texts) == ["", f"{{+{GOAT}+}}"]


def test_without_git_what_it_lost_is_named_and_it_is_said_why(level: Site) -> None:
    shutil.rmtree(level.root / ".git")
    replace(level, f"{POST}/en.md", "## Down", f"{GOAT}\n\n## Down")
    assert level.ok(*DIFF).err == ""  # nothing is lacking
    replace(level, f"{POST}/en.md", f"Then, past the wood, the sea.\n\n{GOAT}\n\n", "")
    found = level.ok(*DIFF)
    reason = "needs git, and the blog is in no repository"
    assert found.lines[0] == f"{POST}/en.md:13: paragraph gone from en.md, from below this block"
    assert "- " not in found.out
    assert found.err == f"blogcli: {POST}/en.md: its text of 2026-03-01 {reason}\n"
    assert (document(level)["own_old"], document(level)["own_reason"]) == (None, reason)
    wide = on_terminal(level, 120, *DIFF, NO_COLOR="1")
    assert "{+" not in wide
    assert "[-" not in wide


def test_what_follows_the_original_is_not_its_own(level: Site) -> None:
    replace(level, f"{POST}/it.md", "## La", "Una capra ci guarda.\n\n## La")
    replace(level, f"{POST}/en.md", "## Down", f"{GOAT}\n\n## Down")
    replace(level, f"{POST}/it.md", "Il sentiero sale piano tra i castagni.\n\n", "")
    replace(level, f"{POST}/en.md", "The path climbs slowly.\n\n", "")
    found = document(level)
    assert [(item["change"], item["mine"]) for item in found["blocks"]] == [("removed", None), ("added", GOAT)]
    assert found["own"] == []
    assert f"{POST}/en.md:2: nothing to take out\n" in level.ok(*DIFF).out


def test_what_the_original_changed_and_the_translation_lost_is_told_of_both(level: Site) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    replace(level, f"{POST}/en.md", "The path climbs slowly.\n\n", "")
    assert f"{POST}/en.md:2: no translation: goes below this block\n" in level.ok(*DIFF).out
    now = "Il sentiero sale ripido tra i castagni."
    assert own(level) == [("removed", "The path climbs slowly.", None, now)]


def test_what_was_mended_in_place_is_no_gain(level: Site) -> None:
    replace(level, f"{POST}/en.md", "climbs slowly", "goes up gently")
    assert level.ok(*DIFF).out == ""
    replace(level, f"{POST}/en.md", "goes up gently.", f"goes up gently.\n\n{GOAT}")
    # Of its old text only git knows which of the two was there before.
    assert own(level) == [("added", None, GOAT, None)]


def test_of_an_original_with_a_summary_nothing_comes_before_that(level: Site) -> None:
    replace(level, f"{POST}/it.md", "date:", "summary: Breve.\ndate:")
    level.ok("translation", "done", "una-passeggiata", "en", "--unchanged")
    commit(level.root)
    replace(level, f"{POST}/en.md", "The path", f"{GOAT}\n\nThe path")
    line = document(level)["own"][0]["source_line"]
    assert level.read(f"{POST}/it.md").split("\n")[line - 1] == "summary: Breve."
