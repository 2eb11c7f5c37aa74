"""A stranger's blog, cloned with real git: its links lead no reading and no writing where they must not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support import BLOG_TOML, ENGLISH, ITALIAN, Site, comment, mostly_slow

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links")

POST, DRAFT, TALK = "posts/2026/una-passeggiata", "posts/2026/bozza", "comments/una-passeggiata"
LIST = "comments/blocked.txt"
SECRET = "not for readers"
BLOG: dict[str, str | bytes] = {
    "blog.toml": BLOG_TOML,
    f"{POST}/it.md": ITALIAN,
    f"{POST}/en.md": ENGLISH,
    f"{DRAFT}/it.md": f"---\ntitle: Bozza\ndate: 2026-01-01\ndraft: true\n---\n{SECRET}\n",
    f"{DRAFT}/foto.txt": SECRET,
    f"{TALK}/a.md": comment("Ciao."),
    f"{TALK}/p.pending.md": comment(SECRET),
    "static/y.txt": "y",
    ".env": SECRET,
}
# Where links lie, and what they lead to. The clone lies beside a folder `outside`.
LINKS: dict[str, dict[str, str]] = {
    "static to git": {"static/x": "../.git/config"},
    "static to git's folder": {"static/x": "../.git"},
    "static to git by way of outside": {"static/x": "../../clone/.git/config"},
    "static to git by another link": {"static/x": "z", "static/z": "../.git/config"},
    "static to git by a linked folder": {"static/x": "../files/config", "files": ".git"},
    "static to the cache": {"static/x": "../.blogcli"},
    "static to a hidden file": {"static/x": "../.env"},
    "static to a comment": {"static/x": f"../{TALK}/p.pending.md"},
    "static to comments": {"static/x": "../comments"},
    "static to a post's text": {"static/x.txt": f"../{DRAFT}/it.md"},
    "static to posts": {"static/x": "../posts"},
    "static to a draft's file": {"static/x.txt": f"../{DRAFT}/foto.txt"},
    "static to a draft": {"static/x": f"../{DRAFT}"},
    "static to the site": {"static/x": "../public"},
    "static to the blog": {"static/x": ".."},
    "static to outside": {"static/x": "../../outside/secret.txt"},
    "static to a folder outside": {"static/x": "../../outside"},
    "beside a post to git": {f"{POST}/x.txt": "../../../.git/config"},
    "beside a post to git's folder": {f"{POST}/x": "../../../.git"},
    "beside a post to a comment": {f"{POST}/x.txt": f"../../../{TALK}/p.pending.md"},
    "beside a post to a draft's file": {f"{POST}/x.txt": "../bozza/foto.txt"},
    "beside a post to a draft": {f"{POST}/x": "../bozza"},
    "beside a post to its text": {f"{POST}/x.txt": "../bozza/it.md"},
    "beside a post to outside": {f"{POST}/x.txt": "../../../../outside/secret.txt"},
    "a text to a comment": {"posts/2026/due/it.md": f"../../../{TALK}/p.pending.md"},
    "a text to a hidden file": {"posts/2026/due/it.md": "../../../.env"},
    "a post to comments": {"posts/2026/due": f"../../{TALK}"},
    "a group to outside": {"posts/2027": "../../outside"},
    "a template to git": {"templates/x.css": "../.git/config"},
    "a template to a comment": {"templates/x.css": f"../{TALK}/p.pending.md"},
    "a template to a draft's file": {"templates/x.css": f"../{DRAFT}/foto.txt"},
    "a folder of templates to outside": {"templates/x": "../../outside"},
    "templates to git": {"templates": ".git"},
    "comments to outside": {"comments/bozza": "../../outside"},
    "a comment to a pending one": {f"{TALK}/b.md": "p.pending.md"},
    "a comment to a draft": {f"{TALK}/b.md": f"../../{DRAFT}/it.md"},
    "a conversation to a draft": {"comments/due": f"../{DRAFT}"},
    "blog.toml to outside": {"blog.toml": "../outside/blog.toml"},
    "the output": {"public": "../outside"},
    "the output and a file": {"public": "../outside/secret.txt"},
    "the output and nothing": {"public": "../outside/none"},
    "a folder of the output": {"public/archive": "../../outside"},
    "a page": {"public/index.html": "../../outside/secret.txt"},
    "the manifest": {"public/.blogcli-manifest.json": "../../outside/manifest.json"},
    "the staging folder": {"public/.blogcli-staging": "../../outside"},
    "the cache": {".blogcli": "../outside"},
    "the cache's database": {".blogcli/cache.sqlite": "../../outside/secret.txt"},
    "the cache's journal": {".blogcli/cache.sqlite-journal": "../../outside/secret.txt"},
    "the cache's log": {".blogcli/cache.sqlite-wal": "../../outside/secret.txt"},
    "the cache's clock": {".blogcli/clock": "../../outside/secret.txt"},
    "the preview": {".blogcli/preview": "../../outside"},
}
DIFF = ("translation", "diff", "una-passeggiata", "en")
READING = (
    ("list",), ("show", "una-passeggiata"), ("status",), ("check",), ("comment", "list"),
    DIFF, ("render", "--dry-run"), ("render",), ("render", "--clean"), ("render", "--drafts"),
)  # fmt: skip


def _git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Eve", "-c", "user.email=eve@x.example")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def _linked(root: Path, links: dict[str, str]) -> None:
    for link, target in links.items():
        place = root / link
        if place.is_dir():
            shutil.rmtree(place)
        place.unlink(missing_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(target)


@pytest.fixture
def outside(tmp_path: Path) -> Site:
    """What lies around the clone, and nobody but its owner is to read or change."""
    outside = Site(tmp_path / "outside")
    manifest = '{"format": 1, "files": ["secret.txt", "archive/secret.txt"]}'
    outside.write({"secret.txt": SECRET, "blog.toml": BLOG_TOML, "a.md": comment(SECRET), "manifest.json": manifest})
    return outside


def _cloned(tmp_path: Path, links: dict[str, str]) -> Site:
    origin = Site(tmp_path / "origin")
    origin.write(BLOG)
    _linked(origin.root, links)
    _git(origin.root, "init", "-q")
    _git(origin.root, "add", "-A", "-f")
    _git(origin.root, "commit", "-qm", "x")
    _git(tmp_path, "clone", "-q", "origin", "clone")
    clone = Site(tmp_path / "clone")
    with (clone.root / ".git/config").open("a") as config:
        config.write(f"# {SECRET}\n")
    return clone


def _state(site: Site) -> dict[str, tuple[bytes, int]]:
    return {path: (data, (site.root / path).stat().st_mtime_ns) for path, data in site.tree().items()}


def _published(clone: Site) -> list[str]:
    found: list[str] = []
    if (clone.root / "public").is_symlink():
        return found
    for folder, _, names in os.walk(clone.root / "public"):
        for name in names:
            path = clone.root / folder / name
            if path.is_file() and not path.is_symlink() and SECRET.encode() in path.read_bytes():
                found.append(str(path))
    return found


@pytest.mark.parametrize("case", mostly_slow(LINKS, but=4))
def test_a_link_in_a_clone_leads_nothing_astray(case: str, tmp_path: Path, outside: Site) -> None:
    clone = _cloned(tmp_path, LINKS[case])
    before = _state(outside)
    for command in READING:
        result = clone.run(*command)
        assert result.code in (0, 1, 4), (command, result)
        assert "Traceback" not in result.err, (command, result)
        assert _state(outside) == before, command
        assert sorted(outside.tree()) == sorted(before), command
        assert _published(clone) == [], command


@pytest.mark.parametrize("case", [case for case, links in LINKS.items() if "static/x" in links or "templates" in links])
def test_a_link_that_must_not_be_is_named_with_a_way_out(case: str, tmp_path: Path, outside: Site) -> None:
    site = Site(tmp_path / "clone")
    site.write({**BLOG, ".git/config": SECRET, ".blogcli/x": SECRET, "public/x": SECRET})
    _linked(site.root, LINKS[case])
    said = site.fails("render", "--output", "altrove").splitlines()
    assert len(said) == 2, said
    assert said[0].startswith(f"blogcli: {next(iter(LINKS[case]))}")
    assert said[1].startswith("  hint: ")
    assert outside.read("secret.txt") == SECRET


@pytest.mark.parametrize(
    ("link", "target", "address"),
    [
        ("static/x.txt", f"../{POST}/foto.txt", "x.txt"),
        ("static/x", f"../{POST}/dati", "x/a.txt"),
        ("static/x.txt", "../archivio/z.txt", "x.txt"),
        ("static/x.txt", "../../clone/archivio/z.txt", "x.txt"),
        ("static/.well-known", "../archivio", ".well-known/z.txt"),
        ("static/x.txt", ".htaccess", "x.txt"),
        (f"{DRAFT}/x.txt", "foto.txt", "static.txt"),
        ("templates/x.css", f"../{POST}/foto.txt", "theme/x.css"),
        (f"{POST}/x.txt", "../../../static/static.txt", "2026/02/una-passeggiata/x.txt"),
        ("posts/2026/due/it.md", "../../../archivio/due.md", "2026/03/due/index.html"),
        ("posts/2026/due/fr.txt", "../../../archivio/due.md", "static.txt"),
    ],
)
def test_a_link_to_ordinary_files_of_the_blog_is_followed(link: str, target: str, address: str, tmp_path: Path) -> None:
    site = Site(tmp_path / "clone")
    files = ("static/static.txt", "static/.htaccess", f"{POST}/foto.txt", f"{POST}/dati/a.txt", "archivio/z.txt")
    site.write({**BLOG, **dict.fromkeys(files, "x"), "archivio/due.md": "---\ntitle: Due\ndate: 2026-03-01\n---\nx\n"})
    (site.root / link).parent.mkdir(parents=True, exist_ok=True)
    (site.root / link).symlink_to(target)
    site.ok("render")
    assert (site.root / "public" / address).is_file()


@pytest.mark.parametrize("folder", [".GIT", ".Git", ".BLOGCLI", "Comments", "PUBLIC"])
def test_letter_case_hides_nothing(folder: str, walk: Site) -> None:
    """On many disks `.GIT` is `.git`."""
    walk.write({f"{folder}/config": SECRET, "static/y": "y"})
    (walk.root / "static/x").symlink_to(f"../{folder}/config")
    assert "static/x: leads to " in walk.fails("render")


def test_what_git_keeps_is_published_in_no_way(walk: Site) -> None:
    walk.write({"static/lib/.git/config": SECRET, "static/.GIT/config": SECRET, "static/lib/x": "x"})
    walk.write({"templates/.git/config": SECRET, "templates/404.html": "{% include '.git/config' %}"})
    assert "there is no template '.git/config'" in walk.fails("render")
    (walk.root / "templates/404.html").unlink()
    walk.ok("render")
    assert _published(walk) == []
    assert walk.read("public/lib/x") == "x"


def test_a_draft_s_file_is_published_by_a_link_once_the_draft_is(walk: Site) -> None:
    walk.write({f"{DRAFT}/it.md": str(BLOG[f"{DRAFT}/it.md"]), f"{DRAFT}/foto.txt": "foto", "static/y": "y"})
    (walk.root / "static/x.txt").symlink_to(f"../{DRAFT}/foto.txt")
    message = "static/x.txt: leads to a file of a post that readers don't see: no link may lead there"
    assert message in walk.fails("render")
    assert message in walk.run("check").out
    walk.ok("render", "--drafts")
    walk.ok("publish", "bozza")
    walk.ok("render")
    assert walk.read("public/x.txt") == "foto"
    walk.ok("unpublish", "bozza")
    assert message in walk.fails("render")


@pytest.mark.parametrize("name", ["public", "public/x", ".blogcli/preview", ".blogcli/x/y"])
def test_the_blog_s_own_output_is_no_link_even_where_it_is_named(name: str, walk: Site, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    link = walk.root / (name if name != ".blogcli/x/y" else ".blogcli/x")
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path / "www")
    said = walk.run("render", "--output", name)
    default = {"public": ("render",), ".blogcli/preview": ("render", "--drafts")}
    assert walk.run(*default.get(name, ("render", "--output", name))) == said
    assert said.code == 1
    assert f"{link.relative_to(walk.root)}: is a link, and no site is written through it" in said.err
    assert f"--output {tmp_path / 'www'}" in said.err
    assert list((tmp_path / "www").iterdir()) == []


def test_clean_removes_links_and_never_what_they_lead_to(walk: Site, tmp_path: Path) -> None:
    outside = Site(tmp_path / "outside")
    outside.write({"a/b.txt": "precious"})
    walk.ok("render")
    links: dict[str, str | Path] = {
        "folder": outside.root,
        "file": outside.root / "a/b.txt",
        "dead": "nowhere",
        "round": "round",
        "in": "en",
    }
    for name, target in links.items():
        (walk.root / "public" / name).symlink_to(target)
        (walk.root / "public/tags" / name).symlink_to(target)
    walk.ok("render", "--clean")
    assert [path for path in (walk.root / "public").rglob("*") if path.is_symlink()] == []
    assert outside.tree() == {"a/b.txt": b"precious"}
    assert (walk.root / "public/en/index.html").is_file()


@pytest.mark.parametrize("name", ["public/index.html", "public/old.html", ".blogcli/cache.sqlite", ".blogcli/clock"])
def test_another_name_of_a_file_elsewhere_is_replaced_and_not_written_to(name: str, walk: Site, tmp_path: Path) -> None:
    walk.ok("render")
    precious = tmp_path / "precious"
    precious.write_text("precious")
    os.utime(precious, (1, 1))
    place = walk.root / name
    place.unlink(missing_ok=True)
    os.link(precious, place)
    walk.ok("render")
    walk.ok("render", "--clean")
    assert (precious.read_text(), precious.stat().st_mtime) == ("precious", 1)
    assert not place.exists() or not place.samefile(precious)


WRITING = (
    ("new", "Sul lago", "--body", "x"), ("new", "Chi siamo", "--page", "--body", "x"),
    ("translate", "una-passeggiata", "en", "--body", "x"), ("publish", "bozza"), ("unpublish", "una-passeggiata"),
    ("rename", "una-passeggiata", "--id", "gita"), ("rename", "una-passeggiata", "--slug", "gita"),
    ("comment", "add", "una-passeggiata", "--anonymous", "--body", "x"), ("comment", "approve", "p"),
    ("comment", "reject", "a"), ("comment", "remove", "a", "--yes"), ("comment", "edit", "a", "--anonymous"),
    ("comment", "reply", "a", "--body", "x"), ("comment", "move", "a", "altra"), ("comment", "block", "gioco"),
    ("comment", "forget", "--author", "Bea", "--yes"), ("translation", "done", "una-passeggiata", "en"),
    ("translation", "original", "una-passeggiata", "en"), ("language", "add", "fr", "--write"),
)  # fmt: skip


@pytest.mark.parametrize("target", ["outside", "clone/.git", "clone/public"])
@pytest.mark.parametrize(
    "link",
    mostly_slow(
        [
            "posts",
            "posts/2026",
            POST,
            f"{POST}/it.md",
            "comments",
            TALK,
            f"{TALK}/a.md",
            "comments/blocked.txt",
            "blog.toml",
        ],
        but=3,
    ),
)
def test_no_command_writes_through_a_link(link: str, target: str, tmp_path: Path) -> None:
    """What the link leads to is what was there, so that all commands find what they look for."""
    site, around = Site(tmp_path / "clone"), Site(tmp_path / target)
    tree = {
        **BLOG,
        "posts/altra/it.md": ITALIAN.replace("una-passeggiata", "altra"),
        "comments/blocked.txt": "word: x\n",
    }
    site.write({**tree, ".git/HEAD": "x", ".blogcli/x": "x", "public/x": "x"})
    around.root.mkdir(exist_ok=True)
    (site.root / link).rename(around.root / "there")
    (site.root / link).symlink_to(around.root / "there")
    before = _state(around)
    for command in WRITING:
        result = site.run(*command)
        assert result.code in (0, 1, 4), (command, result)
        assert "Traceback" not in result.err, (command, result)
        assert _state(around) == before, command


def test_a_blog_is_started_without_writing_through_links(empty: Site, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in (".gitignore", ".gitattributes", "posts", "comments", "blog.toml"):
        (empty.root / name).symlink_to(outside / name)
    assert empty.run("init", "--title", "Diario", "--language", "it").code == 1
    assert list(outside.iterdir()) == []


def test_a_link_within_the_blog_is_written_through_and_stays_one(walk: Site) -> None:
    walk.write({"archivio/due.md": "---\ntitle: Due\ndate: 2026-03-01\ndraft: true\n---\nx\n"})
    (walk.root / "posts/due").mkdir()
    (walk.root / "posts/due/it.md").symlink_to("../../archivio/due.md")
    walk.ok("publish", "due")
    assert (walk.root / "posts/due/it.md").is_symlink()
    assert "draft" not in walk.read("archivio/due.md")
