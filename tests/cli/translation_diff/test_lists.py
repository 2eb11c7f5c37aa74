"""`blogcli translation diff` and `status` of lists: what stands in an item is a block of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.repository import POST, commit, replace
from tests.cli.translation_diff.told import document, told

if TYPE_CHECKING:
    from tests.support import Site

FEES = """\
- Fuori.

  - Dentro.

  Di nuovo fuori:

    - Primo, la tassa è di dieci soldi.
"""


def posted(blog: Site, body: str, translation: str) -> None:
    """A post with this body, and its translation as it was made from it."""
    blog.write({f"{POST}/it.md": f"---\ntitle: Una passeggiata\ndate: 2026-02-10\n---\n{body}"})
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", translation)
    commit(blog.root)


def standing(blog: Site) -> dict[str, Any]:
    """How `status` has the translation."""
    (found,) = json.loads(blog.run("status", "--json").out)["translations"]
    return dict(found)


def test_text_behind_an_inner_list_is_text_of_the_outer_item(blog: Site) -> None:
    posted(blog, FEES, "- Out.\n\n  - In.\n\n  Out again:\n\n    - First, the fee is ten coins.\n")
    replace(blog, f"{POST}/it.md", "dieci", "novanta")
    found = standing(blog)
    assert (found["state"], found["only"], found["blocks"], found["total"]) == ("behind", [], [4], 5)
    assert told(blog) == [
        (
            "changed",
            "- Primo, la tassa è di dieci soldi.",
            "- Primo, la tassa è di novanta soldi.",
            "- First, the fee is ten coins.",
        )
    ]


def test_of_a_long_list_the_items_that_changed_are_shown_alone(blog: Site) -> None:
    items = [f"- Voce numero {number}, con due parole.\n" for number in range(1367)]
    posted(blog, "".join(items), "".join(f"- Entry number {number}, with two words.\n" for number in range(1367)))
    for number in (5, 300, 301, 888, 1366):
        items[number] = items[number].replace("due", "tre")
    blog.write({f"{POST}/it.md": f"---\ntitle: Una passeggiata\ndate: 2026-02-10\n---\n{''.join(items)}"})
    found = standing(blog)
    assert (found["blocks"], found["total"]) == ([6, 301, 302, 889, 1367], 1368)
    passages = document(blog)["blocks"]
    assert [(each["kind"], each["now"], each["mine"]) for each in passages] == [
        ("list item", items[number].rstrip(), f"- Entry number {number}, with two words.")
        for number in (5, 300, 301, 888, 1366)
    ]


@pytest.mark.parametrize(
    ("indented", "fenced"),
    [
        ("Prima:\n\n    fai tutto\n\n    e bene\n", "Prima:\n\n```\nfai tutto\n\ne bene\n```\n"),
        ("Prima:\n\n    fai tutto\n", "Prima:\n\n~~~ sh\nfai tutto\n~~~\n"),
        ("1. Prima:\n\n       fai tutto\n", "1. Prima:\n\n   ```sh\n   fai tutto\n   ```\n"),
        ("- Prima:\n\n  - Poi:\n\n        fai tutto\n", "- Prima:\n\n  - Poi:\n\n    ```\n    fai tutto\n    ```\n"),
        (">     fai tutto\n", "> ```\n> fai tutto\n> ```\n"),
        ("-\tPrima:\n\n\t\tfai tutto\n", "- Prima:\n\n  ```\n  \tfai tutto\n  ```\n".replace("\tfai", "fai")),
    ],
)
def test_code_is_the_same_indented_or_fenced(blog: Site, indented: str, fenced: str) -> None:
    posted(blog, indented, indented.replace("Prima", "First").replace("Poi", "Then"))
    replace(blog, f"{POST}/it.md", indented, fenced)
    found = standing(blog)
    assert (found["state"], found["only"], found["blocks"]) == ("current", [], [])
    replace(blog, f"{POST}/it.md", "fai tutto", "fai  niente")
    assert (standing(blog)["state"], standing(blog)["only"]) == ("current", ["code"])


@pytest.mark.parametrize(
    "other",
    [
        "* Uno\n* due\n  * tre\n\n    quattro\n",
        "1. Uno\n2. due\n   1. tre\n\n      quattro\n",
        "- Uno\n- due\n    - tre\n\n      quattro\n",
        "-   Uno\n\n-   due\n\n    - tre\n\n      quattro\n",
        "- Uno\n- due\n  + tre\n\n    quattro\n",
        "-\n  Uno\n- due\n  - tre\n\n    quattro\n",
    ],
)
def test_the_marks_of_a_list_and_the_room_around_them_are_no_change(blog: Site, other: str) -> None:
    first = "- Uno\n- due\n  - tre\n\n    quattro\n"
    posted(blog, first, "- One\n- two\n  - three\n\n    four\n")
    replace(blog, f"{POST}/it.md", first, other)
    assert (standing(blog)["state"], standing(blog)["only"]) == ("current", [])


def test_a_translation_that_lacks_an_item_is_ahead_by_it(blog: Site) -> None:
    posted(blog, "- Uno\n- due\n- tre\n", "- One\n- two\n- three\n")
    replace(blog, f"{POST}/en.md", "- two\n", "")
    assert standing(blog)["state"] == "ahead"
    assert [(each["change"], each["then"]) for each in document(blog)["own"]] == [("removed", "- two")]
