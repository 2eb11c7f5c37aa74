"""Many processes at once: what each of them wrote is there, whole, and who came too late is told so."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from blogcli.content.paths import split_comment_name
from tests.support import NOW, Site, comment

if TYPE_CHECKING:
    from collections.abc import Sequence

TALK = "comments/una-passeggiata"
ID = "20260212T080000Z-aaaaaa"
WRITTEN, AMENDED = comment("Che bello!"), comment("Che bellissimo!")
DECISIONS = {
    "approve": ["comment", "approve", ID],
    "reject": ["comment", "reject", ID],
    "spam": ["comment", "spam", ID],
    "edit": ["comment", "edit", ID, "--body", "Che bellissimo!"],
    "remove": ["comment", "remove", ID, "--yes"],
    "move": ["comment", "move", ID, "nota"],
}
# Waits, with all of blogcli imported and the clock of the test, for the others.
STARTED = """
import os, sys
from blogcli.cli.app import run
import blogcli.amending, blogcli.commenting, blogcli.moderation, blogcli.moving
import blogcli.authoring, blogcli.languages, blogcli.levelling, blogcli.originals, blogcli.publishing, blogcli.renaming
print("ready", flush=True)
sys.stdin.readline()
sys.exit(run(sys.argv[1:]))
"""


def at_once(site: Site, commands: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """Run commands in processes of their own, let go together; the exit code of each, and what it said."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", STARTED, *command],
            cwd=site.root,
            env={**os.environ, "SOURCE_DATE_EPOCH": NOW},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for command in commands
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=120)[1] for process in started]
    return [(process.returncode, err) for process, err in zip(started, said, strict=True)]


def test_of_fifty_that_add_to_one_post_at_once_each_finds_its_comment_there(walk: Site) -> None:
    words = [f"Parola {number}. " * 500 for number in range(50)]
    ends = at_once(
        walk, [["comment", "add", "una-passeggiata", "--author", f"Bea {n}", "--body", words[n]] for n in range(50)]
    )
    assert [code for code, _ in ends] == [0] * 50, ends
    files = walk.tree(TALK)
    assert sorted(data.decode().partition("\n---\n")[2].strip() for data in files.values()) == sorted(
        text.strip() for text in words
    )
    assert len(walk.ok("comment", "list", "--status", "pending").lines) == 50
    assert "left out" not in walk.ok("comment", "approve", "--post", "una-passeggiata").err
    assert len(walk.ok("comment", "list").lines) == 50


def check_race(walk: Site, names: Sequence[str]) -> None:
    walk.write({f"{TALK}/{ID}.pending.md": WRITTEN, "posts/nota/it.md": "---\ntitle: N\ndate: 2026-01-01\n---\nN.\n"})
    ends = dict(zip(names, at_once(walk, [DECISIONS[name] for name in names]), strict=True))
    files = {path: data for path, data in walk.tree("comments").items() if not path.endswith("/.gitkeep")}
    assert len(files) == 1, (ends, files)
    ((path, data),) = files.items()
    text, won = data.decode(), [name for name in names if ends[name][0] == 0]
    assert won, ends
    for name in names:
        code, err = ends[name]
        # On its way to another post a comment stands below both for a moment, and its id alone names either.
        in_two_places = code == 2 and "could be any of 2 comments" in err and "move" in names
        assert code in (0, 1) or in_two_places, ends
        assert code == 0 or (err.startswith("blogcli: ") and "Traceback" not in err), ends
    # The text is whole: as it was, edited by one that succeeded, or emptied by one.
    assert "removed:" in text if "remove" in won else text == (AMENDED if "edit" in won else WRITTEN), (ends, text)
    assert path.startswith("nota/") == ("move" in won), (ends, path)
    decided = [name for name in won if name in ("approve", "reject", "spam")]
    status = split_comment_name(path.rpartition("/")[2])[1].value
    assert status in ({"approve": "approved", "reject": "rejected"}.get(name, name) for name in decided or ["pending"])


RACES = [
    ("approve", "spam"),
    ("approve", "edit"),
    ("spam", "remove"),
    ("edit", "remove"),
    ("approve", "reject", "spam"),
]


@pytest.mark.parametrize("names", RACES)
def test_of_those_who_decide_on_one_comment_at_once_some_win_and_nothing_is_lost(
    names: tuple[str, ...], walk: Site
) -> None:
    check_race(walk, names)


def _all_races() -> list[Any]:
    return [names for size in (2, 3, 6) for names in permutations(DECISIONS, size)][::7]


@pytest.mark.slow
@pytest.mark.parametrize("names", _all_races())
def test_whoever_decides_with_whom(names: tuple[str, ...], walk: Site) -> None:
    check_race(walk, names)
