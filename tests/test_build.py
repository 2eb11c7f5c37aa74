"""A render that remembers: what it writes, what it leaves, and that several processes make the same site as one."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from blogcli.build import build_site
from blogcli.config import config_of, load_config
from blogcli.content.tree import link_stamp
from blogcli.errors import BlogcliError
from blogcli.render.bodies import Bodies
from blogcli.wire import dump
from blogcli.workers import Workers, at_hand
from tests.bench.corpus import posts, write_blogcli
from tests.damage import reseal
from tests.support import BLOG_TOML, ITALIAN, NOW, Site, comment

if TYPE_CHECKING:
    from blogcli.markup.markdown import Body
    from blogcli.model import Version

PAGE = "public/2026/02/una-passeggiata/index.html"
SOURCE = "posts/2026/una-passeggiata/it.md"


def written(site: Site, *arguments: str) -> set[str]:
    """The files of the site that a render gave new bytes or new times."""

    def stamps() -> dict[str, tuple[int, int]]:
        files = (path for path in (site.root / "public").rglob("*") if path.is_file())
        return {path.relative_to(site.root / "public").as_posix(): _stamp(path) for path in files}

    before = stamps() if (site.root / "public").exists() else {}
    site.ok("render", *arguments)
    after = stamps()
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_ino


def test_a_text_s_change_touches_the_pages_that_show_it_and_no_other(walk: Site) -> None:
    walk.write({"posts/2026/altra/it.md": ITALIAN.replace("passeggiata", "altra").replace("02-10", "01-10")})
    walk.ok("render")
    walk.write({SOURCE: ITALIAN + "\nE il sole.\n"})
    assert written(walk) == {"2026/02/una-passeggiata/index.html", "feed.xml"}
    assert written(walk) == set()


def test_a_comment_s_approval_touches_its_post_and_the_lists_that_count_it(walk: Site) -> None:
    walk.write({"comments/una-passeggiata/a.pending.md": comment("Ciao.")})
    walk.ok("render")
    walk.ok("comment", "approve", "a")
    assert written(walk) == {
        "2026/02/una-passeggiata/index.html",
        "en/2026/02/a-walk/index.html",
        "index.html",
        "en/index.html",
        "tags/monti/index.html",
        "en/tags/monti/index.html",
        "comments.xml",
        "comments-it.xml",
        "en/comments.xml",
    }


def test_a_tag_s_new_name_touches_the_pages_that_say_it_and_no_other(walk: Site) -> None:
    walk.write({"posts/2026/altra/it.md": ITALIAN.replace("passeggiata", "altra").replace("monti", "mare")})
    walk.ok("render")
    walk.write({"blog.toml": BLOG_TOML + '[tags.monti.en]\nname = "Mountains"\n'})
    assert written(walk) == {
        "en/2026/02/a-walk/index.html",
        "en/index.html",
        "en/feed.xml",
        "en/tags/index.html",
        "en/tags/monti/index.html",
        "en/tags/mountains/index.html",
        "tags/monti/index.html",  # which leads to the English list
        "sitemap.xml",
        ".blogcli-manifest.json",
    }
    walk.write({"blog.toml": BLOG_TOML + '[tags.monti.en]\nname = "Mountains"\ndescription = "Up!"\n'})
    assert written(walk) == {"en/tags/mountains/index.html"}
    assert written(walk) == set()


def test_files_touched_are_read_and_nothing_is_written(walk: Site) -> None:
    walk.ok("render")
    for path in (walk.root / "posts").rglob("*.md"):
        os.utime(path, ns=(1, 1))
    os.utime(walk.root / PAGE, ns=(1, 1))
    assert written(walk) == set()


def test_a_change_with_the_same_size_and_time_is_seen(walk: Site) -> None:
    walk.ok("render")
    place = walk.root / SOURCE
    times = place.stat()
    place.write_text(place.read_text().replace("piano", "lenta"))
    os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert PAGE.removeprefix("public/") in written(walk)


def test_a_page_changed_or_removed_by_hand_is_made_again(walk: Site) -> None:
    walk.ok("render")
    before = walk.tree("public")
    (walk.root / PAGE).write_text("mine")
    (walk.root / "public/en/feed.xml").unlink()
    assert {PAGE.removeprefix("public/"), "en/feed.xml"} <= written(walk)
    assert walk.tree("public") == before


def test_a_scheduled_post_appears_when_its_time_has_come_and_goes_when_it_has_not(walk: Site) -> None:
    walk.write({SOURCE: ITALIAN.replace("2026-02-10", "2026-06-01")})
    walk.ok("render")
    assert "una-passeggiata" not in walk.page("/archive/")
    walk.ok("render", "--now", "2026-06-01T12:00:00Z")
    assert "una-passeggiata" in walk.page("/archive/")
    walk.ok("render")
    assert "una-passeggiata" not in walk.page("/archive/")


def test_what_there_was_to_say_is_said_again_when_nothing_has_changed(walk: Site) -> None:
    walk.write({"comments/una-passeggiata/a.md": "no front matter", "templates/posts.html": "x"})
    first, second = walk.run("render"), walk.run("render")
    assert first.code == second.code == 4
    assert "left out: comments/una-passeggiata/a.md:1: has no front matter" in second.err
    assert "overrides no template of the theme" in second.err


def test_a_clone_with_the_cache_and_the_site_reads_and_writes_nothing(walk: Site, tmp_path: Path) -> None:
    walk.ok("render")
    clone = Site(tmp_path / "clone")
    shutil.copytree(walk.root, clone.root)
    printed: list[int] = []
    build_site(
        load_config(clone.root), datetime(2026, 3, 1, 9, tzinfo=UTC), progress=lambda done, _: printed.append(done)
    )
    assert printed == []
    assert written(clone) == set()


def test_verify_names_the_files_a_render_from_nothing_makes_otherwise(walk: Site) -> None:
    walk.ok("render", "--verify")
    (walk.root / PAGE).write_text("poison")
    with closing(sqlite3.connect(walk.root / ".blogcli/cache.sqlite")) as cache, cache:
        # A cache that lies as only one made for it could.
        found = link_stamp(str(walk.root / PAGE))
        cache.execute("UPDATE files SET stamp = ? WHERE path = ?", (found, PAGE.removeprefix("public/")))
    reseal(walk.root / ".blogcli/cache.sqlite")
    result = walk.run("render", "--verify")
    assert (result.code, result.lines) == (4, [PAGE])
    assert "1 file differs from a render from nothing" in result.err
    walk.ok("render", "--clean", "--verify")


def test_clean_reads_everything_though_the_cache_knows_it(walk: Site) -> None:
    walk.ok("render")
    right = walk.tree("public")
    with closing(sqlite3.connect(walk.root / ".blogcli/cache.sqlite")) as cache, cache:
        cache.execute("UPDATE units SET record = replace(record, 'Una passeggiata', 'Una bugia')")
        cache.execute("DELETE FROM facts WHERE name LIKE 'state %'")
    reseal(walk.root / ".blogcli/cache.sqlite")
    assert PAGE in walk.run("render", "--verify").lines
    walk.ok("render", "--clean", "--verify")
    assert walk.tree("public") == right
    assert written(walk) == set()


def test_verify_and_dry_run_exclude_each_other(walk: Site) -> None:
    assert "--verify and --dry-run" in walk.fails("render", "--verify", "--dry-run", code=2)


@pytest.fixture
def many(tmp_path: Path) -> Site:
    """A blog of enough pages that several processes print them."""
    write_blogcli(tmp_path / "blog", posts(80))
    site = Site(tmp_path / "blog")
    site.write({"posts/about/it.md": "---\ntitle: Chi\npage: true\naliases: [/chi/]\n---\nIo.\n"})
    return site


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_several_processes_make_the_same_site_as_one(many: Site, method: str) -> None:
    many.ok("render", "--jobs", "1", "--output", "one")
    program = (
        f"import multiprocessing, sys; multiprocessing.set_start_method({method!r})\n"
        "from blogcli.cli.app import run; sys.exit(run(['render', '--jobs', '2', '--output', 'two']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=many.root, env=os.environ | {"SOURCE_DATE_EPOCH": NOW}, check=False
    )
    assert done.returncode == 0
    assert many.tree("one") == many.tree("two")


@pytest.mark.parametrize("jobs", ["2", "3"])
def test_few_pages_are_printed_by_a_process_that_was_started_for_a_large_blog(
    many: Site, jobs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("blogcli.build.MANY", 1)
    monkeypatch.setattr("blogcli.content.tree.MANY", 4)  # so that it walks comments/ too
    many.ok("render", "--jobs", jobs)
    assert not written(many, "--jobs", jobs)
    path = next(iter(sorted(many.root.glob("posts/*/*/it.md"))))
    path.write_text(path.read_text().replace("title: ", "title: Un altro ").replace("tags: [", "tags: [nuovo, "))
    changed = written(many, "--jobs", jobs)
    assert {"archive/index.html", "feed.xml", "sitemap.xml", "tags/index.html", "tags/nuovo/index.html"} & changed
    assert len(changed) < 40
    many.ok("render", "--jobs", "1", "--output", "one")
    assert many.tree("public") == many.tree("one")


def test_a_template_that_fails_in_another_process_is_named_with_its_line(many: Site) -> None:
    many.write({"templates/post.html": "<p>\n{{ niente }}</p>"})
    said = many.run("render", "--jobs", "2")
    assert said.code == 1
    assert "templates/post.html:2: template failed: 'niente' is undefined" in said.err
    assert not (many.root / "public").exists()


def test_jobs_are_a_number_from_one(walk: Site) -> None:
    assert "--jobs" in walk.fails("render", "--jobs", "0", code=2)


def test_a_configuration_survives_the_way_to_another_process(walk: Site) -> None:
    walk.write({"blog.toml": BLOG_TOML + '[tags."C++".it]\nname = "Più"\n'})
    config = load_config(walk.root)
    assert config_of(json.loads(dump(config))) == config


def test_a_press_that_is_killed_is_one_clear_line_and_leaves_no_site(many: Site) -> None:
    many.write({"templates/post.html": "{% for n in range(100000) %}{{ n }}{% endfor %}"})  # so that it lasts
    with subprocess.Popen(
        [sys.executable, "-m", "blogcli", "render", "--jobs", "2"],
        cwd=many.root, env=os.environ | {"SOURCE_DATE_EPOCH": NOW}, stderr=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        os.kill(_press_of(running), signal.SIGKILL)
        said = running.communicate()[1]
    assert running.returncode == 1
    assert "blogcli: a process that was making pages was killed\n  hint: try --jobs 1\n" in said
    assert not (many.root / "public").exists()


def _press_of(running: subprocess.Popen[str]) -> int:
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    while running.poll() is None:
        if found := children.read_text().split():
            return int(found[-1])
    raise AssertionError("it ended before it had others work")


# Templates that change while pages are made of them


def _right(site: Site, tmp_path: Path) -> bool:
    site.ok("render")
    site.ok("render", "--output", str(tmp_path / "right"))
    return site.tree("public") == Site(tmp_path / "right").tree()


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("put_back", [True, False])
def test_a_template_saved_in_the_middle_of_a_render_stays_on_no_page(
    many: Site, jobs: int, tmp_path: Path, *, put_back: bool
) -> None:
    template = many.root / "templates/card.html"
    many.write({"templates/card.html": "first"})

    def edit(done: int, number: int) -> None:
        if done == 1:
            template.write_text("another")
        elif put_back and done == number:
            template.write_text("first")

    build_site(load_config(many.root), datetime(2026, 3, 1, 9, tzinfo=UTC), jobs=jobs, progress=edit)
    assert _right(many, tmp_path)


def test_a_template_added_in_the_middle_of_a_render_and_removed_stays_on_no_page(many: Site, tmp_path: Path) -> None:
    many.write({"templates/other.html": ""})

    def edit(done: int, number: int) -> None:
        if done == 1:
            many.write({"templates/card.html": "another"})
        elif done == number:
            (many.root / "templates/card.html").unlink()

    build_site(load_config(many.root), datetime(2026, 3, 1, 9, tzinfo=UTC), jobs=1, progress=edit)
    assert _right(many, tmp_path)


def test_verify_asks_other_processes_than_those_that_printed_the_site(many: Site) -> None:
    many.write({"templates/card.html": "first"})

    def edit(done: int, _: int) -> None:
        if done == 1:
            (many.root / "templates/card.html").write_text("another")

    config, now = load_config(many.root), datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert "index.html" in build_site(config, now, jobs=2, progress=edit, verify=True).differing


def test_one_process_holds_few_bodies_at_a_time(many: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []
    make = Bodies._body

    def body(self: Bodies, version: Version) -> Body:
        made = make(self, version)
        held.append(len(self._rendered))
        return made

    monkeypatch.setattr(Bodies, "_body", body)
    many.ok("render", "--jobs", "1")
    assert 1 <= max(held) <= 40  # those of a feed, and their originals, whose anchors they have


# Processes


def test_no_process_outlives_the_render_that_started_it(many: Site) -> None:
    build_site(load_config(many.root), datetime(2026, 3, 1, 9, tzinfo=UTC), jobs=2)
    assert multiprocessing.active_children() == []


def test_no_more_processes_are_started_ahead_than_there_is_work_for(
    many: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(Workers, "start", lambda _, number: asked.append(number))
    monkeypatch.setattr("blogcli.build.has_many", lambda _: True)
    monkeypatch.setattr("blogcli.build.MANY", 80)
    many.ok("render", "--jobs", "16")
    assert 0 <= max(asked) < 3


def test_work_for_a_process_that_was_killed_is_one_clear_error(walk: Site) -> None:
    with pytest.raises(BlogcliError, match="was killed"), at_hand("[]", 2) as run:
        assert run
        run.walk(str(walk.root), "posts")()
        for process in multiprocessing.active_children():
            process.kill()
        while True:
            run.walk(str(walk.root), "posts")  # until its pool knows


def test_templates_that_lie_elsewhere_are_one_clear_line_however_many_processes(
    many: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("blogcli.build.has_many", lambda _: True)
    monkeypatch.setattr("blogcli.content.memory.ENOUGH_UNITS", 1)
    (tmp_path / "outside").mkdir()
    (many.root / "templates").symlink_to(tmp_path / "outside")
    assert many.fails("render", "--jobs", "2") == many.fails("render", "--jobs", "1")


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_an_interrupted_render_says_nothing(many: Site, method: str) -> None:
    many.write({"templates/post.html": "{% for n in range(100000) %}{{ n }}{% endfor %}"})  # so that it lasts
    program = (
        f"import multiprocessing, signal, sys; multiprocessing.set_start_method({method!r})\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job in the background ignores Ctrl-C
        "from blogcli.cli import app; sys.argv = ['blogcli', 'render', '--jobs', '2']; app.main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], start_new_session=True,
        cwd=many.root, env=os.environ | {"SOURCE_DATE_EPOCH": NOW}, stderr=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        _press_of(running)
        os.killpg(running.pid, signal.SIGINT)
        said = running.communicate()[1]
    assert (running.returncode, said) == (130, "")
