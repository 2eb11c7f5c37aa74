"""`blogcli publish` and `unpublish`: drafts go live and back, and no other byte of a file changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_rename import leads_to

if TYPE_CHECKING:
    from tests.support import Site

NOW = "2026-03-01T10:00:00+01:00"
IT = "posts/2026/neve/it.md"
EN = "posts/2026/neve/en.md"


def draft(site: Site, it: str, en: str | None = None) -> None:
    site.write({IT: f"---\ntitle: Neve\n{it}---\nFiocca.\n"})
    if en is not None:
        site.write({EN: f"---\ntitle: Snow\ntranslated_from: it\n{en}---\nIt falls.\n"})


def test_a_draft_that_new_dated_is_dated_when_it_goes_live(blog: Site) -> None:
    path = blog.ok("new", "Neve").lines[0]
    text = blog.read(path)
    assert f"date: {NOW}  # set by new; publish replaces it\n" in text
    blog.write({path: text + "Fiocca.\n"})
    later = {"SOURCE_DATE_EPOCH": "1775001600"}
    assert blog.ok("publish", "neve", env=later).lines == [path]
    assert blog.read(path) == (
        "---\n"
        "title: Neve\n"
        "slug: neve\n"
        "date: 2026-04-01T02:00:00+02:00\n"
        "published: 2026-04-01T02:00:00+02:00\n"
        "---\n"
        "Fiocca.\n"
    )


def test_a_date_the_writer_chose_stays_and_nothing_else_changes(blog: Site) -> None:
    draft(blog, "# una nota\ndate:   2026-01-05   # la prima\ndraft: true\ntags: [ 'a' ,b]\n")
    blog.ok("publish", "neve")
    assert blog.read(IT) == (
        "---\ntitle: Neve\n# una nota\ndate:   2026-01-05   # la prima\n"
        f"tags: [ 'a' ,b]\npublished: {NOW}\n---\nFiocca.\n"
    )


def test_a_future_date_schedules(blog: Site) -> None:
    draft(blog, "date: 2026-01-05\ndraft: true\n")
    blog.ok("publish", "neve", "--date", "2026-06-01")
    assert blog.read(IT) == "---\ntitle: Neve\ndate: 2026-06-01\n---\nFiocca.\n"
    assert blog.ok("list").lines[0].split("\t")[2] == "scheduled"
    blog.ok("render")
    assert "Neve" not in blog.page("/")
    blog.ok("render", "--now", "2026-06-01T00:00:00+02:00")
    assert "Neve" in blog.page("/")


def test_a_translation_goes_live_with_its_original(blog: Site) -> None:
    draft(blog, "date: 2026-01-05\ndraft: true\n", "")
    assert blog.ok("publish", "neve").lines == [IT, EN]
    assert {line.split("\t")[2] for line in blog.ok("list").lines} == {"published"}


def test_a_translation_may_go_live_before_its_original(blog: Site) -> None:
    draft(blog, "date: 2026-01-05\ndraft: true\n", "")
    assert blog.ok("publish", "neve", "en").lines == [EN]
    assert [line.split("\t")[1:3] for line in blog.ok("list").lines] == [["it", "draft"], ["en", "published"]]


def test_an_original_may_go_live_before_its_translation(blog: Site) -> None:
    draft(blog, "date: 2026-01-05\ndraft: true\n", "")
    blog.ok("publish", "neve", "it")
    assert [line.split("\t")[1:3] for line in blog.ok("list").lines] == [["it", "published"], ["en", "draft"]]


def test_what_has_no_text_stays_a_draft_and_wants_attention(blog: Site) -> None:
    draft(blog, "date: 2026-01-05\ndraft: true\n")
    blog.write({EN: "---\ntitle: Snow\ntranslated_from: it\ndraft: true\n---\n"})
    result = blog.run("publish", "neve")
    assert (result.code, result.lines) == (4, [IT])
    assert f"{EN}: has no text, and stays a draft" in result.err
    assert "has no text to publish" in blog.fails("publish", "neve", "en")


def test_the_first_time_it_went_live_is_remembered(blog: Site) -> None:
    draft(blog, "date: 2026-01-05\npublished: 2026-01-07\ndraft: true\n")
    blog.ok("publish", "neve")
    assert "published: 2026-01-07\n" in blog.read(IT)


@pytest.mark.parametrize("language", [[], ["it"], ["en"]])
def test_unpublish_and_publish_bring_the_states_back(blog: Site, language: list[str]) -> None:
    draft(blog, "date: 2026-01-05\npublished: 2026-01-05\n", "published: 2026-01-06\n")
    blog.ok("unpublish", "neve", *language)
    states = {line.split("\t")[1]: line.split("\t")[2] for line in blog.ok("list").lines}
    assert states == {tag: "draft" if not language or tag in language else "published" for tag in ("it", "en")}
    blog.ok("publish", "neve", *language)
    assert {line.split("\t")[2] for line in blog.ok("list").lines} == {"published"}


def test_unpublish_writes_down_when_readers_first_saw_it(blog: Site) -> None:
    draft(blog, "date: 2026-01-05   # la prima\n", "published: 2026-01-06\n")
    assert blog.ok("unpublish", "neve").lines == [IT]
    assert "published: 2026-01-05\n" in blog.read(IT)
    blog.ok("publish", "neve")
    assert blog.read(IT) == "---\ntitle: Neve\ndate: 2026-01-05   # la prima\npublished: 2026-01-05\n---\nFiocca.\n"
    assert "published: 2026-01-06\n" in blog.read(EN)


def test_a_new_date_leaves_a_live_translation_where_it_is(blog: Site) -> None:
    draft(blog, "date: 2026-01-05\ndraft: true\n", "draft: false\n")
    assert blog.ok("publish", "neve", "--date", "2027-01-01").lines == [IT, EN]
    assert "date: 2026-01-05\n" in blog.read(EN)
    assert [line.split("\t")[1:3] for line in blog.ok("list").lines] == [["it", "scheduled"], ["en", "published"]]


def test_a_scheduled_post_is_moved_by_a_new_date(blog: Site) -> None:
    draft(blog, "date: 2026-01-05\ndraft: true\n")
    blog.ok("publish", "neve", "--date", "2027-01-01")
    assert "is scheduled already\n  hint: give another --date" in blog.fails("publish", "neve")
    blog.ok("publish", "neve", "--date", "2027-02-01")
    assert blog.read(IT) == "---\ntitle: Neve\ndate: 2027-02-01\n---\nFiocca.\n"
    blog.ok("publish", "neve", "--date", "2026-02-28")
    assert blog.read(IT) == f"---\ntitle: Neve\ndate: 2026-02-28\npublished: {NOW}\n---\nFiocca.\n"


def test_what_was_withdrawn_leaves_an_alias_where_a_new_date_moves_it(blog: Site) -> None:
    draft(blog, "date: 2026-01-05\n", "slug: snow\n")
    blog.ok("unpublish", "neve")
    assert blog.ok("publish", "neve", "--date", "2026-02-20").lines == [IT, EN]
    assert 'aliases: ["/2026/01/neve/"]\n' in blog.read(IT)
    blog.ok("render")
    assert leads_to(blog, "/2026/01/neve/") == "/2026/02/neve/"
    assert leads_to(blog, "/en/2026/01/snow/") == "/en/2026/02/snow/"
    blog.ok("unpublish", "neve")
    blog.ok("publish", "neve", "it", "--date", "2026-01-09")  # back: only the other address is an old one
    assert 'aliases: ["/2026/02/neve/"]\n' in blog.read(IT)
    assert 'aliases: ["/en/2026/01/snow/"]\n' not in blog.read(EN)


@pytest.mark.parametrize("post", ["altro", "zeta"])
def test_what_another_has_by_now_is_no_alias_of_what_was_withdrawn(post: str, blog: Site) -> None:
    draft(blog, "date: 2026-01-05\n")
    blog.ok("unpublish", "neve")
    blog.write({f"posts/2026/{post}/it.md": "---\ntitle: A\nslug: neve\ndate: 2026-01-09\n---\nx\n"})
    blog.ok("publish", "neve", "--date", "2026-02-20")
    assert "aliases" not in blog.read(IT)


def test_what_no_reader_saw_gets_no_alias(blog: Site) -> None:
    draft(blog, "date: 2026-01-05\ndraft: true\n")
    blog.ok("publish", "neve", "--date", "2026-02-20")
    assert "aliases" not in blog.read(IT)


def test_crlf_stays_crlf(blog: Site) -> None:
    blog.write({IT: b"---\r\ntitle: Neve\r\ndate: 2026-01-05\r\ndraft: true\r\n---\r\nFiocca.\r\n"})
    blog.ok("publish", "neve")
    assert blog.read(IT) == f"---\r\ntitle: Neve\r\ndate: 2026-01-05\r\npublished: {NOW}\r\n---\r\nFiocca.\r\n"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["publish", "neve"], "posts/2026/neve: is no draft"),
        (["publish", "neve", "en"], "the post has no version in 'en'"),
        (["publish", "nave"], "did you mean 'neve'?"),
        (["unpublish", "neve", "de"], "unknown language 'de'"),
    ],
)
def test_what_can_t_be_done_is_refused(blog: Site, command: list[str], message: str) -> None:
    draft(blog, "date: 2026-01-05\n")
    assert message in blog.fails(*command)


def test_front_matter_in_braces_is_left_alone(blog: Site) -> None:
    blog.write({IT: "---\n{title: Neve, date: 2026-01-05, draft: true}\n---\nFiocca.\n"})
    assert f"{IT}:2: front matter in braces" in blog.fails("publish", "neve")
