"""Posts looked at by several processes, each one part of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError
from blogcli.workers import uninterrupted

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogcli.checking.look import Finding

    Part = Callable[[range], list[Finding]]

_ENOUGH = 60  # posts from which on another process pays
_AT_ONCE = 20  # posts that a process is given at a time


_part: Part | None = None  # what a process that was started below looks with


def in_parts(count: int, jobs: int, part: Part) -> list[Finding]:
    """Return what `part` finds among so many posts, by their places, in that order.

    The processes are copies of this one, so that nothing is read twice; where a system has no such copies, as Windows
    and macOS, this process alone does it. BlogcliError where one of them is killed.
    """
    if jobs < 2 or count < _ENOUGH or sys.platform != "linux":
        return part(range(count))
    # `check` of one post or with --jobs 1 doesn't wait for these.
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    parts = [range(start, min(start + _AT_ONCE, count)) for start in range(0, count, _AT_ONCE)]
    try:
        pool = ProcessPoolExecutor(min(jobs, len(parts)), get_context("fork"), _start, (part,))
    except (ImportError, OSError, NotImplementedError):  # a system without semaphores, or none to spare
        return part(range(count))
    try:
        with uninterrupted():  # the first that is sent starts all processes
            coming = pool.map(_in_copy, parts)
        found = list(coming)
    except BrokenProcessPool as error:
        raise BlogcliError("a process that was looking at posts was killed", hint="try --jobs 1") from error
    finally:
        pool.shutdown(cancel_futures=True)
    # What can't be read is read again here, where it is said.
    whole = [part(places) if each is None else each for places, each in zip(parts, found, strict=True)]
    return [finding for each in whole for finding in each]


def _start(part: Part) -> None:
    global _part  # noqa: PLW0603
    _part = part


def _in_copy(places: range) -> list[Finding] | None:
    assert _part
    try:
        return _part(places)
    except BlogcliError:
        return None
