"""HTML that an author left open: `check` names it, and what stands around it on pages, in lists and feeds is there."""

from __future__ import annotations

import json

import pytest

from tests.render.reading import contents, read
from tests.support import Site, comment

IT, EN = "posts/2026/uno/it.md", "posts/2026/uno/en.md"
HEAD = "---\ntitle: Uno\ndate: 2026-02-01\n---\n"
GUEST = HEAD.replace("date", "trusted: false\ndate")
SLIPS = {
    "<!-- nota": "'<!--' is never closed, and hides the rest of the text",
    "<script>a()": "'<script>' is never closed, and hides the rest of the text",
    "Un <textarea> e": "'<textarea>' is never closed, and hides the rest of the text",
    "<details>": "'<details>' is never closed",
    "<svg><path d='M'/>": "'<svg>' is never closed",
    "Un <b>po'": "'<b>' is never closed",
    "</div>": "'</div>' closes nothing",
    "</div class='a": "'</div' has no '>', and is shown as text",
    '<div class="a>': "'<div' has no '>', and is shown as text",
    "<plaintext>a": "'<plaintext>' can't be closed, and is shown as text",
}


@pytest.fixture
def talked(blog: Site) -> Site:
    """A blog with two posts, the older of which has a comment."""
    blog.write(
        {
            "posts/2026/due/it.md": HEAD.replace("Uno", "Due").replace("02-01", "01-01") + "Testo.\n",
            "comments/uno/c1.md": comment("Bello."),
        }
    )
    return blog


@pytest.mark.parametrize("slip", SLIPS)
def test_a_page_a_list_and_a_feed_survive_it(slip: str, talked: Site) -> None:
    talked.write({IT: f"{HEAD}{slip}\n\nDopo.\n\n<!--more-->\n\nE poi.\n"})
    talked.ok("render")
    page = read(talked, "/2026/02/uno/")
    assert page.text("body/main/section[@id='_comments']//article//p")[-1:] == ["Bello."]
    assert len(page.all("body/footer")) == 1
    front = read(talked, "/")
    assert front.text(".//article/header/h2") == ["Uno", "Due"]
    assert len(front.all("body/footer")) == 1
    assert len(contents(talked, "/feed.xml")) == 2


@pytest.mark.parametrize("slip", SLIPS)
def test_it_is_named_with_its_line(slip: str, talked: Site) -> None:
    talked.write({IT: f"{HEAD}Prima: `<div>`.\n\n{slip}\n"})
    result = talked.run("check")
    assert (result.code, result.lines) == (4, [f"{IT}:7: {SLIPS[slip]} [html]"])
    (finding,) = json.loads(talked.run("check", "--json").out)["findings"]
    assert (finding["post"], finding["language"], bool(finding["hint"])) == ("uno", "it", True)


def test_in_a_guest_s_text_it_is_text(talked: Site) -> None:
    talked.write({IT: f"{GUEST}{''.join(f'{slip} ' for slip in SLIPS)}\n"})
    assert talked.ok("check").lines == []


def test_on_a_page_of_several_versions_each_ends_its_own(talked: Site) -> None:
    talked.write(
        {
            IT: HEAD.replace("date", "layout: together\ndate") + "<script>a\n",
            EN: "---\ntitle: One\nslug: one\ntranslated_from: it\n---\nA *walk*.\n",
        }
    )
    talked.ok("render")
    assert read(talked, "/2026/02/uno/").text(".//section[@class='version'][@lang='en']//em") == ["walk"]
