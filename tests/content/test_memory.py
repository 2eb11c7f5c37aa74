"""What is recalled of earlier renders: only what a stamp or the bytes themselves vouch for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from blogcli.config import load_config
from blogcli.content.memory import Memory, Reader
from blogcli.content.tree import scan

if TYPE_CHECKING:
    from tests.support import Site

IT = "posts/2026/una-passeggiata/it.md"


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
