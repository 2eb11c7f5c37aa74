"""`blogcli translation diff`: what it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.cli.repository import POST, commit, on_terminal, replace
from tests.cli.translation_diff.told import DIFF, columns, shown

if TYPE_CHECKING:
    from tests.support import Site


def test_on_a_wide_terminal_the_texts_stand_side_by_side_with_the_words_that_changed_marked(level: Site) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    paths, rule, heads, texts, _, done = on_terminal(level, 120, *DIFF).splitlines()
    assert columns(paths) == [f"{POST}/it.md", f"{POST}/en.md"]
    assert shown(rule) == "\u2500" * 59 + "\u253c" + "\u2500" * 59
    assert columns(heads) == ["5: paragraph changed", "13: its translation"]
    assert texts.startswith("Il sentiero sale \x1b[1;9;31mpiano\x1b[0m \x1b[1;4;32mripido\x1b[0m tra i castagni.  ")
    assert columns(texts)[1] == "The path climbs slowly."
    assert done == "Once it says the same: blogcli translation done una-passeggiata en"


@pytest.mark.parametrize("width", [100, 141, 200])
def test_columns_stand_straight_and_no_line_ends_in_spaces(level: Site, width: int) -> None:
    long = "Donaudampfschifffahrt" * 12
    replace(
        level,
        f"{POST}/it.md",
        "piano",
        f"e poi sale ancora, per ore, senza fretta e senza meta {long} 一二三四五六七八九十" * 3,
    )
    replace(level, f"{POST}/it.md", "## La", "```\nmisura\n    --pozzo\n```\n\n## La")
    replace(level, f"{POST}/en.md", "## Down", "Only here.\n\n## Down")
    lines = [shown(line) for line in on_terminal(level, width, *DIFF).splitlines()[:-2]]
    half = (width - 3) // 2
    for line in lines:
        assert cell_len(line) <= width
        assert line == line.rstrip()
        left = next(at for at in range(len(line) + 1) if cell_len(line[:at]) >= half + 1)
        assert line[left] in "\u2502\u253c"
    assert columns(lines[-1]) == ["", "Only here."]
    assert "    --pozzo " in "\n".join(lines)


def test_of_code_and_tables_whole_lines_are_marked(level: Site) -> None:
    replace(level, f"{POST}/it.md", "## La", "```\nmisura --pozzo\nls\n```\n\n## La")
    level.ok("translation", "done", "una-passeggiata", "en", "--unchanged")
    commit(level.root)
    replace(level, f"{POST}/it.md", "--pozzo", "--fontana")
    left = [columns(line)[0] for line in on_terminal(level, 120, *DIFF, NO_COLOR="1").splitlines()[3:-2]]
    assert left == ["```", "[-misura --pozzo-]", "{+misura --fontana+}", "ls", "```"]


def test_texts_with_hardly_a_word_in_common_are_shown_whole(level: Site) -> None:
    replace(
        level,
        f"{POST}/it.md",
        "Il sentiero sale piano tra i castagni.",
        "Chi ha fretta prenda la strada nuova, più corta.",
    )
    left = [columns(line)[0] for line in on_terminal(level, 120, *DIFF, NO_COLOR="1").splitlines()[3:-2]]
    assert left == [
        "[-Il sentiero sale piano tra i castagni.-]",
        "{+Chi ha fretta prenda la strada nuova, più corta.+}",
    ]


def test_what_runs_from_right_to_left_stands_one_below_the_other(level: Site) -> None:
    # Many terminals would turn round a line with two such texts, and so change their places.
    replace(level, f"{POST}/it.md", "Il sentiero sale piano tra i castagni.", "\u0647\u0646\u0627 \u0628\u062d\u0631.")
    assert "\u2502" not in on_terminal(level, 120, *DIFF)


def test_without_colours_the_words_are_marked_by_signs(level: Site) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    output = on_terminal(level, 120, *DIFF, NO_COLOR="1")
    assert "Il sentiero sale [-piano-]{+ripido+} tra i castagni." in output
    assert "\x1b[31" not in output


def test_on_a_narrow_terminal_one_stands_below_the_other_broken_between_words(level: Site) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    replace(
        level, f"{POST}/en.md", "slowly.", "slowly, and goes on climbing for hours among the old trees, until one sees."
    )
    lines = on_terminal(level, 80, *DIFF).splitlines()
    assert "\x1b[1;9;31mpiano\x1b[0m" in lines[1]
    assert lines[4:6] == [
        "  The path climbs slowly, and goes on climbing for hours among the old trees,", "  until one sees.",
    ]  # fmt: skip
    assert (
        level.ok(*DIFF).lines[4]
        == "  The path climbs slowly, and goes on climbing for hours among the old trees, until one sees."
    )


def test_what_could_fool_a_terminal_is_made_visible(level: Site) -> None:
    replace(level, f"{POST}/it.md", "piano", "\x1b[31mpiano\u202e")
    replace(level, f"{POST}/en.md", "slowly", "slowly\x07")
    for output in (level.ok(*DIFF).out, on_terminal(level, 120, *DIFF), on_terminal(level, 80, *DIFF)):
        assert "\\x1b[31m" in output
        assert "\\u202e" in output
        assert "\\x07" in output
        assert not set(output) & {"\u202e", "\x07"}
    assert "\x1b" not in level.ok(*DIFF, "--json").out
