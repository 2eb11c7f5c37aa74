"""What changed in an original since a translation was level with it, with the translation beside it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from blogcli.arguments import blog_language, version_in
from blogcli.content.posts import Source, find_original, read_source, read_sources
from blogcli.content.standing import drift_of, fingerprint_of, gone
from blogcli.drift.beside import Change, compare, marks_of
from blogcli.drift.compare import judge
from blogcli.drift.scheme import KINDS, blocks_of
from blogcli.errors import BlogcliError
from blogcli.files import decode
from blogcli.history import EQUAL, Kept, earlier

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.paths import PostRef
    from blogcli.drift.record import Record
    from blogcli.names import LanguageTag


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of the original that changed: its number and the line it is at, from 1, in the original's file.

    Of one that was removed they are those of the block before its place. `then`, `now` and `mine` are texts as they
    are written, None where there is none or it isn't known. `mine_line` is the line of the translation's file where
    its block is, or that after which it would stand.
    """

    number: int
    kind: str
    line: int
    change: str
    then: str | None
    now: str | None
    mine: str | None
    mine_line: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A translation beside what changed in its source since the record; `kept` says where the old text is from.

    `only` says what changed where no prose did: "order", or "links", "code", "images".
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
    only: tuple[str, ...]
    passages: tuple[Passage, ...]


def compare_translation(config: Config, post: PostRef, language: str) -> Comparison:
    """What a translation has missed since it was level; an error where it has no record to tell by."""
    sources = {source.language: source for source in read_sources(config.root, post.folder, config)}
    version = version_in(sources.values(), blog_language(config, language), post.folder)
    source, record = _recorded(version, sources, post)
    drift = drift_of(version, sources, find_original(sources.values()), draft=not version.has_text)
    now, mine = fingerprint_of(source), fingerprint_of(version)
    judged = judge(record, now, mine)
    kept, old = Kept(None), None
    if now != record.then():
        kept, old = _as_it_was(source, record, config)
    then = fingerprint_of(old) if old else record.then()
    texts, before, own = _texts(source), _texts(old) if old else [], _texts(version)
    marks = [[marks_of(text) for _, _, text in side] for side in (before, texts)] if before else []
    changes = compare(record, then, now, mine, marks)
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
        only=judged.only,
        passages=tuple(_passage(change, before, texts, own, record) for change in changes),
    )


def _recorded(version: Source, sources: Mapping[LanguageTag, Source], post: PostRef) -> tuple[Source, Record]:
    """A translation's source and its record."""
    said, original = version.keys.get("translated_from"), find_original(sources.values())
    if said is None and version is original:
        raise BlogcliError("is the original: it was made from no other version", path=version.path)
    if said and said.language not in sources:
        raise gone(version, said.language, original, post.id)
    if said is None or said.record is None:
        hint = f"once it says what its original says: blogcli translation done {post.id} {version.language}"
        raise BlogcliError("has no record of the text it was made from", path=version.path, hint=hint)
    return sources[said.language], said.record


def _as_it_was(source: Source, record: Record, config: Config) -> tuple[Kept, Source | None]:
    def likeness(data: bytes) -> int:
        old = _read(data, source, config)
        then = fingerprint_of(old) if old else None
        return EQUAL if then == record.then() else int(then is not None and then.tokens == record.blocks)

    kept = earlier(source.path, record.blob, likeness)
    return kept, None if kept.data is None else _read(kept.data, source, config)


def _read(data: bytes, source: Source, config: Config) -> Source | None:
    """The version an earlier file was; None where it can't be read."""
    try:
        text = decode(data, source.place)
        return read_source(source.place, source.language, config, lambda *_: text)
    except BlogcliError:
        return None


Text = tuple[str, int, str]


def _texts(source: Source) -> list[Text]:
    """A version's blocks as they are written: the kind's letter, the line in the file, the text."""
    document, keys = source.document, source.keys
    blocks = blocks_of(keys["title"], keys.get("summary", ""), document.content)
    lines = document.content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    above = document.text.count("\n", 0, document.body)
    front = [(block.kind, _line(source, block.kind), keys[KINDS[block.kind]]) for block in blocks if not block.line]
    starts = [block.line for block in blocks if block.line]
    found = []
    for block, (start, end) in zip(blocks[len(front) :], pairwise([*starts, len(lines) + 1]), strict=True):
        found.append((block.kind, above + start, _trimmed(block.kind, lines[start - 1 : end - 1])))
    return [*front, *found]


def _line(source: Source, kind: str) -> int:
    return source.document.fields[KINDS[kind]].line


def _trimmed(kind: str, lines: list[str]) -> str:
    """A block without what stands below it and is none, such as a link's definition."""
    if kind in "phbrx" and not lines[0].lstrip().startswith("[^"):
        lines = lines[: next((at for at, line in enumerate(lines) if at and not line.strip()), len(lines))]
    return "\n".join(lines).rstrip("\n\t ")


def _passage(change: Change, then: list[Text], now: list[Text], mine: list[Text], record: Record) -> Passage:
    at = change.before if change.now is None else change.now
    kind = record.blocks[change.then or 0][0] if change.now is None else now[change.now][0]
    beside = change.after if change.mine is None else change.mine
    return Passage(
        number=at,
        kind=KINDS[kind],
        line=now[at][1],
        change=change.kind,
        then=then[change.then][2] if then and change.then is not None else None,
        now=now[change.now][2] if change.now is not None else None,
        mine=mine[change.mine][2] if change.mine is not None else None,
        mine_line=mine[beside][1],
    )
