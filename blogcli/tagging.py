"""The tags that blog.toml names: what each is called in every language of the blog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from blogcli.names import LanguageTag, fold, lowered
from blogcli.settings import TAG

if TYPE_CHECKING:
    from blogcli.tables import Reader


class TagName(NamedTuple):
    """What a tag is called in a language. A `slug` of "" is to be made from the name."""

    language: LanguageTag
    name: str
    slug: str
    description: str


class NamedTag(NamedTuple):
    """A tag of blog.toml by its key, with its names in the blog's languages, in their order."""

    key: str
    names: tuple[TagName, ...]


# What a tag was found to have, by the language it has it in: the tag's key, and the dotted key that says so.
_Taken = dict[tuple[LanguageTag, str], tuple[str, str]]


def named_tags(reader: Reader, data: Any, languages: tuple[LanguageTag, ...]) -> tuple[NamedTag, ...]:
    """The tags of the table `tags`, as they stand in it. A tag that has no name in a language is called by its key.

    In one language no two have one name or one slug, compared as names are.
    """
    if not isinstance(data, dict):
        reader.problem("'tags' must hold tables like [tags.networking.en]", "tags")
        return ()
    keys: dict[str, str] = {}
    for key in data:
        if (first := keys.setdefault(fold(key.strip()), key)) != key:
            reader.problem(f"'tags.{key}' is the same tag as 'tags.{first}'", f"tags.{key}")
    if "" in keys:
        reader.problem("a tag in 'tags' has an empty name", "tags")
    names: _Taken = {(tag, name): (key, f"tags.{key}") for name, key in keys.items() for tag in languages}
    slugs: _Taken = {}
    return tuple(_named_tag(reader, key, table, languages, names, slugs) for key, table in data.items())


def _named_tag(
    reader: Reader, key: str, data: Any, languages: tuple[LanguageTag, ...], names: _Taken, slugs: _Taken
) -> NamedTag:
    if not isinstance(data, dict):
        reader.problem(f"'tags.{key}' must hold tables like [tags.networking.en]", f"tags.{key}")
        data = {}
    found = []
    hint = f"what a tag is called stands in a table for each language of the blog: {', '.join(languages)}"
    for tag, (spelt, values) in reader.languages(data, TAG, languages, f"tags.{key}.", hint).items():
        values["slug"] = lowered(values["slug"], tag)
        for taken, what in ((names, "name"), (slugs, "slug")):
            if values[what]:
                _claim(reader, taken, (tag, fold(lowered(values[what], tag))), key, f"tags.{key}.{spelt}.{what}")
        found.append(TagName(tag, values["name"] or key.strip(), values["slug"], values["description"]))
    return NamedTag(key.strip(), tuple(found))


def _claim(reader: Reader, taken: _Taken, what: tuple[LanguageTag, str], key: str, said_by: str) -> None:
    other, where = taken.setdefault(what, (key, said_by))
    if other != key:
        line = reader.line(where)
        there = f", in line {line}" if line else ""
        reader.problem(f"'{said_by}' is that of 'tags.{other}' too{there}", said_by, "give one of them another")
