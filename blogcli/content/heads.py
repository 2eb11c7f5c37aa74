"""What the front matter of many files says, for the shell's completion: quick, and silent about what can't be read."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.content.folders import listing, version_language
from blogcli.errors import BlogcliError
from blogcli.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from blogcli.content.fields import Value


@dataclass(frozen=True, slots=True)
class Head:
    """A language version: whether it is a draft, and whether it is a translation."""

    language: str
    draft: bool
    translation: bool


def values_of(file: Path, key: str) -> tuple[str, ...]:
    """The texts that a key of a file's front matter has; none where it isn't there, or can't be read."""
    from blogcli.content import values

    with suppress(BlogcliError, OSError, ValueError):
        found = _value(_head(file), key)
        if found is not None:
            return values.texts(found) if key == "tags" else (values.text(found),)
    return ()


def versions(folder: Path, languages: Sequence[str]) -> list[Head]:
    """The language versions of a post, of which the translations inherit `draft`; `languages` are the blog's."""
    from blogcli.content import values

    drafts: dict[str, bool | None] = {}
    translated: set[str] = set()
    for file in listing(folder).versions():
        language = str(version_language(file.name))
        drafts[language] = None
        with suppress(BlogcliError, OSError, ValueError):
            head = _head(file)
            if b"translated_from" in head:
                translated.add(language)
            found = _value(head, "draft")
            drafts[language] = None if found is None else values.flag(found)
    order = [*(tag for tag in languages if tag in drafts), *drafts]
    original = next((tag for tag in order if tag not in translated), "")
    inherited = bool(drafts.get(original))
    return [
        Head(tag, inherited if own is None else own, tag != original or not original) for tag, own in drafts.items()
    ]


def version_files(folders: Iterable[Path]) -> Iterator[Path]:
    """The files of all language versions of posts."""
    for folder in folders:
        yield from listing(folder).versions()


def _head(file: Path) -> bytes:
    return read_bytes(file).partition(b"\n---")[0]


def _value(head: bytes, key: str) -> Value | None:
    """What a key says; None where it isn't there. BlogcliError or ValueError where it can't be read."""
    if key.encode() not in head:
        return None
    from blogcli.content import frontmatter

    field = frontmatter.parse(head.decode("utf-8-sig") + "\n---\n", "").fields.get(key)
    return None if field is None else field.value
