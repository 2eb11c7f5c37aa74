"""What `check` does with its other processes: they never hear of Ctrl-C, and one that is killed is one clear error."""

from __future__ import annotations

import os
import signal

import pytest

from blogcli.checking.look import Finding
from blogcli.checking.parallel import in_parts
from blogcli.errors import BlogcliError

COUNT = 100
HERE = os.getpid()

pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems have one process")


def _found(places: range) -> list[Finding]:
    return [Finding("links", f"post {place}", None) for place in places]


def test_ctrl_c_is_for_the_process_that_waits() -> None:
    def part(places: range) -> list[Finding]:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGINT)
        return _found(places)

    assert in_parts(COUNT, 2, part) == _found(range(COUNT))


def test_a_process_that_is_killed_is_one_clear_error() -> None:
    def part(places: range) -> list[Finding]:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return _found(places)

    with pytest.raises(BlogcliError, match="was killed"):
        in_parts(COUNT, 2, part)
