"""Blogs that a stranger made to run code on the machine of whoever looks at them: one builder for each way to try.

A builder gets the stranger's blog, which is whole and committed, and adds what is hostile. How the blog then comes to
the reader is said beside it: as a clone, which has a `.git` of its own and what was committed, or as an archive, which
holds all that the stranger had, `.git` included. Add a builder with `@hostile(CLONE)` or `@hostile(ARCHIVE)`.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.repository import POST, commit, git, replace
from tests.support import BLOG_TOML, Site, comment

if TYPE_CHECKING:
    from collections.abc import Callable

CLONE, ARCHIVE = "clone", "archive"
PENDING = "comments/una-passeggiata/20260212T080000Z-aaaaaa.pending.md"
UNREAD = "what no moderator has read"  # in a pending comment
INTERNAL = "what only git keeps"  # in files of every .git folder
OUTSIDE = "what lies beside the blog"  # in a file outside the blog


@dataclass(frozen=True)
class Stranger:
    """The stranger's blog, in a folder `reader` that it shares with what a reader has."""

    blog: Site
    reader: Path
    canary: Path

    @property
    def command(self) -> str:
        """A shell command that shows that something was run."""
        return f"touch '{self.canary}'"


@dataclass(frozen=True)
class Case:
    """A hostile blog: its name, how it comes to the reader, and what makes it."""

    name: str
    comes_as: str
    build: Callable[[Stranger], None]


CASES: list[Case] = []


def hostile(comes_as: str) -> Callable[[Callable[[Stranger], None]], Callable[[Stranger], None]]:
    """Enter a builder among the cases."""

    def entered(build: Callable[[Stranger], None]) -> Callable[[Stranger], None]:
        CASES.append(Case(build.__name__, comes_as, build))
        return build

    return entered


def received(case: Case, folder: Path) -> tuple[Site, Path]:
    """Build a case in an empty folder: the blog as the reader has it, in `folder/reader/blog`, and the canary."""
    theirs, reader, canary = folder / "stranger", folder / "reader", folder / "canary"
    for place in (theirs, reader):
        place.mkdir()
    (theirs / "static").mkdir()
    (reader / "private.txt").write_text(OUTSIDE, "utf-8")
    stranger = Stranger(Site(theirs), reader, canary)
    _write_blog(stranger.blog)
    shutil.rmtree(theirs / ".blogcli", ignore_errors=True)  # where a command wrote down what it did
    case.build(stranger)
    blog = Site(reader / "blog")
    if case.comes_as == CLONE:
        commit(theirs)
        git(reader, "clone", "-q", str(theirs / ".git"), "blog")
    else:
        shutil.copytree(theirs, blog.root, symlinks=True)
    canary.unlink(missing_ok=True)  # git itself may have run what the stranger's own repository says
    # Uncommitted, so that `translation diff` has to find the old text.
    if (blog.root / POST / "it.md").is_file():
        replace(blog, f"{POST}/it.md", "sale piano", "sale ripido")
    return blog, canary


def _write_blog(site: Site) -> None:
    site.write(
        {
            "blog.toml": BLOG_TOML,
            f"{POST}/it.md": "---\ntitle: Una passeggiata\ndate: 2026-02-10\n---\nIl sentiero sale piano.\n",
            PENDING: comment(UNREAD),
        }
    )
    site.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", "The path climbs slowly.")
    commit(site.root)


def add_hostile_config(git_folder: Path, command: str) -> None:
    """Make a git folder run a command in every way that its config and its hooks can."""
    said = command.replace("\\", "\\\\").replace('"', '\\"')
    with (git_folder / "config").open("a", encoding="utf-8") as config:
        internal = f"# {INTERNAL}\n" if git_folder.name == ".git" else ""
        config.write(f"{internal}{_CONFIG.replace('COMMAND', said)}")
    hooks = git_folder / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in _HOOKS:
        (hooks / name).write_text(f"#!/bin/sh\n{command}\n", "utf-8")
        (hooks / name).chmod(0o755)


_HOOKS = (
    "post-index-change",
    "pre-commit",
    "post-checkout",
    "reference-transaction",
    "fsmonitor-watchman",
    "pre-auto-gc",
)
_CONFIG = """\
[core]
\tfsmonitor = "COMMAND"
\tpager = "COMMAND"
\teditor = "COMMAND"
\tsshCommand = "COMMAND"
\tgitProxy = "COMMAND"
\taskPass = "COMMAND"
\talternateRefsCommand = "COMMAND"
[pager]
\tlog = "COMMAND"
\tstatus = "COMMAND"
\tdiff = "COMMAND"
[alias]
\tlog = "!COMMAND"
\tls-files = "!COMMAND"
\tcat-file = "!COMMAND"
\trev-parse = "!COMMAND"
[log]
\tshowSignature = true
\tdiffMerges = off
[gpg]
\tprogram = "COMMAND"
[diff]
\texternal = "COMMAND"
\tsubmodule = log
\tignoreSubmodules = none
[diff "evil"]
\ttextconv = "COMMAND; cat"
\tcommand = "COMMAND"
[filter "evil"]
\tclean = "COMMAND; cat"
\tsmudge = "COMMAND; cat"
\tprocess = "COMMAND"
\trequired = true
[merge "evil"]
\tdriver = "COMMAND"
[credential]
\thelper = "!COMMAND"
[trailer "evil"]
\tcommand = "COMMAND"
[submodule]
\trecurse = true
[status]
\tsubmoduleSummary = true
[fetch]
\tbundleURI = "ext::sh -c COMMAND"
"""


def make_partial(git_folder: Path, command: str) -> None:
    """Make a repository one that fetches what it lacks, from a remote that is a command."""
    said = command.replace(" ", "% ")
    for name, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.url": f"ext::sh -c {said}",
        "remote.origin.promisor": "true",
        "remote.origin.partialCloneFilter": "blob:none",
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
    }.items():
        git(git_folder, "--git-dir=.", "config", name, value)


def git_folder(stranger: Stranger, place: Path) -> None:
    """Put a git folder without a work tree in a place, hostile in all ways, with a history that is not the blog's."""
    scratch = stranger.blog.root.parent / "scratch"
    Site(scratch).write({"it.md": "not of this blog\n"})
    commit(scratch)
    place.mkdir(parents=True, exist_ok=True)
    shutil.copytree(scratch / ".git", place, dirs_exist_ok=True)
    shutil.rmtree(scratch)
    for empty in [folder for folder, below, files in os.walk(place) if not below and not files]:
        Path(empty, ".kept").write_text("", "utf-8")  # git commits no empty folder
    add_hostile_config(place, stranger.command)
    make_partial(place, stranger.command)
    git(place, "--git-dir=.", "config", "core.worktree", ".")


@hostile(CLONE)
def git_folder_that_is_the_post(stranger: Stranger) -> None:
    git_folder(stranger, stranger.blog.root / POST)


@hostile(CLONE)
def git_folders_in_the_tree(stranger: Stranger) -> None:
    for place in ("static", "templates", "comments/una-passeggiata", "posts/2026"):
        git_folder(stranger, stranger.blog.root / place)


@hostile(CLONE)
def git_folder_that_is_the_cache(stranger: Stranger) -> None:
    git_folder(stranger, stranger.blog.root / ".blogcli")


@hostile(CLONE)
def git_folder_that_is_the_blog(stranger: Stranger) -> None:
    git_folder(stranger, stranger.blog.root)


@hostile(ARCHIVE)
def git_folder_that_is_the_blog_without_a_repository(stranger: Stranger) -> None:
    shutil.rmtree(stranger.blog.root / ".git")
    git_folder(stranger, stranger.blog.root)


@hostile(ARCHIVE)
def repository_of_the_archive(stranger: Stranger) -> None:
    make_hostile(stranger, stranger.blog.root / ".git")


@hostile(ARCHIVE)
def repository_whose_config_lies_elsewhere(stranger: Stranger) -> None:
    make_hostile(stranger, stranger.blog.root / ".git")
    own = stranger.blog.root / ".git"
    (own / "config").rename(stranger.blog.root / "included")
    git(own, "--git-dir=.", "config", "core.repositoryFormatVersion", "1")
    git(own, "--git-dir=.", "config", "extensions.worktreeConfig", "true")
    (own / "config.worktree").write_text("[include]\n\tpath = ../included\n", "utf-8")


@hostile(ARCHIVE)
def repository_that_lacks_a_text(stranger: Stranger) -> None:
    blob = git(stranger.blog.root, "rev-parse", f"HEAD:{POST}/it.md").strip()
    make_hostile(stranger, stranger.blog.root / ".git")
    (stranger.blog.root / f".git/objects/{blob[:2]}/{blob[2:]}").unlink()


@hostile(ARCHIVE)
def repository_elsewhere_that_a_file_names(stranger: Stranger) -> None:
    make_hostile(stranger, stranger.blog.root / ".git")
    (stranger.blog.root / ".git").rename(stranger.blog.root / "elsewhere")
    stranger.blog.write({".git": "gitdir: elsewhere\n"})


@hostile(ARCHIVE)
def repository_elsewhere_that_a_link_leads_to(stranger: Stranger) -> None:
    make_hostile(stranger, stranger.blog.root / ".git")
    (stranger.blog.root / ".git").rename(stranger.blog.root / "elsewhere")
    (stranger.blog.root / ".git").symlink_to("elsewhere")


@hostile(ARCHIVE)
def repository_with_its_config_in_a_common_folder(stranger: Stranger) -> None:
    make_hostile(stranger, stranger.blog.root / ".git")
    shutil.copytree(stranger.blog.root / ".git", stranger.blog.root / "common")
    stranger.blog.write({".git/commondir": "../common\n", ".git/config": ""})


@hostile(ARCHIVE)
def repositories_below_the_root(stranger: Stranger) -> None:
    for place in (POST, "static", "templates", "comments/una-passeggiata"):
        git_folder(stranger, stranger.blog.root / place / ".git")
    git_folder(stranger, stranger.blog.root / "static/elsewhere")
    stranger.blog.write({"posts/2026/.git": "gitdir: ../../static/elsewhere\n"})


@hostile(ARCHIVE)
def submodule_with_a_config_of_its_own(stranger: Stranger) -> None:
    Site(stranger.blog.root / "static/sub").write({"file.txt": "One.\n"})
    commit_as_own(stranger.blog.root / "static/sub")
    commit(stranger.blog.root)
    make_hostile(stranger, stranger.blog.root / "static/sub/.git")
    make_hostile(stranger, stranger.blog.root / ".git")


def link(stranger: Stranger, place: str, target: str) -> None:
    """Put a symbolic link in a place of the blog."""
    path = stranger.blog.root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


@hostile(CLONE)
def links_that_would_be_published(stranger: Stranger) -> None:
    for number, target in enumerate((".git/config", PENDING, "../private.txt", "comments", "..")):
        link(stranger, f"static/{number}", f"../{target}")
        link(stranger, f"{POST}/{number}.txt", f"../../../{target}")
        link(stranger, f"templates/{number}.css", f"../{target}")


@hostile(CLONE)
def comments_that_are_links(stranger: Stranger) -> None:
    link(stranger, "comments/una-passeggiata/a.md", PENDING.rpartition("/")[2])
    link(stranger, "comments/una-passeggiata/b.md", "../../../private.txt")
    link(stranger, "comments/altra", "../..")


@hostile(CLONE)
def output_that_is_a_link(stranger: Stranger) -> None:
    link(stranger, "public", "..")


@hostile(CLONE)
def links_in_the_output(stranger: Stranger) -> None:
    stranger.blog.write({"public/.blogcli-manifest.json": '{"format": 1, "files": ["away/private.txt", "index.html"]}'})
    for name in ("away", "archive", ".blogcli-staging", "en"):
        link(stranger, f"public/{name}", "../..")
    link(stranger, "public/index.html", "../../private.txt")


@hostile(ARCHIVE)
def cache_that_is_a_link(stranger: Stranger) -> None:
    link(stranger, ".blogcli", "..")


@hostile(ARCHIVE)
def links_in_the_cache(stranger: Stranger) -> None:
    for name in ("cache.sqlite", "cache.sqlite-journal", "cache.sqlite-wal", "clock"):
        link(stranger, f".blogcli/{name}", "../../private.txt")
    link(stranger, ".blogcli/preview", "../..")


@hostile(CLONE)
def blog_toml_that_is_a_link(stranger: Stranger) -> None:
    (stranger.blog.root / "blog.toml").rename(stranger.reader / "blog.toml")
    link(stranger, "blog.toml", "../blog.toml")


def commit_as_own(folder: Path) -> None:
    """Commit all of a folder to a repository of its own, within another one."""
    git(folder, "init", "-q")
    commit(folder)


def make_hostile(stranger: Stranger, git_folder: Path) -> None:
    """Make the repository of a working tree hostile in all ways, with attributes for every file in it."""
    (git_folder.parent / ".gitattributes").write_text("* filter=evil diff=evil merge=evil\n", "utf-8")
    add_hostile_config(git_folder, stranger.command)
    make_partial(git_folder, stranger.command)
