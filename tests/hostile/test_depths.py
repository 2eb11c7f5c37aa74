"""What is nested deeper than any blog needs is one clear problem, wherever it lies."""

from __future__ import annotations

import pytest

from tests.hostile.deep import nested
from tests.support import BLOG_TOML, ITALIAN, Site, changed

POST = "posts/2026/una-passeggiata"
COMMENTS = "comments/una-passeggiata"
IT = f"{POST}/it.md"


@pytest.mark.parametrize(
    ("folder", "named"),
    [
        ("posts", "posts/d/d"),
        ("posts/2026", "posts/2026/d"),
        (POST, POST),
        ("static", "static/d"),
        ("templates", "templates/d"),
    ],
)
def test_a_thousand_nested_folders_are_one_clear_problem(folder: str, named: str, walk: Site) -> None:
    walk.ok("render")
    with nested(walk.root / folder):
        for command in (["render"], ["render", "--clean", "--jobs", "2"], ["render", "--dry-run"]):
            result = walk.run(*command)
            assert (result.code, result.out) == (1, "")
            assert result.err.splitlines()[0] == f"blogcli: {named}: holds folders nested more than 64 deep"
            assert len(result.err.splitlines()) == 2
        for command in (["check"], ["status"], ["list"], ["comment", "list"]):
            assert walk.run(*command).code in (0, 1, 4)
    walk.ok("render")


@pytest.mark.parametrize("folder", ["comments", COMMENTS])
def test_nested_folders_among_comments_stop_nothing_else(folder: str, walk: Site) -> None:
    walk.ok("comment", "add", "una-passeggiata", "--author", "Bea", "--approve", "--body", "Che bello.")
    with nested(walk.root / folder):
        result = walk.run("render")
        assert result.code == 4
        assert "holds folders nested more than 64 deep" in result.err
        assert len(result.err.splitlines()) == 3
        assert walk.page("/2026/02/una-passeggiata/").count("Che bello.") == 1
        assert "Che bello." in walk.run("comment", "list").out


def test_nested_folders_in_the_output_are_left_alone_and_clean_names_them(walk: Site) -> None:
    walk.ok("render")
    with nested(walk.root / "public"):
        walk.ok("render")
        result = walk.run("render", "--clean")
        assert result.code == 1
        assert result.err.startswith("blogcli: public/d: holds folders nested more than 64 deep")
    with nested(walk.root / "public/.blogcli-staging"):
        result = walk.run("render")
        assert result.code == 1
        assert result.err.startswith("blogcli: public/.blogcli-staging: holds folders nested more than 64 deep")


def test_folders_whose_names_are_long_together_are_no_deeper(walk: Site) -> None:
    with nested(walk.root / "static", 20, "n" * 250):
        message = walk.run("render").err
    assert message.startswith(f"blogcli: static/{'n' * 250}: holds folders nested more than 64 deep")


@pytest.mark.parametrize(
    ("address", "trouble"),
    [
        ("/a" * 1500, "more than 64 parts"),
        (f"/{'a' * 256}/", "a part longer than 255 bytes"),
        (f"/{'è' * 128}/", "a part longer than 255 bytes"),
        (f"/{'a' * 250}" * 5, "more than 1024 bytes"),
    ],
)
def test_an_alias_no_disk_should_hold_is_refused_by_its_line(address: str, trouble: str, walk: Site) -> None:
    walk.ok("render")
    site = walk.tree("public")
    for written, line in ((f"aliases: [{address}]", 5), (f"aliases:\n  - /ok/\n  - {address}", 5)):
        walk.write({IT: changed(ITALIAN, "tags: [monti]", written)})
        message = walk.fails("render").splitlines()[0]
        assert message == f"blogcli: {IT}:{line}: aliases has an address with {trouble}: {address[:60]}..."
    assert walk.tree("public") == site


def test_an_alias_of_as_many_parts_as_may_be_is_answered(walk: Site) -> None:
    walk.write({IT: changed(ITALIAN, "tags: [monti]", f"aliases: [{'/a' * 63}/]")})
    walk.ok("render")
    assert "una-passeggiata" in walk.page("/a" * 63 + "/")
    walk.ok("render", "--clean")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("[feed]", f'[permalinks]\npost = "{"/a" * 1500}/{{slug}}/"\n[feed]', 15),
        ("[feed]", f'[permalinks]\npage = "/{"a" * 300}/{{slug}}/"\n[feed]', 15),
        ('path = "en"', f'path = "{"a/" * 1500}"', 12),
        ("[feed]", f'[tags.monti.it]\nslug = "{"m" * 256}"\n[feed]', 15),
    ],
)
def test_settings_leave_addresses_room(old: str, new: str, line: int, walk: Site) -> None:
    walk.write({"blog.toml": BLOG_TOML.replace(old, new)})
    (message,) = walk.fails("render").splitlines()
    assert message.startswith(f"blogcli: blog.toml:{line}: ")
    assert "longer than 255 bytes" in message


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("[" * 50_000, "16: is nested too deep"),
        ("{a=" * 50_000, "16: is nested too deep"),
        (f"{{{'a.' * 50_000}b = 1}}", "16: has a key of too many parts"),
        (f"1\n{'a . ' * 50_000}b = 1", "17: has a key of too many parts"),
        ("1\n[" + '"a".' * 50_000 + "b]", "17: has a key of too many parts"),
    ],
)
def test_depths_of_toml_are_one_clear_error(value: str, message: str, walk: Site) -> None:
    walk.write({"blog.toml": f"{BLOG_TOML}x = {value}\n"})
    assert walk.fails("render").startswith(f"blogcli: blog.toml:{message}")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"format": 1, "files": ' + "[" * 100_000, '{"a":' * 100_000])
def test_a_manifest_nested_deep_is_none(text: str, walk: Site) -> None:
    walk.ok("render")
    walk.write({"public/.blogcli-manifest.json": text})
    assert "is not a manifest blogcli can read" in walk.fails("render")
