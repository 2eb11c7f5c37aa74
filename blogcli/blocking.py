"""The moderator's verb that lasts: a word, host or name is blocked, for every clone of the blog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.arguments import one_line, option
from blogcli.content.blocked import BLOCKED
from blogcli.errors import ChangedError, ExistsError
from blogcli.files import create_new, read_text, write_atomic
from blogcli.gathering import gather
from blogcli.names import CommentStatus
from blogcli.selection import Selection
from blogcli.spam.blocklist import Entry, Kind, blocked_by, entry, guess, with_entry
from blogcli.spam.score import is_blocked
from blogcli.symlinks import inside

if TYPE_CHECKING:
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.paths import CommentRef

_HEAD = """\
# What makes a new comment spam, one a line: "word: casino", "host: sails.example" or "name: Cheap Sails".

"""


def entry_of(text: str, kind: Kind | None) -> Entry:
    """What is to be blocked; where no kind is named it is guessed. UsageError where it can't block anything."""
    text = one_line(text)
    return option("TEXT:", lambda value: entry(kind or guess(value), value), text)


def block(config: Config, new: Entry) -> tuple[Path, bool]:
    """Block it: the file that says so, and whether that is new."""
    path = inside(config.root, config.root / BLOCKED)
    try:
        create_new(config.root, path, with_entry(_HEAD, new))
        return path, True
    except ExistsError:
        pass
    while True:
        was = read_text(path)
        text = with_entry(was, new)
        try:
            if text != was:
                write_atomic(config.root, path, text, was=was)
            return path, text != was
        except ChangedError:  # another process blocked something: add to that
            continue


def pending_matches(config: Config, new: Entry) -> list[CommentRef]:
    """Return the pending comments that have what the entry blocks, oldest first."""
    blocked = blocked_by([new])
    found, _ = gather(config, None, Selection(statuses=frozenset({CommentStatus.PENDING})))
    return [each.ref for each in found if is_blocked(each.comment.text, each.comment.author, each.comment.url, blocked)]
