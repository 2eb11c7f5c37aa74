"""What is doubtful in a post's files, and stops nothing."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from blogcli.content import frontmatter
from blogcli.content.keys import KEYS, misspelt
from blogcli.content.standing import unreadable, whereabouts
from blogcli.errors import OriginalGoneError, SourceError
from blogcli.files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from blogcli.content.posts import Source
    from blogcli.errors import BlogcliError
    from blogcli.model import Post

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/")


def doubts(sources: Sequence[Source], original: Source, post: str, files: tuple[str, ...]) -> Iterable[BlogcliError]:
    """What to warn of in the versions of a post with this id, which has these files beside it."""
    yield from _warnings(sources, original, post)
    yield from _missing_images(sources, files)


def _missing_images(sources: Iterable[Source], files: tuple[str, ...]) -> Iterable[BlogcliError]:
    for source in sources:
        image = source.keys.get("image", "")
        if not image or _ADDRESS.match(image):
            continue
        name = posixpath.normpath(unquote(urlsplit(image).path))
        there = {unicodedata.normalize("NFC", file) for file in files}
        if unicodedata.normalize("NFC", name) not in there:
            line = source.document.fields["image"].line
            hint = "put it beside the text, or give its address"
            yield SourceError(source.place, f"there is no image '{image}' beside the text", line=line, hint=hint)


def updated_ahead(root: Path, posts: Iterable[Post], now: datetime) -> Iterable[BlogcliError]:
    """Warnings of versions that say they were updated after `now`."""
    for version in (version for post in posts for version in post.versions):
        if version.updated and version.updated > now:
            path = root / version.path
            line = frontmatter.parse(read_text(path), path).fields["updated"].line
            yield SourceError(path, "updated lies in the future", line=line, hint="readers are told so already")


def _published(source: Source, original: Source) -> tuple[tuple[Source, str], ...]:
    """Where it may say when a version was published, as `content.posts` reads it."""
    return (source, "published"), (source, "date"), (original, "date")


def _warnings(sources: Iterable[Source], original: Source, post: str) -> Iterable[BlogcliError]:
    there = {source.language: source for source in sources}
    for source in there.values():
        record = source.keys.get("translated_from")
        if record and record.language not in there:
            line = source.document.fields["translated_from"].line
            known = whereabouts(source, there)
            message = f"translated from '{record.language}', which the folder lacks"
            hint = OriginalGoneError.way_out(post, source.language, original.language, record.language, known)
            yield SourceError(source.place, message + OriginalGoneError.told(known), line=line, hint=hint)
        if fault := unreadable(source, post):
            yield fault
        if "translations" in source.keys and (source is not original or len(there) > 1):
            line = source.document.fields["translations"].line
            message = f"says 'translations: none', and is {'one' if source is not original else 'translated'}"
            yield SourceError(source.place, message, line=line, hint="remove the line, or the translation")
        yield from misspelt(source.document, source.place, KEYS)
        published = next((each.keys[key] for each, key in _published(source, original) if key in each.keys), None)
        if (updated := source.keys.get("updated")) and published and updated < published:
            line = source.document.fields["updated"].line
            message = "updated is before the version was published"
            yield SourceError(source.place, message, line=line, hint=f"it was published on {published:%Y-%m-%d}")
        if source.keys.get("draft") is False and not source.has_text:
            yield SourceError(source.place, "has no text, and so stays a draft")
