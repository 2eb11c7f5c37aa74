"""What earlier renders left in an output folder, so that a page whose inputs are as they were is not made again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from blogcli.content.texts import digest_at
from blogcli.content.tree import GONE, UNSETTLED, link_stamp

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Left(NamedTuple):
    """A file as it was left: what it was made of, its stamp, and the digest of its bytes ("" where nobody knows)."""

    key: str
    stamp: str
    digest: str


@dataclass(slots=True)
class Earlier:
    """The files of an output folder as an earlier render left them, by path; `held` are those found to be so still."""

    output: Path
    files: Mapping[str, Left] = field(default_factory=dict)
    held: dict[str, Left] = field(default_factory=dict)

    def holds(self, path: str, key: str) -> bool:
        """Whether a file was made of what the key stands for and still has the bytes it had then."""
        left = self.files.get(path)
        if left is None or not key or left.key != key:
            return False
        now = link_stamp(f"{self.output}/{path}")
        if now != left.stamp:
            if now == GONE or not left.digest or not self._same_bytes(path, left):
                return False
            left = Left(left.key, UNSETTLED, left.digest)
        self.held[path] = left
        return True

    def _same_bytes(self, path: str, left: Left) -> bool:
        place = self.output / path
        return place.is_file() and not place.is_symlink() and digest_at(place) == left.digest


@dataclass(frozen=True, slots=True)
class Report:
    """What a render did (or, dry, would do): paths relative to the output folder, sorted; each file as it was left."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    left: dict[str, Left] = field(default_factory=dict)
