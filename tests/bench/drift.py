"""What it costs to know how far translations are from their originals: renders with and without their records.

    python -m tests.bench.drift --posts 1000 --runs 3

The same blog twice, each translation with a true record in the one and with its language and date alone in the other,
rendered in turn by one process: from nothing, and with nothing changed. What counts is CPU time, user's and system's;
of several runs the least, for whatever else the machine does only adds to it.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import sides
from tests.bench.corpus import posts
from tests.bench.measure import run

if TYPE_CHECKING:
    from tests.bench.sides import Side

_RECORD = re.compile(r"(?m)^    (blob|source|blocks|mine): .*\n")


def two_blogs(work: Path, count: int) -> dict[str, Side]:
    """The blog with records, and without."""
    side = sides.blogcli(work, 1)
    found = {name: replace(side, root=work / name) for name in ("with records", "without")}
    corpus = posts(count)
    for name, each in found.items():
        each.write(each.root, corpus)
        if name == "without":
            for path in each.root.glob("posts/*/*/en.md"):
                path.write_text(_RECORD.sub("", path.read_text("utf-8")), "utf-8")
    return found


def measure(count: int, runs: int) -> dict[tuple[str, str], list[float]]:
    """CPU seconds of every render, by what it found and by blog."""
    taken: dict[tuple[str, str], list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        blogs = two_blogs(Path(folder), count)
        for number in range(runs):
            for name, side in blogs.items():
                for state in (side.root / state for state in side.state):
                    if state.exists():  # it is moved: where much was just deleted, writing is slower
                        state.rename(state.with_name(f"{state.name}-{number}"))
                os.sync()
                for case in ("from nothing", "nothing changed"):
                    taken.setdefault((case, name), []).append(run(side.render, side.root, side.env).cpu)
    return taken


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    for (case, name), seconds in sorted(measure(arguments.posts, arguments.runs).items()):
        print(f"{case}, {name}: {min(seconds):.2f} s of CPU ({', '.join(f'{each:.2f}' for each in seconds)})")


if __name__ == "__main__":
    main()
