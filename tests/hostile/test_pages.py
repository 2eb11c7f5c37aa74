"""Pages: hostile comments and guests' posts, from the command line to what a browser makes of the HTML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import html5lib

from blogcli.markup.sanitize import printable
from tests.hostile.judge import COMMENT, GUEST_SHOWN, breaches, breaches_among
from tests.hostile.sites import HARMLESS, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from tests.hostile.sites import Hostile

HTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"
ANSWERS = "{http://purl.org/syndication/thread/1.0}in-reply-to"


def classed(root: Element, tag: str, name: str) -> list[Element]:
    """The elements of a class."""
    return [each for each in root.iter(f"{HTML}{tag}") if name in (each.get("class") or "").split()]


def articles(root: Element) -> dict[str, Element]:
    """The comments of a page, by their ids."""
    return {each.get("id", ""): each for each in classed(root, "article", "comment")}


def within(element: Element) -> Iterator[Element]:
    """All that is in an element, itself not."""
    yield from (each for each in element.iter() if each is not element)


def frame(element: Element | None, *readers: str) -> list[tuple[str, ...]]:
    """The elements below one, with the names of their attributes; of those of these classes nothing that is in them."""
    found: list[tuple[str, ...]] = []
    assert element is not None
    stack = list(reversed(element))
    while stack:
        each = stack.pop()
        found.append((each.tag, *sorted(each.keys())))
        if each.get("class") not in readers:
            stack.extend(reversed(each))
    return found


def written(element: Element) -> str:
    """An element's HTML, written by another program than wrote it first."""
    html: str = html5lib.serialize(element, omit_optional_tags=False, alphabetical_attributes=True)
    return html


def guests_in(page: Element, path: str) -> list[Element]:
    """The parts of a page that guests wrote."""
    return classed(page, "div", "summary") + (classed(page, "div", "body") if "guest-" in path else [])


def test_each_comment_stands_in_its_place_and_holds_the_allow_list_alone(hostile: Hostile) -> None:
    found = articles(hostile.talk)
    assert list(found) == list(hostile.comments)
    harmless = next(frame(each, "text") for name, each in found.items() if hostile.comments[name] == HARMLESS)
    assert {name: hostile.comments[name] for name, each in found.items() if frame(each, "text") != harmless} == {}
    wrong = {}
    for name, each in found.items():
        (text,) = classed(each, "div", "text")
        if breach := breaches_among(within(text), COMMENT):
            wrong[hostile.comments[name]] = breach
    assert wrong == {}


def test_it_is_the_same_once_more(hostile: Hostile) -> None:
    """What is written down and parsed again has not become something else, as mutation XSS would have it."""
    again = parsed(written(hostile.talk))
    assert written(again) == written(hostile.talk)
    for before, after in zip(articles(hostile.talk).values(), articles(again).values(), strict=True):
        assert "".join(before.itertext()) == "".join(after.itertext())
        (text,) = classed(after, "div", "text")
        assert breaches_among(within(text), COMMENT) == []


def test_a_guest_s_texts_hold_the_allow_list_alone(hostile: Hostile) -> None:
    wrong: dict[str, list[str]] = {}
    shown = 0
    for path, html in hostile.pages():
        page = parsed(html)
        parts = guests_in(page, path)
        shown += len(parts)
        found = [breach for part in parts for breach in breaches_among(within(part), GUEST_SHOWN)]
        again = parsed(written(page))
        parts = guests_in(again, path)
        found += [breach for part in parts for breach in breaches_among(within(part), GUEST_SHOWN)]
        wrong |= {path: found} if found else {}
    assert wrong == {}
    assert shown >= 2 * (len(hostile.comments) - 1)


def test_a_guest_s_title_changes_nothing_around_it(hostile: Hostile) -> None:
    pages = [parsed(html) for path, html in hostile.pages() if "guest-" in path]
    head, header = frame(pages[0].find(f"{HTML}head")), frame(classed(pages[0], "article", "post")[0], "body")
    for page in pages:
        (heading,) = page.iter(f"{HTML}h1")
        title = "".join(heading.itertext())
        (told,) = page.iter(f"{HTML}script")
        (shared,) = (each.get("content") for each in page.iter(f"{HTML}meta") if each.get("property") == "og:title")
        assert title == shared == printable(json.loads(told.text or "")["headline"]).decode()
        assert page.findtext(f"*/{HTML}title") == f"{title} · Quaderno"
        assert frame(page.find(f"{HTML}head")) == head, title
        assert frame(classed(page, "article", "post")[0], "body") == header, title


def test_the_feeds_hold_no_more_than_the_pages(hostile: Hostile) -> None:
    files = hostile.site.tree("public")
    feeds = {path: data for path, data in files.items() if path.endswith(".xml") and b"<feed" in data}
    assert feeds
    for path, data in feeds.items():
        root = ElementTree.fromstring(data)
        assert {each.tag for each in root.iter() if not each.tag.startswith(ATOM)} <= {ANSWERS}, path
        for entry in root.iter(f"{ATOM}entry"):
            for html in entry.findall(f"{ATOM}content"):
                assert breaches(html.text or "", GUEST_SHOWN) == [], entry.findtext(f"{ATOM}title")
            assert {link.get("href", "").partition(":")[0] for link in entry.findall(f"{ATOM}link")} == {"https"}
