"""Work done by several processes at once: parcels of texts out, parcels of texts back, in the order they were sent."""

from __future__ import annotations

import os
from collections import deque
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

    from blogcli.render.press import Press
    from blogcli.wire import Run

AHEAD = 3  # parcels sent to each process before the first comes back: enough that none waits, few enough to hold

_press: Press | None = None  # each process has one of its own


def usable_cores() -> int:
    """How many processes can run at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def at_hand(setup: str, jobs: int, method: str | None = None) -> Iterator[Run | None]:
    """What has `jobs` processes work, which are started when they are first asked; None for one job.

    They start as `method` says (fork, forkserver, spawn; None: as the system does). `setup` is what a Press is made of.
    """
    with ExitStack() as stack:
        started: list[ProcessPoolExecutor] = []

        def run(parcels: Iterable[list[str]]) -> Iterator[list[bytes]]:
            if not started:
                started.append(_pool(setup, jobs, method))
                stack.callback(started[0].shutdown, cancel_futures=True)
            return _in_order(started[0], parcels, AHEAD * jobs)

        yield run if jobs > 1 else None


def _pool(setup: str, jobs: int, method: str | None) -> ProcessPoolExecutor:
    # A render that changes nothing needs neither, and they take a while to import.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context(method)
    try:
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(setup,))
    except (ImportError, OSError, NotImplementedError) as error:  # a system without semaphores, or with none to spare
        raise BlogcliError(f"can't start other processes: {error}", hint="try --jobs 1") from error


def _in_order(pool: ProcessPoolExecutor, parcels: Iterable[list[str]], ahead: int) -> Iterator[list[bytes]]:
    from concurrent.futures.process import BrokenProcessPool

    waiting: deque[Future[list[bytes]]] = deque()
    try:
        for parcel in parcels:
            waiting.append(_sent(pool, parcel))
            if len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise BlogcliError("a process that was making pages was killed", hint="try --jobs 1") from error


def _sent(pool: ProcessPoolExecutor, parcel: list[str]) -> Future[list[bytes]]:
    try:
        return pool.submit(_work, parcel)  # the first start the processes
    except OSError as error:
        raise BlogcliError(f"can't start other processes: {error.strerror}", hint="try --jobs 1") from error


def _start(setup: str) -> None:
    global _press  # noqa: PLW0603
    import signal
    import threading

    from blogcli.render.press import Press

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that was started to say
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _press = Press(setup)


def _leave_with_parent() -> None:
    import multiprocessing

    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)  # nobody is left to work for


def _work(parcel: list[str]) -> list[bytes]:
    assert _press is not None
    return _press.work(parcel)
