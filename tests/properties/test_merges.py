"""Three people at one blog: git brings together what they did, and no word is lost, nor approved unread."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from blogcli.names import CommentStatus
from tests.cli.repository import ALONE
from tests.histories import QUICKLY, History, Merged, history, merged

if TYPE_CHECKING:
    from pathlib import Path

WAYS = ("merge", "directoryRenames", "rebase")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "gitconfig").write_text(QUICKLY, "utf-8")
    monkeypatch.setitem(ALONE, "GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)


def is_right(told: History, found: Merged) -> None:
    assert found.stand.keys() == told.texts.keys()  # none is lost, and none came out of nowhere
    for name, (status, text) in found.stand.items():
        assert text in told.texts[name], name
        assert status is not CommentStatus.APPROVED or name in told.approved, name
        ways = {each[name] for each in told.after if name in each and each[name] != told.before.get(name)}
        if len(ways) == 1:
            # A rebase does again all that each of them did: who went back to what it was may do so last.
            back = {told.before[name]} if name in told.returned else set()
            assert found.stand[name] in ways | back, name
    assert all(told.disputed(name) or name in told.returned for name in found.about), found.about
    for clone in told.clones:
        assert clone.tree("posts").items() <= found.site.tree("posts").items()
    listed = found.site.run("comment", "list")
    assert (listed.code, "left out" in listed.err) == (0, False), listed


def tried(folder: Path, seed: int, orders: int) -> Counter[str]:
    """A history brought together in several orders and ways; the conflicts there were."""
    told = history(folder, seed)
    chance = random.Random(seed)
    conflicts: Counter[str] = Counter()
    for how in WAYS:
        ends = []
        for number in range(orders):
            order = chance.sample(range(3), 3)
            ends.append(merged(told, folder / f"{how}{number}", order, how))
            is_right(told, ends[-1])
            conflicts.update({f"{how}: {kind}": times for kind, times in ends[-1].conflicts.items()})
            conflicts[f"{how}: with conflicts" if ends[-1].about else f"{how}: without"] += 1
        if not told.returned and not any(told.disputed(name) for name in told.texts):
            assert len({each.tree for each in ends}) == 1
    return conflicts


@pytest.mark.parametrize("seed", [1, 2])
def test_what_several_people_did_comes_together_and_nothing_is_lost(seed: int, tmp_path: Path) -> None:
    tried(tmp_path, seed, 1)


@pytest.mark.slow
@pytest.mark.parametrize("block", range(10))
def test_so_it_is_in_a_hundred_histories(block: int, tmp_path: Path) -> None:
    found: Counter[str] = Counter()
    for seed in range(10):
        found += tried(tmp_path / str(seed), 100 + block * 10 + seed, 1)
    print("\n".join(f"{kind}\t{times}" for kind, times in sorted(found.items())))
