"""The rules `drift` and `untranslated`: what became of the source since, and what still says it word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.drift.compare import untranslated as same_words
from blogcli.drift.scheme import Block, Fingerprint, blocks_of
from blogcli.errors import record_anew
from blogcli.model import TranslationState
from blogcli.outdated import how_far, wants_work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogcli.checking.look import Finding, Look
    from blogcli.model import Version

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


def drift(look: Look) -> Iterator[Finding]:
    """Translations that differ from their source; what has none is among the blog's problems."""
    for pair in look.pairs():
        if not wants_work(pair.drift):
            continue
        places = (*_places(look, pair.source, pair.drift.blocks), *_places(look, pair.mine, pair.drift.mine))
        where = f"; see {' and '.join(places)}" if places else ""
        message = f"{_SAID[pair.drift.state]} {pair.source_name}: {how_far(pair.drift)}{where}"
        names = f"{pair.post.id} {pair.mine.language}"
        hint = f"blogcli translation diff {names} shows it; blogcli translation done {names} says that it is followed"
        if pair.drift.state is TranslationState.AHEAD:
            hint = f"blogcli translation diff {names} shows it; blogcli translation done {names} says that it is meant"
        elif pair.drift.strange:
            hint = record_anew(pair.post.id, pair.mine.language, pair.drift.source)
        yield pair.finding(DRIFT, message, look.text(pair.mine).line_of("translated_from"), hint)


def _places(look: Look, version: Version, numbers: tuple[int, ...]) -> Iterator[str]:
    """The lines of a version's file in which blocks of its text begin: `it.md:2,7`."""
    blocks = _blocks(look, version) if numbers else ()
    if lines := [_line(look, version, blocks[number]) for number in numbers if number < len(blocks)]:
        yield f"{version.path.rpartition('/')[2]}:{','.join(map(str, lines))}"


def _line(look: Look, version: Version, block: Block) -> int:
    text = look.text(version)
    if block.kind in ("t", "s"):
        return text.line_of("title" if block.kind == "t" else "summary")
    return text.line(block.line)


def untranslated(look: Look) -> Iterator[Finding]:
    """Blocks of a translation that say what one of its source's says; of drafts and kindred languages none."""
    for pair in look.pairs():
        if pair.mine.draft or _first(pair.mine.language) == _first(pair.source.language):
            continue
        theirs, ours = (_blocks(look, version) for version in (pair.source, pair.mine))
        for number in same_words(_texts(theirs), _texts(ours)):
            block = ours[number]
            if block.kind not in _MAY_STAY:
                message = f"is not yet translated: '{_short(block.prose)}'"
                yield pair.finding(UNTRANSLATED, message, _line(look, pair.mine, block))


def _blocks(look: Look, version: Version) -> tuple[Block, ...]:
    return blocks_of(version.title, version.summary, look.text(version).body)


def _texts(blocks: tuple[Block, ...]) -> Fingerprint:
    return Fingerprint("", (), tuple(block.prose for block in blocks))


def _first(language: str) -> str:
    return language.partition("-")[0]


def _short(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:49].rstrip()}…"
