"""What is said of a translation whose original is gone: where its text is."""

from __future__ import annotations

import pytest

from tests.cli.repository import POST, commit, git, replace
from tests.cli.translation_diff.told import DIFF, ENGLISH, ITALIAN, document
from tests.support import BLOG_TOML, Site, shell

DONE = ("translation", "done", "una-passeggiata", "en")
ORIGINAL = ("translation", "original", "una-passeggiata", "en")
GONE = f"{POST}/en.md:5: its original, 'it', is gone"


@pytest.fixture
def level(blog: Site) -> Site:
    """A post in Italian, made into English by `translate`, in no repository."""
    blog.write({f"{POST}/it.md": ITALIAN})
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", ENGLISH)
    return blog


def to_swiss(site: Site) -> None:
    """Give Italian another tag by hand: in blog.toml, and in the file's name."""
    site.write({"blog.toml": BLOG_TOML.replace('["it"', '["it-CH"').replace("language.it", "language.it-CH")})
    (site.root / POST / "it.md").rename(site.root / POST / "it-CH.md")


@pytest.mark.parametrize("command", [DIFF, DONE, ORIGINAL])
def test_an_original_by_another_language_is_known_by_its_text_and_the_record_is_kept(
    level: Site, command: tuple[str, ...]
) -> None:
    to_swiss(level)
    replace(level, f"{POST}/it-CH.md", "piano", "ripido")
    message = level.fails(*command)
    assert f"{GONE}: it-CH.md has its text" in message
    assert "hint: write 'language: it-CH' in place of 'language: it': the rest of the record stays true" in message
    told = level.ok("render").err
    assert f"{POST}/en.md:5: translated from 'it', which the folder lacks: it-CH.md has its text" in told
    assert "hint: write 'language: it-CH' in place of 'language: it'" in told
    replace(level, f"{POST}/en.md", "language: it", "language: it-CH")
    found = document(level)
    assert (found["state"], [block["number"] for block in found["blocks"]]) == ("behind", [1])


def test_what_was_made_of_the_same_text_is_not_taken_for_it_though_it_began_as_a_copy(level: Site) -> None:
    level.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]')})
    level.ok("translate", "una-passeggiata", "fr", "--draft", "--body", ITALIAN.partition("---\nIl")[2])
    (level.root / POST / "it.md").unlink()
    assert "has its text" not in level.fails(*DIFF)


def test_another_text_with_the_same_title_is_not_taken_for_it(level: Site) -> None:
    to_swiss(level)
    level.write({f"{POST}/it-CH.md": "---\ntitle: Una passeggiata\ndate: 2026-02-10\n---\nTutto da capo.\n"})
    message = level.fails(*DIFF)
    assert "has its text" not in message
    assert "if it follows 'it-CH' now, write 'translated_from: it-CH'" in message


def test_a_very_long_original_whose_blocks_no_record_names_is_known_as_long_as_it_is_untouched(blog: Site) -> None:
    blog.write({f"{POST}/it.md": ITALIAN + "".join(f"\nRiga {number}.\n" for number in range(4100))})
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", ENGLISH)
    to_swiss(blog)
    assert "it-CH.md has its text" in blog.fails(*DIFF)
    replace(blog, f"{POST}/it-CH.md", "Riga 7.", "Riga sette.")
    assert "has its text" not in blog.fails(*DIFF)


def removed(site: Site) -> str:
    """Remove the original, in a commit of its own after others; that commit's id."""
    commit(site.root)
    replace(site, f"{POST}/it.md", "piano", "ripido")
    commit(site.root)
    (site.root / POST / "it.md").unlink()
    commit(site.root)
    return git(site.root, "rev-parse", "--short", "HEAD").strip()


def test_the_commit_that_removed_it_is_named_and_the_command_that_brings_it_back(level: Site) -> None:
    gone = removed(level)
    replace(level, f"{POST}/en.md", "slowly", "steeply")
    commit(level.root)
    message = level.fails(*DIFF)
    day = git(level.root, "show", "-s", "--date=short", "--format=%cd", gone).strip()
    assert f"{GONE}: removed in {gone} ({day})\n" in message
    back = f"git checkout {gone}~ -- :/{POST}/it.md"
    assert f"hint: bring it back: {back}; or make this one the original: blogcli translation original una-" in message
    assert shell(back, level.root / POST).returncode == 0
    assert "ripido" in level.read(f"{POST}/it.md")


def test_what_is_removed_since_the_last_commit_is_brought_back_from_there(level: Site) -> None:
    commit(level.root)
    (level.root / POST / "it.md").unlink()
    message = level.fails(*DONE)
    assert f"{GONE}: removed since the last commit\n" in message
    assert f"bring it back: git checkout HEAD -- :/{POST}/it.md; or" in message


def test_a_name_that_is_no_language_s_is_told_with_its_commit(level: Site) -> None:
    commit(level.root)
    git(level.root, "mv", f"{POST}/it.md", f"{POST}/_it.md")
    commit(level.root)
    (level.root / POST).rename(level.root / "posts/walk ü")
    commit(level.root)
    head = git(level.root, "rev-parse", "--short", "HEAD").strip()
    message = level.fails("translation", "diff", "posts/walk ü", "en")
    assert f"is gone: it is posts/walk ü/_it.md since {head} (" in message


def test_a_renamed_original_is_known_by_its_history_however_much_was_written_since(level: Site) -> None:
    commit(level.root)
    to_swiss(level)
    commit(level.root)
    level.write({f"{POST}/it-CH.md": "---\ntitle: Altro\ndate: 2026-02-10\n---\nTutto da capo.\n"})
    commit(level.root)
    message = level.fails(*DIFF)
    assert f"{GONE}: it-CH.md has its text" in message
    assert "hint: write 'language: it-CH' in place of 'language: it'" in message


def test_where_its_folder_has_another_name_too_the_record_s_blob_finds_it(level: Site) -> None:
    commit(level.root)
    (level.root / POST / "it.md").unlink()
    (level.root / "posts/2026").rename(level.root / "posts/camminate ü")
    commit(level.root)
    head = git(level.root, "rev-parse", "--short", "HEAD").strip()
    message = level.fails(*DIFF)
    assert f"is gone: removed in {head} (" in message
    assert f"when it was {POST}/it.md" in message
    assert f"bring it back: git show '{head}~:{POST}/it.md' prints it" in message
    assert level.ok(*ORIGINAL).lines == ["posts/camminate ü/una-passeggiata/en.md"]
    assert "date: 2026-02-10\n" in level.read("posts/camminate ü/una-passeggiata/en.md")


def test_of_a_merge_that_took_a_removal_over_the_commit_that_made_it_is_named(level: Site) -> None:
    commit(level.root)
    git(level.root, "checkout", "-q", "-b", "side")
    (level.root / POST / "it.md").unlink()
    commit(level.root)
    gone = git(level.root, "rev-parse", "--short", "HEAD").strip()
    git(level.root, "checkout", "-q", "-")
    level.write({"posts/b/it.md": "---\ntitle: B\ndate: 2026-02-01\n---\nx\n"})
    commit(level.root)
    git(level.root, "merge", "-q", "--no-ff", "-m", "Both", "side")
    assert f"removed in {gone} (" in level.fails(*DIFF)


def test_what_only_a_merge_removed_is_found_in_the_parent_that_has_it(level: Site) -> None:
    (level.root / POST / "it.md").rename(level.root / "it.md")
    commit(level.root)
    git(level.root, "checkout", "-q", "-b", "side")
    level.write({f"{POST}/it.md": ITALIAN})
    (level.root / "it.md").unlink()
    commit(level.root)
    git(level.root, "checkout", "-q", "-")
    git(level.root, "merge", "-q", "--no-ff", "--no-commit", "side")
    (level.root / POST / "it.md").unlink()
    commit(level.root)
    head = git(level.root, "rev-parse", "--short", "HEAD").strip()
    back = f"git checkout {head}^2 -- :/{POST}/it.md"
    assert f"bring it back: {back}; or" in level.fails(*DIFF)
    assert shell(back, level.root).returncode == 0


def test_where_git_knows_nothing_it_is_said_why_but_not_that_there_is_no_git(level: Site) -> None:
    text = level.read(f"{POST}/it.md")
    (level.root / POST / "it.md").unlink()
    assert f"{GONE}\n  hint: bring that back, or make this one the original" in level.fails(*DIFF)
    commit(level.root)
    assert f"{GONE}: it was never committed\n" in level.fails(*DIFF)
    level.write({f"{POST}/it.md": text})
    removed(level)
    git(level.root, "clone", "-q", "--depth", "1", level.root.as_uri(), "../clone")
    shallow = Site(level.root.parent / "clone")
    assert f"{GONE}: it isn't in this clone, which is shallow" in shallow.fails(*DIFF)


def test_what_was_removed_before_a_shallow_clone_begins_may_have_been_committed(level: Site) -> None:
    removed(level)
    git(level.root, "clone", "-q", "--depth", "1", level.root.as_uri(), "../clone")
    told = Site(level.root.parent / "clone").fails(*ORIGINAL)
    assert "it had that of it.md, which isn't in this clone, which is shallow" in told


def test_a_translation_of_a_lost_one_is_told_where_it_went_and_what_else_it_may_follow(level: Site) -> None:
    level.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]')})
    level.ok("translate", "una-passeggiata", "fr", "--from", "en", "--body", "Le sentier.\n\nPuis la mer.\n")
    commit(level.root)
    (level.root / POST / "en.md").unlink()
    message = level.fails("translation", "diff", "una-passeggiata", "fr")
    assert "its original, 'en', is gone: removed since the last commit" in message
    assert "then: blogcli translation done una-passeggiata fr; or bring it back: git checkout HEAD" in message
