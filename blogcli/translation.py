"""The translator's verb: add a language version to a post."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.arguments import blog_language, one_line, option, slug_for, version_in
from blogcli.content import values
from blogcli.content.frontmatter import Verbatim, compose, format_date
from blogcli.content.posts import Source, find_original, read_sources
from blogcli.content.standing import as_written, record_of
from blogcli.drift.scheme import fingerprint
from blogcli.errors import ExistsError
from blogcli.files import create_new
from blogcli.post_lock import locks_post

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.paths import PostRef


@dataclass(frozen=True, slots=True)
class NewTranslation:
    """What a translator asks for. Without a `title` it starts with its source's; without a `body` it is a draft.

    `published` is when it first went live, as it was typed: None for now.
    """

    language: str
    source: str | None = None
    title: str | None = None
    slug: str | None = None
    draft: bool = False
    body: str | None = None
    published: str | None = None


@locks_post
def translate(config: Config, post: PostRef, wish: NewTranslation, now: datetime) -> Path:
    """Add a language version; the path of the file it wrote.

    It is a translation of the version `wish.source` names, else of the one the user pointed at, else of the original.
    """
    language = blog_language(config, wish.language)
    sources = {source.language: source for source in read_sources(config.root, post.folder, config)}
    if language in sources:
        hint = "edit it" if "translated_from" not in sources[language].keys else "edit it, or remove it first"
        raise ExistsError(sources[language].path, hint=hint)
    if wish.source is not None:
        source = version_in(sources.values(), blog_language(config, wish.source), post.folder)
    else:
        source = sources[post.language] if post.language in sources else find_original(sources.values())
    if wish.published is not None:
        option("--published", values.DateParser(config.timezone), wish.published)
    title = one_line(wish.title or "")
    fields = {
        "title": title or source.keys["title"],
        # A title that is still to be translated makes no slug: the post's id stands in.
        "slug": slug_for(title, wish.slug, language) if title or wish.slug is not None else None,
        "published": _published(sources.values(), wish, now),
        "translated_from": _record(source, title or source.keys["title"], wish.body or "", now),
        "draft": True if wish.draft or not (wish.body or "").strip() else None,
    }
    path = post.folder / f"{language}.md"
    create_new(config.root, path, compose(fields, wish.body or ""), hint="edit it, or remove it first")
    return path


def _record(source: Source, title: str, body: str, now: datetime) -> dict[str, object]:
    return as_written(record_of(source, fingerprint(title, "", body), now.date().isoformat()))


def _published(sources: Iterable[Source], wish: NewTranslation, now: datetime) -> Verbatim | None:
    """When a version goes live as it is written, long after its original: that it is news is for the feeds to know."""
    original = find_original(sources)
    if wish.published is not None:
        return Verbatim(wish.published)
    date = original.keys.get("date")
    live = (
        not wish.draft
        and (wish.body or "").strip()
        and not original.keys.get("draft")
        and not original.keys.get("page")
    )
    return Verbatim(format_date(now)) if live and date and date < now else None
