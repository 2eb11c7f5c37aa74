"""Nouns as JSON text: what the cache keeps, what crosses between processes, and what digests are made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from enum import Enum
from json.encoder import encode_basestring_ascii
from operator import attrgetter
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

# Sends parcels of texts to other processes, each parcel's kind first, and gives what comes back, in their order.
Run = Callable[[Iterable[list[str]]], Iterator[list[bytes]]]


_ways: dict[type[Any], Callable[[Any], object]] = {}  # a blog has ten thousands of values of a few kinds


def _plain(value: Any) -> object:
    kind = type(value)
    way = _ways.get(kind) or _ways.setdefault(kind, _way(kind))
    return way(value)


def _way(kind: type[Any]) -> Callable[[Any], object]:
    """How the values of a kind become what JSON has."""
    if issubclass(kind, datetime):
        return datetime.isoformat
    if issubclass(kind, Enum):
        return attrgetter("value")
    if issubclass(kind, Path | ZoneInfo):
        return str
    names: tuple[str, ...] = kind.__slots__  # a frozen, slotted noun: its fields in their order
    return attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]


_ENCODER = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), default=_plain)


def dump(value: object) -> str:
    """Texts, numbers, dates, lists, mappings, and nouns (each the list of its fields) as JSON."""
    if isinstance(value, str):
        return encode_basestring_ascii(value)
    if type(value) is int:
        return str(value)
    return "[]" if value == () else _ENCODER.encode(value)
