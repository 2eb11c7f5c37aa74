"""`help`: the manual, which is installed with blogcli, in the terminal."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

import blogcli
from blogcli.cli import complete, console
from blogcli.errors import BlogcliError, MissingError

_COMMANDS = "commands"  # the page that has a section for each command
_SCRIPT = "deploy.sh"
_SECTION = re.compile(r"^## (.+)\n", re.MULTILINE)


def help_(
    topic: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TOPIC]...", help="A page, or a command such as comment add.", autocompletion=complete.topics
        ),
    ] = None,
) -> None:
    """Show a page of the manual, or the section of a command; without a topic, what there is."""
    if topic:
        _show(read_topic(" ".join(topic)))
        return
    pages = {name: summary(path) for name, path in page_files().items()}
    width = max(map(len, pages))
    for name, line in pages.items():
        print(f"{name:{width}}  {line}" if sys.stdout.isatty() else f"{name}\t{line}")
    console.say("\nblogcli help TOPIC shows one of them, blogcli help COMMAND what the manual says of a command.")


def page_files() -> dict[str, Path]:
    """Return the files of the manual by the names of their topics."""
    package = Path(blogcli.__file__).parent
    # In the wheel they lie in the package; in a repository that blogcli is run from, beside it.
    for folder in (package / "docs", package.parent / "docs"):
        pages = {path.stem: path for path in sorted(folder.glob("*.md"))}
        if _COMMANDS in pages:
            return {**pages, _SCRIPT: folder / _SCRIPT}
    raise BlogcliError("the manual is not installed with this blogcli", hint="install blogcli anew")


def topics() -> list[str]:
    """Return the names of all topics: pages, then commands."""
    files = page_files()
    return [*files, *_sections(files[_COMMANDS])]


def summary(path: Path) -> str:
    """Return a page's first sentence, or the first comment of a script."""
    if path.name == _SCRIPT:
        return "A script for cron: render a blog and put it online."
    title, *paragraphs = path.read_text("utf-8").split("\n\n")
    text = next(paragraph for paragraph in paragraphs if not paragraph.startswith("#"))
    first = re.split(r"(?<=[.:])\s", text.replace("\n", " "), maxsplit=1)[0]
    words = re.sub(r"[`*]", "", re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", first))
    return f"{title.removeprefix('# ')}: {words}"


def read_topic(name: str) -> str:
    """Return the text of a page, or the sections of a command or group; MissingError for what is none."""
    files = page_files()
    sections = _sections(files[_COMMANDS])
    if name in sections:
        return sections[name]
    if below := [text for command, text in sections.items() if command.startswith(f"{name} ")]:
        return "\n".join(below)
    page = name.removeprefix("docs/").removesuffix(".md")
    if page in files:
        return files[page].read_text("utf-8")
    import difflib

    near = difflib.get_close_matches(name, [*files, *sections], 3)
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "blogcli help lists the topics"
    raise MissingError("topic", name, hint=hint)


def _sections(path: Path) -> dict[str, str]:
    """Return the sections of the page of commands by the commands; those of other headings begin with a capital."""
    text = path.read_text("utf-8")
    starts = [match for match in _SECTION.finditer(text) if match[1][0].islower()]
    ends = [match.start() for match in _SECTION.finditer(text)] + [len(text)]
    return {
        match[1]: text[match.start() : next(end for end in ends if end > match.start())].rstrip() + "\n"
        for match in starts
    }


def _show(text: str) -> None:
    """Print a text as it is where it is data; on a terminal laid out, and by a pager where it is long."""
    if not sys.stdout.isatty() or text.startswith("#!"):
        print(text, end="")
        return
    from io import StringIO

    from rich.console import Console
    from rich.markdown import Markdown

    size = shutil.get_terminal_size()
    laid_out = StringIO()
    target = Console(
        file=laid_out, width=min(size.columns, 100), force_terminal=console.with_colours(), legacy_windows=False
    )
    target.print(Markdown(text, hyperlinks=False))
    if laid_out.getvalue().count("\n") < size.lines:
        print(laid_out.getvalue(), end="")
        return
    import os
    import pydoc

    os.environ.setdefault("LESS", "-FRX")
    pydoc.pager(laid_out.getvalue())
