"""Sites to look at, and a browser to look with."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from blogcli.preview import listen, site_server
from tests.browser.sites import hard_blog
from tests.conftest import need
from tests.support import REPOSITORY, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A rendered site on loopback; its address."""
    with listen(0) as listening, site_server(listening, folder, "/") as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.shutdown()


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own blog, rendered."""
    output = tmp_path_factory.mktemp("own") / "site"
    Site(REPOSITORY).ok("render", "--output", str(output), "--now", "2026-12-01")
    return output


@pytest.fixture(scope="session")
def hard_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A blog with what is hard to show well, rendered."""
    site = Site(tmp_path_factory.mktemp("hard"))
    site.write(hard_blog())
    site.ok("render")
    return site.root / "public"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    from playwright.sync_api import sync_playwright

    program = need("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM)
        yield browser
        browser.close()
