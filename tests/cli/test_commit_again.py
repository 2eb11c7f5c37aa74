"""What a command wrote and did not commit is committed when the same command is given again with --commit."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys

import pytest

from tests.cli.repository import ALONE, git
from tests.cli.repository import commit as commit_all
from tests.support import ENGLISH, NOW, Site, changed, comment, mostly_slow, shell

POST = "posts/2026/una-passeggiata"
TALK = "comments/una-passeggiata"
BEHIND = changed(ENGLISH, "Then, past the wood, there is the sea.\n", "Then the sea.\n")

COMMANDS = {
    "new": ["new", "Sul lago", "--body", "Acqua."],
    "translate": ["translate", "nota", "en", "--title", "Note", "--body", "Words."],
    "publish": ["publish", "bozza"],
    "unpublish": ["unpublish", "una-passeggiata"],
    "rename --slug": ["rename", "una-passeggiata", "--slug", "passeggiata"],
    "rename --id": ["rename", "una-passeggiata", "--id", "passeggiata"],
    "translation done": ["translation", "done", "una-passeggiata", "en"],
    "translation original": ["translation", "original", "una-passeggiata", "en"],
    "language add": ["language", "add", "de", "--write"],
    "comment add": ["comment", "add", "nota", "--author", "Rosa", "--body", "Ciao."],
    "comment reply": ["comment", "reply", "c", "--body", "Grazie."],
    "comment edit": ["comment", "edit", "c", "--body", "Altro."],
    "comment approve": ["comment", "approve", "a"],
    "comment reject --post": ["comment", "reject", "--post", "una-passeggiata"],
    "comment spam --author": ["comment", "spam", "--author", "Bea"],
    "comment remove": ["comment", "remove", "c", "--yes"],
    "comment forget": ["comment", "forget", "--author", "Bea", "--yes"],
    "comment move": ["comment", "move", "c", "nota"],
    "comment block": ["comment", "block", "casino"],
    "comment moderate": ["comment", "moderate", "--decisions", "list.txt"],
}
# Given without --commit first, these say something anew when they are given once more.
ANEW = ("comment add", "comment reply")


@pytest.fixture
def repository(walk: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)
    walk.write(
        {
            "posts/2026/nota/it.md": "---\ntitle: Nota\ndate: 2026-01-05\n---\nParole.\n",
            "posts/2026/bozza/it.md": "---\ntitle: Bozza\ndate: 2026-01-05\ndraft: true\n---\nParole.\n",
            f"{TALK}/a.pending.md": comment("Che bello!"),
            f"{TALK}/c.md": comment("Dove?", author="Ugo"),
            "list.txt": "approve a\n",
        }
    )
    commit_all(walk.root)
    return walk


def status(site: Site) -> str:
    return git(site.root, "status", "--porcelain", "--untracked-files=all")


@pytest.mark.parametrize("name", mostly_slow([name for name in COMMANDS if name not in ANEW], but=2))
def test_what_was_written_without_a_commit_is_committed_by_the_same_command(name: str, repository: Site) -> None:
    before = git(repository.root, "rev-parse", "HEAD")
    first = repository.ok(*COMMANDS[name])
    assert status(repository) != ""
    again = repository.ok(*COMMANDS[name], "--commit")
    assert status(repository) == ""
    assert again.out == first.out
    assert git(repository.root, "rev-parse", "HEAD~1") == before


@pytest.mark.parametrize("name", mostly_slow(COMMANDS, but=3))
def test_a_command_killed_before_its_commit_makes_it_when_given_again(name: str, repository: Site) -> None:
    """A hook of the user's kills blogcli while git commits."""
    hook = repository.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nkill -9 $(cat ../pid) $PPID\nsleep 20\n")
    hook.chmod(0o755)
    script = f"echo $$ >'{repository.root.parent}/pid'; exec blogcli {' '.join(map(_quoted, COMMANDS[name]))} --commit"
    assert shell(script, repository.root).returncode == -signal.SIGKILL
    hook.unlink()
    (repository.root / ".git/index.lock").unlink(missing_ok=True)
    assert status(repository) != ""
    again = repository.ok(*COMMANDS[name], "--commit")
    assert status(repository) == ""
    assert again.out != ""
    assert git(repository.root, "rev-list", "--count", "HEAD") == "2\n"
    said = re.findall(r"Z-\w{6}", git(repository.root, "ls-files", "comments"))
    assert len(said) == (1 if name in ANEW else 0), "nothing was said twice"


def _quoted(text: str) -> str:
    return f"'{text}'"


def test_words_that_were_forgotten_are_in_no_commit_then(repository: Site) -> None:
    repository.ok("comment", "forget", "--author", "Bea", "--yes")
    repository.ok("comment", "forget", "--author", "Bea", "--yes", "--commit")
    assert "Che bello" not in git(repository.root, "show", f"HEAD:{TALK}/a.pending.md")


def test_what_was_changed_since_is_the_writer_s_to_commit(repository: Site) -> None:
    repository.ok("publish", "bozza")
    path = "posts/2026/bozza/it.md"
    repository.write({path: repository.read(path) + "Altro.\n"})
    assert "is no draft" in repository.run("publish", "bozza", "--commit").err
    assert status(repository) == f" M {path}\n"


def test_the_same_words_may_be_said_twice(repository: Site) -> None:
    repository.ok(*COMMANDS["comment add"])
    repository.ok(*COMMANDS["comment add"], "--commit")
    assert len([path for path in repository.tree("comments/nota") if path.endswith(".pending.md")]) == 2
    assert status(repository).count("?? ") == 1


def test_a_command_that_was_cut_off_is_named_by_the_next_one(repository: Site) -> None:
    """A rename is killed when it has written its files, and not yet moved the folder."""
    program = (
        "import os, signal, sys\nfrom blogcli import renaming\n"
        "renaming.move_new = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from blogcli.cli.app import run\nrun(sys.argv[1:])\n"
    )
    command = ["rename", "una-passeggiata", "--id", "giro", "--slug", "giro"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": NOW}
    done = subprocess.run([sys.executable, "-c", program, *command], cwd=repository.root, env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    said = "an earlier command was cut off, and may be half done: blogcli rename una-passeggiata --id giro --slug giro"
    assert said in repository.ok("new", "Altro", "--body", "x").err
    for look in ("status", "check"):
        found = repository.run(look)
        assert said in found.out + found.err, look
    assert said not in repository.ok(*command, "--commit").err
    assert said not in repository.ok("new", "Ancora", "--body", "x").err
    assert {line for line in status(repository).splitlines() if "giro" in line or "passeggiata" in line} == set()
