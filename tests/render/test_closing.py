"""Conversations that close by themselves when their post is old enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.render.reading import read
from tests.support import BLOG_TOML, changed, comment
from tests.test_build import written

if TYPE_CHECKING:
    from tests.support import Site

IT, EN = "/2026/02/una-passeggiata/", "/en/2026/02/a-walk/"
SOURCE = "posts/2026/una-passeggiata/it.md"
CLOSED = ".//p[@class='closed']"
AGED = "\n[comments]\nclose_after_days = 30\n"


@pytest.fixture
def aged(walk: Site) -> Site:
    """The walk of 10 February, with a comment, in a blog whose conversations close after 30 days."""
    walk.write({"blog.toml": BLOG_TOML + AGED, "comments/una-passeggiata/a.md": comment("Bello!")})
    return walk


@pytest.mark.parametrize(("now", "closed"), [("2026-03-11T23:59:59", False), ("2026-03-12T00:00:00", True)])
def test_a_post_closes_in_all_its_languages_so_many_days_after_its_date(now: str, closed: bool, aged: Site) -> None:
    aged.ok("render", "--now", f"{now}+01:00")
    for address, words in ((IT, "I commenti sono chiusi."), (EN, "Comments are closed.")):
        assert read(aged, address).text(CLOSED) == ([words] if closed else [])


@pytest.mark.parametrize(
    ("keys", "address", "closed"),
    [
        ("comments: open\n", IT, False),
        ("comments: open\n", EN, False),  # as inherited
        ("comments: closed\n", IT, True),
        ("", IT, True),
        ("page: true\n", "/una-passeggiata/", False),
        ("date: 9999-12-30\ncomments: closed\n", "/9999/12/una-passeggiata/", True),
    ],
)
def test_a_post_that_says_it_is_open_stays_so_and_a_page_never_closes(
    keys: str, address: str, closed: bool, aged: Site
) -> None:
    text = aged.read(SOURCE) if "date" not in keys else changed(aged.read(SOURCE), "date: 2026-02-10\n", "")
    aged.write({SOURCE: changed(text, "title:", f"{keys}title:")})
    aged.ok("render", "--drafts", "--output", "public", "--now", "2099-01-01")
    assert (read(aged, address).text(CLOSED) != []) is closed


def test_the_moment_of_closing_touches_the_pages_of_the_post_and_no_other(aged: Site) -> None:
    aged.write({"posts/2026/altra/it.md": "---\ntitle: Altra\ndate: 2026-02-20\n---\nCiao.\n"})
    assert written(aged, "--now", "2026-03-05") != set()
    assert written(aged, "--now", "2026-03-11") == set()
    assert written(aged, "--now", "2026-03-12") == {f"{each.strip('/')}/index.html" for each in (IT, EN)}
    assert written(aged, "--now", "2026-03-22") == {"2026/02/altra/index.html"}
    assert written(aged, "--now", "2026-03-11") != set()


def test_no_command_refuses_a_comment_on_an_old_post(aged: Site) -> None:
    aged.ok(
        "comment",
        "add",
        "una-passeggiata",
        "--author",
        "Ugo",
        "--body",
        "Tardi.",
        env={"SOURCE_DATE_EPOCH": "4000000000"},
    )
