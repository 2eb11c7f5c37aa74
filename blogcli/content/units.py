"""What is read, and remembered, as one: a post's folder, or a post's conversation."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from blogcli.content import records
from blogcli.content.paths import comments_among, conversation_files
from blogcli.content.texts import Read, below, bytes_inside
from blogcli.errors import FileError, TooLargeError
from blogcli.files import decode, read_bytes
from blogcli.names import LanguageTag, digest, digest_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.errors import BlogcliError


class Unit(NamedTuple):
    """Folders, the paths of the texts that are read in them, and the names of all they hold, as one text.

    `others` are the paths of all else in the folders, where they hold nothing but files; None has them listed again. A
    conversation names its `post` and the `language` of those comments that don't say theirs.
    """

    name: str
    places: list[str]
    texts: list[str]
    names: str
    others: list[str] | None = None
    post: str = ""
    language: str = ""


def unit_of(text: str) -> Unit:
    """The unit that `wire.dump` wrote."""
    return Unit(*json.loads(text))


def content_of(root: Path, unit: Unit, held: Mapping[str, str] = MappingProxyType({})) -> str:
    """The digest of all that a unit is read from; `held` has those of texts that are known."""
    digests = [held[path] if path in held else _digest_at(f"{root}/{path}") for path in unit.texts]
    return digest("\n".join([unit.names, *digests]))


def _digest_at(path: str) -> str:
    try:
        return digest_of(read_bytes(path))
    except (FileError, TooLargeError):
        return ""


def read_unit(config: Config, unit: Unit) -> tuple[str, str, str]:
    """The digest of a unit's content, its record, and the text that a conversation has apart from it.

    SourceError or Problems where a post can't be taken.
    """
    held: dict[str, str] = {}

    def read(root: Path, path: str, limit: int) -> str:
        data = bytes_inside(root, path, limit)
        held[below(root, path)] = digest_of(data)  # of the very bytes the record is made of
        return decode(data, path)

    if unit.post:
        record, text = _talk(config, unit, read)
    else:
        from blogcli.content.posts import read_post  # where all is recalled, what reads needs not be imported

        item = read_post(config.root, config.root / unit.places[0], config, read, _names(unit))
        record, text = records.dump_post(item, config.root), ""
    return content_of(config.root, unit, held), record, text


def _names(unit: Unit) -> list[str] | None:
    """The names of the files of a post, sorted; None where its folder has to be listed."""
    if unit.others is None:
        return None
    return sorted(path.rpartition("/")[2] for path in (*unit.texts, *unit.others))


def _files(root: Path, unit: Unit) -> tuple[dict[str, list[str]], list[BlogcliError]]:
    """The comments of a conversation, id to files, and what can't be one."""
    if unit.others is not None:
        return comments_among(f"{root}/{path}" for path in unit.texts if "/." not in path)
    return conversation_files(root, [root / place for place in unit.places])


def _talk(config: Config, unit: Unit, read: Read) -> tuple[str, str]:
    from blogcli.content.comments import read_comments

    files, faults = _files(config.root, unit)
    found = read_comments(unit.post, files, config, LanguageTag(unit.language), read)
    return records.dump_talk(found.comments, [*faults, *found.problems], found.warnings, config.root)
