"""What is to be said of a translation that its source has left behind, for every command alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blogcli.model import TranslationState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogcli.model import Drift, Post, Version

_ALWAYS = {TranslationState.BEHIND, TranslationState.AHEAD, TranslationState.BOTH, TranslationState.ORPHAN}


def wants_work(drift: Drift) -> bool:
    """Whether somebody should look at a translation.

    Not where it has no record, for then nothing is known to have changed, though where the record it has seems to be of
    another text; nor where it is missing or a draft.
    """
    return drift.strange or drift.state in _ALWAYS or (drift.state is TranslationState.CURRENT and bool(drift.only))


def translation_record(post: Post, version: Version) -> dict[str, Any] | None:
    """How a version stands to the one it was made from, with stable keys; None for what is no translation."""
    drift = version.drift
    if drift is None:
        return None
    source = next((each for each in post.versions if each.language == drift.source), None)
    above = source.drift if source else None
    return {
        "source": str(drift.source),
        "source_state": above.state.value if above else None,
        "state": drift.state.value,
        "blocks": list(drift.blocks),
        "removed": list(drift.removed),
        "total": drift.total,
        "only": list(drift.only),
        "mine": list(drift.mine),
        "date": drift.date or None,
        "attention": wants_work(drift),
        "detail": _detail(drift, above),
    }


def _detail(drift: Drift, above: Drift | None) -> str:
    behind = f"'{drift.source}' is itself {above.state.value}" if above and wants_work(above) else ""
    return "; ".join(filter(None, (how_far(drift), behind)))


def how_far(drift: Drift) -> str:
    """How far a translation is from its source: "title, 2 of 12 blocks (3, 7)"; "" where it is level."""
    if drift.state is TranslationState.ORPHAN:
        return f"there is no '{drift.source}' to hold it to"
    if drift.strange:
        return f"nothing in its record of {drift.date} is in '{drift.source}'"
    if drift.state is TranslationState.UNTRACKED:
        return f"nothing says which '{drift.source}' it was made from"
    own = f"gained or lost text of its own at {_ranges(drift.mine)}" if drift.mine else ""
    return "; ".join(filter(None, (_of_source(drift), own)))


def _of_source(drift: Drift) -> str:
    if drift.only:
        where = f" ({_ranges(drift.blocks)})" if drift.blocks else ""
        return f"only {' and '.join(drift.only)}{where}"
    changed = [number for number in drift.blocks if number not in drift.removed]
    text = [number for number in changed if number]
    parts = ["title"] if 0 in changed else []
    if text:
        parts.append(f"{len(text)} of {drift.total - 1} blocks ({_ranges(text)})")
    if drift.removed:
        after = "the title" if drift.removed == (0,) else _ranges(drift.removed)
        parts.append(f"text gone after {after}")
    return ", ".join(parts)


def _ranges(numbers: Iterable[int]) -> str:
    """Numbers in order, with those that follow one another drawn together: `1, 3-5`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
