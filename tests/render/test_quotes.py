"""`markup.smart_quotes`: posts have the quotation marks of their languages, wherever they are shown."""

from __future__ import annotations

import pytest

from tests.render.reading import contents, read
from tests.support import BLOG_TOML, Site, changed, comment

SMART = f"{BLOG_TOML}\n[markup]\nsmart_quotes = true\n"
IT, EN = "/2026/02/una-passeggiata/", "/en/2026/02/a-walk/"
POST = "posts/2026/una-passeggiata"


@pytest.fixture
def quoting(walk: Site) -> Site:
    """A post in two languages, each with a quotation, and a reader's."""
    for name, text in (("it", "Il sentiero sale piano"), ("en", "The path climbs slowly")):
        file = f"{POST}/{name}.md"
        walk.write({file: changed(walk.read(file), text, f'"{text}"')})
    walk.write({"comments/una-passeggiata/c1.md": comment('Davvero "piano"?')})
    return walk


@pytest.mark.parametrize("trusted", ["", "trusted: false\n"])
def test_each_version_has_its_own_on_pages_in_lists_and_feeds(trusted: str, quoting: Site) -> None:
    quoting.write({f"{POST}/it.md": changed(quoting.read(f"{POST}/it.md"), "date:", f"{trusted}date:")})
    quoting.ok("render")
    assert '<p>"Il sentiero sale piano".</p>' in quoting.page(IT).replace("&quot;", '"')
    quoting.write({"blog.toml": SMART})
    quoting.ok("render")
    quoting.ok("render", "--verify")
    assert read(quoting, IT).text(".//div[@class='body']/p")[0] == "«Il sentiero sale piano»."
    assert read(quoting, EN).text(".//div[@class='body']/p")[0] == "“The path climbs slowly”."
    assert read(quoting, EN).one("head/meta[@name='description']").get("content") == "“The path climbs slowly”."
    assert read(quoting, "/").text(".//div[@class='summary']/p") == ["«Il sentiero sale piano»."]
    assert "«Il sentiero sale piano»." in contents(quoting, "/feed.xml")[0]
    assert 'Davvero "piano"?' in quoting.page(IT).replace("&quot;", '"')
    quoting.write({"blog.toml": BLOG_TOML})
    quoting.ok("render")
    assert "«" not in quoting.page(IT)


def test_on_a_page_of_several_versions_each_has_its_own(quoting: Site) -> None:
    quoting.write({"blog.toml": SMART.replace("timezone", 'layout = "together"\ntimezone')})
    quoting.ok("render")
    said = [text for text in read(quoting, IT).text(".//section[@class='version']//p") if "»" in text or "”" in text]
    assert said == ["«Il sentiero sale piano».", "“The path climbs slowly”."]
