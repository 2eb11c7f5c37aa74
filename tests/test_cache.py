"""The cache: one that came from elsewhere is refused, and a damaged one is no reason for anything."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import zoneinfo
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from blogcli.cache import Cache, opened
from blogcli.config import load_config
from blogcli.content.memory import Memory, Row
from blogcli.names import digest
from blogcli.salt import salt_of
from tests.conftest import need
from tests.damage import reseal
from tests.support import ENGLISH, ITALIAN, Site, comment, shell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# A cache that git tracks


def git(site: Site, script: str) -> None:
    need("git")
    done = shell(f"git -c init.defaultBranch=main init -q\n{script}", site.root)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("tracked", [".blogcli/cache.sqlite", ".blogcli/anything"])
def test_a_cache_that_git_tracks_is_refused_with_the_way_out(tracked: str, walk: Site) -> None:
    walk.ok("render")
    walk.write({".blogcli/anything": "x"})
    git(walk, f"git add {tracked}")
    walk.write({"posts/2026/una-passeggiata/it.md": ITALIAN.replace("mare", "lago")})
    refused = "blogcli: .blogcli: is tracked by git, and a cache is not to be trusted\n"
    hint = "  hint: git rm -r --cached .blogcli, and list it in .gitignore\n"
    assert walk.fails("render") == refused + hint
    assert walk.fails("render", "--output", "elsewhere") == refused + hint
    assert walk.fails("render", "--dry-run") == refused + hint
    git(walk, "git rm -q -r --cached .blogcli")
    walk.ok("render")


def test_a_cache_in_a_blog_that_is_part_of_a_repository_is_refused_too(walk: Site) -> None:
    walk.write({"site/blog.toml": walk.read("blog.toml"), "site/.blogcli/cache.sqlite": "from elsewhere"})
    git(walk, "git add site")
    assert "is tracked by git" in walk.fails("-C", "site", "render")


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_INDEX_FILE", "GIT_LITERAL_PATHSPECS", "GIT_CEILING_DIRECTORIES"])
def test_a_cache_is_refused_whatever_a_hook_tells_git(name: str, walk: Site, tmp_path: Path) -> None:
    walk.ok("render")
    git(walk, f"git add .blogcli/cache.sqlite && git init -q --bare '{tmp_path}/other'")
    other = str(walk.root) if name == "GIT_CEILING_DIRECTORIES" else str(tmp_path / "other")
    result = walk.run("render", env={name: "1" if name == "GIT_LITERAL_PATHSPECS" else other})
    assert "is tracked by git" in result.err


def test_a_cache_that_git_knows_by_another_case_is_refused_where_both_names_are_one(walk: Site) -> None:
    """Two folders stand for a disk that ignores case."""
    walk.ok("render")
    walk.write({".BLOGCLI/cache.sqlite": "from elsewhere"})
    git(walk, "git add .BLOGCLI")
    assert "is tracked by git" in walk.fails("render")


def test_a_cache_that_git_ignores_is_used(walk: Site) -> None:
    walk.write({".gitignore": "/.blogcli/\n/public/\n"})
    git(walk, "git add .")
    walk.ok("render")
    git(walk, "git add .")
    assert "wrote 0," in walk.ok("render").err


def test_a_cache_that_git_does_not_know_is_used(walk: Site) -> None:
    git(walk, "git add .")
    walk.ok("render")
    assert "wrote 0," in walk.ok("render").err


# A damaged one


def spoil(path: Path, start: int, length: int) -> None:
    data = bytearray(path.read_bytes())
    data[start : start + length] = random.Random(start).randbytes(len(data[start : start + length]))
    path.write_bytes(data)


def cut(path: Path, size: int) -> None:
    os.truncate(path, size)


def another_database(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def a_folder(path: Path) -> None:
    path.unlink()
    (path / "inner").mkdir(parents=True)


def a_file_for_the_folder(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("x")


def a_link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere/at-all")


def a_folder_for_the_clock(path: Path) -> None:
    (path.parent / "clock").unlink()
    (path.parent / "clock").mkdir()


SPOIL_STATE, OF_STATE = "UPDATE facts SET value =", " WHERE name LIKE 'state %'"

DAMAGES: dict[str, Callable[[Path], object]] = {
    "random bytes": lambda path: path.write_bytes(random.Random(1).randbytes(20_000)),
    "nothing": lambda path: cut(path, 0),
    "cut within the header": lambda path: cut(path, 50),
    "cut after the first page": lambda path: cut(path, 4096),
    "cut within a page": lambda path: cut(path, path.stat().st_size - 5000),
    "cut in half": lambda path: cut(path, path.stat().st_size // 2),
    "its header spoilt": lambda path: spoil(path, 0, 100),
    "its schema spoilt": lambda path: spoil(path, 100, 3996),
    "its middle spoilt": lambda path: spoil(path, 4096, 8192),
    "its end spoilt": lambda path: spoil(path, 8192, 100_000),
    "a journal of another": lambda path: path.with_name("cache.sqlite-journal").write_bytes(b"x" * 9000),
    "other columns": lambda path: another_database(path, "DROP TABLE units", "CREATE TABLE units (a, b)"),
    "no table it knows": lambda path: another_database(path, "DROP TABLE facts", "CREATE VIEW facts AS SELECT 1"),
    "facts that are no JSON": lambda path: another_database(path, "UPDATE facts SET value = '{'"),
    "facts that are a list": lambda path: another_database(path, "UPDATE facts SET value = '[1]'"),
    "facts that are a number": lambda path: another_database(path, "UPDATE facts SET value = '5'"),
    "facts that say other things": lambda path: another_database(path, f"{SPOIL_STATE} '{{\"a\": 1}}'{OF_STATE}"),
    "a state that is a list": lambda path: another_database(path, f"{SPOIL_STATE} '[1]'{OF_STATE}"),
    "records that are a number": lambda path: another_database(path, "UPDATE units SET record = '5'"),
    "records that are an object": lambda path: another_database(path, "UPDATE units SET record = '{}'"),
    "records that are nothing": lambda path: another_database(path, "UPDATE units SET record = NULL"),
    "records that are no JSON": lambda path: another_database(path, "UPDATE units SET record = '['"),
    "records in part zeros": lambda path: another_database(
        path, "UPDATE units SET record = substr(record, 1, 20) || char(0, 0) || substr(record, 23)"
    ),
    "records cut": lambda path: another_database(path, "UPDATE units SET record = substr(record, 1, 30)"),
    "texts that are no UTF-8": lambda path: another_database(path, "UPDATE units SET record = CAST(x'ff' AS TEXT)"),
    "no permission": lambda path: path.chmod(0),
    "no permission to write": lambda path: path.chmod(0o400),
    "a folder of its name": a_folder,
    "a file for its folder": a_file_for_the_folder,
    "a link to nowhere": a_link_to_nowhere,
    "a folder for the clock": a_folder_for_the_clock,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_is_no_error(damage: str, walk: Site, tmp_path: Path) -> None:
    comments = {f"comments/una-passeggiata/{number}.md": comment("Bello! " * 99) for number in range(40)}
    walk.write(comments)
    walk.ok("render")
    walk.write({"comments/una-passeggiata/0.md": comment("Brutto!")})
    DAMAGES[damage](walk.root / ".blogcli/cache.sqlite")
    assert "would write" in walk.ok("render", "--dry-run").err
    walk.ok("render")
    shutil.copytree(walk.root, tmp_path / "copy", ignore=shutil.ignore_patterns("public", ".blogcli"))
    first = Site(tmp_path / "copy")
    first.ok("render")
    assert walk.tree("public") == first.tree("public")
    assert "wrote 0," in walk.ok("render").err


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE facts SET name = name",  # none
        "DELETE FROM texts",
        "DROP TABLE texts",
        "UPDATE texts SET text = '[]'",
        "UPDATE texts SET text = substr(text, 1, 20)",
        "UPDATE texts SET text = CAST(x'ff' AS TEXT)",
    ],
)
def test_a_conversation_is_printed_again_whatever_became_of_its_text(damage: str, walk: Site) -> None:
    """It is not read again with its post, and neither are its comments parsed again where the cache has their text."""
    walk.write({"comments/una-passeggiata/1.md": comment("Bello!")})
    walk.ok("render")
    another_database(walk.root / ".blogcli/cache.sqlite", damage)
    walk.write({"posts/2026/una-passeggiata/it.md": ITALIAN.replace("title: ", "title: Ancora - ")})
    walk.ok("render")
    page = walk.read("public/2026/02/una-passeggiata/index.html")
    assert "Bello!" in page
    assert "Ancora - " in page
    assert not walk.ok("render", "--verify").out


def test_a_conversation_that_is_gone_takes_its_text_along(walk: Site) -> None:
    walk.write({"comments/una-passeggiata/1.md": comment("Bello!")})
    walk.ok("render")
    shutil.rmtree(walk.root / "comments")
    walk.ok("render")
    with opened(walk.root, writing=False) as cache:
        assert cache.text("comments of una-passeggiata") is None


def test_a_connection_to_what_is_no_cache_is_closed(walk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an open file can't be removed, the cache could not be made anew."""
    walk.write({".blogcli/cache.sqlite": "nonsense" * 999})
    made: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def noted(path: Path, timeout: float) -> sqlite3.Connection:
        made.append(connect(path, timeout=timeout))
        return made[-1]

    monkeypatch.setattr(sqlite3, "connect", noted)
    with opened(walk.root, writing=True):
        assert len(made) == 2
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            made[0].execute("SELECT 1")


# Other folders


def test_of_output_folders_that_are_gone_nothing_is_kept(walk: Site) -> None:
    for name in ("a", "b", "b/c"):
        walk.ok("render", "--output", f"elsewhere/{name}")
    shutil.rmtree(walk.root / "elsewhere/a")
    walk.ok("render")
    with sqlite3.connect(walk.root / ".blogcli/cache.sqlite") as connection:
        outputs = {output for (output,) in connection.execute("SELECT DISTINCT output FROM files")}
        facts = {name for (name,) in connection.execute("SELECT name FROM facts")}
    connection.close()
    assert outputs == {"public", "elsewhere/b", "elsewhere/b/c"}
    assert len(facts) == 4  # and the salt
    assert "wrote 0," in walk.ok("render", "--output", "elsewhere/b").err


def test_a_site_on_another_drive_is_remembered_by_its_whole_path(walk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def relpath(path: object, start: object = None) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", relpath)
    walk.ok("render", "--output", "elsewhere")
    assert "wrote 0," in walk.ok("render", "--output", "elsewhere").err


# Two renders at once


def test_of_two_renders_with_two_configurations_neither_takes_the_other_s_records_for_its_own(walk: Site) -> None:
    """What one read with its configuration must never be found by the next under that of the other."""

    def row(author: str) -> dict[str, Row]:
        return {"posts/2026/una-passeggiata": Row("stamps", "content", author)}

    def save(into: Cache, salt: str, known: dict[str, Row], rows: dict[str, Row]) -> None:
        into.save(salt, Memory(known, 0, rows), "public", ({}, {}), {})

    read = {"posts/altra": Row("stamps", "content", "Ada")}
    with opened(walk.root, writing=True) as first:
        save(first, "Ada", {}, row("Ada"))
    with opened(walk.root, writing=True) as slow, opened(walk.root, writing=True) as quick:
        known = slow.units("Ada")
        assert quick.units("Ugo") == {}
        save(quick, "Ugo", {}, row("Ugo"))
        save(slow, "Ada", known, known | read)
    with opened(walk.root, writing=True) as last:
        assert last.units("Ada") == read
        assert last.units("Ugo") == {}


def test_a_cache_git_can_say_nothing_about_is_left_alone(walk: Site) -> None:
    walk.ok("render")
    (walk.root / ".git").write_text("gitdir: nowhere\n")  # a repository that git refuses
    before = (walk.root / ".blogcli/cache.sqlite").read_bytes()
    walk.write({"posts/2026/una-passeggiata/en.md": ENGLISH.replace("climbs", "winds")})
    said = walk.ok("render").err
    assert "warning: .blogcli: is not used: git can't say whether it tracks it\n  hint: git status says why\n" in said
    assert "winds slowly" in walk.page("/en/2026/02/a-walk/")
    assert (walk.root / ".blogcli/cache.sqlite").read_bytes() == before


# What a salt stands for


def test_nothing_is_read_again_for_another_url(walk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    walk.ok("render")
    production = walk.tree("public")
    monkeypatch.setattr("blogcli.content.memory.read_unit", None)
    walk.ok("render", "--base-url", "https://staging.example/")
    assert "https://staging.example/" in walk.page("/feed.xml")
    walk.ok("render")
    assert walk.tree("public") == production


def test_the_rules_of_the_time_zone_have_a_part_in_the_salt(
    walk: Site, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(zoneinfo.reset_tzpath)
    zoneinfo.reset_tzpath([])
    config = load_config(walk.root)
    salts = [salt_of(config)]
    zoneinfo.reset_tzpath([str(tmp_path)])
    for rules in ("one", "another"):
        (tmp_path / "Europe").mkdir(exist_ok=True)
        (tmp_path / "Europe/Rome").write_text(rules)
        salts.append(salt_of(config))
    assert len(set(salts)) == 3


def test_a_cache_whose_record_of_a_text_is_wrong_is_made_anew(walk: Site) -> None:
    walk.ok("render")
    path = walk.root / ".blogcli/cache.sqlite"
    digests = [record_of(name, walk) for name in ("it.md", "en.md")]
    with closing(sqlite3.connect(path)) as cache, cache:
        for each in digests:
            cache.execute("UPDATE units SET record = replace(record, ?, ?)", (each, each[::-1]))
        cache.execute("DELETE FROM facts WHERE name LIKE 'state %'")
        cache.execute("DELETE FROM files")
    reseal(path)
    walk.ok("render", "--jobs", "1")
    assert not walk.ok("render", "--verify").out
    assert "wrote 0," in walk.ok("render").err


def test_a_fault_of_the_blog_is_reported_once_with_a_cache_too(walk: Site) -> None:
    walk.ok("render")
    walk.write({"posts/2026/una-passeggiata/it.md": ITALIAN.replace("date: 2026-02-10", "date: ieri")})
    assert walk.fails("render").count("'ieri'") == 1


def test_a_bug_stays_one_with_a_cache_too(walk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    walk.ok("render")
    walk.write({"posts/2026/una-passeggiata/it.md": ITALIAN.replace("mare", "lago")})
    monkeypatch.setattr("blogcli.content.memory.read_unit", None)
    result = walk.run("render")
    assert result.code == 3
    assert result.err.count("this is a bug in blogcli") == 1


def record_of(name: str, site: Site) -> str:
    """What stands in the cache for the text of a version of the post."""
    return digest(site.read(f"posts/2026/una-passeggiata/{name}").split("---\n", 2)[2])
