"""Work done by several processes at once: parcels of texts out, parcels of texts back, in the order they were sent."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError
from blogcli.wire import READY, WALK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from blogcli.render.press import Press

AHEAD = 3  # parcels sent to each process before the first comes back: enough that none waits, few enough to hold

# Each process has its own, made when there is need for it.
_setup = ""
_press: Press | None = None


def usable_cores() -> int:
    """How many processes can run at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def at_hand(setup: str, jobs: int, method: str | None = None) -> Iterator[Workers | None]:
    """Up to `jobs` processes, each started when there is work for it; None for one job.

    They start as `method` says (fork, forkserver, spawn; None: as the system does). `setup` is what a Press is made of.
    """
    if jobs == 1:
        yield None
        return
    workers = Workers(setup, jobs, method)
    try:
        yield workers
    except BaseException:
        # Nobody is to wait for what is no longer wanted, and they leave with this process. To kill one would be no way:
        # its pool waits for ever for the rest of what it was just sending.
        workers.close(in_haste=True)
        raise
    workers.close()


class Workers:
    """Processes that work through parcels."""

    def __init__(self, setup: str, jobs: int, method: str | None) -> None:
        self.setup, self.jobs, self.method = setup, jobs, method
        self.hands: list[_Hand] = []

    def __call__(self, parcels: Iterable[list[str]]) -> Iterator[list[bytes]]:
        """Have the parcels worked through, and give what comes back, in their order."""
        sent: deque[Future[list[bytes]]] = deque()
        for parcel in parcels:
            sent.append(self._send(parcel))
            if len(sent) > AHEAD * self.jobs:
                yield _result(sent.popleft())
        while sent:
            yield _result(sent.popleft())

    def start(self, number: int) -> None:
        """Have this many processes, each made ready to read and print."""
        while len(self.hands) < min(number, self.jobs):
            self._one_more()
        for hand in self.hands[:number]:
            hand.make_ready()

    def walk(self, root: str, folder: str) -> Callable[[], str]:
        """Have a folder of the blog walked, which is begun at once; what gives what `content.tree.walked` found."""
        sent = self._send([WALK, root, folder])

        def found() -> str:
            (text,) = _result(sent)
            return text.decode()

        return found

    def _send(self, parcel: list[str]) -> Future[list[bytes]]:
        idlest = min(self.hands, key=_Hand.load, default=None)
        if idlest is None or (idlest.load() >= AHEAD and len(self.hands) < self.jobs):
            idlest = self._one_more()
        return idlest.send(parcel)

    def _one_more(self) -> _Hand:
        self.hands.append(_Hand(self.setup, self.method))
        return self.hands[-1]

    def close(self, *, in_haste: bool = False) -> None:
        """Wait until each process has ended, which it does after the parcel it is at; `in_haste`, where one must."""
        for hand in self.hands:
            for parcel in hand.waiting:
                parcel.cancel()
        for hand in self.hands:
            hand.pool.shutdown(wait=not (in_haste and hand.forked), cancel_futures=True)


def _result(sent: Future[list[bytes]]) -> list[bytes]:
    with _telling_of_a_kill():
        return sent.result()


@contextmanager
def _telling_of_a_kill() -> Iterator[None]:
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield
    except BrokenProcessPool as error:  # it meets what is sent to the process, and what is awaited from it
        raise BlogcliError("a process that was making pages was killed", hint="try --jobs 1") from error


class _Hand:
    """One process: a pool of its own, so that it can be started without the others.

    Where it is forked, threads of the pools before it run. None of what they may hold then is used in the new process:
    the queues of those pools. Python makes the locks of imports and of logging anew, and `_work` needs no other.
    """

    def __init__(self, setup: str, method: str | None) -> None:
        # A render that changes nothing needs neither, and they take a while to import.
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        context = multiprocessing.get_context(method)
        self.waiting: deque[Future[list[bytes]]] = deque()
        self.forked = context.get_start_method() == "fork"  # else it shares semaphores that have names to be removed
        self.started = self.ready = False
        try:
            with _importing_nothing_here():
                self.pool = ProcessPoolExecutor(1, mp_context=context, initializer=_start, initargs=(setup,))
        except (ImportError, OSError, NotImplementedError) as error:  # a system without semaphores, or none to spare
            raise BlogcliError(f"can't start other processes: {error}", hint="try --jobs 1") from error

    def make_ready(self) -> None:
        """Have it import, ahead of its work, what it will need."""
        if not self.ready:
            self.send([READY])
        self.ready = True

    def load(self) -> int:
        """How many parcels it has before it."""
        while self.waiting and self.waiting[0].done():
            self.waiting.popleft()
        return len(self.waiting)

    def send(self, parcel: list[str]) -> Future[list[bytes]]:
        try:
            with _telling_of_a_kill(), nullcontext() if self.started else _starting():
                self.waiting.append(self.pool.submit(_work, parcel))  # the first starts the process
            self.started = True
        except OSError as error:
            raise BlogcliError(f"can't start other processes: {error.strerror}", hint="try --jobs 1") from error
        return self.waiting[-1]


@contextmanager
def _starting() -> Iterator[None]:
    with uninterrupted(), _importing_nothing_here():
        yield


@contextmanager
def _importing_nothing_here() -> Iterator[None]:
    """A Python started here looks for no module in the folder that it is started in, which a stranger's blog may be.

    Where processes aren't forked, Python starts some as `python -c`, which looks there first.
    """
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        del os.environ["PYTHONSAFEPATH"]
        if before is not None:
            os.environ["PYTHONSAFEPATH"] = before


@contextmanager
def uninterrupted() -> Iterator[None]:
    """A process started here never hears of Ctrl-C, which is for this one to say; this one hears of it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(setup: str) -> None:
    global _setup  # noqa: PLW0603
    gc.enable()  # it may be off where this was forked from, and a template's macros hold their pages in circles
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where a signal can't be held off
    import threading

    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _setup = setup


def _leave_with_parent() -> None:
    import multiprocessing

    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)  # nobody is left to work for


def _work(parcel: list[str]) -> list[bytes]:
    global _press  # noqa: PLW0603
    kind, *rest = parcel
    if kind == WALK:  # somebody waits for it, and would for the import of what makes pages
        from blogcli.content.tree import walked

        return [walked(*rest).encode()]
    if _press is None:
        from blogcli.render.press import Press

        _press = Press(_setup)
    return _press.work(parcel)
