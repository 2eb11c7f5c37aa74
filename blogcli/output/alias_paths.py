"""Aliases without the path of their language: they stand as they are written, which may not be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.content import frontmatter
from blogcli.errors import SourceError
from blogcli.files import read_text
from blogcli.plan import urls
from blogcli.plan.pages import DROP_ALIAS, Redirect

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from blogcli.config import Config
    from blogcli.plan.pages import Page


def unprefixed_aliases(config: Config, pages: Iterable[Page], new: Container[str]) -> Iterator[SourceError]:
    """Advice about each alias below no language's path, in a version whose language has one.

    Of those alone whose files are among `new`, so that an address that is right is named once.
    """
    prefixes = {language.tag: urls.language_prefix(language) for language in config.languages}
    some = tuple(prefix for prefix in prefixes.values() if prefix != "/")
    for page in pages:
        if not isinstance(page, Redirect) or page.way_out != DROP_ALIAS or page.address.startswith(some):
            continue
        prefix = prefixes[page.language]
        if prefix != "/" and urls.file_of(page.address) in new:
            path = config.root / page.source
            line = frontmatter.parse(read_text(path), path).fields["aliases"].line
            message = f"the alias {page.address} stands as it is written: the path of '{page.language}' isn't added"
            hint = f"if an address below that is meant, write {prefix}{page.address.lstrip('/')}"
            yield SourceError(path, message, line=line, hint=hint)
