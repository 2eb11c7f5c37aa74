"""What reaches a terminal on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from blogcli.cli import console

if TYPE_CHECKING:
    import pytest


def test_what_could_fool_a_terminal_is_shown_in_talk_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    console.warn("since \x1b[31mX\u202e")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    console.say("since \x9b31mX, è")
    assert capsys.readouterr().err == "blogcli: since \\x1b[31mX\\u202e\nsince \\x9b31mX, è\n"
