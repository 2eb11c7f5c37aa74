"""Shell completion offers what fits where the cursor is, and is silent where something is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from tests.conftest import need
from tests.support import Site, comment

PROGRAM = Path(sys.executable).parent / "blogcli"
SEA = "comments/mare"
POSTS = {
    "posts/2026/mare/it.md": "---\ntitle: Mare\ndate: 2026-02-01\ntags: [sea, low water]\nauthor: Ada\n---\nTesto.\n",
    "posts/2026/mare/en.md": "---\ntitle: Sea\ndraft: true\ntranslated_from: it\n---\nText.\n",
    "posts/2026/bozza/it.md": "---\ntitle: Bozza\ndraft: true\n---\nTesto.\n",
    "posts/2026/viva/it.md": "---\ntitle: Viva\ndate: 2026-02-01\n---\nTesto.\n",
    "posts/2026/rotta/it.md": "---\ntitle: [\n---\n",
}
COMMENTS = {
    f"{SEA}/a1.md": comment("Uno.", author="Mario"),
    f"{SEA}/b1.pending.md": comment("Due.", author="Mara"),
    f"{SEA}/c1.rejected.md": comment("Tre.", author="Zoe"),
    f"{SEA}/d1.spam.md": comment("Quattro.", author="Zoe"),
    "comments/viva/e1.md": "not a comment",
}


@pytest.fixture
def sea(blog: Site) -> Site:
    blog.write({**POSTS, **COMMENTS})
    return blog


def offered(folder: Path, words: str, shell: str = "bash") -> list[str]:
    """What typer's protocol gives a shell for the word at the end of `words`, nothing being said beside it."""
    if shell == "bash":
        asked = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    else:
        asked = {"_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    done = subprocess.run(
        [PROGRAM],
        cwd=folder,
        env={**os.environ, "_BLOGCLI_COMPLETE": f"complete_{shell}", **asked},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "fitting"),
    [
        ("comment approve ", "b1 c1 d1"),
        ("comment approve b1 ", "c1 d1"),
        ("comment reject ", "b1 a1 d1 e1"),
        ("comment spam ", "b1 a1 c1 e1"),
        ("comment remove a", "a1"),
        ("comment edit d", "d1"),
        ("comment reply ", "b1 a1 c1 d1 e1"),
        ("comment move a1 v", "viva"),
        ("comment add viva --reply-to ", "e1"),
        ("comment list --status ", "approved pending rejected spam"),
        ("comment list --status p", "pending"),
        ("comment list --author Ma", "Mara Mario"),
        ("comment approve --author Z", "Zoe"),
        ("comment forget --author ", "Mara Mario Zoe"),
        ("comment list --language ", "it en"),
        ("publish ", "bozza mare"),
        ("publish mare ", "en"),
        ("unpublish ", "mare rotta viva"),
        ("unpublish mare ", "it"),
        ("translate viva ", "en"),
        ("translate mare ", ""),
        ("translate mare en --from ", "en it"),
        ("translate nowhere ", ""),
        ("translation diff mare ", "en"),
        ("translation done mare ", "en"),
        ("translation original mare ", "en"),
        ("rename mare ", "en it"),
        ("list --state ", "draft scheduled published"),
        ("list --language ", "it en"),
        ("list --tag s", "sea"),
        ("new x --tag l", "low\\ water"),
        ('new x --tag "l', "low water"),
        ("status --author Ada", "Ada Ada\\ Bianchi"),
        ("check --rule links", "links"),
        ("-C posts/2026 show v", "viva"),
    ],
)
def test_completion_offers_what_fits(words: str, fitting: str, sea: Site) -> None:
    found = offered(sea.root, f"blogcli {words}")
    assert " ".join(name for name in found if name[0] != "-") == fitting


def test_other_shells_are_given_names_as_they_are(sea: Site) -> None:
    assert "low water" in "".join(offered(sea.root, "blogcli new x --tag l", "fish"))


@pytest.mark.parametrize(
    "damage",
    [
        {"blog.toml": "format = ["},
        {"posts/2026/mare/it.md": b"---\ntitle: \xff\n"},
        {f"{SEA}/a1.md": b"---\nauthor: \xff\n---\n", f"{SEA}/z.md": "<<<<<<<\n"},
        {"posts/x\x1b[31m/it.md": '---\ntitle: X\nauthor: "A\\eB"\n---\n', f"{SEA}/\x1b.md": comment("Ciao.")},
    ],
)
@pytest.mark.parametrize(
    "words", ["publish ", "translate mare ", "new x --tag ", "comment approve ", "comment list --author "]
)
def test_completion_never_says_what_is_wrong(words: str, damage: dict[str, str | bytes], sea: Site) -> None:
    sea.write(damage)
    assert "\x1b" not in "".join(offered(sea.root, f"blogcli {words}"))


@pytest.mark.parametrize("words", ["publish ", "list --tag ", "comment approve ", "status --author ", "-C /no show "])
def test_outside_a_blog_nothing_is_offered(words: str, empty: Site) -> None:
    assert offered(empty.root, f"blogcli {words}") == []


def test_bash_completes(sea: Site) -> None:
    need("bash")
    environment = {**os.environ, "PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}", "PS1": "$ "}
    script = subprocess.run(
        [PROGRAM],
        env={**os.environ, "_BLOGCLI_COMPLETE": "source_bash"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    ).stdout
    (sea.root.parent / "rc").write_text(f"{script}\nbind 'set enable-bracketed-paste off'\nPS1='$ '\n")
    bash = pexpect.spawn(
        "bash",
        ["--noprofile", "--rcfile", str(sea.root.parent / "rc"), "-i"],
        cwd=str(sea.root),
        env=environment,
        encoding="utf-8",
        timeout=60,
        dimensions=(24, 200),
    )
    bash.expect_exact("$ ")
    bash.send("blogcli list --tag l\t")
    bash.expect_exact("low\\ water ")
    bash.send("--language i\t")
    bash.expect_exact("it ")
    bash.close(force=True)
