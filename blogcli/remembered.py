"""What the last render to an output folder came to: where nothing has changed since, there is nothing to do."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from blogcli.cache import STATE
from blogcli.content.records import problem_rows, problems_of
from blogcli.content.tree import link_stamp
from blogcli.output.earlier import Report
from blogcli.output.manifest import MANIFEST, STAGING
from blogcli.plan.closing import closing

if TYPE_CHECKING:
    from pathlib import Path

    from blogcli.cache import Cache
    from blogcli.config import Config
    from blogcli.errors import BlogcliError
    from blogcli.model import Blog
    from blogcli.output.gone import Gone
    from blogcli.render.site import Progress

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Built:
    """What a render did, where to, and what it had to say: `faults` left a comment out of the site.

    `gone` are the addresses of the last site that this one doesn't answer, but for those nobody keeps.
    `differing` are the files that a render from nothing would have made otherwise, where that was asked for.
    """

    output: Path
    report: Report
    faults: tuple[BlogcliError, ...]
    warnings: tuple[BlogcliError, ...]
    differing: tuple[str, ...] = ()
    gone: tuple[Gone, ...] = ()


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


def as_it_was(request: Request, known: Cache, inputs: str) -> Built | None:
    """What the last render to this folder came to, where neither its sources nor its files have changed since."""
    state = known.fact(name_of(request))
    if request.clean or not state or state["inputs"] != inputs or state["manifest"] != _manifest(request):
        return None
    if not datetime.fromisoformat(state["from"]) <= request.now < datetime.fromisoformat(state["until"]):
        return None
    if (request.output / STAGING).exists():  # of a render that was killed
        return None
    files = known.files(place(request))
    if len(files) != state["files"]:
        return None
    if any(link_stamp(f"{request.output}/{path}") != left.stamp for path, left in files.items()):
        return None
    faults, warnings = (tuple(problems_of(state[name], request.config.root)) for name in ("faults", "warnings"))
    return Built(request.output, Report((), (), len(files)), faults, warnings)


def state_of(request: Request, built: Built, blog: Blog, inputs: str) -> dict[str, object]:
    """What `as_it_was` asks of the last render."""
    return {
        "inputs": inputs,
        "files": len(built.report.left),
        "manifest": _manifest(request),
        "from": request.now.isoformat(),
        "until": _until(request.config, blog, request.now).isoformat(),
        "faults": problem_rows(built.faults, request.config.root),
        "warnings": problem_rows(built.warnings, request.config.root),
    }


def place(request: Request) -> str:
    """The output folder by the way to it from the blog, so that a blog that moves takes its cache along."""
    try:
        return os.path.relpath(request.output, request.config.root)
    except ValueError:  # another drive, on Windows
        return str(request.output)


def name_of(request: Request) -> str:
    """The name of the fact about the last render to the folder."""
    return f"{STATE}{place(request)}"


def _manifest(request: Request) -> str:
    return link_stamp(f"{request.output}/{MANIFEST}")


def _until(config: Config, blog: Blog, now: datetime) -> datetime:
    """The moment at which the next version goes live, conversation closes, or original's change can be told of."""
    versions = [version for post in blog.posts for version in post.versions if not version.draft]
    waiting = [version for version in versions if not version.live(now)]
    moments = [moment for version in waiting for moment in (version.date, version.published)]
    moments += [version.drift.source_updated for version in versions if version.drift]
    moments += [version.updated for post in blog.posts for version in post.versions]
    moments += [closing(config, post) for post in blog.posts]
    return min((moment for moment in moments if moment and moment > now), default=_NEVER)
