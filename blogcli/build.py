"""`render`: the whole blog, from its files to the site."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from blogcli import cache, workers
from blogcli.content.memory import Memory
from blogcli.content.tree import MANY, Tree, has_many, link_stamp, scan, settled, walked
from blogcli.errors import BlogcliError, UsageError, raise_all
from blogcli.names import CACHE, COMMENTS, OUTPUT, TEMPLATES, digest
from blogcli.output.earlier import Earlier
from blogcli.output.manifest import read_manifest
from blogcli.output.others import check_output
from blogcli.remembered import Built, Request, as_it_was, name_of, place, state_of
from blogcli.salt import salt_of
from blogcli.settings import parse_url
from blogcli.wire import dump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from blogcli.cache import Cache
    from blogcli.config import Config
    from blogcli.content.load import Loaded
    from blogcli.model import Version
    from blogcli.plan.pages import SitePlan
    from blogcli.render.site import Progress, SiteFile
    from blogcli.workers import Workers

_EACH = 400  # sources for which it pays to start a process ahead, where all is to be made


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
    request = Request(config, now, target, drafts, clean, dry_run, jobs or workers.usable_cores(), progress)
    vouched = cache.vouched_for(config.root)
    built = cache.with_cache(config.root, partial(_made, request), writing=not dry_run, blind=not vouched)
    if not vouched:
        message = "is not used: git can't say whether it tracks it"
        doubt = BlogcliError(message, path=config.root / CACHE, hint="git status says why")
        built = replace(built, warnings=(*built.warnings, doubt))
    return replace(built, differing=tuple(_differing(request))) if verify else built


def _workers(request: Request) -> AbstractContextManager[Workers | None]:
    return workers.at_hand(dump([request.config, request.drafts]), request.jobs)


def _made(request: Request, known: Cache) -> Built:
    with _workers(request) as run:
        return _made_by(request, known, run)


def _made_by(request: Request, known: Cache, run: Workers | None) -> Built:
    root = request.config.root
    templates = _templates(root)  # before any process is started that may read them
    comments = None
    all_new = request.clean or known.fact(name_of(request)) is None
    if run and has_many(root):
        comments = run.walk(str(root), COMMENTS)
        if all_new:
            run.start(MANY // _EACH)
    salt = salt_of(request.config)
    tree = scan(root, comments)
    sources = [*sorted(map("\t".join, tree.stamps.items())), *tree.folders]
    configured = dump([request.config.url, request.config.named_tags])
    inputs = digest("\n".join([salt, configured, str(request.drafts), *sources]))
    if built := as_it_was(request, known, inputs):
        return built
    if run and len(tree.stamps) >= MANY:
        # They import what makes pages while the sources are read and pages planned here.
        run.start(len(tree.stamps) // _EACH if all_new else 1)
    return _built(request, known, tree, run, salt, inputs, templates)


def _templates(root: Path) -> str:
    """What changes with every change of a template, even one that is taken back."""
    return link_stamp(f"{root}/{TEMPLATES}") + walked(str(root), TEMPLATES)


def _built(
    request: Request, known: Cache, tree: Tree, run: Workers | None, salt: str, inputs: str, templates: str
) -> Built:
    from blogcli.output.alias_paths import unprefixed_aliases
    from blogcli.output.gone import gone
    from blogcli.output.write import write_site

    remembers = not request.clean
    memory = Memory(known.units(salt), known.tick, text=known.text) if remembers else Memory(tick=known.tick)
    earlier = Earlier(request.output, known.files(place(request)) if remembers else {})
    holds = earlier.holds if earlier.files else None
    loaded, plan, warnings, files = _rendered(request, tree, memory, run, salt, holds)
    report = write_site(request.output, files, earlier=earlier, clean=request.clean, dry_run=request.dry_run)
    lost = tuple(gone(request.config, report.removed, plan.pages)) if report.removed else ()
    built = Built(request.output, report, loaded.faults, warnings, gone=lost)
    if not request.dry_run:
        left = report.left
        steady = _templates(request.config.root) == templates
        if not steady:  # nobody knows which pages were made of which: the next render makes them again
            left = {path: file._replace(key="") for path, file in left.items()}
        sure = steady and settled(tree.stamps.values(), known.tick)
        state = state_of(request, built, loaded.blog, inputs if sure else "")
        known.save(salt, memory, place(request), (earlier.files, left), {name_of(request): state})
    advice = unprefixed_aliases(request.config, plan.pages, {*report.written} - earlier.files.keys())
    return replace(built, warnings=(*warnings, *advice))


def _rendered(
    request: Request,
    tree: Tree,
    memory: Memory,
    run: Workers | None,
    salt: str,
    holds: Callable[[str, str], bool] | None,
) -> tuple[Loaded, SitePlan, tuple[BlogcliError, ...], Iterator[SiteFile]]:
    """Hold what was read, the plan, the warnings, and the files of the site, each made when it is asked for."""
    # Only now is what makes pages imported.
    from blogcli.content.doubts import updated_ahead
    from blogcli.content.load import load_blog
    from blogcli.content.memory import ENOUGH_UNITS
    from blogcli.content.unseen import unseen_through_links
    from blogcli.plan.site import plan_site
    from blogcli.render.site import ENOUGH_PAGES, render_site
    from blogcli.render.theme import Theme

    config = request.config
    started = bool(run and run.hands)  # what was started is to be used
    loaded = load_blog(config, tree, memory, run, 1 if started else ENOUGH_UNITS)
    theme = Theme(config.root)
    plan = plan_site(config, loaded.blog, request.now, drafts=request.drafts, theme=theme.assets())

    def seen(version: Version) -> bool:
        return request.drafts or version.live(request.now)

    raise_all(unseen_through_links(tree, loaded.blog, theme.own, seen, request.output))
    shared = digest(f"{salt} {config.url} {theme.digest()} {request.drafts}")
    files = render_site(
        plan, config, theme,
        salt=shared, tick=memory.tick, holds=holds, run=run, enough=1 if started else ENOUGH_PAGES,
        progress=request.progress,
    )  # fmt: skip
    ahead = updated_ahead(config.root, loaded.blog.posts, request.now)
    return loaded, plan, (*loaded.warnings, *ahead, *plan.warnings, *theme.warnings()), files


def _differing(request: Request) -> Iterator[str]:
    """The files of the site that a render which remembers nothing makes otherwise, or doesn't make."""
    from blogcli.output.write import holds_just_this

    made: set[str] = set()
    with _workers(request) as run:  # others than those that printed the site: they remember templates
        _, _, _, files = _rendered(request, scan(request.config.root), Memory(), run, "", None)
        for file in files:
            made.add(file.path)
            if not holds_just_this(request.output, file):
                yield file.path
    yield from sorted(set(read_manifest(request.output) or ()) - made)
