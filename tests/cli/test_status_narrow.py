"""`status` on terminals of any width: nothing that names a row is cut, and no line is wider than the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.cli.test_status import EN, IT, edit, everything, launched, on_terminal

if TYPE_CHECKING:
    from tests.support import Site

ID = "una-lunga-passeggiata-d-inverno-lungo-il-fiume"


@pytest.fixture
def boat(blog: Site) -> Site:
    return launched(blog)


@pytest.mark.parametrize("columns", [30, 40, 60, 80, 140])
def test_every_row_is_named_whole_and_no_line_is_too_wide(columns: int, boat: Site) -> None:
    everything(boat)
    boat.ok("new", "冬の川を歩く", "--id", "fuyu", "--language", "en")
    boat.ok("new", "Lunga", "--id", ID)
    edit(boat, EN, "behind us.", "behind us.\n\nMore.")
    output = on_terminal(boat, columns=columns, NO_COLOR="1")
    words = output.split()
    for name in ("barca", "bozza", "fuyu", "presto", ID, "both", "c1", "posts/2026/rotta/it.md:3:", "from"):
        assert name in words, name
    assert [
        line for line in output.splitlines() if cell_len(line) > columns and ID not in line and IT not in line
    ] == []
    at = output.index("both")
    assert "gained or lost text of its own at 3" in " ".join(output[at:].split())


def test_titles_of_wide_characters_stand_in_columns_as_others_do(boat: Site) -> None:
    for name, title in (("fuyu", "冬の川"), ("mare-d-estate", "Mare")):
        boat.ok("new", title, "--id", name)
    lines = on_terminal(boat, NO_COLOR="1").splitlines()
    places = {cell_len(line[: line.index(title)]) for line in lines for title in ("冬の川", "Mare") if title in line}
    assert len(places) == 1
