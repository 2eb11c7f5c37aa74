"""A text written in the user's editor, and kept where it turns out that it can't be taken."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.cli import console
from blogcli.errors import BlogcliError
from blogcli.files import read_text
from blogcli.names import BYTE_ORDER_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator


# As `git commit --cleanup=scissors` has it.
SCISSORS = "# ------------------------ >8 ------------------------"


@contextmanager
def in_editor(text: str, below: str = "") -> Iterator[str]:
    """The text as the user left it in the editor, which was given `text`.

    With `below`, the editor shows that too, below a line from which on everything is dropped.
    An error within, one of the editor's, or Ctrl-C leaves it in a temporary file, the user's own, and says where.
    """
    descriptor, name = tempfile.mkstemp(prefix="blogcli-", suffix=".md")
    draft = Path(name)
    with os.fdopen(descriptor, "wb") as file:
        file.write((f"{text}\n\n{SCISSORS}\n{below}\n" if below else text).encode("utf-8"))
    try:
        console.edit(draft, hint="set EDITOR to another one and try again")
        left = read_text(draft).lstrip(BYTE_ORDER_MARK)
        yield _above_scissors(left) if below else left
    except (BlogcliError, KeyboardInterrupt):
        console.warn(f"nothing was saved; what you wrote is in {draft}")
        raise
    draft.unlink(missing_ok=True)


def _above_scissors(text: str) -> str:
    lines = text.splitlines(keepends=True)
    cut = next((number for number, line in enumerate(lines) if line.strip() == SCISSORS), None)
    return text if cut is None else "".join(lines[:cut]).rstrip() + "\n"
