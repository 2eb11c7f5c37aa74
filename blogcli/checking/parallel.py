"""Posts looked at by several processes, each one part of them."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogcli.checking.look import Finding

    Part = Callable[[range], list[Finding]]

_ENOUGH = 60  # posts from which on another process pays
_AT_ONCE = 20  # posts looked at between two reports


_part: Part | None = None  # what the processes that are forked below have in common with this one


def in_parts(count: int, jobs: int, part: Part) -> list[Finding]:
    """What `part` finds among so many posts, by their places, in that order.

    The processes are copies of this one, so that nothing is read twice; where a system has no such copies, as Windows
    and macOS, this process alone does it.
    """
    global _part  # noqa: PLW0603
    if jobs < 2 or count < _ENOUGH or not _can_fork():
        return part(range(count))
    parts = [range(start, min(start + _AT_ONCE, count)) for start in range(0, count, _AT_ONCE)]
    _part = part
    try:
        with multiprocessing.get_context("fork").Pool(min(jobs, len(parts))) as pool:
            found = pool.map(_in_copy, parts, chunksize=1)
    finally:
        _part = None
    # What can't be read is read again here, where it is said.
    whole = [part(places) if each is None else each for places, each in zip(parts, found, strict=True)]
    return [finding for each in whole for finding in each]


def _in_copy(places: range) -> list[Finding] | None:
    assert _part
    try:
        return _part(places)
    except BlogcliError:
        return None


def _can_fork() -> bool:
    import sys

    return sys.platform == "linux" and "fork" in multiprocessing.get_all_start_methods()
