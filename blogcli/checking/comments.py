"""The rule `comments`: what keeps `render` from showing comments, and one that it shows below two posts."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from blogcli.checking.look import Finding
from blogcli.content.comments import PrivateAddressError, public_author
from blogcli.content.find import refs_in
from blogcli.content.paths import comment_folders
from blogcli.errors import FileError
from blogcli.gathering import gather
from blogcli.homes import Homes
from blogcli.names import fold, is_given_id
from blogcli.selection import Selection
from blogcli.survey import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from blogcli.checking.look import Look
    from blogcli.content.paths import CommentRef

RULE = "comments"


def comments(look: Look) -> Iterator[Finding]:
    """What is wrong with comments, each by its file."""
    for fault in look.found.faults:
        yield Finding(RULE, fault.message, place_of(fault, look.config.root), fault.line, fault.hint)
    yield from _doubled(look)
    yield from _private_names(look)


def _private_names(look: Look) -> Iterator[Finding]:
    """Comments whose name holds an e-mail or IP address, which their pages publish."""
    for each in gather(look.config, None, Selection())[0]:
        try:
            public_author(each.comment.author)
        except PrivateAddressError as error:
            way_out = f"--author '{error.without}'" if error.without else "--anonymous"
            hint = f"blogcli comment edit {each.comment.id} {way_out}"
            yield Finding(RULE, f"the name {error}", each.comment.path, hint=hint)


def _doubled(look: Look) -> Iterator[Finding]:
    """Comments that stand below a second post: where a move was cut off, or brought together with another."""
    root = look.config.root
    homes = Homes(root)
    first: dict[str, CommentRef] = {}
    for ref in _refs(root):
        name = fold(ref.id)
        other = first.setdefault(name, ref)
        # A file named by hand may be called as another post's is.
        if is_given_id(name) and homes.called(other.post) != homes.called(ref.post):
            message = f"is below '{homes.called(other.post)}', too: {other.path.relative_to(root).as_posix()}"
            hint = "remove the file of the two that is not meant"
            yield Finding(RULE, message, ref.path.relative_to(root).as_posix(), hint=hint)


def _refs(root: Path) -> Iterator[CommentRef]:
    for folder in comment_folders(root)[0]:
        with contextlib.suppress(FileError):  # a folder that can't be read is a fault that is found already
            yield from refs_in(root, [folder])
