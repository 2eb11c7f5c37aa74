"""`blogcli new`."""

from __future__ import annotations

import os
import threading

import frontmatter
import pytest

from tests.support import Site, shell


def front(site: Site, path: str) -> dict[str, object]:
    return dict(frontmatter.loads(site.read(path)).metadata)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
def test_a_body_may_come_through_a_pipe(blog: Site) -> None:
    os.mkfifo(blog.root / "pipe")
    writer = threading.Thread(target=(blog.root / "pipe").write_text, args=("Onde.",))
    writer.start()
    blog.ok("new", "Il mare", "--body-file", "pipe")
    writer.join()
    assert "Onde." in blog.read("posts/2026/il-mare/it.md")


def test_a_post_with_a_body_is_published_at_once(blog: Site) -> None:
    result = blog.ok(
        "new", "Il mare d'inverno", "--date", "2026-01-02", "--tag", "mare", "--tag", "inverno", "--tag", "MARE",
        "--author", "Bea", "--summary", "Freddo: ma bello", "--body-file", "-", stdin="Onde.\n---\nAltre onde.",
    )  # fmt: skip
    assert result.lines == ["posts/2026/il-mare-d-inverno/it.md"]
    assert blog.read(result.lines[0]) == (
        "---\n"
        "title: Il mare d'inverno\n"
        "slug: il-mare-d-inverno\n"
        "date: 2026-01-02\n"
        "author: Bea\n"
        "tags: [mare, inverno]\n"
        'summary: "Freddo: ma bello"\n'
        "---\n"
        "Onde.\n---\nAltre onde."
    )
    blog.ok("render")
    assert "Altre onde." in blog.page("/2026/01/il-mare-d-inverno/")


def test_without_a_body_it_is_a_draft_that_no_reader_sees(blog: Site) -> None:
    path = blog.ok("new", "Domani", "--language", "en").lines[0]
    assert path == "posts/2026/domani/en.md"
    assert "draft: true" in blog.read(path)
    blog.ok("render")
    assert not any("domani" in name for name in blog.tree("public"))


@pytest.mark.parametrize("body", ["", "  \n\n"])
def test_a_body_of_nothing_is_no_body_and_is_said_to_be(blog: Site, body: str) -> None:
    result = blog.run("new", "Vuoto", "--body", body)
    assert (result.code, result.err) == (4, f"blogcli: {result.lines[0]}: has no text, and is a draft\n")
    assert "draft: true" in blog.read(result.lines[0])
    assert blog.ok("new", "Vuoto, per ora", "--draft", "--body", body).lines


def test_titles_without_ascii_make_as_many_posts_as_there_are(blog: Site) -> None:
    paths = [blog.ok("new", title, "--body", "x").lines[0] for title in ("🎉", "🌊", "NUL")]
    assert paths == [f"posts/2026/post-2026-03-01{number}/it.md" for number in ("", "-2", "-3")]


def test_a_page_has_no_date_and_is_in_no_list(blog: Site) -> None:
    path = blog.ok("new", "Chi sono", "--page", "--body", "Sono io.").lines[0]
    assert path == "posts/chi-sono/it.md"
    assert front(blog, path) == {"title": "Chi sono", "slug": "chi-sono", "page": True}
    blog.ok("render")
    assert "Sono io." in blog.page("/chi-sono/")
    assert "Sono io." not in blog.page("/") + blog.page("/feed.xml") + blog.page("/archive/")


@pytest.mark.parametrize(
    ("title", "post_id", "slug"),
    [
        ("parola " * 72 + "fine", "parola-parola-parola-parola-parola-parola-parola-parola", None),
        ("x" * 500, "x" * 60, "x" * 80),
        ("🎉🌊", "post-2026-03-01", None),
        ("Привет, мир", "privet-mir", "привет-мир"),
        ("日本の朝", "ri-ben-nozhao", "日本の朝"),
        ('Il "caso" #1: 50% [sì]', "il-caso-1-50-si", "il-caso-1-50-sì"),
        ("CON", "post-2026-03-01", None),
        ("no", "no", "no"),
        ("  molto   spazio\n qui ", "molto-spazio-qui", "molto-spazio-qui"),
    ],
)
def test_any_title_is_taken_as_it_is(blog: Site, title: str, post_id: str, slug: str | None) -> None:
    path = blog.ok("new", title, "--body", "Testo.").lines[0]
    assert path == f"posts/2026/{post_id}/it.md"
    assert front(blog, path)["title"] == " ".join(title.split())
    if slug is not None:
        assert front(blog, path)["slug"] == slug
    blog.ok("render")
    assert blog.ok("list").lines[0].split("\t")[4] == " ".join(title.split())


def test_two_posts_never_share_an_id_whatever_their_letter_case_or_group(walk: Site) -> None:
    walk.write({"posts/Altro/it.md": "---\ntitle: Altro\ndate: 2020-01-01\n---\nx\n"})
    message = walk.fails("new", "Una passeggiata", "--date", "1999-01-01", "--body", "x")
    assert "posts/2026/una-passeggiata: already exists" in message
    assert "--id" in message
    assert "already exists" in walk.fails("new", "x", "--id", "ALTRO")
    walk.ok("new", "Una passeggiata", "--id", "un-altra-passeggiata", "--body", "x")


def test_a_page_never_turns_a_group_of_posts_into_a_post(walk: Site) -> None:
    assert "posts/2026: already exists" in walk.fails("new", "2026", "--page", "--body", "x")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([""], 2, "a post needs a title"),
        (["x", "--language", "de"], 1, "the blog's are it, en\n  hint: to add it: blogcli language add de --write\n"),
        (["x", "--date", "giugno"], 2, "--date 'giugno' is not an ISO 8601 date"),
        (["x", "--date", "2026-02-30"], 2, "--date '2026-02-30' is out of range"),
        (["x", "--date", "2026-02-10T25:00"], 2, "--date '2026-02-10T25:00' is out of range"),
        (["x", "--date", "0001-01-01T00:00+05:00"], 2, "--date '0001-01-01T00:00+05:00' is out of range"),
        (["x", "--date", "2026-02-10T::"], 2, "--date '2026-02-10T::' is not an ISO 8601 date"),
        (["x", "--id", "../../etc"], 2, "--id '../../etc' can't be part of an address"),
        (["x", "--id", "a/b"], 2, "hint: it has '/' in it"),
        (["x", "--id", "Ünïc Ode"], 2, "hint: it has a space in it"),
        (["x", "--id", ".."], 2, "can't be part of an address"),
        (["x", "--id", ""], 2, "can't be part of an address"),
        (["x", "--id", "nul"], 2, "is the name of a device on Windows"),
        (["x", "--slug", "a/../b"], 2, "--slug 'a/../b' can't be part of an address"),
        (["x", "--slug", "a b"], 2, "can't be part of an address"),
        (["x", "--body", "a", "--body-file", "b"], 2, "exclude each other"),
        (["x", "--body-file", "missing.md"], 1, "missing.md: can't read: No such file"),
        (["\udcff"], 2, "not valid UTF-8"),
        (["x", "--body", "<<<<<<< a\n=======\n>>>>>>> b\n"], 2, "marks of an unresolved merge"),
        (["x", "--edit"], 2, "--edit needs a terminal\n"),
    ],
)
def test_what_is_wrong_is_refused_with_a_clear_line(blog: Site, arguments: list[str], code: int, message: str) -> None:
    assert message in blog.fails("new", *arguments, code=code)


@pytest.mark.parametrize(("body", "message"), [(b"a\0b", "1: holds a NUL"), (b"ok\n\xff", "2: is not valid UTF-8")])
def test_a_body_that_is_no_text_is_refused(blog: Site, body: bytes, message: str) -> None:
    assert f"standard input:{message}" in blog.fails("new", "x", "--body-file", "-", code=2, stdin=body)
    blog.write({"testo.txt": body})
    assert f"testo.txt:{message}" in blog.fails("new", "x", "--body-file", "testo.txt", code=2)


def test_stdin_is_left_alone_unless_asked_for(blog: Site) -> None:
    script = 'printf "uno\\ndue\\n" | while read -r title; do blogcli new "$title" --body testo; done'
    assert shell(script, blog.root).stdout.splitlines() == ["posts/2026/uno/it.md", "posts/2026/due/it.md"]


def test_a_folder_that_can_t_be_written_is_one_clear_line(blog: Site) -> None:
    blog.write({"posts": "a file where the folder should be"})
    assert "can't write: Not a directory" in blog.fails("new", "x", "--body", "y")


def test_a_link_out_of_the_blog_is_not_followed(blog: Site) -> None:
    outside = blog.root.parent / "outside"
    outside.mkdir()
    (blog.root / "posts").mkdir()
    (blog.root / "posts/2026").symlink_to(outside)
    assert "leads out of the blog" in blog.fails("new", "x", "--body", "y")
    assert list(outside.iterdir()) == []
