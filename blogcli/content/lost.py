"""A post's original that is gone, as git has it: what its translations inherited from it stood nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.content.posts import Source, read_source
from blogcli.drift.scheme import UNKNOWN_BLOB
from blogcli.errors import BlogcliError
from blogcli.files import decode
from blogcli.history import EQUAL, earlier

if TYPE_CHECKING:
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.names import LanguageTag


def lost_original(config: Config, folder: Path, language: LanguageTag) -> tuple[Source | None, str]:
    """The version as it was committed last, or the one it came from itself in the end; None where it can't be had.

    Beside it which file can't be had, and why: "it.md, which was never committed".
    """
    seen: list[LanguageTag] = []
    while True:
        seen.append(language)
        found, reason = _committed(config, folder / f"{language}.md", language)
        said = found.keys.get("translated_from") if found else None
        if said is None or said.language in seen:
            return found, f"{language}.md, which {reason}"
        language = said.language


def _committed(config: Config, path: Path, language: LanguageTag) -> tuple[Source | None, str]:
    def read(data: bytes) -> Source | None:
        try:
            text = decode(data, path)
            return read_source(str(path), language, config, lambda *_: text)
        except BlogcliError:
            return None

    # What was inherited may have changed since the record, whose blob is therefore not asked for.
    kept = earlier(path, UNKNOWN_BLOB, lambda data: EQUAL if read(data) else 0)
    return (None, kept.reason or "") if kept.data is None else (read(kept.data), "")
