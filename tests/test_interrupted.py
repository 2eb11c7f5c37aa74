"""A render that is killed, or finds the disk full: no page is ever half there, and the next render makes it right."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from tests.support import BLOG_TOML, NOW, Site, comment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

STAGING = ".blogcli-staging"
MANIFEST = ".blogcli-manifest.json"
STRAY = (MANIFEST, STAGING)


def text(number: int, language: str) -> str:
    head = f"---\ntitle: Nota {number} {language}\nslug: nota-{number}-{language}\n"
    keys = "translated_from: {language: it, date: 2026-02-11}\n" if language == "en" else "date: 2026-01-05\n"
    return f"{head}{keys}tags: [t{number % 4}]\n---\n" + f"Parole in {language}.\n\n" * (20 + number)


def tree(title: str, posts: range, size: int) -> dict[str, str]:
    """A blog, its title on every page, with a post per number."""
    files = {f"posts/{each}/{language}.md": text(each, language) for each in posts for language in ("it", "en")}
    files |= {f"comments/{each}/a.md": comment(f"{title} mi piace.") for each in posts if each % 5 == 0}
    files |= {f"posts/{posts[-1]}/{title}/{name}.svg": "<svg/>" for name in ("a", "b")}  # the first files of a site
    return {"blog.toml": BLOG_TOML.replace('"Quaderno"', f'"{title}"'), "static/nota.txt": title * size, **files}


def check_out(site: Site, files: Mapping[str, str]) -> None:
    """Bring the sources to be these, as git does: what is the same already is left alone."""
    for top in ("posts", "comments"):
        for path in sorted((site.root / top).rglob("*"), reverse=True):
            if path.is_file() and path.relative_to(site.root).as_posix() not in files:
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()
    site.write({path: data for path, data in files.items() if not _holds(site.root / path, data)})


def _holds(path: Path, data: str) -> bool:
    return path.is_file() and path.read_bytes() == data.encode()


def right_site(folder: Path, files: Mapping[str, str]) -> dict[str, bytes]:
    """What a render from nothing makes of a tree."""
    site = Site(folder)
    site.write(files)
    site.ok("render")
    return site.tree("public")


@dataclass(frozen=True)
class Two:
    """A blog that goes to and fro between two states, and the right site of each."""

    site: Site
    trees: tuple[dict[str, str], dict[str, str]]
    rights: tuple[dict[str, bytes], dict[str, bytes]]

    def go_to(self, state: int) -> None:
        check_out(self.site, self.trees[state])

    def is_whole(self) -> None:
        """Every page is a whole one of either state, or not there where one of them lacks it."""
        now = {path: data for path, data in self.site.tree("public").items() if path.split("/")[0] not in STRAY}
        old, new = self.rights
        for path in (old.keys() | new.keys()) - {MANIFEST}:
            assert now.get(path) in (old.get(path), new.get(path)), path
        assert now.keys() <= old.keys() | new.keys()

    def is_right(self, state: int) -> None:
        self.site.ok("render")
        assert self.site.tree("public") == self.rights[state]
        assert not (self.site.root / "public" / STAGING).exists()
        assert ": wrote 0, " in self.site.ok("render").err


def two_of(folder: Path, posts: int, size: int) -> Two:
    """With so many posts in each of the states, three of them in that one alone."""
    trees = tree("Alfa", range(posts), size), tree("Beta", range(3, posts + 3), size)
    rights = right_site(folder / "alfa", trees[0]), right_site(folder / "beta", trees[1])
    site = Site(folder / "un blog")
    site.root.mkdir()
    return Two(site, trees, rights)


@pytest.fixture
def two(tmp_path: Path) -> Two:
    """With some 150 pages, and a file that takes its time to write."""
    return two_of(tmp_path, 60, 2_000_000)


@pytest.fixture
def small(tmp_path: Path) -> Two:
    """With some 40."""
    return two_of(tmp_path, 8, 999)


LIMITED = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
del sys.argv[1]
runpy.run_module("blogcli", run_name="__main__", alter_sys=True)
"""


def started(site: Site, *arguments: str, limit: int | None = None) -> subprocess.Popen[str]:
    """A render in a process of its own; with a limit, one that may write no longer files (in bytes)."""
    program = ["-m", "blogcli"] if limit is None else ["-c", LIMITED, str(limit)]
    return subprocess.Popen(
        [sys.executable, *program, "render", *arguments],
        cwd=site.root,
        env={**os.environ, "SOURCE_DATE_EPOCH": NOW},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """How it ended: its exit code, and what it said."""
    _, err = process.communicate()
    return process.returncode, err


def killed(process: subprocess.Popen[str], moment: Callable[[], bool]) -> bool:
    """Kill a process as soon as the moment has come; whether it was before its end."""
    while process.poll() is None and not moment():
        pass
    process.kill()
    return ended(process)[0] < 0


def last_change(path: str) -> int:
    try:
        return os.lstat(path).st_ctime_ns
    except FileNotFoundError:
        return 0


def moments(two: Two, state: int, took: float, chance: random.Random) -> dict[str, Callable[[], bool]]:
    """Moments a render may be killed at, each somewhere within one part of its work."""
    public = f"{two.site.root}/public"
    staged = f"{public}/{STAGING}/site/{chance.choice(sorted(two.rights[state]))}"
    page = f"{public}/{chance.choice(sorted(two.rights[state]))}"
    before = last_change(page)
    note, noted = f"{public}/nota.txt", last_change(f"{public}/nota.txt")
    cache = f"{two.site.root}/.blogcli/cache.sqlite"
    kept = last_change(cache)
    until = time.monotonic() + chance.random() * took
    return {
        "any": lambda: time.monotonic() > until,
        "staging": lambda: os.path.lexists(staged),
        "moving": lambda: last_change(page) != before,
        "in the middle": lambda: last_change(note) != noted,
        "manifest": lambda: os.path.lexists(f"{public}/{STAGING}/{MANIFEST}"),
        "cache": lambda: last_change(cache) != kept,  # in the middle of what is written there
    }


def kill_many_times(two: Two, tries: int) -> set[str]:
    """Kill a render after a change of every page, and again; the kinds of moments at which that succeeded."""
    chance = random.Random(tries)
    two.go_to(0)
    began = time.monotonic()
    assert ended(started(two.site))[0] == 0
    took = time.monotonic() - began
    hit: set[str] = set()
    state = 0
    for number in range(tries):
        two.go_to(1 - state)
        at = moments(two, 1 - state, took, chance)
        name = list(at)[number % len(at)]
        if killed(started(two.site), at[name]):
            hit.add(name)
        two.is_whole()
        if chance.random() < 0.7:
            state = 1 - state  # else the writer takes the change back
        two.go_to(state)
        two.is_right(state)
    return hit


def test_a_killed_render_leaves_whole_pages_and_the_next_is_right(two: Two) -> None:
    assert kill_many_times(two, 6)


@pytest.mark.slow
def test_a_render_killed_a_hundred_times_leaves_whole_pages(two: Two) -> None:
    assert {"any", "staging", "moving"} <= kill_many_times(two, 100)


@pytest.mark.parametrize("arguments", [("--clean",), ("--base-url", "https://prova.example/")])
def test_what_a_killed_render_staged_goes_though_nothing_has_changed_since(
    arguments: tuple[str, ...], small: Two
) -> None:
    """Such a render changed nothing by then, so the next could take the site for what it left itself."""
    small.go_to(0)
    small.is_right(0)
    staged = f"{small.site.root}/public/{STAGING}/site/index.html"
    assert any(killed(started(small.site, *arguments), lambda: os.path.lexists(staged)) for _ in range(5))
    small.is_right(0)


# A full disk


def one_line(err: str) -> bool:
    return bool(re.fullmatch(r"blogcli: [^\n]*can't write the site: [^\n]*\n(hint: [^\n]*\n)?", err))


@pytest.mark.parametrize("limit", [0, 1000, 3000])
def test_pages_the_system_refuses_to_write_leave_the_old_site(limit: int, small: Two) -> None:
    small.go_to(0)
    small.is_right(0)
    small.go_to(1)
    code, err = ended(started(small.site, limit=limit))
    assert code == 1, err
    assert one_line(err), err
    assert small.site.tree("public") == small.rights[0]
    small.is_right(1)


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk with room for little; skips where no disk can be mounted."""
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root can mount a disk")
    command = [mount, "-t", "tmpfs", "-o", "size=8m,nr_inodes=2000", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextlib.contextmanager
def room_for_bytes(folder: Path, room: int) -> Iterator[None]:
    found = os.statvfs(folder)
    filler = folder / "filler"
    filler.write_bytes(b"x" * (found.f_bavail * found.f_frsize - room))
    yield
    filler.unlink()


@contextlib.contextmanager
def room_for_files(folder: Path, room: int) -> Iterator[None]:
    filler = folder / "filler"
    filler.mkdir()
    for number in range(os.statvfs(folder).f_favail - room):
        (filler / f"{number}").touch()
    yield
    shutil.rmtree(filler)


def render_on_a_full_disk(
    two: Two, filled: Callable[[Path, int], contextlib.AbstractContextManager[None]], room: int
) -> int:
    """Change every page and render with little room: it fails and leaves the old site, or ends well; its exit code."""
    two.go_to(0)
    two.is_right(0)
    two.go_to(1)
    with filled(two.site.root, room):
        code, err = ended(started(two.site))
        if code:
            assert code == 1, (room, err)
            assert one_line(err), (room, err)
            assert "No space left on device" in err
            assert two.site.tree("public") == two.rights[0], room
        else:
            assert two.site.tree("public") == two.rights[1], room
    two.is_right(1)
    return code


def test_a_full_disk_leaves_the_old_site_and_with_room_again_all_is_well(small: Two) -> None:
    with small_disk(small.site.root):
        codes = [render_on_a_full_disk(small, room_for_bytes, room) for room in (0, 60_000, 2_000_000)]
        assert codes == [1, 1, 0]


@pytest.mark.slow
def test_a_disk_may_become_full_at_any_file(small: Two) -> None:
    with small_disk(small.site.root):
        codes = [render_on_a_full_disk(small, room_for_bytes, room) for room in range(0, 400_000, 8192)]
        assert {0, 1} == set(codes)
        changed = [path for path, _ in small.rights[1].items() - small.rights[0].items()]
        folders = {folder for path in changed for folder in PurePosixPath(path).parents}  # they are made ready, too
        needed = len(changed) + len(folders)
        codes = [render_on_a_full_disk(small, room_for_files, room) for room in range(needed - 12, needed + 12)]
        assert {0, 1} == set(codes)


def test_a_cache_the_disk_has_no_room_for_is_no_error(small: Two, tmp_path: Path) -> None:
    with small_disk(small.site.root):
        small.go_to(0)
        site = tmp_path / "site"
        for room in (0, 16_384):
            with room_for_bytes(small.site.root, room):
                code, err = ended(started(small.site, "--output", str(site)))
            assert code == 0, err
            assert Site(site).tree() == small.rights[0]
            shutil.rmtree(small.site.root / ".blogcli")
            shutil.rmtree(site)
