"""The record that a translation carries in its front matter: what its original and itself were when they were level."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from blogcli.drift.scheme import KINDS, SCHEME, UNKNOWN, Fingerprint, blob_id

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = ("language", "date", "blob", "source", "blocks", "mine")
_MEASURED = KEYS[2:]
_TOKEN_KEYS = KEYS[4:]
MOST_BLOCKS = 4000  # of both versions together: 24 KB of the 32 KiB that front matter may hold

_DIGIT = "[0-9a-hjkmnp-tv-z]"
_BLOB = re.compile(r"[0-9a-f]{40}")
_SCHEME = re.compile(r"(v[0-9]+)-.+")
_SOURCE = re.compile(rf"{SCHEME}-{_DIGIT}{{10}}(?:-(?:{_DIGIT}{{5}}|0)){{3}}")
_TOKENS = re.compile(rf"t{_DIGIT}{{4}}(?: +[{''.join(KINDS)}]{_DIGIT}{{4}})*")


class RecordError(ValueError):
    """A record that can't be read: a sentence without its subject, and the `key` that is at fault.

    `newer` says that another scheme's record may be as it should be.
    """

    def __init__(self, message: str, key: str, *, newer: bool = False) -> None:
        super().__init__(message)
        self.key = key
        self.newer = newer
        self.hint = "update blogcli" if newer else None


@dataclass(frozen=True, slots=True)
class Record:
    """What `translate` and `done` write: the day two versions were level, and what they were then.

    `language` and `date` are as written; `blob` is git's id of the original's file, `source` the original's digests,
    `blocks` its tokens, and `mine` the tokens of the translation. Where these would be very many both are empty, and
    `whole` has the translation's digests; else it is "".
    """

    language: str
    date: str
    blob: str
    source: str
    blocks: tuple[str, ...]
    mine: tuple[str, ...]
    whole: str = ""

    @classmethod
    def of(cls, language: str, date: str, data: bytes, source: Fingerprint, mine: Fingerprint) -> Record:
        """The record of a day on which a translation was level with its original, whose file holds `data`."""
        return cls(language, date, blob_id(data), source.source, source.tokens, ()).held_to(mine)

    @classmethod
    def read(cls, written: Mapping[str, object]) -> Record | None:
        """The record under `translated_from`; None where only the language stands there, and perhaps a date.

        RecordError for one that is incomplete, can't be read, or is of a newer scheme.
        """
        if not any(written.get(key) for key in _MEASURED):
            return None
        whole = str(written.get("mine") or "").strip()
        without = bool(written.get("source")) and not written.get("blocks") and (not whole or _SOURCE.fullmatch(whole))
        texts = {key: "" if without and key in _TOKEN_KEYS else _text(written, key) for key in KEYS}
        scheme = _SCHEME.fullmatch(texts["source"])
        if scheme and scheme[1] != SCHEME:
            raise RecordError(f"has a record of scheme {scheme[1]}, which a newer blogcli wrote", "source", newer=True)
        for key, form in (("blob", _BLOB), ("source", _SOURCE), ("blocks", _TOKENS), ("mine", _TOKENS)):
            if not form.fullmatch(texts[key]) and not (without and key in _TOKEN_KEYS):
                raise RecordError(f"has a record whose '{key}' can't be read: '{_short(texts[key])}'", key)
        blocks, mine = (tuple(texts[key].split()) for key in ("blocks", "mine"))
        kept = whole if without else ""
        return cls(texts["language"], texts["date"], texts["blob"], texts["source"], blocks, mine, kept)

    def held_to(self, mine: Fingerprint) -> Record:
        """The record with this as what the translation said, block by block as long as the blocks aren't very many."""
        if not self.blocks or len(self.blocks) + len(mine.tokens) > MOST_BLOCKS:
            return replace(self, blocks=(), mine=(), whole=mine.source)
        return replace(self, mine=mine.tokens)

    def mine_then(self) -> Fingerprint:
        """The translation as it was, as far as the record says."""
        return Fingerprint(self.whole or UNKNOWN, self.mine)

    def is_of(self, source: Fingerprint) -> bool:
        """Whether the original says what it said then, in the same blocks, with the same links, code and images."""
        return source.source == self.source and self.blocks in ((), source.tokens)

    def is_to(self, mine: Fingerprint) -> bool:
        """Whether the translation says what it said then, whatever its links and images are."""
        return Fingerprint(self.whole, ()).prose == mine.prose if self.whole else self.mine == mine.tokens

    @property
    def is_of_no_text(self) -> bool:
        """Whether the translation was but a title then: it has had nothing to be held to."""
        return len(self.mine) == 1

    def written(self) -> dict[str, str]:
        """The record as it stands in front matter, in this order; without what it doesn't have."""
        tokens = {"blocks": " ".join(self.blocks), "mine": self.whole or " ".join(self.mine)}
        whole = {"language": self.language, "date": self.date, "blob": self.blob, "source": self.source}
        return whole | {key: text for key, text in tokens.items() if text}

    def then(self) -> Fingerprint:
        """The original as it was, without tokens where the record has none; to judge by where the blob is the same."""
        return Fingerprint(self.source, self.blocks)


def _text(written: Mapping[str, object], key: str) -> str:
    value = written.get(key)
    if not value:
        raise RecordError(f"has a record without '{key}'", key)
    if not isinstance(value, str):
        raise RecordError(f"has a record whose '{key}' is no text", key)
    return value.strip()


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
