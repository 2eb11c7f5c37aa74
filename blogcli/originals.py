"""Another language becomes a post's original: what is shared moves to it, and the records turn round."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blogcli.arguments import blog_language, version_in
from blogcli.comment_languages import write_down
from blogcli.content.editing import edited, write_all
from blogcli.content.folders import files_below
from blogcli.content.frontmatter import Lines
from blogcli.content.posts import INHERITED, OF_THE_ORIGINAL, Source, find_original, read_sources
from blogcli.content.standing import as_named, as_written, fingerprint_of
from blogcli.drift.record import Record
from blogcli.drift.scheme import UNKNOWN, UNKNOWN_BLOB, blob_id
from blogcli.errors import BlogcliError, noting, raise_all
from blogcli.lost import gone, lost_original
from blogcli.names import worth_showing
from blogcli.plan.tags import Meanings
from blogcli.post_lock import locks_post
from blogcli.turns import alone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.paths import PostRef
    from blogcli.names import LanguageTag

Sources = dict["LanguageTag", Source]


@dataclass(frozen=True, slots=True)
class Turned:
    """The files that changed; the versions that are behind by it; whether files beside the post have new addresses.

    Where the old original is gone and nobody can say what was inherited from it, `unknown` is a sentence about that.
    """

    paths: tuple[Path, ...]
    behind: tuple[Path, ...] = ()
    moves_files: bool = False
    unknown: str | None = None


@locks_post
def make_original(config: Config, post: PostRef, language: str) -> Turned:
    """Make a version the one that the others come from; nothing to do where it is.

    Each version from it to the old original is held to the one that was held to it. Refused where one of these is
    behind, for which there would be no sign any more, and where what a version inherits can't be kept. What it had
    of an original that is gone is taken from git.
    """
    sources = {source.language: source for source in read_sources(config.root, post.folder, config)}
    new = version_in(sources.values(), blog_language(config, language), post.folder)
    old = find_original(sources.values())
    if new is old and "translated_from" not in new.keys:
        return Turned(())
    problems: list[BlogcliError] = []
    if not new.has_text:
        problems.append(BlogcliError("has no text", path=new.path, hint="translate it first"))
    way: list[tuple[Source, Source]] = []
    with noting(problems):
        way = _way(config.root, new, old, sources, post)
    problems += [problem for child, parent in way if (problem := _behind(child, parent, post))]
    giver, unknown = _giver(config, new, old, sources, post, problems)
    changes = _shared(config, sources, new, giver, problems)
    if new is not giver:
        _keep_tags(Meanings(config), sources, new, giver, changes)
    if "translated_from" in new.document.fields:
        changes[new.language]["translated_from"] = None
    for source in sources.values() if new is not old else ():
        # What was a translation without saying so says it, lest it be the original.
        if source is not new and "translated_from" not in source.keys:
            changes[source.language]["translated_from"] = old.language
    moved = [new, *(parent for _, parent in way)]
    others = [source for source in sources.values() if source not in moved]
    texts: dict[LanguageTag, str] = {}
    with noting(problems):
        texts |= edited([new, *others], changes)
    behind: list[Path] = []
    for child, parent in way:  # from the new original on, since each record holds the id of the file before
        turned = _turned(child, parent, texts.get(child.language, child.document.text))
        changes[parent.language]["translated_from"] = turned
        with noting(problems):
            texts |= edited([parent], changes)
        if isinstance(turned, dict) and turned.get("source") == UNKNOWN:
            behind.append(parent.path)
    raise_all(problems)
    beside = new is not old and any(files_below(config.root, post.folder, worth_showing))
    spoken = _write(config, post, new, old, [*moved, *others], texts)
    paths = (*(s.path for s in sources.values() if s.language in texts), *spoken)
    return Turned(paths, tuple(behind), beside, unknown)


def _write(
    config: Config, post: PostRef, new: Source, old: Source, sources: list[Source], texts: dict[LanguageTag, str]
) -> list[Path]:
    """Write the versions, the new original first: cut off before the next, there would be two, and not a circle.

    Before them, comments without a language get the old original's, in which they were shown. Return their paths.
    """
    with alone(config.root) if new is not old else nullcontext():
        spoken = write_down(config, post, old.language) if new is not old else []
        write_all(config.root, sources, texts, before=spoken)
    return [rewrite.path for rewrite in spoken]


def _giver(
    config: Config, new: Source, old: Source, sources: Sources, post: PostRef, problems: list[BlogcliError]
) -> tuple[Source, str | None]:
    """Whose keys the versions inherit: the old original's or, where that only stands in for one that is gone, those.

    Where they can't be had, beside it what there is to say about it.
    """
    said = old.keys.get("translated_from")
    if said is None:
        return old, None
    if new is not old:
        problems.append(gone(config.root, old, sources, old, post.id))
        return old, None
    lost, reason = lost_original(config, post.folder, said)
    giver = lost or old
    if not any(key in source.keys for source in (new, giver) for key in ("date", "page")):
        hint = "write the date here, and what else it took from there (tags, author...), then try again"
        problems.append(BlogcliError(f"has no date: it had that of {reason}", path=new.path, hint=hint))
    return giver, None if lost else reason


def _way(root: Path, new: Source, old: Source, sources: Sources, post: PostRef) -> list[tuple[Source, Source]]:
    """Each version from the new original to the old with the one it comes from."""
    way: list[tuple[Source, Source]] = []
    step = new
    while step is not old:
        said = step.keys.get("translated_from")
        if said and said.language not in sources:
            raise gone(root, step, sources, old, post.id)
        parent = sources[said.language] if said else old
        way.append((step, parent))
        step = parent
    return way


def _said_record(child: Source) -> Record | None:
    said = child.keys.get("translated_from")
    return said.record if said else None


def _behind(child: Source, parent: Source, post: PostRef) -> BlogcliError | None:
    record = _said_record(child)
    if record is None or record.then().prose == fingerprint_of(parent).prose:
        return None
    hint = f"bring it up to date first: blogcli translation diff {post.id} {child.language}"
    message = f"is behind {parent.path.name}: as the original it would hide what it lacks"
    return BlogcliError(message, path=child.path, hint=hint)


def _turned(child: Source, parent: Source, text: str) -> object:
    """What the parent says of the child from now on; `text` is that of the child's file as it will be."""
    said = child.keys.get("translated_from")
    if said is None or said.record is None:
        return as_named(parent, child.language, said.date if said else "")
    record, now = said.record, fingerprint_of(child)
    if record.is_of_no_text:  # a draft is held to what it says when it goes live
        record = record.held_to(now)
    same = record.is_to(now)
    return as_written(
        Record(
            language=child.language,
            date=record.date,
            blob=blob_id(text.encode()) if same else UNKNOWN_BLOB,
            # Nobody can tell any more what it said then as a whole. What equals nothing is never taken for level.
            source=now.source if same else record.whole or UNKNOWN,
            blocks=record.mine,
            mine=record.blocks,
            whole="" if record.blocks else record.source,
        )
    )


def _shared(
    config: Config, sources: Sources, new: Source, old: Source, problems: list[BlogcliError]
) -> dict[LanguageTag, dict[str, object]]:
    """Changes by which every version keeps what it inherits, though from another; `problems` gets what can't be."""
    changes: dict[LanguageTag, dict[str, object]] = {language: {} for language in (*sources, old.language)}
    for key in INHERITED if new is not old else ():
        there = key in old.keys
        own = key in OF_THE_ORIGINAL
        if own and not there and key in new.document.fields:
            changes[new.language][key] = None
        if key not in new.keys or (own and there):
            if not there:
                continue
            changes[new.language][key] = _as_it_stands(old, key)
            given: Any = old.keys[key]
        elif own:
            continue
        else:
            given = new.keys[key]
        same = there and repr(old.keys[key]) == repr(given)  # a date says by its offset, too, which address it makes
        if same:
            changes[old.language][key] = None
        heirs = [source for source in sources.values() if source is not new and key not in source.keys]
        for source in heirs if not same else ():
            with noting(problems):
                changes[source.language][key] = _kept(config, old, key, source)
    return changes


def _keep_tags(
    meanings: Meanings, sources: Sources, new: Source, old: Source, changes: dict[LanguageTag, dict[str, object]]
) -> None:
    """Tags mean what they meant: one word may be another tag's name in the language that it is read in from now on.

    A version's tags are read in its own language, or in the original's where they are the same as that one's.
    """
    shared = old.keys.get("tags", ())
    said = old.language if new.keys.get("tags", shared) == shared else new.language
    names = new.keys.get("tags", shared)
    if (carried := meanings.carried(names, said, [new.language])) != names:
        changes[new.language]["tags"] = carried
    for source in sources.values():
        # What is there after the move: its own, or what it was given to keep; None for what it inherits.
        written = changes[source.language].get("tags", source.keys.get("tags"))
        if source is new or not written:
            continue
        own = source.keys.get("tags", shared)
        before = old.language if own == shared else source.language
        if before != (new.language if own == carried else source.language):
            kept = meanings.carried(own, before, [source.language, new.language])
            if kept != own:
                changes[source.language]["tags"] = kept


def _as_it_stands(source: Source, key: str) -> object:
    """A key as it is written, with its comments."""
    document, field = source.document, source.document.fields[key]
    # In braces a key has no lines of its own; such a file is refused.
    return Lines(document.text[field.start : field.end]) if document.block else field.value


def _kept(config: Config, old: Source, key: str, source: Source) -> object:
    """What a version has to say to keep what it had of the old original."""
    if key in old.keys:
        return _as_it_stands(old, key)
    without: Mapping[str, object] = {
        "author": config.author, "tags": (), "comments": "open", "draft": False, "trusted": True,
    }  # fmt: skip
    if not (value := without.get(key)) and value not in ((), False):
        hint = f"move {key} from the new original to where it belongs, or name one in each version"
        raise BlogcliError(f"would get the {key} of the new original", path=source.path, hint=hint)
    return value
