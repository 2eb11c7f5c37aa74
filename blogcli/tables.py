"""TOML read table by table: what is wrong with it is collected, each with its line."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from blogcli.errors import ConfigError
from blogcli.names import LanguageTag
from blogcli.settings import EXAMPLES, REQUIRED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from blogcli.settings import Key


# A key up to a sign that ends it; between quotes it may hold any.
_HEADER = re.compile(r"""\s*\[((?:"[^"]*"|'[^']*'|[^\]"'])+)\]""")
_MOST_PARTS = 64  # of a dotted key
_LONG_KEY = re.compile(rf"""(?<![\w-])(?:(?:[\w-]++|"[^"]*+"|'[^']*+')[ \t]*+\.[ \t]*+){{{_MOST_PARTS}}}""")
_LONG_NUMBER = re.compile(r"(?<![0-9_])[0-9_]{1000}")
_GUESSES = 100  # how many unknown keys are compared with those that are known
_PAIR = re.compile(r"""((?:"[^"]*"|'[^']*'|[^=#"'])+)=""")


def parsed(text: str, lines: list[str], path: Path) -> dict[str, Any]:
    """What a TOML text says; ConfigError, with its line, where it is none. `lines` are those of the text."""
    import tomllib

    hint = "no key of blog.toml needs a list in a list, or more than a few dots"
    for number, line in enumerate(lines, 1):
        if line.count(".") >= _MOST_PARTS and _LONG_KEY.search(line):  # tomllib takes time that grows with its square
            raise ConfigError(path, "has a key of too many parts", line=number, hint=hint)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r" \(at line (\d+)", str(error))
        at = int(where[1]) if where else len(lines) - text.endswith("\n")
        raise ConfigError(path, re.sub(r" \(at .*\)$", "", str(error)), line=at) from error
    except RecursionError:
        brackets = [line.count("[") + line.count("{") for line in lines]
        deepest = brackets.index(max(brackets)) + 1
        raise ConfigError(path, "is nested too deep", line=deepest, hint=hint) from None
    except ValueError:  # of int(): Python reads no more than some thousand digits
        long = (number for number, text in enumerate(lines, 1) if _LONG_NUMBER.search(text))
        message, hint = "holds a number with too many digits", "no key needs more than four"
        raise ConfigError(path, message, line=next(long, None), hint=hint) from None


class Reader:
    """Reads tables and collects what is wrong with them."""

    def __init__(self, path: Path, lines: list[str]) -> None:
        self.path, self.lines = path, lines
        self.problems: list[ConfigError] = []

    def problem(self, message: str, key: str = "", hint: str | None = None) -> None:
        """Note what is wrong, at the line of a dotted key."""
        self.problems.append(ConfigError(self.path, message, line=self.line(key) if key else None, hint=hint))

    def line(self, key: str) -> int | None:
        """Where a dotted key, or the table of that name, stands; or the line that holds it in braces."""
        key = _bare(key)
        around = [self._places[1][name] for name in _parents(key) if name in self._places[1]]
        return min([*around, *filter(None, [self._places[0].get(key)])], default=None)

    @cached_property
    def _places(self) -> tuple[dict[str, int], dict[str, int]]:
        """The first line of each dotted key and of what it is in; and the same of keys alone that have a value."""
        names: dict[str, int] = {}
        pairs: dict[str, int] = {}
        table = ""
        for number, line in enumerate(self.lines, 1):
            if header := _HEADER.match(line):
                name = table = _bare(header[1])
            elif pair := _PAIR.match(line):
                name = f"{table}.{_bare(pair[1])}".lstrip(".")
                pairs.setdefault(name, number)
            else:
                continue
            for each in (*_parents(name), name):
                names.setdefault(each, number)
        return names, pairs

    def table(self, data: Any, spec: dict[str, Key], prefix: str) -> dict[str, Any]:
        """The values of a table's keys, as far as they can be read."""
        if not isinstance(data, dict):
            self.problem(f"'{prefix.rstrip('.')}' must be a table", prefix.rstrip("."))
            data = {}
        self.unknown(data, spec, prefix)
        values = {}
        for key, (parse, default) in spec.items():
            values[key] = default
            if key not in data:
                if default is REQUIRED:
                    self.problem(f"'{prefix}{key}' is missing", hint=f"add a line like: {key} = {EXAMPLES[key]}")
                continue
            try:
                values[key] = parse(data[key])
            except ValueError as error:
                self.problem(f"'{prefix}{key}' {error}", f"{prefix}{key}")
        return values

    def unknown(self, data: Iterable[str], known: Iterable[str], prefix: str, hint: str | None = None) -> None:
        """Note the keys that are none of those known; `hint` is for one that is like none of them."""
        for key in data:
            if key not in known:
                import difflib

                # For a few: to compare thousands of keys with all that are known takes minutes.
                near = difflib.get_close_matches(key, list(known), 1) if len(self.problems) < _GUESSES else []
                guess = f"did you mean '{prefix}{near[0]}'?" if near else hint
                self.problem(f"unknown key '{prefix}{key}'", f"{prefix}{key}", guess)

    def languages(
        self,
        data: dict[str, Any],
        spec: dict[str, Key],
        languages: tuple[LanguageTag, ...],
        prefix: str,
        hint: str | None = None,
    ) -> dict[LanguageTag, tuple[str, dict[str, Any]]]:
        """The tables of these languages, each by how the file spells its language, and its values."""
        spelt: dict[str, str] = {}
        for key in data:
            if (first := spelt.setdefault(_canonical(key), key)) != key:
                self.problem(f"'{prefix}{key}' is the same language as '{prefix}{first}'", f"{prefix}{key}")
        self.unknown((key for tag, key in spelt.items() if tag not in languages), languages, prefix, hint)
        names = {tag: spelt.get(tag, tag) for tag in languages}
        return {tag: (name, self.table(data.get(name, {}), spec, f"{prefix}{name}.")) for tag, name in names.items()}


def _parents(key: str) -> Iterator[str]:
    """What a dotted key is in, from the outermost; no key of blog.toml has more than a few parts."""
    end = -1
    for _ in range(_MOST_PARTS):
        if (end := key.find(".", end + 1)) < 0:
            return
        yield key[:end]


def _bare(key: str) -> str:
    """A dotted key without the quotes and spaces it may be written with."""
    return re.sub(r"[\s\"']", "", key)


def _canonical(tag: str) -> str:
    try:
        return LanguageTag.parse(tag)
    except ValueError:  # it is no language's, and named as an unknown key
        return tag
