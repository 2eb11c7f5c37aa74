"""How comments are called: several names for one, ids given by hand, and keys with a slip in them."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from tests.support import BLOG_TOML, ITALIAN, TOGETHER, changed, comment

if TYPE_CHECKING:
    from tests.support import Site

FOLDER = "comments/una-passeggiata"
PAGE = "/2026/02/una-passeggiata/"
NFC, NFD = unicodedata.normalize("NFC", "caffè"), unicodedata.normalize("NFD", "caffè")


def articles(site: Site) -> list[str]:
    """The ids of the comments on the page, in their order."""
    site.run("render")
    page = site.page(PAGE)
    return [piece.partition('"')[0] for piece in page.split('<article class="comment" id="')[1:]]


@pytest.mark.parametrize(
    ("approved", "cautious", "status"),
    [
        (f"{NFC}.md", f"{NFD}.spam.md", "spam"),
        (f"{NFD}.md", f"{NFC}.pending.md", "pending"),
        ("Caffè.md", "caffè.rejected.md", "rejected"),
        ("a1.md", "A1.spam.md", "spam"),
        ("straße.md", "STRASSE.pending.md", "pending"),
    ],
)
def test_names_that_differ_by_form_or_letter_case_are_one_comment_s(
    walk: Site, approved: str, cautious: str, status: str
) -> None:
    walk.write({f"{FOLDER}/{approved}": comment("Bello!"), f"{FOLDER}/{cautious}": comment("Bello!")})
    assert articles(walk) == []
    listed = json.loads(walk.ok("comment", "list", "--json").out)["comments"]
    assert [(each["status"], each["path"]) for each in listed] == [(status, f"{FOLDER}/{cautious}")]
    counts = json.loads(walk.ok("show", "una-passeggiata", "--json").out)["post"]["comments"]
    assert {name: number for name, number in counts.items() if number} == {status: 1}
    for name in (approved.partition(".")[0], cautious.partition(".")[0]):
        assert json.loads(walk.ok("comment", "show", name, "--json").out)["comment"]["status"] == status
        by_path = walk.ok("comment", "show", f"{FOLDER}/{name}.md", "--json").out
        assert json.loads(by_path)["comment"]["status"] == status
    found = walk.run("check", "--json")
    (finding,) = (each for each in json.loads(found.out)["findings"] if each["rule"] == "comments")
    assert finding["path"] == f"{FOLDER}/{cautious}"
    assert (
        finding["message"]
        == f"has 2 files, and it is {status} until somebody decides: the other is {FOLDER}/{approved}"
    )
    own = cautious.partition(".")[0]
    assert finding["hint"] == f"blogcli comment approve {own}, or reject or spam"
    assert walk.ok("comment", "approve", approved.partition(".")[0]).lines == [f"{FOLDER}/{own}.md"]
    assert list(walk.tree(FOLDER)) == [f"{own}.md"]
    assert len(articles(walk)) == 1
    assert "until somebody decides" not in walk.run("check").out


def test_two_names_of_one_status_are_decided_on_and_move_together(walk: Site) -> None:
    walk.write({f"{FOLDER}/{NFC}.md": comment("Bello!"), f"{FOLDER}/{NFD}.md": comment("Bello!")})
    walk.write({"posts/2026/altro/it.md": changed(ITALIAN, "passeggiata", "altra")})
    walk.ok("comment", "move", NFC, "altro")
    left = [[name for name in walk.tree(folder) if name.endswith(".md")] for folder in ("comments/altro", FOLDER)]
    assert [*map(len, left)] == [2, 0]
    walk.ok("comment", "approve", NFD)
    assert len([name for name in walk.tree("comments/altro") if name.endswith(".md")]) == 1


def test_of_two_that_differ_none_is_lost_in_silence(walk: Site) -> None:
    walk.write({f"{FOLDER}/a.md": comment("Uno"), f"{FOLDER}/A.md": comment("Due")})
    result = walk.run("render")
    assert (result.code, "has the id of another comment" in result.err) == (4, True)
    assert "differs from" in walk.fails("comment", "approve", "a")
    assert "they differ: keep one of them by hand" in walk.run("check", "--json").out


def test_check_names_every_comment_that_a_merge_left_with_two_names(walk: Site) -> None:
    walk.ok("rename", "una-passeggiata", "--id", "salita")
    walk.write({f"{FOLDER}/a.md": comment("Uno"), "comments/salita/a.spam.md": comment("Uno")})
    walk.write({"comments/salita/b.md": comment("Due"), "comments/salita/b.rejected.md": comment("Due?")})
    walk.write({"comments/salita/c.md": comment("Tre")})
    lines = [line for line in walk.run("check").lines if "until somebody decides" in line]
    assert [line.partition(":")[0] for line in lines] == ["comments/salita/a.spam.md", "comments/salita/b.rejected.md"]


def test_numbers_in_ids_given_by_hand_sort_as_people_count(walk: Site) -> None:
    names = ["1", "2", "10", "c2", "c10", "c10b2", "C11"]
    walk.write({f"{FOLDER}/{name}.md": comment("Bello!") for name in reversed(names)})
    walk.write({f"{FOLDER}/p{number}.pending.md": comment("x") for number in (12, 3)})
    assert articles(walk) == [f"c-{name}" for name in names]
    listed = json.loads(walk.ok("comment", "list", "--json", "--status", "approved").out)["comments"]
    assert [each["id"] for each in listed] == names
    found = re.findall(r'#c-(\w+)"/>\n<thr', walk.page("/comments.xml"))
    assert found == names[::-1]
    pending = json.loads(walk.ok("comment", "list", "--json", "--status", "pending").out)["comments"]
    assert [each["id"] for each in pending] == ["p3", "p12"]


def test_ids_that_blogcli_gave_stay_in_their_order(walk: Site) -> None:
    for number in range(30):
        said = ("--anonymous", "--approve", "--body", f"Numero {number:02}.")
        walk.ok("comment", "add", "una-passeggiata", *said, "--language", "it")
    listed = json.loads(walk.ok("comment", "list", "--json").out)["comments"]
    assert [each["text"].strip() for each in listed] == [f"Numero {number:02}." for number in range(30)]


def test_an_id_given_by_hand_means_the_comment_of_the_post_that_is_named(walk: Site) -> None:
    walk.write({"posts/2026/altro/it.md": changed(ITALIAN, "passeggiata", "altra")})
    walk.write({f"{FOLDER}/1.md": comment("Qui"), "comments/altro/1.md": comment("Là")})
    walk.write({"comments/altro/12.md": comment("x")})
    add = ("comment", "add", "--anonymous", "--body", "Anch'io", "--reply-to", "1")
    for post in ("altro", "una-passeggiata"):
        (path,) = walk.ok(*add, post).lines
        assert (path.split("/")[1], '\nreply_to: "1"\n' in walk.read(path)) == (post, True)
    (answer,) = walk.ok("comment", "reply", "comments/altro/1.md", "--body", "Grazie").lines
    assert answer.startswith("comments/altro/")
    assert "could be any of 2 comments" in walk.fails("comment", "reply", "1", "--body", "Grazie", code=2)
    assert "comment 12 is on 'altro', not on 'una-passeggiata'" in walk.fails(*add[:-1], "12", "una-passeggiata")
    walk.ok("rename", "altro", "--id", "nuovo")
    (path,) = walk.ok(*add, "nuovo").lines
    assert path.startswith("comments/nuovo/")
    (answer,) = walk.ok("comment", "reply", "comments/altro/1.md", "--body", "Grazie").lines
    assert answer.startswith("comments/nuovo/")


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("Author", "author"),
        ("reply-to", "reply_to"),
        ("Reply-To", "reply_to"),
        ("langauge", "language"),
        ("ulr", "url"),
        ("URL", "url"),
    ],
)
def test_a_misspelt_key_is_a_warning_of_render_and_check(walk: Site, key: str, meant: str) -> None:
    text = f"---\ndate: 2026-02-12\n{key}: it\n---\nBello!\n"
    walk.write({f"{FOLDER}/a.md": text, f"{FOLDER}/b.pending.md": text, f"{FOLDER}/c.spam.md": text})
    for _ in range(2):  # the second time it is remembered
        result = walk.ok("render")
        for name in ("a.md", "b.pending.md"):
            assert f"{FOLDER}/{name}:3: unknown key '{key}'\n  hint: did you mean '{meant}'?" in result.err
        assert "c.spam.md" not in result.err
        assert f"{FOLDER}/a.md:3: unknown key '{key}' [comments]" in walk.run("check").lines


def test_a_key_of_one_s_own_and_a_removed_comment_s_are_none_of_its_business(walk: Site) -> None:
    walk.write({f"{FOLDER}/a.md": "---\ndate: 2026-02-12\nmood: good\ntags: [x]\n---\nBello!\n"})
    walk.write({f"{FOLDER}/b.md": "---\ndate: 2026-02-12\nremoved: 2026-02-12\nAuthor: x\n---\n"})
    assert "unknown key" not in walk.ok("render").err


def test_a_missing_date_s_hint_names_the_misspelt_key(walk: Site) -> None:
    walk.write({f"{FOLDER}/a.md": "---\nDate: 2026-02-12\n---\nBello!\n"})
    result = walk.run("render")
    assert f"{FOLDER}/a.md:2: has no date" in result.err
    assert "did you mean 'date' by 'Date'?" in result.err


@pytest.mark.parametrize("trusted", ["true", "false"])
@pytest.mark.parametrize("toml", [BLOG_TOML, TOGETHER])
def test_a_heading_can_t_take_a_comment_s_anchor(walk: Site, trusted: str, toml: str) -> None:
    given = "20260212T080000Z-aaaaaa"
    headings = f"## C 1\n\n## Own {{#c-{given}}}\n\n## C 1\n"
    text = changed(ITALIAN, "tags: [monti]", f"trusted: {trusted}")
    walk.write({"blog.toml": toml, "posts/2026/una-passeggiata/it.md": f"{text}\n{headings}"})
    walk.write({f"{FOLDER}/{name}.md": comment("Qui") for name in ("1", given)})
    walk.ok("render")
    page = walk.page(PAGE)
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert re.findall(r'<article class="comment" id="([^"]*)"', page) == ["c-1", f"c-{given}"]
    assert re.findall(r'<h[23] id="(c-[^"]*)', page) == ["c-1-3", f"c-{given}-2", "c-1-2"]
