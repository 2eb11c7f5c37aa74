"""A post's original that is gone: where it went, and what its translations inherited from it, as git has it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from blogcli.content import standing
from blogcli.content.posts import Source, read_source
from blogcli.drift.scheme import UNKNOWN_BLOB
from blogcli.errors import BlogcliError, OriginalGoneError, Whereabouts
from blogcli.fate import Fate, fate_of, last_text
from blogcli.files import decode
from blogcli.history import EQUAL, earlier

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.keys import TranslatedFrom
    from blogcli.names import LanguageTag


def gone(
    root: Path, version: Source, sources: Mapping[LanguageTag, Source], original: Source, post: str
) -> OriginalGoneError:
    """That what a version was made from is gone, and where it went."""
    known = standing.whereabouts(version, sources)
    return standing.gone(version, known if known.heir else _asked(root, version, sources), original, post)


def _asked(root: Path, version: Source, sources: Mapping[LanguageTag, Source]) -> Whereabouts:
    """What git knows of a version's lost original."""
    said = version.keys["translated_from"]
    found = _fate(root, version.path.parent, said)
    if found is None:
        return Whereabouts()
    if found.reason:
        return Whereabouts(said=f"it {found.reason}")
    if found.there and found.in_place:
        return Whereabouts(said="removed since the last commit", back=_back(found))
    if not found.there:
        named = "" if found.in_place else f", when it was {found.path}"
        return Whereabouts(said=f"removed in {found.commit} ({found.date}){named}", back=_back(found))
    for language, source in standing.may_be_source(version, sources) if said.record else ():
        if source.path.name == found.beside:
            return Whereabouts(language)
    since = f" since {found.commit} ({found.date})" if found.commit else ""
    return Whereabouts(said=f"it is {found.path}{since}")


def _fate(root: Path, folder: Path, said: TranslatedFrom) -> Fate | None:
    return fate_of(root, folder / f"{said.language}.md", said.record.blob if said.record else UNKNOWN_BLOB)


def _back(found: Fate) -> str:
    """The command that brings a file back, from wherever in the repository; or shows it, if it was elsewhere."""
    if found.in_place:
        return f"git checkout {found.revision} -- {shlex.quote(f':/{found.path}')}"
    return f"git show {shlex.quote(f'{found.revision}:{found.path}')} prints it"


def lost_original(config: Config, folder: Path, lost: TranslatedFrom) -> tuple[Source | None, str]:
    """The version as it was committed last, or the one it came from itself in the end; None where it can't be had.

    `lost` is what a translation says of it. Beside it which file can't be had, and why: "it.md, which was never
    committed".
    """
    seen: list[LanguageTag] = []
    while True:
        seen.append(lost.language)
        found, reason = _committed(config, folder, lost)
        said = found.keys.get("translated_from") if found else None
        if said is None or said.language in seen:
            return found, f"{lost.language}.md, which {reason}"
        lost = said


def _committed(config: Config, folder: Path, lost: TranslatedFrom) -> tuple[Source | None, str]:
    path = folder / f"{lost.language}.md"

    def read(data: bytes) -> Source | None:
        try:
            text = decode(data, path)
            return read_source(str(path), lost.language, config, lambda *_: text)
        except BlogcliError:
            return None

    # What was inherited may have changed since the record, whose blob therefore only says which file it was.
    kept = earlier(config.root, path, UNKNOWN_BLOB, lambda data: EQUAL if read(data) else 0)
    data = kept.data
    if data is None and (elsewhere := _fate(config.root, folder, lost)):
        data = last_text(config.root, elsewhere)
    return (read(data) if data is not None else None), kept.reason or ""
