"""Posts that answer others: each page leads to the other, in the language of its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import feedparser
import pytest

from tests.render.reading import dead_links, read
from tests.support import ENGLISH, ITALIAN, TOGETHER, changed
from tests.test_build import written

if TYPE_CHECKING:
    from tests.support import Site

IT, EN = "/2026/02/una-passeggiata/", "/en/2026/02/a-walk/"
GUEST = "posts/2026/altra/it.md"
SAID = "---\ntitle: Un'altra <i>via</i>\ndate: 2026-02-20\nauthor: Ugo\ntrusted: false\nin_response_to: {}\n---\n"
TEXT = "Per il bosco.<script>alert(1)</script>\n"
THREAD = "{http://purl.org/syndication/thread/1.0}in-reply-to"
ABOVE, BELOW = ".//p[@class='response']", ".//section[@class='responses']//li"


@pytest.fixture
def guests(walk: Site) -> Site:
    """The walk, and a guest's post in Italian that answers it."""
    walk.write({GUEST: SAID.format("una-passeggiata") + TEXT})
    walk.ok("render")
    return walk


def test_the_answer_and_what_it_answers_lead_to_each_other(guests: Site) -> None:
    answer, answered = read(guests, "/2026/02/altra/"), read(guests, IT)
    assert answer.text(ABOVE) == ["In risposta a Una passeggiata Di Ada Bianchi"]
    assert answer.one(f"{ABOVE}//a").attrib == {"href": IT}
    assert answered.text(BELOW) == ["Un'altra <i>via</i> Di Ugo"]
    assert answered.one(f"{BELOW}//a").attrib == {"href": "/2026/02/altra/"}
    english = read(guests, EN)
    assert english.text(".//section[@class='responses']/h2") == ["Responses"]
    assert english.text(BELOW) == ["Un'altra <i>via</i> By Ugo in Italian"]
    link = english.one(f"{BELOW}//a")
    assert (link.get("lang"), link.get("hreflang"), link.get("dir")) == ("it", "it", "ltr")
    assert answer.scripts() == []
    assert answer.all(BELOW) == answered.all(ABOVE) == []
    assert dead_links(guests, "https://blog.example/") == []


def test_each_leads_to_the_version_of_its_reader_s_language(guests: Site) -> None:
    guests.ok("translate", "altra", "en", "--title", "Another way", "--body", "Through the wood.")
    guests.ok("render")
    assert read(guests, EN).text(BELOW) == ["Another way By Ugo"]
    assert read(guests, "/en/2026/02/another-way/").text(ABOVE) == ["In response to A walk By Ada Bianchi"]


def test_feed_readers_are_told_what_a_post_answers(guests: Site) -> None:
    assert not feedparser.parse(guests.page("/feed.xml").encode()).bozo
    (answer,) = ElementTree.fromstring(guests.page("/feed.xml")).iter(THREAD)
    assert answer.attrib == {
        "ref": "tag:blog.example,2026:post:una-passeggiata:it",
        "type": "text/html",
        "href": f"https://blog.example{IT}",
    }
    assert THREAD not in guests.page("/en/feed.xml")


def test_an_id_the_post_had_before_finds_it(guests: Site) -> None:
    guests.ok("rename", "una-passeggiata", "--id", "gita")
    guests.ok("render")
    assert read(guests, "/2026/02/altra/").one(f"{ABOVE}//a").get("href") == IT
    (answer,) = ElementTree.fromstring(guests.page("/feed.xml")).iter(THREAD)
    assert answer.get("ref") == "tag:blog.example,2026:post:una-passeggiata:it"


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("una-paseggiata", "in_response_to: there is no post 'una-paseggiata'", "did you mean 'una-passeggiata'?"),
        ("zzz", "in_response_to: there is no post 'zzz'", "a post's id is the name of its folder"),
        ("altra", "in_response_to names the post itself", "name the post it answers, or drop the key"),
    ],
)
def test_an_answer_to_nothing_stops_the_render(name: str, message: str, hint: str, guests: Site) -> None:
    guests.write({GUEST: SAID.format(name) + TEXT})
    assert guests.fails("render") == f"blogcli: {GUEST}:6: {message}\n  hint: {hint}\n"


def test_an_answer_to_what_can_t_be_seen_yet_is_shown_alone(guests: Site) -> None:
    guests.write({GUEST: SAID.format("futura") + TEXT, "posts/futura/it.md": ITALIAN.replace("2026-02", "2026-05")})
    done = guests.ok("render")
    assert f"{GUEST}:6: in_response_to names 'futura', which readers can't see yet" in done.err
    assert read(guests, "/2026/02/altra/").all(ABOVE) == []
    guests.ok("render", "--now", "2026-06-01")
    assert read(guests, "/2026/02/altra/").text(ABOVE) != []


def test_answers_go_round_and_a_translation_s_own_word_counts_for_nothing(guests: Site) -> None:
    guests.write(
        {
            "posts/2026/una-passeggiata/it.md": changed(ITALIAN, "title:", "in_response_to: altra\ntitle:"),
            "posts/2026/una-passeggiata/en.md": changed(ENGLISH, "title:", "in_response_to: nessuno\ntitle:"),
        }
    )
    guests.ok("render")
    for address in (IT, "/2026/02/altra/"):
        assert len(read(guests, address).all(ABOVE)) == len(read(guests, address).all(BELOW)) == 1


def test_on_one_page_answers_stand_once(guests: Site) -> None:
    guests.write({"blog.toml": TOGETHER})
    guests.ok("render")
    assert read(guests, IT).text(BELOW) == ["Un'altra <i>via</i> Di Ugo"]


def test_a_new_title_touches_the_page_that_names_it(guests: Site) -> None:
    guests.write({GUEST: changed(guests.read(GUEST), "altra <i>", "ultima <i>")})
    touched = written(guests)
    assert {f"{IT[1:]}index.html", f"{EN[1:]}index.html"} <= touched
    guests.write({"posts/2026/una-passeggiata/it.md": changed(ITALIAN, "Una passeggiata", "La gita")})
    assert "2026/02/altra/index.html" in written(guests)
