"""Comments as files: what each key may hold, what a file's name says, and what is left out with a word about it."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from blogcli.config import load_config
from blogcli.content.comments import MAX_AUTHOR, MAX_TEXT
from blogcli.content.load import Loaded, load_blog
from blogcli.content.records import comments_of
from tests.support import ITALIAN, Site, comment

if TYPE_CHECKING:
    from blogcli.model import Comment

HERE = "comments/una-passeggiata"
POST = "posts/2026/una-passeggiata/it.md"
PAGE = "/2026/02/una-passeggiata/"


def loaded(site: Site) -> Loaded:
    return load_blog(load_config(site.root))


def comments(site: Site) -> list[Comment]:
    return [comment for post in loaded(site).blog.posts for comment in comments_of(post.talk)]


def test_a_comment_says_all_it_may(walk: Site) -> None:
    head = (
        "author: Zoë\ndate: 2026-02-12 09:00\nlanguage: no\nurl: https://zoe.example/\nreply_to: a\n"
        "by: author\nsource: import:altrove:12\nmood: lieta\n"
    )
    walk.write({f"{HERE}/b.md": f"---\n{head}---\n\n  Parole. \r\n"})
    (found,) = comments(walk)
    assert (found.id, found.post, found.path) == ("b", "una-passeggiata", f"{HERE}/b.md")
    assert (found.author, found.language, found.url, found.reply_to) == ("Zoë", "no", "https://zoe.example/", "a")
    assert (found.by_author, found.source, found.removed) == (True, "import:altrove:12", None)
    assert found.date.isoformat() == "2026-02-12T09:00:00+01:00"
    assert found.text == "\n  Parole. \r\n"


def test_a_comment_may_say_no_more_than_when_and_what(walk: Site) -> None:
    walk.write({f"{HERE}/b.md": "---\ndate: 2026-02-12\nauthor:\nurl: ''\n---\nSì.\n"})
    (found,) = comments(walk)
    assert (found.author, found.url, found.reply_to, found.source, found.by_author) == ("", "", "", "", False)


@pytest.mark.parametrize(("original", "language"), [("it", "it"), ("en", "en")])
def test_a_comment_that_names_no_language_is_in_the_original_s(original: str, language: str, blog: Site) -> None:
    other = {"it": "en", "en": "it"}[original]
    blog.write(
        {
            f"posts/a/{original}.md": "---\ntitle: A\ndate: 2026-01-01\n---\nx\n",
            f"posts/a/{other}.md": f"---\ntitle: B\ntranslated_from: {original}\n---\nx\n",
            "comments/a/c.md": "---\ndate: 2026-02-12\n---\nSì.\n",
        }
    )
    assert [found.language for found in comments(blog)] == [language]


def test_comments_stand_in_the_order_of_their_dates(walk: Site) -> None:
    dates = {"a": "2026-02-12T10:00:00+01:00", "b": "2026-02-12T08:59:00Z", "c": "2026-02-11", "d": "2026-02-12 10:00"}
    walk.write({f"{HERE}/{name}.md": comment("x", date=date) for name, date in dates.items()})
    assert [found.id for found in comments(walk)] == ["c", "b", "a", "d"]


FAULTS = {
    "no date": ("---\nauthor: Bea\n---\nx\n", "1: has no date"),
    "a date that is none": ("---\nauthor: Bea\ndate: ieri\n---\nx\n", "3: date 'ieri' is not an ISO 8601 date"),
    "a long name": (comment("x", author="é" * (MAX_AUTHOR + 1)), "2: author is longer than 100 characters"),
    "a name that is a list": (comment("x", author="[Bea, Leo]"), "2: author must be text"),
    "a url that does something": (comment("x", url="javascript:alert(1)"), "5: url 'javascript:alert(1)' is not an"),
    "a long url": (comment("x", url="https://a.example/" + "b" * 237), "5: url is longer than 254 characters"),
    "no language": (comment("x", language="italiano"), "4: language 'italiano' is not a language tag"),
    "a parent that is a path": (comment("x", reply_to="../a"), "5: reply_to '../a' can't be part of an address"),
    "by somebody": (comment("x", by="admin"), "5: by can only be: author"),
    "a day of removal that is none": (comment("", removed="sì"), "5: removed 'sì' is not an ISO 8601 date"),
    "no text": (comment(" \n\t"), " the text is empty"),
    "a long text": (comment("é" * (MAX_TEXT // 2)), " the text is longer than 64 KiB"),
    "no front matter": ("Solo parole.\n", "1: has no front matter"),
    "no end": ("---\ndate: 2026-02-12\nSolo parole.\n", "1: front matter has no closing line"),
    "a merge": (comment("<<<<<<< uno\na\n=======\nb\n>>>>>>> due"), "6: unresolved merge"),
    "no UTF-8": (b"---\ndate: 2026-02-12\n---\ncaff\xe8\n", "4: is not valid UTF-8"),
    "a NUL": (b"---\ndate: 2026-02-12\n---\n\n\0\n", "5: holds a NUL character"),
    "an anchor": ("---\ndate: &d 2026-02-12\n---\nx\n", "2: anchors (&) and aliases (*) are not allowed"),
    "a bomb": ("---\na: " + "[" * 20_000 + "\n---\nx\n", "2: front matter is nested deeper than 8"),
}


@pytest.mark.parametrize(("file", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_comment_is_left_out_and_named_and_the_others_are_shown(
    file: str | bytes, message: str, walk: Site
) -> None:
    walk.write({f"{HERE}/a.md": comment("Quello buono."), f"{HERE}/b.md": file})
    result = walk.run("render")
    assert result.code == 4
    assert f"blogcli: left out: {HERE}/b.md:{message}" in result.err
    assert "Traceback" not in result.err
    page = walk.page(PAGE)
    assert "Quello buono." in page
    assert 'id="c-b"' not in page


def test_what_is_just_within_the_limits_is_taken(walk: Site) -> None:
    walk.write({f"{HERE}/a.md": comment("é" * (MAX_TEXT // 2 - 1) + "x", author="é" * MAX_AUTHOR)})
    (found,) = comments(walk)
    assert (len(found.author), len(found.text.encode())) == (100, 64 * 1024)


def test_every_fault_of_every_comment_is_named(walk: Site) -> None:
    walk.write({f"{HERE}/a.md": "---\ndate: x\nurl: y\n---\n\n", f"{HERE}/b.md": "---\nby: z\ndate: w\n---\nSì.\n"})
    said = walk.run("render").err
    for where in ("a.md:2: date", "a.md:3: url", "a.md: the text is empty", "b.md:2: by", "b.md:3: date"):
        assert f"blogcli: left out: {HERE}/{where}" in said


def test_what_is_missing_is_named_with_what_is_wrong(walk: Site) -> None:
    walk.write({f"{HERE}/a.md": "---\nurl: y\n---\nSì.\n"})
    said = walk.run("render").err
    assert f"{HERE}/a.md:2: url" in said
    assert f"{HERE}/a.md:1: has no date" in said


@pytest.mark.parametrize(
    "place", [f"{HERE}/vecchi/b.md", f"{HERE}/vecchi/altri/b.pending.md", "comments/2026/una-passeggiata/b.md"]
)
def test_a_comment_that_lies_too_deep_is_named(place: str, walk: Site) -> None:
    walk.write({place: comment("Dove sono?"), f"{HERE}/a.md": comment("Qui.")})
    result = walk.run("render")
    assert result.code == 4
    assert f"left out: {place}: lies too deep to belong to a post\n  hint: move it to comments/" in result.err
    assert result.err.count("left out") == 1
    assert "Qui." in walk.page(PAGE)
    listed = walk.run("comment", "list")
    assert (listed.code, len(listed.lines)) == (4, 1)
    assert f"{place}: lies too deep" in listed.err


def test_a_comment_s_name_says_its_status(walk: Site) -> None:
    names = {"a.md": "approved", "b.pending.md": "pending", "c.rejected.md": "rejected", "d.spam.md": "spam"}
    walk.write({f"{HERE}/{name}": comment("x") for name in names})
    assert [found.status.value for found in comments(walk)] == list(names.values())


@pytest.mark.parametrize("name", ["a.pendig.md", "a.approved.please.md", "a.PENDING.md", "a.b.spam.md"])
def test_a_name_that_says_no_status_is_named_and_never_shown(name: str, walk: Site) -> None:
    walk.write({f"{HERE}/{name}": comment("SEGRETO")})
    result = walk.run("render")
    assert result.code == 4
    assert f"left out: {HERE}/{name}: " in result.err
    assert "is not a status: use pending, rejected, spam, or nothing for approved" in result.err
    assert "SEGRETO" not in walk.page(PAGE)


@pytest.mark.parametrize("name", [".a.md", "a.md~", "a.txt", "note", ".a.md.swp", ".blogcli-tmp-1-ab"])
def test_other_files_beside_the_comments_are_nobody_s_business(name: str, walk: Site) -> None:
    walk.write({f"{HERE}/{name}": "x"})
    assert comments(walk) == []
    assert walk.ok("render").err.count("\n") == 1


@pytest.mark.parametrize(
    ("names", "status"),
    [
        (["a.md", "a.pending.md"], "pending"),
        (["a.md", "a.rejected.md"], "rejected"),
        (["a.md", "a.spam.md"], "spam"),
        (["a.pending.md", "a.rejected.md"], "rejected"),
        (["a.pending.md", "a.spam.md"], "spam"),
        (["a.rejected.md", "a.spam.md"], "spam"),
        (["a.md", "a.pending.md", "a.rejected.md", "a.spam.md"], "spam"),
    ],
)
def test_of_two_names_the_more_cautious_counts(names: list[str], status: str, walk: Site) -> None:
    walk.write({f"{HERE}/{name}": comment("Parole.") for name in names})
    assert [(found.id, found.status.value) for found in comments(walk)] == [("a", status)]
    walk.ok("render")
    assert "Parole." not in walk.page(PAGE)


def test_a_removed_comment_needs_no_text_and_shows_none(walk: Site) -> None:
    walk.write({f"{HERE}/a.md": "---\ndate: 2026-02-12\nremoved: 2026-02-20\n---\n"})
    (found,) = comments(walk)
    assert found.removed is not None
    assert (found.removed.isoformat(), found.text, found.author) == ("2026-02-20T00:00:00+01:00", "", "")


# Which post it belongs to


@pytest.mark.parametrize("folder", ["UNA-Passeggiata", "gita", "GITA", "prima-gita"])
def test_comments_find_their_post_by_any_id_it_had_whatever_the_letter_case(folder: str, walk: Site) -> None:
    walk.write({POST: ITALIAN.replace("tags:", "former_ids: [gita, prima-gita]\ntags:")})
    walk.write({f"comments/{folder}/a.md": comment("Ci sono.")})
    walk.ok("render")
    assert "Ci sono." in walk.page(PAGE)


@pytest.mark.parametrize("other", ["gita", "mare"])
def test_where_an_id_leads_to_two_posts_it_is_said_whose_the_comments_are(other: str, walk: Site) -> None:
    """The one that has the id now; else the first that had it."""
    walk.write(
        {
            f"posts/{other}/it.md": "---\ntitle: Gita\ndate: 2026-02-01\nformer_ids: [GITA]\n---\nTesto.\n",
            POST: ITALIAN.replace("tags:", "former_ids: [gita]\ntags:"),
            "comments/gita/a.md": comment("Alla gita."),
        }
    )
    said = walk.ok("render").err
    assert f"posts/2026/una-passeggiata: the former id 'gita' is posts/{other}'s, which has its comments" in said
    assert "Alla gita." in walk.page(f"/2026/02/{other}/")
    assert "Alla gita." not in walk.page(PAGE)


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_a_folder_of_comments_whose_name_is_no_text_stops_nothing(walk: Site) -> None:
    walk.write({f"{HERE}/a.md": comment("Ciao.")})
    Path(os.fsdecode(os.fsencode(walk.root / "comments") + b"/caff\xe8")).mkdir()
    result = walk.run("render")
    assert result.code == 4
    assert "left out: comments/caff\\udce8: has a name that is not valid UTF-8\n  hint: rename it" in result.err
    assert "Ciao." in walk.page(PAGE)
    walk.ok("comment", "show", "a")
    assert walk.run("comment", "list").code == 4


def test_comments_under_an_old_and_the_new_id_are_one_conversation(walk: Site) -> None:
    walk.write(
        {
            POST: ITALIAN.replace("tags:", "former_ids: [gita]\ntags:"),
            "comments/gita/a.md": comment("Prima.", date="2026-02-12"),
            f"{HERE}/b.md": comment("Dopo.", date="2026-02-13", reply_to="a"),
        }
    )
    walk.ok("render")
    page = walk.page(PAGE)
    assert page.index("Prima.") < page.index("Dopo.")
    assert "in risposta a Bea" in " ".join(page.split())


def test_of_one_comment_under_the_old_and_the_new_id_the_more_cautious_counts(walk: Site) -> None:
    walk.write(
        {
            POST: ITALIAN.replace("tags:", "former_ids: [gita]\ntags:"),
            "comments/gita/a.spam.md": comment("Parole."),
            f"{HERE}/a.md": comment("Parole."),
        }
    )
    walk.run("render")
    assert "Parole." not in walk.page(PAGE)


def test_of_two_comments_with_one_id_none_vanishes_without_a_word(walk: Site) -> None:
    walk.write(
        {
            POST: ITALIAN.replace("tags:", "former_ids: [gita]\ntags:"),
            "comments/gita/a.md": comment("Prima."),
            f"{HERE}/a.md": comment("Dopo."),
        }
    )
    result = walk.run("render")
    page = walk.page(PAGE)
    assert ("Prima." in page and "Dopo." in page) or result.code == 4


@pytest.mark.parametrize(
    ("name", "reply_to"),
    [
        ("perché", "perché"),
        pytest.param("Ab", "aB"),
        pytest.param(
            unicodedata.normalize("NFD", "perché"), "perché",
        ),
    ],
)  # fmt: skip
def test_a_reply_finds_its_parent_whatever_the_letter_case_or_composition(name: str, reply_to: str, walk: Site) -> None:
    walk.write({f"{HERE}/{name}.md": comment("Ciao.", author="Lia", date="2026-02-12")})
    walk.write({f"{HERE}/z.md": comment("A te.", reply_to=reply_to, date="2026-02-13")})
    walk.ok("render")
    assert "in risposta a Lia" in walk.page(PAGE)


# What a comment must never do: stop the blog


@pytest.mark.parametrize("date", ["9999-12-31T23:30:00Z", "9999-12-31T23:59:59+00:00"])
def test_a_comment_from_the_end_of_the_calendar_stops_nothing(date: str, walk: Site) -> None:
    walk.write({f"{HERE}/a.md": comment("Addio.", date=date), f"{HERE}/b.md": comment("Ciao.")})
    assert walk.run("render").code in (0, 4)
    assert "Ciao." in walk.page(PAGE)


@pytest.mark.parametrize("date", ["0001-01-03", "1583-01-01", "9999-12-30", "2026-02-12T10:00:00+23:59"])
def test_a_comment_of_any_other_time_is_shown(date: str, walk: Site) -> None:
    walk.write({f"{HERE}/a.md": comment("Ciao.", date=date)})
    walk.ok("render")
    assert "Ciao." in walk.page(PAGE)


def test_a_comment_that_is_a_folder_or_a_dead_link_is_left_out(walk: Site) -> None:
    walk.write({f"{HERE}/a.md/x": "x", f"{HERE}/b.md": comment("Ciao.")})
    (walk.root / HERE / "c.md").symlink_to("niente.md")
    result = walk.run("render")
    assert result.code == 4
    assert f"left out: {HERE}/a.md: can't read: Is a directory" in result.err
    assert f"left out: {HERE}/c.md: can't read: No such file" in result.err
    assert "Ciao." in walk.page(PAGE)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
def test_a_pipe_is_no_comment_and_nobody_waits_for_it(walk: Site) -> None:
    walk.write({f"{HERE}/b.md": comment("Ciao.")})
    os.mkfifo(walk.root / HERE / "a.md")
    result = walk.run("render")
    assert result.code == 4
    assert f"left out: {HERE}/a.md: can't read: it is a pipe or a device" in result.err
    assert "Ciao." in walk.page(PAGE)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
def test_a_pipe_is_no_post_and_nobody_waits_for_it(walk: Site) -> None:
    (walk.root / "posts/due").mkdir()
    os.mkfifo(walk.root / "posts/due/it.md")
    assert walk.fails("render") == "blogcli: posts/due/it.md: can't read: it is a pipe or a device\n"


def test_a_link_within_the_blog_is_no_problem(walk: Site) -> None:
    walk.write({f"{HERE}/a.md": comment("Ciao.")})
    (walk.root / "comments/gita").symlink_to("una-passeggiata")
    walk.write({POST: ITALIAN.replace("tags:", "former_ids: [gita]\ntags:")})
    walk.ok("render")
    assert walk.page(PAGE).count("Ciao.") == 1
