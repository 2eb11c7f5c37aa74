"""The queue of what waits: steps taken and taken back, arrivals, and decisions written as a list."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.errors import BlogcliError
from blogcli.names import CommentStatus
from blogcli.triage import Line, Queue, read_decisions

APPROVED, PENDING, REJECTED, SPAM = (
    CommentStatus.APPROVED, CommentStatus.PENDING, CommentStatus.REJECTED, CommentStatus.SPAM,
)  # fmt: skip
LIST = Path("/blog/list")

steps = st.lists(st.sampled_from([APPROVED, REJECTED, SPAM, None, "gone", "back"]), max_size=30)


def test_one_after_the_other_and_back() -> None:
    queue = Queue().joined(["a", "b", "c", "b"])
    assert queue.waiting == ("a", "b", "c")
    queue = queue.passed(APPROVED, PENDING).passed(None, PENDING).passed(SPAM, PENDING)
    assert (queue.current, queue.summary()) == (None, "1 approved, 1 spam, 1 left")
    queue = queue.back().back()
    assert (queue.waiting, queue.summary()) == (("b", "c"), "1 approved, 2 left")
    assert queue.back().back().waiting == ("a", "b", "c")


def test_what_comes_in_joins_once_and_what_was_skipped_or_went_stays_away() -> None:
    queue = Queue().joined(["a", "b"]).passed(None, PENDING).dropped()
    assert queue.joined(["a", "b", "c"]).waiting == ("c",)
    assert queue.summary() == "1 left"


@given(st.lists(st.text("abc", min_size=1), unique=True, max_size=8), steps)
def test_no_comment_is_lost_or_doubled_and_every_step_can_be_taken_back(names: list[str], keys: list[object]) -> None:
    queue, gone = Queue().joined(names), []
    for key in keys:
        if key == "back":
            queue = queue.back()
        elif queue.current is not None and key == "gone":
            gone.append(queue.current)
            queue = queue.dropped()
        elif queue.current is not None:
            assert key is None or isinstance(key, CommentStatus)
            queue = queue.passed(key, PENDING)
        places = [*queue.waiting, *(step.name for step in queue.steps), *gone]
        assert sorted(places) == sorted(names)
    while queue.steps:
        queue = queue.back()
    assert list(queue.waiting) == [name for name in names if name not in gone]


def test_a_list_of_decisions_may_have_notes() -> None:
    text = "# mine\n\napprove 2026 # June: How long...\n  spam   comments/a b/x.md\r\nreject c"
    assert read_decisions(text, LIST) == [
        Line(3, APPROVED, "2026"), Line(4, SPAM, "comments/a b/x.md"), Line(5, REJECTED, "c"),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["approve", "Approve a", "delete a", "20260212", "approve#a", "spam # a"])
def test_what_is_no_decision_is_named_by_its_line(line: str) -> None:
    with pytest.raises(BlogcliError, match="is not a decision") as caught:
        read_decisions(f"approve a\n{line}\n", LIST)
    assert (caught.value.path, caught.value.line) == (LIST, 2)


@given(st.lists(st.tuples(st.sampled_from(["approve", "reject", "spam"]), st.text("abc/.-", min_size=1)), max_size=9))
def test_a_list_is_read_as_it_was_written(decisions: list[tuple[str, str]]) -> None:
    found = read_decisions("".join(f"{word} {name}\n" for word, name in decisions), LIST)
    words = {APPROVED: "approve", REJECTED: "reject", SPAM: "spam"}
    assert [(words[line.status], line.name) for line in found] == decisions
