"""The record that a translation carries in its front matter: what its original and itself were when they were level."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.drift.scheme import KINDS, SCHEME, Fingerprint, blob_id

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = ("language", "date", "blob", "source", "blocks", "mine")
_MEASURED = KEYS[2:]
_TOKEN_KEYS = KEYS[4:]
MOST_BLOCKS = 2000  # of both versions together: 12 KB of the 32 KiB that front matter may hold

_DIGIT = "[0-9a-hjkmnp-tv-z]"
_BLOB = re.compile(r"[0-9a-f]{40}")
_SCHEME = re.compile(r"(v[0-9]+)-.+")
_SOURCE = re.compile(rf"{SCHEME}-{_DIGIT}{{10}}(?:-(?:{_DIGIT}{{5}}|0)){{3}}")
_TOKENS = re.compile(rf"t{_DIGIT}{{4}}(?: +[{''.join(KINDS)}]{_DIGIT}{{4}})*")


@dataclass(frozen=True, slots=True)
class Record:
    """What `translate` and `done` write: the day two versions were level, and what they were then.

    `language` and `date` are as written; `blob` is git's id of the original's file, `source` the original's digests,
    `blocks` its tokens, and `mine` the tokens of the translation: both empty where they would be very many.
    """

    language: str
    date: str
    blob: str
    source: str
    blocks: tuple[str, ...]
    mine: tuple[str, ...]

    @classmethod
    def of(cls, language: str, date: str, data: bytes, source: Fingerprint, mine: Fingerprint) -> Record:
        """The record of a day on which a translation was level with its original, whose file holds `data`."""
        return cls(language, date, blob_id(data), source.source, source.tokens, mine.tokens)

    @classmethod
    def read(cls, written: Mapping[str, object]) -> Record | None:
        """The record under `translated_from`; None where only the language stands there, and perhaps a date.

        ValueError, a sentence without its subject, for one that is incomplete, can't be read, or is of a newer scheme.
        """
        if not any(written.get(key) for key in _MEASURED):
            return None
        alone = bool(written.get("source")) and not any(written.get(key) for key in _TOKEN_KEYS)
        texts = {key: "" if alone and key in _TOKEN_KEYS else _text(written, key) for key in KEYS}
        scheme = _SCHEME.fullmatch(texts["source"])
        if scheme and scheme[1] != SCHEME:
            raise ValueError(f"has a record of scheme {scheme[1]}, which a newer blogcli wrote")
        for key, form in (("blob", _BLOB), ("source", _SOURCE), ("blocks", _TOKENS), ("mine", _TOKENS)):
            if not form.fullmatch(texts[key]) and not (alone and key in _TOKEN_KEYS):
                raise ValueError(f"has a record whose '{key}' can't be read: '{_short(texts[key])}'")
        blocks, mine = (tuple(texts[key].split()) for key in ("blocks", "mine"))
        return cls(texts["language"], texts["date"], texts["blob"], texts["source"], blocks, mine)

    @property
    def is_of_no_text(self) -> bool:
        """Whether the translation was but a title then: it has had nothing to be held to."""
        return len(self.mine) == 1

    def written(self) -> dict[str, str]:
        """The record as it stands in front matter, in this order; of very many blocks it has `source` alone."""
        whole = {"language": self.language, "date": self.date, "blob": self.blob, "source": self.source}
        if not self.blocks or len(self.blocks) + len(self.mine) > MOST_BLOCKS:
            return whole
        return {**whole, "blocks": " ".join(self.blocks), "mine": " ".join(self.mine)}

    def then(self) -> Fingerprint:
        """The original as it was, without tokens where the record has none; to judge by where the blob is the same."""
        return Fingerprint(self.source, self.blocks)


def _text(written: Mapping[str, object], key: str) -> str:
    value = written.get(key)
    if not value:
        raise ValueError(f"has a record without '{key}'")
    if not isinstance(value, str):
        raise ValueError(f"has a record whose '{key}' is no text")
    return value.strip()


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
