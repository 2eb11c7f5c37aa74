"""The options that choose comments: `comment list` and decisions on many at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.selection import age
from tests.interleaving import when_asked
from tests.support import Site, comment

FOLDER = "comments/una-passeggiata"


@pytest.fixture
def talk(walk: Site) -> Site:
    """A post with comments `a` to `e`, another with `f`, written on the days of February 2026 by several people."""
    walk.write(
        {
            "posts/2026/altro/it.md": "---\ntitle: Altro\ndate: 2026-01-01\n---\nx\n",
            f"{FOLDER}/a.md": comment("Che vista!", date="2026-02-10T12:00:00+01:00"),
            f"{FOLDER}/b.pending.md": comment("Vele in saldo", author="Zoë Rossi", url="https://vele.example/"),
            f"{FOLDER}/c.pending.md": comment("Cheap\nSAILS", author="Bea Verdi", language="en"),
            f"{FOLDER}/d.spam.md": comment("Sails again", author="zoe\u0308 ROSSI", date="2026-02-20", language="en"),
            f"{FOLDER}/e.pending.md": comment("E poi?", author="", date="2026-02-28T23:00:00+01:00"),
            "comments/altro/f.pending.md": comment("Straße", author="Zoë Rossi"),
        }
    )
    return walk


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], "abcfde"),
        (["una-passeggiata"], "abcde"),
        (["--author", "Zoë Rossi"], "bfd"),
        (["--author", "ZOË  rossi"], "bfd"),
        (["--author", "Zoë"], ""),
        (["--url", "https://vele.example/"], "b"),
        (["--language", "EN"], "cd"),
        (["--text", "sails"], "cd"),
        (["--text", "STRASSE"], "f"),
        (["--text", "cheap  sails"], "c"),
        (["--after", "2026-02-20"], "de"),
        (["--before", "2026-02-12T09:00+01:00"], "a"),
        (["--after", "2026-02-12T08:00Z", "--before", "2026-02-20"], "bcf"),
        (["--older-than", "10d"], "abcf"),
        (["--older-than", "10h", "--after", "2026-02-21"], "e"),
        (["--older-than", "1w", "--before", "2026-02-11"], "a"),
        (["--status", "pending", "--author", "zoë rossi"], "bf"),
        (["--status", "spam", "--status", "approved", "--language", "it"], "a"),
    ],
)
def test_list_shows_those_that_are_meant(talk: Site, arguments: list[str], found: str) -> None:
    assert "".join(line.partition("\t")[0] for line in talk.ok("comment", "list", *arguments).lines) == found


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--status", "waiting"], "--status 'waiting' is none of approved, pending, rejected, spam"),
        (["--author", " "], "--author is empty"),
        (["--text", ""], "--text is empty"),
        (["--url", "vele.example"], "--url 'vele.example' is not an http or https address"),
        (["--language", "klingon"], "--language 'klingon' is not a language tag"),
        (["--after", "ieri"], "--after 'ieri' is not an ISO 8601 date"),
        (["--before", "2026-02-30"], "--before '2026-02-30' is out of range"),
        (["--older-than", "30"], "--older-than '30' is not an age like 12h, 30d or 6w"),
        (["--older-than", "100000w"], "is not an age"),
    ],
)
def test_what_can_t_be_meant_is_refused(talk: Site, arguments: list[str], message: str) -> None:
    for command in (["list"], ["approve", "--dry-run"]):
        assert message in talk.fails("comment", *command, *arguments, code=2)


@given(st.integers(0, 5000), st.sampled_from(["h", "d", "w"]))
def test_an_age_is_a_number_of_hours_days_or_weeks(number: int, unit: str) -> None:
    hours = number * {"h": 1, "d": 24, "w": 168}[unit]
    assert datetime(2026, 3, 1, tzinfo=UTC) - age(f"{number}{unit}") == datetime(2026, 3, 1, tzinfo=UTC) - timedelta(
        hours=hours
    )


def test_many_are_decided_on_by_what_they_are_like(talk: Site) -> None:
    assert talk.ok("comment", "spam", "--author", "Zoë Rossi").lines == [
        f"{FOLDER}/b.spam.md",
        "comments/altro/f.spam.md",
    ]
    assert talk.ok("comment", "reject", "--post", "una-passeggiata").lines == [
        f"{FOLDER}/c.rejected.md",
        f"{FOLDER}/e.rejected.md",
    ]
    assert talk.ok("comment", "approve", "--status", "rejected", "--language", "en").lines == [f"{FOLDER}/c.md"]
    assert talk.ok("comment", "approve", "--author", "Nobody").lines == []


def test_a_decision_by_options_touches_what_is_pending_alone(talk: Site) -> None:
    before = talk.tree(FOLDER)
    talk.ok("comment", "spam", "--before", "2026-03-01")
    after = talk.tree(FOLDER)
    assert {name for name in before if name in after} == {"a.md", "d.spam.md"}


@pytest.mark.parametrize(
    ("arguments", "would"),
    [
        (["approve", "--text", "sails"], ["c.pending.md"]),
        (["approve", "--status", "approved", "--status", "spam"], ["a.md", "d.spam.md"]),
        (["approve", "b", "a", "d"], ["b.pending.md", "d.spam.md"]),
    ],
)
def test_a_dry_run_prints_what_would_change_and_changes_nothing(
    talk: Site, arguments: list[str], would: list[str]
) -> None:
    before = talk.tree("comments")
    expected = [name for name in would if name != "a.md"]  # it has that status already
    assert talk.ok("comment", *arguments, "--dry-run").lines == [f"{FOLDER}/{name}" for name in expected]
    assert talk.tree("comments") == before


@pytest.mark.parametrize("command", ["approve", "reject", "spam"])
def test_a_decision_needs_names_or_options(talk: Site, command: str) -> None:
    assert "no comment is named" in talk.fails("comment", command, code=2)
    assert "not both" in talk.fails("comment", command, "b", "--author", "Bea", code=2)
    assert "not both" in talk.fails("comment", command, "b", "--post", "altro", code=2)


def test_what_can_t_be_read_is_named_and_never_decided_on_by_options(talk: Site) -> None:
    talk.write({f"{FOLDER}/g.pending.md": "---\nauthor: Zoë Rossi\ndate: mai\n---\nx\n", f"{FOLDER}/h.md": "none"})
    talk.write({"comments/perduto/i.md": comment("Dove sono?")})  # that is nothing to this command
    result = talk.run("comment", "spam", "--author", "Zoë Rossi")
    assert (result.code, len(result.lines)) == (4, 2)
    assert "perduto" not in result.err
    assert f"left out: {FOLDER}/g.pending.md:3: date 'mai' is not" in result.err
    assert "h.md" not in result.err  # it is not among those that were to be decided on


def test_a_decision_made_since_the_comments_were_read_stands(talk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def decide_elsewhere() -> None:
        (talk.root / FOLDER / "b.pending.md").rename(talk.root / FOLDER / "b.spam.md")

    # b is read by then, and e isn't
    when_asked(monkeypatch, "open", talk.root / FOLDER / "e.pending.md", decide_elsewhere)
    result = talk.run("comment", "approve", "--author", "Zoë Rossi", "--post", "una-passeggiata")
    assert (result.code, result.out) == (1, "")
    assert {"b.spam.md", "c.pending.md"} < set(talk.tree(FOLDER))
