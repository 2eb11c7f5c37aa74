"""TOML read table by table: what is wrong with it is collected, each with its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from blogcli.errors import ConfigError
from blogcli.names import LanguageTag
from blogcli.settings import EXAMPLES, REQUIRED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from blogcli.settings import Key


# A key up to a sign that ends it; between quotes it may hold any.
_HEADER = re.compile(r"""\s*\[((?:"[^"]*"|'[^']*'|[^\]"'])+)\]""")
_PAIR = re.compile(r"""((?:"[^"]*"|'[^']*'|[^=#"'])+)=""")


def parsed(text: str, lines: list[str], path: Path) -> dict[str, Any]:
    """What a TOML text says; ConfigError, with its line, where it is none. `lines` are those of the text."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r" \(at line (\d+)", str(error))
        line = int(where[1]) if where else len(lines) - text.endswith("\n")
        raise ConfigError(path, re.sub(r" \(at .*\)$", "", str(error)), line=line) from error
    except RecursionError:
        brackets = [line.count("[") + line.count("{") for line in lines]
        line = brackets.index(max(brackets)) + 1
        hint = "no key of blog.toml needs a list in a list"
        raise ConfigError(path, "is nested too deep", line=line, hint=hint) from None
    except ValueError:  # of int(): Python reads no more than some thousand digits
        raise ConfigError(path, "holds a number with too many digits", hint="no key needs more than four") from None


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
        table, key = "", _bare(key)
        for number, line in enumerate(self.lines, 1):
            if header := _HEADER.match(line):
                name = table = _bare(header[1])
            elif pair := _PAIR.match(line):
                name = f"{table}.{_bare(pair[1])}".lstrip(".")
                if key.startswith(f"{name}."):
                    return number
            else:
                continue
            if name == key or name.startswith(f"{key}."):
                return number
        return None

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

                near = difflib.get_close_matches(key, list(known), 1)
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


def _bare(key: str) -> str:
    """A dotted key without the quotes and spaces it may be written with."""
    return re.sub(r"[\s\"']", "", key)


def _canonical(tag: str) -> str:
    try:
        return LanguageTag.parse(tag)
    except ValueError:  # it is no language's, and named as an unknown key
        return tag
