"""blog.toml: found, read, checked and made into a `Config`; every problem in it is reported at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from blogcli.errors import ConfigError, NoBlogError, raise_all
from blogcli.files import read_text
from blogcli.names import LanguageTag
from blogcli.settings import LANGUAGE, TABLES, TAG, TOP
from blogcli.symlinks import check_link
from blogcli.tables import Reader, parsed
from blogcli.tagging import NamedTag, named_tags

FILE_NAME = "blog.toml"
FORMAT = 1
MAX_BYTES = 1 << 20  # of the file: thousands of tags, each with its names


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
    `close_after_days` is how old a post gets before its conversation closes, 0 for never.
    `spam_score` is how many points make a new comment spam. `given_up` are languages that no post gets any more,
    `skipped_rules` those by which `check` doesn't look.
    `tags` are those of the languages; `named_tags` what posts are tagged with, as far as blog.toml speaks of it.
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
    named_tags: tuple[NamedTag, ...]
    redirects: tuple[str, ...] = ()
    close_after_days: int = 0
    post_comment_feeds: bool = False
    spam_score: int = 10
    smart_quotes: bool = False
    given_up: tuple[LanguageTag, ...] = ()
    skipped_rules: tuple[str, ...] = ()

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
    from blogcli.wire import reader  # most commands need no JSON, and don't wait for it to be imported

    read = reader(Config)
    assert read
    config: Config = read(row)
    return config


def all_keys() -> tuple[str, ...]:
    """The name of every key of blog.toml, dotted, as docs/blog-toml.md lists them."""
    tables = [f"{table}.{key}" for table, keys in TABLES.items() for key in keys]
    languages = [f"language.TAG.{key}" for key in LANGUAGE]
    return ("format", *TOP, *tables, *languages, *(f"tags.KEY.TAG.{key}" for key in TAG))


def find_root(start: Path) -> Path:
    """The nearest folder upwards from `start` that holds a blog.toml; NoBlogError where none does."""
    for folder in [start, *start.parents]:
        if (folder / FILE_NAME).is_file():
            return folder
    raise NoBlogError(start)


def load_config(root: Path) -> Config:
    """Read the blog.toml of the blog in `root`; ConfigError, or Problems with several of them, where it is wrong."""
    check_link(root, root / FILE_NAME)
    return parse_config(root, read_text(root / FILE_NAME, MAX_BYTES))


def parse_config(root: Path, text: str) -> Config:
    """What a blog.toml in `root` with this text says; errors as of `load_config`."""
    path = root / FILE_NAME
    text = text.removeprefix("\ufeff")
    lines = text.split("\n")  # at what TOML and editors call a line's end: splitlines() knows more signs
    data = parsed(text, lines, path)
    reader = Reader(path, lines)
    _check_format(data.get("format"), path)
    rest = ("format", "language", "tags", *TABLES)
    top = {key: value for key, value in data.items() if key not in rest}
    reader.unknown((key for key in top if key not in TOP), (*TOP, *rest), "")
    values = reader.table({key: top[key] for key in TOP if key in top}, TOP, "")
    tables = {name: reader.table(data.get(name, {}), keys, f"{name}.") for name, keys in TABLES.items()}
    tags = values["languages"] if isinstance(values["languages"], tuple) else ()
    # Where the languages are wrong, that is said already.
    languages = _language_configs(reader, data.get("language", {}), tags, values) if tags else ()
    named = named_tags(reader, data.get("tags", {}), tags) if tags else ()
    for tag in tables["translations"]["languages_given_up"] if tags else ():
        if tag not in tags:
            key = "translations.languages_given_up"
            reader.problem(f"'{key}' names '{tag}', which is none of the blog's languages", key)
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
        named_tags=named,
        redirects=tables["render"]["redirects"],
        post_comment_feeds=tables["feed"]["post_comments"],
        close_after_days=tables["comments"]["close_after_days"],
        spam_score=tables["comments"]["spam_score"],
        smart_quotes=tables["markup"]["smart_quotes"],
        given_up=tables["translations"]["languages_given_up"],
        skipped_rules=tables["check"]["skip"],
    )


def _check_format(number: Any, path: Path) -> None:
    # Before anything else: a newer format may mean anything by any key.
    if number is None:
        raise ConfigError(path, "'format' is missing", hint=f"its first line should be: format = {FORMAT}")
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise ConfigError(path, f"'format' must be the number {FORMAT}")
    if number > FORMAT:
        named = f"format {number}" if number < 1000 else "its format"
        raise ConfigError(path, f"{named} is newer than this blogcli knows ({FORMAT})", hint="install a newer blogcli")


def _language_configs(
    reader: Reader, data: Any, tags: tuple[LanguageTag, ...], top: dict[str, Any]
) -> tuple[LanguageConfig, ...]:
    configs: list[LanguageConfig] = []
    if not isinstance(data, dict):
        reader.problem("'language' must hold tables like [language.en]", "language")
        data = {}
    for tag, (name, values) in reader.languages(data, LANGUAGE, tags, "language.").items():
        path = values["path"] if values["path"] is not None else ("" if not configs else tag.lower())
        taken = next((other.tag for other in configs if other.path == path), None)
        if taken is not None:
            reader.problem(f"'language.{name}.path' is that of '{taken}' too", f"language.{name}.path")
        title, description = values["title"] or top["title"], values["description"] or top["description"]
        configs.append(LanguageConfig(tag, path, title, description))
    return tuple(configs)
