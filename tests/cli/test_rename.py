"""`blogcli rename`: another slug, id or date, and no address, conversation or feed entry is lost by it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.support import BLOG_TOML, ENGLISH, ITALIAN, comment

if TYPE_CHECKING:
    from tests.support import Site

IT = "posts/2026/una-passeggiata/it.md"
EN = "posts/2026/una-passeggiata/en.md"
NO_SLUG = "---\ntitle: A walk\ntranslated_from: it\n---\nThe path.\n"


def leads_to(site: Site, address: str) -> str:
    """Where the page at an address sends its readers."""
    (target,) = re.findall(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', site.page(address))
    return str(target)


def test_another_slug_leaves_an_alias_and_nothing_else_changes(walk: Site) -> None:
    assert walk.ok("rename", "una-passeggiata", "--slug", "nel-bosco").lines == [IT]
    slug = ITALIAN.replace("slug: una-passeggiata", "slug: nel-bosco")
    assert walk.read(IT) == slug.replace("]\n---", ']\naliases: ["/2026/02/una-passeggiata/"]\n---')
    assert walk.read(EN) == ENGLISH
    walk.ok("render")
    assert leads_to(walk, "/2026/02/una-passeggiata/") == "/2026/02/nel-bosco/"


@pytest.mark.parametrize("named", [["una-passeggiata", "en"], [EN]], ids=["language", "file"])
def test_the_slug_is_that_of_the_version_named(walk: Site, named: list[str]) -> None:
    assert walk.ok("rename", *named, "--slug", "in-the-wood").lines == [EN]
    walk.ok("render")
    assert leads_to(walk, "/en/2026/02/a-walk/") == "/en/2026/02/in-the-wood/"


def test_another_date_moves_every_version_that_inherits_it(walk: Site) -> None:
    walk.ok("render")
    feeds = [walk.read("public/feed.xml"), walk.read("public/en/feed.xml")]
    assert walk.ok("rename", "una-passeggiata", "--date", "2025-12-31").lines == [IT, EN]
    assert "date: 2025-12-31\n" in walk.read(IT)
    assert "published: 2026-02-10\n" in walk.read(IT)
    walk.ok("render")
    assert leads_to(walk, "/2026/02/una-passeggiata/") == "/2025/12/una-passeggiata/"
    assert leads_to(walk, "/en/2026/02/a-walk/") == "/en/2025/12/a-walk/"
    now = [walk.read("public/feed.xml"), walk.read("public/en/feed.xml")]
    assert [text.replace("/2025/12/", "/2026/02/") for text in now] == feeds


def test_the_date_of_a_named_version_is_its_own(walk: Site) -> None:
    assert walk.ok("rename", "una-passeggiata", "en", "--date", "2026-01-05").lines == [EN]
    assert walk.read(IT) == ITALIAN
    walk.ok("render")
    assert leads_to(walk, "/en/2026/02/a-walk/") == "/en/2026/01/a-walk/"


def test_another_id_keeps_the_conversation_the_addresses_and_the_feed_s_entries(walk: Site) -> None:
    walk.write({EN: NO_SLUG, "comments/una-passeggiata/c1.md": comment("Bello!")})
    walk.ok("render")
    ids = re.findall("<id>.*?</id>", walk.read("public/feed.xml") + walk.read("public/en/feed.xml"))
    done = walk.ok("rename", "una-passeggiata", "--id", "camminare")
    assert done.lines == ["posts/2026/camminare/it.md", "posts/2026/camminare/en.md"]
    assert not (walk.root / "posts/2026/una-passeggiata").exists()
    added = walk.ok("comment", "add", "una-passeggiata", "--author", "Bea", "--reply-to", "c1", "--body", "!").lines
    assert added[0].startswith("comments/camminare/")
    walk.ok("render")
    assert "Bello!" in walk.page("/2026/02/una-passeggiata/")
    assert leads_to(walk, "/en/2026/02/una-passeggiata/") == "/en/2026/02/camminare/"
    assert re.findall("<id>.*?</id>", walk.read("public/feed.xml") + walk.read("public/en/feed.xml")) == ids


def test_there_and_back_and_on_is_the_same_post_to_a_feed(walk: Site) -> None:
    walk.ok("render")
    ids = re.findall("<id>.*?</id>", walk.read("public/feed.xml"))
    walk.write({"comments/una-passeggiata/c1.md": comment("Bello!")})
    for old, new in (("una-passeggiata", "b"), ("b", "una-passeggiata"), ("una-passeggiata", "c")):
        walk.ok("rename", old, "--id", new)
        walk.ok("render")
        assert re.findall("<id>.*?</id>", walk.read("public/feed.xml")) == ids
        assert len(walk.ok("comment", "list", new).lines) == 1
    assert "former_ids: [una-passeggiata, b]\n" in walk.read("posts/2026/c/it.md")


def test_a_slug_and_back_drops_the_alias_that_is_the_address_again(walk: Site) -> None:
    walk.ok("rename", "una-passeggiata", "--slug", "b")
    walk.ok("rename", "una-passeggiata", "--slug", "una-passeggiata")
    assert 'aliases: ["/2026/02/b/"]\n' in walk.read(IT)
    assert walk.ok("render").code == 0
    assert leads_to(walk, "/2026/02/b/") == "/2026/02/una-passeggiata/"


def test_an_alias_that_is_the_post_s_own_address_leads_nowhere_else(walk: Site) -> None:
    walk.write({IT: ITALIAN.replace("tags:", "aliases: [/2026/02/UNA-passeggiata, /en/2026/02/a-walk/]\ntags:")})
    said = walk.ok("render").err
    assert "Il sentiero" in walk.page("/2026/02/una-passeggiata/")
    assert "The path" in walk.page("/en/2026/02/a-walk/")
    warned = f"{IT}: has the alias /en/2026/02/a-walk/, which is the address of {EN}\n  hint: drop the alias"
    assert (said.count(" has the alias "), warned in said) == (1, True)
    (found,) = walk.run("check").lines
    assert found == f"{IT}: has the alias /en/2026/02/a-walk/, which is the address of {EN} [warnings]"


def test_all_at_once(walk: Site) -> None:
    walk.write({EN: NO_SLUG})
    walk.ok("rename", "una-passeggiata", "it", "--slug", "s", "--id", "i", "--date", "2025-06-01T10:00:00+02:00")
    walk.ok("render")
    assert leads_to(walk, "/2026/02/una-passeggiata/") == "/2025/06/s/"
    assert leads_to(walk, "/en/2026/02/una-passeggiata/") == "/en/2025/06/i/"


def test_what_was_never_live_needs_no_alias(blog: Site) -> None:
    blog.write({"posts/2026/a/it.md": "---\ntitle: A\ndate: 2026-02-01\ndraft: true\n---\nx\n"})
    blog.ok("rename", "a", "--slug", "b", "--id", "c", "--date", "2026-05-01")
    assert blog.read("posts/2026/c/it.md") == (
        "---\ntitle: A\ndate: 2026-05-01\ndraft: true\nslug: b\nformer_ids: [a]\n---\nx\n"
    )


def test_what_was_live_once_and_is_a_draft_keeps_its_address(walk: Site) -> None:
    walk.write({IT: ITALIAN.replace("tags:", "published: 2026-02-10\ndraft: true\ntags:")})
    walk.ok("rename", "una-passeggiata", "--slug", "b")
    assert 'aliases: ["/2026/02/una-passeggiata/"]\n' in walk.read(IT)


def test_what_is_so_already_changes_nothing_even_by_a_former_id(walk: Site) -> None:
    walk.ok("rename", "una-passeggiata", "--slug", "s", "--id", "i", "--date", "2026-01-01")
    before = walk.tree()
    again = walk.ok("rename", "una-passeggiata", "--slug", "s", "--id", "i", "--date", "2026-01-01")
    assert (again.out, walk.tree()) == ("", before)


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_rename_that_was_killed_renders_and_is_run_again(walk: Site, step: int) -> None:
    walk.write({EN: NO_SLUG})
    walk.ok("render")
    before = walk.tree()
    arguments = ("rename", "una-passeggiata", "--id", "i", "--slug", "s", "--date", "2025-01-01")
    walk.ok(*arguments)
    done = walk.tree("posts")
    # What is on the disk after each step: the translation, then the original, and the folder where it was.
    written = {"en.md": done["2026/i/en.md"], **({"it.md": done["2026/i/it.md"]} if step > 1 else {})}
    if step < 3:
        for name in ("it.md", "en.md"):
            (walk.root / "posts/2026/i" / name).unlink()
            walk.write(
                {f"posts/2026/una-passeggiata/{name}": written.get(name, before[f"posts/2026/una-passeggiata/{name}"])}
            )
        (walk.root / "posts/2026/i").rmdir()
        walk.ok("render")
    walk.ok(*arguments)
    walk.ok("render")
    assert leads_to(walk, "/2026/02/una-passeggiata/") == "/2025/01/s/"
    assert leads_to(walk, "/en/2026/02/una-passeggiata/") == "/en/2025/01/i/"


OTHER = {"posts/b/it.md": "---\ntitle: B\ndate: 2026-02-01\naliases: [/2026/02/alias/]\nformer_ids: [gone]\n---\nx\n"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--slug", "b"], f"{IT}: has the address of posts/b/it.md: /2026/02/b/\n  hint: change the slug"),
        (
            ["--slug", "alias"],
            "posts/b/it.md: has the alias /2026/02/alias/, which is the address of posts/2026/una-passeggiata/it.md",
        ),
        (["--id", "B"], "posts/b: already exists\n  hint: choose another --id"),
        (["--id", "Gone"], "posts/b: had the id 'Gone' before, and has the comments under it"),
        (["--id", "nessuno"], "comments/nessuno: holds comments, which would become this post's"),
        (["--id", "cartella"], "posts/2026/cartella: already exists"),
        (["--date", "2026-04-01"], f"{IT}: is live, and such a date would hide it until then"),
    ],
)
def test_what_is_another_s_is_refused(walk: Site, arguments: list[str], message: str) -> None:
    walk.write({**OTHER, "comments/nessuno/x.md": comment("?"), "posts/2026/cartella/foto.jpg": b"\xff"})
    assert message in walk.fails("rename", "una-passeggiata", *arguments)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "there is nothing to change\n  hint: pass --slug, --id or --date"),
        (["--slug", "a/b"], 2, "--slug 'a/b' can't be part of an address"),
        (["--id", ".x"], 2, "--id '.x' can't be part of an address"),
        (["--date", "ieri"], 2, "--date 'ieri' is not an ISO 8601 date"),
        (["de", "--slug", "x"], 1, "unknown language 'de'"),
    ],
)
def test_what_makes_no_sense_is_refused(walk: Site, arguments: list[str], code: int, message: str) -> None:
    assert message in walk.fails("rename", "una-passeggiata", *arguments, code=code)


def test_a_scheduled_post_is_not_made_live(blog: Site) -> None:
    blog.write({"posts/a/it.md": "---\ntitle: A\ndate: 2026-09-01\n---\nx\n"})
    assert "is scheduled, and such a date would make it live\n  hint: publish has a --date" in blog.fails(
        "rename", "a", "--date", "2026-02-01"
    )
    blog.ok("rename", "a", "--date", "2026-10-01")
    assert blog.read("posts/a/it.md") == "---\ntitle: A\ndate: 2026-10-01\n---\nx\n"


def test_another_post_s_fault_keeps_none_from_its_new_name(walk: Site) -> None:
    walk.write({"posts/b/it.md": "---\ndate: 2026-02-01\n---\nx\n"})
    assert walk.ok("rename", "una-passeggiata", "--slug", "s").lines == [IT]


def test_a_pattern_that_no_alias_can_have_is_named(walk: Site) -> None:
    walk.write({"blog.toml": BLOG_TOML + '\n[permalinks]\npost = "/post:{slug}/"\n'})
    assert "its address can't become an alias: /post:una-passeggiata/" in walk.fails("rename", IT, "--slug", "x")


def test_what_was_withdrawn_before_its_slug_changed_is_found_where_it_was(blog: Site) -> None:
    blog.ok("new", "Neve", "--body", "Fiocca.")
    blog.ok("translate", "neve", "en", "--title", "Snow", "--body", "It falls.")
    blog.ok("new", "Chi siamo", "--page", "--body", "Noi.")
    for post in ("neve", "chi-siamo"):
        blog.ok("unpublish", post)
        blog.ok("rename", post, "--slug", "altro")
        blog.ok("publish", post)
    blog.ok("rename", "neve", "en", "--slug", "white")
    blog.ok("render")
    assert leads_to(blog, "/2026/03/neve/") == "/2026/03/altro/"
    assert leads_to(blog, "/en/2026/03/snow/") == "/en/2026/03/white/"
    assert leads_to(blog, "/chi-siamo/") == "/altro/"


def test_what_no_reader_saw_leaves_no_address_behind(blog: Site) -> None:
    blog.ok("new", "Neve", "--body", "Fiocca.", "--date", "2026-06-01")
    blog.ok("unpublish", "neve")
    assert "published:" not in blog.read("posts/2026/neve/it.md")
    blog.ok("rename", "neve", "--slug", "altro")
    assert "aliases:" not in blog.read("posts/2026/neve/it.md")


def test_a_post_is_found_by_an_id_it_had(walk: Site) -> None:
    walk.ok("rename", "una-passeggiata", "--id", "b")
    assert walk.ok("show", "Una-Passeggiata").out == walk.ok("show", "b").out
    assert walk.ok("unpublish", "una-passeggiata").lines == ["posts/2026/b/it.md", "posts/2026/b/en.md"]
    assert "there is no post 'nessuno'" in walk.fails("show", "nessuno")


def test_comments_are_said_to_be_on_the_post_by_the_id_it_has_now(walk: Site) -> None:
    walk.write(
        {
            "comments/una-passeggiata/a.md": comment("Bello!"),
            "comments/una-passeggiata/b.pending.md": comment("Quanto dura?"),
            "posts/2026/altro/it.md": "---\ntitle: Altro\ndate: 2026-01-01\n---\nx\n",
            "comments/altro/c.pending.md": comment("Qui."),
        }
    )
    walk.ok("rename", "una-passeggiata", "--id", "gita")
    walk.write({"comments/gita/d.pending.md": comment("E poi?")})

    def on(*arguments: str) -> dict[str, str]:
        found = json.loads(walk.ok("comment", *arguments, "--json").out)
        return {record["id"]: record["post"] for record in found["comments"]}

    assert on("list") == on("export") == {"a": "gita", "b": "gita", "c": "altro", "d": "gita"}
    for name in ("gita", "una-passeggiata", "posts/2026/gita/it.md"):
        assert on("list", name) == {"a": "gita", "b": "gita", "d": "gita"}
        lines = walk.ok("comment", "approve", "--post", name, "--dry-run").lines
        assert lines == ["comments/una-passeggiata/b.pending.md", "comments/gita/d.pending.md"]
    assert [line.split("\t")[2] for line in walk.ok("comment", "list", "gita").lines] == ["gita"] * 3
    assert on("score") == {"b": "gita", "c": "altro", "d": "gita"}
    assert on("score", "a") == {"a": "gita"}
    assert "\npost:\tgita\n" in walk.ok("comment", "show", "a").out
    walk.write({"comments/persa/e.md": comment("Di chi?")})
    assert "\npost:\tpersa\n" in walk.ok("comment", "show", "e").out
