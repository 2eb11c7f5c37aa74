"""`blogcli help`: the manual in the terminal; and what a misspelt option is answered with."""

from __future__ import annotations

import pexpect
import pytest

from tests.support import REPOSITORY, Site


def test_without_a_topic_it_lists_the_pages(empty: Site) -> None:
    records = [line.split("\t") for line in empty.ok("help").lines]
    assert {name for name, _ in records} == {*(path.stem for path in REPOSITORY.glob("docs/*.md")), "deploy.sh"}
    assert ["deploying", "Putting the site online"] in [[name, text.partition(":")[0]] for name, text in records]
    assert not [text for _, text in records if "#" in text or "`" in text]


def test_a_page_a_command_and_a_group(empty: Site) -> None:
    assert empty.ok("help", "addresses").out == (REPOSITORY / "docs/addresses.md").read_text("utf-8")
    section = empty.ok("help", "comment", "add").out
    assert section.startswith("## comment add\n")
    assert section.count("\n## ") == 0
    group = empty.ok("help", "translation").out
    assert [line for line in group.splitlines() if line.startswith("## ")] == [
        "## translation diff", "## translation done", "## translation original"
    ]  # fmt: skip
    assert empty.ok("help", "deploy.sh").out.startswith("#!/bin/sh\n")


def test_another_topic_is_answered_with_those_like_it(empty: Site) -> None:
    assert "there is no topic 'adresses'\n  hint: did you mean 'addresses'" in empty.fails("help", "adresses")
    assert "did you mean 'comment add'" in empty.fails("help", "comment", "ad")
    assert "hint: blogcli help lists the topics" in empty.fails("help", "zzz")


def test_on_a_terminal_a_long_page_goes_through_the_pager(empty: Site) -> None:
    shown, status = pexpect.run(
        "blogcli help addresses", cwd=str(empty.root), env={**_environment(), "PAGER": "sed s/^/PAGED/"},
        withexitstatus=True, dimensions=(24, 80), encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert status == 0
    assert "PAGED" in shown
    assert "Addresses that never die" in shown


def _environment() -> dict[str, str]:
    import os
    import sys
    from pathlib import Path

    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "TERM": "xterm", "NO_COLOR": "1"}


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["comment", "add", "a", "--autor", "x"], "did you mean --author or --as-author?"),
        (["comment", "add", "a", "--email", "x"], "blogcli comment add has --author, --anonymous, "),
        (["list", "-q"], "blogcli list has --language, "),
        (["--vershun"], "did you mean --version?"),
    ],
)
def test_an_option_that_does_not_exist_is_answered_with_those_that_do(
    arguments: list[str], hint: str, blog: Site
) -> None:
    assert f"hint: {hint}" in blog.fails(*arguments, code=2)


def test_the_help_of_the_program_names_the_manual(empty: Site) -> None:
    assert "blogcli help TOPIC" in empty.ok("--help").out


@pytest.mark.parametrize(
    ("options", "command"), [("", "blogcli render in"), (" --drafts", "blogcli render --drafts in")]
)
def test_serve_names_the_command_that_renders_what_it_shows(options: str, command: str, walk: Site) -> None:
    program = f"blogcli serve --port 0{options}"
    child = pexpect.spawn(program, cwd=str(walk.root), env=_environment(), encoding="utf-8", timeout=60)
    child.expect_exact(f"After a change, run {command}")
    child.sendintr()
    child.expect(pexpect.EOF)
