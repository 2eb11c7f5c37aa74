"""Every page passes the checkers of the field, in both colour schemes, at phone and desktop width."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest

from tests.browser.conftest import served
from tests.conftest import need, package

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

SITES = ["own_site", "hard_site"]
WIDTHS = [320, 1280]


def pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


@pytest.mark.parametrize("name", SITES)
def test_the_nu_checker_finds_nothing(name: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(name)
    jar = package("vnu-jar", "build/dist/vnu.jar")
    command = [need("java"), "-Xss4m", "-jar", str(jar), "--format", "json", "--skip-non-html", str(site)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300)
    messages = json.loads(done.stderr)["messages"]
    assert [message for message in messages if message["type"] != "info"] == []


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize(
    ("scheme", "width"),
    [
        ("light", 320),
        ("dark", 1280),
        pytest.param("light", 1280, marks=pytest.mark.slow),
        pytest.param("dark", 320, marks=pytest.mark.slow),
    ],
)
def test_axe_finds_nothing(
    name: str, scheme: Any, width: int, browser: Browser, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(name)
    axe = package("axe-core", "axe.min.js").read_text("utf-8")
    found = []
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    with served(site) as address:
        for path in one_of_each(site):
            page.goto(f"{address}/{path}")
            page.evaluate(axe)
            result = page.evaluate("axe.run()")
            found += [(path, item["id"], item["nodes"][0]["html"]) for item in result["violations"]]
    context.close()
    assert found == []


def one_of_each(site: Path) -> list[str]:
    """A page of each kind; all the posts there are, but only the first of the many lists."""
    kinds: dict[str, str] = {}
    for path in pages(site):
        kind = re.sub(r"(tags|page)/[^/]+/", r"\1/*/", path)
        if "refresh" not in (site / path).read_text("utf-8"):
            kinds.setdefault(re.sub(r"2025/\d\d/n\d\d", "2025", kind), path)
    return list(kinds.values())


@pytest.mark.parametrize("name", SITES)
def test_no_page_scrolls_sideways_nor_asks_another_host(
    name: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(name)
    with served(site) as address:
        for width in WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": 900})
            asked: set[str] = set()
            errors: list[str] = []
            context.on("request", lambda request: asked.add(urlsplit(request.url).netloc))  # noqa: B023
            page = context.new_page()
            page.on("console", lambda message: errors.append(message.text))  # noqa: B023
            for path in one_of_each(site):
                page.goto(f"{address}/{path}")
                wide = page.evaluate("document.scrollingElement.scrollWidth")
                assert wide <= width, (path, wide)
            assert asked == {urlsplit(address).netloc}
            assert errors == []
            context.close()


@pytest.mark.parametrize("name", SITES)
def test_no_link_inside_the_site_is_dead(name: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(name)
    ids: dict[str, set[str]] = {}
    links: list[tuple[str, str]] = []
    hosts = ("https://blogcli.example/", "https://prove.example/")
    for path in pages(site):
        tree = html5lib.parse((site / path).read_text("utf-8"), namespaceHTMLElements=False)
        where = "/" + path.removesuffix("index.html")
        ids[where] = {value for element in tree.iter() if (value := element.get("id"))}
        links += [(where, value) for e in tree.iter() for name in ("href", "src") if (value := e.get(name)) is not None]
    dead = []
    for where, link in links:
        inner = next((f"/{link.removeprefix(host)}" for host in hosts if link.startswith(host)), link)
        if urlsplit(inner).scheme or inner.startswith("//"):
            continue
        target = urlsplit(urljoin(f"http://x{where}", inner))
        path = unquote(target.path)
        file = site / path.lstrip("/") / "index.html" if path.endswith("/") else site / path.lstrip("/")
        anchor = unquote(target.fragment)
        if not file.is_file() or (anchor and anchor not in ids[path]):
            dead.append((where, link))
    assert dead == []
