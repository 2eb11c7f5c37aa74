"""`render`: the whole blog, from its files to the site."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from blogcli.content.load import load_blog
from blogcli.content.paths import CACHE, OUTPUT
from blogcli.errors import BlogcliError, UsageError
from blogcli.output import Report, check_output, write_site
from blogcli.plan.site import plan_site
from blogcli.render.site import render_site
from blogcli.render.theme import Theme
from blogcli.settings import parse_url

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from blogcli.config import Config


@dataclass(frozen=True, slots=True)
class Built:
    """What a render did, where to, and what it had to say: `faults` left a comment out of the site."""

    output: Path
    report: Report
    faults: tuple[BlogcliError, ...]
    warnings: tuple[BlogcliError, ...]


def build_site(
    config: Config,
    now: datetime,
    *,
    output: Path | None = None,
    base_url: str | None = None,
    drafts: bool = False,
    clean: bool = False,
    dry_run: bool = False,
) -> Built:
    """Render a blog as readers see it at `now`.

    It goes to public/ (`drafts`: to .blogcli/preview/) unless `output` says otherwise; `base_url` stands in for the url
    in blog.toml. Any fault but a comment's is raised before the old site is touched.
    """
    target = output or config.root / (f"{CACHE}/preview" if drafts else OUTPUT)
    check_output(config.root, target)
    if base_url is not None:
        try:
            config = replace(config, url=parse_url(base_url))
        except ValueError as error:
            raise UsageError(f"--base-url {error}") from error
    loaded = load_blog(config)
    theme = Theme(config.root)
    plan = plan_site(config, loaded.blog, now, drafts=drafts, theme=theme.assets())
    report = write_site(target, render_site(plan, config, theme), clean=clean, dry_run=dry_run)
    return Built(target, report, loaded.faults, (*loaded.warnings, *theme.warnings()))
