"""The list of what is blocked: read line by line, added to without moving anything, merged by git."""

from __future__ import annotations

import pytest

from blogcli.spam.blocklist import Kind, entry, guess, read, with_entry


def test_it_is_read_line_by_line_and_faulty_lines_block_nothing() -> None:
    blocked, faults = read(
        "\ufeff# mine\r\n"
        "word: Casino\r\n"
        "  HOST :  https://Sails.example/x \r\n"
        "\r\n"
        "casino\r\n"
        "name:\r\n"
        "host: two words.example\r\n"
        "colour: red\r\n"
        "<<<<<<< HEAD\r\n"
        "name: Cheap   Sails"
    )
    assert blocked == (frozenset({"casino"}), frozenset({"sails.example"}), frozenset({"cheap sails"}))
    assert [fault.line for fault in faults] == [5, 6, 7, 8, 9]
    assert faults[4].message == "'<<<<<<< HEAD' is of an unresolved merge: take the line out"
    assert faults[0].message == "'casino' is not an entry like word: casino, host: sails.example or name: Cheap Sails"
    assert faults[1].message == "the name is empty"
    assert faults[2].message == "'two words.example' is not a host like sails.example"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("casino", Kind.WORD),
        ("free money", Kind.WORD),
        ("sails.example", Kind.HOST),
        ("https://sails.example/offers", Kind.HOST),
        ("Buy now. Really", Kind.WORD),
        ("really.", Kind.WORD),
        ("$$$", Kind.WORD),
    ],
)
def test_what_a_text_is_can_be_guessed(text: str, kind: Kind) -> None:
    assert guess(text) is kind


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "word: casino\n"),
        ("host: a.example\nword: zebra\n", "host: a.example\nword: casino\nword: zebra\n"),
        ("# mine\n\nword: zebra", "# mine\n\nword: casino\nword: zebra\n"),
        ("word: bets\n\n# since May\nword: zebra\n", "word: bets\n\nword: casino\n# since May\nword: zebra\n"),
        ("word: bets\r\nword: zebra\r\n", "word: bets\r\nword: casino\r\nword: zebra\r\n"),
        ("word: bets\nnonsense\n", "word: bets\nnonsense\nword: casino\n"),
        ("word: CASINO", "word: CASINO"),
    ],
)
def test_an_entry_gets_its_place_and_nothing_else_moves(before: str, after: str) -> None:
    assert with_entry(before, entry(Kind.WORD, "casino")) == after
