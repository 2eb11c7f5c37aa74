"""Guards that are always on, and the fixtures every test may use."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import jinja2
import pytest

from tests.support import BLOG_TOML, ENGLISH, ITALIAN, REPOSITORY, Site

if TYPE_CHECKING:
    from collections.abc import Iterator


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one command that renews the golden site."""
    parser.addoption("--renew-golden", action="store_true", help="write tests/golden/site anew")


def _loopback_only(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test reached out to {host}")


sys.addaudithook(_loopback_only)

# Where a change is judged, the same examples are tried each time; everywhere else, new ones.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")


def _compile_once() -> None:
    """Each render compiles the theme, which is two thirds of its time: in a process of tests the same text but once."""
    known: dict[tuple[Any, ...], Any] = {}
    compile_anew = jinja2.Environment.compile

    def compiled(self: jinja2.Environment, source: Any, name: Any = None, filename: Any = None, **more: Any) -> Any:
        key = (type(self), source, name, filename, *more.items())
        if key not in known:
            known[key] = compile_anew(self, source, name, filename, **more)
        return known[key]

    jinja2.Environment.compile = compiled  # type: ignore[method-assign, assignment]


_compile_once()


@pytest.fixture(scope="session", autouse=True)
def _empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test may depend on the home directory, nor leave anything there."""
    home = tmp_path_factory.mktemp("home")
    before = {name: os.environ.get(name) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TERM", "TZ")}
    os.environ |= {"HOME": str(home), "TERM": "dumb"}
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "SOURCE_DATE_EPOCH", "VISUAL", "EDITOR"):
        os.environ.pop(name, None)
    yield
    for name, value in before.items():
        if value is not None:
            os.environ[name] = value
    assert [path.name for path in home.iterdir() if path.name not in (".cache", ".config", ".pki", ".local")] == []


@pytest.fixture
def empty(tmp_path: Path) -> Site:
    """A folder with nothing in it, whose path has a space and an umlaut."""
    root = tmp_path / "mein Blög"
    root.mkdir()
    return Site(root)


@pytest.fixture
def blog(empty: Site) -> Site:
    """A blog in Italian and English with no post."""
    empty.write({"blog.toml": BLOG_TOML})
    return empty


@pytest.fixture
def walk(blog: Site) -> Site:
    """The same with one post, `una-passeggiata`, in both languages."""
    blog.write({"posts/2026/una-passeggiata/it.md": ITALIAN, "posts/2026/una-passeggiata/en.md": ENGLISH})
    return blog


def need(command: str) -> str:
    """A program a test needs; where it is missing the test skips, but under CI=true it fails."""
    found = shutil.which(command)
    if found is None:
        message = f"{command} is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return found


def package(name: str, file: str) -> Path:
    """A file of an npm package, installed below the repository's or its own node_modules."""
    places = [Path(os.environ.get("BLOGCLI_NODE_MODULES", "")), REPOSITORY / "node_modules"]
    found = next((place / name / file for place in places if (place / name / file).is_file()), None)
    if found is None:
        message = f"{name} is not installed: npm install --no-save {name}"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return found
