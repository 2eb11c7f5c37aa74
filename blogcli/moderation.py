"""The moderator's verbs: comments are approved, rejected, marked as spam, removed."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

from blogcli.content import comments, frontmatter
from blogcli.content.find import comment_finder
from blogcli.content.paths import CommentRef, comment_name
from blogcli.errors import BlogcliError, ExistsError, SourceError, noting, raise_all
from blogcli.files import Rewrite, move_new, remove, write_together
from blogcli.gathering import UNSAID, gather
from blogcli.names import CommentStatus
from blogcli.symlinks import inside
from blogcli.turns import alone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.paths import PostRef
    from blogcli.selection import Selection
    from blogcli.triage import Line


def find_all(root: Path, names: Sequence[str], cwd: Path) -> list[CommentRef]:
    """The comments the user named, each once; every name that means none is reported, before anything is done."""
    refs: dict[str, CommentRef] = {}
    problems = []
    find = comment_finder(root, cwd)
    for name in names:
        try:
            ref = find(name)
            refs[f"{ref.post}/{ref.id}"] = ref
        except BlogcliError as error:
            problems.append(error)
    raise_all(problems)
    return list(refs.values())


def decide(root: Path, refs: Sequence[CommentRef], status: CommentStatus) -> list[Path]:
    """Give comments a status; see `carry_out`."""
    return carry_out(root, [(ref, status) for ref in refs])


def carry_out(root: Path, decisions: Sequence[tuple[CommentRef, CommentStatus]]) -> list[Path]:
    """Give each comment its status: one rename. One that has it already is left as it is. The paths they have then.

    Where a merge left two names for one comment, this decides; ExistsError where the two differ. On any error each
    has the status that it had.
    """
    done: list[tuple[CommentRef, Path]] = []
    with alone(root, [ref for ref, _ in decisions]):
        for ref, _ in decisions:
            _check_same(ref)
        try:
            for ref, status in decisions:
                done.append((ref, _decide(root, ref, status)))
        except BlogcliError:
            for ref, path in done:
                if path not in ref.files:
                    with contextlib.suppress(BlogcliError):
                        move_new(root, path, ref.path)
            raise
    return [path for _, path in done]


def find_decided(root: Path, lines: Sequence[Line], source: Path, cwd: Path) -> list[tuple[CommentRef, CommentStatus]]:
    """The comments that a list of decisions names, each with its new status.

    Whatever is wrong with the list is reported together, with `source` and the line.
    """
    found: dict[tuple[str, str], tuple[CommentRef, CommentStatus]] = {}
    problems: list[BlogcliError] = []
    find = comment_finder(root, cwd)
    for line in lines:
        try:
            ref = find(line.name)
        except BlogcliError as error:
            problems.append(SourceError(source, error.message, line=line.number, hint=error.hint))
            continue
        _, before = found.setdefault((ref.post, ref.id), (ref, line.status))
        if before is not line.status:
            message = f"{ref.id} is to be {line.status.value} here, and {before.value} further up"
            problems.append(SourceError(source, message, line=line.number, hint="keep one of the two lines"))
    raise_all(problems)
    return list(found.values())


def of_other_status(refs: Sequence[CommentRef], status: CommentStatus) -> list[CommentRef]:
    """Those of the comments that `decide` would change."""
    return [ref for ref in refs if ref.files != (_named(ref, status),)]


def choose(config: Config, post: PostRef | None, wanted: Selection) -> tuple[list[CommentRef], list[BlogcliError]]:
    """The comments that are meant: the pending ones where no status was named. And the faults of others.

    A comment that can't be read is never among them, for who wrote it, and what, is not known.
    """
    if not wanted.statuses:
        wanted = replace(wanted, statuses=frozenset({CommentStatus.PENDING}))
    found, faults = gather(config, post, wanted)
    return [each.ref for each in found], faults


def faults_of(config: Config, paths: Sequence[Path]) -> list[BlogcliError]:
    """What keeps comments from being shown, though they are approved; of one decided on meanwhile nothing."""
    faults: list[BlogcliError] = []
    for path in paths:
        try:
            comments.read_comment(CommentRef(path.name, path.parent.name, (path,)), config, UNSAID)
        except BlogcliError as error:
            faults += error.problems if path.exists() else ()
    return faults


def _check_same(ref: CommentRef) -> None:
    if len(ref.files) > 1 and len({comments.text_of(file) for file in ref.files}) > 1:
        first, second = ref.files[:2]
        hint = f"it differs from {second.name}: keep one of them by hand"
        raise ExistsError(first, hint=hint)


def _named(ref: CommentRef, status: CommentStatus) -> Path:
    return ref.path.with_name(comment_name(ref.id, status))


def _decide(root: Path, ref: CommentRef, status: CommentStatus) -> Path:
    target = _named(ref, status)
    if target in ref.files:
        for file in sorted(
            ref.files, key=lambda file: file == ref.path
        ):  # until the last step, the cautious one counts
            if file != target:
                remove(root, file)  # the same comment under a second name
        return target
    move_new(root, ref.path, target)  # first, for it alone needs room on the disk
    try:
        for file in ref.files:
            if file != ref.path:
                remove(root, file)
    except BlogcliError:
        with contextlib.suppress(BlogcliError):
            move_new(root, target, ref.path)
        raise
    return target


def remove_comments(config: Config, refs: Sequence[CommentRef], now: datetime) -> list[Path]:
    """Empty comments in place: text, author and url go; the date, what it answered and when it went stay.

    So replies keep their parent. The paths of the comments.
    """
    rewrites: list[Rewrite] = []
    problems: list[BlogcliError] = []
    with alone(config.root, refs):
        for file in (file for ref in refs for file in ref.files):
            with noting(problems):
                document = frontmatter.parse(comments.text_of(inside(config.root, file)), file)
                if "removed" not in document.fields:
                    rewrites.append(Rewrite(file, comments.empty(document, now), document.text))
        raise_all(problems)
        write_together(config.root, rewrites)
    return [ref.path for ref in refs]
