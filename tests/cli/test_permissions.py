"""What may not be read or entered is one clear line, and never a site that silently lacks something."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import NamedTuple

import pytest

from tests.conftest import need
from tests.support import BLOG_TOML, ENGLISH, ITALIAN, REPOSITORY, Site, comment

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux lets root give up its right to read all")

POST, TALK = "posts/2026/una-passeggiata", "comments/una-passeggiata"
BLOG: dict[str, str | bytes] = {
    "blog.toml": BLOG_TOML,
    f"{POST}/it.md": ITALIAN,
    f"{POST}/en.md": ENGLISH,
    f"{POST}/foto.jpg": "x",
    f"{POST}/dati/a.txt": "x",
    "posts/altra/it.md": ITALIAN.replace("una-passeggiata", "altra"),
    f"{TALK}/a.md": comment("Ciao."),
    "comments/blocked.txt": "word: casino\n",
    "static/x.txt": "x",
    "static/dati/a.txt": "x",
    "templates/x.html": "x",
    "templates/x.css": "x",
}
NOT_ENTERED, NOT_LISTED, NOTHING, NOT_WRITTEN = 0o600, 0o300, 0, 0o500
READING = (("render",), ("list",), ("check",), ("status",), ("show", "una-passeggiata"), ("comment", "list"))
# What a render can't do without.
SOURCES = [
    *((folder, mode) for mode in (NOT_ENTERED, NOT_LISTED) for folder in (
        "posts", "posts/2026", POST, f"{POST}/dati", "static", "static/dati", "templates",
    )),
    *((f"{POST}/{name}", NOTHING) for name in ("it.md", "foto.jpg")),
    *((file, NOTHING) for file in ("static/x.txt", "templates/x.html", "blog.toml")),
]  # fmt: skip
CONVERSATION = [
    *((folder, mode) for mode in (NOT_ENTERED, NOT_LISTED) for folder in ("comments", TALK)),
    (f"{TALK}/a.md", NOTHING),
]
OUTPUT = [
    *(
        (folder, mode)
        for mode in (NOT_ENTERED, NOT_LISTED, NOT_WRITTEN)
        for folder in ("public", "public/2026/02/una-passeggiata")
    ),
    ("public/.blogcli-manifest.json", NOTHING),
]  # fmt: skip
CACHE = [(".blogcli", mode) for mode in (NOTHING, NOT_ENTERED, NOT_LISTED, NOT_WRITTEN)]
CACHE += [(".blogcli/cache.sqlite", NOTHING), (".blogcli/clock", NOTHING)]
WRITING = (
    ("new", "Sul lago", "--id", "lago", "--body", "x"), ("translate", "altra", "en", "--body", "x"),
    ("comment", "add", "altra", "--anonymous", "--body", "x"), ("comment", "approve", "a"),
    ("comment", "edit", "a", "--anonymous"), ("comment", "move", "a", "altra"), ("comment", "block", "gioco"),
    ("rename", "una-passeggiata", "--id", "gita"), ("unpublish", "una-passeggiata"),
    ("translation", "done", "una-passeggiata", "en"), ("language", "add", "fr", "--write"),
)  # fmt: skip
CASES: list[tuple[str, int, tuple[tuple[str, ...], ...]]] = [
    *((name, mode, READING) for name, mode in (*SOURCES, *CONVERSATION)),
    *((name, mode, (("render",), ("render", "--clean"))) for name, mode in (*OUTPUT, *CACHE)),
    *((name, NOT_ENTERED, WRITING) for name in ("posts/2026", "comments")),
    ("blog.toml", NOTHING, WRITING),
]


class Ended(NamedTuple):
    """How a command ended, and the pages of posts in public/ then."""

    code: int
    out: str
    err: str
    pages: list[str]


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int, tuple[str, ...]], Ended]:
    """How all commands of all cases ended, by path, permissions and command."""
    root = tmp_path_factory.mktemp("denied") / "mein Blög"
    site = Site(root)
    site.write(BLOG)
    site.ok("render")
    site.write({f"{TALK}/b.md": comment("Salve.")})
    command = [need("setpriv"), "--bounding-set=-all", "--inh-caps=-all", sys.executable, "-m", "tests.cli.denied"]
    done = subprocess.run(
        command, cwd=root, input=json.dumps(CASES), capture_output=True, encoding="utf-8", check=False, timeout=600,
        env={"PYTHONPATH": str(REPOSITORY), "PATH": "/usr/bin:/bin", "HOME": str(root.parent)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[tuple[str, int, tuple[str, ...]], Ended] = {}
    for (name, mode, commands), results in zip(CASES, json.loads(done.stdout), strict=True):
        found |= {(name, mode, each): Ended(*result) for each, result in zip(commands, results, strict=True)}
    return found


Results = dict[tuple[str, int, tuple[str, ...]], Ended]


def test_what_may_not_be_read_is_never_a_bug(ended: Results) -> None:
    for case, result in ended.items():
        assert result.code in (0, 1, 4), (case, result)
        assert "Traceback" not in result.err, (case, result)
        assert all(line.startswith(("blogcli: ", "  hint: ")) for line in result.err.splitlines()), (case, result)


@pytest.mark.parametrize(("name", "mode"), SOURCES)
def test_a_render_that_may_not_read_a_source_names_it_and_leaves_the_site(name: str, mode: int, ended: Results) -> None:
    result = ended[name, mode, ("render",)]
    assert result.code == 1
    assert f"blogcli: {name}" in result.err
    assert "Permission denied" in result.err
    assert "2026/02/una-passeggiata/index.html" in result.pages


@pytest.mark.parametrize(("name", "mode"), [case for case in SOURCES if case[0].startswith("posts")])
def test_no_list_silently_lacks_a_post(name: str, mode: int, ended: Results) -> None:
    for command in (("list",), ("comment", "list")):
        result = ended[name, mode, command]
        if result.code:
            assert "Permission denied" in result.err
        elif command == ("list",):
            assert "una-passeggiata\tit\t" in result.out
        else:
            assert result.out


@pytest.mark.parametrize(("name", "mode"), CONVERSATION)
def test_comments_that_may_not_be_read_are_left_out_and_named(name: str, mode: int, ended: Results) -> None:
    for command in (("render",), ("comment", "list"), ("check",), ("show", "una-passeggiata")):
        result = ended[name, mode, command]
        assert result.code == 4, result
        assert "Permission denied" in result.err + result.out
        assert "comments" in result.err + result.out


@pytest.mark.parametrize(("name", "mode"), OUTPUT)
def test_an_output_folder_that_may_not_be_used_is_named(name: str, mode: int, ended: Results) -> None:
    result = ended[name, mode, ("render", "--clean")]
    assert result.code == 1
    assert result.err.startswith(f"blogcli: {name}"), result
    assert "Permission denied" in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize(("name", "mode"), CACHE)
def test_a_cache_that_may_not_be_used_keeps_nobody_from_rendering(name: str, mode: int, ended: Results) -> None:
    assert "posts/2026" not in ended[name, mode, ("render",)].err
    assert ended[name, mode, ("render",)].code == 0, ended[name, mode, ("render",)]


@pytest.mark.parametrize(("name", "mode"), [(name, mode) for name, mode, commands in CASES if commands is WRITING])
def test_a_command_that_may_not_write_says_so(name: str, mode: int, ended: Results) -> None:
    denied = 0
    for command in WRITING:
        result = ended[name, mode, command]
        if result.code:
            denied += "Permission denied" in result.err
            assert len(result.err.splitlines()) <= 2, result
    assert denied
