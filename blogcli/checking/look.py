"""What a rule is given and what it gives: a blog as read, the texts it asks for, and findings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blogcli.content import frontmatter
from blogcli.files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.model import Drift, Post, Version
    from blogcli.survey import Survey


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found by a rule, in a file (relative to the blog) and a line of it, from 1, where it has them."""

    rule: str
    message: str
    path: str | None
    line: int | None = None
    hint: str | None = None
    post: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A version's file: its front matter with the lines around it, and its body."""

    head: str
    body: str

    def line(self, number: int) -> int:
        """The line of the file that a line of the body is, both from 1."""
        return self.head.count("\n") + number

    def line_of(self, key: str) -> int:
        """The line of a key of the front matter; the first where it has none of its own."""
        found = re.search(rf"^{key}[ \t]*:", self.head, re.MULTILINE)
        return self.head.count("\n", 0, found.start()) + 1 if found else 1


@dataclass(frozen=True, slots=True)
class Pair:
    """A translation, how it stands, and the version it was made from."""

    post: Post
    source: Version
    mine: Version
    drift: Drift

    def finding(self, rule: str, message: str, line: int, hint: str | None = None) -> Finding:
        """Something found in the translation."""
        return Finding(rule, message, self.mine.path, line, hint, self.post.id, str(self.mine.language))

    @property
    def source_name(self) -> str:
        """The name of the source's file, which lies beside the translation's."""
        return self.source.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Look:
    """A blog to be looked at. Each text is read once, however many rules ask for it."""

    config: Config
    found: Survey
    _texts: dict[str, Text] = field(default_factory=dict)

    def text(self, version: Version) -> Text:
        """A version's file; SourceError where it is no longer there, or no longer one."""
        if version.path not in self._texts:
            path: Path = self.config.root / version.path
            text = read_text(path)
            body = frontmatter.body(text, path)
            self._texts[version.path] = Text(text[: len(text) - len(body)], body)
        return self._texts[version.path]

    def pairs(self) -> Iterator[Pair]:
        """Every translation beside the version it was made from, where that is there."""
        for post in self.found.blog.posts:
            versions = {version.language: version for version in post.versions}
            for mine in post.versions:
                if mine.drift and (source := versions.get(mine.drift.source)):
                    yield Pair(post, source, mine, mine.drift)
