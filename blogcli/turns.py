"""One command after the other decides on comments, and each on what it found: else it says that another was quicker."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from blogcli.content.paths import comment_files
from blogcli.errors import BlogcliError, FileError
from blogcli.locks import locked
from blogcli.names import COMMENTS, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from blogcli.content.paths import CommentRef


@contextmanager
def alone(root: Path, refs: Iterable[CommentRef] = ()) -> Iterator[None]:
    """Keep other commands from changing comments meanwhile, having waited for those that do.

    BlogcliError where the files of these comments are no longer those that were found.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(root / COMMENTS))
        except FileNotFoundError:  # there are none yet
            pass
        except OSError as error:
            raise FileError(error, root / COMMENTS, "read") from error
        _check_still(root, refs)
        yield


def _check_still(root: Path, refs: Iterable[CommentRef]) -> None:
    there: dict[Path, dict[str, list[str]]] = {}  # by folded ids
    for ref in refs:
        for file in ref.files:
            folder = file.parent
            if folder not in there:
                there[folder] = {fold(name): files for name, files in comment_files(root, folder)[0].items()}
            now = there[folder].get(fold(ref.id), [])
            if {*now} != {str(each) for each in ref.files if each.parent == folder}:
                raise BlogcliError("was moved, decided on or removed meanwhile", path=ref.path, hint="try again")
