"""In a browser, with scripts on and no policy against them, nothing that readers or guests write runs or loads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import served
from tests.hostile.payloads import FAMILIES
from tests.hostile.sites import guest, texts_of
from tests.support import BLOG_TOML, Site, comment

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# Whatever a hostile text runs does one of these.
WATCH = """
window.ran = []
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
    window[name] = () => { window.ran.push(name) }
window.addEventListener('error', event => { if (event.message) window.ran.push(event.message) })
window.addEventListener('unhandledrejection', () => { window.ran.push('a promise') })
"""
# A reader's mouse and keys on everything that is there.
TOUCH = """async () => {
    const title = document.title, body = document.body
    const told = ['mouseover', 'mouseenter', 'mousemove', 'mousedown', 'mouseup', 'pointerover', 'pointerenter',
        'focus', 'focusin', 'blur', 'keydown', 'input', 'contextmenu', 'dblclick', 'auxclick', 'copy', 'paste',
        'dragstart', 'wheel', 'touchstart', 'animationstart', 'transitionend', 'toggle', 'scroll', 'load',
        'error', 'submit']
    const all = [...document.querySelectorAll('main *')]
    for (const element of all) {
        for (const name of told) element.dispatchEvent(new Event(name, {bubbles: true, cancelable: true}))
        if (element.focus) element.focus()
        if (element.click && !element.closest('nav, header')) element.click()
    }
    await new Promise(done => setTimeout(done, 50))  // a link's script runs when this one has ended
    const round = [...document.querySelectorAll('.text, .body')].filter(element => {
        const again = document.implementation.createHTMLDocument('').createElement('div')
        again.innerHTML = element.innerHTML
        return again.innerHTML != element.innerHTML
    })
    return {ran: window.ran, elements: all.length, changed: round.length, foreign: all.filter(
        element => element.namespaceURI != 'http://www.w3.org/1999/xhtml').length,
        titled: document.title == title && document.body == body && document.forms.length == 0}
}"""
PICTURES = {"https://a.example/x.png", "http://evil.example/x.png"}  # a guest may show what lies elsewhere
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A post with comments for each family, and a page of all its guests' posts, one after the other."""
    site = Site(tmp_path_factory.mktemp("hostile"))
    site.write({"blog.toml": BLOG_TOML})
    for family in FAMILIES:
        site.write({f"posts/2026/{family}/it.md": f"---\ntitle: {family}\ndate: 2026-02-02\n---\nDite.\n"})
        for number, text in enumerate(texts_of(family)):
            site.write({f"comments/{family}/{number:03}.md": comment(text)})
            site.write({f"posts/2026/{family}-{number}/it.md": guest(" ".join(text.split()) or "x", text)})
    site.ok("render")
    for family in FAMILIES:
        pages = [site.page(f"/2026/02/{family}-{number}/") for number in range(len(FAMILIES[family]))]
        mains = "\n".join(found[0] for page in pages if (found := MAIN.search(page)))
        site.write({f"public/guests-{family}.html": f"<!doctype html><title>x</title><main>{mains}</main>"})
    return site.root / "public"


def touched(page: Page, address: str) -> tuple[dict[str, Any], list[str]]:
    """What happens on a page when everything on it is touched, and what it asked others for; links may lead away."""
    asked: list[str] = []

    def answer(route: Any) -> None:
        request = route.request
        own = request.url.startswith(address.rpartition("/2026/")[0] or address.rpartition("/")[0])
        if own and request.url.partition("#")[0] == address:
            route.continue_()
            return
        if not (own or request.is_navigation_request() or request.url in PICTURES):
            asked.append(request.url)
        route.fulfill(status=204)

    def dismiss(dialog: Any) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.route("**/*", answer)
    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: asked.append(str(error)))
    page.on("popup", lambda popup: asked.append(popup.url))
    page.goto(address)
    assert asked == []
    found: dict[str, Any] = page.evaluate(TOUCH)
    assert page.url.partition("#")[0] == address
    return found, asked


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("address", ["/2026/02/{}/", "/guests-{}.html"])
def test_nothing_runs(address: str, family: str, site: Path, browser: Browser) -> None:
    with served(site) as at:
        page = browser.new_page(bypass_csp=True)
        page.add_init_script(WATCH)
        found, asked = touched(page, at + address.format(family))
        page.close()
    assert found["elements"] > len(FAMILIES[family])
    assert found == {"ran": [], "elements": found["elements"], "changed": 0, "foreign": 0, "titled": True}
    assert asked == []


@pytest.mark.parametrize(
    "html",
    [
        "<img src=x onerror=alert(1)>", "<p onmouseover=alert(1)>x</p>", "<a href='javascript:alert(1)'>x</a>",
        "<svg></svg>", "<script>document.title = 'y'</script>", "<form name=x></form>", "<p onfocus=')'>x</p>",
        "<img src=//evil.example/y.png>", "<style>p { background: url(//evil.example/x) }</style><p>x",
    ],
)  # fmt: skip
def test_the_watch_sees_what_it_is_there_to_see(html: str, tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "x.html").write_text(f"<!doctype html><title>x</title><main><div class=body>{html}</div></main>")
    with served(tmp_path) as at:
        page = browser.new_page()
        page.add_init_script(WATCH)
        try:
            found, asked = touched(page, f"{at}/x.html")
            wrong = [*found["ran"], *asked, found["foreign"], not found["titled"], page.title() != "x"]
        except AssertionError:
            wrong = [True]
        page.close()
    assert any(wrong)
