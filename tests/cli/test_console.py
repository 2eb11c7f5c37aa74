"""What reaches a terminal on stderr."""

from __future__ import annotations

import sys

import pytest

from blogcli.cli import console


def test_what_could_fool_a_terminal_is_shown_in_talk_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    console.warn("since \x1b[31mX\u202e")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    console.say("since \x9b31mX, è")
    assert capsys.readouterr().err == "blogcli: since \\x1b[31mX\\u202e\nsince \\x9b31mX, è\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u200bb", r"a\u200bb"),
        ("\u2060x", r"\u2060x"),
        ("\ufeffx", r"\ufeffx"),
        ("a\U000e0041b", r"a\U000e0041b"),
        ("so\u00adft", r"so\xadft"),
        ("x\u034fy\u115f", r"x\u034fy\u115f"),
        ("a\u200db\u200c", r"a\u200db\u200c"),
        ("x\ufe0f\ufe0f", "x\ufe0f\\ufe0f"),
        ("\u202eabc\x1b[0m\x85", r"\u202eabc\x1b[0m\x85"),
    ],
)
def test_what_draws_nothing_is_made_visible(text: str, shown: str) -> None:
    assert console.visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0915\u094d\u200d\u0937", "\U0001f468\u200d\U0001f469",
        "\u2764\ufe0f", "\U0001f3c3\u200d\u2640\ufe0f", "\U0001f3f4\U000e0067\U000e0062\U000e007f",
        "a\nb\tc", "\u845b\U000e0100",
    ],
)  # fmt: skip
def test_what_a_script_or_an_emoji_needs_is_kept(text: str) -> None:
    assert console.visible(text) == text
