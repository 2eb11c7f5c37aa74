"""Posts that answer others, as a guest's do: which answers which, and how pages and feeds show it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from blogcli.errors import SourceError
from blogcli.names import POST
from blogcli.plan.parts import Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from blogcli.model import Pointer, Post
    from blogcli.names import LanguageTag
    from blogcli.plan.leads import Leads
    from blogcli.plan.shown import Shown


class Responses:
    """Who answers whom among posts that readers see; `first_ids` are as a `Blog` has them."""

    def __init__(self, shown: Iterable[Shown], leads: Leads, first_ids: Mapping[str, str]) -> None:
        self.leads, self.first_ids = leads, first_ids
        self.seen = {each.post.id: each for each in shown}
        self.answering = [each for each in self.seen.values() if each.post.answers]
        self._answered: dict[str, Shown] = {}
        self._by: dict[str, list[Shown]] = {}
        for each in sorted(self.answering, key=_by_date):
            named = self._named(each.post)
            if named and named.id in self.seen and named is not each.post:
                self._answered[each.post.id] = self.seen[named.id]
                self._by.setdefault(named.id, []).append(each)

    def answered(self, post: str, reader: LanguageTag) -> Response | None:
        """What a post answers, for the readers of a language; None where that is nothing they can see."""
        found = self._answered.get(post)
        return self._shown(found, reader) if found else None

    def to(self, post: str, reader: LanguageTag) -> tuple[Response, ...]:
        """The posts that answer a post, oldest first."""
        return tuple(self._shown(each, reader) for each in self._by.get(post, ()))

    def unknown(self, root: Path) -> Iterator[SourceError]:
        """What is wrong: ids that no post has, and posts that answer themselves."""
        for each in self.answering:
            place, name, line = self._said(root, each.post)
            named = self._named(each.post)
            if named is None:
                hint = self.leads.near(name).replace(POST, "")
                yield SourceError(place, f"in_response_to: there is no post '{name}'", line=line, hint=hint)
            elif named is each.post:
                hint = "name the post it answers, or drop the key"
                yield SourceError(place, "in_response_to names the post itself", line=line, hint=hint)

    def waiting(self, root: Path) -> Iterator[SourceError]:
        """What to warn of: answers to what readers can't see yet."""
        for each in self.answering:
            named = self._named(each.post)
            if named and named.id not in self.seen:
                place, name, line = self._said(root, each.post)
                message = f"in_response_to names '{name}', which readers can't see yet"
                yield SourceError(place, message, line=line, hint="the page says nothing of it until that is published")

    def _named(self, post: Post) -> Post | None:
        return self.leads.ids.get(_pointer(post).target.removeprefix(POST))

    def _said(self, root: Path, post: Post) -> tuple[Path, str, int]:
        pointer = _pointer(post)
        return root / post.original.path, pointer.target.removeprefix(POST), pointer.line

    def _shown(self, other: Shown, reader: LanguageTag) -> Response:
        entry = other.entries.get(reader) or other.entries[other.first]
        name = other.post.id
        return Response(self.first_ids.get(name, name), other.links[entry.language], entry.version.author)


def _pointer(post: Post) -> Pointer:
    assert post.answers
    return post.answers


def _by_date(shown: Shown) -> tuple[float, str]:
    date = shown.main.date
    return (date.timestamp() if date else math.inf), shown.post.id
