"""The tree: where posts lie, and links and names that lead astray."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from blogcli.config import load_config
from blogcli.content.comments import read_comments
from blogcli.content.load import load_blog, load_posts
from blogcli.content.paths import comment_files
from blogcli.content.posts import read_post
from blogcli.content.records import comments_of
from blogcli.content.tree import scan, walked
from blogcli.names import LanguageTag
from tests.render.reading import dead_links, read
from tests.support import ENGLISH, ITALIAN, Site, comment

FOLDER = "posts/2026/una-passeggiata"
PAGE = "/2026/02/una-passeggiata/"
URL = "https://blog.example/"


def ids(site: Site) -> list[str]:
    return [item.post.id for item in load_posts(load_config(site.root))]


def test_a_post_lies_in_posts_or_one_group_below(blog: Site) -> None:
    places = ["posts/b", "posts/2026/a", "posts/diario/c", "posts/.bozze/d", "posts/2026/.e", "posts/2026/x/.f"]
    blog.write({f"{place}/it.md": ITALIAN.replace("slug: una-passeggiata\n", "") for place in places})
    assert ids(blog) == ["a", "b", "c"]


def test_a_group_means_nothing(walk: Site) -> None:
    walk.ok("render")
    before = walk.tree("public")
    (walk.root / FOLDER).rename(walk.root / "posts/una-passeggiata")
    assert "wrote 0," in walk.ok("render").err
    assert walk.tree("public") == before


def test_files_and_empty_folders_among_the_posts_are_no_posts(walk: Site) -> None:
    walk.write({"posts/leggimi.txt": "x", "posts/2026/nota.md": "x", "posts/resti/a.jpg": "x"})
    assert ids(walk) == ["una-passeggiata"]
    assert walk.ok("render").err.count("\n") == 1


def test_a_blog_without_any_folder_is_an_empty_one(blog: Site) -> None:
    assert ids(blog) == []
    assert blog.ok("render").err.count("\n") == 1


def outside(site: Site) -> Path:
    folder = site.root.parent / "fuori"
    folder.mkdir()
    for name in ("it.md", "404.html", "x.svg", "una-passeggiata"):
        (folder / name).write_text(ENGLISH if name == "it.md" else "SEGRETO", "utf-8")
    return folder


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("posts", "."),
        ("static", "."),
        ("posts/2026", "."),
        ("posts/2026/altro", "."),
        (f"{FOLDER}/dati", "."),
        (f"{FOLDER}/x.svg", "x.svg"),
        (f"{FOLDER}/en.md", "it.md"),
        ("static/x.svg", "x.svg"),
        ("static/dati", "."),
        ("templates/x.svg", "x.svg"),
        pytest.param(
            "templates/404.html", "404.html",
        ),
        pytest.param(
            "templates", ".",
        ),
    ],
)  # fmt: skip
def test_what_leads_out_of_the_blog_stops_the_render(link: str, target: str, blog: Site) -> None:
    there = outside(blog)
    if link not in ("posts", "posts/2026"):
        blog.write({f"{FOLDER}/it.md": ITALIAN})
    (blog.root / link).parent.mkdir(parents=True, exist_ok=True)
    (blog.root / link).symlink_to(there / target)
    assert f"{link}: leads out of the blog" in blog.fails("render")


def test_where_the_comments_folder_leads_out_no_comment_is_shown(walk: Site) -> None:
    there = outside(walk)
    (there / "una-passeggiata").unlink()
    (there / "una-passeggiata").mkdir()
    (there / "una-passeggiata/a.md").write_text(comment("SEGRETO"), "utf-8")
    (walk.root / "comments").symlink_to(there)
    result = walk.run("render")
    assert result.code == 4
    assert "leads out of the blog" in result.err
    assert "SEGRETO" not in walk.page(PAGE)


def test_what_the_walk_saw_is_read_as_a_listing_shows_it(walk: Site) -> None:
    """A folder of mere files is read by the names the walk found, any other by a listing of its own."""
    talk = "comments/una-passeggiata"
    names = ("mare.svg", "Zoë.txt", ".nota", "#x#", "mare.svg~", "note.md", "it.md.bak")
    walk.write({f"{FOLDER}/{name}": "x" for name in names})
    walk.write({f"{talk}/{name}": comment(name) for name in ("b.md", ".c.md", "d.pending.md", "e.odd.md", "f.txt")})
    config = load_config(walk.root)
    tag = LanguageTag("it")
    beside, deeper = {f"{FOLDER}/a\u200db.txt": "x"}, {f"{FOLDER}/dati/a.txt": "x", f"{talk}/dati/a.md": comment("a")}
    for more in ({}, beside, deeper):
        walk.write(more)
        found = load_blog(config)
        (post,) = found.blog.posts
        listed = read_post(walk.root, walk.root / FOLDER, config).post
        assert (post.versions, post.files) == (listed.versions, listed.files)
        files, misplaced = comment_files(walk.root, walk.root / talk)
        comments, faults, _ = read_comments("una-passeggiata", files, config, tag)
        assert list(comments_of(post.talk)) == comments
        assert sorted(map(str, found.faults)) == sorted(map(str, [*misplaced, *faults]))
        assert {each.path for each in found.faults} == {each.path for each in (*misplaced, *faults)}


@pytest.mark.skipif(sys.platform == "win32", reason="links and such names")
@pytest.mark.parametrize("there", ["a folder", "a file", "nothing", "a link"])
def test_what_is_walked_elsewhere_is_as_if_it_were_walked_here(there: str, walk: Site) -> None:
    names = ("una-passeggiata/a.md", "una-passeggiata/.b.md", "una-passeggiata/dati/c.md", "Zoë/d\udcff.md", "e.md")
    comments = walk.root / "comments"
    if there == "a file":
        comments.write_text("x")
    elif there != "nothing":
        place = comments if there == "a folder" else walk.root / "altrove"
        for name in names:
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            with open(os.fsencode(place / name), "wb") as file:  # one name is no text
                file.write(b"x")
        (place / "vuoto").mkdir()
        (place / "link").symlink_to("una-passeggiata")
        (place / "circolo").symlink_to(".")
        if there == "a link":
            comments.symlink_to("altrove")
    assert scan(walk.root, lambda: walked(str(walk.root), "comments")) == scan(walk.root)


def test_links_within_the_blog_are_as_good_as_files(walk: Site) -> None:
    walk.write({"archivio/mare.svg": "<svg/>", "archivio/dati/a.txt": "a"})
    (walk.root / FOLDER / "mare.svg").symlink_to("../../../archivio/mare.svg")
    (walk.root / FOLDER / "dati").symlink_to("../../../archivio/dati")
    (walk.root / "static").symlink_to("archivio")
    walk.ok("render")
    site = walk.tree("public")
    assert site["2026/02/una-passeggiata/mare.svg"] == site["mare.svg"] == b"<svg/>"
    assert site["2026/02/una-passeggiata/dati/a.txt"] == site["dati/a.txt"] == b"a"


def test_dead_links_beside_a_post_are_no_files(walk: Site) -> None:
    (walk.root / FOLDER / "perso.svg").symlink_to("niente.svg")
    walk.ok("render")
    assert "2026/02/una-passeggiata/perso.svg" not in walk.tree("public")


@pytest.mark.parametrize("link", ["static/giro", f"{FOLDER}/giro"])
def test_a_link_that_goes_in_a_circle_is_no_bug_of_blogcli(link: str, walk: Site) -> None:
    walk.write({"static/x.txt": "x"})
    (walk.root / link).symlink_to(".")
    assert walk.run("render").code in (0, 1)


@pytest.mark.parametrize("link", ["posts/2026/giro", "posts/giro", "comments/giro"])
def test_a_link_that_goes_in_a_circle_among_posts_and_comments_does_no_harm(link: str, walk: Site) -> None:
    walk.write({"comments/una-passeggiata/a.md": comment("Ciao.")})
    (walk.root / link).symlink_to(".")
    assert walk.run("render").code in (0, 4)
    assert walk.page(PAGE).count("Ciao.") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
@pytest.mark.parametrize("folder", ["static", FOLDER])
def test_a_file_whose_name_is_no_text_is_no_bug_of_blogcli(folder: str, walk: Site) -> None:
    walk.write({"static/x.txt": "x"})
    Path(os.fsdecode(os.fsencode(walk.root / folder) + b"/caff\xe8.txt")).touch()
    assert walk.run("render").code in (0, 1)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Il mio viaggio", "/2026/02/il mio viaggio/"),
        ("50%", "/2026/02/50%/"),
        ("a#b", "/2026/02/a#b/"),
        ("cos'è", "/2026/02/cos'è/"),
        ("日本", "/2026/02/日本/"),
    ],
)
def test_a_folder_named_by_hand_is_a_post_whose_links_lead_there(name: str, address: str, blog: Site) -> None:
    blog.write({f"posts/{name}/it.md": "---\ntitle: Titolo\ndate: 2026-02-10\n---\nTesto.\n"})
    blog.write({f"posts/{name}/en.md": "---\ntitle: Title\ntranslated_from: it\n---\n![x](a b.svg)\n"})
    blog.write({f"posts/{name}/a b.svg": "<svg/>", f"comments/{name}/c.md": comment("Ciao.")})
    blog.ok("render")
    assert "Ciao." in blog.page(address)
    assert dead_links(blog, URL) == []


@pytest.mark.parametrize(
    "name",
    [
        "prima-volta",
        "però",
        pytest.param("due parole"),
        pytest.param("100%25"),
    ],
)
def test_a_comment_named_by_hand_has_an_anchor_its_link_leads_to_or_is_left_out(name: str, walk: Site) -> None:
    walk.write({f"comments/una-passeggiata/{name}.md": comment("Ciao.")})
    if walk.run("render").code == 4:
        return
    assert dead_links(walk, URL) == []
    assert [anchor for anchor in read(walk, PAGE).anchors() if " " in anchor] == []


@pytest.mark.parametrize(
    ("place", "message", "hint"),
    [
        ("posts/it.md", "is in no post's folder", "move it to a folder of its own: posts/<id>/it.md"),
        (
            "posts/2026/it.md",
            "makes '2026' a post, and there are posts in it: una-passeggiata",
            "move it to a folder of its own",
        ),
        *(
            (place, "lies too deep to belong to a post", "move it to posts/<id>/ or posts/<group>/<id>/")
            for place in ("posts/altro/2026/gita/it.md", f"{FOLDER}/primo/giorno/it.md", f"{FOLDER}/vecchi/en.md")
        ),
    ],
)
def test_a_text_that_is_no_post_s_is_named(place: str, message: str, hint: str, walk: Site) -> None:
    walk.write({place: "---\ntitle: Appunti\ndate: 2026-01-01\n---\nx\n"})
    said = walk.fails("render")
    assert said == f"blogcli: {place}: {message}\n  hint: {hint}\n"
    assert walk.fails("list") == said


def test_texts_in_wrong_places_are_told_with_all_other_problems(walk: Site) -> None:
    walk.write(dict.fromkeys(("posts/it.md", "posts/a/b/c/en.md", "posts/d/it.md"), "---\ntitle: A\n---\nx\n"))
    said = walk.fails("render").splitlines()
    assert [line.split(": ")[1] for line in said if line.startswith("blogcli: ")] == [
        *("posts/it.md", "posts/a/b/c/en.md", "posts/d/it.md:1")
    ]


def test_a_link_to_itself_among_posts_and_comments_leads_nowhere(walk: Site) -> None:
    walk.write({"comments/una-passeggiata/a.md": comment("Ciao.")})
    for name in ("posts/giro", "posts/2026/giro", "comments/giro", "comments/una-passeggiata/giro"):
        (walk.root / name).symlink_to("giro")
    walk.ok("render")
    assert "Ciao." in walk.page(PAGE)


@pytest.mark.parametrize("name", ["posts", "comments"])
def test_a_file_where_a_folder_goes_is_an_empty_folder_or_one_clear_line(name: str, blog: Site) -> None:
    blog.write({name: "x"})
    assert blog.run("render").code in (0, 1)


@pytest.mark.parametrize("name", ["static", "templates"])
def test_a_file_where_static_or_templates_go_is_no_bug_of_blogcli(name: str, blog: Site) -> None:
    blog.write({name: "x"})
    assert blog.run("render").code in (0, 1)


@pytest.mark.parametrize("name", ["static", "posts", "comments", "posts/2026", FOLDER, "comments/una-passeggiata"])
def test_a_link_to_itself_is_no_bug_of_blogcli(name: str, walk: Site) -> None:
    walk.write({"static/x": "x", "comments/una-passeggiata/a.md": comment("Ciao.")})
    (walk.root / name / "giro.svg").symlink_to("giro.svg")
    assert walk.run("render").code in (0, 1, 4)


def test_an_id_is_unique_whatever_its_letter_case_or_composition(blog: Site) -> None:
    blog.write({"posts/a/caffe\u0300/it.md": ITALIAN, "posts/b/Caffè/it.md": ITALIAN})
    assert "posts/b/Caffè: has the id of posts/a/caffe\u0300" in blog.fails("list")
