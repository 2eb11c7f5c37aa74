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


@contextmanager
def in_editor(text: str) -> Iterator[str]:
    """The text as the user left it in the editor, which was given `text`.

    An error within, one of the editor's, or Ctrl-C leaves it in a temporary file, the user's own, and says where.
    """
    descriptor, name = tempfile.mkstemp(prefix="blogcli-", suffix=".md")
    draft = Path(name)
    with os.fdopen(descriptor, "wb") as file:
        file.write(text.encode("utf-8"))
    try:
        console.edit(draft, hint="set EDITOR to another one and try again")
        yield read_text(draft).lstrip(BYTE_ORDER_MARK)
    except (BlogcliError, KeyboardInterrupt):
        console.warn(f"nothing was saved; what you wrote is in {draft}")
        raise
    draft.unlink(missing_ok=True)
