"""`blogcli remove`: a post or one language of it goes, and nothing that git couldn't bring back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.repository import ALONE, commit, git
from tests.support import comment

if TYPE_CHECKING:
    from tests.support import Site

POST = "posts/2026/una-passeggiata"
IT, EN = f"{POST}/it.md", f"{POST}/en.md"
TALK = "comments/una-passeggiata"
OTHER = "posts/2026/altro"
TWO = {
    f"{OTHER}/it.md": "---\ntitle: Altro\ndate: 2026-01-05\n---\nParole.\n",
    f"{OTHER}/en.md": "---\ntitle: Other\ntranslated_from: it\n---\nWords.\n",
}


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)


def posts(site: Site) -> list[str]:
    return sorted(path for path in site.tree() if path.startswith(("posts/", "comments/")))


def leads_to(site: Site, address: str) -> str:
    (target,) = re.findall(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', site.page(address))
    return str(target)


def test_a_post_goes_with_the_files_beside_it_and_the_original_last(walk: Site) -> None:
    walk.write({f"{POST}/mare/onda.jpg": b"\0\1", f"{POST}/.note": "x", **TWO})
    commit(walk.root)
    removed = walk.ok("remove", "una-passeggiata", "--yes").lines
    assert removed == [f"{POST}/.note", f"{POST}/mare/onda.jpg", EN, IT]
    assert not (walk.root / POST).exists()
    assert posts(walk) == sorted(TWO)
    git(walk.root, "checkout", "-q", "HEAD", "--", POST)
    walk.ok("render")


def test_the_last_post_of_a_group_takes_the_group_along(walk: Site) -> None:
    commit(walk.root)
    walk.ok("remove", "una-passeggiata", "--yes")
    assert not (walk.root / "posts/2026").exists()
    assert (walk.root / "posts").is_dir()


def test_a_translation_goes_alone(walk: Site) -> None:
    walk.write({f"{POST}/onda.jpg": b"\0\1"})
    commit(walk.root)
    assert walk.ok("remove", "una-passeggiata", "en", "--yes").lines == [EN]
    assert posts(walk) == [IT, f"{POST}/onda.jpg"]
    walk.ok("render")


def test_the_file_of_a_translation_means_that_translation(walk: Site) -> None:
    commit(walk.root)
    assert walk.ok("remove", EN, "--yes").lines == [EN]
    assert walk.ok("remove", IT, "--yes").lines == [IT]  # now the only one


def test_an_original_with_translations_stays_and_the_way_out_is_named(walk: Site) -> None:
    commit(walk.root)
    said = walk.fails("remove", "una-passeggiata", "it", "--yes")
    assert f"{IT}: is the original" in said
    assert "blogcli translation original una-passeggiata en" in said
    assert posts(walk) == [EN, IT]


def test_the_only_version_is_the_post(walk: Site) -> None:
    commit(walk.root)
    walk.ok("remove", "una-passeggiata", "en", "--yes")
    said = walk.fails("remove", "una-passeggiata", "it", "--yes")
    assert "is the only version" in said
    assert "blogcli remove una-passeggiata" in said


def test_what_another_version_is_translated_from_stays(walk: Site) -> None:
    walk.ok("language", "add", "de", "--write")
    walk.ok("translate", "una-passeggiata", "de", "--from", "en", "--title", "Ein Gang", "--body", "Der Weg.")
    commit(walk.root)
    said = walk.fails("remove", "una-passeggiata", "en", "--yes")
    assert f"{POST}/de.md: is translated from en.md" in said
    walk.ok("remove", "una-passeggiata", "de", "--yes")
    walk.ok("remove", "una-passeggiata", "en", "--yes")


@pytest.mark.parametrize("named", [["una-passeggiata"], ["una-passeggiata", "en"]], ids=["post", "language"])
def test_what_git_could_not_bring_back_stays(walk: Site, named: list[str]) -> None:
    said = walk.fails("remove", *named, "--yes")
    assert "the blog is in no repository" in said
    assert "--force" in said
    git(walk.root, "init", "-q")
    assert f"{EN}: isn't in the last commit" in walk.fails("remove", *named, "--yes")
    git(walk.root, "add", "-A")  # the index is no commit
    assert f"{EN}: isn't in the last commit" in walk.fails("remove", *named, "--yes")
    commit(walk.root)
    walk.write({EN: walk.read(EN) + "More.\n"})
    said = walk.fails("remove", *named, "--yes")
    assert f"{EN}: was changed since the last commit" in said
    assert IT not in said
    assert posts(walk) == [EN, IT]
    walk.ok("remove", *named, "--yes", "--force")
    assert EN not in posts(walk)


def test_all_that_git_lacks_is_named_at_once(walk: Site) -> None:
    commit(walk.root)
    walk.write({f"{POST}/onda.jpg": b"\0", f"{POST}/.gitignore": "*.txt\n", f"{POST}/appunti.txt": "x", IT: "x"})
    said = walk.fails("remove", "una-passeggiata", "--yes")
    for path in (f"{POST}/onda.jpg", f"{POST}/appunti.txt", IT):
        assert path in said


def test_line_endings_that_git_changes_are_no_change(walk: Site) -> None:
    walk.write({".gitattributes": "* text=auto eol=crlf\n"})
    commit(walk.root)
    walk.write({EN: walk.read(EN).replace("\n", "\r\n")})
    assert walk.ok("remove", "una-passeggiata", "en", "--yes").lines == [EN]


def test_a_file_that_git_is_told_to_pass_over_is_read_all_the_same(walk: Site) -> None:
    commit(walk.root)
    git(walk.root, "update-index", "--assume-unchanged", EN)
    walk.write({EN: walk.read(EN) + "More.\n"})
    assert "was changed since" in walk.fails("remove", "una-passeggiata", "--yes")


def test_links_are_removed_and_what_they_show_stays(walk: Site) -> None:
    walk.write({"static/mare/onda.jpg": b"\0\1"})
    (walk.root / POST / "mare").symlink_to("../../../static/mare")
    commit(walk.root)
    assert f"{POST}/mare" in walk.ok("remove", "una-passeggiata", "--yes").lines
    assert (walk.root / "static/mare/onda.jpg").exists()
    assert not (walk.root / POST).exists()


def test_a_post_whose_folder_is_a_link_is_left_alone(walk: Site) -> None:
    walk.write({"altrove/it.md": TWO[f"{OTHER}/it.md"]})
    (walk.root / "posts/legata").symlink_to("../altrove")
    commit(walk.root)
    assert "is a link" in walk.fails("remove", "legata", "--yes", "--force")
    assert (walk.root / "altrove/it.md").exists()


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_another_post_or_repository_in_the_folder_is_no_file_beside_it(walk: Site, force: list[str]) -> None:
    walk.write({f"{POST}/dentro/it.md": TWO[f"{OTHER}/it.md"]})
    commit(walk.root)
    assert f"{POST}/dentro: is in the folder of the post" in walk.fails("remove", "una-passeggiata", "--yes", *force)
    walk.ok("remove", "una-passeggiata", "en", "--yes")
    (walk.root / POST / "dentro/it.md").unlink()
    git(walk.root / POST / "dentro", "init", "-q")
    assert "is a repository of its own" in walk.fails("remove", "una-passeggiata", "--yes", *force)


def test_a_post_that_cannot_be_read_can_be_removed(walk: Site) -> None:
    walk.write({IT: "---\ntitle: [\n---\n"})
    commit(walk.root)
    assert walk.ok("remove", "una-passeggiata", "--yes").lines == [EN, IT]


def test_comments_stay_with_the_language_that_they_were_shown_in(walk: Site) -> None:
    own = comment("Nice!", language="en")
    walk.write({f"{TALK}/a.md": comment("Che bello!", language=""), f"{TALK}/b.spam.md": own, **TWO})
    commit(walk.root)
    removed = walk.ok("remove", "una-passeggiata", "--yes").lines
    assert removed == [f"{TALK}/a.md", EN, IT]
    assert "language: it\n" in walk.read(f"{TALK}/a.md")
    assert walk.read(f"{TALK}/b.spam.md") == own
    assert "there is no post 'una-passeggiata'" in walk.ok("render").err


def test_comments_go_along_when_told_so(walk: Site) -> None:
    walk.write({f"{TALK}/a.md": comment("Che bello!"), f"{TALK}/b.spam.md": comment("Compra!"), **TWO})
    commit(walk.root)
    walk.write({f"{TALK}/c.pending.md": comment("Dove?")})
    assert f"{TALK}/c.pending.md: isn't in the last commit" in walk.fails(
        "remove", "una-passeggiata", "--comments", "remove", "--yes"
    )
    commit(walk.root)
    walk.ok("rename", "una-passeggiata", "--id", "giro")
    walk.write({"comments/giro/d.md": comment("Qui.")})
    commit(walk.root)
    walk.ok("remove", "giro", "--comments", "remove", "--yes")
    assert posts(walk) == sorted(TWO)
    assert not (walk.root / TALK).exists()
    assert "there is no post" not in walk.ok("render").err


def test_a_removed_language_takes_no_comment_along(walk: Site) -> None:
    walk.write({f"{TALK}/a.md": comment("Che bello!")})
    commit(walk.root)
    said = walk.fails("remove", "una-passeggiata", "en", "--comments", "remove", "--yes", code=2)
    assert "--comments is for a whole post" in said
    walk.ok("remove", "una-passeggiata", "en", "--yes")
    assert walk.read(f"{TALK}/a.md") == comment("Che bello!")


def test_its_addresses_lead_to_another_post_in_the_same_language(walk: Site) -> None:
    walk.write(TWO)
    walk.ok("rename", "una-passeggiata", "--slug", "gita")  # and so it has an alias
    commit(walk.root)
    removed = walk.ok("remove", "una-passeggiata", "--to", "altro", "--yes").lines
    assert removed == [f"{OTHER}/it.md", f"{OTHER}/en.md", EN, IT]
    walk.ok("render")
    for old in ("gita", "una-passeggiata"):
        assert leads_to(walk, f"/2026/02/{old}/") == "/2026/01/altro/"
    assert leads_to(walk, "/en/2026/02/a-walk/") == "/en/2026/01/altro/"
    assert posts(walk) == sorted(TWO)


def test_a_language_that_the_other_lacks_leads_to_its_original(walk: Site) -> None:
    walk.write({f"{OTHER}/it.md": TWO[f"{OTHER}/it.md"]})
    commit(walk.root)
    walk.ok("remove", "una-passeggiata", "--to", "altro", "--yes")
    walk.ok("render")
    assert leads_to(walk, "/en/2026/02/a-walk/") == "/2026/01/altro/"


def test_a_language_may_lead_to_the_rest_of_its_post(walk: Site) -> None:
    commit(walk.root)
    assert walk.ok("remove", "una-passeggiata", "en", "--to", "una-passeggiata", "--yes").lines == [IT, EN]
    walk.ok("render")
    assert leads_to(walk, "/en/2026/02/a-walk/") == "/2026/02/una-passeggiata/"


def test_what_no_reader_saw_leads_nowhere(walk: Site) -> None:
    walk.write({EN: walk.read(EN).replace("slug: a-walk\n", "slug: a-walk\ndraft: true\n"), **TWO})
    commit(walk.root)
    assert walk.ok("remove", "una-passeggiata", "en", "--to", "altro", "--yes").lines == [EN]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["niente"], 1, "niente"),
        (["una-passeggiata", "fr"], 1, "fr"),
        (["una-passeggiata", "en", "--to", "niente"], 1, "niente"),
        (["una-passeggiata", "--to", "una-passeggiata"], 1, "can't lead on to itself"),
        (["una-passeggiata", "--comments", "drop"], 2, "--comments 'drop' is none of keep, remove"),
        (["una-passeggiata", "--to", "https://sea.example/"], 1, "https://sea.example/"),
    ],
)
def test_wrong_input_changes_nothing(walk: Site, arguments: list[str], code: int, said: str) -> None:
    commit(walk.root)
    before = walk.tree()
    assert said in walk.fails("remove", *arguments, "--yes", code=code)
    assert walk.tree() == before


def test_it_asks_first_and_without_a_terminal_names_the_option(walk: Site) -> None:
    commit(walk.root)
    assert "--yes" in walk.fails("remove", "una-passeggiata", code=2)
    assert posts(walk) == [EN, IT]


def test_it_is_committed_with_what_it_changed(walk: Site) -> None:
    walk.write({f"{TALK}/a.md": comment("Che bello!"), **TWO})
    commit(walk.root)
    walk.write({"appunti.txt": "x"})
    walk.ok("remove", "una-passeggiata", "--to", "altro", "--yes", "--commit")
    assert git(walk.root, "log", "-1", "--format=%s").strip() == "Remove una-passeggiata"
    assert git(walk.root, "status", "--porcelain").split() == ["??", "appunti.txt"]


def test_what_was_not_committed_is_by_the_same_command(walk: Site) -> None:
    commit(walk.root)
    walk.ok("remove", "una-passeggiata", "en", "--yes")
    assert walk.ok("remove", "una-passeggiata", "en", "--yes", "--commit").lines == [EN]
    assert git(walk.root, "log", "-1", "--format=%s").strip() == "Remove una-passeggiata in en"
    walk.ok("remove", "una-passeggiata", "--yes")
    assert walk.ok("remove", "una-passeggiata", "--yes", "--commit").lines == [IT]
    assert git(walk.root, "status", "--porcelain") == ""
