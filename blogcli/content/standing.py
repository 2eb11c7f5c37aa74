"""How each language version of a post stands to the one it was translated from, by the record it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.content.frontmatter import Verbatim
from blogcli.drift.compare import holds, judge
from blogcli.drift.record import KEYS, Record
from blogcli.drift.scheme import Fingerprint, blob_id, fingerprint
from blogcli.errors import BlogcliError, OriginalGoneError, SourceError, Whereabouts, record_anew
from blogcli.model import Drift, TranslationState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from blogcli.content.posts import Source
    from blogcli.names import LanguageTag


def drift_of(
    version: Source, sources: Mapping[LanguageTag, Source], original: Source, *, draft: bool = False
) -> Drift | None:
    """How a version stands to its source, another of `sources`; None for the original, which has none.

    What stands in for an original that is gone is an orphan.
    """
    said = version.keys.get("translated_from")
    if version is original and not said:
        return None
    language, record, date = (said.language, said.record, said.date) if said else (original.language, None, "")
    source = sources.get(language)
    now = (_as_it_was(source, record) or fingerprint_of(source)) if source else None
    judged = judge(
        record,
        now,
        # What has no record is held to nothing.
        fingerprint_of(version) if record and source and not draft else Fingerprint("", ()),
        draft=draft,
    )
    return Drift(
        source=language,
        state=TranslationState(judged.state.value),
        blocks=judged.blocks,
        only=judged.only,
        removed=judged.removed,
        total=len(now.tokens) if now else 0,
        mine=judged.mine,
        date=date,
        misleads=judged.misleads,
        source_updated=source.keys.get("updated") if source and judged.misleads else None,
        strange=judged.strange,
    )


def fingerprint_of(source: Source) -> Fingerprint:
    """What stands for all a version says."""
    return fingerprint(source.keys["title"], source.keys.get("summary", ""), source.document.content)


def record_of(source: Source, version: Fingerprint, date: str, text: str | None = None) -> Record:
    """The record of a version that is level with its source on this day (ISO 8601).

    `text` is the source's file where it is about to be written with other front matter than it was read with.
    """
    data = (source.document.text if text is None else text).encode()
    return Record.of(source.language, date, data, fingerprint_of(source), version)


def as_written(record: Record) -> dict[str, object]:
    """The record as front matter has it; what a record of very many blocks doesn't have is None, so that it goes."""
    return {**dict.fromkeys(KEYS), **record.written(), "date": Verbatim(record.date)}


def of_another_text(version: Source, source: Source, post: str) -> BlogcliError:
    """What to say of a version whose record has nothing that its source says."""
    message = f"has a record of which nothing is left in {source.path.name}: it may be of another text"
    hint = record_anew(post, version.language, source.language)
    return BlogcliError(message, path=version.path, line=version.document.fields["translated_from"].line, hint=hint)


def gone(source: Source, known: Whereabouts, original: Source, post: str, *, lacking: str = "") -> OriginalGoneError:
    """That a version was made from a language the post lacks, and perhaps is `lacking` something by it."""
    return OriginalGoneError(
        source.path,
        source.keys["translated_from"].language,
        line=source.document.fields["translated_from"].line,
        post=post,
        language=source.language,
        original=original.language,
        known=known,
        lacking=lacking,
    )


def whereabouts(version: Source, sources: Mapping[LanguageTag, Source]) -> Whereabouts:
    """Which other version has the text that one was made from: somebody gave its file another name."""
    record = version.keys["translated_from"].record
    for language, source in may_be_source(version, sources) if record else ():
        if holds(fingerprint_of(source), record):
            return Whereabouts(language)
    return Whereabouts()


def may_be_source(version: Source, sources: Mapping[LanguageTag, Source]) -> Iterator[tuple[LanguageTag, Source]]:
    """The other versions but those made from the same text or from this one, which may have begun as copies."""
    own = version.keys["translated_from"].language, version.language
    for language, source in sources.items():
        said = source.keys.get("translated_from")
        if source is not version and not (said and said.language in own):
            yield language, source


def no_translation(original: Source, sources: Mapping[LanguageTag, Source], post: str) -> BlogcliError:
    """That what only a translation has was asked of the original."""
    others = ", ".join(language for language in sources if language != original.language)
    hint = f"its translations are: {others}" if others else f"add a translation: blogcli translate {post} LANGUAGE"
    return BlogcliError("is the original, not a translation", path=original.path, hint=hint)


def unreadable(source: Source, post: str) -> SourceError | None:
    """What is wrong with a version's record, if anything is."""
    said = source.keys.get("translated_from")
    if said is None or said.fault is None:
        return None
    message, key = said.fault
    return SourceError(
        source.place,
        f"translated_from {message}",
        line=source.document.line_of("translated_from", key),
        hint=f"once it says what its original says: blogcli translation done {post} {source.language}",
    )


def as_named(source: Source, language: LanguageTag, date: str) -> object:
    """What says from which version another is, and perhaps since when, in place of a record and what is beside it."""
    field = source.document.fields.get("translated_from")
    if not date and not (field and isinstance(field.value, dict)):
        return language
    return {**dict.fromkeys(KEYS), "language": language, "date": Verbatim(date) if date else None}


def _as_it_was(source: Source, record: Record | None) -> Fingerprint | None:
    """The source's fingerprint where its file is still the one that the record is of."""
    same = record is not None and record.blocks and record.blob == blob_id(source.document.text.encode())
    return record.then() if record and same else None
