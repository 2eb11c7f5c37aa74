"""Old addresses kept as aliases: what a version had and has no more, unless another page or alias has it by now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from blogcli.content import values
from blogcli.errors import BlogcliError
from blogcli.names import fold
from blogcli.plan import urls
from blogcli.plan.collisions import source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from blogcli.config import Config
    from blogcli.content.posts import Source
    from blogcli.model import Post, Version
    from blogcli.names import LanguageTag
    from blogcli.plan.pages import SitePlan


def address_of(config: Config, version: Version, *, page: bool) -> str:
    """Where a version is where it has a page of its own."""
    language = config.language(version.language)
    assert language is not None
    return urls.version_address(config, language, version, page=page)


def others_files(config: Config, plan: SitePlan, folder: str) -> set[str]:
    """The files, folded, that the pages and aliases of all but the post in a folder are served from."""
    own = (f"{folder}/", f"{config.root / folder}/")
    return {fold(urls.file_of(page.address)) for page in plan.pages if not source_of(page).startswith(own)}


def seen_by_readers(version: Version, source: Source, now: datetime) -> bool:
    """Whether a version is live, or was before it became a draft."""
    return version.live(now) or ("published" in source.keys and source.keys["published"] <= now)


def aliases_after(old: str, source: Source, aliases: Iterable[str], others: set[str]) -> list[str]:
    """The aliases of a version whose address was `old`; `others` are the files of what else there is.

    Where another page or alias has that address, it isn't the version's own to keep: a site has it once. An error
    where it can't be written down as an alias.
    """
    kept = list(aliases)
    if fold(old) not in map(fold, kept) and fold(urls.file_of(old)) not in others:
        kept.append(_as_alias(old, source))
    return kept


def aliases_kept(
    config: Config,
    sources: Mapping[LanguageTag, Source],
    post: Post,
    after: Mapping[LanguageTag, Version],
    now: datetime,
    others: Callable[[], set[str]],
) -> dict[LanguageTag, list[str] | None]:
    """The aliases of a post's versions, of those whose aliases change, where they become those in `after`.

    Each version that readers have seen keeps its old address; one that a version gets is no alias any more. `others`
    gives the files of what else there is, and is asked only where an address changes.
    """
    there = {fold(address_of(config, version, page=post.page)) for version in after.values()}
    changed: dict[LanguageTag, list[str] | None] = {}
    for version in post.versions:
        source = sources[version.language]
        aliases = [alias for alias in version.aliases if fold(alias) not in there]
        old = address_of(config, version, page=post.page)
        if seen_by_readers(version, source, now) and fold(old) not in there:
            aliases = aliases_after(old, source, aliases, others())
        if tuple(aliases) != version.aliases:
            changed[version.language] = aliases or None
    return changed


def aliases_by_date(
    config: Config, sources: Iterable[Source], post: Post, dates: Mapping[LanguageTag, datetime], now: datetime
) -> dict[LanguageTag, list[str] | None]:
    """The same where versions get these dates; a translation without a date of its own gets that of its original."""
    by_language = {source.language: source for source in sources}
    after = {}
    for version in post.versions:
        heir = "date" not in by_language[version.language].keys
        date = dates.get(version.language) or (heir and dates.get(post.original.language)) or version.date
        after[version.language] = replace(version, date=date)

    def others() -> set[str]:
        from blogcli.survey import survey

        return others_files(config, survey(config, now).plan, post.folder)

    return aliases_kept(config, by_language, post, after, now, others)


def _as_alias(address: str, source: Source) -> str:
    try:
        return values.address(address)
    except ValueError:  # a pattern in blog.toml may hold what no alias can
        message = f"its address can't become an alias: {address}"
        raise BlogcliError(message, path=source.path, hint="change permalinks in blog.toml first") from None
