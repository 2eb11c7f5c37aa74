"""The figures as tables to read, and as JSON to keep."""

from __future__ import annotations

from dataclasses import asdict
from itertools import pairwise
from math import log2
from typing import TYPE_CHECKING, Any

from tests.bench.measure import fastest, middle, middle_cpu, most_memory

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.bench.cases import Case, Runs
    from tests.bench.measure import Run
    from tests.bench.pages import Site

DOUBLING_GOAL = 2.2
_OURS, _THEIRS = "blogcli", "Hugo"


def _mebibytes(memory: int | None) -> str:
    return "-" if memory is None else f"{memory / 2**20:.0f}"


def _figures(runs: Sequence[Run]) -> list[str]:
    """Seconds (least and median), CPU seconds, memory."""
    return [f"{fastest(runs):.3f}", f"{middle(runs):.3f}", f"{middle_cpu(runs):.3f}", _mebibytes(most_memory(runs))]


def memory_ratio(runs: Runs) -> float | None:
    """How much of Hugo's memory blogcli takes."""
    ours, theirs = most_memory(runs[_OURS]), most_memory(runs[_THEIRS])
    return ours / theirs if ours and theirs else None


def _shown(ratio: float | None, goal: float | None) -> list[str]:
    """A ratio and its goal, with a mark where it is missed."""
    missed = "!" if ratio is not None and goal is not None and ratio > goal else ""
    return ["-" if ratio is None else f"{ratio:.3f}{missed}", "" if goal is None else f"{goal:g}"]


def _ratios(case: Case, runs: Runs) -> list[str]:
    if _THEIRS not in runs:
        return []
    ours, theirs = runs[_OURS], runs[_THEIRS]
    return [
        f"{fastest(ours) / fastest(theirs):.3f}",
        *_shown(middle(ours) / middle(theirs), case.goal),
        f"{middle_cpu(ours) / middle_cpu(theirs):.3f}",
        *_shown(memory_ratio(runs), case.memory),
    ]


def in_short(runs: Runs) -> str:
    """The medians, for those who wait."""
    return ", ".join(f"{name} {middle(each):.3f} s" for name, each in runs.items())


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for first, *others in rows:
        cells = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _pages(sites: Mapping[str, Site]) -> str:
    names = list(next(iter(sites.values())).kinds)
    rows = [["files", *sites]]
    rows += [[name, *(str(site.kinds[name]) for site in sites.values())] for name in names]
    rows.append(["comments shown", *(str(site.comments) for site in sites.values())])
    return _aligned(rows)


def table(found: Mapping[Case, Runs], sites: Mapping[str, Site]) -> str:
    """What the sites consist of; and a line a case: seconds, CPU seconds and MiB, and the ratios beside their goals."""
    two = _THEIRS in sites
    head = ["case"]
    for name in sites:
        head += [f"{name} min s", "median", "cpu", "MiB"]
    head += ["ratio: min", "median", "goal", "cpu", "memory", "goal"] if two else []
    rows = [head]
    for case, runs in found.items():
        figures = [figure for name in sites for figure in _figures(runs[name])]
        rows.append([case.name, *figures, *_ratios(case, runs)])
    note = "\n!: the goal is missed" if two else ""
    return f"{_pages(sites)}\n\n{_aligned(rows)}{note}"


def doublings(growth: Mapping[int, Runs], name: str) -> dict[int, float]:
    """For every size but the first: how many times longer a side takes for each doubling since the size before."""
    sizes = sorted(growth)
    return {
        large: (middle(growth[large][name]) / middle(growth[small][name])) ** (1 / log2(large / small))
        for small, large in pairwise(sizes)
    }


def growth_table(growth: Mapping[int, Runs]) -> str:
    """A line a size: the median of the seconds, and the times longer for a doubling."""
    names = list(next(iter(growth.values())))
    rows = [["posts", *(cell for name in names for cell in (f"{name} s", "a doubling"))]]
    longer = {name: doublings(growth, name) for name in names}
    for size, runs in sorted(growth.items()):
        row = [str(size)]
        for name in names:
            ratio = longer[name].get(size)
            row += [f"{middle(runs[name]):.3f}", "" if ratio is None else f"{ratio:.2f}"]
        rows.append(row)
    return f"{_aligned(rows)}\nthe goal for a doubling is {DOUBLING_GOAL:g} or less"


def _raw(runs: Runs) -> dict[str, list[dict[str, Any]]]:
    return {name: [asdict(run) for run in each] for name, each in runs.items()}


def as_json(found: Mapping[Case, Runs], sites: Mapping[str, Site], growth: Mapping[int, Runs]) -> dict[str, Any]:
    """All that was measured: seconds, CPU seconds and bytes of memory of every run."""
    return {
        "sites": {name: asdict(site) for name, site in sites.items()},
        "cases": [
            {"name": case.name, "goal": case.goal, "memory_goal": case.memory, "runs": _raw(runs)}
            for case, runs in found.items()
        ],
        "growth": [{"posts": size, "runs": _raw(runs)} for size, runs in growth.items()],
    }
