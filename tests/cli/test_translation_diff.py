"""`blogcli translation diff`."""

from __future__ import annotations

import json
import os
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from blogcli.drift.scheme import UNKNOWN
from tests.cli.repository import POST, commit, git, on_terminal, replace
from tests.support import BLOG_TOML, Site, shell

if TYPE_CHECKING:
    from pathlib import Path

ITALIAN = """\
---
title: Una passeggiata
date: 2026-02-10
---
Il sentiero sale piano tra i castagni.

Poi, dopo il bosco, si vede il mare.

## La discesa

Si scende per [la mulattiera](https://a.example).
"""
ENGLISH = (
    "The path climbs slowly.\n\nThen, past the wood, the sea.\n\n## Down\n\nBy [the mule track](https://a.example).\n"
)

DIFF = ("translation", "diff", "una-passeggiata", "en")


@pytest.fixture
def level(blog: Site) -> Site:
    """A post and its translation, made by `translate` and committed."""
    blog.write({f"{POST}/it.md": ITALIAN})
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", ENGLISH)
    commit(blog.root)
    return blog


def document(site: Site) -> dict[str, Any]:
    found = json.loads(site.ok(*DIFF, "--json").out)
    assert found.pop("format") == 1
    return dict(found["diff"])


def told(site: Site) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(item["change"], item["then"], item["now"], item["mine"]) for item in document(site)["blocks"]]


def test_a_changed_paragraph_is_shown_as_it_was_as_it_is_and_as_it_was_translated(level: Site) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    result = level.ok(*DIFF)
    assert result.out == (
        f"{POST}/it.md:5: paragraph changed\n"
        "- Il sentiero sale piano tra i castagni.\n"
        "+ Il sentiero sale ripido tra i castagni.\n"
        f"{POST}/en.md:13: beside it\n"
        "  The path climbs slowly.\n"
    )
    assert result.err == ""


def test_what_came_went_moved_and_is_linked_elsewhere_is_told(level: Site) -> None:
    text = level.read(f"{POST}/it.md")
    text = text.replace("Il sentiero sale piano tra i castagni.\n\n", "").replace("a.example", "b.example")
    text = text.replace("## La discesa", "Una capra ci guarda.\n\n## La discesa")
    level.write({f"{POST}/it.md": text})
    assert told(level) == [
        ("removed", "Il sentiero sale piano tra i castagni.", None, "The path climbs slowly."),
        ("added", None, "Una capra ci guarda.", None),
        (
            "changed",
            "Si scende per [la mulattiera](https://a.example).",
            "Si scende per [la mulattiera](https://b.example).",
            "By [the mule track](https://a.example).",
        ),
    ]
    removed, added, _ = document(level)["blocks"]
    assert (removed["number"], removed["line"]) == (0, 2)
    lines = level.read(f"{POST}/en.md").split("\n")
    assert lines[added["mine_line"] - 1] == "Then, past the wood, the sea."


def test_what_only_moved_is_called_moved(level: Site) -> None:
    first, second = "Il sentiero sale piano tra i castagni.", "Poi, dopo il bosco, si vede il mare."
    replace(level, f"{POST}/it.md", f"{first}\n\n{second}", f"{second}\n\n{first}")
    found = document(level)
    assert found["only"] == ["order"]
    assert [(item["change"], item["mine"]) for item in found["blocks"]] == [("moved", "Then, past the wood, the sea.")]


def test_title_and_summary_are_blocks_too(level: Site) -> None:
    replace(level, f"{POST}/it.md", "title: Una passeggiata\n", "title: Una salita\nsummary: In cima.\n")
    assert told(level) == [("changed", "Una passeggiata", "Una salita", "A walk"), ("added", None, "In cima.", None)]
    assert [item["line"] for item in document(level)["blocks"]] == [2, 3]


def test_what_the_translator_added_already_stands_beside_what_came(level: Site) -> None:
    replace(level, f"{POST}/it.md", "## La", "Una capra ci guarda.\n\n## La")
    replace(level, f"{POST}/en.md", "## Down", "A goat looks at us.\n\n## Down")
    assert told(level) == [("added", None, "Una capra ci guarda.", "A goat looks at us.")]
    assert document(level)["state"] == "both"


def test_a_translation_divided_otherwise_is_paired_below_its_headings(level: Site) -> None:
    text = level.read(f"{POST}/en.md").replace("The path climbs slowly.\n\nThen", "The path climbs slowly; then")
    level.write({f"{POST}/en.md": text})
    level.ok("translation", "done", "una-passeggiata", "en")
    replace(level, f"{POST}/it.md", "Si scende", "Poi si scende")
    replace(level, f"{POST}/it.md", "dopo il bosco", "oltre il bosco")
    mine = [item["mine"] for item in document(level)["blocks"]]
    assert mine == [
        "The path climbs slowly; then, past the wood, the sea.",
        "By [the mule track](https://a.example).",
    ]


def test_paragraphs_are_paired_with_what_they_were_though_others_came_between(level: Site) -> None:
    text = level.read(f"{POST}/it.md")
    text = text.replace("Il sentiero sale piano", "Una riga del tutto nuova.\n\nIl sentiero sale ripido")
    level.write({f"{POST}/it.md": text})
    assert [item[:2] for item in told(level)] == [
        ("added", None),
        ("changed", "Il sentiero sale piano tra i castagni."),
    ]


def test_where_nothing_changed_nothing_is_printed(level: Site) -> None:
    assert level.ok(*DIFF) == level.ok("list", "--tag", "nothing")
    assert document(level) == {
        "post": "una-passeggiata", "language": "en", "source": "it", "state": "current", "date": "2026-03-01",
        "blob": git(level.root, "hash-object", f"{POST}/it.md").strip(), "path": f"{POST}/en.md",
        "source_path": f"{POST}/it.md", "old": None, "reason": None, "only": [], "blocks": [],
    }  # fmt: skip
    replace(level, f"{POST}/it.md", "il bosco", "*il bosco*")  # emphasis is no change
    assert level.ok(*DIFF).out == ""
    assert on_terminal(level, 80, *DIFF) == f"Nothing changed in {POST}/it.md since 2026-03-01.\n"


def test_beside_a_translation_without_text_there_is_nothing(blog: Site) -> None:
    blog.write({f"{POST}/it.md": ITALIAN.replace("date:", "summary: Breve.\ndate:")})
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk")
    replace(blog, f"{POST}/it.md", "piano", "ripido")
    replace(blog, f"{POST}/it.md", "Breve", "Corto")
    replace(blog, f"{POST}/it.md", "Una passeggiata", "Una salita")
    assert [item[2:] for item in told(blog)] == [
        ("Una salita", "A walk"),
        ("Corto.", None),
        ("Il sentiero sale ripido tra i castagni.", None),
    ]
    assert document(blog)["state"] == "draft"


def test_code_that_changed_is_shown_though_no_prose_did(level: Site) -> None:
    replace(level, f"{POST}/it.md", "## La", "```\nls\n```\n\n## La")
    replace(level, f"{POST}/en.md", "## Down", "```\nls\n```\n\n## Down")
    level.ok("translation", "done", "una-passeggiata", "en")
    commit(level.root)
    replace(level, f"{POST}/it.md", "ls", "ls -l")
    assert told(level) == [("changed", "```\nls\n```", "```\nls -l\n```", "```\nls\n```")]
    assert document(level)["only"] == ["code"]


def test_the_old_text_is_found_in_a_file_s_history_through_renames(blog: Site) -> None:
    # What `translate` saw was a draft that was never committed.
    blog.write({f"{POST}/it.md": ITALIAN.replace("---\nIl", "draft: true\n---\nIl")})
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", ENGLISH)
    blog.write({f"{POST}/it.md": ITALIAN})
    commit(blog.root)
    replace(blog, f"{POST}/it.md", "piano", "ripido")
    commit(blog.root)
    (blog.root / "posts/2026").rename(blog.root / "posts/camminate ü")
    commit(blog.root)
    found = document(blog)
    assert (found["old"], found["reason"]) == ("history", None)
    assert found["blocks"][0]["then"] == "Il sentiero sale piano tra i castagni."


def test_of_versions_with_the_same_words_the_one_of_the_record_is_shown(blog: Site) -> None:
    blog.write({f"{POST}/it.md": ITALIAN.replace("---\nIl", "draft: true\n---\nIl")})
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", ENGLISH)
    blog.write({f"{POST}/it.md": ITALIAN})
    commit(blog.root)
    for was, now in (("a.example", "b.example"), ("b.example", "c.example")):
        replace(blog, f"{POST}/it.md", was, now)
        commit(blog.root)
    link = "Si scende per [la mulattiera](https://{}.example)."
    assert [item[:3] for item in told(blog)] == [("changed", link.format("a"), link.format("c"))]
    # Of a record that turned round nobody knows the links: its words are all there is to go by.
    text = blog.read(f"{POST}/en.md")
    blog.write({f"{POST}/en.md": re.sub("source: .*", f"source: {UNKNOWN}", text)})
    replace(blog, f"{POST}/it.md", "piano", "ripido")
    found = document(blog)
    assert (found["old"], found["blocks"][0]["then"]) == ("history", "Il sentiero sale piano tra i castagni.")


def test_a_hook_s_own_repository_is_not_taken_for_the_blog_s(level: Site, tmp_path: Path) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    elsewhere = tmp_path / "elsewhere"
    git(tmp_path, "init", "-q", str(elsewhere))
    hook = {"GIT_DIR": str(elsewhere / ".git"), "GIT_WORK_TREE": str(elsewhere), "GIT_INDEX_FILE": ".git/index"}
    result = level.ok(*DIFF, env=hook)
    assert "- Il sentiero sale piano" in result.out
    assert result.err == ""


def test_a_blog_may_lie_below_the_root_of_a_repository(tmp_path: Path) -> None:
    site = Site(tmp_path / "mein Garten" / "Blög")
    site.write({"blog.toml": BLOG_TOML, f"{POST}/it.md": ITALIAN})
    site.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", ENGLISH)
    commit(tmp_path)
    replace(site, f"{POST}/it.md", "piano", "ripido")
    assert document(site)["old"] == "git"


def no_repository(site: Site) -> str:
    shutil.rmtree(site.root / ".git")
    return "needs git, and the blog is in no repository"


def nothing_committed(site: Site) -> str:
    shutil.rmtree(site.root / ".git")
    git(site.root, "init", "-q")
    return "was never committed"


def shallow(site: Site) -> str:
    commit(site.root)
    git(site.root, "clone", "-q", "--depth", "1", site.root.as_uri(), "../clone")
    shutil.rmtree(site.root / ".git")
    (site.root.parent / "clone/.git").rename(site.root / ".git")
    return "isn't in this clone, which is shallow (git fetch --unshallow)"


def partial(site: Site) -> str:
    git(site.root, "config", "uploadpack.allowFilter", "true")
    git(site.root, "config", "uploadpack.allowAnySHA1InWant", "true")
    commit(site.root)
    git(site.root, "clone", "-q", "--filter=blob:none", site.root.as_uri(), "../clone")
    (site.root / ".git").rename(site.root.parent / "origin.git")
    (site.root.parent / "clone/.git").rename(site.root / ".git")
    git(site.root, "config", "remote.origin.url", (site.root.parent / "origin.git").as_uri())
    return "isn't in this clone, which is partial (git fetch --refetch --no-filter)"


@pytest.mark.parametrize("lose", [no_repository, nothing_committed, shallow, partial])
def test_without_the_old_text_the_changed_blocks_are_named_and_it_is_said_why(level: Site, lose: Any) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    reason = lose(level)
    result = level.ok(*DIFF)
    assert result.out == (
        f"{POST}/it.md:5: paragraph changed\n"
        "+ Il sentiero sale ripido tra i castagni.\n"
        f"{POST}/en.md:13: beside it\n"
        "  The path climbs slowly.\n"
    )
    assert result.err == f"blogcli: {POST}/it.md: its text of 2026-03-01 {reason}\n"
    found = document(level)
    assert (found["old"], found["reason"], told(level)[0][1]) == (None, reason, None)


def test_without_git_on_the_machine_it_is_said_too(level: Site, tmp_path: Path) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    blogcli = shell("command -v blogcli", tmp_path).stdout.strip()
    (tmp_path / "bin").mkdir()
    done = shell(f"PATH='{tmp_path}/bin' '{blogcli}' {' '.join(DIFF)}", level.root)
    assert "its text of 2026-03-01 needs git, which isn't installed" in done.stderr
    assert "+ Il sentiero sale ripido" in done.stdout


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_another_user_is_named_as_such(level: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    replace(level, f"{POST}/it.md", "piano", "ripido")
    for path in (level.root, level.root / ".git"):
        os.chown(path, 12345, 12345)
    assert "needs git, which won't read a repository of another user" in level.ok(*DIFF).err


def test_on_a_wide_terminal_the_texts_stand_side_by_side_with_the_words_that_changed_marked(level: Site) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    head, line = on_terminal(level, 120, *DIFF).splitlines()
    assert f"{POST}/it.md:5: paragraph changed" in head
    assert f"{POST}/en.md:13: beside it" in head
    assert line.startswith("Il sentiero sale \x1b[1;9;31mpiano\x1b[0m\x1b[1;4;32mripido\x1b[0m tra i castagni.  ")
    assert line.rstrip().endswith("The path climbs slowly.")


def test_without_colours_the_words_are_marked_by_signs(level: Site) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    output = on_terminal(level, 120, *DIFF, NO_COLOR="1")
    assert "Il sentiero sale [-piano-]{+ripido+} tra i castagni." in output
    assert "\x1b[31" not in output


def test_on_a_narrow_terminal_one_stands_below_the_other(level: Site) -> None:
    replace(level, f"{POST}/it.md", "piano", "ripido")
    output = on_terminal(level, 80, *DIFF)
    assert "\x1b[1;9;31mpiano\x1b[0m" in output
    plain = on_terminal(level, 80, *DIFF, TERM="dumb")
    assert plain == level.ok(*DIFF).out


def test_what_could_fool_a_terminal_is_made_visible(level: Site) -> None:
    replace(level, f"{POST}/it.md", "piano", "\x1b[31mpiano\u202e")
    replace(level, f"{POST}/en.md", "slowly", "slowly\x07")
    for output in (level.ok(*DIFF).out, on_terminal(level, 120, *DIFF), on_terminal(level, 80, *DIFF)):
        assert "\\x1b[31m" in output
        assert "\\u202e" in output
        assert "\\x07" in output
        assert not set(output) & {"\u202e", "\x07"}
    assert "\x1b" not in level.ok(*DIFF, "--json").out


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("it", "it.md: is the original: it was made from no other version"),
        ("de", "unknown language 'de'"),
        ("fr", "the post has no version in 'fr'"),
    ],
)
def test_what_has_no_original_to_differ_from_is_refused(level: Site, language: str, message: str) -> None:
    level.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]')})
    assert message in level.fails("translation", "diff", "una-passeggiata", language)


def test_without_a_record_there_is_nothing_to_tell_by_and_the_way_out_is_named(walk: Site) -> None:
    message = walk.fails(*DIFF)
    assert "en.md: has no record of the text it was made from" in message
    assert "blogcli translation done una-passeggiata en" in message
    replace(walk, f"{POST}/en.md", "language: it", "language: de")
    message = walk.fails(*DIFF)
    assert f"{POST}/en.md:4: its original, 'de', is gone" in message
    assert "write 'translated_from: it' in place of the whole record, then: blogcli translation done" in message
