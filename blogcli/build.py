"""`render`: the whole blog, from its files to the site."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from blogcli import cache, workers
from blogcli.content.memory import Memory
from blogcli.content.paths import CACHE, COMMENTS, OUTPUT, TEMPLATES
from blogcli.content.records import problem_rows, problems_of
from blogcli.content.tree import MANY, Tree, has_many, link_stamp, scan, settled, walked
from blogcli.errors import BlogcliError, UsageError
from blogcli.names import digest
from blogcli.output.earlier import Earlier, Report
from blogcli.output.manifest import MANIFEST, STAGING, read_manifest
from blogcli.output.others import check_output
from blogcli.settings import parse_url
from blogcli.wire import UNUSABLE, dump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from blogcli.cache import Cache
    from blogcli.config import Config
    from blogcli.content.load import Loaded
    from blogcli.model import Blog
    from blogcli.render.site import Progress, SiteFile
    from blogcli.render.theme import Theme
    from blogcli.workers import Workers

_EACH = 400  # sources for which it pays to start a process ahead, where all is to be made
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
class Request:
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
    request = Request(config, now, target, drafts, clean, dry_run, jobs or workers.usable_cores(), progress)
    vouched = cache.vouched_for(config.root)
    with (
        cache.opened(config.root, writing=not dry_run, blind=not vouched) as known,
        _workers(request) as run,
    ):
        built = _made(request, known, run)
    if not vouched:
        message = "is not used: git can't say whether it tracks it"
        doubt = BlogcliError(message, path=config.root / CACHE, hint="git status says why")
        built = replace(built, warnings=(*built.warnings, doubt))
    return replace(built, differing=tuple(_differing(request))) if verify else built


def _workers(request: Request) -> AbstractContextManager[Workers | None]:
    return workers.at_hand(dump([request.config, request.drafts]), request.jobs)


def _made(request: Request, known: Cache, run: Workers | None) -> Built:
    root = request.config.root
    templates = _templates(root)  # before any process is started that may read them
    comments = None
    all_new = request.clean or known.fact(_state(request)) is None
    if run and has_many(root):
        comments = run.walk(str(root), COMMENTS)
        if all_new:
            run.start(MANY // _EACH)
    salt = cache.salt_of(request.config)
    tree = scan(root, comments)
    sources = [*sorted(map("\t".join, tree.stamps.items())), *tree.folders]
    inputs = digest("\n".join([salt, request.config.url, str(request.drafts), *sources]))
    if built := _as_it_was(request, known, inputs):
        return built
    if run and len(tree.stamps) >= MANY:
        # They import what makes pages while the sources are read and pages planned here.
        run.start(len(tree.stamps) // _EACH if all_new else 1)
    return _built(request, known, tree, run, salt, inputs, templates)


def _templates(root: Path) -> str:
    """What changes with every change of a template, even one that is taken back."""
    return link_stamp(f"{root}/{TEMPLATES}") + walked(str(root), TEMPLATES)


def _as_it_was(request: Request, known: Cache, inputs: str) -> Built | None:
    """What the last render to this folder came to, where neither its sources nor its files have changed since."""
    try:
        return _recalled(request, known, inputs)
    except UNUSABLE:
        return None


def _recalled(request: Request, known: Cache, inputs: str) -> Built | None:
    state = known.fact(_state(request))
    if request.clean or not state or state["inputs"] != inputs or state["manifest"] != _manifest(request):
        return None
    if not datetime.fromisoformat(state["from"]) <= request.now < datetime.fromisoformat(state["until"]):
        return None
    if (request.output / STAGING).exists():  # of a render that was killed
        return None
    files = known.files(_place(request))
    if not files or any(link_stamp(f"{request.output}/{path}") != left.stamp for path, left in files.items()):
        return None
    faults, warnings = (tuple(problems_of(state[name], request.config.root)) for name in ("faults", "warnings"))
    return Built(request.output, Report((), (), len(files)), faults, warnings)


def _built(
    request: Request, known: Cache, tree: Tree, run: Workers | None, salt: str, inputs: str, templates: str
) -> Built:
    from blogcli.output.write import write_site

    remembers = not request.clean
    memory = Memory(known.units(salt), known.tick, text=known.text) if remembers else Memory(tick=known.tick)
    earlier = Earlier(request.output, known.files(_place(request)) if remembers else {})
    loaded, theme, files = _rendered(request, tree, memory, run, salt, earlier.holds if earlier.files else None)
    report = write_site(request.output, files, earlier=earlier, clean=request.clean, dry_run=request.dry_run)
    built = Built(request.output, report, loaded.faults, (*loaded.warnings, *theme.warnings()))
    if not request.dry_run:
        left = report.left
        steady = _templates(request.config.root) == templates
        if not steady:  # nobody knows which pages were made of which: the next render makes them again
            left = {path: replace(file, key="") for path, file in left.items()}
        sure = steady and settled(tree.stamps.values(), known.tick)
        state = _state_of(request, built, loaded.blog, inputs if sure else "")
        known.save(salt, memory, _place(request), (earlier.files, left), {_state(request): state})
    return built


def _state_of(request: Request, built: Built, blog: Blog, inputs: str) -> dict[str, object]:
    """What `_as_it_was` asks of the last render."""
    return {
        "inputs": inputs,
        "manifest": _manifest(request),
        "from": request.now.isoformat(),
        "until": _until(blog, request.now).isoformat(),
        "faults": problem_rows(built.faults, request.config.root),
        "warnings": problem_rows(built.warnings, request.config.root),
    }


def _rendered(
    request: Request,
    tree: Tree,
    memory: Memory,
    run: Workers | None,
    salt: str,
    holds: Callable[[str, str], bool] | None,
) -> tuple[Loaded, Theme, Iterator[SiteFile]]:
    # Only now is what makes pages imported.
    from blogcli.content.load import load_blog
    from blogcli.plan.site import plan_site
    from blogcli.render.site import ENOUGH_PAGES, render_site
    from blogcli.render.theme import Theme

    config = request.config
    loaded = load_blog(config, tree, memory, run)
    theme = Theme(config.root)
    plan = plan_site(config, loaded.blog, request.now, drafts=request.drafts, theme=theme.assets())
    shared = digest(f"{salt} {config.url} {theme.digest()} {request.drafts}")
    enough = 1 if run and run.hands else ENOUGH_PAGES  # what was started is to be used
    files = render_site(
        plan, config, theme,
        salt=shared, tick=memory.tick, holds=holds, run=run, enough=enough, progress=request.progress,
    )  # fmt: skip
    return loaded, theme, files


def _differing(request: Request) -> Iterator[str]:
    """The files of the site that a render which remembers nothing makes otherwise, or doesn't make."""
    from blogcli.output.write import holds_just_this

    made: set[str] = set()
    with _workers(request) as run:  # others than those that printed the site: they remember templates
        _, _, files = _rendered(request, scan(request.config.root), Memory(), run, "", None)
        for file in files:
            made.add(file.path)
            if not holds_just_this(request.output, file):
                yield file.path
    yield from sorted(set(read_manifest(request.output) or ()) - made)


def _place(request: Request) -> str:
    """The output folder by the way to it from the blog, so that a blog that moves takes its cache along."""
    try:
        return os.path.relpath(request.output, request.config.root)
    except ValueError:  # another drive, on Windows
        return str(request.output)


def _state(request: Request) -> str:
    return f"{cache.STATE}{_place(request)}"


def _manifest(request: Request) -> str:
    return link_stamp(f"{request.output}/{MANIFEST}")


def _until(blog: Blog, now: datetime) -> datetime:
    """The moment at which the next version goes live, or readers can be told of an original's change."""
    versions = [version for post in blog.posts for version in post.versions if not version.draft]
    waiting = [version for version in versions if not version.live(now)]
    moments = [moment for version in waiting for moment in (version.date, version.published)]
    moments += [version.drift.source_updated for version in versions if version.drift]
    return min((moment for moment in moments if moment and moment > now), default=_NEVER)
