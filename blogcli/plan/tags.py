"""Tags: which names mean the same one, what it is called in each language, and where its pages are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from blogcli.config import FILE_NAME
from blogcli.errors import SourceError
from blogcli.names import LanguageTag, fold, lowered
from blogcli.plan import urls
from blogcli.plan.lists import TagList, by_tag, in_index
from blogcli.plan.parts import Alternates, Link
from blogcli.tagging import TagName

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from blogcli.config import Config
    from blogcli.model import Post, Version
    from blogcli.plan.parts import Entry

    Seen = Sequence[tuple[Post, Collection[Version]]]
    Entries = Mapping[LanguageTag, tuple[Entry, ...]]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")  # what TOML reads without quotes


class Meanings:
    """What names of tags mean: a tag of blog.toml, by its key or by its name in any language, or else themselves.

    A tag is told from others by its key, or where it has none by its name, case-folded.
    """

    def __init__(self, config: Config) -> None:
        self._keys = {fold(tag.key): tag.key for tag in config.named_tags}
        self._anywhere = {key: key for key in self._keys}
        self._in: dict[tuple[str, LanguageTag], str] = {}
        for place, language in enumerate(config.tags):
            for tag in config.named_tags:
                name = fold(lowered(tag.names[place].name, language))
                self._in[name, language] = fold(tag.key)
                self._anywhere.setdefault(name, fold(tag.key))

    def tag(self, name: str, language: LanguageTag) -> str:
        """What a name means that is said in a language: another may call another tag so."""
        folded, own = fold(name), fold(lowered(name, language))
        return self._in.get((own, language)) or self._in.get((folded, language)) or self._anywhere.get(folded, folded)

    def carried(self, names: Sequence[str], said: LanguageTag, to: Iterable[LanguageTag]) -> tuple[str, ...]:
        """Names that are said in a language, as they mean the same in others: a tag's key for one that wouldn't."""
        others = tuple(to)

        def carry(name: str) -> str:
            tag = self.tag(name, said)
            return name if all(self.tag(name, other) == tag for other in others) else self._keys[tag]

        return tuple(map(carry, names))

    def of(self, post: Post, version: Version) -> list[str]:
        """The tags of a version."""
        said = _said_in(post, version)
        return [self.tag(name, said) for name in version.tags]

    def tags(self, name: str) -> set[str]:
        """All that a name may mean, in whatever language."""
        folded = fold(name)
        return {tag for (other, _), tag in self._in.items() if other == folded} | {self._anywhere.get(folded, folded)}


class Tags:
    """The tags of the posts that readers see: each has one name and one address in a language."""

    def __init__(self, config: Config, seen: Seen) -> None:
        self.config = config
        meanings = Meanings(config)
        uses = _uses(seen)
        self._uses = uses
        self._meant = _meant(meanings, uses)
        self._used = {(self._meant[name, said], language) for name, said, language in uses}
        known = {fold(tag.key) for tag in config.named_tags}
        others = {tag for tag, _ in self._used} - known
        spellings = _spellings(seen, others, [name for name, _, _ in uses])
        self._names: dict[LanguageTag, dict[str, TagName]] = {}
        self._slugs: dict[LanguageTag, dict[str, urls.TagSlug]] = {}
        self._links: dict[tuple[str, LanguageTag], Link] = {}
        for place, language in enumerate(config.languages):
            here = language.tag
            names = {fold(tag.key): tag.names[place] for tag in config.named_tags}
            names |= {tag: TagName(here, spellings.get((tag, here)) or spellings[tag, ""], "", "") for tag in others}
            self._names[here], self._slugs[here] = names, _slugs(names)
            start = f"{urls.language_prefix(language)}tags/"
            for tag, slug in self._slugs[here].items():
                self._links[tag, here] = Link(names[tag].name, f"{start}{slug.slug}/", here)
        self._tags = {link: tag for (tag, _), link in self._links.items()}

    def of(self, post: Post, version: Version, language: LanguageTag) -> tuple[Link, ...]:
        """The links to the tags of a version on a page in a language. What it says twice, by two names, is one."""
        said = _said_in(post, version)
        found = [self._links[self._meant[name, said], language] for name in version.tags]
        return tuple(dict.fromkeys(found)) if self.config.named_tags else tuple(found)

    def other_names(self, language: LanguageTag) -> Iterator[tuple[str, Link]]:
        """Each name of the tags of blog.toml on a language's pages but that which makes the address, with its link."""
        known = {fold(tag.key): tag.key for tag in self.config.named_tags}
        names = [(self._names[language][tag].name, tag) for tag in known if self._names[language][tag].slug]
        everywhere = self.config.show_untranslated
        names += [
            (name, self._meant[name, said])
            for name, said, used_in in sorted(self._uses)
            if self._meant[name, said] in known and (everywhere or used_in == language)
        ]
        for name, tag in (*names, *((key, tag) for tag, key in known.items())):
            yield name, self._links[tag, language]

    def lists(self, listed: Entries, own: Entries) -> dict[LanguageTag, tuple[TagList, ...]]:
        """The lists of every language's tags, in the order of its index.

        `listed` is what a language's lists show, `own` what of that there is in it.
        """
        shown = {language: by_tag(entries) for language, entries in listed.items()}
        real = shown if own is listed else {language: by_tag(entries) for language, entries in own.items()}
        return {
            language: tuple(self._list(link, found[link], shown, real) for link in sorted(found, key=in_index))
            for language, found in shown.items()
        }

    def _list(
        self,
        link: Link,
        entries: tuple[Entry, ...],
        shown: Mapping[LanguageTag, Collection[Link]],
        real: Mapping[LanguageTag, Collection[Link]],
    ) -> TagList:
        tag = self._tags[link]
        everywhere = [self._links[tag, language] for language in shown]
        there = tuple(each for each in everywhere if each in shown[each.language])
        versions = tuple(each for each in there if each in real[each.language])
        alternates = Alternates(versions, versions[0].address) if link in versions else None
        return TagList(link, entries, self._names[link.language][tag].description, there, alternates)

    def warnings(self) -> Iterator[SourceError]:
        """The tags whose addresses depend on what other tags there are, each with the way to settle it."""
        for tag in sorted({tag for tag, _ in self._used}):
            moved = [language for language in self._slugs if self._is_moved(tag, language)]
            if moved:
                yield self._warning(tag, moved)

    def _is_moved(self, tag: str, language: LanguageTag) -> bool:
        slug = self._slugs[language][tag]
        return slug.slug != slug.wanted and (self.config.show_untranslated or (tag, language) in self._used)

    def _warning(self, tag: str, moved: list[LanguageTag]) -> SourceError:
        first = moved[0]
        slugs = self._slugs[first]
        wanted = fold(slugs[tag].wanted)
        other = next(each for each, slug in slugs.items() if fold(slug.slug) == wanted)
        name, holder = self._names[first][tag].name, self._names[first][other].name
        key = next((named.key for named in self.config.named_tags if fold(named.key) == tag), name)
        quoted = key if _BARE_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)
        tables = " and ".join(f"[tags.{quoted}.{language}]" for language in moved)
        at = " and ".join(self._links[tag, language].address for language in moved)
        message = f"the tag '{name}' would have the address of '{holder}', and has {at}"
        return SourceError(self.config.root / FILE_NAME, message, hint=f"set slug in {tables}")


def _said_in(post: Post, version: Version) -> LanguageTag:
    """The language that the names of a version's tags are in: what it inherits, the original says."""
    return post.original.language if version.tags == post.original.tags else version.language


def _uses(seen: Seen) -> set[tuple[str, LanguageTag, LanguageTag]]:
    """Each name of a tag with the language it is said in, and that of the version it is a tag of."""
    found: set[tuple[str, LanguageTag, LanguageTag]] = set()
    for post, versions in seen:
        if not post.page:
            for version in versions:
                said = _said_in(post, version)
                found.update((name, said, version.language) for name in version.tags)
    return found


def _meant(
    meanings: Meanings, uses: Iterable[tuple[str, LanguageTag, LanguageTag]]
) -> dict[tuple[str, LanguageTag], str]:
    """What each name means in the language it is said in.

    Where a name's small letters are other ones in its language, it means the tag that is written in those, if any is:
    in Turkish `IŞIK` is `ışık`.
    """
    found = {(name, said): meanings.tag(name, said) for name, said, _ in uses}
    tags = set(found.values())
    return {
        (name, said): own if tag == fold(name) and (own := fold(lowered(name, said))) in tags else tag
        for (name, said), tag in found.items()
    }


def _spellings(seen: Seen, tags: Collection[str], names: Iterable[str]) -> dict[tuple[str, str], str]:
    """How tags are spelt that blog.toml doesn't name: by tag and language, as the oldest post in it spells them.

    By "" where a language has no such post, as the oldest of all does. A new post changes none of these.
    """
    found: dict[tuple[str, str], str] = {}
    several = set()
    for name in names:
        if found.setdefault((fold(name), ""), name) != name:
            several.add(fold(name))
    if several := several & set(tags):  # for these few, all posts are looked at
        found = {key: name for key, name in found.items() if key[0] not in several}
        dated = [(each.date, each) for post, versions in seen for each in versions if each.date and not post.page]
        for _, version in sorted(dated, key=lambda each: (each[0], each[1].post)):
            for name in version.tags:
                if (tag := fold(name)) in several:
                    found.setdefault((tag, ""), name)
                    found.setdefault((tag, version.language), name)
    return found


def _slugs(names: Mapping[str, TagName]) -> dict[str, urls.TagSlug]:
    own = {tag: name.slug for tag, name in names.items() if name.slug}
    return urls.tag_slugs({tag: fold(lowered(name.name, name.language)) for tag, name in names.items()}, own)
