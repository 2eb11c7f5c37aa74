"""Which block stands beside which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from blogcli.drift.beside import compare, compare_own, counterparts
from blogcli.drift.compare import State, judge
from blogcli.drift.record import Record
from blogcli.drift.scheme import Fingerprint, fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLOCKS = st.lists(
    st.sampled_from(
        ["One line of it.", "Two lines of it.", "Three and four.", "## Head", "## Tail", "- a\n- b", "---", "> so",
         "```\ncode\n```", "```\nother\n```", "一二三四五六七", "One line of it. Two lines of it."]
    ),
    max_size=8,
)  # fmt: skip
_VERSIONS = st.builds(
    lambda summary, blocks: fingerprint("Title", summary, "\n\n".join(blocks)), st.sampled_from(["", "Short"]), _BLOCKS
)


def tokens(kinds: str) -> tuple[str, ...]:
    """A version's tokens by the letters of their kinds."""
    return tuple(f"{kind}{place:04}" for place, kind in enumerate(kinds))


def test_as_many_blocks_stand_side_by_side() -> None:
    assert counterparts(tokens("tphp"), tokens("tppp")) == [0, 1, 2, 3]


def test_where_they_are_not_as_many_headings_tell_the_sections() -> None:
    assert counterparts(tokens("tpppphp"), tokens("tphpp")) == [0, 1, 1, 1, 1, 2, 4]


def test_without_headings_it_goes_by_proportion() -> None:
    assert counterparts(tokens("tpppp"), tokens("tpp")) == [0, 1, 1, 2, 2]
    assert counterparts(tokens("tpp"), tokens("t")) == [0, 0, 0]


def test_title_and_summary_stand_beside_their_like() -> None:
    assert counterparts(tokens("tspp"), tokens("tpp")) == [0, 0, 1, 2]
    assert counterparts(tokens("tpp"), tokens("tspp")) == [0, 2, 3]


def _compared(then: Sequence[str], now: Sequence[str]) -> list[tuple[str, int | None, int | None]]:
    before, after = (fingerprint("T", "", "\n\n".join(blocks)) for blocks in (then, now))
    return [(change.kind, change.then, change.now) for change in compare(before, after, before, before)]


def test_what_was_reworded_is_paired_with_what_it_is_most_like() -> None:
    then = ["The well was old and deep.", "Nobody knew who dug it.", "In summer one waited for rain."]
    now = ["A thing quite new.", "The well was very old and deep.", "In summer one waits for rain."]
    expected = [("added", None, 1), ("changed", 1, 2), ("removed", 2, None), ("changed", 3, 3)]
    assert _compared(then, now) == expected


def test_very_many_reworded_blocks_are_paired_in_step() -> None:
    # Comparing each with each costs more time than it is worth.
    then, now = ([f"{word} {number} of a long text, {word}." for number in range(500)] for word in ("One", "Other"))
    found = _compared(then, ["A new one before all.", *now])
    assert found == [("changed", n, n) for n in range(1, 501)] + [("added", None, 501)]


def test_a_very_long_paragraph_is_taken_apart_at_any_of_its_words() -> None:
    words = [f"w{number}" for number in range(80_000)]
    a, b, c = " ".join(words[:39_999]), " ".join(words[39_999:60_000]), " ".join(words[60_000:])
    assert {kind for kind, _, _ in _compared([a, b, c], [f"{a} {b} {c}", "And more."])} == {"added"}
    assert {old for _, old, _ in _compared([a, "b", "c"], [" ".join(reversed(words)), "d"])} >= {1, 2, 3}


@given(_VERSIONS, _VERSIONS, _VERSIONS, _VERSIONS, st.booleans(), st.booleans())
def test_whatever_changed_each_block_is_named_once_and_is_there(
    then: Fingerprint, now: Fingerprint, mine_then: Fingerprint, mine: Fingerprint, known: bool, still: bool
) -> None:
    now = then if still else now
    if not known:
        then, mine_then = (Fingerprint(version.source, version.tokens) for version in (then, mine_then))
    found = compare(then, now, mine_then, mine)
    for which, version in (("now", now), ("then", then), ("beside", mine)):
        numbers = [number for change in found if (number := getattr(change, which)) is not None]
        assert all(0 <= number < len(version.tokens) for number in numbers)
        if which != "beside":
            assert len(set(numbers)) == len(numbers)
    for change in found:
        assert 0 <= change.before < len(now.tokens)
        assert 0 <= change.after < len(mine.tokens)
        assert (change.now is None) == (change.kind == "removed")
        assert change.then is None or change.kind != "added"
    if then == now:
        assert found == ()
    own = [*compare_own(then, now, mine_then, mine, found)]
    for change in own:
        assert (change.then is None, change.now is None) == (change.kind == "added", change.kind == "removed")
        assert 0 <= change.before < len(mine.tokens)
        assert 0 <= change.after < len(now.tokens)
        assert change.beside is None or change.beside == change.after
    assert not {change.now for change in own} & ({change.beside for change in found} - {None})
    if then == now:
        # Whatever the translation gained or lost while the original stood still is its own.
        record = Record("it", "2026-03-01", "0" * 40, then.source, then.tokens, mine_then.tokens)
        assert bool(own) == (judge(record, now, mine).state is State.AHEAD)
