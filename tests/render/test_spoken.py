"""One conversation in many languages: readers are told so, and can choose which they see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.render.reading import read
from tests.support import ITALIAN, changed, comment

if TYPE_CHECKING:
    from tests.support import Site

IT, EN = "/2026/02/una-passeggiata/", "/en/2026/02/a-walk/"
SOURCE = "posts/2026/una-passeggiata/it.md"
TALK = "comments/una-passeggiata"
CHOICE = ".//fieldset[@class='spoken']"


def test_a_conversation_in_several_languages_offers_them_those_spoken_most_first(walk: Site) -> None:
    walk.write(
        {
            f"{TALK}/a.md": comment("Ja.", language="de"),
            f"{TALK}/b.md": comment("Bello!"),
            f"{TALK}/c.md": comment("Bellissimo!", reply_to="b"),
            f"{TALK}/d.md": comment("نعم", language="ar"),
            f"{TALK}/e.md": "---\ndate: 2026-02-12\nlanguage: fr\nremoved: 2026-02-28\n---\n",
            f"{TALK}/f.md": comment("Nice.", language="en", reply_to="e"),
        }
    )
    walk.ok("render")
    for address, legend, everything in (
        (IT, "Lingua dei commenti", "Tutte le lingue"),
        (EN, "Language of the comments", "All languages"),
    ):
        page = read(walk, address)
        assert page.text(f"{CHOICE}/legend") == [legend]
        assert page.text(f"{CHOICE}/label") == [everything, "Italiano", "English", "Deutsch", "العربية"]
        labels = [(label.get("lang"), label.get("dir")) for label in page.all(f"{CHOICE}/label/span")]
        assert labels == [("it", "ltr"), ("en", "ltr"), ("de", "ltr"), ("ar", "rtl")]
        assert [each.get("checked") is not None for each in page.all(f"{CHOICE}//input")] == [True, *[False] * 4]
        marks = {each.get("id"): (each.get("class") or "").split()[1:] for each in page.all(".//article[@id]")}
        assert marks == {"c-a": ["in-3"], "c-b": ["in-1"], "c-c": ["in-1"], "c-d": ["in-4"], "c-e": [], "c-f": ["in-2"]}


@pytest.mark.parametrize("languages", [(), ("it", "it"), ("en",)])
def test_one_language_leaves_nothing_to_choose(languages: tuple[str, ...], walk: Site) -> None:
    walk.write({f"{TALK}/c{n}.md": comment("Ciao.", language=tag) for n, tag in enumerate(languages)})
    walk.ok("render")
    for address in (IT, EN):
        assert read(walk, address).all(CHOICE) == []
        assert "in-1" not in walk.page(address)


def test_no_more_languages_can_be_chosen_than_the_style_sheet_knows(walk: Site) -> None:
    tags = ["ar", "cs", "de", "el", "en", "es", "fr", "it", "ja", "ko"]
    walk.write({f"{TALK}/c{n}.md": comment("…", language=tag) for n, tag in enumerate(tags)})
    walk.ok("render")
    page, style = read(walk, IT), walk.read("public/theme/style.css")
    marks = [mark for each in page.all(f"{CHOICE}//input") if (mark := each.get("data-mark"))]
    assert len(marks) == 8
    assert all(
        f'[data-mark="{mark}"]:checked' in style and f".comment:not(.in-{mark}, :target)" in style for mark in marks
    )


@pytest.mark.parametrize(("said", "told"), [("open", True), ("closed", False), ("off", False)])
def test_readers_are_told_that_any_language_will_do_while_they_may_write(said: str, told: bool, walk: Site) -> None:
    walk.write({SOURCE: changed(ITALIAN, "title:", f"comments: {said}\ntitle:"), f"{TALK}/a.md": comment("Bello!")})
    walk.ok("render")
    for address, hint in ((IT, "Si può scrivere in qualsiasi lingua."), (EN, "Write in any language.")):
        assert read(walk, address).text(".//p[@class='hint']") == ([hint] if told else [])
