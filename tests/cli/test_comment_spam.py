"""`blogcli comment block` and `comment score`, and what `comment add` takes for spam."""

from __future__ import annotations

import json
import re

import pytest

from tests.cli.repository import commit, git, on_terminal
from tests.support import BLOG_TOML, Site, comment, shell

FOLDER = "comments/una-passeggiata"
LIST = "comments/blocked.txt"
ADD = ("comment", "add", "una-passeggiata", "--author", "Bea", "--body")


def entries(site: Site) -> list[str]:
    """The lines of the list that are no notes."""
    return [line for line in site.read(LIST).split("\n") if line and not line.startswith("#")]


# What is blocked


def test_what_is_blocked_is_a_line_of_a_file(walk: Site) -> None:
    for arguments, said in [
        (["Casino"], "blocked as a word: Casino"),
        (["https://Sails.example/offers"], "blocked as a host: sails.example"),
        (["Cheap Sails", "--name"], ""),
        (["free  money"], "blocked as a word: free money"),
        (["example", "--host"], ""),
        (["node.js", "--word"], ""),
    ]:
        result = walk.ok("comment", "block", *arguments)
        assert (result.lines, result.err) == ([LIST], f"blogcli: {said}\n" if said else "")
    assert entries(walk) == [
        "host: example",
        "host: sails.example",
        "name: Cheap Sails",
        "word: Casino",
        "word: free money",
        "word: node.js",
    ]


def test_what_is_blocked_already_is_left_as_it_is(walk: Site) -> None:
    walk.ok("comment", "block", "casino")
    before = walk.read(LIST)
    result = walk.ok("comment", "block", "CASINO")
    assert (result.lines, result.err) == ([LIST], "blogcli: blocked already: word: CASINO\n")
    assert walk.read(LIST) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["x", "--word", "--name"], "--word, --host and --name exclude each other"),
        ([" \n"], "TEXT: the word is empty"),
        (["two words", "--host"], "TEXT: 'two words' is not a host like sails.example"),
        (["\u200b", "--name"], "TEXT: the name is empty"),
    ],
)
def test_what_can_t_be_blocked_is_refused(walk: Site, arguments: list[str], message: str) -> None:
    assert message in walk.fails("comment", "block", *arguments, code=2)


def test_lines_that_block_nothing_are_named_and_stop_nothing(walk: Site) -> None:
    walk.write({LIST: "word: casino\ncasino\nhost: a b\n"})
    message = f"{LIST}:2: 'casino' is not an entry like word: casino, host: sails.example or name: Cheap Sails"
    for _ in range(2):  # the second render has nothing to do, and still says it
        assert f"blogcli: warning: {message}\n" in walk.ok("render").err
    assert f"{message} [warnings]" in walk.run("check").lines
    assert walk.ok(*ADD, "A casino").lines[0].endswith(".spam.md")
    walk.write({LIST: b"word: casino\xff\n"})
    assert f"{LIST}:1: is not valid UTF-8" in walk.ok("render").err
    assert walk.ok(*ADD, "A casino").lines[0].endswith(".pending.md")


def test_a_list_that_lies_elsewhere_is_not_read(walk: Site) -> None:
    (walk.root.parent / "list.txt").write_text("word: casino\n", "utf-8")
    (walk.root / "comments").mkdir()
    (walk.root / LIST).symlink_to(walk.root.parent / "list.txt")
    assert f"{LIST}: leads out of the blog" in walk.ok("render").err
    assert f"{LIST}: leads out of the blog" in walk.fails("comment", "block", "money")
    assert walk.ok(*ADD, "A casino").lines[0].endswith(".pending.md")


def test_what_two_clones_block_is_blocked_without_a_question(blog: Site) -> None:
    blog.ok("init", "diario", "--title", "Diario", "--language", "it")
    site = Site(blog.root / "diario")
    site.ok("comment", "block", "middle")
    commit(site.root)
    git(site.root, "switch", "-qc", "other")
    for words in (("middle earth", "zebra", "same"), ("middle class", "apple", "same")):
        for word in words:
            site.ok("comment", "block", word)
        commit(site.root)
        git(site.root, "switch", "-q", "-")
    git(site.root, "merge", "-q", "@{-1}")
    found = {line.removeprefix("word: ") for line in entries(site)}
    assert found == {"apple", "middle", "middle class", "middle earth", "same", "zebra"}
    site.ok("render")


def test_many_who_block_at_once_all_do(walk: Site) -> None:
    script = "for n in 1 2 3 4 5 6 7 8; do blogcli comment block word$n >/dev/null 2>&1 & done; wait"
    shell(script, walk.root)
    assert entries(walk) == [f"word: word{number}" for number in range(1, 9)]


# What comes in


def test_obvious_spam_is_kept_as_spam_and_says_why(walk: Site) -> None:
    walk.ok("comment", "block", "sails.example")
    result = walk.ok(*ADD, "Nice! https://www.sails.example/")
    assert re.fullmatch(FOLDER + r"/\w+-\w{6}\.spam\.md", result.lines[0])
    assert "Nice!" in walk.read(result.lines[0])
    assert result.err == "blogcli: taken for spam, with 11 points: a link; the host 'sails.example' is blocked\n"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--author", "Bea", "--body", "Bello."], "pending"),
        (["--author", "Bea", "--body", "https://a.example", "--url", "https://bea.example/"], "pending"),
        (["--author", "Bea", "--body", "Il casinò di Monte Carlo"], "pending"),
        (["--anonymous", "--body", "Casino"], "spam"),
        (["--author", "Casino", "--body", "Bello."], "spam"),
        (["--author", "Bea", "--body", "Bello.", "--url", "https://sails.example/"], "spam"),
        (["--author", "Bea", "--body", "http://a.example http://b.example http://c.example http://d.example"], "spam"),
        (["--author", "Bea", "--body", "Casino", "--approve"], ""),
        (["--as-author", "--body", "Casino"], "pending"),
    ],
)
def test_only_a_reader_s_obvious_spam_is_taken_for_it(walk: Site, arguments: list[str], status: str) -> None:
    walk.write({LIST: "word: casino\nhost: sails.example\n"})
    path = walk.ok("comment", "add", "una-passeggiata", *arguments).lines[0]
    assert path.rpartition("/")[2].split(".")[1:-1] == ([status] if status else [])


def test_blog_toml_says_what_is_obvious(walk: Site) -> None:
    walk.write({"blog.toml": BLOG_TOML + "[comments]\nspam_score = 6\n"})
    assert walk.ok(*ADD, "https://a.example").lines[0].endswith(".spam.md")
    walk.write({"blog.toml": BLOG_TOML + "[comments]\nspam_score = 0\n"})
    assert "blog.toml:17: 'comments.spam_score' must be a number from 1 to 1000" in walk.fails(*ADD, "x")


def test_the_author_s_answer_is_never_spam(walk: Site) -> None:
    walk.write({LIST: "word: casino\n", f"{FOLDER}/a.md": comment("Where?")})
    assert re.fullmatch(r".*-\w{6}\.md", walk.ok("comment", "reply", "a", "--body", "At the casino.").lines[0])


# What scores how much


@pytest.fixture
def talk(walk: Site) -> Site:
    """A post with pending comments, and spam that one of them repeats."""
    walk.write(
        {
            LIST: "word: casino\n",
            f"{FOLDER}/a.pending.md": comment("Che vista, mi piace!"),
            f"{FOLDER}/b.pending.md": comment("A casino: http://a.example", author="Bets.com"),
            f"{FOLDER}/c.pending.md": comment("Buy the best sails in town, all of you!"),
            f"{FOLDER}/d.spam.md": comment("BUY the best sails  in town, all of you!"),
            f"{FOLDER}/e.md": comment("Очень красиво", language="ru"),
            f"{FOLDER}/f.md": comment("Очень красиво"),
        }
    )
    return walk


def test_what_waits_is_scored_the_worst_first(talk: Site) -> None:
    assert talk.ok("comment", "score").lines == [
        "b\t15\tpending\tuna-passeggiata\tBets.com"
        "\ta link (1); the name 'Bets.com' is an address (4); the word 'casino' is blocked (10)",
        "c\t10\tpending\tuna-passeggiata\tBea\tthe same text is marked as spam once (10)",
        "a\t0\tpending\tuna-passeggiata\tBea\t",
    ]


def test_any_comment_can_be_scored_by_name(talk: Site) -> None:
    records = json.loads(talk.ok("comment", "score", "d", "e", f"{FOLDER}/f.md", "--json").out)["comments"]
    assert [(record["id"], record["score"], record["spam"]) for record in records] == [
        ("d", 4, False),
        ("f", 2, False),
        ("e", 0, False),
    ]
    assert records[0] == {
        "id": "d",
        "status": "spam",
        "post": "una-passeggiata",
        "author": "Bea",
        "path": f"{FOLDER}/d.spam.md",
        "score": 4,
        "spam": False,
        "reasons": [{"points": 4, "reason": "the same text stands elsewhere once"}],
    }
    assert "there is no comment 'zzz'" in talk.fails("comment", "score", "zzz")


def test_on_a_terminal_each_reason_has_a_line(talk: Site) -> None:
    assert on_terminal(talk, 60, "comment", "score", "b", "a").replace("\r\n", "\n") == (
        "ID  SCORE  STATUS   AUTHOR    POST\n"
        "b   15     pending  Bets.com  una-passeggiata\n"
        "    a link (1)\n"
        "    the name 'Bets.com' is an address (4)\n"
        "    the word 'casino' is blocked (10)\n"
        "a   0      pending  Bea       una-passeggiata\n"
    )


def test_what_can_t_be_read_is_named(talk: Site) -> None:
    talk.write({f"{FOLDER}/g.pending.md": "nothing\n", f"{FOLDER}/h.rejected.md": "nothing\n"})
    result = talk.run("comment", "score")
    assert (result.code, len(result.lines)) == (4, 3)
    assert f"{FOLDER}/g.pending.md:1: has no front matter" in result.err
    assert "h.rejected" not in result.err
    assert talk.ok("comment", "score", "a").lines == ["a\t0\tpending\tuna-passeggiata\tBea\t"]


def test_reasons_are_safe_to_print(talk: Site) -> None:
    talk.write({f"{FOLDER}/b.pending.md": comment("x", author='"\\e[31m@evil.example"')})
    assert "\x1b" not in talk.ok("comment", "score").out
