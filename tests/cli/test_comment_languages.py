"""The language of comments that don't say theirs, which stays what it was, and of those whose language is a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.repository import ALONE, commit, git
from tests.support import BLOG_TOML, ENGLISH, ITALIAN, changed, comment

if TYPE_CHECKING:
    from tests.support import Site

FOLDER = "comments/una-passeggiata"
UNSAID = "---\nauthor: Bea # una lettrice\ndate: 2026-02-12\n---\nBello!\n"
IT, EN = "/2026/02/una-passeggiata/", "/en/2026/02/a-walk/"


def level(walk: Site) -> None:
    """Make the English version level with the Italian one."""
    walk.ok("translation", "done", "una-passeggiata", "en")


def test_a_comment_without_a_language_keeps_that_in_which_it_was_shown(walk: Site) -> None:
    said = comment("Nice.", language="en")
    removed = "---\ndate: 2026-02-14\nremoved: 2026-02-15\n---\n"
    walk.write({f"{FOLDER}/a.md": UNSAID, f"{FOLDER}/b.pending.md": UNSAID.replace("\n", "\r\n")})
    walk.write(
        {f"{FOLDER}/c.md": said, f"{FOLDER}/d.md": removed, f"{FOLDER}/e.spam.md": UNSAID, f"{FOLDER}/f.md": "x"}
    )
    walk.write({f"{FOLDER}/g.md": changed(UNSAID, "---\nB", "language:\n---\nB")})
    level(walk)
    walk.run("render")
    assert [walk.page(address).count('class="text" lang="it"') for address in (IT, EN)] == [2, 2]
    printed = walk.ok("translation", "original", "una-passeggiata", "en").lines
    told = changed(UNSAID, "---\nB", "language: it\n---\nB")
    assert walk.read(f"{FOLDER}/a.md") == walk.read(f"{FOLDER}/e.spam.md") == walk.read(f"{FOLDER}/g.md") == told
    assert walk.read(f"{FOLDER}/b.pending.md") == told.replace("\n", "\r\n")
    assert (walk.read(f"{FOLDER}/c.md"), walk.read(f"{FOLDER}/d.md"), walk.read(f"{FOLDER}/f.md")) == (
        said,
        removed,
        "x",
    )
    assert [path for path in printed if path.startswith("comments/")] == [
        f"{FOLDER}/{name}" for name in ("a.md", "b.pending.md", "e.spam.md", "g.md")
    ]
    walk.run("render")
    assert [walk.page(address).count('class="text" lang="it"') for address in (IT, EN)] == [2, 2]


def test_comments_below_a_former_id_keep_theirs_and_git_has_them(walk: Site) -> None:
    walk.write({f"{FOLDER}/a.md": UNSAID})
    walk.ok("rename", "una-passeggiata", "--id", "salita")
    walk.write({f"{FOLDER}/a.md": UNSAID})
    walk.ok("translation", "done", "salita", "en")
    commit(walk.root)
    walk.ok("translation", "original", "salita", "en", "--commit", env=ALONE)
    assert "language: it" in git(walk.root, "show", f"HEAD:{FOLDER}/a.md")
    assert git(walk.root, "status", "--porcelain") == ""


def test_a_comment_that_can_t_be_edited_stops_it_all(walk: Site) -> None:
    walk.write({f"{FOLDER}/a.md": UNSAID, f"{FOLDER}/b.md": "---\n{date: 2026-02-12}\n---\nx\n"})
    level(walk)
    before = walk.tree()
    assert f"{FOLDER}/b.md:2: front matter in braces" in walk.fails("translation", "original", "una-passeggiata", "en")
    assert {name: data for name, data in walk.tree().items() if "journal" not in name} == before


@pytest.mark.parametrize(("original", "told"), [(ITALIAN, ""), (ENGLISH.split("translated_from")[0], "language: it\n")])
def test_a_comment_keeps_it_when_it_moves_to_a_post_of_another_language(walk: Site, original: str, told: str) -> None:
    language = "it" if original is ITALIAN else "en"
    text = original if original is ITALIAN else f"{original}date: 2026-02-01\n---\nHere.\n"
    walk.write({f"posts/2026/altro/{language}.md": text.replace("passeggiata", "altra"), f"{FOLDER}/a.md": UNSAID})
    walk.ok("comment", "move", "a", "altro")
    assert walk.read("comments/altro/a.md") == changed(UNSAID, "---\nB", f"{told}---\nB")


ADD = ("comment", "add", "una-passeggiata", "--anonymous", "--body")
IN_ENGLISH = "I have been there, too, and it was the best day of our whole journey."
IN_ITALIAN = "Ci sono stata anch'io, ed è stato il giorno più bello di tutto il viaggio."
DOUBT = "recorded as 'it', but its text looks like 'en'"


def test_a_text_that_plainly_is_in_another_language_is_remarked_on(walk: Site) -> None:
    added = walk.ok(*ADD, IN_ENGLISH)
    assert DOUBT in added.err
    name = added.lines[0].rpartition("/")[2].partition(".")[0]
    assert f"blogcli comment edit {name} --language en" in added.err
    assert "\nlanguage: it\n" in walk.read(added.lines[0])
    answer = walk.ok("comment", "reply", name, "--body", IN_ENGLISH)
    assert DOUBT in answer.err
    assert "looks like" not in walk.ok("comment", "reply", name, "--body", IN_ITALIAN).err


@pytest.mark.parametrize(
    "text",
    [
        IN_ITALIAN,
        "Thanks a lot!",
        "Merci, nous y sommes allés l'année dernière avec toute la famille.",  # none of the blog's languages
        f"{IN_ITALIAN}\n\n{IN_ENGLISH}",
        f"> {IN_ENGLISH}\n\n{IN_ITALIAN}",
        "Guardate: https://sea.example/the-best-day-of-our-whole-journey-was-there",
        "```\nfor every in the_whole_journey: print(every.best_day_of_the_week)\n```",
        "🌊" * 200,
        "x" * 5000,
    ],
)
def test_nothing_is_said_of_what_is_not_plain(walk: Site, text: str) -> None:
    assert "looks like" not in walk.ok(*ADD, text).err


def test_a_language_that_was_given_is_taken_as_it_is(walk: Site) -> None:
    assert "looks like" not in walk.ok(*ADD, IN_ENGLISH, "--language", "it").err
    walk.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it"]').replace('[language.en]\npath = "en"\n', "")})
    walk.write({"posts/2026/sola/it.md": ITALIAN.replace("passeggiata", "altra")})
    (walk.root / "posts/2026/una-passeggiata/en.md").unlink()
    assert "looks like" not in walk.ok(*ADD, IN_ENGLISH).err
