"""One conversation wherever it is counted and shown: pages, lists, feeds, what search engines are told, and `show`."""

from __future__ import annotations

import itertools
import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from tests.support import BLOG_TOML, ENGLISH, ITALIAN, TOGETHER, changed, comment

if TYPE_CHECKING:
    from tests.support import Site

SAID = [*itertools.product((None, "closed", "off"), (None, "open", "off"))]  # of the original, the translation
IT, EN = "/2026/02/una-passeggiata/", "/en/2026/02/a-walk/"
ENTRY = "{http://www.w3.org/2005/Atom}entry"


def entries(site: Site, address: str) -> int:
    """How many comments a feed has; none where there is no such feed."""
    if not (site.root / f"public{address}").exists():
        return 0
    return len(ElementTree.fromstring(site.page(address)).findall(ENTRY))


def counted(site: Site, address: str, language: str, *, shared: bool) -> dict[str, int]:
    """How many comments readers of a language see of the walk in each place; `shared` says that all see one page."""
    start = "" if language == "it" else "/en"
    page = site.page(IT if shared else address)
    card = re.search(r'<a[^>]*#_comments">\D*(\d+)', site.page(f"{start}/"))
    told = re.search(r'"commentCount":(\d+)', page)
    assert told
    (version,) = (
        each
        for each in json.loads(site.ok("show", "una-passeggiata", "--json").out)["post"]["versions"]
        if each["language"] == language
    )
    return {
        "page": page.count('<article class="comment'),
        "heading": int((re.search(r'id="_comments_title">\D*(\d+)', page) or ["", "0"])[1]),
        "search engines": int(told[1]),
        "list": int(card[1]) if card else 0,
        "feed of all": entries(site, f"{start}/comments.xml"),
        "feed of the language": entries(site, f"{start}/comments-{language}.xml"),
        "feed of the post": entries(site, f"{IT if shared else address}comments.xml"),
        "show": version["comments"],
    }


@pytest.mark.parametrize("layout", ["apart", "together"])
@pytest.mark.parametrize(("original", "translation"), SAID)
def test_all_places_show_the_same(walk: Site, layout: str, original: str | None, translation: str | None) -> None:
    for name, text, said in (("it", ITALIAN, original), ("en", ENGLISH, translation)):
        written = changed(text, "\n---\n", f"\ncomments: {said}\n---\n") if said else text
        walk.write({f"posts/2026/una-passeggiata/{name}.md": written})
    toml = TOGETHER if layout == "together" else BLOG_TOML
    walk.write(
        {
            "blog.toml": changed(toml, "[feed]\n", "[feed]\npost_comments = true\n"),
            "comments/una-passeggiata/a.md": comment("Bello!"),
            "comments/una-passeggiata/b.md": comment("Nice.", language="en"),
            "comments/una-passeggiata/c.md": "---\ndate: 2026-02-14\nremoved: 2026-02-15\n---\n",
            "comments/una-passeggiata/d.pending.md": comment("In attesa."),
            "comments/una-passeggiata/e.spam.md": comment("Casino."),
        }
    )
    walk.ok("render")
    shared = layout == "together"
    for language, address, said in (("it", IT, original), ("en", EN, translation or original)):
        off = (original if shared else said) == "off"
        found = counted(walk, address, language, shared=shared)
        expected = dict.fromkeys(found, 0 if off else 2)
        assert found == expected | {"feed of the language": 0 if off else 1}, language


def test_a_shared_page_goes_by_its_first_version_when_the_original_is_a_draft(walk: Site) -> None:
    """Then only one version is live, and has a page of its own."""
    walk.write({"blog.toml": TOGETHER, "comments/una-passeggiata/a.md": comment("Bello!")})
    walk.write({"posts/2026/una-passeggiata/it.md": changed(ITALIAN, "\n---\n", "\ncomments: off\ndraft: true\n---\n")})
    english = changed(ENGLISH, "\n---\n", "\ncomments: open\ndraft: false\n---\n")
    walk.write({"posts/2026/una-passeggiata/en.md": english})
    walk.ok("render")
    found = counted(walk, EN, "en", shared=False)
    assert found == dict.fromkeys(found, 1) | {"feed of the language": 0, "feed of the post": 0}


def test_show_counts_a_comment_once_that_lies_below_both_ids_of_its_post(walk: Site) -> None:
    walk.write({"comments/una-passeggiata/a.md": comment("Bello!")})
    walk.ok("rename", "una-passeggiata", "--id", "salita")
    walk.write({"comments/una-passeggiata/a.md": comment("Bello!"), "comments/salita/a.pending.md": comment("Bello!")})
    record = json.loads(walk.ok("show", "salita", "--json").out)["post"]
    walk.ok("render")
    shown = walk.page(IT).count('<article class="comment')
    assert (record["comments"]["approved"], record["comments"]["pending"], shown) == (0, 1, 0)
