"""A small blog and the site it gives, byte for byte.

After a change that is meant to show, look at the difference and renew the site:

    pytest tests/golden --renew-golden && git diff tests/golden/site
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support import Site

if TYPE_CHECKING:
    import pytest

HERE = Path(__file__).parent
# What is copied, or says nothing a reader sees.
LEFT_OUT = ("theme/", ".blogcli-manifest.json")


def _plain(data: bytes) -> bytes:
    # The style sheet has a version that changes with every touch of it.
    return re.sub(rb"style\.css\?v=[0-9a-f]+", b"style.css?v=0", data)


def test_the_site_is_what_it_was(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    blog = Site(tmp_path / "orto")
    shutil.copytree(HERE / "blog", blog.root)
    blog.ok("render")
    site = {name: _plain(data) for name, data in blog.tree("public").items() if not name.startswith(LEFT_OUT)}
    if request.config.getoption("--renew-golden"):
        shutil.rmtree(HERE / "site", ignore_errors=True)
        Site(HERE / "site").write(site)
    golden = Site(HERE / "site").tree()
    assert list(site) == list(golden)
    for name, data in site.items():
        assert data.decode() == golden[name].decode(), f"{name} has changed: see {Path(__file__).name}"
