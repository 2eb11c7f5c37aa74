"""Threads of any depth in a page: nested as far as a phone has room, then one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.render.reading import read
from tests.support import comment

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from tests.support import Site

DEPTH = 500
NESTED = 5


def nested(element: Element, lists: int = 0) -> int:
    """How many lists of comments lie within one another, at most."""
    lists += element.tag == "ol"
    return max([lists, *(nested(child, lists) for child in element)])


def test_a_thread_nests_so_far_and_then_names_whom_each_answers(walk: Site) -> None:
    # All at one moment, as nothing but what each answers puts them in order.
    names = [f"c{(depth * 7) % DEPTH:03}" for depth in range(DEPTH)]
    tree = {}
    for depth, name in enumerate(names):
        keys = {"reply_to": names[depth - 1]} if depth else {}
        tree[f"comments/una-passeggiata/{name}.md"] = comment("Sì.", author=f"Autore {depth}", **keys)
    walk.write(tree)
    walk.ok("render")
    page = read(walk, "/2026/02/una-passeggiata/")
    assert nested(page.root) == NESTED
    assert [each.get("id") for each in page.all(".//article[@id]")] == [f"c-{name}" for name in names]
    links = page.all(".//p[@class='answers']/a")
    assert [link.get("href") for link in links] == [f"#c-{name}" for name in names[:-1]]
    assert [link.text for link in links] == [f"in risposta a Autore {depth}" for depth in range(DEPTH - 1)]
