"""`blogcli comment export` and `forget`: for people who ask what is there of theirs, or want it gone."""

from __future__ import annotations

import json
import sys

import pexpect
import pytest

from tests.support import Site, comment

FOLDER = "comments/una-passeggiata"
EMPTIED = "---\ndate: 2026-02-12T09:00:00+01:00\nremoved: 2026-03-01T10:00:00+01:00\n---\n"


@pytest.fixture
def talk(walk: Site) -> Site:
    """Comments of any status by Zoë, whose name is written in several ways, and by others, one with her site."""
    walk.write(
        {
            f"{FOLDER}/a.md": comment("Che vista!", author="Zoë Rossi", url="https://zoe.example/"),
            f"{FOLDER}/b.pending.md": comment("E poi?", author="ZOE\u0308 rossi"),
            f"{FOLDER}/c.spam.md": comment("Vele", author="Zoë  Rossi"),
            f"{FOLDER}/d.md": comment("Ciao Zoë Rossi", author="Zoë", reply_to="a"),
            f"{FOLDER}/e.md": comment("Eccomi", author="", url="https://zoe.example/"),
            "comments/altro/f.rejected.md": comment("Altrove", author="Zoë Rossi"),
            "posts/2026/altro/it.md": "---\ntitle: Altro\ndate: 2026-01-01\n---\nx\n",
        }
    )
    return walk


def test_export_prints_all_that_a_person_wrote_whole(talk: Site) -> None:
    out = talk.ok("comment", "export", "--author", "zoë rossi").out
    assert out.count("\n--\n") == 4
    assert out.startswith("id:\ta\nstatus:\tapproved\n")
    assert "--\nChe vista!\n\nid:\tb\n" in out
    assert "Ciao" not in out
    data = json.loads(talk.ok("comment", "export", "una-passeggiata", "--author", "Zoë Rossi", "--json").out)
    assert (data["format"], [record["text"] for record in data["comments"]]) == (
        1, ["Che vista!\n", "E poi?\n", "Vele\n"],
    )  # fmt: skip


def test_what_export_prints_can_t_fool_a_terminal(talk: Site) -> None:
    talk.write({f"{FOLDER}/z.md": comment("\x1b[2J\u202e", author='"\\e[31m"')})
    assert not {"\x1b", "\u202e"} & set(talk.ok("comment", "export").out)


def test_forget_empties_them_of_whatever_status_and_others_stay(talk: Site) -> None:
    before = talk.tree("comments")
    meant = [f"{FOLDER}/a.md", f"{FOLDER}/b.pending.md", f"{FOLDER}/c.spam.md", "comments/altro/f.rejected.md"]
    assert sorted(talk.ok("comment", "forget", "--author", "zoë ROSSI", "--dry-run").lines) == sorted(meant)
    assert talk.tree("comments") == before
    done = talk.ok("comment", "forget", "--author", "zoë ROSSI", "--yes")
    assert sorted(done.lines) == sorted(meant)
    assert "earlier commits of a git repository still hold the words" in done.err
    assert {talk.read(path) for path in meant} == {EMPTIED}
    for path in (f"{FOLDER}/d.md", f"{FOLDER}/e.md"):
        assert talk.read(path).encode() == before[path.removeprefix("comments/")]
    again = talk.ok("comment", "forget", "--author", "Zoë Rossi", "--yes")
    assert again.lines == []
    assert again.err.splitlines() == [
        "blogcli: no comment is by that person; did you mean Zoë?",
        f"blogcli: {FOLDER}/d.md answers them or has the name in it: read it",
    ]


def test_forget_by_a_site_or_by_name_and_site(talk: Site) -> None:
    site = ("--url", "https://zoe.example/", "--dry-run")
    assert talk.ok("comment", "forget", *site).lines == [f"{FOLDER}/a.md", f"{FOLDER}/e.md"]
    assert talk.ok("comment", "forget", "--author", "Zoë Rossi", *site).lines == [f"{FOLDER}/a.md"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "nobody is named"),
        (["--author", " ", "--yes"], "--author is empty"),
        (["--url", "", "--yes"], "is not an http or https address"),
        (["--author", "Zoë Rossi"], "comment forget, which asks first, needs a terminal\n  hint: pass --yes"),
    ],
)
def test_forget_needs_to_know_who_and_that_it_is_meant(talk: Site, arguments: list[str], message: str) -> None:
    assert message in talk.fails("comment", "forget", *arguments, code=2)


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 1)])
def test_forget_asks_on_a_terminal(talk: Site, answer: str, code: int) -> None:
    child = pexpect.spawn(
        sys.executable, ["-m", "blogcli", "comment", "forget", "--author", "Zoë"], cwd=str(talk.root),
        encoding="utf-8", timeout=30,
    )  # fmt: skip
    child.expect("Empty 1 comment for good")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code
    assert ("Ciao" in talk.read(f"{FOLDER}/d.md")) is (code == 1)


def test_what_can_t_be_read_may_be_theirs_and_is_named(talk: Site) -> None:
    talk.write({f"{FOLDER}/x.spam.md": "---\nauthor: Zoë Rossi\ndate: mai\n---\nx\n"})
    result = talk.run("comment", "forget", "--author", "Zoë Rossi", "--yes")
    assert (result.code, len(result.lines)) == (4, 4)
    assert f"left out: {FOLDER}/x.spam.md:3: date 'mai'" in result.err


def test_a_file_that_does_not_count_is_emptied_too(talk: Site) -> None:
    """A merge left Zoë's approved comment beside a rejected file of Bea's with the same id."""
    talk.write({f"{FOLDER}/a.rejected.md": comment("Un'altra", author="Bea")})
    assert f"{FOLDER}/a.rejected.md" in talk.ok("comment", "forget", "--author", "Zoë Rossi", "--yes").lines
    assert {talk.read(f"{FOLDER}/{name}") for name in ("a.md", "a.rejected.md")} == {EMPTIED}
    assert "no comment is by that person" in talk.ok("comment", "forget", "--author", "Zoë Rossi", "--yes").err
