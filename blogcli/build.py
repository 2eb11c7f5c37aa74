"""`render`: the whole blog, from its files to the site."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from blogcli import cache, workers
from blogcli.content.memory import Memory
from blogcli.content.paths import CACHE, COMMENTS, OUTPUT
from blogcli.content.records import problem_rows, problems_of
from blogcli.content.tree import MANY, Tree, has_many, link_stamp, scan, settled
from blogcli.errors import BlogcliError, UsageError
from blogcli.names import digest
from blogcli.output.earlier import Earlier, Report
from blogcli.output.manifest import MANIFEST, STAGING, read_manifest
from blogcli.output.others import check_output
from blogcli.settings import parse_url
from blogcli.wire import UNUSABLE, dump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from blogcli.cache import Cache
    from blogcli.config import Config
    from blogcli.content.load import Loaded
    from blogcli.model import Blog
    from blogcli.render.site import Progress, SiteFile
    from blogcli.render.theme import Theme
    from blogcli.workers import Workers

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Built:
    """What a render did, where to, and what it had to say: `faults` left a comment out of the site.

    `differing` are the files that a render from nothing would have made otherwise, where that was asked for.
    """

    output: Path
    report: Report
    faults: tuple[BlogcliError, ...]
    warnings: tuple[BlogcliError, ...]
    differing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What a render is asked for, its configuration read and its output folder checked."""

    config: Config
    now: datetime
    output: Path
    drafts: bool
    clean: bool
    dry_run: bool
    jobs: int
    progress: Progress | None


def build_site(
    config: Config,
    now: datetime,
    *,
    output: Path | None = None,
    base_url: str | None = None,
    drafts: bool = False,
    clean: bool = False,
    dry_run: bool = False,
    jobs: int | None = None,
    verify: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Render a blog as readers see it at `now`.

    It goes to public/ (`drafts`: to .blogcli/preview/) unless `output` says otherwise; `base_url` stands in for the url
    in blog.toml. Any fault but a comment's is raised before the old site is touched. `jobs` processes print the pages,
    where there are many (None: as many as can run at once). `verify` compares the site with one made from nothing.
    `progress` is told how many pages are printed, and of how many.
    """
    target = output or config.root / (f"{CACHE}/preview" if drafts else OUTPUT)
    check_output(config.root, target)
    if base_url is not None:
        try:
            config = replace(config, url=parse_url(base_url))
        except ValueError as error:
            raise UsageError(f"--base-url {error}") from error
    order = Order(config, now, target, drafts, clean, dry_run, jobs or workers.usable_cores(), progress)
    setup = dump([config, drafts])
    vouched = cache.vouched_for(config.root)
    with (
        cache.opened(config.root, writing=not dry_run, blind=not vouched) as known,
        workers.at_hand(setup, order.jobs) as run,
    ):
        comments = None
        if run and has_many(config.root):
            comments = run.walk(str(config.root), COMMENTS)
            if known.fact(_state(order)) is None:
                run.start(order.jobs)  # all of it is to be made
        salt = cache.salt_of(config)
        tree = scan(config.root, comments)
        inputs = digest("\n".join([salt, str(drafts), *sorted(map("\t".join, tree.stamps.items())), *tree.folders]))
        built = _as_it_was(order, known, inputs)
        if built is None:
            if run and len(tree.stamps) >= MANY:
                run.start(1)  # it imports what makes pages while they are planned here
            built = _built(order, known, tree, run, salt, inputs)
        return replace(built, differing=tuple(_differing(order, run))) if verify else built


def _as_it_was(order: Order, known: Cache, inputs: str) -> Built | None:
    """What the last render to this folder came to, where neither its sources nor its files have changed since."""
    try:
        return _recalled(order, known, inputs)
    except UNUSABLE:
        return None


def _recalled(order: Order, known: Cache, inputs: str) -> Built | None:
    state = known.fact(_state(order))
    if order.clean or not state or state["inputs"] != inputs or state["manifest"] != _manifest(order):
        return None
    if not datetime.fromisoformat(state["from"]) <= order.now < datetime.fromisoformat(state["until"]):
        return None
    if (order.output / STAGING).exists():  # of a render that was killed
        return None
    files = known.files(_place(order))
    if not files or any(link_stamp(f"{order.output}/{path}") != left.stamp for path, left in files.items()):
        return None
    faults, warnings = (tuple(problems_of(state[name], order.config.root)) for name in ("faults", "warnings"))
    return Built(order.output, Report((), (), len(files)), faults, warnings)


def _built(order: Order, known: Cache, tree: Tree, run: Workers | None, salt: str, inputs: str) -> Built:
    from blogcli.output.write import write_site

    memory = Memory(known.units(salt), known.tick, text=known.text)
    earlier = Earlier(order.output, {} if order.clean else known.files(_place(order)))
    loaded, theme, files = _rendered(order, tree, memory, run, salt, earlier.holds if earlier.files else None)
    report = write_site(order.output, files, earlier=earlier, clean=order.clean, dry_run=order.dry_run)
    warnings = (*loaded.warnings, *theme.warnings())
    if not order.dry_run:
        state = {
            "inputs": inputs if settled(tree.stamps.values(), known.tick) else "",
            "manifest": _manifest(order),
            "from": order.now.isoformat(),
            "until": _until(loaded.blog, order.now).isoformat(),
            "faults": problem_rows(loaded.faults, order.config.root),
            "warnings": problem_rows(warnings, order.config.root),
        }
        known.save(salt, memory, _place(order), (earlier.files, report.left), {_state(order): state})
    return Built(order.output, report, loaded.faults, warnings)


def _rendered(
    order: Order, tree: Tree, memory: Memory, run: Workers | None, salt: str, holds: Callable[[str, str], bool] | None
) -> tuple[Loaded, Theme, Iterator[SiteFile]]:
    # Only now is what makes pages imported.
    from blogcli.content.load import load_blog
    from blogcli.plan.site import plan_site
    from blogcli.render.site import ENOUGH, render_site
    from blogcli.render.theme import Theme

    config = order.config
    loaded = load_blog(config, tree, memory, run)
    theme = Theme(config.root)
    plan = plan_site(config, loaded.blog, order.now, drafts=order.drafts, theme=theme.assets())
    shared = digest(f"{salt} {theme.digest()} {order.drafts}")
    enough = 1 if run and run.hands else ENOUGH  # what was started is to be used
    files = render_site(
        plan, config, theme,
        salt=shared, tick=memory.tick, holds=holds, run=run, enough=enough, progress=order.progress,
    )  # fmt: skip
    return loaded, theme, files


def _differing(order: Order, run: Workers | None) -> Iterator[str]:
    """The files of the site that a render which remembers nothing makes otherwise, or doesn't make."""
    from blogcli.output.write import holds_just_this

    _, _, files = _rendered(order, scan(order.config.root), Memory(), run, "", None)
    made: set[str] = set()
    for file in files:
        made.add(file.path)
        if not holds_just_this(order.output, file):
            yield file.path
    yield from sorted(set(read_manifest(order.output) or ()) - made)


def _place(order: Order) -> str:
    """The output folder by the way to it from the blog, so that a blog that moves takes its cache along."""
    try:
        return os.path.relpath(order.output, order.config.root)
    except ValueError:  # another drive, on Windows
        return str(order.output)


def _state(order: Order) -> str:
    return f"{cache.STATE}{_place(order)}"


def _manifest(order: Order) -> str:
    return link_stamp(f"{order.output}/{MANIFEST}")


def _until(blog: Blog, now: datetime) -> datetime:
    """The moment at which the next version goes live."""
    waiting = [version for post in blog.posts for version in post.versions if not (version.draft or version.live(now))]
    moments = (moment for version in waiting for moment in (version.date, version.published))
    return min((moment for moment in moments if moment and moment > now), default=_NEVER)
