"""What somebody else does in the middle of a command, at a moment that a test names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


def when_asked(monkeypatch: pytest.MonkeyPatch, call: str, place: Path, act: Callable[[], object]) -> None:
    """Have something done right before the system is first asked for this call on a file, or one of a folder."""
    asked, waiting = getattr(os, call), [act]

    def called(path: str | Path, *others: object, **more: object) -> object:
        if waiting and place in (Path(path), Path(path).parent):
            waiting.pop()()
        return asked(path, *others, **more)

    monkeypatch.setattr(os, call, called)
