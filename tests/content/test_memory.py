"""What is recalled of earlier renders: only what a stamp or the bytes themselves vouch for."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from blogcli.config import load_config
from blogcli.content.memory import Memory, Reader
from blogcli.content.tree import scan
from tests.support import Site, comment

IT = "posts/2026/una-passeggiata/it.md"
TALK = "comments/una-passeggiata"
PAGE = "/2026/02/una-passeggiata/"


@pytest.mark.parametrize(("later", "title"), [(0, "Una traversata"), (1, "Una passeggiata")])
def test_a_stamp_is_trusted_only_when_no_change_can_have_left_it_the_same(later: int, title: str, walk: Site) -> None:
    """A file changed twice in one tick of the clock has one stamp and two contents; the first render read the first."""
    tree, config = scan(walk.root), load_config(walk.root)
    folder = (walk.root / IT).parent
    newest = max((folder / name).stat().st_ctime_ns for name in ("it.md", "en.md"))
    first = Memory({}, newest + later)
    ((_, read),) = Reader(config, tree, first).posts([folder])
    read()
    walk.write({IT: walk.read(IT).replace("passeggiata\n", "traversata\n", 1)})
    second = Memory(first.rows, newest + 10**9)
    ((_, read_again),) = Reader(config, tree, second).posts([folder])
    assert read_again().post.original.title == title


def shown_and_then_spam(site: Site) -> None:
    """A comment that is shown goes from the page once it is marked as spam."""
    site.write({f"{TALK}/a.md": comment("COMPRATE")})
    site.ok("render")
    assert "COMPRATE" in site.page(PAGE)
    (site.root / TALK / "a.md").rename(site.root / TALK / "a.spam.md")
    site.ok("render")
    assert "COMPRATE" not in site.page(PAGE)


def test_a_link_whose_target_no_disk_can_hold_hides_no_change_of_its_folder(walk: Site) -> None:
    (walk.root / TALK).mkdir(parents=True)
    (walk.root / TALK / "link").symlink_to("x" * 300)
    shown_and_then_spam(walk)


def test_what_lies_in_a_folder_that_could_not_be_walked_is_read_each_time(walk: Site) -> None:
    config, folder = load_config(walk.root), (walk.root / IT).parent
    tree = replace(scan(walk.root), folders={}, plain=set())
    first = Memory({}, 0)
    ((_, read),) = Reader(config, tree, first).posts([folder])
    read()
    walk.write({IT: walk.read(IT).replace("passeggiata\n", "traversata\n", 1)})
    for again in (tree, scan(walk.root)):
        ((_, read_again),) = Reader(config, again, Memory(first.rows, 0)).posts([folder])
        assert read_again().post.original.title == "Una traversata"


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
@pytest.mark.parametrize("folder", ["posts/2026/una-passeggiata", "comments/una-passeggiata"])
def test_a_name_that_is_no_text_on_a_file_nobody_shows_does_no_harm(folder: str, walk: Site) -> None:
    walk.write({f"{TALK}/a.md": comment("Bello!")})
    Path(os.fsdecode(os.fsencode(walk.root / folder) + b"/\xff.bak")).touch()
    Path(os.fsdecode(os.fsencode(walk.root / folder) + b"/x.bak")).symlink_to(os.fsdecode(b"\xff\n"))
    walk.ok("render")
    assert "wrote 0," in walk.ok("render").err


def test_a_file_is_not_taken_for_two_whose_names_make_up_its_own(walk: Site) -> None:
    folder = walk.root / "posts/2026/una-passeggiata"
    (folder / "a|b.svg").write_text("<svg/>")
    walk.ok("render")
    (folder / "a|b.svg").unlink()
    for name in ("a", "b.svg"):
        (folder / name).write_text("<svg/>")
    walk.ok("render")
    assert {"2026/02/una-passeggiata/a", "2026/02/una-passeggiata/b.svg"} <= set(walk.tree("public"))
