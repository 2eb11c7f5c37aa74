"""Files that look like language versions and are none, and other slips that a warning names."""

from __future__ import annotations

import pytest

from tests.support import ENGLISH, ITALIAN, Site, changed, comment

POST = "posts/2026/una-passeggiata"
TEXT = "---\ntitle: A path\n---\nA path.\n"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("pt_BR.md", "pt-BR.md"),
        ("index.md", "it.md"),
        ("_index.md", "it.md"),
        ("it.MD", "it.md"),
        ("EN.Md", "it.md"),
        ("it.markdown", "it.md"),
        ("fr.mkd", "fr.md"),
        ("x.mdx", "it.md"),
        ("post.Rmd", "it.md"),
        ("de.md.txt", "de.md"),
        ("index.it.md", "it.md"),
        ("it (1).md", "it.md"),
        ("una-passeggiata.md", "it.md"),
        ("2026-02-10-una-passeggiata.md", "it.md"),
        ("altrove.md", "it.md"),  # it has front matter
    ],
)
def test_a_file_that_looks_like_a_version_is_warned_of_and_not_copied(walk: Site, name: str, hint: str) -> None:
    walk.write({f"{POST}/{name}": TEXT})
    for command in (("render",), ("render", "--clean"), ("check",)):
        result = walk.run(*command)
        said = result.out + result.err
        assert f"{POST}/{name}: is no language version" in said
        assert hint in said or command == ("check",)
    assert not [path for path in walk.tree("public") if path.endswith(name)]


@pytest.mark.parametrize("name", ["README.md", "notes.md", "_vecchio.md", ".it.md", "it.md~", "it.md.orig", "foto.jpg"])
def test_notes_and_backups_are_no_versions_to_anybody(walk: Site, name: str) -> None:
    walk.write({f"{POST}/{name}": TEXT if "_" in name or name.startswith(("it", ".")) else "Da fare.\n"})
    assert "warning" not in walk.ok("render").err
    assert name == "foto.jpg" or not [path for path in walk.tree("public") if path.endswith(name)]


@pytest.mark.parametrize("path", ["posts/2026/altro/index.md", "posts/2026/altro.md", "posts/altro/it.markdown"])
def test_a_text_where_no_post_is_for_want_of_a_version_is_warned_of(walk: Site, path: str) -> None:
    walk.write({path: TEXT})
    assert f"warning: {path}: is no language version" in walk.ok("render").err


@pytest.mark.parametrize(
    ("updated", "message"),
    [
        ("2026-02-09", "updated is before the version was published"),
        ("2026-02-10T00:00:00+02:00", "updated is before the version was published"),
        ("2026-03-02", "updated lies in the future"),
        ("2026-02-10", None),
        ("2026-02-28", None),
    ],
)
def test_a_day_of_change_that_cannot_be_is_warned_of_by_line(walk: Site, updated: str, message: str | None) -> None:
    walk.write({f"{POST}/it.md": changed(ITALIAN, "tags:", f"updated: {updated}\ntags:")})
    said = [line for line in walk.run("render").err.splitlines() if "warning" in line]
    assert said == ([f"blogcli: warning: {POST}/it.md:5: {message}"] if message else [])
    assert walk.run("check", "--rule", "warnings").out.count(str(message)) == bool(message)


def test_a_translation_is_held_to_the_day_it_was_published_itself(walk: Site) -> None:
    keys = "published: 2026-02-20\nupdated: 2026-02-15\ntranslated_from"
    walk.write({f"{POST}/en.md": changed(ENGLISH, "translated_from", keys)})
    assert f"{POST}/en.md:5: updated is before the version was published" in walk.ok("render").err


def test_a_change_in_the_future_is_none_any_more_when_it_has_come(walk: Site) -> None:
    walk.write({f"{POST}/it.md": changed(ITALIAN, "tags:", "updated: 2026-03-02\ntags:")})
    assert "future" in walk.ok("render").err
    assert "future" in walk.ok("render").err
    assert "future" not in walk.ok("render", "--now", "2026-03-03").err


def test_a_byte_order_mark_in_front_of_a_text_is_dropped(walk: Site) -> None:
    walk.write({"text.md": "\ufeff## Il mare\n\nOnde.\n", "said.md": "\ufeff> Davvero?\n\nSì.\n"})
    path = walk.ok("new", "Mare", "--date", "2026-02-01", "--body-file", "text.md").lines[0]
    said = walk.ok("comment", "add", "mare", "--author", "Bea", "--approve", "--body-file", "said.md").lines[0]
    assert "\ufeff" not in walk.read(path) + walk.read(said)
    walk.ok("translate", "mare", "en", "--body-file", "-", stdin="\ufeff## The sea\n".encode())
    walk.ok("render")
    page = walk.page("/2026/02/mare/")
    assert '<h2 id="il-mare">' in page and "<blockquote>" in page
    assert "<h2" in walk.page("/en/2026/02/mare/")


def test_one_that_stands_below_the_front_matter_is_dropped_from_the_page(walk: Site) -> None:
    walk.write({
        f"{POST}/it.md": changed(ITALIAN, "---\nIl sentiero", "---\n\ufeff## Il sentiero\n\nIl sentiero"),
        "comments/una-passeggiata/20260212T080000Z-aaaaaa.md": comment("\ufeff> Davvero?"),
    })  # fmt: skip
    walk.ok("render")
    page = walk.page("/2026/02/una-passeggiata/")
    assert "<h2" in page and "<blockquote>" in page and "\ufeff" not in page


def test_one_in_front_of_a_list_of_decisions_or_a_template_is_dropped(walk: Site) -> None:
    path = walk.ok("comment", "add", "una-passeggiata", "--author", "Bea", "--body", "Bello.").lines[0]
    walk.write({"decisions.txt": f"\ufeffapprove {path}\n", "templates/404.html": "\ufeff<p>Niente</p>\n"})
    assert walk.ok("comment", "moderate", "--decisions", "decisions.txt").lines == [path.replace(".pending", "")]
    walk.ok("render")
    assert walk.page("/404.html") == "<p>Niente</p>\n"
