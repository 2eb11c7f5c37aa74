"""What changed in an original since a translation was level with it, and in the translation alone, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from blogcli.arguments import blog_language, version_in
from blogcli.content.blocks import written
from blogcli.content.posts import Source, find_original, read_source, read_sources
from blogcli.content.standing import drift_of, fingerprint_of, no_translation, of_another_text
from blogcli.drift.beside import Change, compare, compare_own
from blogcli.drift.compare import judge
from blogcli.drift.scheme import KINDS, UNKNOWN_BLOB, Fingerprint
from blogcli.errors import BlogcliError
from blogcli.files import decode
from blogcli.history import EQUAL, Kept, earlier
from blogcli.lost import gone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.blocks import Written
    from blogcli.content.paths import PostRef
    from blogcli.drift.record import Record
    from blogcli.names import LanguageTag


@dataclass(frozen=True, slots=True)
class Passage:
    """One block that changed: its number, and the line of its file where it begins, from 1.

    Of one that is gone they are those of the block before its place. `then` and `now` are its texts as written, and
    `beside` that of the other version's block: None where there is none or it isn't known. `beside_line` is the line of
    the other file where that begins, or the block behind which it would stand; `from_line`, of what moved, that of the
    block it stood behind.
    """

    number: int
    kind: str
    line: int
    change: str
    then: str | None
    now: str | None
    beside: str | None
    beside_line: int
    from_line: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A translation beside what changed in its source since the record; `kept` says where the old text is from.

    `only` says what changed where no prose did: "order", or "links", "code", "images". `passages` are blocks of the
    source, `own` those that the translation itself gained or lost, and `own_kept` says where its old text is from.
    """

    post: str
    language: str
    source: str
    state: str
    date: str
    blob: str
    path: Path
    source_path: Path
    kept: Kept
    own_kept: Kept
    only: tuple[str, ...]
    passages: tuple[Passage, ...]
    own: tuple[Passage, ...]


def compare_translation(config: Config, post: PostRef, language: str) -> Comparison:
    """What a translation has missed since it was level; an error where it has no record to tell by."""
    sources = {source.language: source for source in read_sources(config.root, post.folder, config)}
    version = version_in(sources.values(), blog_language(config, language), post.folder)
    source, record = _recorded(config.root, version, sources, post)
    drift = drift_of(version, sources, find_original(sources.values()), draft=not version.has_text)
    now, mine = fingerprint_of(source), fingerprint_of(version)
    judged = judge(record, now, mine)
    # The id in a record of another text is that text's.
    blob = UNKNOWN_BLOB if judged.strange else record.blob
    kept, old = _source_then(source, blob, record, config) if not record.is_of(now) else (Kept(None), None)
    if judged.strange and old is None:
        raise of_another_text(version, source, post.id)
    own_kept, own_old = _mine_then(version, mine, record, config) if judged.mine or record.whole else (Kept(None), None)
    theirs, ours = _Side.of(source, old, record.then()), _Side.of(version, own_old, record.mine_then())
    is_followed = record.then().prose == now.prose and not judged.only
    changes = () if is_followed else compare(theirs.then, now, ours.then, mine, theirs.marks())
    alone = compare_own(theirs.then, now, ours.then, mine, changes)
    return Comparison(
        post=post.id,
        language=version.language,
        source=source.language,
        state=drift.state.value if drift else "",
        date=record.date,
        blob=record.blob,
        path=version.path,
        source_path=source.path,
        kept=kept,
        own_kept=own_kept,
        only=judged.only,
        passages=tuple(_passage(change, theirs, ours) for change in changes),
        own=tuple(_passage(change, ours, theirs) for change in alone),
    )


class _Side(NamedTuple):
    """A version as it was and as it is, in digests and as written; what it was only its record may know."""

    then: Fingerprint
    now: Fingerprint
    before: list[Written]
    texts: list[Written]

    @classmethod
    def of(cls, version: Source, old: Source | None, recorded: Fingerprint) -> _Side:
        then = fingerprint_of(old) if old else recorded
        return cls(then, fingerprint_of(version), written(old) if old else [], written(version))

    def marks(self) -> list[list[str]]:
        """What stands in each block besides prose, then and now; nothing where the old text isn't known."""
        return [[block.marks for block in side] for side in (self.before, self.texts)] if self.before else []


def _recorded(
    root: Path, version: Source, sources: Mapping[LanguageTag, Source], post: PostRef
) -> tuple[Source, Record]:
    """A translation's source and its record."""
    said, original = version.keys.get("translated_from"), find_original(sources.values())
    if said is None and version is original:
        raise no_translation(original, sources, post.id)
    if said and said.language not in sources:
        raise gone(root, version, sources, original, post.id)
    if said is None or said.record is None:
        hint = f"once it says what its original says: blogcli translation done {post.id} {version.language}"
        raise BlogcliError("has no record of the text it was made from", path=version.path, hint=hint)
    return sources[said.language], said.record


def _source_then(source: Source, blob: str, record: Record, config: Config) -> tuple[Kept, Source | None]:
    """The source as it was."""

    def likeness(then: Fingerprint) -> int:
        return EQUAL if record.is_of(then) else int(then.tokens == record.blocks or then.prose == record.then().prose)

    return _earlier(source, blob, likeness, config)


def _mine_then(version: Source, mine: Fingerprint, record: Record, config: Config) -> tuple[Kept, Source | None]:
    """The translation as it was."""
    if record.is_to(mine):
        return Kept(None), version
    return _earlier(version, UNKNOWN_BLOB, lambda then: EQUAL * record.is_to(then), config)


def _earlier(
    source: Source, blob: str, likeness: Callable[[Fingerprint], int], config: Config
) -> tuple[Kept, Source | None]:
    def of(data: bytes) -> int:
        old = _read(data, source, config)
        return likeness(fingerprint_of(old)) if old else 0

    kept = earlier(config.root, source.path, blob, of)
    return kept, None if kept.data is None else _read(kept.data, source, config)


def _read(data: bytes, source: Source, config: Config) -> Source | None:
    """The version an earlier file was; None where it can't be read."""
    try:
        text = decode(data, source.place)
        return read_source(source.place, source.language, config, lambda *_: text)
    except BlogcliError:
        return None


def _passage(change: Change, side: _Side, other: _Side) -> Passage:
    then, now, there = side.before, side.texts, other.texts
    at = change.before if change.now is None else change.now
    kind = side.then.tokens[change.then or 0][0] if change.now is None else now[change.now].kind
    beside = change.after if change.beside is None else change.beside
    return Passage(
        number=at,
        kind=KINDS[kind],
        line=now[at].line,
        change=change.kind,
        then=then[change.then].text if then and change.then is not None else None,
        now=now[change.now].text if change.now is not None else None,
        beside=there[beside].text if change.beside is not None else None,
        beside_line=there[beside].line,
        from_line=now[change.origin].line if change.origin is not None else None,
    )
