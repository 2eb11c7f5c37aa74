"""`blogcli translation done --all --at`: records for many, of what git has of them at a commit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.repository import POST, commit, git, replace
from tests.support import ITALIAN, changed

if TYPE_CHECKING:
    from tests.support import Site

ENGLISH = (
    "---\ntitle: A walk\ntranslated_from: it\n---\nThe path climbs slowly.\n\nThen, past the wood, there is the sea.\n"
)
HARBOUR = "posts/2026/il-porto"
ALL = ("translation", "done", "--all", "--at")


def states(site: Site) -> dict[str, str]:
    found = json.loads(site.run("status", "--json").out)["translations"]
    return {record["post"]: record["state"] for record in found}


@pytest.fixture
def adopted(blog: Site) -> Site:
    """Two posts with translations that have no record; one original was changed since the first commit."""
    text = changed(ITALIAN, "slug: una-passeggiata\n", "")
    blog.write({f"{POST}/it.md": text, f"{POST}/en.md": ENGLISH})
    blog.write(
        {
            f"{HARBOUR}/it.md": text,
            f"{HARBOUR}/en.md": changed(ENGLISH, "translated_from: it\n", "translated_from: it\nx: 1\n"),
        }
    )
    commit(blog.root)
    git(blog.root, "tag", "level")
    replace(blog, f"{POST}/it.md", "piano", "ripido")
    commit(blog.root)
    return blog


def test_records_are_of_what_git_has_at_the_commit(adopted: Site) -> None:
    assert set(states(adopted).values()) == {"untracked"}
    result = adopted.ok(*ALL, "level", "--yes")
    assert sorted(result.lines) == [f"{HARBOUR}/en.md", f"{POST}/en.md"]
    assert states(adopted) == {"una-passeggiata": "behind", "il-porto": "current"}
    assert "x: 1\n" in adopted.read(f"{HARBOUR}/en.md")
    shown = json.loads(adopted.ok("translation", "diff", "una-passeggiata", "en", "--json").out)["diff"]
    assert [(each["then"], each["now"]) for each in shown["blocks"]] == [
        ("Il sentiero sale piano.", "Il sentiero sale ripido.")
    ]
    assert adopted.ok(*ALL, "level", "--yes").lines == []


def test_it_asks_and_without_a_terminal_names_the_option(adopted: Site) -> None:
    before = adopted.read(f"{POST}/en.md")
    result = adopted.run(*ALL, "level")
    assert (result.code, "--yes" in result.err) == (2, True)
    assert adopted.read(f"{POST}/en.md") == before


def test_a_dry_run_says_what_would_be_claimed(adopted: Site) -> None:
    before = adopted.read(f"{POST}/en.md")
    lines = [line.split("\t") for line in adopted.ok(*ALL, "level", "--dry-run").lines]
    assert sorted((line[0], line[1], line[3]) for line in lines) == [
        (f"{HARBOUR}/en.md", "it.md", "current"), (f"{POST}/en.md", "it.md", "behind"),
    ]  # fmt: skip
    assert adopted.read(f"{POST}/en.md") == before


def test_what_was_not_there_is_left_out_and_named(adopted: Site) -> None:
    adopted.write({"posts/2026/nuovo/it.md": changed(ITALIAN, "slug: una-passeggiata\n", "")})
    adopted.write({"posts/2026/nuovo/en.md": ENGLISH})
    result = adopted.ok(*ALL, "HEAD", "--yes")
    assert len(result.lines) == 2
    assert "posts/2026/nuovo/en.md: left out: it.md was not there then" in result.err
    assert states(adopted) == {"una-passeggiata": "current", "il-porto": "current", "nuovo": "untracked"}


def test_a_day_names_the_last_commit_up_to_it(adopted: Site) -> None:
    day = git(adopted.root, "log", "-1", "--format=%cs").strip()
    assert len(adopted.ok(*ALL, day, "--yes").lines) == 2
    result = adopted.run(*ALL, "1999-01-01", "--yes")
    assert (result.code, "git has no commit '1999-01-01'" in result.err) == (1, True)


@pytest.mark.parametrize("at", ["nonesuch", "--output=x", "HEAD^{tree}"])
def test_what_is_no_commit_is_an_error(adopted: Site, at: str) -> None:
    result = adopted.run("translation", "done", "--all", f"--at={at}", "--yes")
    assert (result.code, "git has no commit" in result.err) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--all",),
        ("una-passeggiata", "en", "--all", "--at", "HEAD"),
        ("una-passeggiata", "en", "--at", "HEAD"),
        ("una-passeggiata",),
        (),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(adopted: Site, arguments: tuple[str, ...]) -> None:
    assert adopted.run("translation", "done", *arguments).code == 2


def test_it_needs_a_repository(blog: Site) -> None:
    blog.write({f"{POST}/it.md": ITALIAN, f"{POST}/en.md": ENGLISH})
    result = blog.run(*ALL, "HEAD", "--yes")
    assert (result.code, "git" in result.err) == (1, True)
