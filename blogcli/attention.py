"""`status`: what a blog has in hand, what fell behind, what waits for a decision, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from blogcli.errors import MissingError, raise_all
from blogcli.model import TranslationState
from blogcli.names import fold
from blogcli.outdated import translation_record
from blogcli.survey import Survey, place_of, survey

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.model import Post, Version
    from blogcli.names import LanguageTag

Row = dict[str, Any]

ORIGINAL = "original"
STANDINGS = (ORIGINAL, *(state.value for state in TranslationState))  # what a language can be to a post


@dataclass(frozen=True, slots=True)
class Chosen:
    """What `status` is narrowed to; None for all. Problems concern everybody and are never left out."""

    language: LanguageTag | None = None
    author: str | None = None

    def version(self, version: Version) -> bool:
        """Whether a version is wanted."""
        return self.says(version.language) and self.by(version)

    def says(self, language: LanguageTag) -> bool:
        """Whether a language is."""
        return self.language in (None, language)

    def by(self, version: Version) -> bool:
        """Whether who wrote a version is."""
        return self.author is None or fold(version.author) == fold(self.author)


@dataclass(frozen=True, slots=True)
class Status:
    """Records of each kind. `attention` says whether something wants to be seen to, beside what is under way.

    `next_due` is when the next version goes live; None where none is scheduled.
    """

    drafts: list[Row]
    scheduled: list[Row]
    translations: list[Row]
    missing: list[Row]
    pending: list[Row]
    problems: list[Row]
    coverage: list[Row]
    next_due: str | None

    @property
    def attention(self) -> bool:
        """Drafts, scheduled posts, and languages that lack a post are no matter, nor what has no record."""
        return bool(self.pending or self.problems or any(record["attention"] for record in self.translations))


def status_of(config: Config, now: datetime, chosen: Chosen) -> Status:
    """What there is to see to in a blog, as far as it can be read."""
    found = survey(config, now)
    _check_author(found, chosen)
    posts = found.blog.posts
    scheduled = _scheduled(posts, now, chosen)
    return Status(
        drafts=[_version(post, version) for post, version in _versions(posts, chosen) if version.draft],
        scheduled=scheduled,
        translations=list(_translations(posts, chosen)),
        missing=list(_missing(config, posts, chosen)),
        pending=list(_pending(found, chosen)),
        problems=[*_problems(found, config.root)],
        coverage=_coverage(config, posts, chosen),
        next_due=scheduled[0]["date"] if scheduled else None,
    )


def next_due(config: Config, now: datetime, chosen: Chosen) -> str | None:
    """When the next version goes live (ISO 8601); None where none is scheduled.

    What would stop a render then is raised now.
    """
    found = survey(config, now)
    raise_all(found.problems)
    _check_author(found, chosen)
    return next((record["date"] for record in _scheduled(found.blog.posts, now, chosen)), None)


def _check_author(found: Survey, chosen: Chosen) -> None:
    authors = {fold(version.author): version.author for post in found.blog.posts for version in post.versions}
    if chosen.author is None or fold(chosen.author) in authors:
        return
    import difflib

    near = difflib.get_close_matches(fold(chosen.author), authors, 1)
    names = ", ".join(f"'{name}'" for name in sorted(filter(None, authors.values()))[:5])
    hint = f"did you mean '{authors[near[0]]}'?" if near else f"posts are by {names}" if names else None
    raise MissingError("author", chosen.author, hint=hint)


def _versions(posts: Iterable[Post], chosen: Chosen) -> Iterator[tuple[Post, Version]]:
    return ((post, version) for post in posts for version in post.versions if chosen.version(version))


def _version(post: Post, version: Version) -> Row:
    return {"post": post.id, "language": str(version.language), "title": version.title, "path": version.path}


def _scheduled(posts: Iterable[Post], now: datetime, chosen: Chosen) -> list[Row]:
    """The versions that go live by themselves, the next one first."""
    waiting = [
        (max(moment for moment in (version.date, version.published) if moment), _version(post, version))
        for post, version in _versions(posts, chosen)
        if not (version.draft or version.live(now))
    ]
    waiting.sort(key=lambda each: each[0])
    return [record | {"date": moment.isoformat()} for moment, record in waiting]


def _translations(posts: Iterable[Post], chosen: Chosen) -> Iterator[Row]:
    for post, version in _versions(posts, chosen):
        if standing := translation_record(post, version):
            yield _version(post, version) | standing


def _missing(config: Config, posts: Iterable[Post], chosen: Chosen) -> Iterator[Row]:
    for post in posts:
        there = {version.language for version in post.versions}
        for language in _lacking(config, post, there):
            if chosen.says(language) and chosen.by(post.original):
                source = str(post.original.language)
                yield _version(post, post.original) | {"language": str(language), "source": source}


def _lacking(config: Config, post: Post, there: Container[LanguageTag]) -> Iterator[LanguageTag]:
    """The languages a post is to be translated to: none where it is meant for one alone, and none that is given up."""
    if not post.one_language:
        yield from (tag for tag in config.tags if tag not in there and tag not in config.given_up)


def _pending(found: Survey, chosen: Chosen) -> Iterator[Row]:
    originals = {post.id: post.original for post in found.blog.posts}
    for comment in found.pending:
        if chosen.says(comment.language) and chosen.by(originals[comment.post]):
            yield {
                "id": comment.id,
                "post": comment.post,
                "date": comment.date.isoformat(),
                "language": str(comment.language),
                "author": comment.author or None,
                "path": comment.path,
            }


def _problems(found: Survey, root: Path) -> Iterator[Row]:
    for kind, errors in (("error", found.problems), ("fault", found.faults), ("warning", found.warnings)):
        for error in errors:
            place = place_of(error, root)
            yield {"kind": kind, "message": error.message, "path": place, "line": error.line, "hint": error.hint}


def _coverage(config: Config, posts: Iterable[Post], chosen: Chosen) -> list[Row]:
    """For each language, what it is to how many of the posts and pages that are there in it, or should be."""
    rows = {language: dict.fromkeys(STANDINGS, 0) for language in config.tags if chosen.says(language)}
    for post in filter(lambda post: chosen.by(post.original), posts):
        there = {version.language: version for version in post.versions}
        lacking = set(_lacking(config, post, there))
        for language, row in rows.items():
            if language in there or language in lacking:
                row[_standing(there.get(language))] += 1
    return [{"language": str(tag), "posts": sum(row.values()), **row} for tag, row in rows.items()]


def _standing(version: Version | None) -> str:
    if version is None:
        return TranslationState.MISSING.value
    if version.drift:
        return version.drift.state.value
    return TranslationState.DRAFT.value if version.draft else ORIGINAL
