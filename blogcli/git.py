"""How git is run. Asking it writes nothing and fetches nothing; what it is told to do runs as the user would run it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError

if TYPE_CHECKING:
    from pathlib import Path

    Done = subprocess.CompletedProcess[bytes]

# What keeps a partial clone from fetching: of git's two ways this is the one that old versions know, too.
_STAY_HERE = ("-c", "protocol.allow=never", "--no-optional-locks")
# Variables that say who commits, when and how; all others of git's send it to another repository, as in a hook.
_WHO = ("GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_SSH", "GIT_EDITOR", "GIT_ASKPASS", "GIT_TERMINAL_PROMPT")


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> Done | None:
    """Ask git something in a folder, with its messages in English; None where there is no git.

    BlogcliError where the system refuses to run it.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or "_CONFIG" in name}
    return _run(folder, (*_STAY_HERE, *arguments), {**kept, "LC_ALL": "C"}, stdin)


def tell_git(folder: Path, *arguments: str, stdin: bytes = b"") -> Done | None:
    """Have git do something in a folder's repository, with the user's hooks and settings; None where there is no git.

    Paths are taken as they are written. BlogcliError where the system refuses to run it.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or "_CONFIG" in name or name.startswith(_WHO)
    }
    return _run(folder, ("--literal-pathspecs", *arguments), kept, stdin)


def _run(folder: Path, arguments: tuple[str, ...], environment: dict[str, str], stdin: bytes) -> Done | None:
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, input=stdin, capture_output=True, check=False, env=environment)
    except (FileNotFoundError, NotADirectoryError, PermissionError):  # all that a PATH without a git ends in
        return None
    except OSError as error:
        raise BlogcliError(f"can't run git: {error.strerror}") from error
