"""What is larger than any file of its kind needs to be is refused by its size, and all else read in proportion."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.hostile.limited import python
from tests.support import BLOG_TOML, ITALIAN, Site, comment

if TYPE_CHECKING:
    from pathlib import Path

MIB = 1 << 20
POST, COMMENT = "posts/2026/una-passeggiata/it.md", "comments/una-passeggiata/c1.md"
PROSE = "Il sentiero sale piano, e poi si vede il mare.\n\n"


def grown(path: Path, size: int) -> None:
    """Give a file so many bytes, of which the disk holds few."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.truncate(path, size)


@pytest.mark.parametrize("size", [64 * MIB, 1 << 40])
@pytest.mark.parametrize(
    ("name", "limit"),
    [
        (POST, "8 MiB"),
        ("posts/2026/una-passeggiata/en.md", "8 MiB"),
        ("blog.toml", "1 MiB"),
        ("templates/post.html", "1 MiB"),
        ("templates/_mine.xml", "1 MiB"),
        ("public/.blogcli-manifest.json", "64 MiB"),
    ],
)
def test_a_file_too_large_for_its_kind_is_refused_unread(name: str, limit: str, size: int, walk: Site) -> None:
    walk.write({"templates/post.html": '{% include "_mine.xml" %}', "templates/_mine.xml": "x"})
    walk.ok("render")
    grown(walk.root / name, size + 1)
    done = python("-m", "blogcli", "render", "--jobs", "1", cwd=walk.root)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0] == f"blogcli: {name}: is larger than {limit}"


def test_a_comment_too_large_is_left_out_and_stops_nothing(walk: Site) -> None:
    walk.write({COMMENT: comment("Ciao."), "comments/una-passeggiata/c2.md": comment("a" * (64 * 1024 - 1))})
    for name in ("large", "huge"):
        grown(walk.root / f"comments/una-passeggiata/{name}.md", 129 * 1024 if name == "large" else 64 * MIB)
    done = python("-m", "blogcli", "render", "--jobs", "1", cwd=walk.root)
    assert done.returncode == 4
    faults = [line for line in done.stderr.splitlines() if "left out" in line]
    assert faults == [
        f"blogcli: left out: comments/una-passeggiata/{name}.md: is larger than 128 KiB" for name in ("huge", "large")
    ]
    assert walk.page("/2026/02/una-passeggiata/").count('<article class="comment') == 2
    done = python("-m", "blogcli", "comment", "list", "--json", cwd=walk.root)
    assert done.returncode == 4


def test_a_list_of_blocked_words_too_large_is_named_and_stops_nothing(walk: Site) -> None:
    grown(walk.root / "comments/blocked.txt", 64 * MIB)
    done = python("-m", "blogcli", "render", "--jobs", "1", cwd=walk.root)
    assert "comments/blocked.txt: is larger than 8 MiB" in done.stderr
    assert walk.page("/2026/02/una-passeggiata/")


@pytest.mark.slow
def test_files_that_are_copied_have_any_size_and_are_never_held_whole(walk: Site) -> None:
    names = ("static/film.mp4", "posts/2026/una-passeggiata/film.mp4", "templates/film.mp4")
    for name in names:
        grown(walk.root / name, 600 * MIB)  # in a process that may have 1 GiB
    for _ in range(2):
        done = python("-m", "blogcli", "render", "--jobs", "1", cwd=walk.root)
        assert done.returncode == 0, done.stderr
        for path in walk.root.glob(".blogcli/*"):  # so that the second has to compare them
            path.unlink()
    assert "wrote 0" in done.stderr
    for path in walk.root.rglob("film.mp4"):
        assert path.stat().st_size == 600 * MIB
        path.unlink()


@pytest.mark.parametrize("option", ["--body-file=-", "--body-file=/dev/zero", "--body-file=large"])
def test_a_body_without_end_is_refused(option: str, walk: Site) -> None:
    grown(walk.root / "large", 1 << 40)
    for command in (["new", "Senza fine"], ["comment", "add", "una-passeggiata", "--anonymous"]):
        script = "import sys, subprocess; sys.exit(subprocess.call(sys.argv[1:], stdin=open('/dev/zero')))"
        done = python("-c", script, sys.executable, "-m", "blogcli", *command, option, cwd=walk.root)
        assert done.returncode == 2
        assert "is larger than 8 MiB" in done.stderr
    assert sorted(path.name for path in (walk.root / "posts/2026").iterdir()) == ["una-passeggiata"]


def test_nothing_is_written_that_could_not_be_read_again(walk: Site) -> None:
    body = PROSE * (8 * MIB // len(PROSE.encode()))
    (walk.root / "body").write_text(body, "utf-8")
    before = walk.tree("posts")
    result = walk.run("new", "Un romanzo", "--body-file", "body")
    assert (result.code, result.out) == (1, "")
    assert "is larger than 8 MiB" in result.err
    assert walk.tree("posts") == before
    walk.ok("new", "Una novella", "--body", PROSE)


@pytest.mark.parametrize("mark", ["<<<<<<< a\n", "<<<<<<< a\n=======\n", "=======\n>>>>>>> b\n"])
def test_marks_of_a_merge_are_looked_for_in_linear_time(mark: str, walk: Site) -> None:
    text = ITALIAN + mark * (MIB // len(mark))
    walk.write({POST: text})
    done = python("-m", "blogcli", "list", cwd=walk.root, seconds=20)
    assert done.returncode == 0, done.stderr


def test_many_blocked_words_are_read_and_looked_for_in_linear_time(walk: Site) -> None:
    words = "".join(f"word:w{number}\n" for number in range(200_000))
    walk.write({"comments/blocked.txt": words})
    done = python("-m", "blogcli", "comment", "add", "una-passeggiata", "--anonymous", "--body", "w7 a", cwd=walk.root)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith(".spam.md")


def test_ten_thousand_unknown_keys_are_named_in_linear_time(walk: Site) -> None:
    walk.write({"blog.toml": BLOG_TOML + "".join(f"k{number} = 1\n" for number in range(80_000))})
    done = python("-m", "blogcli", "list", cwd=walk.root)
    assert done.returncode == 1
    assert done.stderr.count("unknown key") == 80_000
    assert "blogcli: blog.toml:80015: unknown key 'feed.k79999'" in done.stderr
