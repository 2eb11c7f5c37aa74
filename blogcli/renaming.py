"""Another slug, id or date for a post: its old addresses and ids are written down by the same change.

First come the files of translations, then the original's, then the folder: each step leaves a blog that renders, in
which the same command can be run again.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from blogcli.aliases import aliases_kept, others_files
from blogcli.arguments import blog_language, option, version_in
from blogcli.content import values
from blogcli.content.editing import edited, write_all, write_back
from blogcli.content.find import find_by_former_id
from blogcli.content.frontmatter import Verbatim
from blogcli.content.keys import is_provisional
from blogcli.content.paths import comment_files, comment_folders, locate_post
from blogcli.content.posts import Source, read_post, read_sources
from blogcli.errors import BlogcliError, ExistsError, UsageError, raise_all
from blogcli.files import move_new
from blogcli.names import fold
from blogcli.plan.site import plan_readable
from blogcli.post_lock import locks_blog, locks_post
from blogcli.render.theme import Theme
from blogcli.survey import survey

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.paths import PostRef
    from blogcli.content.records import LoadedPost
    from blogcli.model import Version
    from blogcli.names import LanguageTag
    from blogcli.survey import Survey

Changes = dict["LanguageTag", dict[str, object]]


@dataclass(frozen=True, slots=True)
class NewNames:
    """What a post is to have instead: at least one of a slug, an id and a date.

    Slug and date are those of the version in `language`; None means the one whose file was named, else the original.
    """

    language: str | None = None
    slug: str | None = None
    id: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Renamed:
    """The files that changed, where they are now."""

    paths: tuple[Path, ...]


@locks_blog
@locks_post
def rename(config: Config, post: PostRef, wish: NewNames, now: datetime) -> Renamed:
    """Give a post another slug, id or date, so that no address of it dies.

    Nothing to do where it has them already. An error, and nothing changed, where an address or an id is another's, and
    where a version would go live by it, or no longer be.
    """
    if (wish.slug, wish.id, wish.date) == (None, None, None):
        raise UsageError("there is nothing to change", hint="pass --slug, --id or --date")
    new_id = option("--id", values.name, wish.id) if wish.id is not None else post.id
    sources = {source.language: source for source in read_sources(config.root, post.folder, config)}
    loaded = read_post(config.root, post.folder, config)
    if new_id != post.id:
        _check_free(config, loaded, new_id)
    chosen = blog_language(config, wish.language) if wish.language is not None else post.language
    named = version_in(sources.values(), chosen or loaded.post.original.language, post.folder)
    changes, after = _named(config, sources, loaded, named, wish, new_id)
    _keep_first_day(sources, loaded, after, changes, now)
    found = survey(config, now)
    others = partial(others_files, config, found.plan, loaded.post.folder)
    for language, aliases in aliases_kept(config, sources, loaded.post, after, now, others).items():
        changes[language]["aliases"] = aliases
    if new_id != post.id:
        _keep_id(sources, loaded, changes)
    _check_addresses(config, loaded, after, now, found)
    # A translation's old address is known only as long as the original has its old date.
    order = sorted(sources.values(), key=lambda source: source.language == loaded.post.original.language)
    texts = edited(order, changes)
    write_all(config.root, order, texts)
    if new_id == post.id:
        return Renamed(tuple(source.path for source in sources.values() if source.language in texts))
    target = post.folder.with_name(new_id)
    try:
        move_new(config.root, post.folder, target, hint="choose another --id")
    except BlogcliError:
        with contextlib.suppress(BlogcliError):
            write_back(config.root, order, texts)
        raise
    return Renamed(tuple(target / source.path.name for source in sources.values()))


def _check_free(config: Config, loaded: LoadedPost, new_id: str) -> None:
    """Refuse an id that is another post's, or was, or under which there are comments that aren't this post's."""
    root, hint = config.root, "choose another --id"
    own = root / loaded.post.folder
    there = locate_post(root, new_id)
    target = own.with_name(new_id)
    if (there and there != own) or (fold(new_id) != fold(own.name) and os.path.lexists(target)):
        raise ExistsError(there or target, hint=hint)
    former = find_by_former_id(root, new_id)
    if former and former != own:
        raise BlogcliError(f"had the id '{new_id}' before, and has the comments under it", path=former, hint=hint)
    ids = {fold(name) for name in (loaded.post.id, *loaded.post.former_ids)}
    for folder in comment_folders(root)[0]:
        if fold(folder.name) == fold(new_id) and fold(new_id) not in ids and any(comment_files(root, folder)):
            raise BlogcliError("holds comments, which would become this post's", path=folder, hint=hint)


def _named(
    config: Config, sources: dict[LanguageTag, Source], loaded: LoadedPost, named: Source, wish: NewNames, new_id: str
) -> tuple[Changes, dict[LanguageTag, Version]]:
    """What is written down of the wish, and the versions as they will be."""
    changes: Changes = {language: {} for language in sources}
    after = {
        version.language: replace(version, slug=sources[version.language].keys.get("slug", new_id))
        for version in loaded.post.versions
    }
    if wish.slug is not None:
        slug = option("--slug", values.name, wish.slug)
        if slug != after[named.language].slug:
            changes[named.language]["slug"] = slug
            after[named.language] = replace(after[named.language], slug=slug)
    if wish.date is not None:
        date = option("--date", values.DateParser(config.timezone), wish.date)
        # The offset makes the address; that of a draft, which `new` dated, is from now on one that a person chose.
        if repr(date) != repr(after[named.language].date) or is_provisional(named.document):
            changes[named.language]["date"] = Verbatim(wish.date)
        for language, source in sources.items():
            heir = named.language == loaded.post.original.language and "date" not in source.keys
            if source is named or heir:
                after[language] = replace(after[language], date=date)
    return changes, after


def _keep_first_day(
    sources: dict[LanguageTag, Source],
    loaded: LoadedPost,
    after: dict[LanguageTag, Version],
    changes: Changes,
    now: datetime,
) -> None:
    """A version that went live on its date says so itself where the date is another: to feeds it is no news."""
    problems: list[BlogcliError] = []
    for version in loaded.post.versions:
        source, new = sources[version.language], after[version.language]
        if new.date == version.date:
            continue
        if "published" not in source.keys:
            if version.live(now) and version.date and not loaded.post.page:
                dated = source if "date" in source.keys else sources[loaded.post.original.language]
                changes[version.language]["published"] = Verbatim(str(dated.document.fields["date"].value))
            else:
                new = replace(new, published=new.date)
        if version.live(now) != new.live(now):
            what = "would hide it until then" if version.live(now) else "would make it live"
            message, hint = (
                f"is {'live' if version.live(now) else 'scheduled'}, and such a date {what}",
                "publish has a --date",
            )
            problems.append(BlogcliError(message, path=source.path, hint=hint))
    raise_all(problems)


def _keep_id(sources: dict[LanguageTag, Source], loaded: LoadedPost, changes: Changes) -> None:
    """The old id goes behind those before it: the first of them is the post's in feeds."""
    if loaded.post.id in loaded.post.former_ids:
        return
    holders = [source for source in sources.values() if "former_ids" in source.keys]
    holder = holders[-1] if holders else sources[loaded.post.original.language]
    changes[holder.language]["former_ids"] = [*holder.keys.get("former_ids", ()), loaded.post.id]


def _check_addresses(
    config: Config, loaded: LoadedPost, after: dict[LanguageTag, Version], now: datetime, before: Survey
) -> None:
    """Refuse addresses that are another page's; what is wrong with the blog already keeps no post from its new name."""
    found, known = before.blog, {(problem.path, problem.message) for problem in before.problems}
    folder = loaded.post.folder
    new = {post.folder: post for post in found.posts}.get(folder, loaded.post)
    versions = tuple(after[version.language] for version in new.versions)
    new = new._replace(versions=versions, original=after[new.original.language])
    posts = tuple(new if post.folder == folder else post for post in found.posts)
    theme = Theme(config.root).assets()
    _, problems = plan_readable(config, replace(found, posts=posts), now, drafts=True, theme=theme)
    news = (each for each in problems if (each.path, each.message) not in known)
    raise_all(each for each in news if _is_about(each, config.root / folder, folder))


def _is_about(error: BlogcliError, place: Path, folder: str) -> bool:
    return (error.path is not None and error.path.is_relative_to(place)) or f"{folder}/" in error.message
