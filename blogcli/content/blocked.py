"""comments/blocked.txt: the words, hosts and names that the blog's moderators have blocked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError, FileError, SourceError
from blogcli.files import read_text
from blogcli.names import COMMENTS
from blogcli.symlinks import inside

if TYPE_CHECKING:
    from pathlib import Path

    from blogcli.spam.blocklist import Blocked

BLOCKED = f"{COMMENTS}/blocked.txt"


def read_blocked(root: Path) -> tuple[Blocked | None, list[BlogcliError]]:
    """What is blocked, and what is wrong with the file: a faulty line blocks nothing, and stops nothing.

    None where there is no such file, or none that can be read.
    """
    path = root / BLOCKED
    try:
        if not path.is_file():
            return None, []
    except OSError as error:
        return None, [FileError(error, path, "read")]
    from blogcli.spam import blocklist  # most blogs have no such file, and `comment add` then starts the sooner

    try:
        blocked, faults = blocklist.read(read_text(inside(root, path)))
    except BlogcliError as error:
        return None, [error]
    return blocked, [SourceError(path, fault.message, line=fault.line) for fault in faults]
