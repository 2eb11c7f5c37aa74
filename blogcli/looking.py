"""A comment as a moderator needs to see it: what it says, what it answers, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.content.comments import MAX_FILE, read_comment
from blogcli.content.paths import CommentRef, comment_files, comment_status, files_called
from blogcli.errors import BlogcliError
from blogcli.files import decode, read_bytes
from blogcli.gathering import UNSAID
from blogcli.homes import around
from blogcli.names import COMMENTS, fold
from blogcli.symlinks import inside

if TYPE_CHECKING:
    from blogcli.config import Config
    from blogcli.model import Comment
    from blogcli.names import CommentStatus

_ABOVE = 4  # comments of a thread that are shown above the one that is looked at


@dataclass(frozen=True, slots=True)
class Seen:
    """A comment, the bytes it was read from, and the nearest of those it answers, the oldest first.

    `comment` is None where the file is faulty; `faults` say why. `more` says that the thread begins further up, and
    `lost` is the id of a comment that is answered and isn't there.
    """

    ref: CommentRef
    data: bytes
    comment: Comment | None
    faults: tuple[BlogcliError, ...] = ()
    above: tuple[Comment, ...] = ()
    more: bool = False
    lost: str = ""

    @property
    def status(self) -> CommentStatus:
        """The status it had."""
        return comment_status(self.ref.path.name)

    def same(self, other: Seen) -> bool:
        """Whether nothing was decided and nothing was written since."""
        return (self.ref, self.data) == (other.ref, other.data)


def name_of(ref: CommentRef) -> str:
    """A comment's name in a queue: unique, though the same id may lie in two folders."""
    return f"{ref.post}/{ref.id}"


def look(config: Config, name: str) -> Seen | None:
    """The comment of this name as it is now; None where it isn't there any more."""
    post, _, comment_id = name.partition("/")
    folder = config.root / COMMENTS / post
    files = comment_files(config.root, folder)[0]
    there = files_called(files, comment_id)
    if there is None:
        return None
    ref = CommentRef(there[0], post, tuple(map(Path, there[1])))
    data = b""
    try:
        data = read_bytes(inside(config.root, ref.path), limit=MAX_FILE)
        comment = read_comment(ref, config, UNSAID, lambda _root, path, _limit: decode(data, path))
    except BlogcliError as error:
        return Seen(ref, data, None, tuple(error.problems))
    above, more, lost = _above(config, comment, folder, files)
    return Seen(ref, data, comment, (), above, more, lost)


def _above(
    config: Config, comment: Comment, folder: Path, files: dict[str, list[str]]
) -> tuple[tuple[Comment, ...], bool, str]:
    """The nearest comments of its thread that it answers, whether there are more, and the id of one that is lost."""
    known = {fold(name): CommentRef(name, folder.name, tuple(map(Path, paths))) for name, paths in files.items()}
    found: list[Comment] = []
    wide = False
    while comment.reply_to and len(found) < _ABOVE:
        parent = known.get(fold(comment.reply_to))
        if parent is None and not wide:  # it may lie below another id that the post had
            wide = True
            known |= _elsewhere(config, folder)
            parent = known.get(fold(comment.reply_to))
        if parent is None or any(other.id == parent.id for other in found):
            return tuple(reversed(found)), False, comment.reply_to if parent is None else ""
        try:
            comment = read_comment(parent, config, UNSAID)
        except BlogcliError:
            return tuple(reversed(found)), False, comment.reply_to
        found.append(comment)
    return tuple(reversed(found)), bool(comment.reply_to), ""


def _elsewhere(config: Config, folder: Path) -> dict[str, CommentRef]:
    others = [place for place in around(config, folder.name) if place != folder]
    return {
        fold(name): CommentRef(name, place.name, tuple(map(Path, paths)))
        for place in others
        for name, paths in comment_files(config.root, place)[0].items()
    }
