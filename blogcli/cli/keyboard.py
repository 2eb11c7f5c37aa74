"""The terminal, read key by key: no Enter needed, and its own way again whatever happens."""

from __future__ import annotations

import os
import select
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from blogcli.cli import console

if TYPE_CHECKING:
    from collections.abc import Iterator

END = "\x04"  # what Ctrl-D sends

_ESCAPE = b"\x1b"


class Keyboard:
    """A terminal whose keys are read one by one, between `opened` and its end."""

    def __init__(self, descriptor: int, wakeup: int, usual: list[Any]) -> None:
        self._descriptor = descriptor
        self._wakeup = wakeup
        self._usual = usual
        self._one_by_one()

    def key(self) -> str:
        """The next key, waited for.

        "" for an arrow or another key that is no character, and where the terminal was resized or came back to the
        foreground: then what it shows had better be drawn anew. END where the terminal is gone.
        """
        ready = select.select([self._descriptor, self._wakeup], [], [])[0]
        if self._wakeup in ready:
            if signal.SIGCONT in os.read(self._wakeup, 64):  # the shell has set the terminal its own way meanwhile
                self._one_by_one()
            return ""
        data = os.read(self._descriptor, 64)
        if not data:
            return END
        return "" if data.startswith(_ESCAPE) else data.decode("utf-8", "replace")[0]

    def forget(self) -> None:
        """Throw away what was typed ahead: nobody decides on what wasn't shown yet."""
        import termios

        termios.tcflush(self._descriptor, termios.TCIFLUSH)

    def write(self, text: str) -> None:
        """Show a text."""
        data = text.encode("utf-8", "backslashreplace")
        while data:
            data = data[os.write(self._descriptor, data) :]

    def width(self) -> int:
        """How many columns it has, now."""
        with suppress(OSError):
            return os.get_terminal_size(self._descriptor).columns or 80
        return 80

    def _one_by_one(self) -> None:
        import tty

        tty.setcbreak(self._descriptor)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """The terminal as other programs expect it, an editor for one."""
        import termios

        termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._usual)
        try:
            yield
        finally:
            self._one_by_one()


@contextmanager
def opened(what: str, option: str) -> Iterator[Keyboard]:
    """The terminal, read key by key; MustAskError where there is none: `what` needs it, `option` does without."""
    with console.terminal(what, option) as file:
        import termios

        descriptor = file.fileno()
        usual = termios.tcgetattr(descriptor)
        with _waking() as wakeup:
            try:
                yield Keyboard(descriptor, wakeup, usual)
            finally:
                with suppress(termios.error):  # it was closed
                    termios.tcsetattr(descriptor, termios.TCSADRAIN, usual)


@contextmanager
def _waking() -> Iterator[int]:
    """A pipe that can be read when the terminal was resized, or when the program goes on after a stop.

    Whoever ends the program from outside, or closes the terminal, is answered as Ctrl-C is: the terminal is left in
    order, and what was decided is committed.
    """
    wakeup, end = os.pipe()
    os.set_blocking(end, False)
    handlers: dict[int, Any] = {signal.SIGWINCH: _noted, signal.SIGCONT: _noted}
    handlers |= dict.fromkeys((signal.SIGTERM, signal.SIGHUP), signal.default_int_handler)
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    earlier = signal.set_wakeup_fd(end)
    try:
        yield wakeup
    finally:
        signal.set_wakeup_fd(earlier)
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(wakeup)
        os.close(end)


def _noted(number: int, frame: object) -> None:
    """The pipe says it."""
