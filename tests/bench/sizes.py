"""What files of 1, 8 and 64 MB cost: each is read in time that grows with its size, or refused by it.

    python -m tests.bench.sizes

Wall seconds of `blogcli render` as a whole process, and its exit code, for a post, a comment, blog.toml, a template and
comments/blocked.txt of each size.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support import BLOG_TOML, ITALIAN, NOW, Site, comment

SIZES = (1, 8, 64)  # MB
POST = "posts/2026/una-passeggiata/it.md"
LINE = "The path climbs slowly, and past the *wood* there is the sea, as [we](https://sea.example/) saw it.\n"


def contents(size: int) -> dict[str, str]:
    """Files by their names, each of about `size` bytes: prose, settings, and words that are blocked."""
    lines = size // len(LINE)
    return {
        POST: ITALIAN + "\n".join([LINE] * lines),
        "comments/una-passeggiata/a.md": comment(LINE * lines),
        "blog.toml": BLOG_TOML + f"# {'x' * 98}\n" * (size // 101),
        "templates/footer.html": f"{{# {'x' * 94} #}}\n" * (size // 101),
        "comments/blocked.txt": "".join(f"word: word{number:089d}\n" for number in range(size // 100)),
    }


def measure(name: str, content: str) -> tuple[float, int]:
    """Render a blog with the file; seconds and exit code."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.write({"blog.toml": BLOG_TOML, POST: ITALIAN, name: content})
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "blogcli", "render", "--jobs", "1"], cwd=folder, capture_output=True, check=False,
            env={**os.environ, "SOURCE_DATE_EPOCH": NOW},
        )  # fmt: skip
        return time.perf_counter() - start, done.returncode


def main() -> None:
    """Measure, and print a line a file."""
    print("| file | " + " | ".join(f"{size} MB" for size in SIZES) + " |")
    found: dict[str, list[str]] = {}
    for size in SIZES:
        for name, content in contents(size * 1_000_000).items():
            seconds, code = measure(name, content)
            found.setdefault(name, []).append(f"{seconds:.1f} s, exit {code}")
    for name, cells in found.items():
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
