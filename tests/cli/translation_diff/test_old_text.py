"""`blogcli translation diff`: where the old text is from, or why there is none."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from blogcli.drift.scheme import UNKNOWN
from tests.cli.repository import POST, commit, git, replace
from tests.cli.translation_diff.told import DIFF, ENGLISH, ITALIAN, document, told
from tests.support import BLOG_TOML, Site, shell

if TYPE_CHECKING:
    from pathlib import Path


def test_the_old_text_is_found_in_a_file_s_history_through_renames(blog: Site) -> None:
    # What `translate` saw was a draft that was never committed.
    blog.write({f"{POST}/it.md": ITALIAN.replace("---\nIl", "draft: true\n---\nIl")})
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", ENGLISH)
    blog.write({f"{POST}/it.md": ITALIAN})
    commit(blog.root)
    replace(blog, f"{POST}/it.md", "piano", "ripido")
    commit(blog.root)
    (blog.root / "posts/2026").rename(blog.root / "posts/camminate ü")
    commit(blog.root)
    found = document(blog)
    assert (found["old"], found["reason"]) == ("history", None)
    assert found["blocks"][0]["then"] == "Il sentiero sale piano tra i castagni."


def test_of_versions_with_the_same_words_the_one_of_the_record_is_shown(blog: Site) -> None:
    blog.write({f"{POST}/it.md": ITALIAN.replace("---\nIl", "draft: true\n---\nIl")})
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", ENGLISH)
    blog.write({f"{POST}/it.md": ITALIAN})
    commit(blog.root)
    for was, now in (("a.example", "b.example"), ("b.example", "c.example")):
        replace(blog, f"{POST}/it.md", was, now)
        commit(blog.root)
    link = "Si scende per [la mulattiera](https://{}.example)."
    assert [item[:3] for item in told(blog)] == [("changed", link.format("a"), link.format("c"))]
    # Of a record that turned round nobody knows the links: its words are all there is to go by.
    text = blog.read(f"{POST}/en.md")
    blog.write({f"{POST}/en.md": re.sub("source: .*", f"source: {UNKNOWN}", text)})
    replace(blog, f"{POST}/it.md", "piano", "ripido")
    found = document(blog)
    assert (found["old"], found["blocks"][0]["then"]) == ("history", "Il sentiero sale piano tra i castagni.")


def test_what_was_amended_away_is_found_among_what_there_is(level: Site) -> None:
    # The file that the record is of is in no commit any more; one with the same text is.
    replace(level, f"{POST}/it.md", "date: 2026-02-10", "date: 2026-02-11")
    git(level.root, "commit", "-q", "-a", "--amend", "-m", "Another day")
    git(level.root, "reflog", "expire", "--expire=now", "--all")
    git(level.root, "gc", "-q", "--prune=now")
    replace(level, f"{POST}/it.md", "piano", "ripido")
    assert document(level)["old"] == "history"
    assert told(level)[0][1] == "Il sentiero sale piano tra i castagni."


def test_line_ends_are_no_change_and_stay_out_of_what_is_shown(level: Site) -> None:
    for language in ("it", "en"):
        level.write({f"{POST}/{language}.md": level.read(f"{POST}/{language}.md").replace("\n", "\r\n")})
    assert level.ok(*DIFF).out == ""
    replace(level, f"{POST}/it.md", "piano", "ripido")
    assert document(level)["old"] == "git"
    assert level.ok(*DIFF).lines == [
        f"{POST}/it.md:5: paragraph changed",
        "- Il sentiero sale piano tra i castagni.",
        "+ Il sentiero sale ripido tra i castagni.",
        f"{POST}/en.md:13: its translation",
        "  The path climbs slowly.",
    ]


def test_a_hook_s_own_repository_is_not_taken_for_the_blog_s(level: Site, tmp_path: Path) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    elsewhere = tmp_path / "elsewhere"
    git(tmp_path, "init", "-q", str(elsewhere))
    hook = {"GIT_DIR": str(elsewhere / ".git"), "GIT_WORK_TREE": str(elsewhere), "GIT_INDEX_FILE": ".git/index"}
    result = level.ok(*DIFF, env=hook)
    assert "- Il sentiero sale piano" in result.out
    assert result.err == ""


def test_a_blog_may_lie_below_the_root_of_a_repository(tmp_path: Path) -> None:
    site = Site(tmp_path / "mein Garten" / "Blög")
    site.write({"blog.toml": BLOG_TOML, f"{POST}/it.md": ITALIAN})
    site.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", ENGLISH)
    commit(tmp_path)
    replace(site, f"{POST}/it.md", "piano", "ripido")
    assert document(site)["old"] == "git"


def no_repository(site: Site) -> str:
    shutil.rmtree(site.root / ".git")
    return "needs git, and the blog is in no repository"


def nothing_committed(site: Site) -> str:
    shutil.rmtree(site.root / ".git")
    git(site.root, "init", "-q")
    return "was never committed"


def shallow(site: Site) -> str:
    commit(site.root)
    git(site.root, "clone", "-q", "--depth", "1", site.root.as_uri(), "../clone")
    shutil.rmtree(site.root / ".git")
    (site.root.parent / "clone/.git").rename(site.root / ".git")
    return "isn't in this clone, which is shallow (git fetch --unshallow)"


def partial(site: Site) -> str:
    git(site.root, "config", "uploadpack.allowFilter", "true")
    git(site.root, "config", "uploadpack.allowAnySHA1InWant", "true")
    commit(site.root)
    git(site.root, "clone", "-q", "--filter=blob:none", site.root.as_uri(), "../clone")
    (site.root / ".git").rename(site.root.parent / "origin.git")
    (site.root.parent / "clone/.git").rename(site.root / ".git")
    git(site.root, "config", "remote.origin.url", (site.root.parent / "origin.git").as_uri())
    return "isn't in this clone, which is partial (git fetch --refetch --no-filter)"


@pytest.mark.parametrize("lose", [no_repository, nothing_committed, shallow, partial])
def test_without_the_old_text_the_changed_blocks_are_named_and_it_is_said_why(level: Site, lose: Any) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    reason = lose(level)
    result = level.ok(*DIFF)
    assert result.out == (
        f"{POST}/it.md:5: paragraph changed\n"
        "+ Il sentiero sale ripido tra i castagni.\n"
        f"{POST}/en.md:13: its translation\n"
        "  The path climbs slowly.\n"
    )
    assert result.err == f"blogcli: {POST}/it.md: its text of 2026-03-01 {reason}\n"
    found = document(level)
    assert (found["old"], found["reason"], told(level)[0][1]) == (None, reason, None)


def test_without_git_on_the_machine_it_is_said_too(level: Site, tmp_path: Path) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    blogcli = shell("command -v blogcli", tmp_path).stdout.strip()
    (tmp_path / "bin").mkdir()
    done = shell(f"PATH='{tmp_path}/bin' '{blogcli}' {' '.join(DIFF)}", level.root)
    assert "its text of 2026-03-01 needs git, which isn't installed" in done.stderr
    assert "+ Il sentiero sale ripido" in done.stdout


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_another_user_is_named_as_such(level: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    replace(level, f"{POST}/it.md", "piano", "ripido")
    for path in (level.root, level.root / ".git"):
        os.chown(path, 12345, 12345)
    assert "needs git, which won't read a repository of another user" in level.ok(*DIFF).err
