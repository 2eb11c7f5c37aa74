"""The rules `drift` and `untranslated`: what became of the source since, and what still says it word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.checking.proper_names import is_names
from blogcli.drift.compare import untranslated as same_words
from blogcli.drift.scheme import Block, Fingerprint
from blogcli.errors import record_anew
from blogcli.model import TranslationState
from blogcli.outdated import how_far, wants_work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogcli.checking.look import Finding, Pair, Text

DRIFT, UNTRANSLATED = "drift", "untranslated"

# A quotation may stay in its own language, and HTML may be another site's.
_MAY_STAY = ("q", "x")

_SAID = {
    TranslationState.BEHIND: "is behind",
    TranslationState.AHEAD: "is ahead of",
    TranslationState.BOTH: "is behind and ahead of",
    TranslationState.CURRENT: "differs from",
    TranslationState.UNTRACKED: "can't be held to",
}


def drift(pair: Pair) -> Iterator[Finding]:
    """That a translation differs from its source; what has none is among the blog's problems."""
    if not wants_work(pair.drift):
        return
    language = pair.mine.version.language
    places = (*_places(pair.source, pair.drift.blocks), *_places(pair.mine, pair.drift.mine))
    where = f"; see {' and '.join(places)}" if places else ""
    message = f"{_SAID[pair.drift.state]} {pair.source.name}: {how_far(pair.drift)}{where}"
    names = f"{pair.post.id} {language}"
    hint = f"blogcli translation diff {names} shows it; blogcli translation done {names} says that it is followed"
    if pair.drift.state is TranslationState.AHEAD:
        hint = f"blogcli translation diff {names} shows it; blogcli translation done {names} says that it is meant"
    elif pair.drift.strange:
        hint = record_anew(pair.post.id, language, pair.drift.source)
    yield pair.finding(DRIFT, message, pair.mine.line_of("translated_from"), hint)


def _places(text: Text, numbers: tuple[int, ...]) -> Iterator[str]:
    """The lines of a version's file in which blocks of its text begin: `it.md:2,7`."""
    if numbers and (lines := text.lines_of(numbers)):
        yield f"{text.name}:{','.join(map(str, lines))}"


def untranslated(pair: Pair) -> Iterator[Finding]:
    """Blocks of a translation that say what one of its source's says; of drafts and kindred languages none.

    Names are alike in every language, and a quotation may stay in its own.
    """
    mine, source = pair.mine.version, pair.source.version
    if mine.draft or _first(mine.language) == _first(source.language):
        return
    for number in same_words(_texts(pair.source.blocks), _texts(pair.mine.blocks)):
        block = pair.mine.blocks[number]
        if block.kind not in _MAY_STAY and not is_names(block.prose, heading=block.kind in ("t", "h")):
            message = f"is not yet translated: '{_short(block.prose)}'"
            yield pair.finding(UNTRANSLATED, message, pair.mine.begins(block))


def _texts(blocks: tuple[Block, ...]) -> Fingerprint:
    return Fingerprint("", (), tuple(block.prose for block in blocks))


def _first(language: str) -> str:
    return language.partition("-")[0]


def _short(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:49].rstrip()}…"
