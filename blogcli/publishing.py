"""Drafts go live, and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.arguments import blog_language, option, version_in
from blogcli.content import values
from blogcli.content.editing import edited, write_all
from blogcli.content.frontmatter import Verbatim, format_date
from blogcli.content.keys import is_provisional
from blogcli.content.posts import Source, find_original, read_post, read_sources
from blogcli.content.standing import as_written, fingerprint_of
from blogcli.errors import BlogcliError, UsageError
from blogcli.post_lock import locks_post

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.paths import PostRef
    from blogcli.drift.record import Record
    from blogcli.names import LanguageTag


@dataclass(frozen=True, slots=True)
class Published:
    """The files that changed, and the versions that stay drafts because they have no text."""

    paths: tuple[Path, ...]
    waiting: tuple[Path, ...] = ()


class _Versions:
    """A post's versions and whether each is a draft, what it inherits from the original considered."""

    def __init__(self, config: Config, post: PostRef, language: str | None) -> None:
        self.folder = post.folder
        self.all = read_sources(config.root, post.folder, config)
        self.original = find_original(self.all)
        self.named = blog_language(config, language) if language is not None else None
        self.chosen = [version_in(self.all, self.named, post.folder)] if self.named is not None else self.all

    def draft(self, source: Source) -> bool:
        return bool(source.keys.get("draft", self.original.keys.get("draft", False))) or not source.has_text

    def scheduled(self, source: Source, now: datetime) -> bool:
        moments = (source.keys.get("date", self.original.keys.get("date")), source.keys.get("published"))
        return not self.draft(source) and any(moment and moment > now for moment in moments)


@locks_post
def publish(
    config: Config, post: PostRef, language: str | None, date: str | None, now: datetime, published: str | None = None
) -> Published:
    """Make drafts live: one language, or every version that has text.

    `draft` goes, `published` is written where the version is live from now on, and the date is set to now where `new`
    had set it, or to `date`, which moves a scheduled version too. `published` is written in place of now. Error where
    there is nothing to publish.
    """
    versions = _Versions(config, post, language)
    drafts = [source for source in versions.chosen if versions.draft(source)]
    scheduled = [source for source in versions.chosen if versions.scheduled(source, now)]
    ready = [source for source in drafts if source.has_text] + (scheduled if date is not None else [])
    waiting = tuple(source.path for source in drafts if not source.has_text)
    if not ready:
        raise _nothing_to_publish(versions, waiting, scheduled)
    live = {source.language for source in ready}
    zone = values.DateParser(config.timezone)
    if published is not None:
        option("--published", zone, published)
        if versions.original.keys.get("page"):
            raise UsageError("--published is for posts: a page is in no feed")
    if date is not None:
        option("--date", zone, date)
        if versions.named is None and versions.original.language not in live:
            raise UsageError("--date is the original's, which is published already", hint="name the language to date")
    went_live = published or format_date(now)
    changes = {source.language: _published(source, versions, live, date, went_live) for source in ready}
    for source in ready:
        if published is not None:
            changes[source.language]["published"] = Verbatim(published)
        else:
            changes[source.language] |= _first_live(source, versions, changes, zone, now)
    _keep_others_drafts(versions, live, changes)
    _keep_others_dates(versions, live, changes)
    _keep_addresses(config, versions, changes, zone, now)
    return _write(config.root, versions.all, changes, waiting)


def _nothing_to_publish(versions: _Versions, waiting: tuple[Path, ...], scheduled: list[Source]) -> BlogcliError:
    where = versions.folder if versions.named is None else versions.chosen[0].path
    if waiting:
        return BlogcliError("has no text to publish", path=waiting[0], hint="write it, then publish")
    if scheduled:
        return BlogcliError("is scheduled already", path=where, hint="give another --date to move it")
    return BlogcliError("is no draft: there is nothing to publish", path=where)


def _published(
    source: Source, versions: _Versions, live: set[LanguageTag], date: str | None, went_live: str
) -> dict[str, object]:
    changes: dict[str, object] = {}
    if "draft" in source.document.fields:
        changes["draft"] = None
    if versions.original.language not in live and versions.draft(versions.original):
        changes["draft"] = False  # the original stays a draft, which this version would inherit
    if record := _as_it_goes_live(source, versions):
        changes["translated_from"] = as_written(record)
    if date is not None and (source is versions.original or versions.named):
        changes["date"] = Verbatim(date)
    elif date is None and (is_provisional(source.document) or _would_move(source, versions, live)):
        changes["date"] = Verbatim(went_live)
    return changes


def _as_it_goes_live(source: Source, versions: _Versions) -> Record | None:
    """The record of a version that was begun without text, made to hold it to what it says as it goes live.

    None where its original was edited in between: nobody knows which of its texts the version was made from.
    """
    said = source.keys.get("translated_from")
    record: Record | None = said.record if said else None
    if said is None or record is None or not record.is_of_no_text:
        return None
    made_from = [fingerprint_of(version) for version in versions.all if version.language == said.language]
    if record.then().prose not in {now.prose for now in made_from}:
        return None
    return record.held_to(fingerprint_of(source))


def _would_move(source: Source, versions: _Versions, live: set[LanguageTag]) -> bool:
    """Whether it inherits a date that changes when the original goes live, which would move its address."""
    return (
        "date" not in source.keys
        and versions.original.language not in live
        and is_provisional(versions.original.document)
    )


def _first_live(
    source: Source,
    versions: _Versions,
    changes: Mapping[LanguageTag, Mapping[str, object]],
    zone: values.DateParser,
    now: datetime,
) -> dict[str, object]:
    """`published`, where it isn't written already: now, unless the version's date lies ahead and will do."""
    written = "published" in source.keys
    if written and not versions.scheduled(source, now):
        return {}
    if source.keys.get("page") or versions.original.keys.get("page"):
        return {}
    for version in (source, versions.original):
        set_to = changes.get(version.language, {}).get("date")
        date = zone(set_to.text) if isinstance(set_to, Verbatim) else version.keys.get("date")
        if date and date > now:
            return {"published": None} if written else {}
        if date:
            return {"published": Verbatim(format_date(now))}
    return {}


def _keep_others_drafts(
    versions: _Versions, published: set[LanguageTag], changes: dict[LanguageTag, dict[str, object]]
) -> None:
    """When the original goes live alone, versions that were drafts through it say so themselves from then on."""
    if versions.original.language not in published:
        return
    for source in versions.all:
        if source.language not in published and "draft" not in source.keys and versions.draft(source):
            changes[source.language] = {"draft": True}


def _keep_others_dates(
    versions: _Versions, published: set[LanguageTag], changes: dict[LanguageTag, dict[str, object]]
) -> None:
    """When the original's date changes, a live version that inherited it keeps the one its address is made of."""
    old = versions.original.document.fields.get("date")
    if old is None or "date" not in changes.get(versions.original.language, {}):
        return
    for source in versions.all:
        if source.language not in published and "date" not in source.keys and not versions.draft(source):
            changes.setdefault(source.language, {})["date"] = Verbatim(str(old.value))


def _keep_addresses(
    config: Config,
    versions: _Versions,
    changes: dict[LanguageTag, dict[str, object]],
    zone: values.DateParser,
    now: datetime,
) -> None:
    """A version that readers saw before it was withdrawn keeps its old address among its aliases, as by a rename."""
    dates = {tag: zone(date.text) for tag, each in changes.items() if isinstance(date := each.get("date"), Verbatim)}
    if not dates or not any("published" in source.keys for source in versions.all):
        return
    from blogcli.aliases import aliases_by_date

    post = read_post(config.root, versions.folder, config).post
    for language, aliases in aliases_by_date(config, versions.all, post, dates, now).items():
        changes.setdefault(language, {})["aliases"] = aliases


@locks_post
def unpublish(config: Config, post: PostRef, language: str | None, now: datetime) -> Published:
    """Make a post, or one language of it, a draft again.

    What readers have seen says so from then on by its `published`, so that no later rename forgets its address.
    """
    versions = _Versions(config, post, language)
    live = [source for source in versions.chosen if not versions.draft(source)]
    if not live:
        raise BlogcliError("is a draft already", path=versions.chosen[0].path if language else post.folder)
    changes: dict[LanguageTag, dict[str, object]] = {}
    whole = versions.named is None
    for source in live:
        # Translations follow their original, unless they say something else.
        if not whole or source is versions.original or "draft" in source.keys or versions.original not in live:
            changes[source.language] = {"draft": True}
    if not whole and versions.original in live:
        for source in versions.all:
            if source is not versions.original and "draft" not in source.keys:
                changes[source.language] = {"draft": False}
    for source in live:
        if "published" not in source.keys and not versions.scheduled(source, now):
            dated = next((each for each in (source, versions.original) if "date" in each.keys), None)
            first = str(dated.document.fields["date"].value) if dated else format_date(now)  # a page may have no date
            changes.setdefault(source.language, {})["published"] = Verbatim(first)
    return _write(config.root, versions.all, changes)


def _write(
    root: Path, sources: list[Source], changes: Mapping[LanguageTag, Mapping[str, object]], waiting: Sequence[Path] = ()
) -> Published:
    # Cut off between two of them, nothing is live that isn't meant to be, and the same command goes on: what stays live
    # says so before its original becomes a draft, and what becomes one, or stays one, before another goes live.
    said = {source.language: changes.get(source.language, {}).get("draft") for source in sources}
    drafts_first = sorted(sources, key=lambda source: (said[source.language] is not False, not said[source.language]))
    texts = edited(sources, changes)
    write_all(root, drafts_first, texts)
    return Published(tuple(source.path for source in sources if source.language in texts), tuple(waiting))
