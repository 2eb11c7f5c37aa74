"""A blog in a git repository of its own, or below another one's root."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pexpect

from tests.conftest import need

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Site

POST = "posts/2026/una-passeggiata"

ALONE = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@blog.example",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@blog.example",
}


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, without any configuration of this machine's."""
    command = [need("git"), "-C", str(folder), *arguments]
    return subprocess.run(
        command, env={**os.environ, **ALONE}, check=True, capture_output=True, encoding="utf-8"
    ).stdout


def commit(folder: Path, message: str = "A day's work") -> None:
    """Commit all there is, in a repository made for it where there is none."""
    if not any((place / ".git").exists() for place in (folder, *folder.parents)):
        git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


def replace(site: Site, path: str, was: str, now: str) -> None:
    """Edit a file by hand."""
    text = site.read(path)
    assert was in text
    site.write({path: text.replace(was, now)})


def on_terminal(site: Site, columns: int, *arguments: str, **environment: str) -> str:
    """What a command prints on a terminal with colours of this width."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    output, code = pexpect.run(
        f"{sys.executable} -m blogcli {' '.join(arguments)}", cwd=str(site.root), encoding="utf-8",
        env={**inherited, "TERM": "xterm-256color", **environment}, withexitstatus=True, dimensions=(40, columns),
    )  # fmt: skip
    assert code == 0, output
    return str(output).replace("\r\n", "\n")
