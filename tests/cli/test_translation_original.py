"""`blogcli translation original`."""

from __future__ import annotations

import json
import re
import shutil
from typing import Any

import pytest

from tests.cli.repository import POST, commit, on_terminal, replace
from tests.render.reading import read, sections
from tests.support import BLOG_TOML, Site, changed

ITALIAN = """\
---
title: Una passeggiata
slug: una-passeggiata
# when it was
date: 2026-02-10T23:30:00-05:00  # in Quebec
tags:
- monti
- "mare & sole"
author: Bo
image: mare.jpg
---
Il sentiero sale.

Il mare.
"""

ORIGINAL = ("translation", "original", "una-passeggiata")


@pytest.fixture
def level(blog: Site) -> Site:
    """A post in three languages, French made from English, made by `translate` and committed."""
    blog.write(
        {
            "blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]'),
            f"{POST}/it.md": ITALIAN,
            f"{POST}/mare.jpg": b"\xff",
        }
    )
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", "The path climbs.\n\nThe sea.")
    fr = ("--title", "Une promenade", "--body", "Le sentier monte.\n\nLa mer.")
    blog.ok("translate", "una-passeggiata", "fr", "--from", "en", *fr)
    commit(blog.root)
    return blog


def versions(site: Site) -> dict[str, Any]:
    """What is true of each version whatever the original is."""
    found = json.loads(site.ok("show", "una-passeggiata", "--json").out)["post"]["versions"]
    keys = ("state", "date", "title", "page", "tags", "slug", "url")
    return {item["language"]: {key: item[key] for key in keys} for item in found}


def original(site: Site) -> str:
    return str(json.loads(site.ok("show", "una-passeggiata", "--json").out)["post"]["original"])


def state(site: Site, language: str) -> str:
    return str(json.loads(site.ok("translation", "diff", "una-passeggiata", language, "--json").out)["diff"]["state"])


def addresses(site: Site) -> set[str]:
    site.ok("render", "--clean")
    return {path for path in site.tree("public") if path.endswith((".html", ".xml"))}


def record(site: Site, language: str) -> dict[str, str]:
    return dict(re.findall(r"^    (\w+): \"?(.*?)\"?$", site.read(f"{POST}/{language}.md"), re.MULTILINE))


def test_what_is_shared_moves_and_the_record_turns_round(level: Site) -> None:
    before = record(level, "en")
    result = level.ok(*ORIGINAL, "en")
    assert result.lines == [f"{POST}/it.md", f"{POST}/en.md"]
    assert level.read(f"{POST}/en.md") == (
        "---\n"
        "title: A walk\n"
        "slug: a-walk\n"
        "published: 2026-03-01T10:00:00+01:00\n"
        "date: 2026-02-10T23:30:00-05:00  # in Quebec\n"
        "author: Bo\n"
        'tags:\n- monti\n- "mare & sole"\n'
        "image: mare.jpg\n"
        "---\n"
        "The path climbs.\n\nThe sea.\n"
    )
    after = record(level, "it")
    assert (after["language"], after["date"]) == ("en", before["date"])
    assert (after["blocks"], after["mine"]) == (before["mine"], before["blocks"])
    start, _, rest = level.read(f"{POST}/it.md").partition("translated_from:\n")
    assert start == "---\ntitle: Una passeggiata\nslug: una-passeggiata\n# when it was\n"
    assert rest.endswith("---\nIl sentiero sale.\n\nIl mare.\n")
    assert original(level) == "en"
    assert state(level, "it") == "current"
    assert "language: en\n" in level.read(f"{POST}/fr.md")
    assert state(level, "fr") == "current"
    level.ok("render")


def test_what_moves_moves_as_it_was_written(level: Site) -> None:
    tags = "tags:  # few\r\n- monti  # the Apennines\r\n\r\n# and\r\n- 'mare'\r\n"
    text = level.read(f"{POST}/it.md").replace('tags:\n- monti\n- "mare & sole"\n', tags)
    level.write({f"{POST}/it.md": text.replace("\r\n", "\n").replace("\n", "\r\n")})
    level.ok("translation", "done", "una-passeggiata", "en")
    level.ok(*ORIGINAL, "en")
    moved = level.read(f"{POST}/en.md")
    assert tags.replace("\r", "") in moved
    assert "\r" not in moved


def test_what_stands_beside_a_record_stays_when_it_turns_round_or_goes(level: Site) -> None:
    replace(level, f"{POST}/en.md", "    language: it\n", "    language: it  # mine\n    note: from print\n")
    said = "translated_from:\n    language: en  # twice removed\n    note: mine\n"
    level.write({f"{POST}/fr.md": f"---\ntitle: Une\n{said}---\nLe sentier.\n"})
    level.ok(*ORIGINAL, "fr")
    assert "translated_from:\n    language: fr  # mine\n    note: from print\n---\n" in level.read(f"{POST}/en.md")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_version_keeps_its_address_its_date_and_its_tags(level: Site, language: str) -> None:
    found, pages = versions(level), addresses(level)
    level.ok(*ORIGINAL, language)
    assert original(level) == language
    assert versions(level) == found
    assert addresses(level) == pages


def test_what_the_new_original_says_itself_spreads_to_no_other(level: Site) -> None:
    replace(level, f"{POST}/en.md", "slug: a-walk\n", "slug: a-walk\ndate: 2025-01-02\ntags: [hills]\ntrusted: false\n")
    found, pages = versions(level), addresses(level)
    level.ok(*ORIGINAL, "en")
    assert versions(level) == found
    assert addresses(level) == pages
    assert "tags:\n- monti\n" in level.read(f"{POST}/it.md")
    assert 'tags:\n- monti\n- "mare & sole"\n' in level.read(f"{POST}/fr.md")
    for language in ("it", "fr"):
        assert "trusted: true\n" in level.read(f"{POST}/{language}.md")


def test_one_moment_written_with_two_offsets_makes_two_addresses(level: Site) -> None:
    replace(level, f"{POST}/it.md", "2026-02-10T23:30:00-05:00", "2026-02-28T23:30:00-05:00")
    replace(level, f"{POST}/en.md", "slug: a-walk\n", "slug: a-walk\ndate: 2026-03-01T05:30:00+01:00\n")
    found, pages = versions(level), addresses(level)
    assert {"2026/02/una-passeggiata/index.html", "en/2026/03/a-walk/index.html"} <= pages
    level.ok(*ORIGINAL, "en")
    assert versions(level) == found
    assert addresses(level) == pages


def test_what_cannot_be_kept_is_refused(level: Site) -> None:
    replace(level, f"{POST}/it.md", "image: mare.jpg\n", "")
    replace(level, f"{POST}/en.md", "slug: a-walk\n", "slug: a-walk\nimage: mare.jpg\n")
    message = level.fails(*ORIGINAL, "en")
    assert f"{POST}/it.md: would get the image of the new original" in message
    assert f"{POST}/fr.md: would get the image of the new original" in message


def test_a_chain_is_turned_link_by_link(level: Site) -> None:
    level.ok(*ORIGINAL, "fr")
    assert record(level, "en")["language"] == "fr"
    assert record(level, "it")["language"] == "en"
    assert "translated_from" not in level.read(f"{POST}/fr.md")
    assert [state(level, language) for language in ("it", "en")] == ["current", "current"]
    level.ok(*ORIGINAL, "it")
    assert (record(level, "en")["language"], record(level, "fr")["language"]) == ("it", "en")


def test_there_and_back_changes_nothing_but_where_keys_stand(level: Site) -> None:
    level.ok(*ORIGINAL, "en")
    level.ok(*ORIGINAL, "it")
    after = level.tree("posts")
    level.ok(*ORIGINAL, "en")
    level.ok(*ORIGINAL, "it")
    assert level.tree("posts") == after
    assert state(level, "en") == "current"


@pytest.mark.parametrize(
    ("was", "now"), [("The sea.", "The sea.\n\nA goat."), ("climbs", "climbs steeply")], ids=["ahead", "mended"]
)
def test_if_the_new_original_was_changed_since_the_old_one_is_behind(level: Site, was: str, now: str) -> None:
    replace(level, f"{POST}/en.md", was, now)
    result = level.run(*ORIGINAL, "en")
    assert result.code == 4
    assert f"{POST}/it.md: is behind now" in result.err
    assert state(level, "it") == "behind"
    diff = json.loads(level.ok("translation", "diff", "una-passeggiata", "it", "--json").out)["diff"]
    assert diff["old"] == "history"
    assert [(item["change"], item["then"]) for item in diff["blocks"]] == [
        ("added", None) if "goat" in now else ("changed", "The path climbs.")
    ]
    assert level.fails("translation", "done", "una-passeggiata", "it")
    level.ok("translation", "done", "una-passeggiata", "it", "--unchanged")
    assert state(level, "it") == "current"


def test_a_version_that_is_behind_is_refused_lest_nobody_see_it(level: Site) -> None:
    replace(level, f"{POST}/it.md", "sale", "scende")
    for language in ("en", "fr"):
        message = level.fails(*ORIGINAL, language)
        assert f"{POST}/en.md: is behind it.md: as the original it would hide what it lacks" in message
        assert "blogcli translation diff una-passeggiata en" in message
    level.ok("translation", "done", "una-passeggiata", "en", "--unchanged")
    level.ok(*ORIGINAL, "en")


def test_versions_without_a_record_stay_without_and_none_of_them_becomes_the_original(walk: Site) -> None:
    french = walk.read(f"{POST}/en.md").replace("A walk", "Une promenade").replace("a-walk", "une-promenade")
    walk.write(
        {
            "blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]'),
            f"{POST}/en.md": "---\ntitle: A walk\n---\nThe path.\n",
            f"{POST}/fr.md": french,
        }
    )
    found = versions(walk)
    assert walk.ok(*ORIGINAL, "fr").lines == [f"{POST}/{language}.md" for language in ("it", "en", "fr")]
    assert original(walk) == "fr"
    assert versions(walk) == found
    assert "translated_from:\n    language: fr\n    date: 2026-02-11\n" in walk.read(f"{POST}/it.md")
    assert "translated_from: it\n" in walk.read(f"{POST}/en.md")
    assert "has no record" in walk.fails("translation", "diff", "una-passeggiata", "it")


def test_a_page_stays_one(blog: Site) -> None:
    about = blog.ok("new", "Chi siamo", "--page", "--body", "Noi.").lines[0]
    blog.ok("translate", "chi-siamo", "en", "--title", "About", "--body", "We.")
    blog.ok("translation", "original", "chi-siamo", "en")
    assert "page: true\n" in blog.read(about.replace("it.md", "en.md"))
    assert "page" not in blog.read(about)
    assert json.loads(blog.ok("show", "chi-siamo", "--json").out)["post"]["page"] is True


def test_how_a_post_is_laid_out_its_original_says(walk: Site) -> None:
    post = "posts/2026/una-passeggiata"
    walk.write({f"{post}/it.md": changed(ITALIAN, "date:", "layout: together\ndate:")})
    walk.ok("translation", "done", post, "en")
    walk.ok("translation", "original", post, "en")
    assert "layout: together\n" in walk.read(f"{post}/en.md")
    assert "layout" not in walk.read(f"{post}/it.md")
    walk.ok("render")
    assert [each[0] for each in sections(read(walk, "/en/2026/02/a-walk/"))] == ["_en", "_it"]
    assert "url=/en/2026/02/a-walk/#_it" in walk.page("/2026/02/una-passeggiata/")


def test_what_lost_its_original_becomes_one_where_there_is_no_other(level: Site) -> None:
    (level.root / POST / "en.md").unlink()
    message = level.fails(*ORIGINAL, "fr")
    assert f"{POST}/fr.md:5: its original, 'en', is gone" in message
    assert "write 'translated_from: it' in place of the whole record, then: blogcli translation done" in message
    (level.root / POST / "it.md").unlink()
    replace(level, f"{POST}/fr.md", "slug:", "date: 2026-02-10\nslug:")
    assert level.ok(*ORIGINAL, "fr").lines == [f"{POST}/fr.md"]
    assert "translated_from" not in level.read(f"{POST}/fr.md")


@pytest.mark.parametrize("committed", [True, False])
def test_what_was_inherited_from_an_original_that_is_gone_is_taken_from_git(committed: bool, level: Site) -> None:
    replace(level, f"{POST}/it.md", "author: Bo", "author: Bea")
    commit(level.root)
    replace(level, f"{POST}/en.md", "slug: a-walk\n", "slug: a-walk\ntags: [hills]\n")
    found = versions(level)
    (level.root / POST / "it.md").unlink()
    if committed:
        commit(level.root)
    assert "its original, 'it', is gone, and with it the date" in level.fails("show", "una-passeggiata")
    message = level.fails(*ORIGINAL, "fr")
    assert f"{POST}/en.md:6: its original, 'it', is gone" in message
    assert "blogcli translation original una-passeggiata en" in message
    assert level.ok(*ORIGINAL, "en").lines == [f"{POST}/en.md", f"{POST}/fr.md"]
    text = level.read(f"{POST}/en.md")
    for line in ("date: 2026-02-10T23:30:00-05:00  # in Quebec\n", "author: Bea\n", "tags: [hills]\n", "image: mare"):
        assert line in text
    assert "translated_from" not in text
    del found["it"]
    found["en"]["state"] = "published"
    assert versions(level) == found
    level.ok("render")


def test_what_git_cannot_give_back_is_said_before_it_is_lost(level: Site) -> None:
    (level.root / POST / "fr.md").unlink()
    (level.root / POST / "it.md").unlink()
    shutil.rmtree(level.root / ".git")
    tree = level.tree()
    message = level.fails(*ORIGINAL, "en")
    assert f"{POST}/en.md: has no date: it had that of it.md, which needs git, and the blog is in no repos" in message
    assert "hint: write the date here, and what else it took from there (tags, author...), then try again" in message
    assert level.tree() == tree
    replace(level, f"{POST}/en.md", "slug: a-walk\n", "slug: a-walk\ndate: 2026-02-10\n")
    done = level.run(*ORIGINAL, "en")
    assert (done.code, done.lines) == (4, [f"{POST}/en.md"])
    assert "what it took (tags, author...) from it.md, which needs git" in done.err
    assert level.ok("render").code == 0


def test_the_original_is_one_already(level: Site) -> None:
    tree = level.tree()
    assert level.ok(*ORIGINAL, "it").out == ""
    assert level.tree() == tree
    assert on_terminal(level, 80, *ORIGINAL, "it") == "It is the original already: there was nothing to do.\n"


def test_a_draft_without_text_is_refused_and_a_faulty_file_leaves_all_as_they_were(level: Site) -> None:
    text = level.read(f"{POST}/en.md")
    level.write({f"{POST}/en.md": text[: text.rindex("---\n") + 4]})
    assert f"{POST}/en.md: has no text" in level.fails(*ORIGINAL, "en")
    level.write({f"{POST}/en.md": text, f"{POST}/it.md": "---\n{title: Una, date: 2026-02-10}\n---\nIl mare.\n"})
    level.run("translation", "done", "una-passeggiata", "en", "--unchanged")
    assert "can't be edited line by line" in level.fails(*ORIGINAL, "en")


def test_all_that_stands_against_it_is_told_together(level: Site) -> None:
    replace(level, f"{POST}/it.md", "sale", "scende")
    replace(level, f"{POST}/it.md", "image: mare.jpg\n", "")
    replace(level, f"{POST}/en.md", "slug: a-walk\n", "slug: a-walk\nimage: mare.jpg\n")
    message = level.fails(*ORIGINAL, "en")
    assert f"{POST}/en.md: is behind it.md" in message
    assert f"{POST}/fr.md: would get the image of the new original" in message
    for language in ("it", "en"):
        text = "---\n{title: A, date: 2026-02-10}\n---\nx\n"
        level.write(
            {f"{POST}/{language}.md": text.replace("}", ", translated_from: it}") if language == "en" else text}
        )
    message = level.fails(*ORIGINAL, "en")
    for language in ("it", "en"):
        assert f"{POST}/{language}.md:2: front matter in braces" in message


def test_that_files_beside_a_post_move_is_said(level: Site) -> None:
    assert "the files beside the post" in level.ok(*ORIGINAL, "en").err
