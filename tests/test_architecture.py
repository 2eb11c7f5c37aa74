"""The floors of the house: imports point down only, and each third-party library is known in one room."""

from __future__ import annotations

import ast
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import blogcli

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(blogcli.__file__).parent

VERBS = (
    "amending", "attention", "authoring", "blocking", "build", "checking", "commenting", "committing", "comparison",
    "done_at", "languages", "levelling", "listing", "looking", "moderation", "moving", "originals", "personal_data",
    "preview", "publishing", "removing", "renaming", "scoring", "translation",
)  # fmt: skip
# Bottom to top. Rooms on one floor don't know each other.
FLOORS = (
    ("errors",),
    ("disk", "git", "locks", "names", "wire"),
    ("detection", "model", "drift", "spam", "symlinks"),
    ("history", "journal", "settings"),
    ("files",),
    ("fate", "tables"),
    ("tagging",),
    ("config",),
    ("markup",),
    ("content",),
    ("plan",),
    ("render",),
    ("output",),
    ("database", "salt", "workers"),
    ("cache",),
    ("remembered",),
    ("arguments", "lost", "outdated", "post_lock", "survey", "triage"),
    ("aliases", "homes", "selection", "turns"),
    ("comment_languages", "gathering"),
    VERBS,
    ("cli",),
    ("__main__",),
)
HEIGHT = {room: height for height, floor in enumerate(FLOORS) for room in floor}
LIBRARIES = {
    "frontmatter": ("content",),
    "yaml": ("content",),
    "mistune": ("markup",),
    "nh3": ("markup",),
    "pygments": ("markup",),
    "jinja2": ("render",),
    "markupsafe": ("render",),
    "babel": ("render",),
    "slugify": ("authoring",),
    "confusable_homoglyphs": ("spam",),
    "gcld3": ("detection",),
    "tomli_w": ("authoring",),
    "typer": ("cli",),
    "rich": ("cli",),
}
NOWHERE = {"click", "pickle", "marshal", "shelve"}
# What only the command line may do: print, ask, exit, read the clock and the environment.
EFFECTS = {
    "print", "input", "exit", "quit", "breakpoint",
    "sys.exit", "sys.stdin", "sys.stdout", "sys.stderr", "sys.argv",
    "os.environ", "os.getenv", "os.getcwd", "os.chdir", "os.umask", "Path.cwd", "Path.home",
    "datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.time_ns", "time.localtime",
    "locale.setlocale",
}  # fmt: skip

# What other programs are run with is handed on to them, but for what would mislead them: nothing that blogcli does
# depends on it.
HANDED_ON = {("git", "os.environ"), ("workers", "os.environ")}


def room_of(module: str) -> str:
    """The room a module of the package lives in."""
    return module.split(".")[1] if "." in module else "__init__"


def imports(tree: ast.AST, module: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(module.split(".")[: -node.level]) if node.level else ""
            name = ".".join(filter(None, (base, node.module)))
            if name == "blogcli":
                yield from ((f"blogcli.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield name, node.lineno


def effects(tree: ast.AST) -> Iterator[tuple[str, int]]:
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name = f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.Name) and id(node) in called:
            name = node.id
        else:
            continue
        if name in EFFECTS:
            yield name, node.lineno


def violations(package: Path) -> list[str]:
    """Every breach of the rules in a package's source, as `file:line: what`."""
    found = []
    for path in sorted(package.rglob("*.py")):
        parts = ("blogcli", *path.relative_to(package).with_suffix("").parts)
        module = ".".join(part for part in parts if part != "__init__")
        room = room_of(module)
        where = path.relative_to(package).as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        if room not in HEIGHT and room != "__init__":
            found.append(f"{where}: the room '{room}' is on no floor")
            continue
        found += [
            f"{where}:{line}: {breach}" for name, line in imports(tree, module) if (breach := _breach(room, name))
        ]
        if room not in ("cli", "__main__"):
            found += [
                f"{where}:{line}: {name} belongs to cli"
                for name, line in effects(tree)
                if (room, name) not in HANDED_ON
            ]
    return found


def _breach(room: str, name: str) -> str | None:
    top = name.partition(".")[0]
    if top == "blogcli":
        other = room_of(name)
        if other in ("__init__", "__version__", room) or HEIGHT.get(other, 99) < HEIGHT.get(room, -1):
            return None
        return f"{room} must not import {name}"
    if top in NOWHERE:
        return f"{top} is used nowhere"
    if top in sys.stdlib_module_names or room in LIBRARIES.get(top, ()):
        return None
    return f"{top} is not known in {room}"


def test_the_house_stands() -> None:
    assert violations(PACKAGE) == []


@pytest.mark.parametrize(
    ("module", "line", "breach"),
    [
        ("errors.py", "import blogcli.model", "errors must not import blogcli.model"),
        ("model.py", "from blogcli import files", "model must not import blogcli.files"),
        ("model.py", "import yaml", "yaml is not known in model"),
        ("files.py", "from blogcli.config import Config", "files must not import blogcli.config"),
        ("config.py", "from blogcli.content.load import load_blog", "config must not import blogcli.content.load"),
        ("content/load.py", "from blogcli.plan import urls", "content must not import blogcli.plan"),
        ("markup/sanitize.py", "from ..content import values", "markup must not import blogcli.content"),
        ("content/load.py", "import mistune", "mistune is not known in content"),
        ("plan/site.py", "from blogcli.render.site import render_site", "plan must not import blogcli.render.site"),
        ("plan/urls.py", "import slugify", "slugify is not known in plan"),
        ("plan/urls.py", "def late():\n    import babel.dates", "babel is not known in plan"),
        ("render/pages.py", "from blogcli.output import write_site", "render must not import blogcli.output"),
        ("render/pages.py", "import nh3", "nh3 is not known in render"),
        ("output.py", "import blogcli.build", "output must not import blogcli.build"),
        ("build.py", "import blogcli.moderation", "build must not import blogcli.moderation"),
        ("build.py", "from blogcli.cli import console", "build must not import blogcli.cli"),
        ("build.py", "import typer", "typer is not known in build"),
        ("build.py", "print('done')", "print belongs to cli"),
        ("listing.py", "from datetime import datetime\nnow = datetime.now()", "datetime.now belongs to cli"),
        ("config.py", "import os\nhome = os.environ['HOME']", "os.environ belongs to cli"),
        ("moderation.py", "import sys\nsys.exit(1)", "sys.exit belongs to cli"),
        ("output.py", "import pickle", "pickle is used nowhere"),
        ("cli/app.py", "import click", "click is used nowhere"),
        ("cellar.py", "", "the room 'cellar' is on no floor"),
    ],
)
def test_a_rule_broken_on_purpose_is_found(module: str, line: str, breach: str, tmp_path: Path) -> None:
    copy = tmp_path / "blogcli"
    shutil.copytree(PACKAGE, copy)
    with (copy / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    found = violations(copy)
    assert len(found) == 1, found
    assert found[0].startswith(module.removesuffix("x"))
    assert found[0].endswith(breach)


def test_modules_are_rooms_not_halls() -> None:
    lengths = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > 400} == {}
