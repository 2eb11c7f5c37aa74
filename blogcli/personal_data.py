"""Find what a person wrote below the posts, and what still speaks of them once that was emptied."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from blogcli.gathering import gather
from blogcli.names import CACHE, OUTPUT, fold
from blogcli.selection import Selection
from blogcli.spam.texts import plain, stands_in

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.paths import CommentRef
    from blogcli.errors import BlogcliError
    from blogcli.gathering import Gathered

_ALIKE = 0.6  # of difflib's ratio, 1 being the same


class Remaining(NamedTuple):
    """What still speaks of a person: comments of others, and folders that hold what was rendered or read before."""

    answers: list[Path]
    folders: list[Path]


def written_by(config: Config, wanted: Selection) -> tuple[list[Gathered], list[BlogcliError]]:
    """Return the comments of any status that fit, without those removed already, and the faults that may hide others.

    Of a comment in two files one may be theirs, though it doesn't count: both are read.
    """
    found, faults = gather(config, None, wanted, any_file=True)
    return [each for each in found if not each.comment.removed], faults


def remaining(config: Config, refs: Sequence[CommentRef], names: Collection[str]) -> Remaining:
    """Return what speaks of a person beside their comments `refs`: answers to these, and texts with a name in them."""
    theirs = {(ref.post, fold(ref.id)) for ref in refs}
    sought = {plain(name) for name in names} - {""}
    answers = []
    for ref, comment in gather(config, None, Selection())[0]:
        if comment.removed or (ref.post, fold(ref.id)) in theirs:
            continue
        text = plain(comment.text)
        if (ref.post, fold(comment.reply_to)) in theirs or any(stands_in(name, text) for name in sought):
            answers.append(ref.path)
    return Remaining(answers, [folder for folder in (config.root / OUTPUT, config.root / CACHE) if folder.is_dir()])


def similar_names(config: Config, name: str) -> list[str]:
    """Return up to three names of people who commented that are most like a name, the nearest first."""
    names = {plain(each.comment.author): each.comment.author for each in gather(config, None, Selection())[0]}
    names.pop("", None)
    key = plain(name)
    near = get_close_matches(key, names, n=3, cutoff=_ALIKE)
    near += [other for other in names if other not in near and (stands_in(key, other) or stands_in(other, key))]
    return [names[other] for other in near[:3]]
