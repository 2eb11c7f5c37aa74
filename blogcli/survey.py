"""A blog as far as it can be read, with all that is wrong with it: for those who report on it and render nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from blogcli import cache
from blogcli.content.doubts import updated_ahead
from blogcli.content.load import load_posts, load_readable
from blogcli.content.memory import Memory
from blogcli.content.records import comments_of
from blogcli.content.tree import scan
from blogcli.content.unseen import unseen_through_links
from blogcli.errors import BlogcliError
from blogcli.journal import cut_off
from blogcli.names import CommentStatus
from blogcli.plan.site import plan_readable
from blogcli.render.theme import TEMPLATE_SUFFIXES, Theme
from blogcli.salt import salt_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from blogcli.cache import Cache
    from blogcli.config import Config
    from blogcli.content.records import LoadedPost
    from blogcli.model import Blog, Comment
    from blogcli.plan.pages import Asset, SitePlan

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Survey:
    """What a blog's files say, the comments that wait for a decision, and what `render` would say about it all.

    `problems` stop a render, `faults` leave a comment out, `warnings` change nothing. `plan` is that of the site as it
    would be rendered, as far as there are no problems; `partial` says that posts are lacking in it which can't be read.
    """

    blog: Blog
    plan: SitePlan
    partial: bool
    pending: tuple[Comment, ...]
    problems: tuple[BlogcliError, ...]
    faults: tuple[BlogcliError, ...]
    warnings: tuple[BlogcliError, ...]


def survey(config: Config, now: datetime) -> Survey:
    """Look at a blog as it is at `now`; what earlier renders remember isn't read again, and nothing is written.

    Whatever shows only while a page is printed is not found: what a template of the blog's own does, but its syntax is.
    """
    problems: list[BlogcliError] = []
    found = _remembering(config, problems, partial(_survey, config, now))
    return replace(found, problems=(*problems, *found.problems))


def _survey(config: Config, now: datetime, known: Cache) -> Survey:
    memory = Memory(known.units(salt_of(config)), text=known.text)
    tree = scan(config.root)
    loaded, unreadable = load_readable(config, tree, memory)
    pending = tuple(_pending(loaded.blog))
    problems = [*unreadable]
    warnings = list(loaded.warnings)
    warnings += [BlogcliError(record.warning(), hint="give it again") for record in cut_off(config.root)]
    assets: tuple[Asset, ...] = ()
    own: tuple[str, ...] = ()
    try:
        theme = Theme(config.root)
        assets, own = theme.assets(), theme.own
        warnings += theme.warnings()
        problems += _broken_templates(theme)
    except BlogcliError as error:
        problems += error.problems
    plan, wrong = plan_readable(config, loaded.blog, now, theme=assets)
    wrong += unseen_through_links(tree, loaded.blog, own, lambda version: version.live(now))
    warnings += updated_ahead(config.root, loaded.blog.posts, now)
    all_problems, all_warnings = (*problems, *wrong), (*warnings, *plan.warnings)
    return Survey(loaded.blog, plan, bool(unreadable), pending, all_problems, loaded.faults, all_warnings)


def every_post(config: Config) -> tuple[LoadedPost, ...]:
    """Every post without its comments, by id; what earlier renders remember isn't read again. Problems as they are."""

    def posts(known: Cache) -> tuple[LoadedPost, ...]:
        return load_posts(config, Memory(known.units(salt_of(config)), text=known.text))

    return _remembering(config, [], posts)


def _remembering(config: Config, problems: list[BlogcliError], look: Callable[[Cache], T]) -> T:
    """Look with what earlier renders know; with nothing where the cache isn't to be trusted, which is a problem."""
    try:
        vouched = cache.vouched_for(config.root)
    except BlogcliError as error:
        vouched = False
        problems.append(error)
    return cache.with_cache(config.root, look, writing=False, blind=not vouched)


def _pending(blog: Blog) -> Iterator[Comment]:
    for post in blog.posts:
        if post.talk.pending:  # most conversations have none, and needn't be read
            yield from (each for each in comments_of(post.talk) if each.status is CommentStatus.PENDING)


def place_of(error: BlogcliError, root: Path) -> str | None:
    """The file or folder that an error is about, relative to the blog where it lies in it."""
    if error.path is None:
        return None
    return (error.path.relative_to(root) if error.path.is_relative_to(root) else error.path).as_posix()


def _broken_templates(theme: Theme) -> Iterator[BlogcliError]:
    own = [name for name in theme.own if name.endswith(TEMPLATE_SUFFIXES)]
    if own:  # most blogs have none, and then nobody waits for Jinja to be imported
        from blogcli.render.engine import Engine

        yield from Engine(theme).broken(own)
