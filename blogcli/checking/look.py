"""What a rule is given and what it gives: a blog as read, a translation beside its source, and findings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from blogcli.content import frontmatter
from blogcli.drift.lines import lines_of, scan
from blogcli.drift.parts import parts_of
from blogcli.drift.scheme import blocks_of
from blogcli.files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.drift.parts import Part
    from blogcli.drift.patterns import Raw
    from blogcli.drift.scheme import Block
    from blogcli.model import Drift, Post, Version
    from blogcli.names import LanguageTag
    from blogcli.settings import Severity
    from blogcli.survey import Survey

    Texts = Mapping[LanguageTag, "Text"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found by a rule, in a file (relative to the blog) and a line of it, from 1, where it has them.

    Its severity is that of its rule where it has none of its own.
    """

    rule: str
    message: str
    path: str | None
    line: int | None = None
    hint: str | None = None
    post: str | None = None
    language: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True)  # without slots, for what is found once is kept
class Text:
    """A version's file, read and scanned when a rule first asks, and once for all of them.

    SourceError where it is no longer there, or no longer one.
    """

    version: Version
    path: Path

    @property
    def name(self) -> str:
        """The file's name in the post's folder."""
        return self.path.name

    @cached_property
    def _halves(self) -> tuple[str, str]:
        text = read_text(self.path)
        body = frontmatter.body(text, self.path)
        return text[: len(text) - len(body)], body

    @property
    def body(self) -> str:
        """What stands below its front matter."""
        return self._halves[1]

    @cached_property
    def _scanned(self) -> list[Raw]:
        return scan(lines_of(self._halves[1]))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks by their numbers, title and summary included."""
        return blocks_of(self.version.title, self.version.summary, self._halves[1], self._scanned)

    @cached_property
    def parts(self) -> list[Part]:
        """Its headings, code, images, links and footnotes, by the lines of the file."""
        above = self.line(0)
        return [part._replace(line=above + part.line) for part in parts_of(self._halves[1], self._scanned)]

    def line(self, number: int) -> int:
        """The line of the file that a line of the body is, both from 1."""
        return self._halves[0].count("\n") + number

    def line_of(self, key: str) -> int:
        """The line of a key of the front matter; the first where it has none of its own."""
        head = self._halves[0]
        found = re.search(rf"^{key}[ \t]*:", head, re.MULTILINE)
        return head.count("\n", 0, found.start()) + 1 if found else 1

    def begins(self, block: Block) -> int:
        """The line of the file in which a block begins."""
        if block.kind in ("t", "s"):
            return self.line_of("title" if block.kind == "t" else "summary")
        return self.line(block.line)

    def lines_of(self, numbers: Iterable[int]) -> list[int]:
        """The lines in which the blocks of these numbers begin."""
        return [self.begins(self.blocks[number]) for number in numbers if number < len(self.blocks)]


@dataclass(frozen=True, slots=True)
class Pair:
    """A translation, how it stands, and the version it was made from."""

    post: Post
    source: Text
    mine: Text
    drift: Drift

    def finding(self, rule: str, message: str, line: int, hint: str | None = None) -> Finding:
        """Something found in the translation."""
        version = self.mine.version
        return Finding(rule, message, version.path, line, hint, self.post.id, str(version.language))


@dataclass(frozen=True, slots=True)
class Look:
    """A blog to be looked at."""

    config: Config
    found: Survey
    now: datetime

    def texts(self, post: Post) -> Texts:
        """The texts of a post."""
        return {version.language: Text(version, self.config.root / version.path) for version in post.versions}


def pairs_of(post: Post, texts: Texts) -> Iterator[Pair]:
    """Every translation of a post beside the version it was made from, where that is there."""
    for mine in texts.values():
        drift = mine.version.drift
        if drift and (source := texts.get(drift.source)):
            yield Pair(post, source, mine, drift)
