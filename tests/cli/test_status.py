"""`blogcli status`: what is in hand, what fell behind, what waits, what is wrong."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pexpect
import pytest

from tests.support import BLOG_TOML, NOW, Site, comment, shell

if TYPE_CHECKING:
    from collections.abc import Callable

POST = "posts/2026/barca"
IT, EN = f"{POST}/it.md", f"{POST}/en.md"
FIRST, SECOND = "Siamo partiti all'alba.", "Il vento alle spalle."
IT_BODY = f"{FIRST}\n\n{SECOND}\n\n```\nnodi 6\n```\n\nPoi la [notte](https://n.example/).\n"
EN_BODY = "We left at dawn.\n\nThe wind behind us.\n\n```\nknots 6\n```\n\nThen the [night](https://n.example/).\n"


def launched(blog: Site) -> Site:
    """A blog with one post, in Italian, and its English translation with a record."""
    blog.ok("new", "La barca", "--id", "barca", "--date", "2026-02-20", "--body", IT_BODY)
    blog.ok("translate", "barca", "en", "--title", "The boat", "--body", EN_BODY)
    return blog


@pytest.fixture
def boat(blog: Site) -> Site:
    return launched(blog)


def edit(site: Site, path: str, old: str, new: str) -> None:
    text = site.read(path)
    assert old in text
    site.write({path: text.replace(old, new)})


def document(site: Site, *arguments: str) -> dict[str, Any]:
    found = json.loads(site.ok("status", "--json", *arguments).out)
    assert found.pop("format") == 1
    return dict(found)


def translation(site: Site, language: str = "en") -> dict[str, Any]:
    return next(each for each in document(site)["translations"] if each["language"] == language)


def standing(site: Site, language: str = "en") -> tuple[str, list[int], list[str]]:
    found = translation(site, language)
    return found["state"], found["blocks"], found["only"]


def on_terminal(site: Site, *arguments: str, columns: int = 80, **environment: str) -> str:
    known = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    output, _ = pexpect.run(
        f"{sys.executable} -m blogcli status {' '.join(arguments)}", cwd=str(site.root), encoding="utf-8",
        env={**known, "SOURCE_DATE_EPOCH": NOW, "TERM": "xterm", **environment},
        withexitstatus=True, dimensions=(40, columns),
    )  # fmt: skip
    return str(output).replace("\r\n", "\n")


def test_a_clean_blog_says_nothing_to_a_script_and_one_line_to_a_person(boat: Site) -> None:
    result = boat.ok("status", "--exit-code")
    assert (result.out, result.err) == ("", "")
    assert on_terminal(boat) == "All is well: 1 post, 2 languages, and nothing that wants attention.\n"


def test_an_empty_blog_is_a_clean_one(blog: Site) -> None:
    assert blog.ok("status", "--exit-code").out == ""
    assert on_terminal(blog) == "Nothing yet: blogcli new TITLE starts a post.\n"
    assert document(blog)["coverage"][0]["posts"] == 0


BEHIND = {
    "a word": ((IT, "alba", "una"), ("behind", [1], []), "1 of 4 blocks (1)"),
    "title": ((IT, "La barca", "Il battello"), ("behind", [0], []), "title"),
    "link": ((IT, "n.example", "m.example"), ("current", [], ["links"]), "only links"),
    "code": ((IT, "nodi 6", "nodi 7"), ("current", [3], ["code"]), "only code (3)"),
    "image": ((IT, "spalle.", "spalle. ![](v.jpg)"), ("current", [], ["images"]), "only images"),
    "first paragraph gone": ((IT, "Siamo partiti all'alba.\n\n", ""), ("behind", [0], []), "text gone after the title"),
    "added at the end": ((IT, "(https://n.example/).", "(https://n.example/).\n\nFine."), ("behind", [5], []),
                         "1 of 5 blocks (5)"),
    "its own": ((EN, "behind us.", "behind us.\n\nMore."), ("ahead", [], []), "gained or lost text of its own at 3"),
    "order": ((IT, f"{FIRST}\n\n{SECOND}", f"{SECOND}\n\n{FIRST}"), ("behind", [1], ["order"]), "only order (1)"),
}  # fmt: skip


@pytest.mark.parametrize("name", BEHIND)
def test_how_far_a_translation_is_behind(name: str, boat: Site) -> None:
    change, expected, words = BEHIND[name]
    edit(boat, *change)
    assert standing(boat) == expected
    result = boat.run("status", "--exit-code")
    assert (result.code, result.lines) == (4, [f"{expected[0]}\tbarca\ten\t{words}\t{EN}"])
    assert boat.run("status").code == 0


def test_both_sides_changed(boat: Site) -> None:
    edit(boat, IT, "alba", "una")
    edit(boat, IT, "Il vento", "Un vento")
    edit(boat, EN, "behind us.", "behind us.\n\nMore.")
    assert standing(boat) == ("both", [1, 2], [])
    assert translation(boat)["mine"] == [3]
    assert boat.ok("status").lines == [
        f"both\tbarca\ten\t2 of 4 blocks (1-2); gained or lost text of its own at 3\t{EN}"
    ]  # fmt: skip


def test_of_a_translation_s_translation_the_source_s_state_is_said(boat: Site) -> None:
    boat.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]')})
    boat.ok("translate", "barca", "fr", "--from", "en", "--title", "Le bateau", "--body", "Un.\n\nDeux.\n")
    edit(boat, IT, "alba", "una")
    french = translation(boat, "fr")
    assert (french["source"], french["state"], french["source_state"]) == ("en", "current", "behind")
    assert translation(boat)["source_state"] is None
    assert f"current\tbarca\tfr\t'en' is itself behind\t{POST}/fr.md" in boat.ok("status").lines


def test_show_says_of_each_translation_of_a_post_what_status_does(boat: Site) -> None:
    boat.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]')})
    boat.ok("translate", "barca", "fr", "--from", "en", "--title", "Le bateau", "--body", "Un.\n\nDeux.\n")
    level = boat.ok("show", "barca").lines
    assert {"en source:\tit", "en translation:\tcurrent", "fr source:\ten", "fr translation:\tcurrent"} < set(level)
    assert not [line for line in level if line.startswith(("it source", "it translation", "en detail"))]
    edit(boat, IT, "alba", "una")
    told = {"en translation:\tbehind", "en detail:\t1 of 4 blocks (1)", "fr detail:\t'en' is itself behind"}
    assert told < set(boat.ok("show", "barca").lines)
    versions = json.loads(boat.ok("show", "barca", "--json").out)["post"]["versions"]
    held = {each["language"]: each["translation"] for each in versions}
    assert held.pop("it") is None
    assert held == {
        each["language"]: {key: each[key] for key in held["en"]} for each in document(boat)["translations"]
    }  # fmt: skip


def test_states_without_a_comparison(boat: Site) -> None:
    boat.write(
        {
            "blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr", "de"]'),
            f"{POST}/fr.md": "---\ntitle: Le bateau\ntranslated_from: de\n---\nUn.\n",
            "posts/chi/it.md": "---\ntitle: Chi\npage: true\n---\nIo.\n",
            "posts/chi/en.md": "---\ntitle: Who\ntranslated_from: it\n---\nMe.\n",
            "posts/chi/fr.md": "---\ntitle: Qui\ntranslated_from: it\ndraft: true\n---\nMoi.\n",
        }
    )
    found = document(boat)
    states = {(each["post"], each["language"]): each["state"] for each in found["translations"]}
    assert states == {
        ("barca", "en"): "current", ("barca", "fr"): "orphan", ("chi", "en"): "untracked", ("chi", "fr"): "draft"
    }  # fmt: skip
    assert [(each["post"], each["language"]) for each in found["missing"]] == [("barca", "de"), ("chi", "de")]
    rows = {row["language"]: row for row in found["coverage"]}
    assert all(row["posts"] == sum(row[key] for key in row if key not in ("language", "posts")) == 2
               for row in rows.values())  # fmt: skip
    assert (rows["fr"]["orphan"], rows["fr"]["draft"], rows["de"]["missing"], rows["it"]["original"]) == (1, 1, 2, 2)


def test_a_record_that_names_another_language_than_it_is_of_is_no_record_and_is_to_be_seen_to(boat: Site) -> None:
    boat.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]')})
    boat.ok("translate", "barca", "fr", "--title", "Le bateau", "--body", "Un.\n\nDeux.\n\n```\nnodi 6\n```\n")
    edit(boat, EN, "language: it", "language: fr")
    assert standing(boat) == ("untracked", [], [])
    result = boat.run("status", "--exit-code")
    words = "nothing in its record of 2026-03-01 is in 'fr'"
    assert (result.code, result.lines) == (4, [f"untracked\tbarca\ten\t{words}\t{EN}"])
    screen = on_terminal(boat, columns=100, NO_COLOR="1")
    assert f"    untracked  barca  en  from fr\n      {words}\n" in on_terminal(boat, columns=60, NO_COLOR="1")
    assert "Translations whose record seems to be of another text:" in screen
    assert f"untracked  barca  en  from fr  {words}" in screen
    found = boat.run("check", "--rule", "drift", "--json")
    (finding,) = json.loads(found.out)["findings"]
    assert finding["message"] == f"can't be held to fr.md: {words}"
    boat.ok("render")
    assert 'class="outdated"' not in boat.page("en/2026/02/the-boat/")
    record = boat.read(EN).partition("translated_from:\n")[2].partition("---")[0]
    edit(boat, EN, f"translated_from:\n{record}", "translated_from: fr\n")
    assert finding["hint"] == (
        "write 'translated_from: fr' in place of the whole record, then: blogcli translation done barca en"
    )
    boat.ok("translation", "done", "barca", "en")
    assert standing(boat) == ("current", [], [])


def test_what_lost_its_original_and_so_its_date_is_told_the_way_out(boat: Site) -> None:
    (boat.root / IT).unlink()
    (problem,) = document(boat)["problems"]
    assert (problem["path"], problem["message"]) == (EN, "its original, 'it', is gone, and with it the date")
    assert problem["hint"] == ("bring that back, or make this one the original: blogcli translation original barca en")
    assert f"{EN}:5: its original, 'it', is gone, and with it the date" in boat.fails("render")


def test_what_lost_its_original_is_an_orphan_though_it_stands_in_for_it(boat: Site) -> None:
    edit(boat, EN, "---\ntitle", "---\ndate: 2026-02-21\ntitle")
    (boat.root / IT).unlink()
    result = boat.run("status", "--language", "en", "--exit-code")
    assert (result.code, result.lines[0]) == (4, f"orphan\tbarca\ten\tthere is no 'it' to hold it to\t{EN}")
    assert standing(boat) == ("orphan", [], [])
    boat.ok("render")


def scheduled(site: Site) -> None:
    site.ok("new", "Dopo", "--date", "2026-06-01T08:30", "--body", "x")
    site.ok("new", "Presto", "--language", "en", "--author", "Carla Neri", "--date", "2026-03-02", "--body", "x")


def test_drafts_and_scheduled_posts_are_in_hand_and_no_matter(boat: Site) -> None:
    boat.ok("new", "Bozza")
    scheduled(boat)
    result = boat.ok("status", "--exit-code")
    assert [line for line in result.lines if not line.startswith("missing")] == [
        "draft\tbozza\tit\tBozza\tposts/2026/bozza/it.md",
        "scheduled\tpresto\ten\t2026-03-02T00:00:00+01:00\tposts/2026/presto/en.md",
        "scheduled\tdopo\tit\t2026-06-01T08:30:00+02:00\tposts/2026/dopo/it.md",
    ]
    assert {line.split("\t")[1] for line in result.lines if line.startswith("missing")} == {"bozza", "dopo", "presto"}


def test_the_next_moment_is_for_a_script_to_wait_until(boat: Site) -> None:
    assert boat.ok("status", "--next-due").out == ""
    assert document(boat)["next_due"] is None
    scheduled(boat)
    due = boat.ok("status", "--next-due").out
    assert due == "2026-03-02T00:00:00+01:00\n"
    assert boat.ok("status", "--next-due", "--language", "it").out == "2026-06-01T08:30:00+02:00\n"
    boat.ok("render")
    assert "Presto" not in boat.page("/en/")
    boat.ok("render", "--now", due.strip())
    assert "Presto" in boat.page("/en/")
    script = 'due=$(blogcli status --next-due)\ntest -n "$due" && date -u -d "$due" +%FT%TZ'
    done = shell(script, boat.root)
    assert (done.returncode, done.stdout) == (0, "2026-03-01T23:00:00Z\n"), done.stderr


def test_a_version_goes_live_when_both_its_dates_have_come(boat: Site) -> None:
    edit(boat, EN, "published: 2026-03-01T10:00:00+01:00", "published: 2026-04-01")
    edit(boat, IT, "date: 2026-02-20", "date: 2026-03-10")
    assert boat.ok("status", "--next-due").out == "2026-03-10T00:00:00+01:00\n"
    assert boat.ok("status", "--next-due", "--language", "en").out == "2026-04-01T00:00:00+02:00\n"


def test_what_would_stop_that_render_is_an_error_now(boat: Site) -> None:
    scheduled(boat)
    boat.write({"posts/2026/rotta/it.md": "---\ntitle: Rotta\ndate: giugno\n---\nx\n"})
    assert "rotta/it.md:3: date 'giugno'" in boat.fails("status", "--next-due")
    assert "--next-due stands alone" in boat.fails("status", "--next-due", "--json", code=2)


def test_it_narrows_to_a_language_and_an_author(boat: Site) -> None:
    scheduled(boat)
    boat.write({"comments/barca/c1.pending.md": comment("Bello."), "comments/presto/c2.pending.md": comment("Sì.")})
    edit(boat, IT, "alba", "una")

    def kinds(*arguments: str) -> list[tuple[str, ...]]:
        return sorted(tuple(line.split("\t")[:3]) for line in boat.ok("status", *arguments).lines)

    assert kinds("--language", "en") == [
        ("behind", "barca", "en"), ("missing", "dopo", "en"), ("scheduled", "presto", "en")
    ]  # fmt: skip
    assert kinds("--author", "carla neri") == [
        ("missing", "presto", "it"), ("pending", "presto", "it"), ("scheduled", "presto", "en")
    ]  # fmt: skip
    assert [row["posts"] for row in document(boat, "--author", "Carla Neri")["coverage"]] == [1, 1]
    assert "did you mean 'Carla Neri'?" in boat.fails("status", "--author", "Carla Nerri")
    assert "unknown language 'de'" in boat.fails("status", "--language", "de")


def test_comments_that_wait_want_attention(boat: Site) -> None:
    boat.write({"comments/barca/c1.pending.md": comment("Bello."), "comments/barca/c2.md": comment("Sì.")})
    result = boat.run("status", "--exit-code")
    assert (result.code, result.lines) == (4, ["pending\tbarca\tit\tc1\tcomments/barca/c1.pending.md"])
    assert document(boat)["pending"] == [
        {
            "id": "c1", "post": "barca", "date": "2026-02-12T09:00:00+01:00", "language": "it", "author": "Bea",
            "path": "comments/barca/c1.pending.md",
        }
    ]  # fmt: skip


def test_all_that_render_would_say_is_said_without_stopping_at_it(boat: Site) -> None:
    boat.write(
        {
            "posts/2026/rotta/it.md": "---\ntitle: Rotta\ndate: giugno\n---\nx\n",
            "posts/2026/copia/it.md": "---\ntitle: Copia\nslug: la-barca\ndate: 2026-02-21\ntag: x\n---\nx\n",
            "comments/barca/c1.md": "---\nauthor: Bea\n---\nx\n",
            "comments/rotta/c2.md": comment("Di un post che non si legge."),
            "templates/post.html": "{% if %}\n",
        }
    )
    problems = document(boat)["problems"]
    assert {(each["kind"], each["path"], each["line"]) for each in problems} == {
        ("error", "posts/2026/rotta/it.md", 3),
        ("error", "templates/post.html", 1),
        ("error", "posts/2026/copia/it.md", None),
        ("fault", "comments/barca/c1.md", 1),
        ("warning", "posts/2026/copia/it.md", 5),
    }
    assert boat.run("status", "--exit-code").code == 4
    lines = boat.ok("status").lines
    assert "problem\t\t\tdate 'giugno' is not an ISO 8601 date\tposts/2026/rotta/it.md:3" in lines
    assert "problem\t\t\twarning: unknown key 'tag'\tposts/2026/copia/it.md:5" in lines


def test_what_a_render_remembers_is_recalled_and_never_written(boat: Site) -> None:
    boat.ok("render")
    cache = boat.root / ".blogcli" / "cache.sqlite"
    before = {path: path.stat().st_mtime_ns for path in cache.parent.iterdir()}
    edit(boat, IT, "alba", "una")
    assert standing(boat)[0] == "behind"
    boat.write({"comments/barca/c1.pending.md": comment("Bello.")})
    assert len(boat.ok("status").lines) == 2
    assert {path: path.stat().st_mtime_ns for path in cache.parent.iterdir()} == before
    cache.write_bytes(b"not a database")
    assert len(boat.ok("status").lines) == 2
    assert cache.read_bytes() == b"not a database"


def test_it_imports_no_more_than_it_needs(boat: Site) -> None:
    boat.ok("render")
    program = (
        "import sys\nfrom blogcli.cli.app import run\ncode = run(['status'])\n"
        "heavy = ['mistune', 'jinja2', 'babel', 'pygments', 'rich', 'nh3', 'yaml', 'frontmatter']\n"
        "print(code, [name for name in heavy if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=boat.root, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "0 []"


def everything(site: Site) -> None:
    site.ok("new", "Bozza")
    scheduled(site)
    edit(site, IT, "alba", "una")
    site.write({"comments/barca/c1.pending.md": comment("Bello.", author='"\\e[31mBea"')})
    site.write({"posts/2026/rotta/it.md": "---\ntitle: Rotta\ndate: giugno\n---\nx\n"})


def test_on_a_terminal_each_group_names_what_mends_it(boat: Site) -> None:
    everything(boat)
    output = on_terminal(boat, NO_COLOR="1")
    assert "\x1b" not in output
    assert max(map(len, output.splitlines())) <= 80
    groups = re.split(r"\n\n(?=\S)", output)
    heads = [group.splitlines()[0] for group in groups]
    assert heads == [
        "Drafts:", "Scheduled:", "Translations and originals that differ:", "Missing translations:",
        "Comments that wait:", "Problems:", "Languages:",
    ]  # fmt: skip
    commands: list[Callable[[str], bool]] = [
        lambda group: "(write the text, then blogcli publish POST LANGUAGE" in group and "bozza  it  Bozza" in group,
        lambda group: "2026-03-02 00:00  presto  en  Presto" in group,
        lambda group: "translation done POST LANGUAGE" in group and "1 of 4 blocks (1)" in group,
        lambda group: "(blogcli translate POST LANGUAGE" in group,
        lambda group: "comment moderate" in group and "c1  barca  \\x1b[31mBea" in group,
        lambda group: "posts/2026/rotta/it.md:3: date 'giugno'" in group,
        lambda group: "LANG  POSTS  ORIGINAL" in group,
    ]
    assert [test(group) for test, group in zip(commands, groups, strict=True)] == [True] * 7


def test_translations_stand_under_what_is_to_be_done_about_them(boat: Site) -> None:
    boat.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr", "de"]')})
    boat.ok("translate", "barca", "fr", "--title", "Le bateau", "--body", "Un.\n\nDeux.\n")
    boat.ok("translate", "barca", "de", "--from", "fr", "--title", "Das Boot", "--body", "Eins.\n\nZwei.\n")
    edit(boat, EN, "behind us.", "behind us.\n\nMore.")
    edit(boat, f"{POST}/fr.md", "language: it", "language: es")
    groups = {group.partition(":")[0]: group for group in re.split(r"\n\n(?=\S)", on_terminal(boat, NO_COLOR="1"))}
    assert "Translations and originals that differ" not in groups
    ahead = groups["Translations that gained or lost text of their own"]
    assert "blogcli translation done POST LANGUAGE says that it is meant)" in ahead
    assert "ahead  barca  en  from it  gained or lost text of its own at 3" in ahead
    gone = groups["Translations whose original is gone"]
    assert "(blogcli translation diff POST LANGUAGE says where it went;" in gone
    assert "blogcli translation original POST LANGUAGE makes one the original" in gone
    assert "orphan  barca  fr" in gone
    above = groups["Translations of what is itself to be seen to"]
    assert "see to that first)" in above
    assert "current  barca  de  from fr  'fr' is itself orphan" in above


def test_what_changed_is_said_in_whole_below_its_row_and_cut_only_where_it_has_no_end(boat: Site) -> None:
    body = "".join(f"Riga {number}.\n\nPoi.\n\n" for number in range(99))
    boat.write({IT: boat.read(IT) + body})
    boat.ok("translation", "done", "barca", "en", "--unchanged")
    boat.write({IT: boat.read(IT).replace("Riga 1.", "Riga uno.").replace("alba", "una").replace("Riga 7.", "Sette.")})
    assert "\n    behind  barca  en  from it\n      3 of 201 blocks (1, 6, 18)\n" in on_terminal(
        boat, columns=50, NO_COLOR="1"
    )
    boat.write({IT: boat.read(IT).replace("Riga", "Rigo")})
    group = on_terminal(boat, columns=80, NO_COLOR="1").partition("\n\n")[0].splitlines()
    assert len(group) == 7
    assert max(map(len, group)) <= 80
    assert group[-1].endswith(" ...")
    assert ", 198, 200)" in boat.ok("status").lines[0]


def test_colours_are_for_terminals_that_have_them(boat: Site) -> None:
    everything(boat)
    plain = on_terminal(boat, NO_COLOR="1")
    coloured = on_terminal(boat)
    assert "\x1b[1mDrafts:\x1b[0m" in coloured
    assert re.sub("\x1b\\[[0-9]+m", "", coloured) == plain
    assert on_terminal(boat, TERM="dumb") == plain
    assert "\x1b[" not in boat.ok("status").out


def test_many_of_one_kind_are_not_all_shown(blog: Site) -> None:
    for number in range(25):
        blog.write({f"posts/p{number}/it.md": f"---\ntitle: P\npage: true\nslug: p{number}\n---\nx\n"})
    assert "... and 5 more, which blogcli status | cat shows" in on_terminal(blog)
    assert len(blog.ok("status").lines) == 25
