"""The benchmarks run, at a tiny size, so that they can't rot. What they measure is no test."""

from __future__ import annotations

from tests.bench.startup import measure


def test_the_start_up_benchmark_runs() -> None:
    assert {name: len(values) for name, values in measure(1).items()} == {
        "python -c pass": 1,
        "blogcli comment add": 1,
        "blogcli new": 1,
    }
