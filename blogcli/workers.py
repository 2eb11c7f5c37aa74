"""Work done by several processes at once: parcels of texts out, parcels of texts back, in the order they were sent."""

from __future__ import annotations

import os
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from blogcli.render.press import Press
    from blogcli.render.pressroom import Run

AHEAD = 3  # parcels sent to each process before the first comes back: enough that none waits, few enough to hold

_press: Press | None = None  # each process has one of its own


def usable_cores() -> int:
    """How many processes can run at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def running(setup: str, jobs: int, method: str | None = None) -> Iterator[Run]:
    """`jobs` processes that print, started as `method` says (fork, forkserver, spawn; None: as the system does)."""
    # A render that changes nothing needs none of these, and they take a while to import.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(
        jobs, mp_context=multiprocessing.get_context(method), initializer=_start, initargs=(setup,)
    )

    def run(parcels: Iterable[list[str]]) -> Iterator[list[bytes]]:
        waiting: deque[Future[list[bytes]]] = deque()
        try:
            for parcel in parcels:
                waiting.append(pool.submit(_print, parcel))
                if len(waiting) > AHEAD * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise BlogcliError("a process that was printing pages was killed", hint="try --jobs 1") from error

    try:
        yield run
    finally:
        pool.shutdown(cancel_futures=True)


def _start(setup: str) -> None:
    global _press  # noqa: PLW0603
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that was started to say
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    from blogcli.render.press import Press

    _press = Press(setup)


def _leave_with_parent() -> None:
    import multiprocessing

    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)  # nobody is left to print for


def _print(parcel: list[str]) -> list[bytes]:
    assert _press is not None
    return _press.print(parcel)
