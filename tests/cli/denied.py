"""Run commands on blogs of which a part may not be read: a program, for whoever has given up root's right to read all.

Standard input is JSON: for each case the path that is denied, its permissions, and the commands. Standard output is how
each command ended and, of one that rendered, which pages of posts there are.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from tests.support import Site


def main() -> None:
    """Run all cases on copies of the blog in the current directory."""
    cases = json.load(sys.stdin)
    results = [_results(*case) for case in cases]
    json.dump(results, sys.stdout)


def _results(name: str, mode: int, commands: list[list[str]]) -> list[tuple[int, str, str, list[str]]]:
    found = []
    for command in commands:
        with tempfile.TemporaryDirectory(dir="..") as place:
            site = Site(Path(shutil.copytree(".", Path(place) / "blog", symlinks=True)).resolve())
            denied = site.root / name
            was = denied.stat().st_mode
            denied.chmod(mode)
            try:
                result = site.run(*command)
            finally:
                denied.chmod(was)
            pages = [path for path in site.tree("public") if path.endswith("/index.html") and "/20" in f"/{path}"]
            found.append((result.code, result.out, result.err, pages))
    return found


if __name__ == "__main__":
    main()
