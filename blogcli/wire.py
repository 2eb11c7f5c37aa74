"""Nouns as JSON text: what the cache keeps, what crosses between processes, and what digests are made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from enum import Enum
from json.encoder import encode_basestring_ascii
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

# Sends parcels of texts to other processes, each parcel's kind first, and gives what comes back, in their order.
Run = Callable[[Iterable[list[str]]], Iterator[list[bytes]]]


def _plain(value: Any) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path | ZoneInfo):
        return str(value)
    # A frozen, slotted noun: its fields in their order.
    return [getattr(value, name) for name in value.__slots__]


_ENCODER = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), default=_plain)


def dump(value: object) -> str:
    """Texts, numbers, dates, lists, mappings, and nouns (each the list of its fields) as JSON."""
    if isinstance(value, str):
        return encode_basestring_ascii(value)
    if type(value) is int:
        return str(value)
    return "[]" if value == () else _ENCODER.encode(value)
