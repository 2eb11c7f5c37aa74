"""The README's picture, made anew from the repository's own blog: python -m tests.docs.picture

It needs Chromium, and what the tests need.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, served
from tests.support import REPOSITORY, Site

PICTURE = REPOSITORY / "docs" / "post.png"
MAX_BYTES = 200_000

POST = "/2026/03/why-our-comments-are-files/"
WIDTH, HEIGHT = 1120, 968

# The post from its top, and beside it the same page from its comments on.
BOTH = """\
<!doctype html>
<style>
body { margin: 0; padding: 16px; display: flex; gap: 16px; height: 100vh; box-sizing: border-box; background: #d8dde6 }
iframe { flex: 1; width: 0; border: 0; border-radius: 6px; background: #fff }
</style>
<iframe src="POST" scrolling="no"></iframe>
<iframe src="POST#_comments" scrolling="no"></iframe>
"""


def draw() -> bytes:
    """The picture as PNG: the post and its conversation side by side."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        output = Path(folder) / "site"
        Site(REPOSITORY).ok("render", "--output", str(output), "--now", "2026-12-01")
        (output / "both.html").write_text(BOTH.replace("POST", POST), "utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        with served(output) as address:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
            page.goto(f"{address}/both.html", wait_until="load")
            page.frames[-1].evaluate("scrollBy({top: -24, behavior: 'instant'})")  # some air above the comments
            picture = page.screenshot()
        browser.close()
    return picture


if __name__ == "__main__":
    found = draw()
    if len(found) >= MAX_BYTES:
        sys.exit(f"the picture has {len(found)} bytes: more than the README should carry")
    PICTURE.write_bytes(found)
    print(os.path.relpath(PICTURE))
