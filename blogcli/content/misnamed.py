"""Files among the posts that look like language versions and are none: nothing of them would be shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogcli.content.folders import version_language
from blogcli.errors import SourceError
from blogcli.names import MARKDOWN_SUFFIXES, LanguageTag, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SUFFIX = re.compile(r"(?i)({})(\.te?xt)?".format("|".join(map(re.escape, MARKDOWN_SUFFIXES))))
# What other tools call the text of a post, or begin its name with.
_TEXTS = re.compile(r"_?index|article|content|default|main|page|post|text|[0-9]{4}-[0-9]{2}-[0-9]{2}-.*")
_NOTES = re.compile(r"(?i)(readme|licen[cs]e|changelog|contributing|notes?|todo)([._-].*)?")
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?(?:---|\+\+\+)[ \t]*\r?\n(?:.*\n){0,40}?title[ \t]*[:=]")
_SEPARATORS = re.compile(r"[\s._()-]+")


def misnamed(folder: str, names: Iterable[str], languages: tuple[LanguageTag, ...]) -> Iterator[SourceError]:
    """A warning for each of the files of these `names` in a folder that looks meant as a version, and is none.

    Those whose names begin with a dot or an underscore, and notes such as README.md, are no version to anybody.
    """
    there = {found for name in names if (found := version_language(name))}
    for name in names:
        stem = _meant_stem(folder, name, languages)
        if stem is None:
            continue
        tag = _language_in(stem, languages)
        example = tag if tag and tag not in there else None
        hint = f"name it {example}.md" if example else f"a version is named by its language, as in {languages[0]}.md"
        yield SourceError(f"{folder}/{name}", "is no language version by its name, and is not shown", hint=hint)


def _meant_stem(folder: str, name: str, languages: tuple[LanguageTag, ...]) -> str | None:
    """The name without its suffix where a file looks meant as a version and is none; else None."""
    if (name.endswith(".md") and version_language(name)) or name.startswith((".", "#")) or name.endswith("/"):
        return None
    stem, dot, suffix = _parts(name)
    if not dot or _NOTES.fullmatch(stem) or (stem.startswith("_") and stem != "_index"):
        return None
    if suffix != "md" or _TEXTS.fullmatch(stem.lower()) or _language_in(stem, languages):
        return stem
    same = fold(stem) == fold(folder.rpartition("/")[2])
    return stem if same or _has_front_matter(f"{folder}/{name}") else None


def _parts(name: str) -> tuple[str, str, str]:
    """A name's stem, "." and suffix; all but the stem "" where the suffix is none of Markdown's."""
    for found in _SUFFIX.finditer(name):
        if found.end() == len(name) and found.start():
            return name[: found.start()], ".", found[0][1:]
    return name, "", ""


def _language_in(stem: str, languages: tuple[LanguageTag, ...]) -> LanguageTag | None:
    """The language a name seems to mean: `pt_BR` is pt-BR, and of the blog's languages `index.it` and `it (1)` are."""
    try:
        return LanguageTag.parse(stem.strip().replace("_", "-"))
    except ValueError:
        parts = _SEPARATORS.split(stem.strip().lower())
        return next((tag for tag in languages if tag.lower() in (parts[0], parts[-1])), None)


def _has_front_matter(path: str) -> bool:
    """Whether a file begins as a post of this tool or another does."""
    try:
        with open(path, "rb") as file:
            return bool(_FRONT_MATTER.match(file.read(4096)))
    except OSError:
        return False
