"""What a site consists of: pages of each kind. Two that were rendered from the same corpus must be alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.corpus import LANGUAGES, TAGS
from tests.bench.measure import Failed

if TYPE_CHECKING:
    from pathlib import Path

_KINDS = {
    "post pages": r"\d{4}/\d\d/[^/]+/index\.html",
    "front pages": r"index\.html",
    "list pages": r"page/\d+/index\.html",
    "tag pages": r"tags/[^/]+/(page/\d+/)?index\.html",
    "lists of tags": r"tags/index\.html",
    "archives": r"archive/index\.html",
    "feeds": r"feed\.xml",
    "pages not found": r"404\.html",
}
_SITE_WIDE = {"sitemap": r"(\w\w/)?sitemap\.xml", "robots.txt": r"robots\.txt"}
_LANGUAGE = rf"(?:(?:{'|'.join(LANGUAGES[1:])})/)?"
# blogcli's first list page holds 10 to 19 posts, Hugo's last one 1 to 10: up to one page more a list.
_LISTS = {"list pages": len(LANGUAGES), "tag pages": len(TAGS) * len(LANGUAGES)}
_NEARLY = 0.03
_SIZE = 2.0  # times: the pages' frames differ, but a page without text or comments is not the same page
_COMMENT = re.compile(rb'\bid="c-')


@dataclass(frozen=True)
class Site:
    """A site's files by kind: how many, the bytes of all post pages, and the comments they show."""

    kinds: dict[str, int]
    post_bytes: int
    comments: int


def _kind(path: str) -> str:
    for name, pattern in _KINDS.items():
        if re.fullmatch(_LANGUAGE + pattern, path):
            return name
    return next((name for name, pattern in _SITE_WIDE.items() if re.fullmatch(pattern, path)), "others")


def survey(output: Path) -> Site:
    """Count what a site consists of."""
    kinds = dict.fromkeys([*_KINDS, *_SITE_WIDE, "others"], 0)
    size = comments = 0
    for path in output.rglob("*"):
        if not path.is_file():
            continue
        kind = _kind(path.relative_to(output).as_posix())
        kinds[kind] += 1
        if kind == "post pages":
            written = path.read_bytes()
            size += len(written)
            comments += len(_COMMENT.findall(written))
    return Site(kinds, size, comments)


def check_complete(site: Site, posts: int) -> None:
    """Fail where a site lacks pages the corpus asks for."""
    expected = {
        name: len(LANGUAGES) for name in ("front pages", "lists of tags", "archives", "feeds", "pages not found")
    }
    expected["post pages"] = posts * len(LANGUAGES)
    faults = [
        f"{site.kinds[name]} {name}, not {count}" for name, count in expected.items() if site.kinds[name] != count
    ]
    faults += [f"no {name}" for name in ("tag pages", *_SITE_WIDE) if not site.kinds[name]]
    faults += ["no comments"] if not site.comments else []
    if faults:
        raise Failed(f"the site is not what it should be: {'; '.join(faults)}")


def check_alike(ours: Site, theirs: Site) -> None:
    """Fail where two sites of the same corpus are not alike: then their times say nothing."""
    faults = []
    for name in _KINDS:
        mine, other = ours.kinds[name], theirs.kinds[name]
        if abs(mine - other) > _LISTS.get(name, 0) + (_NEARLY * other if name in _LISTS else 0):
            faults.append(f"{mine} {name} beside {other}")
    faults += [f"{name} is missing" for name in _SITE_WIDE if not (ours.kinds[name] and theirs.kinds[name])]
    if ours.comments != theirs.comments:
        faults.append(f"{ours.comments} comments beside {theirs.comments}")
    if not 1 / _SIZE <= ours.post_bytes / max(theirs.post_bytes, 1) <= _SIZE:
        faults.append(f"{ours.post_bytes} bytes of post pages beside {theirs.post_bytes}")
    if faults:
        raise Failed(f"blogcli's site and Hugo's are not alike: {'; '.join(faults)}")
