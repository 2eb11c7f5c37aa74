"""Front matter as text: read without guessing, written without touching what isn't meant.

Every scalar is read as a string (libyaml's base loader, through python-frontmatter), so that `language: no` is
Norwegian; the keys' own parsers make of it what they need. A change replaces the lines of its keys and no other byte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from blogcli.content.merges import merge_in
from blogcli.errors import SourceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from blogcli.content.fields import Field

MAX_BYTES = 32 * 1024
MAX_DEPTH = 8

# The byte order mark that an editor set before the first key stays out of what libyaml sees, which doesn't count it.
_FENCE = re.compile(r"\ufeff?---[ \t]*(\r?\n)\ufeff*")
_CLOSING = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_FLOW = re.compile(r"(?:\s|#.*\n)*\{")
_RECORD = re.compile(r"^[ \t]+(?:blob|source|blocks|mine):[ \t]", re.MULTILINE)
# What YAML 1.1 and 1.2 both read as this very string, unquoted, wherever it stands.
_PLAIN = re.compile(r"[^\W\d_][\w.+/()'’-]*(?: [\w.+/()'’&-]+)*")
_AMBIGUOUS = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null|nan|inf)|.*\.(?i:inf|nan)")
# What can't stand raw between double quotes: marks, controls, other line breaks, what YAML doesn't call printable.
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]')


@dataclass(frozen=True, slots=True)
class Document:
    """A file with front matter. `close` is where the closing line begins, `body` where the text after it does.

    `block` says that every key has lines of its own, which a mapping in braces (`{a: 1, b: 2}`) has not.
    """

    text: str
    fields: Mapping[str, Field]
    newline: str
    close: int
    body: int
    block: bool

    @property
    def content(self) -> str:
        """Everything after the closing line, as it is."""
        return self.text[self.body :]

    def line_of(self, key: str, inner: str = "") -> int:
        """The line of a key, or of one in the mapping below it where that has a line of its own."""
        field = self.fields[key]
        lines = self.text[field.start : field.end].split("\n")
        at = (number for number, line in enumerate(lines) if inner and line.strip(" \t\"'").startswith(f"{inner}:"))
        return field.line + next(at, 0)


def parse(text: str, path: Path | str) -> Document:
    """Read a file's front matter; SourceError with the line for whatever is wrong. `path` is for the message."""
    opening = _FENCE.match(text)
    if merge := merge_in(text):
        hint = "resolve it, then try again"
        if _RECORD.search(text, *merge):
            hint = "of a translation's record take either side whole, then: blogcli translation diff, and done"
        raise SourceError(path, "unresolved merge", line=_line(text, merge[0]), hint=hint)
    if not opening:
        raise SourceError(path, "has no front matter", line=1, hint="its first line should be: ---")
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        raise SourceError(path, "front matter has no closing line", line=1, hint="end it with a line: ---")
    head = text[opening.end() : closing.start()]
    if _is_long(head):
        raise SourceError(path, f"front matter is longer than {MAX_BYTES // 1024} KiB", line=1)
    from blogcli.content.fields import read_plain

    fields, block = read_plain(head, opening.end()), True
    if fields is None:
        from blogcli.content.yamltext import read_mapping

        fields, block = read_mapping(head, opening.end(), path), not _FLOW.match(head)
    return Document(text, fields, opening[1], closing.start(), closing.end(), block)


def body(text: str, path: Path) -> str:
    """What stands behind the front matter of a file that was parsed before; SourceError where there is none."""
    opening = _FENCE.match(text)
    closing = opening and _CLOSING.search(text, opening.end())
    if not closing:
        raise SourceError(path, "has no front matter", line=1, hint="its first line should be: ---")
    return text[closing.end() :]


def _is_long(head: str) -> bool:
    # A character has four bytes at most.
    return len(head) > MAX_BYTES // 4 and len(head.encode("utf-8", "surrogatepass")) > MAX_BYTES


def _line(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1


def scalar(value: str) -> str:
    """A string as a YAML scalar on one line, unquoted where every reader takes it for that string."""
    if _PLAIN.fullmatch(value) and not _AMBIGUOUS.fullmatch(value):
        return value
    return '"' + _ESCAPED.sub(_escape, value) + '"'


def _escape(match: re.Match[str]) -> str:
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return short.get(match[0]) or f"\\u{ord(match[0]):04x}"


@dataclass(frozen=True, slots=True)
class Verbatim:
    """YAML text that is to stand after its key as it is, a comment behind it included."""

    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """A key's own lines, its name and their line breaks included, as another file has them."""

    text: str


def format_value(value: object) -> str:
    """A value as it stands after its key: bool, datetime (ISO 8601, plain), Verbatim, text, or a list of texts."""
    if isinstance(value, Verbatim):
        return value.text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return format_date(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(scalar(str(item)) for item in value) + "]"
    return scalar(str(value))


def format_date(moment: datetime) -> str:
    """ISO 8601 to the second, with its offset."""
    return moment.isoformat(timespec="seconds")


def format_fields(fields: Mapping[str, object], newline: str = "\n") -> str:
    """Lines of front matter, one a key; a mapping becomes an indented block. None leaves its key out, there too."""
    lines = []
    for key, value in fields.items():
        if isinstance(value, dict):
            given = {name: item for name, item in value.items() if item is not None}
            lines += [f"{key}:", *(f"    {name}: {format_value(item)}" for name, item in given.items())]
        elif isinstance(value, Lines):
            lines += value.text.replace("\r\n", "\n").removesuffix("\n").split("\n")
        elif value is not None:
            lines.append(f"{key}: {format_value(value)}")
    return "".join(line + newline for line in lines)


def compose(fields: Mapping[str, object], body: str) -> str:
    """A whole new file: front matter, then the body byte for byte.

    UsageError for a body that would read as an unresolved merge, and for front matter too long to be read again.
    """
    if merge_in(body):
        raise UsageError("the text holds the marks of an unresolved merge", hint="indent those lines, or resolve it")
    head = format_fields(fields)
    if _is_long(head):
        raise UsageError(f"the front matter would be longer than {MAX_BYTES // 1024} KiB", hint="shorten its values")
    return f"---\n{head}---\n{body}"


def edit(document: Document, changes: Mapping[str, object], path: Path) -> str:
    """The file's text with some keys changed, added or (None) dropped, and every other byte as it was.

    A key that is there keeps its place, a new one comes last. SourceError, and nothing changed, where the front matter
    is written in a way (`{a: 1, b: 2}`) that has no lines to change, or would be too long to be read again.
    """
    if not document.block:
        raise SourceError(
            path, "front matter in braces can't be edited line by line", line=2, hint="write one key a line"
        )
    refusal = SourceError(path, "front matter is written in a way blogcli can't edit", line=1, hint="edit it by hand")
    pieces, last = [], 0
    for key, field in sorted(document.fields.items(), key=lambda item: item[1].start):
        if key in changes:
            if (lines := _changed(document, key, changes[key])) is None:
                raise refusal
            pieces += [document.text[last : field.start], lines]
            last = field.end
    pieces.append(document.text[last : document.close])
    added = {key: value for key, value in changes.items() if key not in document.fields}
    pieces += [format_fields(added, document.newline), document.text[document.close :]]
    text = "".join(pieces)
    if _is_long("".join(pieces[:-1])):
        raise SourceError(path, f"front matter would be longer than {MAX_BYTES // 1024} KiB", line=1)
    try:
        after = parse(text, path)
    except SourceError:
        raise refusal from None
    if not _as_meant(document, after, changes):
        raise refusal
    return text


def _changed(document: Document, key: str, value: object) -> str | None:
    """The lines of a key that is there; None where a mapping's can't be changed without losing some of them."""
    if not isinstance(value, dict):
        return format_fields({key: value}, document.newline)
    from blogcli.content.nested import changed

    field = document.fields[key]
    return changed(document.text[field.start : field.end], field, key, value, document.newline)


def _as_meant(before: Document, after: Document, changes: Mapping[str, object]) -> bool:
    # The last line of defence against YAML's corners: what wasn't meant to change must read as it did before.
    kept = {key: field.value for key, field in before.fields.items() if key not in changes}
    now = {key: field.value for key, field in after.fields.items() if key not in changes}
    dropped = {key for key, value in changes.items() if value is None}
    wanted = set(changes) - dropped <= set(after.fields) and not dropped & set(after.fields)
    return (
        kept == now
        and wanted
        and before.content == after.content
        and all(
            _holds(before.fields.get(key), after.fields[key], value)
            for key, value in changes.items()
            if isinstance(value, dict)
        )
    )


def _holds(before: Field | None, now: Field, changes: Mapping[str, object]) -> bool:
    from blogcli.content import nested

    return nested.after(before, changes) == now.value
