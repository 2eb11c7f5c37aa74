"""The language of comments that don't say theirs: that of their post's original."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.content import comments, frontmatter
from blogcli.content.folders import listing, version_language
from blogcli.content.paths import conversation_files
from blogcli.errors import BlogcliError, SourceError, noting, raise_all
from blogcli.files import Rewrite, read_bytes
from blogcli.homes import around, post_of
from blogcli.symlinks import inside

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogcli.config import Config
    from blogcli.content.paths import PostRef
    from blogcli.names import LanguageTag


def original_language(config: Config, post: PostRef) -> LanguageTag:
    """Return the language of a post's original."""
    files = {tag: path for path in listing(post.folder).versions() if (tag := version_language(path.name))}
    first = next((tag for tag in config.tags if tag in files), next(iter(files)))
    # A file without the word can't be a translation, and then the first in the blog's order is the original: most are,
    # and a script that adds comments needn't wait for YAML to be imported.
    if len(files) == 1 or b"translated_from" not in read_bytes(files[first]):
        return first
    from blogcli.content.posts import find_original, read_sources

    return find_original(read_sources(config.root, post.folder, config)).language


def original_languages(config: Config) -> Callable[[str], LanguageTag | None]:
    """Return a function from the name of a folder of comments/ to the language of its post's original.

    It returns None where there is no such post, or none that can be read.
    """

    @cache
    def language_of(name: str) -> LanguageTag | None:
        try:
            return original_language(config, post_of(config, name))
        except BlogcliError:
            return None

    return language_of


def lacks_language(document: frontmatter.Document) -> bool:
    """Return whether a comment is shown in the language of its post's original, for want of one of its own."""
    field = document.fields.get("language")
    return "removed" not in document.fields and (field is None or field.value == "")


def write_down(config: Config, post: PostRef, language: LanguageTag) -> list[Rewrite]:
    """Return the rewrites that give each comment of a post without a language this one; nothing else changes in them.

    SourceError, or Problems, where some can't be edited. A comment that can't be read is left as it is.
    """
    rewrites: list[Rewrite] = []
    problems: list[BlogcliError] = []
    files, _ = conversation_files(config.root, around(config, post.id))
    for path in map(Path, (path for paths in files.values() for path in paths)):
        text = comments.text_of(inside(config.root, path))
        try:
            document = frontmatter.parse(text, path)
        except SourceError:
            continue
        if lacks_language(document):
            with noting(problems):
                edited = frontmatter.edit(document, {"language": str(language)}, path)
                rewrites.append(Rewrite(path, edited, text))
    raise_all(problems)
    return rewrites
