"""A person has brought translations up to date: their records say so from now on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.arguments import blog_language
from blogcli.content.editing import edited, write_all
from blogcli.content.posts import Source, find_original, read_sources
from blogcli.content.standing import as_written, fingerprint_of, no_translation, of_another_text, record_of
from blogcli.drift.compare import judge
from blogcli.errors import BlogcliError, noting, raise_all
from blogcli.lost import gone
from blogcli.post_lock import locks_post

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.paths import PostRef
    from blogcli.names import LanguageTag


@dataclass(frozen=True, slots=True)
class Levelled:
    """The files that have a new record, and those that were level already."""

    paths: tuple[Path, ...]
    level: tuple[Path, ...]


@locks_post
def done(
    config: Config, post: PostRef, languages: Sequence[str], now: datetime, *, unchanged: bool = False
) -> Levelled:
    """Record that these versions say today what their originals say.

    A version that is as it was while its original's prose isn't is refused, unless `unchanged` says that it may be so.
    All is checked before anything is written, and all problems are reported together.
    """
    sources = {source.language: source for source in read_sources(config.root, post.folder, config)}
    original = find_original(sources.values())
    problems: list[BlogcliError] = []
    wanted: list[Source] = []
    level: list[Path] = []
    seen: set[LanguageTag] = set()
    for named in languages:
        with noting(problems):
            language = blog_language(config, named)
            if language in seen:
                continue
            seen.add(language)
            version = _levelable(config.root, language, sources, original, post)
            if _is_level(version, sources[_source_of(version, original)], post, unchanged=unchanged):
                level.append(version.path)
            else:
                wanted.append(version)
    # A version that others were made from comes before them: its file's id is in their records.
    wanted.sort(key=lambda version: _depth(version, sources, original))
    texts: dict[LanguageTag, str] = {}
    for version in wanted:
        source = sources[_source_of(version, original)]
        record = record_of(source, fingerprint_of(version), now.date().isoformat(), texts.get(source.language))
        with noting(problems):
            texts |= edited([version], {version.language: {"translated_from": as_written(record)}})
    raise_all(problems)
    write_all(config.root, wanted, texts)
    return Levelled(tuple(sources[language].path for language in sources if language in texts), tuple(level))


def _levelable(
    root: Path, language: LanguageTag, sources: Mapping[LanguageTag, Source], original: Source, post: PostRef
) -> Source:
    """The version, where it can have a record."""
    if language not in sources:
        hint = f"add it: blogcli translate {post.id} {language}"
        raise BlogcliError(f"the post has no version in '{language}'", path=post.folder, hint=hint)
    version = sources[language]
    said = version.keys.get("translated_from")
    if said and said.language not in sources:
        raise gone(root, version, sources, original, post.id)
    if version is original:
        raise no_translation(original, sources, post.id)
    if not version.has_text:
        raise BlogcliError("has no text", path=version.path, hint="translate it first")
    return version


def _is_level(version: Source, source: Source, post: PostRef, *, unchanged: bool) -> bool:
    """Whether a version's record is as good as a new one; an error where it would claim what nobody did."""
    said = version.keys.get("translated_from")
    record = said.record if said else None
    if record is None or not record.is_to(fingerprint_of(version)):
        return False
    now = fingerprint_of(source)
    if record.is_of(now):
        return said is not None and said.fault is None  # its date may be none
    if not (unchanged or record.then().prose == now.prose):
        if judge(record, now, record.mine_then()).strange:
            raise of_another_text(version, source, post.id)
        command = f"{post.id} {version.language}"
        hint = f"blogcli translation diff {command} shows what; nothing to change here? add --unchanged"
        message = f"is as it was on {record.date}, but {source.path.name} changed"
        raise BlogcliError(message, path=version.path, hint=hint)
    return False


def _source_of(version: Source, original: Source) -> LanguageTag:
    said = version.keys.get("translated_from")
    return said.language if said else original.language


def _depth(version: Source, sources: Mapping[LanguageTag, Source], original: Source) -> int:
    """How many translations lie between a version and what has no source here."""
    depth = 0
    while version is not original and (language := _source_of(version, original)) in sources:
        version, depth = sources[language], depth + 1
    return depth
