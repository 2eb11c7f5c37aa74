"""Feeds of comments as feed readers find them: of the whole blog in each language, and of each post."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import feedparser
import pytest

from tests.render.reading import read
from tests.support import BLOG_TOML, ITALIAN, changed, comment
from tests.test_build import written

if TYPE_CHECKING:
    from tests.support import Site

IT, EN = "/2026/02/una-passeggiata/", "/en/2026/02/a-walk/"
SOURCE = "posts/2026/una-passeggiata/it.md"
TALKATIVE = BLOG_TOML.replace("[feed]\n", "[feed]\npost_comments = true\n")
ATOM, THREAD = "{http://www.w3.org/2005/Atom}", "{http://purl.org/syndication/thread/1.0}"


@pytest.fixture
def talk(walk: Site) -> Site:
    """The walk with three comments in two languages, and a post in Italian alone with one."""
    walk.write(
        {
            "blog.toml": TALKATIVE,
            "posts/2026/altra/it.md": ITALIAN.replace("passeggiata", "altra"),
            "comments/una-passeggiata/a.md": comment("Bello!", date="2026-02-12T09:00:00+01:00"),
            "comments/una-passeggiata/b.md": comment(
                "So *nice*.", author="", language="en", reply_to="a", date="2026-02-14T09:00:00+01:00"
            ),
            "comments/una-passeggiata/c.pending.md": comment("In attesa.", date="2026-02-28"),
            "comments/altra/d.md": comment("Qui.", url="https://bea.example/", date="2026-02-13T09:00:00+01:00"),
            "comments/altra/e.md": "---\ndate: 2026-02-27\nremoved: 2026-02-28\n---\n",
        }
    )
    walk.ok("render")
    return walk


def titles(site: Site, address: str) -> list[str]:
    """The entries' titles in a feed that is one."""
    parsed = feedparser.parse(site.page(address).encode())
    assert not parsed.bozo
    return [entry.title for entry in parsed.entries]


def test_the_blog_s_feed_has_all_that_may_be_read_the_newest_first_in_each_language_s_words(talk: Site) -> None:
    assert titles(talk, "/comments.xml") == [
        "Anonimo su Una passeggiata",
        "Bea su Una altra",
        "Bea su Una passeggiata",
    ]
    assert titles(talk, "/en/comments.xml") == ["Anonymous on A walk", "Bea on Una altra", "Bea on A walk"]
    feed = feedparser.parse(talk.page("/en/comments.xml").encode()).feed
    assert (feed.title, feed.language, feed.updated) == ("Comments on Quaderno", "en", "2026-02-14T09:00:00+01:00")
    assert feed.id == "tag:blog.example,2026:comments:en"
    links = {link.rel: link.href for link in feed.links}
    assert links == {"self": "https://blog.example/en/comments.xml", "alternate": "https://blog.example/en/"}


def test_an_entry_says_who_wrote_what_where_and_what_it_answers(talk: Site) -> None:
    reply, other, first = ElementTree.fromstring(talk.page("/en/comments.xml")).findall(f"{ATOM}entry")

    def said(entry: ElementTree.Element, name: str) -> str:
        return "".join(entry.find(f"{ATOM}{name}").itertext())  # type: ignore[union-attr]

    def answered(entry: ElementTree.Element) -> tuple[str | None, str | None]:
        found = entry.find(f"{THREAD}in-reply-to")
        assert found is not None
        return found.get("ref"), found.get("href")

    assert said(reply, "id") == "tag:blog.example,2026:comment:una-passeggiata:b"
    assert said(reply, "content") == "<p>So <em>nice</em>.</p>"
    content = reply.find(f"{ATOM}content")
    assert content is not None
    assert content.attrib == {"type": "html", "{http://www.w3.org/XML/1998/namespace}lang": "en"}
    at = f"https://blog.example{EN}"
    assert answered(reply) == ("tag:blog.example,2026:comment:una-passeggiata:a", f"{at}#c-a")
    assert answered(first) == ("tag:blog.example,2026:post:una-passeggiata:en", at)
    link = reply.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{at}#c-b"
    assert said(other, "author") == "Beahttps://bea.example/"


def test_each_language_has_a_feed_of_what_is_written_in_it(talk: Site) -> None:
    talk.write(
        {
            "comments/altra/f.md": comment("Lovely.", language="en-GB", date="2026-02-15"),
            "comments/altra/g.md": comment("Schön.", language="de", date="2026-02-16"),
        }
    )
    talk.ok("render")
    assert titles(talk, "/comments-it.xml") == ["Bea su Una altra", "Bea su Una passeggiata"]
    assert titles(talk, "/en/comments-en.xml") == ["Bea on Una altra", "Anonymous on A walk"]
    assert len(titles(talk, "/en/comments.xml")) == 5
    feed = feedparser.parse(talk.page("/en/comments-en.xml").encode()).feed
    assert (feed.title, feed.language) == ("Comments on Quaderno (English)", "en")
    assert feed.id == "tag:blog.example,2026:comments-in:en"
    assert {link.rel: link.href for link in feed.links} == {
        "self": "https://blog.example/en/comments-en.xml",
        "alternate": "https://blog.example/en/",
    }
    _, answer = ElementTree.fromstring(talk.page("/en/comments-en.xml")).findall(f"{ATOM}entry")
    answered = answer.find(f"{THREAD}in-reply-to")
    assert answered is not None
    assert answered.get("href") == f"https://blog.example{EN}#c-a"  # though that is in Italian, and not in this feed


def test_a_language_s_feed_is_as_full_as_any_however_much_others_say(talk: Site) -> None:
    talk.write({"blog.toml": changed(TALKATIVE, "[feed]\n", "[feed]\nentries = 1\n")})
    talk.ok("render")
    assert titles(talk, "/en/comments.xml") == ["Anonymous on A walk"]
    assert titles(talk, "/comments-it.xml") == ["Bea su Una altra"]


def test_a_blog_of_one_language_has_one_feed_of_comments(talk: Site) -> None:
    (talk.root / "posts/2026/una-passeggiata/en.md").unlink()
    single = changed(TALKATIVE, 'languages = ["it", "en"]', 'languages = ["it"]')
    talk.write({"blog.toml": changed(single, '[language.en]\npath = "en"\n\n', "")})
    talk.ok("render")
    assert not (talk.root / "public/comments-it.xml").exists()
    assert len(read(talk, IT).all(".//link[@type='application/atom+xml']")) == 3


def test_pages_lead_to_the_feeds_and_a_post_without_comments_has_none(talk: Site) -> None:
    talk.write({"posts/2026/muta/it.md": ITALIAN.replace("passeggiata", "muta")})
    talk.ok("render")

    def feeds(address: str) -> dict[str | None, str | None]:
        found = read(talk, address).all(".//link[@type='application/atom+xml']")
        return {link.get("href"): link.get("title") for link in found}

    of_blog = {
        "/en/feed.xml": "Quaderno",
        "/en/comments.xml": "Comments on Quaderno",
        "/en/comments-en.xml": "Comments on Quaderno (English)",
    }
    assert feeds("/en/") == of_blog
    assert feeds(EN) == {**of_blog, f"{EN}comments.xml": "Comments on A walk"}
    assert titles(talk, f"{EN}comments.xml") == ["Anonymous on A walk", "Bea on A walk"]
    assert len(feeds("/2026/02/una-muta/")) == 3
    assert not (talk.root / "public/2026/02/una-muta/comments.xml").exists()
    talk.write({"blog.toml": BLOG_TOML})
    talk.ok("render")
    assert feeds(EN) == of_blog
    assert not (talk.root / f"public{EN}comments.xml").exists()


def test_a_feed_holds_so_many_entries_and_no_conversation_that_is_off(talk: Site) -> None:
    talk.write({"blog.toml": changed(TALKATIVE, "[feed]\n", "[feed]\nentries = 2\n")})
    talk.ok("render")
    assert titles(talk, "/comments.xml") == ["Anonimo su Una passeggiata", "Bea su Una altra"]
    talk.write({SOURCE: changed(ITALIAN, "title:", "comments: off\ntitle:")})
    talk.ok("render")
    assert titles(talk, "/comments.xml") == ["Bea su Una altra"]
    assert not (talk.root / f"public{IT}comments.xml").exists()


def test_an_approval_touches_the_feeds_it_is_in_and_ids_outlive_a_rename(talk: Site) -> None:
    def ids() -> list[str]:
        return [entry.id for entry in feedparser.parse(talk.page("/comments.xml").encode()).entries]

    talk.ok("comment", "approve", "c")
    feeds = {path for path in written(talk) if path.endswith(".xml")}
    of_posts = {f"{at[1:]}comments.xml" for at in (IT, EN)}
    assert feeds == {"comments.xml", "comments-it.xml", "en/comments.xml", *of_posts}
    before = ids()
    talk.ok("rename", "una-passeggiata", "--id", "gita")
    talk.ok("render")
    assert ids() == before


def test_on_one_page_a_post_has_one_feed(talk: Site) -> None:
    talk.write({"blog.toml": changed(TALKATIVE, "timezone", 'layout = "together"\ntimezone')})
    talk.ok("render")
    assert titles(talk, f"{IT}comments.xml") == ["Anonimo su Una passeggiata", "Bea su Una passeggiata"]
    assert not (talk.root / f"public{EN}comments.xml").exists()
    entries = feedparser.parse(talk.page("/en/comments.xml").encode()).entries
    assert entries[0].link == f"https://blog.example{IT}#c-b"


@pytest.mark.parametrize(
    "hostile",
    [
        "]]></content></entry><script>alert(1)</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp;nbsp; &nbsp;",
        "<img src=x onerror=alert(1)> [x](javascript:alert(1))",
        "\ufffe\ud7ff\u202e <!-- -- > <?xml?> <![CDATA[ x",
    ],
)
def test_what_readers_write_breaks_no_feed_and_runs_in_none(hostile: str, talk: Site) -> None:
    name = "'</name><b>\"&lt;\"'"
    talk.write(
        {
            "comments/altra/f.md": comment(hostile, author=f"|-\n    {name}", date="2026-03-01"),
            SOURCE: changed(ITALIAN, "title: Una passeggiata", "title: |-\n    ]]> & <b>\"'"),
        }
    )
    talk.ok("render")
    for address in ("/comments.xml", "/en/comments.xml", "/2026/02/una-altra/comments.xml"):
        parsed = feedparser.parse(talk.page(address).encode(), sanitize_html=False)
        assert not parsed.bozo
        shown = parsed.entries[0]
        assert shown.author == name
        for start in ("<script", "<img", "<b", "<!", "<?"):
            assert start not in shown.content[0].value
        assert "href" not in shown.content[0].value


def test_a_comment_that_moves_to_another_post_is_no_new_one_to_feed_readers(talk: Site) -> None:
    def ids() -> set[str]:
        talk.ok("render")
        return {entry.id for entry in feedparser.parse(talk.page("/comments.xml").encode()).entries}

    (path,) = talk.ok("comment", "add", "altra", "--anonymous", "--approve", "--body", "Ciao.").lines
    before = ids()
    talk.ok("comment", "move", path, "una-passeggiata")
    assert ids() == before
