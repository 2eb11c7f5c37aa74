"""`blogcli comment edit`: keys and text changed by options, or the file in an editor."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pexpect
import pytest

from tests.support import NOW, Site, comment

if TYPE_CHECKING:
    from pathlib import Path

PATH = "comments/una-passeggiata/20260212T080000Z-aaaaaa.pending.md"
WRITTEN = (
    "---\r\n"
    "# as it came by letter\r\n"
    "author:   'Bea'   # she says\r\n"
    "date: 2026-02-12T09:00:00+01:00\r\n"
    "mood: glad\r\n"
    "url: https://bea.example/\r\n"
    "---\r\n"
    "Che vista!\r\n"
)


@pytest.fixture
def talk(walk: Site) -> Site:
    """A post with one pending comment, written by hand."""
    walk.write({PATH: WRITTEN})
    return walk


@pytest.mark.parametrize(
    ("arguments", "was", "now"),
    [
        (["--author", "Bea\nVerdi"], "author:   'Bea'   # she says", "author: Bea Verdi"),
        (["--anonymous"], "author:   'Bea'   # she says\r\n", ""),
        (["--url", "https://b.example/"], "url: https://bea.example/", 'url: "https://b.example/"'),
        (["--url", ""], "url: https://bea.example/\r\n", ""),
        (["--language", "PT-br"], "---\r\nChe", "language: pt-BR\r\n---\r\nChe"),
        (["--date", "2026-02-11"], "date: 2026-02-12T09:00:00+01:00", "date: 2026-02-11T00:00:00+01:00"),
        (["--body", "Che nebbia!"], "Che vista!\r\n", "Che nebbia!\n"),
        (["--body-file", "-"], "Che vista!\r\n", "Da fuori"),
    ],
)
def test_what_is_named_changes_and_every_other_byte_stays(talk: Site, arguments: list[str], was: str, now: str) -> None:
    assert talk.ok("comment", "edit", "20260212", *arguments, stdin="Da fuori").lines == [PATH]
    assert talk.read(PATH) == WRITTEN.replace(was, now)


def test_what_is_not_there_can_be_dropped_again(talk: Site) -> None:
    for _ in range(2):
        talk.ok("comment", "edit", PATH, "--anonymous", "--url", "")
    assert "Bea" not in talk.read(PATH)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--author", " "], 2, "--author is empty"),
        (["--author", "A", "--anonymous"], 2, "--author and --anonymous exclude each other"),
        (["--author", "A" * 101], 2, "--author is longer than 100 characters"),
        (["--url", "javascript:alert(1)"], 2, "is not an http or https address"),
        (["--language", "klingon"], 2, "is not a language tag"),
        (["--date", "ieri"], 2, "--date 'ieri' is not an ISO 8601 date"),
        (["--body", ""], 2, "the comment is empty"),
        (["--body", "x" * 65537], 2, "the comment is longer than 64 KiB"),
        (["--body", "<<<<<<< a\n=======\n>>>>>>> b"], 1, "unresolved merge"),
        ([], 2, "comment edit without an option opens an editor, and that needs a terminal"),
    ],
)
def test_the_checks_are_those_of_a_new_comment(talk: Site, arguments: list[str], code: int, message: str) -> None:
    assert message in talk.fails("comment", "edit", "20260212", *arguments, code=code)


def test_a_comment_that_would_be_left_out_is_not_saved_until_all_is_well(talk: Site) -> None:
    talk.write({PATH: comment("Che vista!", date="ieri")})
    assert "date 'ieri' is not an ISO 8601 date" in talk.fails("comment", "edit", PATH, "--author", "Ugo")
    talk.ok("comment", "edit", PATH, "--author", "Ugo", "--date", "2026-02-12")
    assert talk.ok("comment", "list", "--author", "ugo").lines


def test_what_was_removed_has_no_text_to_edit(talk: Site) -> None:
    talk.ok("comment", "remove", PATH, "--yes")
    assert "was removed, and has no text to edit" in talk.fails("comment", "edit", PATH, "--body", "x")


def test_of_two_files_neither_is_edited_before_a_decision(talk: Site) -> None:
    talk.write({PATH.replace(".pending", ""): WRITTEN})
    assert "there are 2 files of this comment" in talk.fails("comment", "edit", "20260212", "--body", "x")


def _edit(talk: Site, script: str) -> tuple[int, str]:
    """`comment edit` on a terminal, with an editor that does as the script says with the file `$1`."""
    editor = talk.root.parent / "editor.sh"
    editor.write_text(f"#!/bin/sh\n{script}\n")
    editor.chmod(0o755)
    output, code = pexpect.run(
        f"{sys.executable} -m blogcli comment edit 20260212", cwd=str(talk.root), encoding="utf-8", withexitstatus=True,
        env={**os.environ, "EDITOR": str(editor), "SOURCE_DATE_EPOCH": NOW, "TMPDIR": str(talk.root.parent)},
    )  # fmt: skip
    return code, output


def _drafts(talk: Site) -> list[Path]:
    return list(talk.root.parent.glob("blogcli-*"))


def test_without_an_option_the_file_opens_in_the_editor(talk: Site) -> None:
    assert _edit(talk, 'sed -i "s/vista/nebbia/" "$1"') == (0, f"{PATH}\r\n")
    assert talk.read(PATH) == WRITTEN.replace("vista", "nebbia")
    assert _drafts(talk) == []


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ('sed -i "s/^date.*/date: ieri/" "$1"', f"{PATH}:4: date 'ieri' is not an ISO 8601 date"),
        (f'echo e >> "$1"; echo altro >> "{PATH}"', "was changed meanwhile"),
        (f'echo e >> "$1"; mv "{PATH}" "{PATH}.spam.md"', ".pending.md: was moved, decided on or removed meanwhile"),
        ('echo e >> "$1"; false', "ended with status 1"),
    ],
)
def test_what_can_t_be_saved_is_kept_and_named(talk: Site, script: str, message: str) -> None:
    code, output = _edit(talk, script)
    assert code == 1
    assert message in output
    (draft,) = _drafts(talk)
    assert draft.read_text("utf-8") != WRITTEN
    assert draft.name in output
    assert "the file was saved" not in output


def test_ctrl_c_leaves_what_was_written_and_names_it(talk: Site) -> None:
    code, output = _edit(talk, 'echo e >> "$1"; kill -INT $PPID; sleep 9')
    assert code == 130
    (draft,) = _drafts(talk)
    assert f"nothing was saved; what you wrote is in {draft}" in output.replace("\r\n", "")
