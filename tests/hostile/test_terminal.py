"""Terminals: what readers write, and call themselves, reaches none as anything but signs that can be seen."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any

import pexpect
import pytest

from tests.hostile.sites import guest, quoted
from tests.support import BLOG_TOML, NOW, Site

if TYPE_CHECKING:
    from pathlib import Path

# What moves a cursor, colours, titles a window, rings, overwrites, breaks a line, or turns the direction of writing.
TRICKS = [
    "\x1b[2J", "\x1b[31m", "\x1b]0;x\x07", "\x1b]52;c;eA==\x1b\\", "\x1bP+q\x1b\\", "\x9b31m", "\x9d0;x\x9c",
    "\x07", "\b\b\b",
    "\x7f", "\x0e", "\x05", "\x85", "\u2028", "\u2029", "\u202e", "\u202d", "\u2066", "\u2069", "\u200e", "\u200f",
    "\u061c",
    "\ufeff", "\v", "\f", "\r",
]  # fmt: skip
SEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
COMMANDS = [
    "comment list", "comment list --json", "comment list --status pending", "comment show c0", "comment show c0 --json",
    "comment show c15 --json", "comment list --author Bea", "status", "status --json", "check", "check --json", "list",
    "list --json", "show p0", "show p0 --json", "comment export --author Bea", "comment approve p*", "render",
]  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A blog whose every field, text and file name is a trick."""
    site = Site(tmp_path)
    site.write({"blog.toml": BLOG_TOML})
    for number, trick in enumerate(TRICKS):
        text, name = f"prima{trick}dopo", quoted(f"Bea{trick}Ugo")
        keys = {"author": text, "summary": text, "series": text, "tags": text}
        site.write({f"posts/2026/p{number}/it.md": guest(f"Titolo{trick}finto", text, **keys)})
        head = f"author: {name}\nsource: {name}\ndate: 2026-02-12\n"
        site.write({f"comments/p0/c{number}.md": f"---\n{head}---\n{text}\n"})
        site.write({f"comments/p0/q{number}.pending.md": f"---\n{head}reply_to: c{number}\n---\n{text}\n"})
        for key in ("date", "language", "url", "reply_to", "by", "removed", f"aut{trick}hor"):
            faulty = f"---\ndate: 2026-02-12\n{quoted(key)}: {name}\n---\n{text}\n"
            site.write({f"comments/p1/f{number}-{key[:3]}.pending.md": faulty})
        site.write({f"comments/p2/x{trick}y.pending.md": f"---\n{head}---\n{text}\n"})
    return site


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_but_signs_goes_into_a_pipe(command: str, site: Site) -> None:
    done = site.run(*command.split())
    assert done.code in (0, 1, 4), done
    for text in (done.out, done.err):
        assert SEEN.findall(text) == []
    assert done.out or done.err


def test_a_file_whose_name_is_a_trick_is_no_comment(site: Site) -> None:
    for trick in TRICKS:
        done = site.run("comment", "approve", f"x{trick}y")
        assert done.code == 1, done
        assert SEEN.findall(done.out + done.err) == []
    left_out = [line for line in site.run("check").out.splitlines() if "comments/p2/" in line]
    assert len(left_out) == len(TRICKS)


def test_nothing_but_signs_goes_to_a_terminal(site: Site) -> None:
    program = f"'{sys.executable}' -m blogcli"
    script = "; ".join(f"{program} {command}" for command in COMMANDS if command != "render")
    shown = pexpect.run(
        f'sh -c "{script}"', cwd=str(site.root), timeout=120, env=environment(), encoding="utf-8", dimensions=(40, 80)
    )
    assert len(shown) > 5000
    assert SEEN.findall(str(shown).replace("\r\n", "\n")) == []


def test_a_moderator_sees_nothing_but_signs(site: Site) -> None:
    desk: Any = pexpect.spawn(
        sys.executable, ["-m", "blogcli", "comment", "moderate"], cwd=str(site.root), encoding="utf-8", timeout=30,
        dimensions=(40, 80), env=environment(),
    )  # fmt: skip
    screens = ""
    for _ in range(2 * len(TRICKS)):
        desk.expect(r"\r\n> $")
        screens += desk.before
        desk.send("n")
    desk.send("q")
    desk.expect(pexpect.EOF)
    assert "prima" in screens
    assert SEEN.findall(screens.replace("\r\n", "\n")) == []


def environment() -> dict[str, str]:
    """A terminal that blogcli itself sends no colours or movements to."""
    return {**os.environ, "TERM": "dumb", "SOURCE_DATE_EPOCH": NOW}
