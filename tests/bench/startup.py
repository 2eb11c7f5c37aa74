"""How long a command takes to start: `blogcli comment add` and `new` beside `python -c pass`, as whole processes.

    python -m tests.bench.startup [--runs 21]

blogcli is installed (really, not editable) into a virtual environment of its own first; what it depends on is taken
from this one. The figure that counts is the ratio of the medians, for machines are noisy and differ.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.support import BLOG_TOML, ENGLISH, ITALIAN, REPOSITORY, Site


def install(place: Path) -> Path:
    """A virtual environment with a real install of this repository; its folder of programs."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place)], check=True)
    bin_folder = place / ("Scripts" if os.name == "nt" else "bin")
    site = next(place.glob("lib/python*/site-packages"))
    shutil.copytree(REPOSITORY / "blogcli", site / "blogcli", ignore=shutil.ignore_patterns("__pycache__"))
    # The dependencies come after the package itself, as another folder of installed ones.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    program = bin_folder / "blogcli"
    program.write_text(
        f"#!{bin_folder / 'python'}\nimport sys\nfrom blogcli.__main__ import main\nsys.exit(main())\n", "utf-8"
    )
    program.chmod(0o755)
    subprocess.run([bin_folder / "python", "-m", "compileall", "-q", str(site)], check=True)
    return bin_folder


def timed(command: list[str], cwd: Path) -> float:
    """The seconds one run takes."""
    started = time.perf_counter()
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    return time.perf_counter() - started


def measure(runs: int) -> dict[str, list[float]]:
    """Seconds of every run of each command, taken in turn."""
    with tempfile.TemporaryDirectory() as folder:
        bin_folder = install(Path(folder) / "venv")
        site = Site(Path(folder) / "blog")
        site.write({"blog.toml": BLOG_TOML})
        site.write({"posts/2026/una-passeggiata/it.md": ITALIAN, "posts/2026/una-passeggiata/en.md": ENGLISH})
        program = str(bin_folder / "blogcli")
        commands = {
            "python -c pass": [str(bin_folder / "python"), "-c", "pass"],
            "blogcli comment add": [
                program,
                "comment",
                "add",
                "una-passeggiata",
                "--author",
                "Bea",
                "--body",
                "Bello.",
            ],
            "blogcli new": [program, "new", "Titolo", "--body", "Testo.", "--id", "{run}"],
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(-2, runs):  # the first two warm the caches up
            for name, command in commands.items():
                spent = timed([part.format(run=f"n{run}") for part in command], site.root)
                if run >= 0:
                    seconds[name].append(spent)
    return seconds


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=21)
    seconds = measure(parser.parse_args().runs)
    base = median(seconds["python -c pass"])
    for name, values in seconds.items():
        print(f"{name:22} {median(values) * 1000:7.1f} ms  {median(values) / base:5.2f} times `pass`")


if __name__ == "__main__":
    main()
