"""Records on a real terminal: a line each that fits it, with every id whole."""

from __future__ import annotations

import os
import re
import sys

import pexpect
import pytest
from rich.cells import cell_len

from tests.support import BLOG_TOML, Site, comment

LONGEST = "una-parola-dopo-l-altra-fino-a-dove-un-id-si-ferma-da-solo-1"  # what `new` makes of a long title: 60 bytes
CHINESE, ARABIC = "日本の朝は早くてとても静かです" * 4, "مرحبا بالعالم هذا عنوان طويل " * 4
FIRST, SECOND, THIRD = (f"20260212T0{hour}0000Z-aaaaaa" for hour in (7, 8, 9))


def on_terminal(site: Site, columns: int, *arguments: str) -> list[str]:
    """The lines a command prints on a terminal of this width, without the marks that keep scripts apart."""
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    output, code = pexpect.run(
        f"{sys.executable} -m blogcli {' '.join(arguments)}", cwd=str(site.root), env=environment,
        encoding="utf-8", withexitstatus=True, dimensions=(40, columns),
    )  # fmt: skip
    assert code == 0, output
    return [re.sub("[\u2068\u2069]", "", line) for line in output.splitlines()]


@pytest.fixture
def world(blog: Site) -> Site:
    """Posts and comments in three scripts, with texts longer than any terminal."""
    blog.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "ja", "ar"]')})
    for post, language, text in (("asa", "ja", CHINESE), ("marhaba", "ar", ARABIC), ("breve", "it", "Corto")):
        blog.write({f"posts/2026/{post}/{language}.md": f"---\ntitle: {text}\ndate: 2026-02-10\n---\n{text}\n"})
    blog.write(
        {
            f"comments/asa/{FIRST}.pending.md": comment(CHINESE, author="山田太郎" * 5),
            f"comments/marhaba/{SECOND}.md": comment(ARABIC, author="محمد عبد الله الطويل"),
            f"comments/breve/{THIRD}.rejected.md": comment("Bello.\nE\tbasta."),
        }
    )
    return blog


@pytest.mark.parametrize("columns", [120, 80, 60])
def test_posts_are_a_line_each_that_fits(world: Site, columns: int) -> None:
    header, *lines = on_terminal(world, columns, "list")
    assert header.split() == ["POST", "LANG", "STATE", "DATE", "TITLE"]
    assert sorted(line.split()[0] for line in lines) == ["asa", "breve", "marhaba"]
    assert max(map(cell_len, lines)) in (columns, columns - 1)  # a wide character may not fit the last cell
    assert [line.endswith("…") for line in lines] == [True, False, True]
    assert all(" published  2026-02-10  " in line for line in lines)


@pytest.mark.parametrize("columns", [120, 80, 60])
def test_comments_are_a_line_each_that_fits_and_their_ids_are_whole(world: Site, columns: int) -> None:
    header, *lines = on_terminal(world, columns, "comment", "list")
    assert [line.split()[0] for line in lines] == [FIRST, SECOND, THIRD]
    assert max(map(cell_len, [header, *lines])) <= columns
    assert {"ID", "STATUS", "AUTHOR", "TEXT"} <= set(header.split())
    assert [line.split()[1] for line in lines] == ["pending", "approved", "rejected"]
    column = header.index("TEXT")
    assert lines[2][column:] == "Bello. E basta."[: columns - column - 1].strip() + ("…" if columns == 60 else "")


def test_what_there_is_no_room_for_is_left_out_and_the_id_stays_whole(world: Site) -> None:
    world.write({f"posts/2026/{LONGEST}/it.md": "---\ntitle: Una parola dopo l'altra\ndate: 2026-02-10\n---\nx\n"})
    world.write({f"comments/{LONGEST}/{FIRST}.md": comment("Bello.")})
    header, *lines = on_terminal(world, 80, "list")
    assert header.split() == ["POST", "LANG", "TITLE"]
    assert f"{LONGEST}  it    Una parola…" in lines
    header, *lines = on_terminal(world, 60, "list")
    assert header.split() == ["POST", "LANG"]
    assert f"{LONGEST}  it" in lines
    assert "POST" not in on_terminal(world, 80, "comment", "list")[0]
    assert any(f" {LONGEST} " in line for line in on_terminal(world, 200, "comment", "list"))


def test_what_a_dry_run_would_do_is_told_whole(world: Site) -> None:
    lines = on_terminal(world, 60, "render", "--dry-run", "--output", "a-folder-with-a-rather-long-name-of-its-own")
    assert any(re.fullmatch(r"write +a-folder-\S+/theme/style\.css", line) for line in lines)


def test_neighbours_that_run_from_right_to_left_keep_their_places(world: Site) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    output = pexpect.run(
        f"{sys.executable} -m blogcli comment list marhaba", cwd=str(world.root), env=environment, encoding="utf-8",
        dimensions=(40, 80),
    )  # fmt: skip
    assert re.search("\u2068محمد[^\u2069]*\u2069 +\u2068مرحبا[^\u2069]*…\u2069\r\n$", output)


def test_a_reader_can_t_fool_the_terminal_by_the_table(world: Site) -> None:
    world.write({f"comments/breve/{FIRST}.md": comment("\x1b[2J \u202eexe.gnp", author='"A\\e[31m"')})
    output = "\n".join(on_terminal(world, 120, "comment", "list", "breve"))
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", output) == []
    assert "\\x1b[2J" in output
