"""What tests stand on: a blog made of the files a test names, and blogcli run on it as a user runs it."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from blogcli.cli.app import run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

REPOSITORY = Path(__file__).parent.parent

BLOG_TOML = """\
format = 1
title = "Quaderno"
url = "https://blog.example/"
author = "Ada Bianchi"
languages = ["it", "en"]
timezone = "Europe/Rome"

[language.it]
path = ""

[language.en]
path = "en"

[feed]
tagging_entity = "blog.example,2026"
"""

TOGETHER = BLOG_TOML.replace("timezone", 'layout = "together"\ntimezone')

NOW = "1772355600"  # 2026-03-01T10:00:00+01:00 in Rome: the moment every test runs at

ITALIAN = """\
---
title: Una passeggiata
slug: una-passeggiata
date: 2026-02-10
tags: [monti]
---
Il sentiero sale piano.

Poi, dopo il bosco, si vede il mare.
"""

ENGLISH = """\
---
title: A walk
slug: a-walk
translated_from:
    language: it
    date: 2026-02-11
---
The path climbs slowly.

Then, past the wood, there is the sea.
"""


def comment(text: str, *, author: str = "Bea", date: str = "2026-02-12T09:00:00+01:00", **keys: str) -> str:
    """A comment's file; an author of "" leaves the key out."""
    fields = {"author": author, "date": date, "language": "it", **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items() if value) + f"---\n{text}\n"


def changed(text: str, old: str, new: str) -> str:
    """A text with one of its parts replaced, which it must have."""
    assert old in text
    return text.replace(old, new)


def mostly_slow(cases: Iterable[Any], *, but: int) -> list[Any]:
    """Cases of one kind that take long together: every `but`-th is tried each time, the others where there is time."""
    return [
        case if number % but == 0 else pytest.param(case, marks=pytest.mark.slow) for number, case in enumerate(cases)
    ]


@dataclass(frozen=True)
class Result:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What it printed as data."""
        return self.out.splitlines()


class _Stdin(io.TextIOWrapper):
    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8")


@dataclass(frozen=True)
class Site:
    """A blog in a folder."""

    root: Path

    def write(self, tree: Mapping[str, str | bytes]) -> None:
        """Write files, by their paths from the blog's folder."""
        for name, content in tree.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def read(self, name: str) -> str:
        """A file's text, line endings as they are."""
        return (self.root / name).read_bytes().decode()

    def page(self, address: str) -> str:
        """A page of the rendered site by its address."""
        return self.read(f"public/{address.strip('/')}/index.html" if address.endswith("/") else f"public{address}")

    def tree(self, below: str = ".") -> dict[str, bytes]:
        """Every file below a folder, by path."""
        start = self.root / below
        found = (path for path in sorted(start.rglob("*")) if path.is_file())
        return {path.relative_to(start).as_posix(): path.read_bytes() for path in found}

    def _kept(self) -> dict[str, bytes]:
        """Every file but the cache, which is nobody's to keep."""
        cache = (".blogcli/cache.sqlite", ".blogcli/clock", ".blogcli/.gitignore")
        return {path: data for path, data in self.tree().items() if path not in cache}

    def run(self, *arguments: str, stdin: str | bytes = b"", env: Mapping[str, str] | None = None) -> Result:
        """Run blogcli in this process, in the blog's folder."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = io.StringIO(), io.StringIO()
        environment = {"SOURCE_DATE_EPOCH": NOW, **(env or {})}
        with (
            contextlib.chdir(self.root),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            mock.patch.object(sys, "stdin", _Stdin(data)),
            mock.patch.dict(os.environ, environment),
        ):
            code = run(list(arguments))
        return Result(code, out.getvalue(), err.getvalue())

    def ok(self, *arguments: str, stdin: str | bytes = b"", env: Mapping[str, str] | None = None) -> Result:
        """Run blogcli and expect it to end well."""
        result = self.run(*arguments, stdin=stdin, env=env)
        assert result.code == 0, result
        return result

    def fails(self, *arguments: str, code: int = 1, stdin: str | bytes = b"") -> str:
        """Run blogcli, expect it to refuse and to leave the tree as it was; what it said."""
        before = self._kept()
        result = self.run(*arguments, stdin=stdin)
        assert result.code == code, result
        assert result.out == "", result
        assert self._kept() == before
        assert "Traceback" not in result.err, result
        return result.err


def shell(script: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a real shell with this blogcli on PATH, standing in `cwd`, with nothing on standard input."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "SOURCE_DATE_EPOCH": NOW, **environment}
    return subprocess.run(
        ["sh", "-eu", "-c", script],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
