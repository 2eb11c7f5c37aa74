"""--commit in repositories with hooks, settings and submodules of the user's own."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.repository import ALONE, POST, git, replace
from tests.cli.repository import commit as commit_all
from tests.support import Site, comment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TALK = "comments/una-passeggiata"
PENDING = f"{TALK}/a.pending.md"
NEW = ("new", "Sul lago", "--body", "Acqua.", "--commit")
BEFORE_A_COMMIT = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-index-change")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """git knows nobody but Ada, and no settings of this machine's."""
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def kept(walk: Site) -> Site:
    """A blog with a waiting comment and an approved one, all of it committed."""
    walk.write({PENDING: comment("Che bello!"), f"{TALK}/c.md": comment("Dove?", author="Ugo")})
    walk.write({"posts/2026/nota/it.md": "---\ntitle: Nota\ndate: 2026-01-05\n---\nParole.\n"})
    commit_all(walk.root)
    return walk


def hook(site: Site, name: str, script: str) -> None:
    site.write({f".git/hooks/{name}": f"#!/bin/sh\n{script}\n"})
    (site.root / f".git/hooks/{name}").chmod(0o755)


def status(site: Site) -> str:
    return git(site.root, "status", "--porcelain", "--untracked-files=all")


def in_head(site: Site, folder: str = ".") -> list[str]:
    return git(site.root, "ls-tree", "-r", "--name-only", "HEAD", folder).splitlines()


def test_a_guard_that_looks_at_the_texts_to_be_committed_sees_them(kept: Site) -> None:
    hook(kept, "pre-commit", "! git diff --cached --name-only -- '*.md' | xargs grep -l BOZZA >&2")
    result = kept.run("new", "Sul lago", "--body", "BOZZA", "--commit")
    assert (result.code, "not committed: git says: posts/2026/sul-lago/it.md" in result.err) == (4, True)


def test_hooks_have_the_environment_that_a_plain_commit_gives_them(
    kept: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Variables that the user set for them reach them, too."""
    monkeypatch.setenv("GIT_OUR_TICKET", "12")
    for name in BEFORE_A_COMMIT:
        # Each process has a lock of its own, and each second a date.
        alike = "sed 's/-[0-9]*[.]lock/.lock/; s/_DATE=.*/_DATE/'"
        hook(kept, name, f"env | grep '^GIT_' | {alike} | sort >>'{tmp_path}/{name}'")

    def seen() -> dict[str, set[str]]:
        found = {name: set((tmp_path / name).read_text("utf-8").splitlines()) for name in BEFORE_A_COMMIT}
        for name in BEFORE_A_COMMIT:
            (tmp_path / name).unlink()
        return found

    kept.ok(*NEW)
    ours = seen()
    kept.write({"posts/2026/altro/it.md": "---\ntitle: Altro\n---\n"})
    environment = {**os.environ}
    for arguments in (
        ["add", "--intent-to-add", "posts/2026/altro/it.md"],
        ["commit", "-q", "-m", "Altro", "--", "posts/2026/altro/it.md"],
    ):
        subprocess.run(["git", *arguments], cwd=kept.root, env=environment, check=True)
    assert ours == seen()


@pytest.mark.parametrize("was", ["GIT_LITERAL_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_NOGLOB_PATHSPECS"])
def test_names_are_literal_whatever_the_environment_says_of_them(
    was: str, kept: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.write({"posts/2026/[n]ota*/it.md": "---\ntitle: Altra\ndate: 2026-01-05\n---\nParole.\n"})
    commit_all(kept.root)
    monkeypatch.setenv(was, "1")
    replace(kept, "posts/2026/nota/it.md", "Parole", "Mie parole")
    kept.ok("unpublish", "[n]ota*", "--commit")
    assert status(kept) == " M posts/2026/nota/it.md\n"


def test_the_old_name_goes_with_the_new_one(kept: Site) -> None:
    kept.ok("comment", "move", "c", "nota", "--commit")
    assert (status(kept), [path for path in in_head(kept) if path.endswith("/c.md")]) == ("", ["comments/nota/c.md"])
    kept.ok("comment", "edit", "a", "--author", "Rosa", "--commit")
    assert status(kept) == ""


@pytest.mark.parametrize(("was", "now"), [("Nota", "nota"), ("nota", "Nota")])
def test_a_rename_by_letter_case_alone_loses_nothing_where_git_passes_over_letter_case(
    was: str, now: str, walk: Site
) -> None:
    walk.write({f"posts/2026/{was}/it.md": "---\ntitle: Nota\ndate: 2026-01-05\n---\nParole.\n"})
    walk.write({f"posts/2026/{was}/mare.jpg": b"\xff", "posts/2026/altro.txt": "Di altri."})
    commit_all(walk.root)
    git(walk.root, "config", "core.ignorecase", "true")
    walk.ok("rename", was, "--id", now, "--commit")
    names = [path for path in in_head(walk) if path.lower().startswith("posts/2026/nota/")]
    assert names == [f"posts/2026/{now}/it.md", f"posts/2026/{now}/mare.jpg"]
    assert git(walk.root, "-c", "core.ignorecase=false", "status", "--porcelain") == ""


def as_submodule(site: Site, name: str) -> None:
    """Make a folder of the blog a submodule, with what is in it."""
    place = site.root / name
    commit_all_in(place)
    git(site.root, "rm", "-rq", "--cached", name)
    git(site.root, "-c", "advice.addEmbeddedRepo=false", "add", name)
    git(site.root, "commit", "-qm", "A submodule")


def commit_all_in(place: Path) -> None:
    git(place, "init", "-q")
    git(place, "add", "-A")
    git(place, "commit", "-qm", "Inner")


@pytest.mark.parametrize(
    ("name", "initialized"), [("comments", True), ("comments", False), (TALK, False), ("posts", False), (POST, False)]
)
def test_what_lies_in_a_submodule_is_said_not_to_be_committed(name: str, initialized: bool, kept: Site) -> None:
    as_submodule(kept, name)
    if not initialized:  # as in a clone without --recurse-submodules
        (kept.root / name / ".git").rename(kept.root.parent / "put-away")
    before = git(kept.root, "rev-parse", "HEAD")
    command = ["comment", "approve", "a"] if name.startswith("comments") else ["unpublish", "una-passeggiata", "en"]
    result = kept.run(*command, "--commit")
    assert (result.code, len(result.lines)) == (4, 1), result
    assert "not committed: " in result.err
    assert git(kept.root, "rev-parse", "HEAD") == before


@pytest.mark.parametrize(
    ("flag", "command"),
    [
        ("--skip-worktree", ["unpublish", "una-passeggiata", "en"]),
        ("--assume-unchanged", ["comment", "approve", "a"]),
        ("--assume-unchanged", ["comment", "edit", "a", "--body", "Altro."]),
        ("--skip-worktree", ["comment", "move", "a", "nota"]),
        ("--skip-worktree", ["rename", "una-passeggiata", "--id", "giro"]),
    ],
)
def test_what_git_was_told_to_pass_over_is_said_not_to_be_committed(flag: str, command: list[str], kept: Site) -> None:
    git(kept.root, "update-index", flag, f"{POST}/en.md", PENDING)
    before = git(kept.root, "rev-parse", "HEAD")
    result = kept.run(*command, "--commit")
    assert (result.code, result.lines != []) == (4, True), result
    assert f"git is told to pass over {PENDING if 'comment' in command else f'{POST}/en.md'}" in result.err
    assert f"git update-index --no-{flag.removeprefix('--')}" in result.err
    assert git(kept.root, "rev-parse", "HEAD") == before


def test_what_git_passes_over_and_nobody_changed_is_no_fault(kept: Site) -> None:
    for flag in ("--assume-unchanged", "--skip-worktree"):
        git(kept.root, "update-index", flag, f"{TALK}/c.md")
        kept.ok("comment", "approve", "c", "a", "--commit")
    assert status(kept) == ""


def test_a_file_outside_a_sparse_checkout_is_said_not_to_be_committed(kept: Site) -> None:
    git(kept.root, "sparse-checkout", "set", "comments", "posts/2026/una-passeggiata")
    before = git(kept.root, "rev-parse", "HEAD")
    result = kept.run(*NEW)
    assert (result.code, result.lines) == (4, ["posts/2026/sul-lago/it.md"])
    assert "not committed: posts/2026/sul-lago/it.md lies outside your sparse checkout" in result.err
    assert git(kept.root, "rev-parse", "HEAD") == before
    kept.ok("comment", "approve", "a", "--commit")
    git(kept.root, "sparse-checkout", "disable")
    assert status(kept) == "?? posts/2026/sul-lago/it.md\n"


@pytest.mark.parametrize("autocrlf", ["true", "input"])
def test_a_new_blog_is_committed_where_git_guards_line_endings(autocrlf: str, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "core.autocrlf", autocrlf)
    git(tmp_path, "config", "core.safecrlf", "true")
    site = Site(tmp_path)
    site.ok("init", "--title", "Quaderno", "--commit")
    site.ok(*NEW)
    site.ok("comment", "block", "casino", "--commit")
    site.ok("comment", "add", "sul-lago", "--author", "Bea", "--body", "Ciao.", "--commit")
    site.ok("language", "add", "de", "--write", "--commit")
    assert (status(site), len(in_head(site))) == ("", 6)


def linked_tree(site: Site) -> Site:
    git(site.root, "worktree", "add", "-q", "../linked", "-b", "linked")
    return Site(site.root.parent / "linked")


def in_a_bigger_repository(site: Site) -> Site:
    outer = site.root.parent / "outer"
    (outer / "inner").mkdir(parents=True)
    git(site.root, "rm", "-rq", "--cached", ".")
    for path in list(site.root.iterdir()):
        if path.name != ".git":
            path.rename(outer / "inner" / path.name)
    commit_all(outer)
    return Site(outer / "inner")


@pytest.mark.parametrize("place", [linked_tree, in_a_bigger_repository])
def test_words_that_were_taken_back_first_and_committed_then_are_not_in_the_commit(
    place: Callable[[Site], Site], kept: Site
) -> None:
    site = place(kept)
    for command in (
        ["comment", "edit", "c", "--body", "Altrove."],
        ["comment", "remove", "c", "--yes"],
        ["comment", "forget", "--author", "Bea", "--yes"],
    ):
        site.ok(*command)
        site.ok(*command, "--commit")
    assert status(site) == ""
    assert not {"Che bello!", "Dove?", "Altrove."} & {*git(site.root, "grep", "-h", "", "HEAD", "--", ".").split("\n")}


def test_where_no_journal_can_be_kept_that_is_said(kept: Site) -> None:
    kept.write({".blogcli": "", ".gitignore": ".blogcli\n"})
    commit_all(kept.root)
    said = "can't write to .blogcli/journal: the same command with --commit will not know what it wrote"
    assert said in kept.ok("comment", "forget", "--author", "Bea", "--yes").err
    assert kept.ok("comment", "forget", "--author", "Ugo", "--yes", "--commit").err.count("journal") == 0
    assert kept.ok("comment", "add", "nota", "--anonymous", "--body", "Ciao.", "--no-commit").err.count("journal") == 1
