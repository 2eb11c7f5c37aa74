"""docs/deploy.sh as cron runs it: what goes online, what stays, and what is printed."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.support import BLOG_TOML, ENGLISH, ITALIAN, REPOSITORY, Site, comment, shell

if TYPE_CHECKING:
    from pathlib import Path

COPY = '#!/bin/sh\nset -eu\nrm -rf "$2"\ncp -R "$1" "$2"\n'  # what `rsync -a --delete` comes to, within one machine
IT, EN = "posts/2026/una-passeggiata/it.md", "posts/2026/una-passeggiata/en.md"
PAGE = "2026/02/una-passeggiata/index.html"


@dataclass(frozen=True)
class Host:
    """A blog, and the folder that its site is copied to."""

    blog: Site
    online: Path

    def deploy(self, **environment: str) -> tuple[int, str]:
        """Run the script; its exit code, and what cron would send."""
        copy = self.online.parent / "copy"
        copy.write_text(COPY, "utf-8")
        copy.chmod(0o755)
        script = f"sh '{REPOSITORY}/docs/deploy.sh' '{self.blog.root}' '{self.online}'"
        done = shell(script, self.online.parent, **{"DEPLOY": str(copy), **environment})
        assert done.stdout == ""
        return done.returncode, done.stderr

    def shows(self, path: str) -> bool:
        """Whether a file of the site is online."""
        return (self.online / path).is_file()


@pytest.fixture
def host(tmp_path: Path, walk: Site) -> Host:
    """A blog with one post in two languages, and a folder that plays the host."""
    return Host(walk, tmp_path / "online")


def test_a_year_of_deploying(host: Host) -> None:
    blog = host.blog
    assert host.deploy() == (0, "")
    assert host.shows(PAGE)

    blog.write({"posts/2026/new/it.md": "---\ntitle: New\ndate: 2026-02-20\ndraft: true\n---\nx\n"})
    blog.ok("publish", "new")
    assert host.deploy() == (0, "")
    assert host.shows("2026/02/new/index.html") or host.shows("2026/03/new/index.html")

    blog.ok("unpublish", "una-passeggiata")
    checked = blog.run("check")
    assert (checked.code, checked.out, checked.err) == (0, "", "")
    code, said = host.deploy()
    assert (code, "addresses are gone" in said) == (0, True)  # the one time that anybody is told
    assert not host.shows(PAGE)
    assert host.deploy() == (0, "")
    blog.ok("publish", "una-passeggiata")
    host.deploy()

    blog.write({"comments/una-passeggiata/bad.md": comment("x", date="giugno")})
    assert blog.run("check").code == 4
    for _ in range(2):
        blog.write({IT: blog.read(IT).replace("sale piano", "sale")})
        code, said = host.deploy()
        assert (code, "bad.md:3: date 'giugno'" in said) == (4, True)
    assert "Il sentiero sale." in (host.online / PAGE).read_text("utf-8")
    (blog.root / "comments/una-passeggiata/bad.md").unlink()

    before = {path: path.read_bytes() for path in host.online.rglob("*.html")}
    good = blog.read(EN)
    blog.write({EN: good.replace("title:", "titel:"), IT: blog.read(IT).replace("sale", "scende")})
    assert blog.run("check").code == 1
    code, said = host.deploy()
    assert (code, "nothing was put online" in said, "en.md" in said) == (1, True, True)
    assert {path: path.read_bytes() for path in host.online.rglob("*.html")} == before

    blog.write({EN: good})
    blog.ok("translation", "done", "una-passeggiata", "en")
    blog.write({IT: blog.read(IT).replace("scende", "scende ancora")})
    checked = blog.run("check")
    assert (checked.code, checked.lines[0].endswith("[drift]")) == (0, True)
    assert checked.err.endswith("0 to stop a render, 0 wrong, 1 advice\n")
    assert blog.run("check", "--strict").code == 4
    assert host.deploy() == (0, "")
    assert "scende ancora" in (host.online / PAGE).read_text("utf-8")


def test_a_copy_that_fails_and_a_site_that_is_not_there_are_said(host: Host) -> None:
    assert host.deploy(DEPLOY="false")[0] == 1
    assert not host.shows(PAGE)
    code, said = host.deploy(BLOGCLI="true")  # a program that ends well and renders nothing
    assert (code, said) == (0, "")  # the site of the render before is there
    (host.blog.root / "public/index.html").unlink()
    code, said = host.deploy(BLOGCLI="true")
    assert (code, "nothing was put online" in said) == (1, True)


def test_what_was_pushed_goes_online_and_a_repository_that_can_t_be_reached_is_said(host: Host, tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=Ada", "-c", "user.email=ada@blog.example")
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    writer = tmp_path / "writer"
    git("init", "-q", "-b", "main", str(writer))
    Site(writer).write({"blog.toml": BLOG_TOML, IT: ITALIAN, ".gitignore": ".blogcli/\npublic/\n"})
    git("-C", str(writer), "add", "-A")
    git("-C", str(writer), "commit", "-qm", "s")
    git("clone", "-q", str(writer), str(tmp_path / "clone"))
    cloned = Host(Site(tmp_path / "clone"), tmp_path / "cloned online")
    Site(writer).write({EN: ENGLISH})
    git("-C", str(writer), "add", "-A")
    git("-C", str(writer), "commit", "-qm", "t")
    assert cloned.deploy() == (0, "")
    assert cloned.shows("en/2026/02/a-walk/index.html")
    writer.rename(tmp_path / "elsewhere")
    code, said = cloned.deploy()
    assert (code, said.startswith("fatal: ")) == (1, True)
    assert cloned.shows(PAGE)
