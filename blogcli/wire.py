"""Nouns as JSON text: what the cache keeps, what crosses between processes, and what digests are made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from enum import Enum
from functools import cache
from json.encoder import encode_basestring_ascii
from operator import attrgetter
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

READY = "ready"  # the kind of a parcel that has a process import, ahead of its work, what it will need
WALK = "walk"  # the kind of one that has a process walk a folder: the blog's, and that within it

# Sends parcels of texts to other processes, each parcel's kind first, and gives what comes back, in their order.
Run = Callable[[Iterable[list[str]]], Iterator[list[bytes]]]


_ways: dict[type[Any], Callable[[Any], object]] = {}  # a blog has ten thousands of values of a few kinds


def plain(value: Any) -> object:
    """What JSON has, in place of a value it doesn't know: of a noun the list of its fields."""
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
    names = field_names(kind)
    return attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]


def field_names(noun: Any) -> tuple[str, ...]:
    """The fields of a kind of noun in their order: a named tuple, or a frozen, slotted dataclass."""
    found: tuple[str, ...] = getattr(noun, "_fields", None) or noun.__slots__
    return found


def encoder(default: Callable[[Any], object]) -> json.JSONEncoder:
    """What writes JSON; `default` says what stands for a value that JSON doesn't know."""
    # No noun holds itself, so nothing looks for circles.
    return json.JSONEncoder(ensure_ascii=True, check_circular=False, separators=(",", ":"), default=default)


_ENCODER = encoder(plain)


def dump(value: object) -> str:
    """Texts, numbers, dates, lists, mappings, and nouns (each the list of its fields) as JSON."""
    if isinstance(value, str):
        return encode_basestring_ascii(value)
    if type(value) is int:
        return str(value)
    return "[]" if value in ((), []) else _ENCODER.encode(value)


Read = Callable[[Any], Any]


@cache
def reader(kind: Any) -> Read | None:
    """What makes of JSON, parsed, the value of a kind that `dump` wrote; None where it is that value already.

    A kind is a noun, or the type of one of its fields.
    """
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        return _optional(next(reader(each) for each in inner if each is not NoneType))
    if origin is tuple:
        return _tuple([reader(each) for each in inner if each is not ...], endless=inner[-1] is ...)
    if origin or kind in (str, int, bool, object, Any):
        return None
    if kind is datetime:
        return datetime.fromisoformat
    if issubclass(kind, str | Enum | Path | ZoneInfo):
        value: Read = kind
        return value
    return _noun(kind, list(field_readers(kind).values()))


def field_readers(noun: Any) -> dict[str, Read | None]:
    """What reads each field of a noun, in their order."""
    return {name: reader(kind) for name, kind in get_type_hints(noun).items()}


def _optional(read: Read | None) -> Read | None:
    return read and (lambda value: None if value is None else read(value))


def _tuple(items: list[Read | None], *, endless: bool) -> Read:
    if not endless:
        return lambda values: tuple(read(each) if read else each for read, each in zip(items, values, strict=True))
    read = items[0]
    return (lambda values: tuple(map(read, values))) if read else tuple


def _noun(kind: Any, readers: list[Read | None]) -> Read:
    odd = [(place, read) for place, read in enumerate(readers) if read]

    def noun(row: list[Any]) -> Any:
        for place, read in odd:
            row[place] = read(row[place])
        return kind(*row)

    return noun
