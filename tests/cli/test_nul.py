"""A NUL character, which no text, name or path can hold, is refused wherever it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import comment

if TYPE_CHECKING:
    from tests.support import Site

NUL = "a\0b"


@pytest.mark.parametrize(
    ("option", "arguments"),
    [
        ("--author", ["comment", "add", "una-passeggiata", "--body", "x"]),
        ("--url", ["comment", "add", "una-passeggiata", "--anonymous", "--body", "x"]),
        ("--body", ["comment", "add", "una-passeggiata", "--anonymous"]),
        ("--body-file", ["comment", "add", "una-passeggiata", "--anonymous"]),
        ("--language", ["comment", "add", "una-passeggiata", "--anonymous", "--body", "x"]),
        ("--date", ["comment", "add", "una-passeggiata", "--anonymous", "--body", "x"]),
        ("--reply-to", ["comment", "add", "una-passeggiata", "--anonymous", "--body", "x"]),
        ("--body", ["comment", "reply", "a"]),
        ("--author", ["comment", "edit", "a"]),
        ("--author", ["comment", "list"]),
        ("--text", ["comment", "spam"]),
        *((name, ["new", "x", "--body=y"]) for name in ("--author", "--summary", "--tag", "--slug", "--id", "--date")),
        ("--body", ["new", "x"]),
        ("--title", ["translate", "una-passeggiata", "de", "--body", "x"]),
        ("--body", ["translate", "una-passeggiata", "de"]),
        ("--output", ["render"]),
    ],
)  # fmt: skip
def test_no_option_takes_a_nul_character(walk: Site, option: str, arguments: list[str]) -> None:
    walk.write({"comments/una-passeggiata/a.pending.md": comment("Bello!")})
    for given in ([option, NUL], [f"{option}={NUL}"]):
        assert walk.fails(*arguments, *given, code=2) == f"blogcli: {option} holds a NUL character\n"


@pytest.mark.parametrize("command", ["new", "show", "comment block", "comment show"])
def test_no_argument_holds_a_nul_character(walk: Site, command: str) -> None:
    assert walk.fails(*command.split(), NUL, code=2) == "blogcli: an argument holds a NUL character\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["comment", "add", "una-passeggiata", "--anonymous"],
        ["comment", "reply", "a"],
        ["comment", "edit", "a"],
        ["translate", "una-passeggiata", "de"],
    ],
    ids=" ".join,
)
def test_no_text_of_a_file_holds_a_nul_character(walk: Site, arguments: list[str]) -> None:
    walk.write({"comments/una-passeggiata/a.md": comment("Bello!"), "testo.txt": "uno\n\0\n"})
    said = walk.fails(*arguments, "--body-file", "testo.txt", code=2)
    assert said == "blogcli: testo.txt:2: holds a NUL character\n"
