"""`blogcli comment moderate --decisions`: a list of decisions, carried out as a whole or not at all."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.support import Site, comment

FOLDER = "comments/una-passeggiata"


@pytest.fixture
def talk(walk: Site) -> Site:
    """A post with the pending comments `a`, `b` and `c`."""
    walk.write({f"{FOLDER}/{name}.pending.md": comment(f"Testo {name}") for name in "abc"})
    return walk


def test_a_list_is_carried_out_in_its_order(talk: Site) -> None:
    listed = f"# oggi\nspam b # pillole\napprove {FOLDER}/a.pending.md\n\nreject c\nspam b\n"
    done = talk.ok("comment", "moderate", "--decisions", "-", stdin=listed)
    assert done.lines == [f"{FOLDER}/b.spam.md", f"{FOLDER}/a.md", f"{FOLDER}/c.rejected.md"]
    talk.write({"list.txt": "approve a\napprove b\n"})
    assert talk.ok("comment", "moderate", "--decisions", "list.txt").lines == [f"{FOLDER}/a.md", f"{FOLDER}/b.md"]


def test_all_that_is_wrong_with_a_list_is_said_and_nothing_is_done(talk: Site) -> None:
    said = talk.fails("comment", "moderate", "--decisions", "-", stdin="approve a\nspam nope\nspam a\nreject z\n")
    assert "standard input:2: there is no comment 'nope'" in said
    assert "standard input:3: a is to be spam here, and approved further up" in said
    assert "standard input:4: there is no comment 'z'" in said
    assert "'hold a' is not a decision" in talk.fails("comment", "moderate", "--decisions", "-", stdin="hold a")


def test_two_files_that_differ_stop_the_whole_list(talk: Site) -> None:
    talk.write({f"{FOLDER}/b.md": comment("Altro")})
    assert "keep one of them by hand" in talk.fails(
        "comment", "moderate", "--decisions", "-", stdin="approve a\nspam b\n"
    )


def test_approving_what_can_t_be_shown_says_so(talk: Site) -> None:
    talk.write({f"{FOLDER}/a.pending.md": comment("x", date="mai")})
    result = talk.run("comment", "moderate", "--decisions", "-", stdin="approve a\nspam b\n")
    assert (result.code, len(result.lines)) == (4, 2)
    assert f"left out: {FOLDER}/a.md:3: date 'mai'" in result.err


def test_stdin_is_read_only_when_asked_for_and_without_a_terminal_the_option_is_named(talk: Site) -> None:
    said = talk.fails("comment", "moderate", code=2, stdin="approve a\n")
    assert said == "blogcli: comment moderate needs a terminal\n  hint: pass --decisions FILE\n"


@pytest.mark.parametrize("more", [["una-passeggiata"], ["--author", "Bea"], ["--status", "spam"]])
def test_a_list_takes_no_options_that_choose(talk: Site, more: list[str]) -> None:
    said = talk.fails("comment", "moderate", *more, "--decisions", "-", code=2, stdin="approve a\n")
    assert "--decisions names its comments" in said


def test_a_list_that_isn_t_there_is_an_error(talk: Site) -> None:
    assert "nowhere.txt: can't read" in talk.fails("comment", "moderate", "--decisions", "nowhere.txt")


def test_however_many_are_named_folders_are_listed_to_find_them_and_when_their_turn_comes(
    talk: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed, scandir = Counter[str](), os.scandir

    def counted(folder: Path) -> object:
        listed[Path(folder).name] += 1
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", counted)
    talk.ok("comment", "moderate", "--decisions", "-", stdin="approve a\nreject b\nspam c\n")
    talk.ok("comment", "approve", "a", "b", "c")
    assert listed["una-passeggiata"] == 2 * 2
