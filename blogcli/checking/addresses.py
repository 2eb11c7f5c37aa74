"""The rule `addresses`: what the site rendered last answers, and the next one won't."""

from __future__ import annotations

from bisect import bisect
from difflib import get_close_matches
from typing import TYPE_CHECKING

from blogcli.checking.look import Finding, Text
from blogcli.names import OUTPUT, fold
from blogcli.output.alias_paths import unprefixed_aliases
from blogcli.output.gone import PAGE, WAYS_OUT, gone
from blogcli.output.manifest import read_manifest
from blogcli.plan.pages import PostPage
from blogcli.plan.site import plan_readable
from blogcli.plan.urls import address_of, file_of
from blogcli.survey import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogcli.checking.look import Look
    from blogcli.model import Version
    from blogcli.output.gone import Gone

RULE = "addresses"

_ALIKE = 0.6  # of 1: a slug or a date was changed, and the rest is as it was
_NEAR = 12  # of thousands of new addresses, those next to a gone one by their beginnings, and by their ends


def addresses(look: Look) -> Iterator[Finding]:
    """Addresses of the site in public/ that no page and no alias has any more; of each, the page it may have become.

    Nothing where there is no such site, or where a problem keeps the next one from being planned.
    """
    rendered = read_manifest(look.config.root / OUTPUT)
    if look.found.partial:
        return
    pages = {fold(file_of(page.address)): page for page in look.found.plan.pages}
    not_yet = {file_of(page.address) for page in pages.values()}.difference(rendered or ())
    for advice in unprefixed_aliases(look.config, pages.values(), not_yet):
        yield Finding(RULE, advice.message, place_of(advice, look.config.root), advice.line, advice.hint)
    if not rendered:
        return
    lost = gone(look.config, (file for file in rendered if fold(file) not in pages), look.found.plan.pages)
    if lost and any(not version.live(look.now) for post in look.found.blog.posts for version in post.versions):
        lost = _not_withdrawn(look, lost)
    known = set(map(fold, rendered)) if lost else set()
    new = {
        page.address: page.entry.version
        for file, page in pages.items()
        if isinstance(page, PostPage) and file not in known
    }
    forwards, backwards = sorted(new), sorted(address[::-1] for address in new)
    for address, kind in lost:
        if kind != PAGE:
            yield Finding(RULE, _message(address), None, hint=WAYS_OUT[kind])
            continue
        near = _around(address, forwards)
        near += [found[::-1] for found in _around(address[::-1], backwards)]
        same = [found for found in near if _slug(found) == _slug(address)]  # a date or a pattern was changed
        best = get_close_matches(address, same, 1, 0) or get_close_matches(address, near, 1, _ALIKE)
        yield _finding(look, address, new[best[0]] if best else None)


def _not_withdrawn(look: Look, lost: list[Gone]) -> list[Gone]:
    """The addresses that no draft or scheduled version would have: those of the others were withdrawn on purpose."""
    plan, _ = plan_readable(look.config, look.found.blog, look.now, drafts=True)
    withdrawn = {fold(address_of(file_of(page.address))) for page in plan.pages}
    return [each for each in lost if fold(each.address) not in withdrawn]


def _around(text: str, texts: list[str]) -> list[str]:
    """Of sorted texts those on both sides of where this one belongs: none begins more like it."""
    at = bisect(texts, text)
    return texts[max(0, at - _NEAR) : at + _NEAR]


def _slug(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def _message(address: str) -> str:
    return f"the last rendered site has {address}, and nothing will answer it"


def _finding(look: Look, address: str, version: Version | None) -> Finding:
    message = _message(address)
    if version is None:
        return Finding(RULE, message, None, hint="add it to the aliases of the post that takes its place, if one does")
    line = Text(version, look.config.root / version.path).line_of("aliases")
    add = f"add it to its aliases: {address}" if line > 1 else f"add a line: aliases: [{address}]"
    hint = f"if this is where it went, {add}"
    return Finding(RULE, message, version.path, line, hint, version.post, str(version.language))
