"""`blogcli translation diff`: which blocks changed, and what stands beside each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.repository import POST, commit, git, on_terminal, replace
from tests.cli.translation_diff.told import DIFF, ITALIAN, document, told
from tests.support import BLOG_TOML

if TYPE_CHECKING:
    from tests.support import Site


def test_a_changed_paragraph_is_shown_as_it_was_as_it_is_and_as_it_was_translated(level: Site) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    result = level.ok(*DIFF)
    assert result.out == (
        f"{POST}/it.md:5: paragraph changed\n"
        "- Il sentiero sale piano tra i castagni.\n"
        "+ Il sentiero sale ripido tra i castagni.\n"
        f"{POST}/en.md:13: its translation\n"
        "  The path climbs slowly.\n"
    )
    assert result.err == ""


def test_what_came_went_moved_and_is_linked_elsewhere_is_told(level: Site) -> None:
    text = level.read(f"{POST}/it.md")
    text = text.replace("Il sentiero sale piano tra i castagni.\n\n", "").replace("a.example", "b.example")
    text = text.replace("## La discesa", "Una capra ci guarda.\n\n## La discesa")
    level.write({f"{POST}/it.md": text})
    assert told(level) == [
        ("removed", "Il sentiero sale piano tra i castagni.", None, "The path climbs slowly."),
        ("added", None, "Una capra ci guarda.", None),
        (
            "changed",
            "Si scende per [la mulattiera](https://a.example).",
            "Si scende per [la mulattiera](https://b.example).",
            "By [the mule track](https://a.example).",
        ),
    ]
    removed, added, _ = document(level)["blocks"]
    assert (removed["number"], removed["line"]) == (0, 2)
    lines = level.read(f"{POST}/en.md").split("\n")
    assert lines[added["mine_line"] - 1] == "Then, past the wood, the sea."


def test_what_only_moved_is_called_moved(level: Site) -> None:
    first, second = "Il sentiero sale piano tra i castagni.", "Poi, dopo il bosco, si vede il mare."
    replace(level, f"{POST}/it.md", f"{first}\n\n{second}", f"{second}\n\n{first}")
    found = document(level)
    assert found["only"] == ["order"]
    assert [(item["change"], item["mine"]) for item in found["blocks"]] == [("moved", "Then, past the wood, the sea.")]


def test_what_moved_is_told_by_where_it_stood(level: Site) -> None:
    first, last = "Il sentiero sale piano tra i castagni.\n\n", "Si scende per [la mulattiera](https://a.example).\n"
    text = level.read(f"{POST}/it.md")
    level.write({f"{POST}/it.md": text.replace(first, "").replace(last, f"{last}\n{first}")})
    head = level.ok(*DIFF).lines[0]
    assert head == f"{POST}/it.md:11: paragraph moved here from below line 2"
    assert document(level)["blocks"][0]["from_line"] == 2
    level.write({f"{POST}/it.md": text.replace(last, "").replace("---\nIl", f"---\n{last}\nIl")})
    moved, *others = document(level)["blocks"]
    assert (moved["change"], moved["from_line"], others) == ("moved", 11, [])
    assert level.read(f"{POST}/it.md").split("\n")[moved["from_line"] - 1] == "## La discesa"


def test_title_and_summary_are_blocks_too(level: Site) -> None:
    replace(level, f"{POST}/it.md", "title: Una passeggiata\n", "title: Una salita\nsummary: In cima.\n")
    assert told(level) == [("changed", "Una passeggiata", "Una salita", "A walk"), ("added", None, "In cima.", None)]
    assert [item["line"] for item in document(level)["blocks"]] == [2, 3]


def test_what_the_translator_added_already_stands_beside_what_came(level: Site) -> None:
    replace(level, f"{POST}/it.md", "## La", "Una capra ci guarda.\n\n## La")
    replace(level, f"{POST}/en.md", "## Down", "A goat looks at us.\n\n## Down")
    assert told(level) == [("added", None, "Una capra ci guarda.", "A goat looks at us.")]
    assert document(level)["state"] == "both"


def test_a_translation_divided_otherwise_is_paired_below_its_headings(level: Site) -> None:
    text = level.read(f"{POST}/en.md").replace("The path climbs slowly.\n\nThen", "The path climbs slowly; then")
    level.write({f"{POST}/en.md": text})
    level.ok("translation", "done", "una-passeggiata", "en")
    replace(level, f"{POST}/it.md", "Si scende", "Poi si scende")
    replace(level, f"{POST}/it.md", "dopo il bosco", "oltre il bosco")
    mine = [item["mine"] for item in document(level)["blocks"]]
    assert mine == [
        "The path climbs slowly; then, past the wood, the sea.",
        "By [the mule track](https://a.example).",
    ]


def test_paragraphs_are_paired_with_what_they_were_though_others_came_between(level: Site) -> None:
    text = level.read(f"{POST}/it.md")
    text = text.replace("Il sentiero sale piano", "Una riga del tutto nuova.\n\nIl sentiero sale ripido")
    level.write({f"{POST}/it.md": text})
    assert [item[:2] for item in told(level)] == [
        ("added", None),
        ("changed", "Il sentiero sale piano tra i castagni."),
    ]


def test_of_a_picture_its_block_is_shown(level: Site) -> None:
    replace(level, f"{POST}/it.md", "piano", "piano ![](a.jpg)")
    level.ok("translation", "done", "una-passeggiata", "en")
    commit(level.root)
    replace(level, f"{POST}/it.md", "a.jpg", "b.jpg")
    found = document(level)
    assert (found["state"], found["only"]) == ("current", ["images"])
    assert [item["now"] for item in found["blocks"]] == ["Il sentiero sale piano ![](b.jpg) tra i castagni."]


def test_a_translation_of_a_translation_is_held_to_that(level: Site) -> None:
    level.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]')})
    body = "Le sentier monte.\n\nPuis la mer.\n\n## La descente\n\nPar [le chemin](https://a.example).\n"
    level.ok("translate", "una-passeggiata", "fr", "--from", "en", "--title", "Une promenade", "--body", body)
    commit(level.root)
    replace(level, f"{POST}/it.md", "piano", "ripido")
    french = ("translation", "diff", "una-passeggiata", "fr")
    assert level.ok(*french).out == ""
    replace(level, f"{POST}/en.md", "slowly", "steeply")
    assert level.ok(*french).lines == [
        f"{POST}/en.md:13: paragraph changed",
        "- The path climbs slowly.",
        "+ The path climbs steeply.",
        f"{POST}/fr.md:13: its translation",
        "  Le sentier monte.",
    ]


def test_where_nothing_changed_nothing_is_printed(level: Site) -> None:
    assert level.ok(*DIFF) == level.ok("list", "--tag", "nothing")
    assert document(level) == {
        "post": "una-passeggiata", "language": "en", "source": "it", "state": "current", "date": "2026-03-01",
        "blob": git(level.root, "hash-object", f"{POST}/it.md").strip(), "path": f"{POST}/en.md",
        "source_path": f"{POST}/it.md", "old": None, "reason": None, "own_old": None, "own_reason": None,
        "only": [], "blocks": [], "own": [],
    }  # fmt: skip
    replace(level, f"{POST}/it.md", "il bosco", "*il bosco*")  # emphasis is no change
    assert level.ok(*DIFF).out == ""
    assert on_terminal(level, 80, *DIFF) == f"Nothing changed in {POST}/it.md since 2026-03-01.\n"


def test_beside_a_translation_without_text_there_is_nothing(blog: Site) -> None:
    blog.write({f"{POST}/it.md": ITALIAN.replace("date:", "summary: Breve.\ndate:")})
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk")
    replace(blog, f"{POST}/it.md", "piano", "ripido")
    replace(blog, f"{POST}/it.md", "Breve", "Corto")
    replace(blog, f"{POST}/it.md", "Una passeggiata", "Una salita")
    assert [item[2:] for item in told(blog)] == [
        ("Una salita", "A walk"),
        ("Corto.", None),
        ("Il sentiero sale ripido tra i castagni.", None),
    ]
    assert document(blog)["state"] == "draft"


def test_code_that_changed_is_shown_though_no_prose_did(level: Site) -> None:
    replace(level, f"{POST}/it.md", "## La", "```\nls\n```\n\n## La")
    replace(level, f"{POST}/en.md", "## Down", "```\nls\n```\n\n## Down")
    level.ok("translation", "done", "una-passeggiata", "en")
    commit(level.root)
    replace(level, f"{POST}/it.md", "ls", "ls -l")
    assert told(level) == [("changed", "```\nls\n```", "```\nls -l\n```", "```\nls\n```")]
    assert document(level)["only"] == ["code"]
