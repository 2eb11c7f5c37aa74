"""A conversation in several languages is narrowed to one by the keyboard alone, without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.conftest import served
from tests.support import BLOG_TOML, ITALIAN, comment

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.support import Site

PATH = "2026/02/tutto/index.html"


def seen(page: Page) -> dict[str, tuple[bool, bool]]:
    """Of each comment in the page, whether its head and its text are shown."""
    return {
        each.get_attribute("id") or "": (each.is_visible(), each.locator(".text").is_visible())
        for each in page.locator("article.comment").all()
    }


def test_a_language_is_chosen_by_the_keyboard_and_all_again(hard_site: Path, browser: Browser) -> None:
    whole, head, none = (True, True), (True, False), (False, False)
    chain = [f"c-c{depth}" for depth in range(9)]  # Italian and English by turns, each answering the one before
    with served(hard_site) as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{address}/{PATH}")
        everything = dict.fromkeys([*chain, "c-z"], whole)
        assert seen(page) == everything
        page.get_by_role("radio").first.focus()
        page.keyboard.press("ArrowDown")
        assert page.get_by_role("radio", name="Italiano").is_checked()
        # From a depth on there are no answers below: what they answer is shown to those who ask for it.
        italian = {name: (head if depth < 4 else none) if depth % 2 else whole for depth, name in enumerate(chain)}
        assert seen(page) == {**italian, "c-z": none}
        page.locator("#c-c6 .answers a").click()
        assert seen(page) == {**italian, "c-c5": whole, "c-z": none}
        assert page.locator("#c-c5").evaluate("each => Math.abs(each.getBoundingClientRect().top) < innerHeight")
        page.goto(f"{address}/{PATH}")
        page.get_by_role("radio", name="العربية").check()
        assert seen(page) == {**dict.fromkeys(chain, none), "c-z": whole}
        page.get_by_role("radio", name="Tutte le lingue").check()
        assert seen(page) == everything
        context.close()


def test_without_a_style_sheet_everything_is_shown(hard_site: Path, browser: Browser) -> None:
    with served(hard_site) as address:
        context = browser.new_context()
        page = context.new_page()
        page.route("**/style.css*", lambda route: route.abort())
        page.goto(f"{address}/{PATH}")
        page.get_by_role("radio", name="English").check()
        assert set(seen(page).values()) == {(True, True)}
        context.close()


HEAPED = "Z" + "\u0301\u0300\u0342\u0488" * 200
FLOODS = {
    "marks": f"{HEAPED} " * 5,
    "lines": "x\n" * 30000,
    "headings": "# t\n\n" * 9000,
    "rules": "* * *\n" * 5000,
    "word": "x" * 60000,
    "lists": "\n".join("  " * depth + "- livello" for depth in range(40)),
    "quotes": "> " * 30 + "profondo",
    "table": "|" + "a|" * 1000 + "\n|" + "-|" * 1000,
    "code": "    " + "code " * 9000,
}


def test_no_comment_draws_over_another_or_takes_the_page(walk: Site, browser: Browser) -> None:
    written = {
        f"comments/una-passeggiata/{name}.md": comment(text, author=HEAPED[:100] if name == "marks" else "Bea")
        for name, text in FLOODS.items()
    }
    walk.write({"blog.toml": BLOG_TOML, "posts/2026/una-passeggiata/it.md": ITALIAN, **written})
    walk.ok("render")
    with served(walk.root / "public") as address:
        for width in (390, 1280):
            context = browser.new_context(viewport={"width": width, "height": 900})
            page = context.new_page()
            page.goto(f"{address}/2026/02/una-passeggiata/")
            assert page.evaluate("document.documentElement.scrollWidth") == width
            for each in page.locator("article.comment").all():
                # What it draws ends where it ends, and it ends within a few screens.
                assert each.evaluate("each => getComputedStyle(each).overflow") == "clip"
                assert each.evaluate("each => each.getBoundingClientRect().height") < 2800
            frame = page.get_by_role("region", name="Bea ha detto, ").first
            frame.focus()
            page.keyboard.press("End")
            page.wait_for_function("each => each.scrollTop > 0", arg=frame.element_handle())
            context.close()
