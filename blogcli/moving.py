"""Comments moved to another post's conversation, with the answers below them.

Each is written below its new post before it is taken away from the old one, the deepest answers first: cut off, a
comment stands in both places for a while, and never in none, and the same command, with its path, goes on.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blogcli.comment_languages import lacks_language, original_languages
from blogcli.content import comments, frontmatter
from blogcli.content.find import refs_in
from blogcli.content.paths import comment_files, files_called, split_comment_name
from blogcli.errors import BlogcliError, ExistsError, SourceError, noting, raise_all
from blogcli.files import create_new, read_text, remove_unchanged
from blogcli.homes import around
from blogcli.names import COMMENTS, fold
from blogcli.symlinks import inside
from blogcli.turns import alone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from blogcli.config import Config
    from blogcli.content.paths import CommentRef, PostRef
    from blogcli.names import LanguageTag

# A folder that comments were moved from keeps this empty file. Were all its files gone, git would take the folder for a
# renamed one, and move what another clone adds there to the other post, too (merge.directoryRenames, git-config(1)).
STAYS = ".gitkeep"


class Move(NamedTuple):
    """A file's way: where it lies and what it holds, and where it goes and what it holds there."""

    source: Path
    text: str
    target: Path
    moved: str


def plan_moves(config: Config, refs: Sequence[CommentRef], post: PostRef, *, alone: bool) -> list[Move]:
    """How comments get to another post, answers before what they answer.

    The answers below a comment go with it, unless `alone`; those left behind stand at top level then. A comment whose
    own parent stays no longer says that it answers it, and one without a language says in which it was shown where that
    would change. All that stands in the way is reported together.
    """
    there = around(config, post.id)
    taken = {fold(ref.id): ref for ref in refs_in(config.root, there)}
    problems = [
        BlogcliError(f"is on '{post.id}' already", path=ref.path)
        for ref in refs
        if any(ref.path.parent == folder for folder in there)
    ]
    raise_all(problems)
    going = {fold(ref.id): ref for ref in (refs if alone else _with_answers(config, refs))}
    known = going.keys() | taken.keys()
    folder = inside(config.root, config.root / COMMENTS / post.id)
    language_of = original_languages(config)
    moves = []
    for ref in reversed(going.values()):
        for file in ref.files:
            with noting(problems):
                move = _move(config, file, folder, known, language_of)
                _check_free(move, taken.get(fold(ref.id)))
                moves.append(move)
    raise_all(problems)
    return moves


def _with_answers(config: Config, refs: Iterable[CommentRef]) -> list[CommentRef]:
    """The comments and all that answers them, at any depth, each after what it answers."""
    found = {ref.path: ref for ref in refs}
    answers: dict[str, dict[str, list[CommentRef]]] = {}
    waiting = list(found.values())
    for ref in waiting:  # it grows meanwhile
        if ref.post not in answers:
            answers[ref.post] = _answers(config, around(config, ref.post))
        for answer in answers[ref.post].get(fold(ref.id), []):
            if answer.path not in found:
                found[answer.path] = answer
                waiting.append(answer)
    return list(found.values())


def _answers(config: Config, folders: Sequence[Path]) -> dict[str, list[CommentRef]]:
    """The answers to each comment of a conversation, by its folded id; one that is faulty answers nothing."""
    answers: dict[str, list[CommentRef]] = {}
    for ref in refs_in(config.root, folders):
        text = comments.text_of(inside(config.root, ref.path))
        with contextlib.suppress(SourceError):
            parent = _parent(frontmatter.parse(text, ref.path))
            answers.setdefault(parent, []).append(ref)
    return answers


def _parent(document: frontmatter.Document) -> str:
    field = document.fields.get("reply_to")
    return fold(str(field.value).strip()) if field else ""


def _move(
    config: Config, file: Path, folder: Path, known: set[str], language_of: Callable[[str], LanguageTag | None]
) -> Move:
    text = comments.text_of(inside(config.root, file))
    document = frontmatter.parse(text, file)
    changes: dict[str, object] = {}
    if (parent := _parent(document)) and parent not in known:
        changes["reply_to"] = None
    if lacks_language(document) and (shown_in := language_of(file.parent.name)) != language_of(folder.name):
        changes |= {"language": str(shown_in)} if shown_in else {}
    moved = frontmatter.edit(document, changes, file) if changes else text
    return Move(file, text, folder / file.name, moved)


def _check_free(move: Move, there: CommentRef | None) -> None:
    """Only what an earlier try has left may stand where a comment goes."""
    if there is not None and (move.target not in there.files or read_text(move.target) != move.moved):
        raise ExistsError(there.path, hint="it has the same id: move or rename one of the two by hand")


def carry_out(root: Path, moves: Iterable[Move]) -> list[Path]:
    """Move the files, one after the other; the paths they have then. On any error all lie where they lay.

    The folders that they leave keep an empty file: see `STAYS`. BlogcliError for one that was edited or decided on
    since the moves were planned. What another process has moved meanwhile is done, and stays.
    """
    moves, done = list(moves), []
    with alone(root), _staying(root, {move.source.parent for move in moves}):
        try:
            for move in moves:
                if _carry(root, move):
                    done.append(move)
        except BlogcliError:
            for move in reversed(done):
                with contextlib.suppress(BlogcliError):
                    create_new(root, move.source, move.text)
                    remove_unchanged(root, move.target, move.moved)
            raise
    return [move.target for move in moves]


@contextlib.contextmanager
def _staying(root: Path, folders: Iterable[Path]) -> Iterator[None]:
    """Put the file that stays into each folder that is there; on an error it goes again where it is new."""
    made: list[Path] = []
    try:
        for folder in sorted(folder for folder in folders if folder.is_dir()):
            with contextlib.suppress(ExistsError):
                create_new(root, folder / STAYS, "")
                made.append(folder / STAYS)
        yield
    except BlogcliError:
        for path in made:
            remove_unchanged(root, path, "")
        raise


def _carry(root: Path, move: Move) -> bool:
    """Move one file; False where another process did."""
    if not move.source.exists() and not _stayed(move):
        if move.target.exists() and read_text(move.target) == move.moved:
            return False
        raise BlogcliError("was moved or removed meanwhile", path=move.source, hint="try again")
    created = _written(root, move)
    try:
        if remove_unchanged(root, move.source, move.text):
            return True
        if _stayed(move):
            raise BlogcliError("was changed or decided on meanwhile", path=move.source, hint="try again")
    except BlogcliError:
        if created and _stayed(move):  # else this is the only one there is
            remove_unchanged(root, move.target, move.moved)
        raise
    return False


def _written(root: Path, move: Move) -> bool:
    """Write a comment where it goes; False where it stands there already, as another process or try left it."""
    try:
        create_new(root, move.target, move.moved)
    except ExistsError:
        if read_text(move.target) != move.moved:
            raise
        return False
    return True


def _stayed(move: Move) -> bool:
    """Whether a comment still lies where it lay, be it under another name, which says another status."""
    if move.source.exists():
        return True
    folder = move.source.parent
    there = files_called(comment_files(folder.parents[1], folder)[0], split_comment_name(move.source.name)[0])
    return there is not None and any(read_text(Path(file)) == move.text for file in there[1])
