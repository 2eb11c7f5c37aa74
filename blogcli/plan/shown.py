"""Posts as readers see them: their versions, where these are, and what stands beside and behind them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError
from blogcli.model import Original
from blogcli.names import fold
from blogcli.plan import urls
from blogcli.plan.closing import conversation_at, first_of, shared_page, shown_comments
from blogcli.plan.pages import Asset, Page, Redirect
from blogcli.plan.parts import Alternates, Entry, Link, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from blogcli.config import Config
    from blogcli.model import Conversation, Pointer, Post, Talk, Version
    from blogcli.names import LanguageTag
    from blogcli.plan.leads import Leads
    from blogcli.plan.tags import Tags


def addresses(config: Config, post: Post, versions: Sequence[Version]) -> dict[LanguageTag, str]:
    """Where each of a post's versions is, if these are the ones that readers see."""
    own = own_addresses(config, post, versions)
    if not shared_page(post, versions):
        return own
    first = first_of(post, versions)
    return {tag: own[first] if tag == first else urls.section(own[first], tag) for tag in own}


def own_addresses(config: Config, post: Post, versions: Sequence[Version]) -> dict[LanguageTag, str]:
    """Where each version is where it has a page of its own."""
    languages = {language.tag: language for language in config.languages}
    return {
        version.language: urls.version_address(config, languages[version.language], version, page=post.page)
        for version in versions
    }


class Shown:
    """A post with the versions readers see; what all of its pages share is worked out once."""

    def __init__(self, config: Config, post: Post, versions: list[Version], tags: Tags) -> None:
        self.config, self.post = config, post
        self.leads: Leads | None = None
        self.first = first_of(post, versions)
        self.together = shared_page(post, versions)
        self._versions = versions
        at = addresses(config, post, versions)
        # Below the original's address, even when that is withdrawn: else they would move with every `unpublish`.
        self.files_at = own_addresses(config, post, [post.original])[post.original.language]
        self.address = at[self.first]
        files = tuple(map(urls.nfc, post.files))
        self.links = {
            version.language: Link(version.title, at[version.language], version.language) for version in versions
        }
        self.main = next(version for version in versions if version.language == self.first)
        original = Original(self.main.path, self.main.text, self.main.trusted)
        self.alternates = Alternates(tuple(self.links.values()), at.get(config.languages[0].tag, self.address))
        self.entries = {
            version.language: Entry(
                version=version,
                language=version.language,
                page=post.page,
                address=at[version.language],
                files=files,
                files_at=self.files_at,
                tags=() if post.page else tags.of(post, version, version.language),
                comments=shown_comments(post, version, versions).shown,
                original=original if version is not self.main else None,
            )
            for version in versions
        }

    def talk(self, version: Version) -> Talk:
        """The comments that readers see with a version."""
        return shown_comments(self.post, version, self._versions)

    def conversation(self, version: Version, now: datetime) -> Conversation:
        """Whether readers may comment at `now` on the page of a version."""
        return conversation_at(self.config, self.post, version, self._versions, now)

    def lead(self, leads: Leads) -> None:
        """Take where the links in the texts lead, which is known when all posts' addresses are."""
        self.leads = leads
        for language, entry in self.entries.items():
            self.entries[language] = replace(entry, leads=leads.of(self.post, language, language))

    def pointers(self) -> Iterator[Pointer]:
        """The links in the versions readers see."""
        return (pointer for pointer in self.post.pointers if pointer.language in self.entries)

    def pages(self, now: datetime) -> Iterator[tuple[Section, ...]]:
        """The versions on each of the post's pages, the first in the language of the page."""
        sections = [self._section(entry, now) for entry in self.entries.values()]
        if self.together:
            yield tuple(sorted(sections, key=lambda section: section.entry.language != self.first))
        else:
            yield from ((section,) for section in sections)

    def _section(self, entry: Entry, now: datetime) -> Section:
        return Section(entry, self._source(entry.version), self._source_updated(entry.version, now))

    def _source(self, version: Version) -> Link | None:
        """What a version was translated from, where readers see it."""
        source = self.links.get(version.drift.source) if version.drift else None
        if source and self.together:
            return source._replace(address=urls.section(self.address, source.language))
        return source

    def _source_updated(self, version: Version, now: datetime) -> datetime | None:
        """When its source was changed after the day of its record, as far as that is past."""
        drift = version.drift
        if drift is None or drift.source_updated is None or drift.source_updated > now:
            return None
        # Of two changes on one day nobody knows which was the first: the record has no hour.
        updated = drift.source_updated.astimezone(self.config.timezone)
        return updated if updated.date().isoformat() > drift.date else None

    def entry_for(self, language: LanguageTag, tags: Tags) -> Entry:
        """What the lists of a language show of the post: its version, else the original, else the first there is."""
        if language in self.entries:
            return self.entries[language]
        entry = self.entries[self.first]
        links = () if entry.page else tags.of(self.post, entry.version, language)
        leads = self.leads.of(self.post, self.first, language) if self.leads else ()
        return replace(entry, language=language, tags=links, leads=leads)

    def assets(self) -> Iterator[Page]:
        """The files beside the post."""
        for name in self.post.files:
            yield Asset(f"{self.files_at}{urls.nfc(name)}", self.config.root / self.post.folder / name)

    def redirects(self) -> Iterator[Page]:
        """What leads to the versions: their aliases, and the addresses they would have with pages of their own.

        An alias that is one of these addresses, as after a rename and back, leads nowhere else.
        """
        if not self.together and not self._has_aliases():
            return
        own = self._own()
        there = set(map(fold, own.values()))
        for entry in self.entries.values():
            for alias in dict.fromkeys(entry.version.aliases):
                if fold(alias) not in there:
                    yield Redirect(alias, entry.address, entry.language, entry.version.path)
        for tag, address in own.items() if self.together else ():
            if tag != self.first:
                entry = self.entries[tag]
                yield Redirect(address, entry.address, tag, entry.version.path, "change the slug")

    def vain_aliases(self) -> Iterator[BlogcliError]:
        """What to warn of: aliases that are the address of another version, and so lead to none."""
        if len(self.entries) == 1 or not self._has_aliases():
            return
        at = {fold(address): self.entries[tag] for tag, address in self._own().items()}
        for entry in self.entries.values():
            for alias in dict.fromkeys(entry.version.aliases):
                other = at.get(fold(alias), entry)
                if other is not entry:
                    message = f"has the alias {alias}, which is the address of {other.version.path}"
                    place = self.config.root / entry.version.path
                    yield BlogcliError(message, path=place, hint="drop the alias: readers find that version there")

    def _has_aliases(self) -> bool:
        """Whether a version has any, which few posts' have."""
        return any(entry.version.aliases for entry in self.entries.values())

    def _own(self) -> dict[LanguageTag, str]:
        return own_addresses(self.config, self.post, [entry.version for entry in self.entries.values()])
