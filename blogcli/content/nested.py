"""A mapping under a key of front matter, changed line by line: what a person wrote there stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogcli.content.frontmatter import Verbatim, format_fields, format_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from blogcli.content.fields import Field

_QUOTED = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"""
_PLAIN = r"""(?:[^\s"'#\[\]{}|>](?:[^\s]|[ \t]++(?!#))*)"""
_FLOW = rf"""(?:\{{(?:{_QUOTED}|[^"'{{}}#])*\}})"""
# A value on the line of its key, and a comment behind it with the space between them.
_VALUE = re.compile(rf"[^:]+:(?>(?:[ \t]*+(?:{_QUOTED}|{_PLAIN}|{_FLOW}))?)([ \t]+#.*)?[ \t]*")
# A value without quotes that goes on, and its last line.
_WRAPPED = re.compile(rf"[^:]+:[ \t]+{_PLAIN}")
_REST = re.compile(r"[ \t]+[^\s#](?:[^\s]|[ \t]++(?!#))*([ \t]+#.*)?[ \t]*")
_OPENING = re.compile(r"[^:]+:[ \t]*(?:[ \t]#.*)?")
_ENTRY = re.compile(r"""([ \t]+)(["']?)([\w-]+)\2[ \t]*:(?=\s|$)""")


def changed(text: str, field: Field, key: str, changes: Mapping[str, object], newline: str) -> str | None:
    """A field's lines with some keys of its mapping changed, added or (None) dropped, every other line as it is.

    What is no mapping with lines of its own becomes one, and a comment behind it goes to its first line. None where
    something would be lost.
    """
    lines = [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]
    if isinstance(field.value, dict) and _OPENING.fullmatch(lines[0]) and (entries := list(_entries(lines))):
        return "".join(f"{line}{newline}" for line in _lines(lines, entries, field.value, changes))
    there = field.value if isinstance(field.value, dict) else {}
    found = _VALUE.fullmatch(lines[0]) if len(lines) == 1 else None
    if (found is None and "#" in text) or not all(isinstance(value, str) for value in there.values()):
        return None
    made = format_fields({key: {**there, **changes}}, "\n").split("\n")[:-1]
    made[1] += (found[1] if found else None) or ""
    return "".join(f"{line}{newline}" for line in made)


def after(field: Field | None, changes: Mapping[str, object]) -> dict[str, object]:
    """What a mapping holds when it has been changed, as it will be read."""
    there = field.value if field and isinstance(field.value, dict) else {}
    made = {**there, **{name: _text(value) for name, value in changes.items()}}
    return {name: value for name, value in made.items() if value is not None}


def _text(value: object) -> object:
    return value.text if isinstance(value, Verbatim) else value


def _entries(lines: list[str]) -> Iterator[tuple[str, str, int, int]]:
    """Indent and name of each key of a block, and the lines from its own to the last that its value may take."""
    indent = next((found[1] for line in lines[1:] if (found := _ENTRY.match(line))), "")
    at = 1
    while at < len(lines):
        found, start, at = _ENTRY.match(lines[at]), at, at + 1
        if not found or found[1] != indent:
            continue
        while at < len(lines) and _goes_on(lines[at], indent):
            at += 1
        yield indent, found[3], start, at


def _goes_on(line: str, indent: str) -> bool:
    text = line.lstrip(" \t")
    return bool(text) and not text.startswith("#") and len(line) - len(text) > len(indent)


def _note(lines: list[str]) -> str:
    """The comment behind an entry's value, with the space before it; of one that goes on, that behind its last line."""
    found = (_VALUE if len(lines) == 1 else _REST).fullmatch(lines[-1])
    goes_on = len(lines) == 1 or _WRAPPED.match(lines[0])
    return (found and goes_on and found[1]) or ""


def _lines(
    lines: list[str],
    entries: list[tuple[str, str, int, int]],
    there: Mapping[str, object],
    changes: Mapping[str, object],
) -> Iterator[str]:
    last, missing = 0, {name: value for name, value in changes.items() if value is not None and name not in there}
    for indent, name, start, end in entries:
        yield from lines[last:start]
        last = end
        if name not in changes or there.get(name) == _text(changes[name]):
            yield from lines[start:end]
        elif changes[name] is not None:
            yield f"{indent}{name}: {format_value(changes[name])}{_note(lines[start:end])}"
    yield from lines[last:]
    yield from (f"{entries[0][0]}{name}: {format_value(value)}" for name, value in missing.items())
