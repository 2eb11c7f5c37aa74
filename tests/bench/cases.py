"""The cases: what is done before a render, and what may be left from the one before."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.bench import edits
from tests.bench.measure import Failed, Run, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.bench.edits import Shown, Trees
    from tests.bench.sides import Side

Runs = dict[str, list[Run]]  # by the name of the side


@dataclass(frozen=True)
class Case:
    """A case: `prepare` and an untimed render once; before each timed run `change` to all trees, and a `place` to work.

    `goal` is the most of Hugo's time that blogcli may take, `memory` of its memory; None: no goal is set.
    `command` is what is timed, a render where it is not given.
    """

    name: str
    change: Callable[[Trees, int], Shown | None] = edits.nothing
    prepare: Callable[[Trees, int], None] | None = None
    place: Callable[[Side, Path], Side] = lambda side, _: side
    command: Callable[[Side], Sequence[str]] = lambda side: side.render
    goal: float | None = None
    memory: float | None = None


def _emptied(side: Side, spare: Path) -> Side:
    """The tree without what a render left; moved away, for where much was just deleted, writing is slower."""
    for name in side.state:
        if (side.root / name).exists():
            (side.root / name).rename(spare / name)
    return side


def _clone(*kept: str) -> Callable[[Side, Path], Side]:
    """A copy of a tree, all its files new to the system, of what a render left with only what is named."""

    def copied(side: Side, spare: Path) -> Side:
        left = {str(side.root / name) for name in side.state if name not in kept}
        shutil.copytree(
            side.root,
            spare / "tree",
            ignore=lambda folder, names: [name for name in names if os.path.join(folder, name) in left],  # noqa: PTH118
            copy_function=shutil.copyfile,
        )
        return replace(side, root=spare / "tree")

    return copied


def _none(trees: Trees, run: int) -> None:
    del trees, run


CASES = (
    Case("from nothing", place=_emptied, goal=0.5, memory=0.25),
    Case("nothing changed", goal=0.06),
    Case("one post edited", edits.text, goal=0.08),
    Case("one comment approved", edits.approval, prepare=edits.queue, goal=0.08),
    Case("one title changed", edits.title),
    Case("one tag added", edits.tag),
    Case("one new post", edits.new_post),
    Case("template of the 404 page changed", edits.small_template, prepare=edits.own_templates),
    Case("template of all pages changed", edits.base_template),
    Case("fresh clone", place=_clone()),
    Case("fresh clone with the cache", place=_clone(".blogcli", "resources")),
    Case("fresh clone with cache and site", place=_clone(".blogcli", "resources", "public")),
    Case("new", _none, command=lambda side: side.new, goal=0.06),
    Case("comment add", _none, command=lambda side: side.comment, goal=0.06),
)


def _check(side: Side, shown: Shown) -> None:
    page = side.output / shown.page
    if not page.is_file() or shown.text not in page.read_text("utf-8"):
        raise Failed(f"{side.name} rendered without the change: {page} lacks {shown.text!r}")


def measure(case: Case, trees: Trees, runs: int, spare: Path) -> Runs:
    """Run a case on every side in turn, the first now one, now the other."""
    if case.prepare:
        case.prepare(trees, runs)
        for side in trees.sides:
            run(side.render, side.root, side.env)
    found: Runs = {side.name: [] for side in trees.sides}
    for number in range(runs):
        shown = case.change(trees, number)
        for side in trees.sides[:: -1 if number % 2 else 1]:
            own = spare / f"{side.name}-{number}"
            own.mkdir(parents=True)
            placed = case.place(side, own)
            command = [part.format(run=number) for part in case.command(placed)]
            os.sync()  # nobody pays for what another wrote
            found[side.name].append(run(command, placed.root, placed.env))
            if shown:
                _check(placed, shown)
    shutil.rmtree(spare)
    return found
