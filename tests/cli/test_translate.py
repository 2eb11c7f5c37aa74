"""`blogcli translate`."""

from __future__ import annotations

import feedparser
import pytest

from tests.support import BLOG_TOML, ITALIAN, Site


@pytest.fixture
def italian(blog: Site) -> Site:
    blog.write({"posts/2026/una-passeggiata/it.md": ITALIAN})
    return blog


@pytest.mark.parametrize(
    "post", ["una-passeggiata", "posts/2026/una-passeggiata", "posts/2026/una-passeggiata/it.md", "UNA-Passeggiata"]
)
def test_a_version_is_added_beside_its_original(italian: Site, post: str) -> None:
    result = italian.ok("translate", post, "en", "--title", "A walk: uphill", "--body-file", "-", stdin="The path.\n")
    assert result.lines == ["posts/2026/una-passeggiata/en.md"]
    assert italian.read(result.lines[0]) == (
        "---\n"
        'title: "A walk: uphill"\n'
        "slug: a-walk-uphill\n"
        "published: 2026-03-01T10:00:00+01:00\n"
        "translated_from:\n"
        "    language: it\n"
        "    date: 2026-03-01\n"
        "    blob: c4ee3484404a02b778a343ba9bc46ef6d39fd028\n"
        "    source: v1-ew05ysyq1q-0-0-0\n"
        "    blocks: t4e5v p7vpj ppzf2\n"
        "    mine: tsgp7 p9m2t\n"
        "---\n"
        "The path.\n"
    )
    italian.ok("render")
    assert 'href="https://blog.example/2026/02/una-passeggiata/"' in italian.page("/en/2026/02/a-walk-uphill/")


def test_without_a_text_it_is_a_draft_with_the_original_s_title(italian: Site) -> None:
    path = italian.ok("translate", "una-passeggiata", "en").lines[0]
    text = italian.read(path)
    assert "title: Una passeggiata\n" in text
    assert "draft: true\n" in text
    assert "slug" not in text


def test_a_translation_written_after_it_was_begun_is_held_to_what_it_says_when_it_goes_live(italian: Site) -> None:
    path = italian.ok("translate", "una-passeggiata", "en", "--title", "A walk").lines[0]
    begun = italian.read(path)
    assert "    mine: tr9xx\n" in begun
    (italian.root / path).write_text(begun + "The path.\n\nThe sea.\n")
    italian.ok("publish", "una-passeggiata", "en")
    assert "    mine: tr9xx p9m2t pshq7\n" in italian.read(path)
    assert begun.partition("    mine")[0].partition("published")[0] in italian.read(path)


def test_a_translation_of_a_translation_names_its_source(walk: Site) -> None:
    walk.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]')})
    walk.ok("translate", "una-passeggiata", "fr", "--from", "en", "--title", "Une promenade", "--body", "Le sentier.")
    assert "language: en" in walk.read("posts/2026/una-passeggiata/fr.md")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["una-passeggiata", "it"], "posts/2026/una-passeggiata/it.md: already exists\n  hint: edit it\n"),
        (["una-passeggiata", "de"], "unknown language 'de'"),
        (["una-passegiata", "en"], "did you mean 'una-passeggiata'?"),
        (["una-passeggiata", "en", "--from", "en"], "the post has no version in 'en'"),
        (["../outside", "en"], "there is no post '../outside'"),
    ],
)
def test_what_can_t_be_done_is_refused(italian: Site, arguments: list[str], message: str) -> None:
    assert message in italian.fails("translate", *arguments)


def test_a_post_of_very_many_blocks_can_be_read_when_it_is_translated(italian: Site) -> None:
    path = "posts/2026/una-passeggiata/it.md"
    italian.write({path: ITALIAN + "".join(f"\nRiga {number}.\n" for number in range(3000))})
    body = "".join(f"Line {number}.\n\n" for number in range(3000))
    written = italian.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", body).lines[0]
    assert "    blocks: " not in italian.read(written)
    italian.ok("render")
    italian.write({path: italian.read(path).replace("Riga 7.", "Riga sette.")})
    assert "behind" in italian.run("status").out
    italian.run("translation", "diff", "una-passeggiata", "en")
    italian.ok("translation", "done", "una-passeggiata", "en", "--unchanged")
    assert "behind" not in italian.run("status").out


def test_what_could_not_be_read_again_is_not_written(italian: Site) -> None:
    arguments = "translate", "una-passeggiata", "en", "--title", "x" * 33000
    assert "would be longer than 32 KiB" in italian.fails(*arguments, code=2)
    assert not (italian.root / "posts/2026/una-passeggiata/en.md").exists()


def entries(site: Site, feed: str) -> list[str]:
    """The titles of a feed, as its readers see them."""
    return [str(entry.title) for entry in feedparser.parse(site.read(f"public{feed}")).entries]


@pytest.fixture
def with_news(italian: Site) -> Site:
    for day in ("2026-02-20", "2026-02-25"):
        italian.ok("new", f"News of {day}", "--language", "en", "--date", day, "--body", "New.")
    return italian


def test_a_version_typed_in_late_is_where_it_was_in_the_feed(with_news: Site) -> None:
    path = with_news.ok(
        "translate", "una-passeggiata", "en", "--title", "A walk", "--published", "2026-02-11", "--body", "The path."
    ).lines[0]
    assert "\npublished: 2026-02-11\n" in with_news.read(path)
    with_news.ok("render")
    assert entries(with_news, "/en/feed.xml") == ["News of 2026-02-25", "News of 2026-02-20", "A walk"]


def test_a_draft_keeps_the_day_it_was_given_and_publish_takes_one(with_news: Site) -> None:
    arguments = ("translate", "una-passeggiata", "en", "--title", "A walk", "--draft", "--body", "The path.")
    path = with_news.ok(*arguments, "--published", "2026-02-11").lines[0]
    with_news.ok("publish", "una-passeggiata", "en")
    assert "\npublished: 2026-02-11\n" in with_news.read(path)
    with_news.ok("unpublish", "una-passeggiata", "en")
    with_news.ok("publish", "una-passeggiata", "en", "--published", "2026-02-22T08:00:00+01:00")
    with_news.ok("render")
    assert entries(with_news, "/en/feed.xml") == ["News of 2026-02-25", "A walk", "News of 2026-02-20"]


def test_an_original_that_new_dated_is_of_the_day_it_was_published(blog: Site) -> None:
    path = blog.ok("new", "Neve", "--draft", "--body", "Fiocca.").lines[0]
    blog.ok("publish", "neve", "--published", "2011-01-06")
    assert "\ndate: 2011-01-06\n" in blog.read(path) and "\npublished: 2011-01-06\n" in blog.read(path)


@pytest.mark.parametrize("command", [("translate", "una-passeggiata", "en"), ("publish", "una-passeggiata")])
def test_a_day_of_publication_that_is_no_date_is_wrong_usage(italian: Site, command: tuple[str, ...]) -> None:
    italian.ok("unpublish", "una-passeggiata")
    before = italian.tree()
    assert "--published" in italian.fails(*command, "--published", "2011-13-01", code=2)
    assert italian.tree() == before
