"""Each script looks like itself, beside any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import served
from tests.support import BLOG_TOML, Site, comment

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LANGUAGES = ["it", "ar", "ja", "zh-Hans", "zh-TW", "ko", "he", "fa"]
LOOK = """() => Object.fromEntries([...document.querySelectorAll('.text')].map(text => {
    const [styled, emphasis] = [getComputedStyle(text), getComputedStyle(text.querySelector('em'))]
    const font = styled.fontFamily + ' '
    return [text.lang, {
        han: ['JP', 'KR', 'SC', 'TC'].filter(place => font.includes(`CJK ${place}`)).join(),
        slanted: emphasis.fontStyle == 'italic', heavy: emphasis.fontWeight >= 600,
        dotted: emphasis.textEmphasisStyle != 'none', align: styled.textAlign, direction: styled.direction,
    }]
}))"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A post in two languages, with comments in many, each with an emphasis."""
    site = Site(tmp_path_factory.mktemp("scripts"))
    site.write({"blog.toml": BLOG_TOML.replace('"it", "en"', '"it", "ar", "ja", "en"')})
    for tag in ("it", "ar", "ja"):
        site.write({f"posts/mare/{tag}.md": "---\ntitle: Mare\ndate: 2026-02-01\n---\nUn *testo* e `f(x)`.\n"})
    site.write({f"comments/mare/{n}.md": comment("*aa*", language=tag) for n, tag in enumerate(LANGUAGES)})
    site.ok("render")
    return site


@pytest.mark.parametrize("start", ["", "/ar", "/ja"])
def test_a_comment_is_set_as_its_own_language_is(start: str, site: Site, browser: Browser) -> None:
    with served(site.root / "public") as at:
        page = browser.new_page()
        page.goto(f"{at}{start}/2026/02/mare/")
        looks: dict[str, dict[str, Any]] = page.evaluate(LOOK)
        page.close()
    assert {tag: look["han"] for tag, look in looks.items() if tag in ("ja", "ko", "zh-Hans", "zh-TW")} == {
        "ja": "JP",
        "ko": "KR",
        "zh-Hans": "SC",
        "zh-TW": "TC",
    }
    assert [tag for tag in LANGUAGES if looks[tag]["slanted"]] == ["it"]
    assert [tag for tag in LANGUAGES if looks[tag]["dotted"]] == ["ja", "zh-Hans", "zh-TW"]
    assert [tag for tag in LANGUAGES if looks[tag]["heavy"]] == ["ar", "ko", "he", "fa"]
    assert [tag for tag in LANGUAGES if looks[tag]["direction"] == "rtl"] == ["ar", "he", "fa"]
    assert {look["align"] for look in looks.values()} == {"start"}


def test_code_in_a_line_from_right_to_left_reads_from_left_to_right(site: Site, browser: Browser) -> None:
    with served(site.root / "public") as at:
        page = browser.new_page()
        page.goto(f"{at}/ar/2026/02/mare/")
        code = page.locator(".body code")
        style = code.evaluate("code => [getComputedStyle(code).direction, getComputedStyle(code).unicodeBidi]")
        page.close()
    assert style == ["ltr", "isolate"]
