"""`blogcli comment move`: comments and the answers below them, to another post's conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from blogcli.config import load_config
from blogcli.content.find import find_comment, find_post
from blogcli.errors import BlogcliError
from blogcli.moving import carry_out, plan_moves
from tests.cli.repository import ALONE, commit, git
from tests.interleaving import when_asked
from tests.support import Site, comment

if TYPE_CHECKING:
    from blogcli.moving import Move

HERE, THERE = "comments/una-passeggiata", "comments/altro"
OTHER = "---\ntitle: Altro\ndate: 2026-01-01\n---\nx\n"


@pytest.fixture
def talk(walk: Site) -> Site:
    """A thread `a` <- `b` <- `c`, another `d`, and a second post, `altro`."""
    walk.write(
        {
            "posts/2026/altro/it.md": OTHER,
            f"{HERE}/a.md": comment("Uno"),
            f"{HERE}/b.pending.md": comment("Due", reply_to="A  # her"),
            f"{HERE}/c.md": comment("Tre", reply_to="b"),
            f"{HERE}/d.spam.md": comment("Vele"),
        }
    )
    return walk


def test_the_answers_below_a_comment_go_with_it(talk: Site) -> None:
    before = talk.tree(HERE)
    moved = talk.ok("comment", "move", "a", "altro").lines
    assert sorted(moved) == [f"{THERE}/a.md", f"{THERE}/b.pending.md", f"{THERE}/c.md"]
    assert talk.tree(THERE) == {name: data for name, data in before.items() if name != "d.spam.md"}
    assert list(talk.tree(HERE)) == [".gitkeep", "d.spam.md"]


def test_what_stays_behind_is_answered_no_more(talk: Site) -> None:
    assert sorted(talk.ok("comment", "move", "b", "posts/2026/altro/it.md").lines) == [
        f"{THERE}/b.pending.md",
        f"{THERE}/c.md",
    ]
    assert talk.read(f"{THERE}/b.pending.md") == comment("Due")
    assert talk.read(f"{THERE}/c.md") == comment("Tre", reply_to="b")


def test_alone_it_leaves_its_answers_and_finds_them_again(talk: Site) -> None:
    before = talk.tree(HERE)
    talk.ok("comment", "move", "a", "altro", "--alone")
    assert list(talk.tree(HERE)) == [".gitkeep", "b.pending.md", "c.md", "d.spam.md"]
    talk.ok("comment", "move", "b", "altro", "--alone")  # what it answers is there already
    talk.ok("comment", "move", "c", "d", "altro")
    assert talk.tree(THERE) == before
    assert list(talk.tree(HERE)) == [".gitkeep"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a", "nope", "altro"], "there is no comment 'nope'"),
        (["a", "nessuno"], "there is no post 'nessuno'"),
        (["a", "d", "una-passeggiata"], f"{HERE}/a.md: is on 'una-passeggiata' already"),
        (["a", "altro"], f"{THERE}/c.spam.md: already exists\n  hint: it has the same id"),
        (["a", "e", "altro"], f"{HERE}/e.md:1: has no front matter"),
    ],
)
def test_what_stands_in_the_way_stops_all_of_it(talk: Site, arguments: list[str], message: str) -> None:
    talk.write({f"{THERE}/c.spam.md": comment("Un altro"), f"{HERE}/e.md": "niente"})
    assert message in talk.fails("comment", "move", *arguments)


def test_a_comment_of_no_post_finds_a_home(talk: Site) -> None:
    talk.write({"comments/perduto/x.md": comment("Dove sono?")})
    assert talk.run("comment", "list").code == 4
    talk.ok("comment", "move", "x", "altro")
    talk.ok("comment", "list")


def test_answers_below_an_id_the_post_had_before_go_with_it(talk: Site) -> None:
    talk.write(
        {
            "posts/2026/nuovo/it.md": "---\ntitle: Nuovo\ndate: 2026-01-01\nformer_ids: [vecchio]\n---\nx\n",
            "comments/vecchio/x.md": comment("Allora"),
            "comments/nuovo/y.md": comment("Adesso", reply_to="x"),
        }
    )
    assert "is on 'nuovo' already" in talk.fails("comment", "move", "x", "nuovo")
    assert sorted(talk.ok("comment", "move", "x", "altro").lines) == [f"{THERE}/x.md", f"{THERE}/y.md"]


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_cut_off_it_can_be_given_again(talk: Site, steps: int) -> None:
    before = talk.tree(HERE)
    config = load_config(talk.root)
    ref, post = find_comment(talk.root, "a", talk.root), find_post(talk.root, "altro", talk.root)
    moves = plan_moves(config, [ref], post, alone=False)
    carry_out(talk.root, moves[: steps - 1])
    half = moves[steps - 1]  # written there, and not yet gone from here
    talk.write({half.target.relative_to(talk.root).as_posix(): half.moved})
    talk.ok("comment", "move", f"{HERE}/a.md", "altro")
    assert talk.tree(THERE) == {name: data for name, data in before.items() if name != "d.spam.md"}
    assert list(talk.tree(HERE)) == [".gitkeep", "d.spam.md"]


def test_what_was_changed_meanwhile_is_not_moved(talk: Site) -> None:
    config = load_config(talk.root)
    ref, post = find_comment(talk.root, "d", talk.root), find_post(talk.root, "altro", talk.root)
    moves = plan_moves(config, [ref], post, alone=False)
    talk.write({f"{HERE}/d.spam.md": comment("Nuovo")})
    with pytest.raises(BlogcliError, match="was changed or decided on meanwhile"):
        carry_out(talk.root, moves)
    assert talk.tree(THERE) == {}
    assert talk.read(f"{HERE}/d.spam.md") == comment("Nuovo")


def test_a_folder_in_other_letter_case_is_the_post_s_wherever_one_looks(talk: Site) -> None:
    talk.write({"comments/Altro/x.md": comment("Allora")})
    assert [line.split("\t")[0] for line in talk.ok("comment", "list", "altro").lines] == ["x"]
    assert "comments approved:\t1" in talk.ok("show", "altro").lines
    assert "comments/Altro/x.md: is on 'altro' already" in talk.fails("comment", "move", "x", "altro")
    body = ("--author", "Bea", "--body", "Adesso", "--reply-to", "x")
    (answer,) = talk.ok("comment", "add", "altro", *body).lines
    assert answer in talk.ok("comment", "move", "x", "una-passeggiata").out.replace(HERE, THERE)


def planned(talk: Site, name: str) -> list[Move]:
    ref, post = find_comment(talk.root, name, talk.root), find_post(talk.root, "altro", talk.root)
    return plan_moves(load_config(talk.root), [ref], post, alone=False)


def test_of_two_who_move_a_comment_the_later_finds_it_moved(talk: Site) -> None:
    before = talk.read(f"{HERE}/d.spam.md")
    moves, others = planned(talk, "d"), planned(talk, "d")
    assert carry_out(talk.root, moves) == carry_out(talk.root, others) == [talk.root / THERE / "d.spam.md"]
    assert talk.tree(THERE) == {"d.spam.md": before.encode()}
    assert "d.spam.md" not in talk.tree(HERE)


def test_what_was_moved_to_a_third_post_meanwhile_is_not_doubled(talk: Site) -> None:
    talk.write({"posts/terzo/it.md": "---\ntitle: T\ndate: 2026-01-01\n---\nT.\n"})
    moves = planned(talk, "d")
    (there,) = talk.ok("comment", "move", f"{HERE}/d.spam.md", "terzo").lines
    with pytest.raises(BlogcliError, match="was moved or removed meanwhile"):
        carry_out(talk.root, moves)
    assert talk.tree(THERE) == {}
    assert [path for path in talk.tree("comments") if "/d." in path] == [there.removeprefix("comments/")]


@pytest.mark.parametrize("call", ["rename", "unlink"])
def test_an_edit_in_the_middle_of_a_move_stays(call: str, talk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    moves, before = planned(talk, "d"), talk.tree(HERE)
    edited = comment("Nuovo")
    when_asked(monkeypatch, call, talk.root / HERE, lambda: talk.write({f"{HERE}/d.spam.md": edited}))
    with pytest.raises(BlogcliError, match="was changed or decided on meanwhile"):
        carry_out(talk.root, moves)
    assert talk.tree(THERE) == {}
    assert talk.tree(HERE) == {**before, "d.spam.md": edited.encode()}


def test_a_decision_in_the_middle_of_a_move_stands(talk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    moves, before = planned(talk, "d"), talk.read(f"{HERE}/d.spam.md")
    here = talk.root / HERE  # other commands wait, and whoever renames it by hand doesn't
    when_asked(monkeypatch, "unlink", talk.root / THERE, lambda: (here / "d.spam.md").rename(here / "d.rejected.md"))
    with pytest.raises(BlogcliError, match="was changed or decided on meanwhile"):
        carry_out(talk.root, moves)
    assert talk.tree(THERE) == {}
    assert talk.read(f"{HERE}/d.rejected.md") == before


def test_where_one_id_lies_below_two_posts_its_path_is_asked_for(talk: Site) -> None:
    talk.write({f"{THERE}/a.md": comment("Uno")})
    said = talk.fails("comment", "move", "a", "altro", code=2)
    assert "'a' could be any of 2 comments: altro/a, una-passeggiata/a\n  hint: name its path" in said


def test_a_move_is_one_commit_and_a_rename(talk: Site) -> None:
    commit(talk.root)
    talk.ok("comment", "move", "a", "altro", "--commit", env=ALONE)
    assert git(talk.root, "log", "-1", "--format=%s").strip() == "Move 3 comments to altro"
    shown = git(talk.root, "show", "-M", "--name-status", "--format=", "HEAD").splitlines()
    assert sorted(line.partition("\t")[0] for line in shown) == ["A", "R100", "R100", "R100"]
    assert f"A\t{HERE}/.gitkeep" in shown
    assert git(talk.root, "status", "--porcelain") == ""
