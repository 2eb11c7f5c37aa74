"""Pages to disk: what changed is written, what is stale goes, and what is not blogcli's is never touched."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from blogcli.errors import BlogcliError, FileError
from blogcli.locks import locked
from blogcli.output.write import write_site
from blogcli.render.site import Copied, Rendered
from tests.support import BLOG_TOML, ENGLISH, ITALIAN, Site, comment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST = "public/.blogcli-manifest.json"
OLD_NS = 1_000_000_000_000_000_000


def post(title: str = "Nota", body: str = "Testo.", **keys: str) -> str:
    fields = {"title": title, "date": "2026-02-01", **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + f"---\n{body}\n"


def pages(*files: tuple[str, str]) -> list[Rendered | Copied]:
    return [Rendered(path, text.encode()) for path, text in files]


def age(folder: Path) -> None:
    """Give every file below a time long ago, so that any write shows."""
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, ns=(OLD_NS, OLD_NS))


def touched(folder: Path) -> set[str]:
    """What was written since `age`, but for the manifest."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.stat().st_mtime_ns != OLD_NS)
    return {path.relative_to(folder).as_posix() for path in found} - {".blogcli-manifest.json"}


def manifest(site: Site) -> list[str]:
    files = json.loads(site.read(MANIFEST))["files"]
    assert isinstance(files, list)
    return files


# What is written


def test_the_manifest_lists_just_what_is_there(walk: Site) -> None:
    walk.write({"static/CNAME": "blog.example", "static/.well-known/x.txt": "x"})
    walk.ok("render")
    assert manifest(walk) == sorted(set(walk.tree("public")) - {".blogcli-manifest.json"})
    assert {"CNAME", ".well-known/x.txt", "index.html", "theme/style.css"} <= set(manifest(walk))


def test_what_did_not_change_is_not_written(walk: Site) -> None:
    walk.ok("render")
    age(walk.root / "public")
    walk.ok("render")
    assert touched(walk.root / "public") == set()


@pytest.mark.parametrize(
    ("change", "written"),
    [
        (
            {"posts/2026/una-passeggiata/it.md": ITALIAN.replace("vede il mare", "vede il lago")},
            {"2026/02/una-passeggiata/index.html", "feed.xml"},  # not in the lists, which show the first paragraph
        ),
        (
            {"posts/2026/una-passeggiata/en.md": ENGLISH.replace("climbs slowly", "climbs fast")},
            {"en/2026/02/a-walk/index.html", "en/feed.xml", "en/index.html", "en/tags/monti/index.html"},
        ),
        (
            {"comments/una-passeggiata/a.md": comment("Bello!")},
            {"2026/02/una-passeggiata/index.html", "en/2026/02/a-walk/index.html", "index.html", "en/index.html",
             "tags/monti/index.html", "en/tags/monti/index.html", "comments.xml", "comments-it.xml", "en/comments.xml"},
        ),
        ({"comments/una-passeggiata/a.pending.md": comment("Bello!")}, set()),
        ({"posts/2026/una-passeggiata/carta.svg": "<svg/>"}, {"2026/02/una-passeggiata/carta.svg"}),
        ({"posts/bozza/it.md": post(draft="true")}, set()),
        ({"static/robots.txt": "User-agent: *\n"}, {"robots.txt"}),
    ],
)  # fmt: skip
def test_an_edit_rewrites_only_the_pages_that_show_it(change: Mapping[str, str], written: set[str], walk: Site) -> None:
    walk.write({"posts/altro/it.md": post("Altro", date="2026-01-01")})
    walk.ok("render")
    age(walk.root / "public")
    walk.write(change)
    said = walk.ok("render").err
    assert touched(walk.root / "public") == written
    assert f"wrote {len(written)}," in said


def test_a_page_that_someone_changed_or_lost_is_made_anew(walk: Site) -> None:
    walk.ok("render")
    before = walk.tree("public")
    walk.write({"public/index.html": "broken"})
    (walk.root / "public/feed.xml").unlink()
    (walk.root / "public/404.html").unlink()
    (walk.root / "public/404.html").symlink_to("feed.xml")
    assert "wrote 3," in walk.ok("render").err
    assert walk.tree("public") == before
    assert not (walk.root / "public/404.html").is_symlink()


def test_stale_pages_go_and_their_empty_folders_with_them(walk: Site) -> None:
    walk.ok("render")
    walk.write({"public/en/mine.txt": "mine"})
    for name in ("it.md", "en.md"):
        (walk.root / "posts/2026/una-passeggiata" / name).unlink()
    assert "removed 4" in walk.ok("render").err
    assert not (walk.root / "public/2026").exists()
    assert not (walk.root / "public/en/2026").exists()
    assert not (walk.root / "public/tags/monti").exists()
    assert walk.read("public/en/mine.txt") == "mine"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            {"static/note": "x"},
            {"static/note/a.txt": "y"},
        ),
        pytest.param(
            {"static/note/a.txt": "y", "static/note/b/c.txt": "z"},
            {"static/note": "x"},
        ),
        ({"static/nota.txt": "x"}, {"static/Nota.txt": "x"}),
    ],
)
def test_a_file_may_become_a_folder_and_a_folder_a_file(
    before: Mapping[str, str], after: Mapping[str, str], walk: Site
) -> None:
    walk.write(before)
    walk.ok("render")
    for name in before:
        (walk.root / name).unlink()
    for folder in ("static/note/b", "static/note"):
        if (walk.root / folder).is_dir():
            (walk.root / folder).rmdir()
    walk.write(after)
    walk.ok("render")
    assert {name for name in walk.tree("public") if name.lower().startswith("not")} == {
        name.removeprefix("static/") for name in after
    }


def test_a_render_that_was_interrupted_is_simply_run_again(walk: Site) -> None:
    """What a kill leaves: a manifest that names more than is there, a page half the way, staged files."""
    walk.ok("render")
    whole = walk.tree("public")
    walk.write({MANIFEST: json.dumps({"format": 1, "files": [*manifest(walk), "2026/gone/index.html"]})})
    walk.write({"public/.blogcli-staging/7": "half"})
    (walk.root / "public/archive/index.html").unlink()
    walk.ok("render")
    assert walk.tree("public") == whole


# What is not blogcli's


def test_foreign_files_are_left_alone(walk: Site) -> None:
    foreign = {"public/.nojekyll": "", "public/.git/HEAD": "ref", "public/mine/a.html": "a", "public/2026/x.txt": "x"}
    walk.write(foreign)
    walk.ok("render")
    walk.write({"posts/2026/una-passeggiata/it.md": ITALIAN.replace("mare", "lago")})
    walk.ok("render")
    assert {name: walk.read(name) for name in foreign} == foreign


@pytest.mark.parametrize(
    "foreign",
    [
        "public/index.html",
        "public/en/2026/02/a-walk/index.html",
        "public/feed.xml/x",
        pytest.param(
            "public/archive",
        ),
    ],
)
def test_a_foreign_file_in_the_way_is_an_error_and_nothing_is_changed(foreign: str, walk: Site) -> None:
    walk.write({foreign: "mine", "public/other.html": "mine"})
    said = walk.fails("render")
    assert "is in the way: blogcli did not write it" in said
    assert "hint: move it away, or choose another --output" in said


def test_a_foreign_folder_where_a_page_was_is_an_error_and_nothing_is_changed(walk: Site) -> None:
    walk.ok("render")
    (walk.root / "public/archive/index.html").unlink()
    walk.write({"public/archive/index.html/mine.txt": "mine"})
    walk.write({"posts/2026/una-passeggiata/it.md": ITALIAN.replace("mare", "lago")})
    assert "is in the way: blogcli did not write it" in walk.fails("render")


def test_a_foreign_file_that_says_the_same_is_in_the_way_too(walk: Site) -> None:
    """Else it would be blogcli's from then on, and be removed one day."""
    walk.ok("render")
    walk.write({"public/nota.txt": "mine", "static/nota.txt": "mine"})
    assert "public/nota.txt: is in the way: blogcli did not write it" in walk.fails("render")
    (walk.root / "static/nota.txt").unlink()
    walk.ok("render")
    assert walk.read("public/nota.txt") == "mine"


@pytest.mark.parametrize(
    "name",
    [".git/config", "sub/.GIT/HEAD", ".blogcli-manifest.json", "a\0b", "\ud800", "x" * 300, "a/" * 3000 + "b"],
    ids=range(7),
)
def test_a_manifest_that_names_what_is_never_written_is_refused(name: str, walk: Site) -> None:
    walk.ok("render")
    walk.write({"public/.git/config": "mine", MANIFEST: json.dumps({"format": 1, "files": [name]})})
    assert f"{MANIFEST}: names a file that blogcli never writes" in walk.fails("render")


def test_a_manifest_nested_without_end_is_refused(walk: Site) -> None:
    walk.ok("render")
    walk.write({MANIFEST: "[" * 100_000})
    assert f"{MANIFEST}: is not a manifest blogcli can read" in walk.fails("render")


def test_no_alias_makes_a_file_in_a_git_folder_of_the_site(walk: Site) -> None:
    walk.write({"posts/2026/una-passeggiata/it.md": ITALIAN.replace("tags:", "aliases: [/.git/config.d/]\ntags:")})
    assert "it.md: has an address that blogcli keeps for itself: /.git/config.d/" in walk.fails("render")


@pytest.mark.parametrize("text", ["x", "y"])
def test_a_file_whose_name_changed_in_case_alone_stays_where_both_names_are_one(text: str, walk: Site) -> None:
    """Two names of one file stand for a disk that ignores case."""
    walk.write({"static/Foto.jpg": "x"})
    walk.ok("render")
    (walk.root / "static/Foto.jpg").unlink()
    walk.write({"static/foto.jpg": text})
    os.link(walk.root / "public/Foto.jpg", walk.root / "public/foto.jpg")
    walk.ok("render")
    assert walk.read("public/foto.jpg") == text
    assert (walk.root / "public/Foto.jpg").exists()  # on such a disk it would be the one removed
    assert "Foto.jpg" not in manifest(walk)
    assert "wrote 0," in walk.ok("render").err


def test_a_foreign_file_that_says_the_same_is_no_obstacle_where_the_manifest_is_lost(walk: Site) -> None:
    walk.ok("render")
    (walk.root / MANIFEST).unlink()
    assert "wrote 0," in walk.ok("render").err
    assert "index.html" in manifest(walk)


@pytest.mark.parametrize(
    "name", ["../blog.toml", "/etc/hosts", "en/../../blog.toml", "..", "", "a/../../../x", "a//b", "./x", "a/.", "a/"]
)
def test_a_manifest_that_names_what_lies_outside_is_refused(name: str, walk: Site) -> None:
    walk.ok("render")
    walk.write({MANIFEST: json.dumps({"format": 1, "files": [name]})})
    said = walk.fails("render")
    assert f"{MANIFEST}: names a file outside the folder" in said
    assert "hint: remove it" in said


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "nonsense", '{"format": 9, "files": []}',
        pytest.param('{"format": 1, "files": 3}'),
        pytest.param('{"format": 1, "files": [3]}'),
    ],
)  # fmt: skip
def test_a_manifest_that_is_none_is_refused(text: str, walk: Site) -> None:
    walk.ok("render")
    walk.write({MANIFEST: text})
    assert f"blogcli: {MANIFEST}: " in walk.fails("render")


def test_a_link_among_the_pages_leads_no_writing_astray(walk: Site, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("precious")
    walk.ok("render")
    (walk.root / "public/archive/index.html").unlink()
    (walk.root / "public/archive").rmdir()
    (walk.root / "public/archive").symlink_to(outside)
    assert "public/archive: is in the way" in walk.run("render").err
    assert (outside / "index.html").read_text() == "precious"
    walk.ok("render", "--clean")
    assert (outside / "index.html").read_text() == "precious"
    assert not (walk.root / "public/archive").is_symlink()
    assert (walk.root / "public/archive/index.html").is_file()


def test_a_link_in_a_new_output_folder_leads_no_writing_astray(walk: Site, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (walk.root / "public").mkdir()
    (walk.root / "public/archive").symlink_to(outside)
    walk.run("render")
    assert list(outside.iterdir()) == []


def test_a_link_among_the_pages_leads_no_removal_astray(walk: Site, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("precious")
    walk.ok("render")
    (walk.root / "public/gone").symlink_to(outside)
    walk.write({MANIFEST: json.dumps({"format": 1, "files": [*manifest(walk), "gone/index.html"]})})
    said = walk.run("render").err
    assert said.startswith("blogcli: public/gone: is a link, through which nothing is removed\n  hint: remove it")
    assert (outside / "index.html").read_text() == "precious"
    walk.ok("render", "--clean")
    assert (outside / "index.html").read_text() == "precious"
    assert not os.path.lexists(walk.root / "public/gone")
    assert "gone/index.html" not in manifest(walk)


def test_a_linked_file_s_target_is_not_written(walk: Site, tmp_path: Path) -> None:
    precious = tmp_path / "precious.html"
    precious.write_text("precious")
    walk.ok("render")
    (walk.root / "public/index.html").unlink()
    (walk.root / "public/index.html").symlink_to(precious)
    walk.ok("render")
    assert precious.read_text() == "precious"
    assert not (walk.root / "public/index.html").is_symlink()


@pytest.mark.parametrize("name", [".blogcli-manifest.json", ".blogcli-staging/site"])
def test_blogcli_s_own_names_are_refused(name: str, walk: Site) -> None:
    walk.write({f"static/{name}": "mine"})
    said = walk.fails("render")
    assert f"blogcli: static/{name}: has an address that blogcli keeps for itself" in said


# --clean and --dry-run


def test_clean_writes_all_anew_and_removes_what_is_foreign_but_no_dot_files(walk: Site) -> None:
    walk.ok("render")
    whole = walk.tree("public")
    kept = {".nojekyll": b"", ".git/HEAD": b"ref", "en/.htaccess": b"x"}
    walk.write({f"public/{name}": data for name, data in kept.items()} | {"public/old/a.html": "x", "public/b": "y"})
    age(walk.root / "public")
    said = walk.ok("render", "--clean").err
    assert walk.tree("public") == whole | kept
    assert touched(walk.root / "public") == set(manifest(walk))
    assert f"wrote {len(manifest(walk))}, unchanged 0, removed 2" in said
    assert not (walk.root / "public/old").exists()


def test_clean_replaces_a_foreign_file_in_the_way(walk: Site) -> None:
    walk.ok("render")
    walk.write({"static/nuovo.txt": "nuovo", "public/nuovo.txt": "mine"})
    assert "public/nuovo.txt: is in the way" in walk.fails("render")
    walk.ok("render", "--clean")
    assert walk.read("public/nuovo.txt") == "nuovo"


def test_clean_is_refused_where_blogcli_never_rendered(walk: Site) -> None:
    walk.write({"public/mine.html": "x"})
    assert "--clean: blogcli never rendered to this folder" in walk.fails("render", "--clean")
    walk.ok("render", "--clean", "--output", "new/place")
    assert (walk.root / "new/place/index.html").is_file()


def test_dry_run_says_what_it_would_do_and_does_nothing(walk: Site) -> None:
    result = walk.ok("render", "--dry-run")
    assert not (walk.root / "public").exists()
    walk.ok("render")
    assert result.lines == [f"write\tpublic/{name}" for name in manifest(walk)]
    assert walk.ok("render", "--dry-run").out == ""

    walk.write({"static/nuovo.txt": "x", "public/foreign.txt": "y"})
    (walk.root / "posts/2026/una-passeggiata/en.md").unlink()
    before = walk.tree()
    lines = walk.ok("render", "--dry-run").lines
    assert walk.tree() == before
    assert "write\tpublic/nuovo.txt" in lines
    assert "remove\tpublic/en/2026/02/a-walk/index.html" in lines
    assert not any("foreign" in line for line in lines)
    clean = walk.ok("render", "--dry-run", "--clean")
    assert "remove\tpublic/foreign.txt" in clean.lines
    assert f", would remove {clean.out.count('remove')} in " in clean.err
    changes = json.loads(walk.ok("render", "--dry-run", "--json").out)
    assert changes["format"] == 1
    assert {"action": "write", "path": "public/nuovo.txt"} in changes["changes"]
    assert walk.tree() == before

    report = walk.ok("render")
    assert f"wrote {sum(line.startswith('write') for line in lines)}," in report.err


def test_json_without_dry_run_is_wrong_usage(walk: Site) -> None:
    assert "--dry-run" in walk.fails("render", "--json", code=2)


# Where it may go


@pytest.mark.parametrize(
    "output",
    [".", "..", "../..", "posts", "posts/2026", "posts/new", "comments", "comments/a", "static", "templates/x", ".git",
     ".git/hooks", ".blogcli", "public/..", "link-to-posts", "link-to-posts/new", "blog.toml", "./public/../posts"],
)  # fmt: skip
@pytest.mark.parametrize("extra", [[], ["--clean"], ["--dry-run"]])
def test_the_site_never_goes_over_the_blog_s_own_files(output: str, extra: list[str], walk: Site) -> None:
    walk.write({".git/HEAD": "ref", "public/x": "x"})
    (walk.root / "link-to-posts").symlink_to("posts")
    said = walk.fails("render", "--output", output, *extra)
    assert "the output folder " in said
    assert "hint: choose another --output" in said


def test_the_site_never_goes_where_the_blog_s_sources_are_links_to(walk: Site) -> None:
    (walk.root / "posts").rename(walk.root / "texts")
    (walk.root / "posts").symlink_to("texts")
    walk.fails("render", "--output", "texts")


@pytest.mark.parametrize("output", ["site", "a/b/c", "../elsewhere", ".blogcli/preview", "posts-html"])
def test_the_site_goes_where_it_is_told(output: str, walk: Site) -> None:
    assert walk.ok("render", "--output", output).err.startswith(f"blogcli: {output}: wrote ")
    assert (walk.root / output / "index.html").is_file()
    assert not (walk.root / "public").exists()


def test_an_output_that_is_named_may_be_a_link(walk: Site, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (walk.root / "live").symlink_to(tmp_path / "www")
    walk.ok("render", "--output", "live")
    walk.ok("render", "--output", "live")
    assert (tmp_path / "www/index.html").is_file()


def test_a_link_to_nowhere_is_no_place_for_a_site(walk: Site) -> None:
    (walk.root / "live").symlink_to("nowhere")
    assert "live: the output folder is a link to nowhere" in walk.fails("render", "--output", "live")


# Faults


def test_a_file_that_goes_while_the_site_is_made_is_named_as_what_can_t_be_read(walk: Site) -> None:
    gone = walk.root / "static/gone.txt"
    with pytest.raises(FileError, match="can't read: No such file") as caught:
        write_site(walk.root / "public", [Copied("gone.txt", gone)])
    assert caught.value.path == gone


@pytest.mark.parametrize(
    ("fault", "where"),
    [
        ({"blog.toml": BLOG_TOML.replace("format", "fromat")}, "blog.toml"),
        ({"blog.toml": BLOG_TOML + "colour = 1\n"}, "blog.toml:16: unknown key"),
        ({"posts/altro/it.md": "---\ndate: 2026-01-01\n---\nTesto.\n"}, "posts/altro/it.md:1: has no title"),
        ({"posts/altro/it.md": "---\ntitle: x\ndate: giugno\n---\nTesto.\n"}, "posts/altro/it.md:3: date 'giugno'"),
        ({"posts/altro/it.md": b"---\ntitle: x\n---\n\xff\n"}, "posts/altro/it.md:4: is not valid UTF-8"),
        ({"posts/altro/it.md": post(slug="una-passeggiata", date="2026-02-10")}, "has the address of"),
        ({"templates/list.html": "{% for %}"}, "templates/list.html:1: "),
        ({"templates/sitemap.xml": "<x>\n{{ nothing }}</x>"}, "templates/sitemap.xml:2: "),
    ],
)
def test_a_fault_leaves_the_old_site_as_it_was(fault: Mapping[str, str | bytes], where: str, walk: Site) -> None:
    walk.ok("render")
    walk.write({"posts/2026/una-passeggiata/it.md": ITALIAN.replace("mare", "lago"), **fault})
    assert where in walk.fails("render")
    walk.fails("render", "--clean")


@pytest.mark.parametrize(
    "line",
    [f"aliases: [/{'a' * 256}/]", f"aliases: [/{'é' * 200}.html]"],
    ids=["alias", "file"],
)
def test_an_address_no_disk_can_hold_is_a_fault_of_its_post(line: str, walk: Site) -> None:
    walk.ok("render")
    text = ITALIAN.replace("tags: [monti]", line).replace("mare", "lago")
    walk.write({"posts/2026/una-passeggiata/it.md": text})
    assert "blogcli: posts/2026/una-passeggiata/it.md:" in walk.fails("render")


@pytest.mark.parametrize(
    "fault",
    [
        {"templates/sitemap.xml": "{{ nothing }}"},
        {"posts/altro/it.md": post(date="ieri")},
        {"posts/altro/it.md": post(aliases=f"[/{'a' * 256}/]")},
    ],
)
def test_the_first_render_s_fault_leaves_no_site(fault: Mapping[str, str], walk: Site) -> None:
    walk.write(fault)
    walk.fails("render")
    assert not (walk.root / "public").exists()


def test_a_faulty_comment_is_left_out_and_stops_nothing(walk: Site) -> None:
    walk.write(
        {
            "comments/una-passeggiata/a.md": comment("Bello!"),
            "comments/una-passeggiata/b.md": comment("Brutto!", date="ieri"),
            "comments/nessuno/c.md": comment("Dove?"),
        }
    )
    result = walk.run("render")
    assert result.code == 4
    assert "left out: comments/una-passeggiata/b.md:3: date 'ieri'" in result.err
    assert "warning: comments/nessuno: there is no post 'nessuno'" in result.err
    page = walk.page("/2026/02/una-passeggiata/")
    assert "Bello!" in page
    assert "Brutto!" not in page


def test_a_page_that_fails_while_it_is_made_changes_nothing(tmp_path: Path) -> None:
    write_site(tmp_path, pages(("a.html", "old"), ("b.html", "old")))
    missing = Copied("c.bin", tmp_path / "nowhere.bin")
    before = Site(tmp_path).tree()
    with pytest.raises(BlogcliError, match="can't write the site: No such file"):
        write_site(tmp_path, [*pages(("a.html", "new")), missing])
    assert Site(tmp_path).tree() == before


def test_the_report_tells_what_was_done(tmp_path: Path) -> None:
    first = write_site(tmp_path, pages(("b.html", "1"), ("a/i.html", "2")))
    assert (first.written, first.removed, first.unchanged) == (("a/i.html", "b.html"), (), 0)
    second = write_site(tmp_path, pages(("b.html", "1"), ("c.html", "3")))
    assert (second.written, second.removed, second.unchanged) == (("c.html",), ("a/i.html",), 1)


# --base-url


def test_base_url_stands_in_for_the_url(walk: Site) -> None:
    walk.ok("render", "--base-url", "https://prova.example/sotto")
    page = walk.page("/2026/02/una-passeggiata/")
    assert 'rel="canonical" href="https://prova.example/sotto/2026/02/una-passeggiata/"' in page
    assert "blog.example/" not in page
    assert "<id>tag:blog.example,2026:feed:it</id>" in walk.page("/feed.xml")


@pytest.mark.parametrize(
    "url", ["prova", "ftp://a.example/", "https://", "https://a.example/?q", "https://a.example/#f"]
)
def test_a_base_url_that_is_none_is_wrong_usage(url: str, walk: Site) -> None:
    assert "--base-url" in walk.fails("render", "--base-url", url, code=2)


def test_two_renders_at_once_are_kept_apart(walk: Site) -> None:
    walk.ok("render")
    walk.write({"static/a.txt": "a"})
    with locked(walk.root / "public", "busy"):
        assert "public: another render is writing here" in walk.fails("render")
    walk.ok("render")
