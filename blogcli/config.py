"""blog.toml: found, read, checked and made into a `Config`; every problem in it is reported at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from blogcli.errors import ConfigError, NoBlogError, raise_all
from blogcli.files import read_text
from blogcli.names import LanguageTag
from blogcli.settings import EXAMPLES, LANGUAGE, REQUIRED, TABLES, TOP, Key

FILE_NAME = "blog.toml"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class LanguageConfig:
    """A language of the blog: the path its addresses start with ("" or like "en"), its title and description."""

    tag: LanguageTag
    path: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Config:
    """blog.toml. `url` ends in a slash; `languages` keep their order; `root` is the blog's folder.

    `together` says that the versions of a post that says nothing of it stand on one page.
    """

    root: Path
    title: str
    description: str
    url: str
    author: str
    languages: tuple[LanguageConfig, ...]
    timezone: ZoneInfo
    together: bool
    post_pattern: str
    page_pattern: str
    list_size: int
    translation_notice: bool
    show_untranslated: bool
    feed_entries: int
    tagging_entity: str
    commits: bool

    @property
    def base_path(self) -> str:
        """The path of the blog's url, "/" or like "/blog/": what every internal address starts with."""
        return urlsplit(self.url).path

    def language(self, tag: str) -> LanguageConfig | None:
        """The settings of one of the blog's languages, None for any other language."""
        return next((language for language in self.languages if language.tag == tag), None)

    @property
    def tags(self) -> tuple[LanguageTag, ...]:
        """The blog's languages in their order."""
        return tuple(language.tag for language in self.languages)


def config_of(row: list[Any]) -> Config:
    """The configuration of its fields, as `wire.dump` writes them."""
    root, title, description, url, author, languages, timezone, *rest = row
    tags = tuple(LanguageConfig(LanguageTag(tag), path, name, about) for tag, path, name, about in languages)
    return Config(Path(root), title, description, url, author, tags, ZoneInfo(timezone), *rest)


def all_keys() -> tuple[str, ...]:
    """The name of every key of blog.toml, dotted, as docs/blog-toml.md lists them."""
    tables = [f"{table}.{key}" for table, keys in TABLES.items() for key in keys]
    return ("format", *TOP, *tables, *(f"language.TAG.{key}" for key in LANGUAGE))


def find_root(start: Path) -> Path:
    """The nearest folder upwards from `start` that holds a blog.toml; NoBlogError where none does."""
    for folder in [start, *start.parents]:
        if (folder / FILE_NAME).is_file():
            return folder
    raise NoBlogError(start)


class _Reader:
    """Reads tables and collects what is wrong with them."""

    def __init__(self, path: Path, lines: list[str]) -> None:
        self.path, self.lines = path, lines
        self.problems: list[ConfigError] = []

    def problem(self, message: str, key: str = "", hint: str | None = None) -> None:
        self.problems.append(ConfigError(self.path, message, line=self._line(key) if key else None, hint=hint))

    def _line(self, key: str) -> int | None:
        """Where a dotted key, or the table of that name, stands; or the line that holds it in braces."""
        table = ""
        for number, line in enumerate(self.lines, 1):
            if header := re.match(r"\s*\[([^\]]+)\]", line):
                name = table = _bare(header[1])
            elif pair := re.match(r"([^=#]+)=", line):
                name = f"{table}.{_bare(pair[1])}".lstrip(".")
                if key.startswith(f"{name}."):
                    return number
            else:
                continue
            if name == key or name.startswith(f"{key}."):
                return number
        return None

    def table(self, data: Any, spec: dict[str, Key], prefix: str) -> dict[str, Any]:
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

    def unknown(self, data: dict[str, Any], known: Any, prefix: str) -> None:
        for key in data:
            if key not in known:
                import difflib

                near = difflib.get_close_matches(key, list(known), 1)
                self.problem(
                    f"unknown key '{prefix}{key}'",
                    f"{prefix}{key}",
                    f"did you mean '{prefix}{near[0]}'?" if near else None,
                )


def _bare(key: str) -> str:
    """A dotted key without the quotes and spaces it may be written with."""
    return re.sub(r"[\s\"']", "", key)


def load_config(root: Path) -> Config:
    """Read the blog.toml of the blog in `root`; ConfigError, or Problems with several of them, where it is wrong."""
    path = root / FILE_NAME
    text = read_text(path).removeprefix("\ufeff")
    lines = text.split("\n")  # at what TOML and editors call a line's end: splitlines() knows more signs
    data = _parsed(text, lines, path)
    reader = _Reader(path, lines)
    _check_format(data.get("format"), path)
    top = {key: value for key, value in data.items() if key not in ("format", "language", *TABLES)}
    reader.unknown({key: None for key in top if key not in TOP}, (*TOP, "format", "language", *TABLES), "")
    values = reader.table({key: top[key] for key in TOP if key in top}, TOP, "")
    tables = {name: reader.table(data.get(name, {}), keys, f"{name}.") for name, keys in TABLES.items()}
    tags = values["languages"] if isinstance(values["languages"], tuple) else ()
    languages = _language_configs(reader, data.get("language", {}), tags, values)
    raise_all(reader.problems)
    return Config(
        root=root,
        title=values["title"],
        description=values["description"],
        url=values["url"],
        author=values["author"],
        languages=languages,
        timezone=values["timezone"] or ZoneInfo("UTC"),
        together=values["layout"] == "together",
        post_pattern=tables["permalinks"]["post"],
        page_pattern=tables["permalinks"]["page"],
        list_size=tables["lists"]["size"],
        translation_notice=tables["translations"]["notice"],
        show_untranslated=tables["translations"]["show_untranslated"],
        feed_entries=tables["feed"]["entries"],
        tagging_entity=tables["feed"]["tagging_entity"],
        commits=tables["git"]["commit"],
    )


def _parsed(text: str, lines: list[str], path: Path) -> dict[str, Any]:
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


def _check_format(number: Any, path: Path) -> None:
    # Before anything else: a newer format may mean anything by any key.
    if number is None:
        raise ConfigError(path, "'format' is missing", hint=f"its first line should be: format = {FORMAT}")
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise ConfigError(path, f"'format' must be the number {FORMAT}")
    if number > FORMAT:
        raise ConfigError(
            path, f"format {number} is newer than this blogcli knows ({FORMAT})", hint="install a newer blogcli"
        )


def _language_configs(
    reader: _Reader, data: Any, tags: tuple[LanguageTag, ...], top: dict[str, Any]
) -> tuple[LanguageConfig, ...]:
    configs: list[LanguageConfig] = []
    if not tags:
        return ()  # that is said already
    if not isinstance(data, dict):
        reader.problem("'language' must hold tables like [language.en]", "language")
        data = {}
    spelt: dict[str, str] = {}  # each language as the file spells it, by its canonical tag
    for key in data:
        if (first := spelt.setdefault(_canonical(key), key)) != key:
            reader.problem(f"'language.{key}' is the same language as 'language.{first}'", f"language.{key}")
    reader.unknown({key: None for tag, key in spelt.items() if tag not in tags}, tags, "language.")
    for tag in tags:
        name = spelt.get(tag, tag)
        values = reader.table(data.get(name, {}), LANGUAGE, f"language.{name}.")
        path = values["path"] if values["path"] is not None else ("" if not configs else tag.lower())
        taken = next((other.tag for other in configs if other.path == path), None)
        if taken is not None:
            reader.problem(f"'language.{name}.path' is that of '{taken}' too", f"language.{name}.path")
        title, description = values["title"] or top["title"], values["description"] or top["description"]
        configs.append(LanguageConfig(tag, path, title, description))
    return tuple(configs)


def _canonical(tag: str) -> str:
    try:
        return LanguageTag.parse(tag)
    except ValueError:  # it is no language's, and named as an unknown key
        return tag
