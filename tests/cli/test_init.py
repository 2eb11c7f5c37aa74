"""`blogcli init`."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support import Site


def test_a_blog_is_started_with_what_was_said(empty: Site) -> None:
    result = empty.ok(
        "init", "diario", "--title", "Il diario", "--language", "it", "--language", "EN-gb",
        "--url", "https://me.example/blog", "--timezone", "Europe/Rome", "--author", "Ada",
    )  # fmt: skip
    assert result.lines == ["diario/blog.toml"]
    assert tomllib.loads(empty.read("diario/blog.toml")) == {
        "format": 1,
        "title": "Il diario",
        "url": "https://me.example/blog/",
        "author": "Ada",
        "languages": ["it", "en-GB"],
        "timezone": "Europe/Rome",
        "language": {"it": {"path": ""}, "en-GB": {"path": "en-gb"}},
        "feed": {"tagging_entity": "me.example,2026"},
    }
    assert empty.read("diario/.gitattributes") == (
        "*.md text eol=lf\nblog.toml text eol=lf\n.gitattributes text eol=lf\n.gitignore text eol=lf\n"
        "comments/blocked.txt text eol=lf merge=union\n"
    )
    assert {"/public/", "/.blogcli/"} <= set(empty.read("diario/.gitignore").splitlines())
    assert (empty.root / "diario/posts").is_dir()
    assert (empty.root / "diario/comments").is_dir()


def test_with_nothing_said_it_is_an_english_blog_named_after_its_folder(empty: Site) -> None:
    empty.ok("init")
    settings = tomllib.loads(empty.read("blog.toml"))
    assert (settings["title"], settings["languages"]) == ("mein Blög", ["en"])
    empty.ok("new", "First", "--body", "Hello.")
    empty.ok("render")


def test_the_machine_s_time_zone_is_taken(empty: Site) -> None:
    empty.ok("init", env={"TZ": "Pacific/Apia"})
    assert tomllib.loads(empty.read("blog.toml"))["timezone"] == "Pacific/Apia"


def test_a_blog_that_is_there_is_left_alone(blog: Site) -> None:
    assert "blog.toml: already exists" in blog.fails("init", "--title", "Another")


@pytest.mark.parametrize("folder", ["notes.txt", "notes.txt/diary"])
def test_a_file_can_t_become_a_blog(empty: Site, folder: str) -> None:
    empty.write({"notes.txt": "x"})
    assert empty.fails("init", folder) == (
        "blogcli: notes.txt: is a file, and a blog is a folder\n  hint: name another folder\n"
    )


def test_a_name_no_folder_can_have_is_one_clear_line(empty: Site) -> None:
    assert "can't start a blog: File name too long" in empty.fails("init", "x" * 300)


def test_files_that_were_there_stay_as_they_are(empty: Site) -> None:
    empty.write({".gitignore": "secret\n"})
    result = empty.ok("init")
    assert empty.read(".gitignore") == "secret\n"
    assert ".gitignore was there already" in result.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--language", "klingon"], "--language 'klingon' is not a language tag"),
        (["--language", "it", "--language", "IT"], "--language names a language twice"),
        (["--url", "ftp://me.example/"], "--url 'ftp://me.example/' is not an address"),
        (["--url", "https://me.example/../x"], "dots as a folder"),
        (["--timezone", "Mars/Olympus"], "--timezone 'Mars/Olympus' is not a time zone"),
    ],
)
def test_what_is_wrong_is_refused_before_anything_is_written(empty: Site, arguments: list[str], message: str) -> None:
    assert message in empty.fails("init", *arguments, code=2)


def test_an_init_that_fails_leaves_nothing(empty: Site) -> None:
    # A link that leads nowhere is no blog.toml, and keeps one from being written when all else is there.
    for name in ("a/b", "."):
        place = empty.root / name
        place.mkdir(parents=True, exist_ok=True)
        (place / "blog.toml").symlink_to("nowhere/blog.toml")
        before = sorted(path.relative_to(empty.root) for path in empty.root.rglob("*"))
        result = empty.run("init", name, "--title", "T", "--language", "en", "--url", "https://x.example/")
        assert result.code == 1, result
        assert sorted(path.relative_to(empty.root) for path in empty.root.rglob("*")) == before


def test_a_command_that_was_refused_leaves_no_cache_behind(walk: Site) -> None:
    # A folder of that name, with something in it, keeps the new file from being written.
    assert not (walk.root / ".blogcli").exists()
    (walk.root / "posts/2026/una-passeggiata/de.md/x").mkdir(parents=True)
    walk.write({"blog.toml": walk.read("blog.toml").replace('"en"]', '"en", "de"]') + '[language.de]\npath = "de"\n'})
    assert walk.run("translate", "una-passeggiata", "de", "--body", "x").code == 1
    assert not (walk.root / ".blogcli").exists()
