"""Commands that write, where nothing can be written: on a full disk, and on one that is read-only."""

from __future__ import annotations

import contextlib
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.support import Site
from tests.test_cut_off import COMMANDS, template
from tests.test_interrupted import room_for_bytes, room_for_files, small_disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["template"]

NO_ROOM_NEEDED = ("approve", "reject", "spam", "moderate", "remove")  # names change or go


def files_of(site: Site) -> dict[str, bytes]:
    return {path: data for path, data in site.tree().items() if not path.startswith(".blogcli/")}


@contextlib.contextmanager
def read_only(folder: Path, _: int) -> Iterator[None]:
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    yield
    subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)


@pytest.mark.parametrize("hindered", [room_for_bytes, room_for_files, read_only])
def test_nothing_is_changed_and_with_room_again_all_is_well(
    hindered: Callable[[Path, int], contextlib.AbstractContextManager[None]], template: Site, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk):
        for number, command in enumerate(COMMANDS.values()):
            site = Site(disk / f"{number}")
            site.write({**template.tree(), **command.more})
            before = files_of(site)
            with hindered(disk, 0):
                result = site.run(*command.arguments)
            if result.code == 0:
                assert {*command.arguments[:2]} & {*NO_ROOM_NEEDED}, (command, result)
                continue
            assert result.code == 1, (command, result)
            assert result.err.startswith("blogcli: "), result
            assert "No space left" in result.err or "Read-only" in result.err, result
            assert files_of(site) == before
            site.ok(*command.arguments)
