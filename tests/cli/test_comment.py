"""`blogcli comment ...`: recorded, listed, answered, decided on, removed."""

from __future__ import annotations

import json
import re

import frontmatter
import pytest

from tests.support import ENGLISH, Site, comment

FOLDER = "comments/una-passeggiata"
FIRST = f"{FOLDER}/20260212T080000Z-aaaaaa.pending.md"


@pytest.fixture
def talk(walk: Site) -> Site:
    """A post with one pending comment, `20260212T080000Z-aaaaaa`."""
    walk.write({FIRST: comment("Che vista!")})
    return walk


def front(site: Site, path: str) -> dict[str, object]:
    return dict(frontmatter.loads(site.read(path)).metadata)


@pytest.mark.parametrize(
    "post", ["una-passeggiata", "posts/2026/una-passeggiata", "./posts/2026/una-passeggiata/it.md"]
)
def test_a_comment_is_recorded_and_waits(walk: Site, post: str) -> None:
    result = walk.ok(
        "comment", "add", post, "--author", "Bea\nVerdi", "--url", "https://bea.example/?a=1", "--language", "en",
        "--date", "2026-02-12T09:30:00+01:00", "--body-file", "-", stdin="Lovely.\n---\nReally.\n",
    )  # fmt: skip
    (path,) = result.lines
    assert re.fullmatch(FOLDER + r"/20260212T083000Z-[0-9a-hjkmnp-tv-z]{6}\.pending\.md", path)
    assert walk.read(path) == (
        "---\n"
        "author: Bea Verdi\n"
        "date: 2026-02-12T09:30:00+01:00\n"
        "language: en\n"
        'url: "https://bea.example/?a=1"\n'
        "---\n"
        "Lovely.\n---\nReally.\n"
    )
    walk.ok("render")
    assert "Lovely" not in walk.page("/2026/02/una-passeggiata/")


def test_a_date_alone_is_midnight_in_the_blog_s_zone(walk: Site) -> None:
    path = walk.ok("comment", "add", "una-passeggiata", "--anonymous", "--date", "2026-07-01", "--body", "x").lines[0]
    assert path.startswith(f"{FOLDER}/20260630T220000Z-")
    assert front(walk, path).keys() == {"date", "language"}


@pytest.mark.parametrize(
    ("post", "language"),
    [("una-passeggiata", "it"), ("posts/2026/una-passeggiata/en.md", "en"), ("posts/2026/una-passeggiata", "it")],
)
def test_its_language_is_that_of_the_version_pointed_at(walk: Site, post: str, language: str) -> None:
    path = walk.ok("comment", "add", post, "--anonymous", "--body", "x").lines[0]
    assert front(walk, path)["language"] == language


def test_its_language_is_the_original_s_wherever_that_stands(walk: Site) -> None:
    walk.write(
        {
            "posts/2026/una-passeggiata/en.md": ENGLISH.replace(
                "translated_from:\n    language: it\n    date: 2026-02-11\n", "date: 2026-02-10\n"
            ),
            "posts/2026/una-passeggiata/it.md": "---\ntitle: Una\ntranslated_from: en\n---\nIl sentiero.\n",
        }
    )
    path = walk.ok("comment", "add", "una-passeggiata", "--anonymous", "--body", "x").lines[0]
    assert front(walk, path)["language"] == "en"


def test_the_author_speaks_as_the_author(walk: Site) -> None:
    path = walk.ok("comment", "add", "una-passeggiata", "--as-author", "--approve", "--body", "Grazie.").lines[0]
    assert front(walk, path)["author"] == "Ada Bianchi"
    assert front(walk, path)["by"] == "author"
    assert not path.endswith(".pending.md")


@pytest.mark.parametrize(
    "parent", ["20260212T080000Z-aaaaaa", "20260212", FIRST, f"{FOLDER}/20260212T080000Z-aaaaaa.md"]
)
def test_a_reply_names_its_parent(talk: Site, parent: str) -> None:
    path = talk.ok(
        "comment", "add", "una-passeggiata", "--author", "Ugo", "--reply-to", parent, "--body", "Vero."
    ).lines[0]
    assert front(talk, path)["reply_to"] == "20260212T080000Z-aaaaaa"


def test_the_author_s_reply_is_approved_in_the_language_of_its_parent(talk: Site) -> None:
    talk.write({FIRST: comment("So true.", language="en")})
    path = talk.ok("comment", "reply", "20260212", "--body", "Thank you.").lines[0]
    assert front(talk, path)["language"] == "en"
    assert front(talk, path)["by"] == "author"
    assert "pending" not in path


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "a comment needs a text"),
        (["--body", "x"], 2, "one of --author NAME, --anonymous and --as-author"),
        (["--body", "x", "--author", "A", "--anonymous"], 2, "one of --author NAME, --anonymous and --as-author"),
        (["--body", "x", "--author", " \n "], 2, "--author is empty"),
        (["--body", " \n", "--author", "A"], 2, "the comment is empty"),
        (["--body", "x" * 65537, "--author", "A"], 2, "the comment is longer than 64 KiB"),
        (["--body", "x", "--author", "A" * 101], 2, "--author is longer than 100 characters"),
        (["--body", "x", "--author", "A", "--url", "javascript:alert(1)"], 2, "is not an http or https address"),
        (["--body", "x", "--author", "A", "--url", "mailto:a@b.example"], 2, "is not an http or https address"),
        (["--body", "x", "--author", "A", "--url", "https://"], 2, "is not an http or https address"),
        (["--body", "x", "--author", "A", "--url", "https://a.example/" + "b" * 240], 2, "longer than 254"),
        (["--body", "x", "--author", "A", "--date", "ieri"], 2, "--date 'ieri' is not an ISO 8601 date"),
        (["--body", "x", "--author", "A", "--language", "klingon"], 2, "is not a language tag"),
        (["--body", "x", "--author", "A", "--reply-to", "2011"], 1, "there is no comment '2011'"),
        (["--body", "x", "--author", "A", "--reply-to", ""], 1, "there is no comment ''"),
        (["--body", "x", "--author", "A", "--reply-to", "20260213"], 1, "is on 'altro', not on 'una-passeggiata'"),
    ],
)
def test_what_is_wrong_is_refused(talk: Site, arguments: list[str], code: int, message: str) -> None:
    talk.write(
        {
            "posts/2026/altro/it.md": "---\ntitle: Altro\ndate: 2026-01-01\n---\nx\n",
            "comments/altro/20260213T080000Z-bbbbbb.md": comment("Altrove."),
        }
    )
    assert message in talk.fails("comment", "add", "una-passeggiata", *arguments, code=code)


@pytest.mark.parametrize("post", ["nessuno", "../etc", "comments/una-passeggiata", "/etc/passwd", "blog.toml", "posts"])
def test_a_comment_needs_a_post_that_is_there(talk: Site, post: str) -> None:
    assert f"there is no post '{post}'" in talk.fails("comment", "add", post, "--anonymous", "--body", "x") or (
        post == "/etc/passwd"
    )


@pytest.mark.parametrize("status", ["approve", "reject", "spam"])
def test_a_decision_is_a_rename_and_can_be_said_twice(talk: Site, status: str) -> None:
    before = talk.read(FIRST)
    suffix = {"approve": "", "reject": ".rejected", "spam": ".spam"}[status]
    target = f"{FOLDER}/20260212T080000Z-aaaaaa{suffix}.md"
    for name in (FIRST, FIRST, "20260212"):
        assert talk.ok("comment", status, name).lines == [target]
    assert talk.tree("comments") == {target.removeprefix("comments/"): before.encode()}


def test_many_are_decided_at_once_or_none(talk: Site) -> None:
    talk.write({f"{FOLDER}/b.pending.md": comment("Due"), f"{FOLDER}/c.spam.md": comment("Tre")})
    message = talk.fails("comment", "approve", "b", "nope", "c", "neither")
    assert "there is no comment 'nope'" in message
    assert "there is no comment 'neither'" in message
    assert talk.ok("comment", "approve", "b", "c", "b", "20260212").lines == [
        f"{FOLDER}/b.md",
        f"{FOLDER}/c.md",
        f"{FOLDER}/20260212T080000Z-aaaaaa.md",
    ]


def test_comments_of_one_moment_stand_in_the_order_they_came(walk: Site) -> None:
    said = [f"Passo {number}" for number in range(12)]
    for text in said:
        walk.ok("comment", "add", "una-passeggiata", "--anonymous", "--date", "2026-02-12", "--approve", "--body", text)
    assert [line.split("\t")[-1] for line in walk.ok("comment", "list").lines] == said


def test_approving_what_can_t_be_shown_says_so(talk: Site) -> None:
    talk.write({FIRST: comment("Che vista!", date="ieri")})
    result = talk.run("comment", "approve", "20260212T080000Z-aaaaaa")
    path = f"{FOLDER}/20260212T080000Z-aaaaaa.md"
    assert (result.code, result.lines) == (4, [path])
    assert f"left out: {path}:3: date 'ieri' is not an ISO 8601 date" in result.err


def test_a_start_that_fits_several_is_refused(talk: Site) -> None:
    talk.write({f"{FOLDER}/20260212T090000Z-bbbbbb.md": comment("Due")})
    assert "could be any of 2 comments" in talk.fails("comment", "approve", "20260212", code=2)


def test_of_two_names_for_one_comment_the_more_cautious_counts_until_someone_decides(talk: Site) -> None:
    talk.write({f"{FOLDER}/20260212T080000Z-aaaaaa.md": comment("Che vista!")})
    assert talk.ok("comment", "list").lines[0].split("\t")[1] == "pending"
    talk.ok("comment", "approve", "20260212")
    assert list(talk.tree(FOLDER)) == ["20260212T080000Z-aaaaaa.md"]


def test_two_names_with_different_texts_are_never_merged(talk: Site) -> None:
    talk.write({f"{FOLDER}/20260212T080000Z-aaaaaa.md": comment("Un altro testo")})
    assert "keep one of them by hand" in talk.fails("comment", "spam", "20260212")


def test_a_removed_comment_leaves_its_place(talk: Site) -> None:
    talk.ok("comment", "approve", "20260212")
    talk.ok("comment", "reply", "20260212", "--body", "Grazie.")
    path = f"{FOLDER}/20260212T080000Z-aaaaaa.md"
    assert talk.ok("comment", "remove", "20260212T080000Z-aaaaaa", "--yes").lines == [path]
    assert talk.read(path) == "---\ndate: 2026-02-12T09:00:00+01:00\nremoved: 2026-03-01T10:00:00+01:00\n---\n"
    talk.ok("render")
    page = talk.page("/2026/02/una-passeggiata/")
    assert "Questo commento è stato rimosso." in page
    assert "1 commento" in page
    before = talk.tree()
    talk.ok("comment", "remove", "20260212T080000Z-aaaaaa", "--yes")
    assert talk.tree("comments") == {name[9:]: data for name, data in before.items() if name.startswith("comments/")}


def test_removing_asks_and_without_a_terminal_says_how(talk: Site) -> None:
    message = talk.fails("comment", "remove", "20260212", code=2, stdin="y\n")
    assert message == "blogcli: comment remove, which asks first, needs a terminal\n  hint: pass --yes\n"


def test_list_filters_and_is_one_record_a_line(talk: Site) -> None:
    talk.write({f"{FOLDER}/z.spam.md": comment("Pillole\tqui\ne là", author="", language="en")})
    assert talk.ok("comment", "list").lines == [
        "20260212T080000Z-aaaaaa\tpending\tuna-passeggiata\t2026-02-12T09:00:00+01:00\tit\tBea\tChe vista!",
        "z\tspam\tuna-passeggiata\t2026-02-12T09:00:00+01:00\ten\t\tPillole qui e là",
    ]
    assert [line[0] for line in talk.ok("comment", "list", "--status", "spam").lines] == ["z"]
    assert len(talk.ok("comment", "list", "una-passeggiata", "--status", "spam", "--status", "pending").lines) == 2
    data = json.loads(talk.ok("comment", "list", "--json").out)
    assert data["format"] == 1
    assert [record["author"] for record in data["comments"]] == ["Bea", None]


def test_show_gives_the_whole_text(talk: Site) -> None:
    talk.write({FIRST: comment("Riga uno.\n\nRiga due.", url="https://bea.example/")})
    assert talk.ok("comment", "show", "20260212").out.endswith("--\nRiga uno.\n\nRiga due.\n")
    assert json.loads(talk.ok("comment", "show", "20260212", "--json").out)["comment"]["url"] == "https://bea.example/"


@pytest.mark.parametrize("command", [["list"], ["show", "e"], ["list", "--json"], ["show", "e", "--json"]])
def test_what_a_reader_wrote_can_t_fool_a_terminal(walk: Site, command: list[str]) -> None:
    hostile = "\x1b[2J\x1b]0;x\x07 \u202egnp.exe\u2066 \x9b31m \u2028"
    walk.write({f"{FOLDER}/e.md": comment(hostile, author='"A\\e[31m\\u202e"')})
    out = walk.ok("comment", *command).out
    assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2066-\u2069]", out) == []
    assert "gnp.exe" in out


def test_a_faulty_comment_is_named_and_stops_nothing(talk: Site) -> None:
    talk.write({f"{FOLDER}/bad.md": "---\ndate: mai\n---\nTesto\n", f"{FOLDER}/x.pendnig.md": comment("x")})
    result = talk.run("comment", "list")
    assert (result.code, len(result.lines)) == (4, 1)
    assert f"{FOLDER}/bad.md:2: date 'mai' is not an ISO 8601 date" in result.err
    assert "'pendnig' is not a status" in result.err
    rendered = talk.run("render")
    assert rendered.code == 4
    assert f"left out: {FOLDER}/bad.md:2:" in rendered.err
    assert "Il sentiero" in talk.page("/2026/02/una-passeggiata/")


def test_a_comment_of_no_post_is_listed_and_the_fault_is_the_one_render_finds(talk: Site) -> None:
    talk.write({"comments/perduto/a.md": comment("Dove sono?"), "comments/b.md": comment("E io?")})
    listed = talk.run("comment", "list")
    assert (listed.code, [line.split("\t")[2] for line in listed.lines]) == (4, ["una-passeggiata", "perduto"])
    assert (
        "comments/perduto: there is no post 'perduto': its comments are shown nowhere\n  hint: if it was removed"
        in listed.err
    )
    assert "comments/b.md: is in no post's folder" in listed.err
    rendered = talk.run("render").err.replace("left out: ", "").replace("warning: ", "")
    assert set(listed.err.splitlines()) < set(rendered.splitlines())
    (talk.root / "comments/b.md").unlink()
    talk.ok("render")  # what a post left behind that was removed is advice
    assert talk.run("comment", "list", "una-passeggiata").code == 0


def test_a_comment_below_an_id_its_post_had_before_is_at_home(talk: Site) -> None:
    talk.write(
        {
            "posts/2026/nuovo/it.md": "---\ntitle: Nuovo\ndate: 2026-01-01\nformer_ids: [Vecchio]\n---\nx\n",
            "comments/vecchio/a.md": comment("Da allora."),
        }
    )
    assert len(talk.ok("comment", "list").lines) == 2


def test_comments_are_listed_though_a_post_that_may_be_theirs_is_faulty(talk: Site) -> None:
    talk.write(
        {"posts/2026/nuovo/it.md": "---\ntitle: Nuovo\ndate: mai\n---\nx\n", "comments/vecchio/a.md": comment("x")}
    )
    listed = talk.run("comment", "list")
    assert (listed.code, len(listed.lines)) == (4, 2)
    assert "posts/2026/nuovo/it.md:3: date 'mai' is not" in listed.err
    assert "no post" not in listed.err
