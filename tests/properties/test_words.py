"""What `translation diff` marks in two texts loses nothing of either."""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections import defaultdict
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from blogcli.cli.console import visible
from blogcli.cli.difference import print_difference
from blogcli.cli.words import pieces
from blogcli.comparison import Comparison, Passage
from blogcli.history import Kept

WORDS = st.sampled_from(
    ["a", "b", "the", "sea", "monte", "cafe\u0301", "caf\u00e9", "\u0939\u093f\u0928\u094d\u0926\u0940", "\u65e5\u672c",
     "\u304b\u3099", "\u6d77", "\uff21", "\U0001f468\u200d\U0001f469", "\u2764\ufe0f", "-", "[-", "-]", "{+", "it's",
     "\x1b", "\u202e", "\u05d0", "`", "12", "\u0301"]
)  # fmt: skip
SPACES = st.sampled_from([" ", " ", " ", "  ", "\n", "\n\n", "  \n", "\\\n", "\t", "\u00a0", "\u3000", ""])
TEXTS = st.lists(st.tuples(WORDS | st.text(max_size=2), SPACES).map("".join), max_size=9).map("".join)
# One edited from the other, and two that have nothing to do with each other.
PAIRS = st.tuples(TEXTS, TEXTS, TEXTS, TEXTS).map(
    lambda parts: (parts[0] + parts[1] + parts[3], parts[0] + parts[2] + parts[3])
)


@given(PAIRS | st.tuples(TEXTS, TEXTS), st.booleans())
@example(("a b", "a\nb"), False)
@example(("a  b", "a b"), False)
@example(("  \na", "\na"), True)
@example(("", ""), False)
def test_the_pieces_of_each_text_together_are_that_text_and_a_line_break(
    texts: tuple[str, str], by_lines: bool
) -> None:
    found = pieces(*texts, by_lines=by_lines)
    assert ("".join(each.then for each in found), "".join(each.now for each in found)) == tuple(f"{t}\n" for t in texts)
    for each in found:
        assert each.kind == ("+" if not each.then else "-" if not each.now else " ")


def test_what_hangs_together_in_a_word_is_not_marked_apart() -> None:
    """Marks between a letter and its accent or vowel would break what is written into what nobody wrote."""
    changed = [("cafe", "cafe\u0301"), ("\u0939\u0928", "\u0939\u093f\u0928"), ("\u304b", "\u304b\u3099")]
    for then, now in [*changed, ("\U0001f468", "\U0001f468\u200d\U0001f469"), ("\u2764", "\u2764\ufe0f")]:
        found = [(each.kind, each.then.strip("\n") or each.now.strip("\n")) for each in pieces(then, now)]
        assert found[:2] == [("-", then), ("+", now)]


@pytest.mark.parametrize("columns", [24, 99, 100, 240])
@given(PAIRS, st.sampled_from(["paragraph", "code"]))
def test_what_is_drawn_of_each_text_is_all_of_it(columns: int, texts: tuple[str, str], kind: str) -> None:
    then, now = (text.rstrip("\n\t ") or "x" for text in texts)
    drawn = _drawn(_compared(then, now, kind), columns)
    whole = {"-": _without_spaces(then), "+": _without_spaces(now)}
    assert {sign: _without_spaces(drawn[sign]) for sign in "-+"} == whole


def _without_spaces(text: str) -> str:
    return "".join(visible(text).split())


def _compared(then: str, now: str, kind: str) -> Comparison:
    passage = Passage(1, kind, 5, "changed", then, now, None, 5, None)
    path, kept = Path("it.md"), Kept(None)
    return Comparison("p", "en", "it", "behind", "", "", path, path, kept, kept, (), (passage,), ())


def _drawn(found: Comparison, columns: int) -> dict[str, str]:
    """Both texts as they stand on a terminal, told by the colours: without headings, signs and what is beside."""
    out = io.StringIO()
    texts: dict[str, str] = defaultdict(str)
    terminal = {"COLUMNS": str(columns), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    with mock.patch.dict(os.environ, terminal), contextlib.redirect_stdout(out):
        os.environ.pop("NO_COLOR", None)
        print_difference(found, terminal=True)
    below = "\u253c" not in out.getvalue()
    for line in out.getvalue().split("\n"):
        place = 0
        for codes, text in re.findall(r"(?:\x1b\[([\d;]*)m)?([^\x1b]*)", line):
            style = set(codes.split(";"))
            if "2" in style:  # the rule, behind which the translation stands
                break
            own = text[max(0, 2 - place) :] if below else text
            place += len(text)
            if "31" in style or "32" in style:
                texts["-" if "31" in style else "+"] += own
            elif "1" not in style and not below:
                texts["-"] += own
                texts["+"] += own
    return texts
