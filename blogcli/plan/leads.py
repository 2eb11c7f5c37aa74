"""Where links from post to post lead the readers of a language.

To a post's version in their language, else to its original, else to the first they can see; from a post to one of its
own versions' files, to that very version; to a file beside a post, to where it is served.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from blogcli.content.owners import owners
from blogcli.errors import SourceError
from blogcli.names import POST, fold
from blogcli.plan import urls
from blogcli.plan.parts import Lead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from blogcli.model import Pointer, Post
    from blogcli.names import LanguageTag
    from blogcli.plan.parts import Link


class Seen(NamedTuple):
    """Where readers see a post: each version's page, the one they are led to without theirs, and the files' place."""

    post: str
    links: Mapping[LanguageTag, Link]
    first: LanguageTag
    files_at: str


class Leads:
    """Where each target leads: to `posts`, as far as they are `seen`."""

    def __init__(self, posts: Iterable[Post], seen: Iterable[Seen]) -> None:
        self.posts = tuple(posts)
        self.seen = {each.post: each for each in seen}

    @cached_property
    def ids(self) -> dict[str, Post]:
        """Posts by their ids, and by those they had."""
        return owners(self.posts)

    @cached_property
    def folders(self) -> dict[str, Post]:
        """Posts by their folders, and by what these were called before."""
        return owners(self.posts, folders=True)

    def of(self, post: Post, version: LanguageTag, reader: LanguageTag) -> tuple[Lead, ...]:
        """Where the links in a version of a post lead the readers of a language; of those that lead to nothing none."""
        targets = dict.fromkeys(each.target for each in post.pointers if each.language == version)
        return tuple(lead for target in targets if (lead := self.lead(post, target, reader)))

    def found(self, target: str) -> tuple[Post, str] | None:
        """The post that a target names, and which of its files, "" for the post itself; None where there is nothing.

        The name of a folder beside the post ends in a slash.
        """
        if target.startswith(POST):
            named = self.ids.get(target.removeprefix(POST))
            return (named, "") if named else None
        folder, name = target, ""
        while folder and folder not in self.folders:
            folder, _, last = folder.rpartition("/")
            name = f"{last}/{name}" if name else last
        post = self.folders.get(folder)
        if post is None or not name:
            return post and (post, "")
        versions = (version.path.rpartition("/")[2] for version in post.versions)
        file = next((file for file in (*versions, *post.files) if fold(file) == name), None)
        return (post, file) if file else _folder_in(post, name)

    def lead(self, post: Post, target: str, reader: LanguageTag) -> Lead | None:
        """Where a target in a text of a post leads the readers of a language; None where there is nothing."""
        found = self.found(target)
        if found is None:
            return None
        other, file = found
        seen = self.seen.get(other.id)
        if file in other.files or file.endswith("/"):
            return Lead(target, seen.files_at + urls.nfc(file) if seen else "", None)
        exact = next((each.language for each in post.versions if file and each.path == f"{other.folder}/{file}"), None)
        language = exact or (reader if seen and reader in seen.links else seen and seen.first)
        link = seen.links.get(language) if seen and language else None
        return Lead(target, link.address, link.language) if link else Lead(target, "", None)

    def unknown(self, root: Path, post: Post, pointers: Iterable[Pointer]) -> Iterator[SourceError]:
        """What is wrong with links to ids that no post has; a way that leads nowhere may be an address made by hand."""
        paths = {version.language: version.path for version in post.versions}
        for language, target, line, _ in pointers:
            name = target.removeprefix(POST)
            if target.startswith(POST) and name not in self.ids:
                message, hint = self.nobody(name)
                yield SourceError(root / paths[language], message, line=line, hint=hint)

    def waiting(self, root: Path, post: Post, pointers: Iterable[Pointer]) -> Iterator[SourceError]:
        """What to warn of: links to what readers can't see yet, which pages show as mere text."""
        paths = {version.language: version.path for version in post.versions}
        for language, target, line, embedded in pointers:
            if not embedded and self._waits(post, target, language):
                message = f"links to '{_spelt(target, post)}', which readers can't see yet"
                hint = "it is shown as text until that is published"
                yield SourceError(root / paths[language], message, line=line, hint=hint)

    def unseen(self, root: Path, post: Post, pointers: Iterable[Pointer]) -> Iterator[SourceError]:
        """What is wrong with texts that show a file which readers can't see yet: nothing can stand in for it."""
        paths = {version.language: version.path for version in post.versions}
        for language, target, line, embedded in pointers:
            if embedded and self._waits(post, target, language):
                message = f"shows '{_spelt(target, post)}', which readers can't see yet"
                hint = "publish that post first, or put the file beside this one"
                yield SourceError(root / paths[language], message, line=line, hint=hint)

    def _waits(self, post: Post, target: str, language: LanguageTag) -> bool:
        """Whether a target is there, but not for readers yet."""
        lead = self.lead(post, target, language)
        return lead is not None and not lead.address

    def nobody(self, name: str) -> tuple[str, str]:
        """What is wrong with a link to an id that no post has, and what to do about it."""
        if not name:
            return f"'{POST}' names no post", f"write a post's id behind it, the name of its folder: {POST}a-walk"
        return f"there is no post '{name}'", self.near(name)

    def near(self, name: str) -> str:
        """What to do about an id that no post has."""
        import difflib

        near = difflib.get_close_matches(name, self.ids, 1)
        return f"did you mean 'post:{near[0]}'?" if near else "a post's id is the name of its folder"


def _spelt(target: str, post: Post) -> str:
    return target if target.startswith(POST) else target.removeprefix(f"{fold(post.folder)}/")


def _folder_in(post: Post, name: str) -> tuple[Post, str] | None:
    """The folder of this name beside a post, if there are files in it."""
    file = next((file for file in post.files if fold(file).startswith(f"{name}/")), None)
    return (post, file[: len(name) + 1]) if file else None
