"""What earlier renders read, so that only what has changed since is read again.

A unit is a post's folder, or a post's conversation. Its record is recalled while the files it was read from have the
stamps they had, or else the same bytes: a fresh clone is hashed and not parsed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blogcli.content import records
from blogcli.content.comments import read_comments
from blogcli.content.paths import comment_files
from blogcli.content.posts import LoadedPost, read_post
from blogcli.content.tree import GONE, settled
from blogcli.model import Talk, digest, digest_of
from blogcli.wire import dump

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.tree import Tree
    from blogcli.errors import BlogcliError
    from blogcli.model import Post

_UNSETTLED = "?"  # stamps that are never recalled by


@dataclass(frozen=True, slots=True)
class Row:
    """A unit's record, the stamps of the files it was read from, and the digest of what they held."""

    stamps: str
    content: str
    record: str


@dataclass(slots=True)
class Memory:
    """The rows of earlier renders, by unit, and of this one. `tick` is when this one looked at the files."""

    known: Mapping[str, Row] = field(default_factory=dict)
    tick: int = 0
    rows: dict[str, Row] = field(default_factory=dict)

    def changed(self) -> dict[str, Row]:
        """The rows that are not as they were."""
        return {unit: row for unit, row in self.rows.items() if self.known.get(unit) is not row}

    def gone(self) -> list[str]:
        """The units there are no more."""
        return [unit for unit in self.known if unit not in self.rows]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads posts and conversations from the tree, or recalls them."""

    config: Config
    tree: Tree
    memory: Memory

    def post(self, folder: Path) -> LoadedPost:
        """A post without its conversation; SourceError or Problems where it can't be taken."""
        place = folder.relative_to(self.config.root).as_posix()
        texts, names = self.tree.texts(place), self.tree.names(place)
        recalled = self._recall(place, texts, names)
        if recalled is not None:
            return records.load_post(recalled, self.config.root)
        content = self._content(texts, names)  # before the text: what changes in between is read again next time
        item = read_post(self.config.root, folder, self.config)
        self._learn(place, texts, names, content, records.dump_post(item, self.config.root))
        return item

    def talk(self, post: Post, folders: list[Path]) -> tuple[Talk, list[BlogcliError]]:
        """A post's conversation, from the folders of its ids, and what is wrong with what is left out."""
        root, unit = self.config.root, f"comments of {post.id}"
        places = [folder.relative_to(root).as_posix() for folder in folders]
        texts = [path for place in places for path in self.tree.texts(place)]
        names = "\n".join([post.original.language, *(f"{place}: {self.tree.names(place)}" for place in places)])
        recalled = self._recall(unit, texts, names)
        if recalled is None:
            content = self._content(texts, names)
            recalled = self._talk(post, folders)
            self._learn(unit, texts, names, content, recalled)
        shown, rows, text = recalled.split("\n", 2)
        return Talk(int(shown), text), records.problems_of(json.loads(rows), root) if rows != "[]" else []

    def _talk(self, post: Post, folders: list[Path]) -> str:
        files: dict[str, list[Path]] = {}
        faults: list[BlogcliError] = []
        for folder in folders:
            found, problems = comment_files(self.config.root, folder)
            faults += problems
            for comment_id, paths in found.items():  # one comment may lie below an old id of its post, and the new
                files.setdefault(comment_id, []).extend(paths)
        comments, problems = read_comments(post.id, files, self.config, post.original.language)
        talk = records.talk(comments)
        rows = dump(records.problem_rows([*faults, *problems], self.config.root))
        return f"{talk.shown}\n{rows}\n{talk.text}"  # most renders look at the number alone

    def _recall(self, unit: str, texts: list[str], names: str) -> str | None:
        row = self.memory.known.get(unit)
        if row is None:
            return None
        if row.stamps != self._stamps(texts, names):
            if row.content != self._content(texts, names):
                return None
            self._learn(unit, texts, names, row.content, row.record)
            return row.record
        self.memory.rows[unit] = row
        return row.record

    def _learn(self, unit: str, texts: list[str], names: str, content: str, record: str) -> None:
        stamps = [self.tree.stamps.get(path, GONE) for path in texts]
        trusted = GONE not in stamps and settled(stamps, self.memory.tick)
        self.memory.rows[unit] = Row(self._stamps(texts, names) if trusted else _UNSETTLED, content, record)

    def _stamps(self, texts: list[str], names: str) -> str:
        return "\n".join([names, *(self.tree.stamps.get(path, GONE) for path in texts)])

    def _content(self, texts: list[str], names: str) -> str:
        return digest("\n".join([names, *(_content_of(self.config.root / path) for path in texts)]))


def _content_of(path: Path) -> str:
    try:
        return digest_of(path.read_bytes())
    except OSError:
        return ""
