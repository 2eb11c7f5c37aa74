"""What a program takes, as a whole: wall time, CPU time, and the most memory all its processes held together."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_INTERVAL = 0.02  # seconds between two looks at the memory
_SHARE = 50  # the rest after a look is at least this many times its CPU time: looking must not slow what is seen
_PROC = Path("/proc")


class Failed(Exception):
    """What was to be measured failed, or did something else than it should."""


@dataclass(frozen=True)
class Run:
    """One run of a program: seconds of wall time, seconds of CPU time of all its processes, peak memory in bytes.

    The memory is None where the system has no /proc, or the run was too short for a look.
    """

    seconds: float
    cpu: float
    memory: int | None


def fastest(runs: Sequence[Run]) -> float:
    """The seconds of the fastest of some runs."""
    return min(run.seconds for run in runs)


def middle(runs: Sequence[Run]) -> float:
    """The median of the seconds of some runs."""
    return median(run.seconds for run in runs)


def middle_cpu(runs: Sequence[Run]) -> float:
    """The median of the CPU seconds of some runs."""
    return median(run.cpu for run in runs)


def most_memory(runs: Sequence[Run]) -> int | None:
    """The most memory any of some runs held."""
    return max((run.memory for run in runs if run.memory is not None), default=None)


def _tree(pid: int) -> list[int]:
    """A process and all that descend from it; those that end meanwhile are left out."""
    found = [pid]
    for parent in found:  # grows as it goes
        for children in (_PROC / str(parent) / "task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def _resident(pid: int) -> int:
    """Bytes of memory a process holds, those it shares with others counted in full."""
    return int((_PROC / str(pid) / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _proportional(pid: int) -> int:
    """Bytes of memory a process holds, those it shares with others divided among them."""
    for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def held(pid: int) -> int:
    """Bytes of memory a process and its descendants hold together.

    One alone shares with none, and its resident memory is quick to learn; among several, what they share counts once.
    """
    processes = _tree(pid)
    measure = _proportional if len(processes) > 1 else _resident
    total = 0
    for process in processes:
        try:
            total += measure(process)
        except (OSError, IndexError):  # it has ended
            continue
    return total


class _Watch(threading.Thread):
    """Looks at the memory of a process, again and again, until told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._pid = pid
        self._over = threading.Event()

    def run(self) -> None:
        rest = 0.0
        while not self._over.wait(rest):
            started = time.thread_time()
            self.peak = max(self.peak, held(self._pid))
            rest = max(_INTERVAL, _SHARE * (time.thread_time() - started))

    def stop(self) -> int | None:
        """The most it saw."""
        self._over.set()
        self.join()
        return self.peak or None


def run(command: Sequence[str], cwd: Path, env: Mapping[str, str]) -> Run:
    """Run a program to its end, and measure it; fails if it does not end with 0."""
    with tempfile.TemporaryFile() as talk:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=talk
        )
        watch = _Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        memory = watch.stop()
        if process.returncode:
            talk.seek(0)
            said = talk.read().decode("utf-8", "replace").strip()
            raise Failed(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, memory)
