"""A whole conversation is moved to another post while another clone adds to it: git keeps the two apart."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.cli.repository import ALONE, git
from tests.cli.repository import commit as commit_all
from tests.support import BLOG_TOML, Site, comment

if TYPE_CHECKING:
    from pathlib import Path

WAYS = ("merge", "rebase", "cherry-pick")
SETTINGS = ("true", "conflict", "false")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def base(tmp_path: Path) -> Site:
    site = Site(tmp_path / "base")
    site.write(
        {
            "blog.toml": BLOG_TOML,
            "posts/mare/it.md": "---\ntitle: Mare\ndate: 2026-01-05\n---\nOnde.\n",
            "posts/monti/it.md": "---\ntitle: Monti\ndate: 2026-01-06\n---\nRocce.\n",
            **{f"comments/mare/c{n}.md": comment(f"Parola {n}.", author=f"B{n}") for n in range(4)},
        }
    )
    commit_all(site.root)
    return site


def clone(site: Site, name: str) -> Site:
    there = Site(site.root.parent / name)
    shutil.copytree(site.root, there.root)
    return there


def bring_in(site: Site, other: Site, way: str, setting: str) -> None:
    """Bring what another clone did, one commit, into this one; CalledProcessError where git stops at a conflict."""
    git(site.root, "fetch", "-q", str(other.root), "HEAD:refs/heads/other")
    config = ("-c", f"merge.directoryRenames={setting}")
    if way == "rebase":
        mine = git(site.root, "rev-parse", "--abbrev-ref", "HEAD").strip()
        git(site.root, *config, "rebase", "-q", mine, "other")
        git(site.root, "checkout", "-q", "-B", mine)
    elif way == "merge":
        git(site.root, *config, "merge", "-q", "--no-edit", "other")
    else:
        git(site.root, *config, "cherry-pick", "other")
    git(site.root, "branch", "-q", "-D", "other")


def names(site: Site, post: str) -> list[str]:
    return sorted(path.name for path in (site.root / "comments" / post).glob("*.md"))


def add(site: Site) -> str:
    return site.ok("comment", "add", "mare", "--author", "Zoe", "--body", "Parola 9.", "--commit").lines[0]


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("way", WAYS)
def test_a_comment_that_another_clone_adds_stays_where_it_was_said(way: str, setting: str, base: Site) -> None:
    mover, reader = clone(base, "mover"), clone(base, "reader")
    mover.ok("comment", "move", "c0", "c1", "c2", "c3", "monti", "--commit")
    new = add(reader)
    for here, other in ((clone(mover, "x"), reader), (clone(reader, "y"), mover)):
        bring_in(here, other, way, setting)
        assert f"comments/mare/{names(here, 'mare')[0]}" == new
        assert names(here, "monti") == [f"c{n}.md" for n in range(4)]
        assert git(here.root, "status", "--porcelain") == ""


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("way", WAYS)
def test_so_it_is_where_two_clones_move_a_half_each(way: str, setting: str, base: Site) -> None:
    one, two, reader = clone(base, "one"), clone(base, "two"), clone(base, "reader")
    one.ok("comment", "move", "c0", "c1", "monti", "--commit")
    two.ok("comment", "move", "c2", "c3", "monti", "--commit")
    new = add(reader)
    bring_in(one, two, way, setting)
    bring_in(one, reader, way, setting)
    assert f"comments/mare/{names(one, 'mare')[0]}" == new
    assert names(one, "monti") == [f"c{n}.md" for n in range(4)]


def test_the_folder_that_is_left_shows_nowhere(base: Site) -> None:
    base.ok("comment", "move", "c0", "c1", "c2", "c3", "monti", "--commit")
    assert list(base.tree("comments/mare")) == [".gitkeep"]
    assert git(base.root, "status", "--porcelain") == ""
    assert base.ok("comment", "list", "mare").lines == []
    assert "comments approved:\t0" in base.ok("show", "mare").lines
    base.ok("render")
    assert "Parola" not in base.read("public/2026/01/mare/index.html")
    assert [path for path in base.tree("public") if "gitkeep" in path] == []
    shutil.rmtree(base.root / "posts/mare")
    for command in ("check", "status", "render"):
        said = base.run(command)
        assert "comments/mare" not in said.out + said.err
    base.ok("comment", "list")
    base.ok("rename", "monti", "--id", "mare")  # nobody's comments lie there
