"""Records for translations that have none, of what they and their originals were at a commit: they were level then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from blogcli.content.editing import edited, write_all
from blogcli.content.posts import find_original, read_source, read_sources
from blogcli.content.standing import as_written, fingerprint_of
from blogcli.content.values import DateParser, is_date
from blogcli.drift.compare import judge
from blogcli.drift.record import Record
from blogcli.errors import BlogcliError, ChangedError, noting, raise_all
from blogcli.files import decode, read_text
from blogcli.history import usable_repository
from blogcli.model import TranslationState
from blogcli.post_lock import post_lock
from blogcli.survey import every_post

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.posts import Source
    from blogcli.git import Repository
    from blogcli.model import Post
    from blogcli.names import LanguageTag

_AT_ONCE = 200  # files asked of git at once


@dataclass(frozen=True, slots=True)
class Claim:
    """That a translation was level with its source on a day, and the state it is in by that."""

    post: str
    version: Source
    source: Source
    record: Record
    state: str


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims at a commit, and the translations of which nothing can be claimed, each with the reason."""

    commit: str
    date: str
    made: tuple[Claim, ...]
    left_out: tuple[tuple[Path, str], ...]


def claims_at(config: Config, at: str, languages: Collection[LanguageTag] = ()) -> Claims:
    """What records of a commit (or of the last one up to a date) would say of all translations without a record.

    `languages` narrow them. BlogcliError where git has no such commit; nothing is written.
    """
    repository, reason = usable_repository(config.root)
    if repository is None:
        raise BlogcliError(f"--at {reason}")
    commit, date = _commit(repository, at, config)
    wanted = [
        (post, source, version)
        for item in every_post(config)
        for source, version in _untracked(config, item.post, languages)
        for post in (item.post,)
    ]
    paths = {path: None for _, source, version in wanted for path in (source.path, version.path)}
    then = _files(repository, commit, list(paths))
    made: list[Claim] = []
    left_out: list[tuple[Path, str]] = []
    for post, source, version in wanted:
        was = [_read(then.get(each.path), each, config) for each in (source, version)]
        lacking = next((each for each, old in zip((source, version), was, strict=True) if old is None), None)
        old_source, old_version = was
        if lacking is not None or old_source is None or old_version is None:
            left_out.append((version.path, f"{(lacking or version).path.name} was not there then, or can't be read"))
        elif not old_version.has_text:
            left_out.append((version.path, "had no text then"))
        else:
            data = then[source.path]
            old = fingerprint_of(old_version)
            record = Record.of(source.language, date, data, fingerprint_of(old_source), old)
            state = judge(record, fingerprint_of(source), fingerprint_of(version)).state.value
            made.append(Claim(post.id, version, source, record, state))
    return Claims(commit, date, tuple(made), tuple(left_out))


def write_claims(config: Config, claims: Sequence[Claim]) -> tuple[Path, ...]:
    """Write the records, one post after the other; all that can't be edited is said together, and then none is written.

    ChangedError where a text changed meanwhile: the records written so far stay, and the same command does the rest.
    """
    problems: list[BlogcliError] = []
    texts: list[tuple[Source, Mapping[LanguageTag, str]]] = []
    for claim in claims:
        version = claim.version
        with noting(problems):
            texts.append(
                (version, edited([version], {version.language: {"translated_from": as_written(claim.record)}}))
            )
    raise_all(problems)
    now = {source.path: source.document.text for claim in claims for source in (claim.source, claim.version)}
    for claim, (version, text) in zip(claims, texts, strict=True):
        with post_lock(version.path.parent):
            if read_text(claim.source.path) != now[claim.source.path]:
                raise ChangedError(claim.source.path)
            write_all(config.root, [version], text)
        now[version.path] = text.get(version.language, now[version.path])
    return tuple(version.path for version, _ in texts)


def _untracked(config: Config, post: Post, languages: Collection[LanguageTag]) -> Iterator[tuple[Source, Source]]:
    """The translations of a post that have no record, each behind the version it was made from."""
    wanted = {
        version.language
        for version in post.versions
        if version.drift
        and version.drift.state is TranslationState.UNTRACKED
        and not version.drift.strange
        and (not languages or version.language in languages)
    }
    if not wanted:
        return
    sources = {each.language: each for each in read_sources(config.root, config.root / post.folder, config)}
    original = find_original(sources.values())
    for version in sources.values():
        said = version.keys.get("translated_from")
        source = sources.get(said.language if said else original.language)
        if version.language in wanted and source and source is not version:
            yield source, version


def _commit(repository: Repository, at: str, config: Config) -> tuple[str, str]:
    """A commit's id and its day in the blog's time zone (ISO 8601)."""
    if is_date(at):
        moment = DateParser(config.timezone)(at)
        end = moment + timedelta(days=1, seconds=-1) if len(at) <= 10 else moment
        found = repository.ask("rev-list", "-1", f"--before={end.isoformat()}", "HEAD", "--")
        name = found.stdout.decode("ascii", "replace").strip() if found and not found.returncode else ""
    else:
        found = repository.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{at}^{{commit}}")
        name = found.stdout.decode("ascii", "replace").strip() if found and not found.returncode else ""
    if not name:
        raise BlogcliError(
            f"git has no commit '{at}'", hint="name a commit, or a day like 2026-03-01 with one before it"
        )
    shown = repository.ask("log", "-1", "--format=%ct", "--no-show-signature", name, "--")
    seconds = int(shown.stdout) if shown and not shown.returncode else 0
    return name, datetime.fromtimestamp(seconds, config.timezone).date().isoformat()


def _files(repository: Repository, commit: str, paths: Sequence[Path]) -> dict[Path, bytes]:
    """What these files were at a commit, by their names of today; without those that it hasn't."""
    found: dict[Path, bytes] = {}
    for few in (paths[start : start + _AT_ONCE] for start in range(0, len(paths), _AT_ONCE)):
        asked = b"".join(f"{commit}:{repository.path_of(path)}\n".encode() for path in few)
        answer = repository.ask("cat-file", "--batch", stdin=asked)
        data, at = answer.stdout if answer else b"", 0
        for path in few:
            start = data.find(b"\n", at) + 1
            head, at = data[at : start - 1], start
            if start and not head.endswith(b" missing"):
                at = start + int(head.rpartition(b" ")[2]) + 1
                if b" blob " in head:
                    found[path] = data[start : at - 1]
    return found


def _read(data: bytes | None, source: Source, config: Config) -> Source | None:
    """The version that a file's earlier bytes are; None where they are none."""
    if data is None:
        return None
    try:
        text = decode(data, source.place)
        return read_source(source.place, source.language, config, lambda *_: text)
    except BlogcliError:
        return None
