"""The addresses tags of blog.toml would have by other names of theirs: where they were before they were named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.names import fold, segment
from blogcli.plan.pages import Redirect, TagPage
from blogcli.plan.urls import file_of, language_prefix

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from blogcli.config import Config
    from blogcli.names import LanguageTag
    from blogcli.plan.lists import TagList
    from blogcli.plan.pages import Page
    from blogcli.plan.tags import Tags

_SOURCE = "blog.toml"


def tag_redirects(
    config: Config, tags: Tags, lists: Mapping[LanguageTag, Collection[TagList]], pages: Collection[Page]
) -> Iterator[Redirect]:
    """What leads from such an address to the list of the tag, where it is no other page's among `pages`.

    The names are those that posts are tagged with, the tag's key, and its name where it has a slug besides. Each
    numbered page of the list has the same number below them.
    """
    if not config.named_tags:
        return
    taken = {fold(file_of(page.address)) for page in pages}
    numbered = _numbered(pages)
    for language in config.languages:
        start = f"{language_prefix(language)}tags/"
        there = {each.link.address for each in lists[language.tag]}
        for name, link in tags.other_names(language.tag):
            slug = segment(name, language.tag)
            if not slug or link.address not in there:
                continue
            for target in (link.address, *numbered.get(link.address, ())):
                address = f"{start}{slug}/{target.removeprefix(link.address)}"
                key = fold(file_of(address))
                if key not in taken:
                    taken.add(key)
                    yield Redirect(address, target, language.tag, _SOURCE, "set another slug in blog.toml")


def _numbered(pages: Collection[Page]) -> Mapping[str, Sequence[str]]:
    """The addresses of the numbered pages of each tag's list, by the list's address."""
    found: dict[str, list[str]] = {}
    for page in pages:
        if isinstance(page, TagPage) and page.number is not None:
            found.setdefault(page.address.removesuffix(f"page/{page.number}/"), []).append(page.address)
    return found
