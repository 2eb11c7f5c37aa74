"""YAML's events made into strings, lists and dicts, with the place of every top-level key.

Anchors, aliases, tags and a key twice are refused, and so is deep nesting, before libyaml can choke on it: events are
read one at a time and reading stops at the first that is not allowed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from blogcli.content.fields import Field, Value
from blogcli.content.frontmatter import MAX_DEPTH
from blogcli.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

# The base loader leaves every scalar a string; the C parser is libyaml's. PyYAML built without it still works.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Refused(Exception):
    def __init__(self, message: str, event: Any) -> None:
        self.message, self.index = message, int(event.start_mark.index)


class TextHandler(YAMLHandler):
    """python-frontmatter's YAML handler with every scalar a string and the place of every key kept."""

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        """Top-level keys to (value, where the key starts, where the value ends)."""
        return _Events(fm).top()


class _Events:
    def __init__(self, text: str) -> None:
        self.loader = _Loader(text)
        self.end = 0  # where the last scalar or closing bracket ended: a block's own end mark lies beyond its comments

    def next(self) -> Any:
        event = self.loader.get_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused("anchors (&) and aliases (*) are not allowed", event)
        if getattr(event, "tag", None):
            raise _Refused(f"the tag {event.tag} is not allowed", event)
        return event

    def top(self) -> dict[str, tuple[Value, int, int]]:
        self.next()  # the stream's start
        if isinstance(self.next(), yaml.StreamEndEvent):
            return {}
        root = self.next()
        if isinstance(root, yaml.ScalarEvent) and root.value == "" and not root.style:
            return {}
        if not isinstance(root, yaml.MappingStartEvent):
            raise _Refused("front matter must be keys and values", root)
        fields: dict[str, tuple[Value, int, int]] = {}
        while not isinstance(key := self.next(), yaml.MappingEndEvent):
            name = self.key(key, fields)
            value = self.value(self.next(), 1)
            fields[name] = (value, key.start_mark.index, self.end)
        self.next()
        if not isinstance(extra := self.next(), yaml.StreamEndEvent):
            raise _Refused("front matter must be one document", extra)
        return fields

    def key(self, event: Any, taken: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent) or not event.value:
            raise _Refused("a key must be a word", event)
        if event.value in taken:
            raise _Refused(f"the key '{event.value}' stands twice", event)
        return str(event.value)

    def value(self, event: Any, depth: int) -> Value:
        if isinstance(event, yaml.ScalarEvent):
            self.end = _end(event)
            return str(event.value)
        if depth >= MAX_DEPTH:
            raise _Refused(_TOO_DEEP, event)
        return self.sequence(depth) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(depth)

    def sequence(self, depth: int) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            items.append(self.value(event, depth + 1))
        self.close(event)
        return items

    def mapping(self, depth: int) -> dict[str, Value]:
        items: dict[str, Value] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            name = self.key(event, items)
            items[name] = self.value(self.next(), depth + 1)
        self.close(event)
        return items

    def close(self, event: Any) -> None:
        if _end(event) > event.start_mark.index:  # a bracket; the end of a block has no width
            self.end = _end(event)


def _line(head: str, index: int) -> int:
    """The line of the file at an index of its front matter; YAML itself counts more signs as line breaks."""
    return head.count("\n", 0, index) + 2


def _end(event: Any) -> int:
    return int(event.end_mark.index)


_handler = TextHandler()


def read_mapping(head: str, offset: int, path: Path | str) -> dict[str, Field]:
    """The fields of front matter `head`, which starts at `offset` of its file; SourceError with the file's line."""
    try:
        raw = _handler.load(head)
    except _Refused as error:
        raise SourceError(path, error.message, line=_line(head, error.index)) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = _line(head, mark.index if mark else 0)
        if "nesting" in (error.problem or ""):  # libyaml has a limit of its own, and may look ahead and meet it first
            raise SourceError(path, _TOO_DEEP, line=line) from None
        raise SourceError(path, f"malformed front matter: {error.problem}", line=line, hint=_HINT) from None
    except yaml.YAMLError as error:
        raise SourceError(path, f"malformed front matter: {error}".splitlines()[0], line=2) from None
    return {key: _field(head, offset, *found) for key, found in raw.items()}


_TOO_DEEP = f"front matter is nested deeper than {MAX_DEPTH}"
_HINT = "a text with ': ', '#', or a quote or bracket at its start goes between quotes"


def _field(head: str, offset: int, value: Value, start: int, end: int) -> Field:
    # From the start of the key's line to the end of the value's, a comment behind it included.
    begin = head.rfind("\n", 0, start) + 1
    if end == 0 or head[end - 1] != "\n":
        end = head.find("\n", end) + 1 or len(head)
    return Field(value, _line(head, begin), offset + begin, offset + end)
