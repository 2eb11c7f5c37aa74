"""Looking at a stranger's blog runs nothing of it, writes nothing outside it, and publishes nothing but the blog."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.bench.corpus import posts, write_blogcli
from tests.cli.repository import POST
from tests.conftest import need
from tests.hostile.repositories import CASES, CLONE, INTERNAL, OUTSIDE, PENDING, UNREAD, Case, Stranger, received
from tests.support import NOW, Site, mostly_slow

READING: tuple[tuple[str, ...], ...] = (
    ("status",),
    ("check",),
    ("check", "--json"),
    ("list",),
    ("list", "--json"),
    ("show", "una-passeggiata"),
    ("translation", "diff", "una-passeggiata", "en"),
    ("comment", "list", "--json"),
    ("comment", "show", PENDING),
    ("comment", "moderate"),
    ("comment", "score"),
    ("comment", "export"),
    ("render", "--dry-run"),
    ("render",),
    ("render",),
)
WRITING: tuple[tuple[str, ...], ...] = (
    ("new", "Sul lago", "--body", "Acqua.", "--no-commit"),
    ("translation", "done", "una-passeggiata", "en", "--no-commit"),
    ("comment", "approve", PENDING, "--no-commit"),
    ("comment", "add", "una-passeggiata", "--anonymous", "--body", "Ciao.", "--no-commit"),
    ("render", "--clean"),
)
# git is asked more where the original of a translation is gone.
WITHOUT_ORIGINAL: tuple[tuple[str, ...], ...] = (
    ("translation", "diff", "una-passeggiata", "en"),
    ("translation", "original", "una-passeggiata", "en", "--no-commit"),
    ("check",),
)


def snapshot(folder: Path, without: Path) -> dict[str, tuple[object, ...]]:
    """All that lies in a folder, less one folder of it: kind, time and content of each."""
    found: dict[str, tuple[object, ...]] = {}
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if f"{place}/{name}" != str(without)]
        for path in (Path(place, name) for name in (".", *folders, *files)):
            about = path.lstat()
            content: object = None
            if path.is_symlink():
                content = path.readlink()
            elif path.is_file():
                content = path.read_bytes()
            found[str(path)] = (about.st_mode, about.st_mtime_ns, content)
    return found


def published_secrets(site: Site) -> list[str]:
    """The files of the rendered site that hold what is not the blog's to publish, but for links, which render none."""
    secrets = [text.encode() for text in (UNREAD, INTERNAL, OUTSIDE)]
    return [
        path
        for path, data in site.tree("public").items()
        if (".git" in path.split("/") or any(secret in data for secret in secrets)) and not through_link(site, path)
    ]


def through_link(site: Site, path: str) -> bool:
    """Whether a file below public/ is a link, or is reached through one."""
    place = site.root / "public" / path
    return any(each.is_symlink() for each in (place, *place.parents))


@pytest.mark.parametrize("case", mostly_slow(CASES, but=4), ids=lambda case: str(case.name))
def test_looking_at_a_hostile_blog_runs_writes_and_publishes_nothing(case: Case, tmp_path: Path) -> None:
    need("git")
    blog, canary = received(case, tmp_path)
    before = snapshot(tmp_path, without=blog.root)
    for command in READING:
        result = blog.run(*command)
        assert (result.code in (0, 1, 2, 4), "Traceback" in result.err) == (True, False), (command, result)
        assert not canary.exists(), command
    _serve_once(blog)
    assert not canary.exists()
    assert snapshot(tmp_path, without=blog.root) == before
    assert published_secrets(blog) == []
    for command in (*WRITING, *WITHOUT_ORIGINAL):
        if command == WITHOUT_ORIGINAL[0]:
            (blog.root / POST / "it.md").unlink()
        result = blog.run(*command)
        assert (result.code in (0, 1, 2, 4), "Traceback" in result.err) == (True, False), (command, result)
        assert not canary.exists(), command
    assert snapshot(tmp_path, without=blog.root) == before


@pytest.mark.parametrize("method", ["forkserver", "spawn"])
def test_processes_started_in_a_hostile_blog_import_nothing_of_it(method: str, tmp_path: Path) -> None:
    blog, canary = Site(tmp_path / "blog"), tmp_path / "canary"
    write_blogcli(blog.root, posts(40))
    blog.write(dict.fromkeys(("multiprocessing.py", "encodings.py", "re.py"), f"open({str(canary)!r}, 'w')\n"))
    program = tmp_path / "program.py"
    program.write_text(
        f"if __name__ == '__main__':\n"
        f"    import multiprocessing, sys; multiprocessing.set_start_method({method!r})\n"
        f"    from blogcli.cli.app import run; sys.exit(run(['render', '--jobs', '2']))\n",
        "utf-8",
    )
    env = {**os.environ, "SOURCE_DATE_EPOCH": NOW}
    done = subprocess.run([sys.executable, program], cwd=blog.root, env=env, capture_output=True, check=False)
    assert (done.returncode, canary.exists()) == (0, False), done.stderr


def test_a_program_of_the_blog_is_not_taken_for_git(tmp_path: Path) -> None:
    need("git")

    def add_program(stranger: Stranger) -> None:
        stranger.blog.write({"git": f"#!/bin/sh\n{stranger.command}\n"})
        (stranger.blog.root / "git").chmod(0o755)

    blog, canary = received(Case("", CLONE, add_program), tmp_path)
    command = [sys.executable, "-m", "blogcli", "translation", "diff", "una-passeggiata", "en"]
    for path in (".", "", "bin/.."):
        env = {**os.environ, "SOURCE_DATE_EPOCH": NOW, "PATH": f"{path}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(command, cwd=blog.root, env=env, capture_output=True, check=True)
        assert (done.stderr, canary.exists()) == (b"", False)


def _serve_once(blog: Site) -> None:
    """Run `serve` until it has answered what a browser, and somebody curious, asks for."""
    command = [sys.executable, "-m", "blogcli", "serve", "--port", "0"]
    env = {**os.environ, "SOURCE_DATE_EPOCH": NOW}
    with subprocess.Popen(command, cwd=blog.root, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as serving:
        assert serving.stdout
        address = serving.stdout.readline().decode().strip()  # nothing where the blog can't be rendered
        for path in ("", ".git/config", ".git/HEAD", "../private.txt", PENDING) if address else ():
            content = _fetched(address + path)
            assert not any(secret.encode() in content for secret in (UNREAD, INTERNAL, OUTSIDE)), path
        serving.terminate()
        _, said = serving.communicate(timeout=60)
    assert b"Traceback" not in said


def _fetched(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        return error.read()
