"""Posts as readers see them: their versions, where these are, and what stands beside and behind them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from blogcli.model import Conversation
from blogcli.names import fold
from blogcli.plan import urls
from blogcli.plan.pages import Alternates, Asset, Entry, Link, Page, Redirect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from blogcli.config import Config
    from blogcli.model import Post, Version
    from blogcli.names import LanguageTag


class TagLinks:
    """The links to tags' pages, each made once."""

    def __init__(self, config: Config, tags: Iterable[str]) -> None:
        self.slugs = urls.tag_slugs({fold(tag) for tag in tags})
        self.starts = {language.tag: f"{urls.language_prefix(language)}tags/" for language in config.languages}
        self.links: dict[tuple[str, str], Link] = {}

    def link(self, tag: str, language: LanguageTag) -> Link:
        """The link to a tag's page in a language."""
        if (tag, language) not in self.links:
            address = f"{self.starts[language]}{self.slugs[fold(tag)]}/"
            self.links[tag, language] = Link(tag, address, language)
        return self.links[tag, language]


class Shown:
    """A post with the versions readers see; what all of its pages share is worked out once."""

    def __init__(self, config: Config, post: Post, versions: list[Version], tags: TagLinks) -> None:
        self.config, self.post = config, post
        addresses = {version.language: self._address(version) for version in versions}
        self.first = post.original.language if post.original.language in addresses else versions[0].language
        self.files_at = addresses[self.first]
        files = tuple(map(urls.nfc, post.files))
        self.links = {
            version.language: Link(version.title, addresses[version.language], version.language) for version in versions
        }
        self.alternates = Alternates(tuple(self.links.values()), addresses.get(config.languages[0].tag, self.files_at))
        self.entries = {
            version.language: Entry(
                version=version,
                language=version.language,
                page=post.page,
                address=addresses[version.language],
                files=files,
                files_at=self.files_at,
                tags=() if post.page else tuple(tags.link(tag, version.language) for tag in version.tags),
                comments=0 if version.conversation is Conversation.OFF else post.talk.shown,
            )
            for version in versions
        }

    def _address(self, version: Version) -> str:
        language = self.config.language(version.language)
        assert language is not None
        return urls.version_address(self.config, language, version, page=self.post.page)

    def source(self, version: Version) -> Link | None:
        """What a version was translated from, where readers see it."""
        return self.links.get(version.drift.source) if version.drift else None

    def source_updated(self, version: Version, now: datetime) -> datetime | None:
        """When its source was changed after the day of its record, as far as that is past."""
        drift = version.drift
        if drift is None or drift.source_updated is None or drift.source_updated > now:
            return None
        # Of two changes on one day nobody knows which was the first: the record has no hour.
        updated = drift.source_updated.astimezone(self.config.timezone)
        return updated if updated.date().isoformat() > drift.date else None

    def entry_for(self, language: LanguageTag, tags: TagLinks) -> Entry:
        """What the lists of a language show of the post: its version, else the original, else the first there is."""
        if language in self.entries:
            return self.entries[language]
        entry = self.entries[self.first]
        links = tuple(tags.link(tag.title, language) for tag in entry.tags)
        return replace(entry, language=language, tags=links)

    def assets(self) -> Iterator[Page]:
        for name in self.post.files:
            yield Asset(f"{self.files_at}{urls.nfc(name)}", self.config.root / self.post.folder / name)

    def redirects(self) -> Iterator[Page]:
        for entry in self.entries.values():
            for alias in dict.fromkeys(entry.version.aliases):
                yield Redirect(alias, entry.address, entry.version.language, entry.version.path)
