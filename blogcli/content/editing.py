"""The front matter of several versions changed together: all of it, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.content import frontmatter
from blogcli.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from blogcli.content.posts import Source
    from blogcli.names import LanguageTag


def edited(sources: Iterable[Source], changes: Mapping[LanguageTag, Mapping[str, object]]) -> dict[LanguageTag, str]:
    """The new texts of the versions that have changes. SourceError where one of them can't be edited."""
    return {
        source.language: frontmatter.edit(source.document, changes[source.language], source.path)
        for source in sources
        if changes.get(source.language)
    }


def write_all(sources: Iterable[Source], texts: Mapping[LanguageTag, str]) -> None:
    """Write the versions' new texts in the order of `sources`: all were made before the first is written."""
    for source in sources:
        if source.language in texts:
            write_atomic(source.path, texts[source.language], was=source.document.text)
