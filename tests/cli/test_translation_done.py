"""`blogcli translation done`."""

from __future__ import annotations

import re

import pytest

from tests.cli.repository import POST, on_terminal, replace
from tests.support import BLOG_TOML, ITALIAN, Site, shell

DONE = ("translation", "done", "una-passeggiata")
TOMORROW = {"SOURCE_DATE_EPOCH": "1772404200"}  # 2026-03-01T22:30Z: the 1st in London still, in Rome too
NEXT_DAY = {"SOURCE_DATE_EPOCH": "1772407800"}  # an hour later: in Rome, the 2nd


@pytest.fixture
def level(blog: Site) -> Site:
    """A post in three languages, French made from English, made by `translate`."""
    blog.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]'), f"{POST}/it.md": ITALIAN})
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", "The path climbs.\n\nThe sea.")
    fr = ("--title", "Une promenade", "--body", "Le sentier monte.\n\nLa mer.")
    blog.ok("translate", "una-passeggiata", "fr", "--from", "en", *fr)
    return blog


def state(site: Site, language: str) -> str:
    """What `translation diff` says of a version."""
    import json

    return str(json.loads(site.ok("translation", "diff", "una-passeggiata", language, "--json").out)["diff"]["state"])


def test_a_version_brought_up_to_date_is_current_again(level: Site) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    replace(level, f"{POST}/en.md", "climbs", "climbs steeply")
    assert state(level, "en") == "behind"
    before = level.read(f"{POST}/en.md")
    result = level.ok(*DONE, "en", env=NEXT_DAY)
    assert (result.lines, result.err) == ([f"{POST}/en.md"], "")
    assert state(level, "en") == "current"
    after = level.read(f"{POST}/en.md")
    assert "    date: 2026-03-02\n" in after  # by the blog's clock, not by Greenwich's
    assert after.partition("translated_from:")[0] == before.partition("translated_from:")[0]
    assert after.rpartition("---\n")[2] == before.rpartition("---\n")[2]
    level.ok(*DONE, "en", env=TOMORROW)
    assert level.read(f"{POST}/en.md") == after


def test_a_version_nobody_touched_is_refused_until_it_is_said_to_need_nothing(level: Site) -> None:
    replace(level, f"{POST}/it.md", "piano", "pian piano")
    message = level.fails(*DONE, "en")
    assert f"{POST}/en.md: is as it was on 2026-03-01, but it.md changed" in message
    assert "translation diff una-passeggiata en" in message
    assert "--unchanged" in message
    assert level.ok(*DONE, "en", "--unchanged").lines == [f"{POST}/en.md"]
    assert state(level, "en") == "current"


@pytest.mark.parametrize(
    ("line", "broken", "message"),
    [
        (8, "blob: 5b1c", "translated_from has a record whose 'blob' can't be read: '5b1c'"),
        (9, "source: v1-what", "translated_from has a record whose 'source' can't be read: 'v1-what'"),
        (11, "mine: [th476, p1234]", "translated_from has a record whose 'mine' is no text"),
        (7, "date: yesterday", "translated_from has a 'date' that is none: 'yesterday'"),
        (7, "date: 2026-13-45", "translated_from has a 'date' that is none: '2026-13-45'"),
        (5, "# mine:", "translated_from has a record without 'mine'"),
    ],
)
def test_a_record_that_cannot_be_read_stops_nothing_and_done_writes_it_anew(
    line: int, broken: str, message: str, level: Site
) -> None:
    path = f"{POST}/en.md"
    whole = level.read(path)
    key = broken.lstrip("# ").partition(":")[0]
    level.write({path: re.sub(rf"^    {key}:.*", f"    {broken}", whole, flags=re.MULTILINE)})
    told = level.ok("render").err
    assert f"warning: {path}:{line}: {message}\n" in told
    assert "hint: once it says what its original says: blogcli translation done una-passeggiata en\n" in told
    assert f"warning: {message}\t{path}:{line}" in level.run("status", "--exit-code").out
    assert level.ok(*DONE, "en").lines == [path]
    assert {*whole.splitlines()} <= {*level.read(path).splitlines()}
    assert (level.ok("status").out, level.ok("render").err.count("warning")) == ("", 0)


def test_a_newer_blogcli_s_record_is_not_overwritten(level: Site) -> None:
    replace(level, f"{POST}/en.md", "source: v1-", "source: v2-")
    message = level.fails(*DONE, "en")
    assert f"{POST}/en.md:9: translated_from has a record of scheme v2, which a newer blogcli wrote" in message
    assert "hint: update blogcli" in message


def test_where_two_clones_said_done_either_record_will_do(level: Site) -> None:
    text = level.read(f"{POST}/en.md")
    record = text[text.index("    date:") : text.index("---\n", 4)]
    level.write({f"{POST}/en.md": text.replace(record, f"<<<<<<< HEAD\n{record}=======\n{record}>>>>>>> theirs\n")})
    message = level.fails("render")
    assert f"{POST}/en.md:7: unresolved merge" in message
    assert "of a translation's record take either side whole, then: blogcli translation diff, and done" in message


def test_front_matter_that_says_nothing_to_readers_is_no_work_on_a_translation(level: Site) -> None:
    replace(level, f"{POST}/en.md", "slug: a-walk\n", "slug: a-walk\ndraft: true\n")
    replace(level, f"{POST}/it.md", "piano", "pian piano")
    for old, new in (("draft: true\n", ""), ("slug: a-walk", "slug: walking\ntags: [hills]\nauthor: Bo")):
        replace(level, f"{POST}/en.md", old, new)
        assert "is as it was on 2026-03-01, but it.md changed" in level.fails(*DONE, "en")


def test_a_record_of_another_text_is_not_taken_for_one_that_its_original_left_behind(level: Site) -> None:
    level.write({f"{POST}/fr.md": "---\ntitle: Une promenade\n---\nLe sentier monte.\n\nPuis la mer.\n"})
    replace(level, f"{POST}/en.md", "language: it", "language: fr")
    message = level.fails(*DONE, "en")
    assert "has a record of which nothing is left in fr.md: it may be of another text" in message
    assert "write 'translated_from: fr' in place of the whole record, then: blogcli translation done" in message


def test_links_alone_need_no_word_of_honour(level: Site) -> None:
    replace(level, f"{POST}/it.md", "il mare", "[il mare](https://a.example)")
    assert level.ok(*DONE, "en").lines == [f"{POST}/en.md"]
    assert level.ok(*DONE, "en").lines == []


def test_what_is_level_already_is_left_alone_and_a_script_hears_nothing(level: Site) -> None:
    tree = level.tree()
    result = level.ok(*DONE, "en", "fr", env=NEXT_DAY)
    assert (result.out, result.err) == ("", "")
    assert level.tree() == tree
    assert on_terminal(level, 80, *DONE, "en", "EN") == f"{POST}/en.md is level already: there was nothing to do.\n"


def test_all_is_checked_before_any_is_written_and_told_together(level: Site) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    replace(level, f"{POST}/en.md", "climbs", "climbs steeply")
    message = level.fails(*DONE, "en", "fr", "it", "de")
    assert f"{POST}/fr.md: is as it was on 2026-03-01, but en.md changed" in message
    assert f"{POST}/it.md: is the original, not a translation\n  hint: its translations are: en, fr" in message
    assert "unknown language 'de'" in message
    assert f"{POST}/en.md:" not in message


def test_files_that_cannot_be_edited_are_all_named_beside_what_else_is_wrong(level: Site) -> None:
    for language in ("en", "fr"):
        level.write({f"{POST}/{language}.md": "---\n{title: A, translated_from: it}\n---\nx\n"})
    message = level.fails(*DONE, "en", "fr", "de")
    for language in ("en", "fr"):
        assert f"{POST}/{language}.md:2: front matter in braces" in message
    assert "unknown language 'de'" in message


def test_of_a_chain_each_is_held_to_its_source_as_it_is_written(level: Site) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    replace(level, f"{POST}/en.md", "climbs", "climbs steeply")
    replace(level, f"{POST}/fr.md", "monte", "monte fort")
    assert level.ok(*DONE, "fr", "en", "fr").lines == [f"{POST}/en.md", f"{POST}/fr.md"]
    from blogcli.drift.scheme import blob_id

    assert blob_id((level.root / POST / "en.md").read_bytes()) in level.read(f"{POST}/fr.md")


@pytest.mark.parametrize(
    "said",
    ["", "translated_from: it\n", "translated_from:\n    language: it\n    date: 2026-02-11\n", "translated_from:\n"],
)
def test_a_version_without_a_record_gets_one(level: Site, said: str) -> None:
    level.write({f"{POST}/en.md": f"---\n# by hand\ntitle: 'A walk'\n{said}author: Bo\n---\nThe path.\n"})
    assert level.ok(*DONE, "en").lines == [f"{POST}/en.md"]
    after = level.read(f"{POST}/en.md")
    assert "    language: it\n    date: 2026-03-01\n    blob: " in after
    assert after.startswith("---\n# by hand\ntitle: 'A walk'\n")
    assert state(level, "en") == "current"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("translated_from: it  # from the printed edition\n", "\n    language: it  # from the printed edition\n"),
        ("translated_from: 'it' # print\n", "\n    language: it # print\n"),
        ("translated_from: # print\n", "\n    language: it # print\n"),
        ("translated_from: {language: it, note: mine}  # print\n", "\n    language: it  # print\n    note: mine\n"),
        ("translated_from:\n  # by hand\n  'language':  it\n", "\n  # by hand\n  'language':  it\n  date:"),
        (
            "translated_from:  # print\n\tlanguage: it\n".replace("\t", "  "),
            "translated_from:  # print\n  language: it\n  date: 2026-03-01\n",
        ),
        (
            "translated_from:\n  language: it  # mine\n\n  # y\n  note: m\n  pages: [1, 2]\n  date: 2026-02-11  # ?\n",
            "\n  language: it  # mine\n\n  # y\n  note: m\n  pages: [1, 2]\n  date: 2026-03-01  # ?\n  blob: ",
        ),
        (
            "translated_from:\n  language: it\n  date:  2026-02-11\n    10:00  # ten o'clock\n  note: m\n",
            "\n  language: it\n  date: 2026-03-01  # ten o'clock\n  note: m\n  blob: ",
        ),
        (
            "translated_from:\n  date: >-\n    2026-02-11\n\n  # a note\n  language: it\n# below\n",
            "\n  date: 2026-03-01\n\n  # a note\n  language: it\n  blob: ",
        ),
    ],
)
def test_what_a_person_wrote_beside_the_record_stays(level: Site, said: str, kept: str) -> None:
    level.write({f"{POST}/en.md": f"---\ntitle: A walk\n{said}---\nThe path.\n"})
    assert level.ok(*DONE, "en").lines == [f"{POST}/en.md"]
    assert kept in level.read(f"{POST}/en.md")
    replace(level, f"{POST}/en.md", "The path.", "The steep path.")
    before = level.read(f"{POST}/en.md")
    level.ok(*DONE, "en")
    after = level.read(f"{POST}/en.md")
    assert [
        a for a, b in zip(before.split("\n"), after.split("\n"), strict=True) if a != b and "mine: t" not in a
    ] == []
    assert state(level, "en") == "current"


def test_a_record_whose_comments_have_no_line_to_stand_on_is_left_to_its_author(level: Site) -> None:
    level.write({f"{POST}/en.md": "---\ntitle: A\ntranslated_from: {language: it, # print\n  a: b}\n---\nPath.\n"})
    assert "edit it by hand" in level.fails(*DONE, "en")


def test_a_draft_with_text_may_be_level_and_one_without_may_not(level: Site) -> None:
    replace(level, f"{POST}/en.md", "slug: a-walk\n", "slug: a-walk\ndraft: true\n")
    replace(level, f"{POST}/it.md", "piano", "ripido")
    replace(level, f"{POST}/en.md", "climbs", "climbs steeply")
    assert level.ok(*DONE, "en").lines == [f"{POST}/en.md"]
    assert "draft: true\n" in level.read(f"{POST}/en.md")
    text = level.read(f"{POST}/en.md")
    level.write({f"{POST}/en.md": text[: text.rindex("---\n") + 4]})
    assert f"{POST}/en.md: has no text" in level.fails(*DONE, "en")


def test_what_has_lost_its_original_is_refused_with_a_way_out(level: Site) -> None:
    (level.root / POST / "en.md").unlink()
    message = level.fails(*DONE, "fr")
    assert f"{POST}/fr.md:5: its original, 'en', is gone" in message
    assert "write 'translated_from: it' in place of the whole record, then: blogcli translation done" in message
    (level.root / POST / "it.md").unlink()
    assert "blogcli translation original una-passeggiata fr" in level.fails(*DONE, "fr")


def test_a_version_that_is_not_there_is_to_be_translated(walk: Site) -> None:
    walk.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]')})
    assert "blogcli translate una-passeggiata fr" in walk.fails(*DONE, "fr")
    assert "name a post and the languages of its versions" in walk.fails(*DONE, code=2)


def test_windows_line_ends_stay(level: Site) -> None:
    level.write({f"{POST}/en.md": "---\r\ntitle: A walk\r\n---\r\nThe path.\r\n"})
    level.ok(*DONE, "en")
    text = level.read(f"{POST}/en.md")
    assert text.count("\r\n") == text.count("\n")


def test_a_script_may_level_all_it_finds(level: Site) -> None:
    done = shell('for l in en fr; do blogcli translation done una-passeggiata "$l"; done; echo end', level.root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "end\n", "")
