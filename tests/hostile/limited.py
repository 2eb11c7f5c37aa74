"""Work done in a process of its own, which the system ends where it takes more than it should."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.support import NOW, REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

MEMORY = 1 << 30  # bytes of address space: ten times what Python and blogcli take


def python(*arguments: str, cwd: Path = REPOSITORY, seconds: int = 30) -> subprocess.CompletedProcess[str]:
    """Run Python with at most so many seconds of CPU time, a hundred times what should be enough, and 1 GiB."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    env = {**os.environ, "SOURCE_DATE_EPOCH": NOW}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=env,
        preexec_fn=limit,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
