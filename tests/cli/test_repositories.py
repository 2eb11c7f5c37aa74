"""Which repository is the blog's: the nearest whose `.git` lies at its root or above, and that of no other folder."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.cli.repository import ALONE, POST, commit, git, replace
from tests.support import Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NEW = ("new", "Sul lago", "--body", "Acqua.", "--commit")
DIFF = ("translation", "diff", "una-passeggiata", "en")
OLD_LINE = "- Il sentiero sale piano."


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """git knows nobody but Ada, and no settings of this machine's."""
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def level(walk: Site) -> Site:
    """A post and its translation that are level, committed."""
    walk.ok("translation", "done", "una-passeggiata", "en")
    commit(walk.root)
    return walk


def linked_tree(site: Site, place: Path) -> None:
    git(site.root, "worktree", "add", "-q", str(place))


def apart(site: Site, place: Path) -> None:
    git(site.root.parent, "clone", "-q", f"--separate-git-dir={place}.git", str(site.root), str(place))


def subfolder(site: Site, place: Path) -> None:
    shutil.copytree(site.root, place / "site", symlinks=True)
    shutil.rmtree(place / "site/.git")
    commit(place)


def linked_root(site: Site, place: Path) -> None:
    place.symlink_to(site.root)


def linked_git(site: Site, place: Path) -> None:
    shutil.copytree(site.root, place)
    (place / ".git").rename(place.parent / "store.git")
    (place / ".git").symlink_to("../store.git")


@pytest.mark.parametrize(
    "make", [linked_tree, apart, subfolder, linked_root, linked_git], ids=lambda make: make.__name__
)
def test_in_every_form_of_a_repository_old_texts_are_found_and_commits_are_made(
    make: Callable[[Site, Path], None], level: Site, tmp_path: Path
) -> None:
    make(level, tmp_path / "place")
    root = tmp_path / "place"
    blog = Site(root / "site" if (root / "site").exists() else root)
    replace(blog, f"{POST}/it.md", "sale piano", "sale ripido")
    result = blog.ok(*DIFF)
    assert (result.err, OLD_LINE in result.out) == ("", True)
    blog.ok(*NEW)
    assert git(blog.root, "show", "--format=", "--name-only", "HEAD").endswith("posts/2026/sul-lago/it.md\n")


def test_a_submodule_is_a_repository_of_its_own(level: Site, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(level.root), "blog")
    blog = Site(outer / "blog")
    replace(blog, f"{POST}/it.md", "sale piano", "sale ripido")
    assert OLD_LINE in blog.ok(*DIFF).out
    blog.ok(*NEW)
    assert git(blog.root, "show", "--format=%s", "HEAD").startswith("Add sul-lago")
    assert git(outer, "ls-files") == ".gitmodules\nblog\n"


def put_git_folder(place: Path) -> None:
    """Make a folder a git folder with a history of its own, without a working tree."""
    scratch = place.parent.parent / "scratch"
    Site(scratch).write({"it.md": "Altrove.\n"})
    git(scratch, "init", "-q")
    commit(scratch)
    shutil.copytree(scratch / ".git", place, dirs_exist_ok=True)
    shutil.rmtree(scratch)


@pytest.mark.parametrize("below", [POST, ".", "posts"])
def test_a_folder_that_looks_like_a_git_folder_is_not_taken_for_one(below: str, level: Site) -> None:
    put_git_folder(level.root / below)
    replace(level, f"{POST}/it.md", "sale piano", "sale ripido")
    result = level.ok(*DIFF)
    assert (result.err, OLD_LINE in result.out) == ("", True)
    level.ok("translation", "done", "una-passeggiata", "en", "--unchanged", "--commit")
    assert git(level.root, "--git-dir=.git", "show", "--format=", "--name-only", "HEAD", "--") == f"{POST}/en.md\n"


def test_a_blog_that_is_a_bare_repository_is_in_no_repository(level: Site) -> None:
    shutil.rmtree(level.root / ".git")
    put_git_folder(level.root)
    replace(level, f"{POST}/it.md", "sale piano", "sale ripido")
    assert "needs git, and the blog is in no repository" in level.ok(*DIFF).err
    assert "the blog is in no git repository" in level.fails(*NEW)


def test_an_empty_git_folder_is_none_and_the_one_above_is_the_blog_s(level: Site) -> None:
    inner = Site(level.root / "inner")
    shutil.copytree(level.root / "posts", inner.root / "posts")
    inner.write({"blog.toml": level.read("blog.toml"), ".git/empty": ""})
    inner.ok(*NEW)
    assert "inner/posts/2026/sul-lago/it.md" in git(level.root, "ls-files")


def other_folder(site: Site, mine: Path) -> None:
    site.write({".git": f"gitdir: {mine}/.git\n"})


def other_folder_by_a_link(site: Site, mine: Path) -> None:
    (site.root / ".git").symlink_to(mine / ".git")


def other_linked_tree(site: Site, mine: Path) -> None:
    git(mine, "worktree", "add", "-q", "../second")
    site.write({".git": (mine.parent / "second/.git").read_text("utf-8")})


def other_submodule(site: Site, mine: Path) -> None:
    outer = mine.parent / "outer"
    outer.mkdir()
    git(outer, "init", "-q")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(mine), "sub")
    site.write({".git": f"gitdir: {outer}/.git/modules/sub\n"})


def other_common_folder(site: Site, mine: Path) -> None:
    commit(site.root)
    site.write({".git/commondir": f"{mine}/.git\n"})


def made_up_linked_tree(site: Site, mine: Path) -> None:
    site.write({".git": "gitdir: own\n", "own/HEAD": "ref: refs/heads/master\n", "own/commondir": f"{mine}/.git\n"})
    site.write({"own/gitdir": f"{site.root}/.git\n"})


def other_work_tree(site: Site, mine: Path) -> None:
    commit(site.root)
    git(site.root, "config", "core.worktree", str(mine))


@pytest.mark.parametrize(
    "lead",
    [
        other_folder, other_folder_by_a_link, other_linked_tree, other_submodule,
        other_common_folder, made_up_linked_tree, other_work_tree,
    ],
    ids=lambda lead: lead.__name__,
)  # fmt: skip
def test_nothing_is_committed_where_git_is_led_to_the_repository_of_another_folder(
    lead: Callable[[Site, Path], None], walk: Site, tmp_path: Path
) -> None:
    mine = Site(tmp_path / "mine")
    mine.write({"letter.txt": "Cara Bea,\n"})
    commit(mine.root)
    lead(walk, mine.root)
    before = mine.tree()
    message = walk.fails(*NEW)
    assert ".git: leads to the repository of another folder" in message
    assert mine.tree() == before


def test_what_lies_in_a_repository_below_the_blog_is_not_committed(level: Site) -> None:
    inner = level.root / POST
    git(inner, "init", "-q")
    before = git(level.root, "rev-parse", "HEAD")
    result = level.run("unpublish", "una-passeggiata", "en", "--commit")
    assert (result.code, result.lines) == (4, [f"{POST}/en.md"])
    assert f"not committed: {POST} is a repository of its own" in result.err
    assert git(level.root, "rev-parse", "HEAD") == before
    assert git(inner, "ls-files") == ""


def test_a_commit_runs_nothing_in_a_repository_below_the_blog(level: Site, tmp_path: Path) -> None:
    Site(level.root / "static/sub").write({"file.txt": "Uno.\n"})
    git(level.root / "static/sub", "init", "-q")
    commit(level.root / "static/sub")
    commit(level.root)
    git(level.root / "static/sub", "config", "core.fsmonitor", f"touch '{tmp_path}/canary'")
    level.ok(*NEW)
    assert not (tmp_path / "canary").exists()


def test_a_hook_may_work_in_another_repository(level: Site, tmp_path: Path) -> None:
    other = Site(tmp_path / "other")
    other.write({"log.txt": "Uno.\n"})
    commit(other.root)
    hook = level.root / ".git/hooks/post-commit"
    level.write({".git/hooks/post-commit": f"#!/bin/sh\ncd '{other.root}'\necho Due. >log.txt\ngit commit -qam Due\n"})
    hook.chmod(0o755)
    level.ok(*NEW)
    assert git(other.root, "log", "--format=%s").split() == ["Due", "A", "day's", "work"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a folder away")
@pytest.mark.parametrize("given", [".", ".git", "apart"])
def test_a_repository_of_another_user_is_refused_unless_it_is_called_safe(
    given: str, level: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if given == "apart":
        (level.root / ".git").rename(level.root / "apart")
        level.write({".git": "gitdir: apart\n"})
    replace(level, f"{POST}/it.md", "sale piano", "sale ripido")
    level.ok("render")
    os.chown(level.root / given, 12345, 12345)
    assert "needs git, which won't read a repository of another user" in level.ok(*DIFF).err
    assert "dubious ownership" in level.fails(*NEW)
    assert "is not used: git can't say whether it tracks it" in level.ok("render").err
    (tmp_path / "config").write_text("[safe]\n\tdirectory = *\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    assert OLD_LINE in level.ok(*DIFF).out
    level.ok(*NEW)
