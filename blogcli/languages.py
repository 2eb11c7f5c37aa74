"""A blog gets another language: the lines of blog.toml that say so, and what is missing then."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from blogcli.arguments import option
from blogcli.config import FILE_NAME, load_config, parse_config
from blogcli.content.paths import post_folders
from blogcli.errors import BlogcliError
from blogcli.files import read_text, write_atomic
from blogcli.names import LanguageTag
from blogcli.post_lock import locks_blog
from blogcli.render.locale import is_known, speech

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from blogcli.config import Config

_KEY = re.compile(r"^[ \t]*(?:languages|\"languages\"|'languages')[ \t]*=[ \t]*\[", re.MULTILINE)
# What an array of tags is made of: comments, texts, and what stands between them.
_PART = re.compile(r"#[^\n]*|\"[^\"\n]*\"|'[^'\n]*'|[^#\"'\]]+")
_HEADER = re.compile(r"[ \t]*\[")
_LANGUAGE = re.compile(r"[ \t]*\[[ \t]*(?:language|\"language\"|'language')[ \t]*\.")


@dataclass(frozen=True, slots=True)
class Added:
    """A language to be added: the lines it has in blog.toml, and what is there of it.

    `text` is that of blog.toml with them in it, None where it is written in a way that can't be edited safely. `posts`
    is how many posts there are, `translated` whether blogcli's own words are there in the language, and `known` whether
    its dates are.
    """

    tag: LanguageTag
    lines: tuple[str, ...]
    text: str | None
    was: str
    posts: int
    translated: bool
    known: bool


def add_language(config: Config, name: str) -> Added:
    """Work out what another language takes. UsageError for what is no language tag; an error where it is there."""
    tag = option("language", LanguageTag.parse, name)
    path = config.root / FILE_NAME
    if tag in config.tags:
        raise BlogcliError(f"'{tag}' is among the languages already", path=path)
    if taken := next((each.tag for each in config.languages if each.path == tag.lower()), None):
        hint = f"add '{tag}' by hand, with another path"
        raise BlogcliError(f"'{tag.lower()}' is the path of '{taken}' already", path=path, hint=hint)
    was = read_text(path)
    posts = post_folders(config.root)[0]
    translated = not speech(tag, config.timezone).speaks_english
    text = with_language(config, was, tag)
    return Added(tag, _lines(config, tag), text, was, len(posts), translated, is_known(tag))


@locks_blog
def write_language(config: Config, added: Added) -> Path:
    """Write it into blog.toml, in which nothing else changes; an error where that can't be done."""
    path = config.root / FILE_NAME
    added = add_language(load_config(config.root), added.tag)  # another may have been added meanwhile
    if added.text is None:
        hint = "without --write the lines to add are printed"
        raise BlogcliError("is written in a way that blogcli can't edit safely", path=path, hint=hint)
    write_atomic(config.root, path, added.text, was=added.was)
    return path


def _lines(config: Config, tag: LanguageTag) -> tuple[str, ...]:
    tags = ", ".join(f'"{each}"' for each in (*config.tags, tag))
    return (f"languages = [{tags}]", "", *_table(config, tag))


def _table(config: Config, tag: LanguageTag) -> tuple[str, ...]:
    return (f"[language.{tag}]", f'path = "{tag.lower()}"', f"title = {_quoted(config.title)}")


def _quoted(text: str) -> str:
    """A TOML basic string."""
    escape = re.compile(r'["\\\x00-\x1f\x7f]')
    return '"' + escape.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + '"'


def with_language(config: Config, text: str, tag: LanguageTag) -> str | None:
    """The text of blog.toml with a language more, and every other byte as it was.

    None where no way of adding its lines gives the blog that language and nothing else.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    for listed in _with_tag(text, tag):
        for place in _places(listed):
            made = _with_table(listed, place, newline, _table(config, tag))
            try:
                after = parse_config(config.root, made)
            except BlogcliError:
                continue
            if after.tags == (*config.tags, tag) and _without_last_language(after) == config:
                return made
    return None


def _without_last_language(config: Config) -> Config:
    named = tuple(each._replace(names=each.names[:-1]) for each in config.named_tags)
    return replace(config, languages=config.languages[:-1], named_tags=named)


def _with_tag(text: str, tag: LanguageTag) -> Iterator[str]:
    """The text with the tag behind the others, for each array that may be the blog's languages."""
    for start in _KEY.finditer(text):
        last, end = None, start.end()
        while part := _PART.match(text, end):
            last = part if part[0][0] in "\"'" else last
            end = part.end()
        if last is None or text[end : end + 1] != "]":
            continue
        quoted = f"{last[0][-1]}{tag}{last[0][-1]}"
        yield from _on_its_own_line(text, last.start(), last.end(), end, quoted)
        yield f"{text[: last.end()]}, {quoted}{text[last.end() :]}"


def _on_its_own_line(text: str, start: int, end: int, close: int, quoted: str) -> Iterator[str]:
    """The text with a line more behind that of the last tag (from `start` to `end`), where that has one of its own."""
    indent = text[text.rfind("\n", 0, start) + 1 : start]
    if indent.strip() or "\n" not in text[end:close]:
        return
    comma = "," in re.sub(r"#.*", "", text[end:close])
    cut = text.index("\n", end) + 1
    newline = "\r\n" if text[cut - 2] == "\r" else "\n"
    line = f"{indent}{quoted}{',' if comma else ''}{newline}"
    yield f"{text[:end]}{'' if comma else ','}{text[end:cut]}{line}{text[cut:]}"


def _places(text: str) -> Iterator[int]:
    """Where a table may go: behind the last language's, or at the end."""
    inside, last, at = False, None, 0
    for line in text.splitlines(keepends=True):
        if _HEADER.match(line):
            inside = bool(_LANGUAGE.match(line))
        at += len(line)
        if inside and line.strip() and not line.lstrip().startswith("#"):
            last = at
    if last is not None:
        rest = text[last:].splitlines(keepends=True)
        said = 0
        while said < len(rest) and rest[said].lstrip().startswith("#"):
            said += 1
        # Comments below the last key are that table's, unless the next one's header follows them at once.
        own = said == len(rest) or not rest[said].strip()
        yield last + (sum(map(len, rest[:said])) if own else 0)
    yield len(text)


def _with_table(text: str, place: int, newline: str, table: tuple[str, ...]) -> str:
    before, after = text[:place], text[place:]
    block = newline.join(table)
    start = newline if before.endswith("\n") else 2 * newline
    end = newline if before.endswith("\n") else ""
    if after and after.strip(" \t")[:1] not in ("\r", "\n"):
        end += newline
    return f"{before}{start}{block}{end}{after}"
