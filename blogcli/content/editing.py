"""The front matter of several versions changed together: all of it, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.content import frontmatter
from blogcli.errors import noting, raise_all
from blogcli.files import Rewrite, write_together

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from blogcli.content.posts import Source
    from blogcli.errors import BlogcliError
    from blogcli.names import LanguageTag


def edited(sources: Iterable[Source], changes: Mapping[LanguageTag, Mapping[str, object]]) -> dict[LanguageTag, str]:
    """The new texts of the versions that have changes. SourceError, or Problems, where some of them can't be edited."""
    texts: dict[LanguageTag, str] = {}
    problems: list[BlogcliError] = []
    for source in sources:
        if made := changes.get(source.language):
            with noting(problems):
                texts[source.language] = frontmatter.edit(source.document, made, source.path)
    raise_all(problems)
    return texts


def write_all(
    root: Path, sources: Iterable[Source], texts: Mapping[LanguageTag, str], *, before: Sequence[Rewrite] = ()
) -> None:
    """Write other files and then the versions' new texts in the order of `sources`: all, or none on an error."""
    write_together(root, [*before, *_rewrites(sources, texts)])


def write_back(root: Path, sources: Iterable[Source], texts: Mapping[LanguageTag, str]) -> None:
    """Undo `write_all`."""
    write_together(root, [Rewrite(path, was, text) for path, text, was in _rewrites(sources, texts)])


def _rewrites(sources: Iterable[Source], texts: Mapping[LanguageTag, str]) -> list[Rewrite]:
    return [
        Rewrite(source.path, texts[source.language], source.document.text)
        for source in sources
        if source.language in texts
    ]
