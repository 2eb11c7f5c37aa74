"""Names, paths and messages with control characters: refused with one clear line, and never printed as they are."""

from __future__ import annotations

import sys

import pytest

from tests.support import Site, comment, shell

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no file has such a name on Windows")

ESCAPE, SHOWN = "\x1b[31m", "\\x1b[31m"
POST = "---\ntitle: X\ndate: 2026-02-01\n---\nText.\n"
CONTROLS = [("\x1b", "\\x1b"), ("\n", "\\x0a"), ("\x7f", "\\x7f"), ("\x85", "\\x85"), ("\u202e", "\\u202e")]
FAULT = "has a control character in its name\n  hint: rename it\n"


@pytest.mark.parametrize(("char", "shown"), CONTROLS)
def test_no_post_has_a_control_character_in_its_folders_name(char: str, shown: str, walk: Site) -> None:
    walk.write({f"posts/a{char}b/it.md": POST})
    for command in (["list"], ["render"], ["status", "--exit-code"], ["check"], ["show", f"a{char}b"]):
        result = walk.run(*command)
        assert result.code in (1, 4), command
        assert f"posts/a{shown}b" in result.out + result.err, command
        assert "has a control character in its name" in result.out + result.err
        assert char in "\n\t" or char not in result.out + result.err, command
        assert f"a{char}b" not in result.out + result.err
    assert walk.fails("render").endswith(f"posts/a{shown}b: {FAULT}")


@pytest.mark.parametrize(
    "file",
    [
        f"posts/{ESCAPE}/x/it.md",
        f"posts/2026/{ESCAPE}/it.md",
        f"posts/2026/una-passeggiata/{ESCAPE}.jpg",
        f"posts/2026/una-passeggiata/{ESCAPE}.md",
        f"posts/2026/una-passeggiata/photos/{ESCAPE}.jpg",
        f"posts/2026/una-passeggiata/{ESCAPE}/a.jpg",
        f"posts/{ESCAPE}.md",
        f"static/{ESCAPE}.css",
        f"static/{ESCAPE}/a.css",
        f"templates/{ESCAPE}.html",
    ],
)
def test_no_file_of_a_blog_has_a_control_character_in_its_name(file: str, walk: Site) -> None:
    walk.ok("render")
    walk.write({file: POST})
    message = walk.fails("render")
    assert file[: file.index(ESCAPE)] + SHOWN in message
    assert message.count("\n") == 2
    assert message.endswith(FAULT)
    assert "has a control character in its name" in walk.run("check").out


@pytest.mark.parametrize("char", ["\x1b", "\n", "\u2028"])
@pytest.mark.parametrize("name", ["{}/a.md", "una-passeggiata/{}.md", "una-passeggiata/a.pen{}ding.md"])
def test_a_comment_with_a_control_character_in_its_path_is_left_out(name: str, char: str, walk: Site) -> None:
    name = name.format(f"x{char}y")
    walk.write({f"comments/{name}": comment("Ciao."), "comments/una-passeggiata/b.md": comment("Salve.")})
    result = walk.run("render")
    assert result.code == 4
    assert "has a control character in its name\n  hint: rename it\n" in result.err
    assert f"x{char}y" not in result.err
    assert walk.run("comment", "list").code == 4
    assert walk.run("comment", "show", f"comments/{name}").code == 1
    walk.ok("comment", "show", "b")


@pytest.mark.parametrize(
    "arguments",
    [
        ["-C", ESCAPE, "list"],
        ["render", "--output", ESCAPE],
        ["new", "A title", "--body-file", ESCAPE],
        ["comment", "moderate", "--decisions", ESCAPE],
        ["init", ESCAPE],
    ],
)
def test_a_path_with_a_control_character_is_refused(arguments: list[str], walk: Site) -> None:
    result = walk.run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert f"'{SHOWN}' has a control character in it" in result.err
    assert not (walk.root / ESCAPE).exists()


@pytest.mark.parametrize("char", [*"\t\r\n\x9b\u2028\u2066\u200f\u061c"])
def test_so_it_is_with_each_of_them(char: str, walk: Site) -> None:
    result = walk.run("render", "--output", f"a{char}b")
    assert (result.code, result.out) == (2, "")
    assert f"a{char}b" not in result.err
    assert not (walk.root / f"a{char}b").exists()


@pytest.mark.parametrize("message", ["a\x1b[2Jb", "a\tb", "a\rb", "a\x9bb", "a\u202eb", "a\u2028b"])
def test_a_message_with_a_control_character_is_refused(message: str, walk: Site) -> None:
    shell("git init -q; git add -A; git -c user.name=N -c user.email=n@sea.example commit -qm s", walk.root)
    result = walk.run("new", "B", "--commit", "--message", message)
    assert (result.code, result.out) == (2, "")
    assert "--message holds a control character" in result.err
    assert not (walk.root / "posts/2026/b").exists()


def test_what_draws_nothing_in_a_name_is_no_control_character(walk: Site) -> None:
    walk.write({"posts/2026/una-passeggiata/می\u200cخواهم.jpg": "x"})
    walk.ok("render")
