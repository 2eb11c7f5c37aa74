"""The disk primitives: whole or not at all, never over what is there, never out of the blog."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from blogcli.content.folders import files_below
from blogcli.errors import BlogcliError, ExistsError, FileError, OutsideError, SourceError
from blogcli.files import create_new, move_new, read_bytes, read_text, remove, write_atomic
from blogcli.locks import locked
from blogcli.symlinks import inside
from tests.interleaving import when_asked


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def race(program: str, *arguments: str) -> list[int]:
    """Run a program eight times at once, each with its number, and see how each ends: 7 says ExistsError."""
    head = (
        "import sys; from pathlib import Path; from blogcli.files import *; from blogcli.errors import *\n"
        f"try:\n    {program}\nexcept ExistsError:\n    sys.exit(7)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", head, str(number), *arguments]) for number in range(8)]
    return [process.wait(timeout=60) for process in running]


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "x.md"
    create_new(tmp_path, path, "one\r\n")
    assert path.read_bytes() == b"one\r\n"
    with pytest.raises(ExistsError, match="already exists"):
        create_new(tmp_path, path, "two")
    assert path.read_bytes() == b"one\r\n"
    assert names(path.parent) == ["x.md"]


def test_of_many_that_create_one_file_one_wins(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "x.md"
    ends = race("create_new(Path(sys.argv[2]).parent, Path(sys.argv[2]), sys.argv[1] * 1000)", str(path))
    assert sorted(ends) == [0] + [7] * 7
    assert path.read_text("utf-8") == str(ends.index(0)) * 1000
    assert names(path.parent) == ["x.md"]


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(FileError, match="can't write"):
        create_new(tmp_path, tmp_path / "file" / "x.md", "text")
    with pytest.raises(FileError):
        create_new(tmp_path, tmp_path / "new" / ("n" * 300), "text")
    assert names(tmp_path) == ["file"]


def test_a_rewritten_file_keeps_its_permissions_and_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.md"
    real.write_text("old", "utf-8")
    real.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(real)
    write_atomic(tmp_path, link, "new", was="old")
    assert link.is_symlink()
    assert real.read_text("utf-8") == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert names(tmp_path) == ["link.md", "real.md"]
    with pytest.raises(FileError):
        write_atomic(tmp_path, tmp_path / "none.md", "new", was="")


def test_a_file_that_can_t_be_rewritten_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text("old", "utf-8")

    def full(descriptor: int) -> None:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="can't write: No space left on device"):
        write_atomic(tmp_path, path, "new", was="old")
    with pytest.raises(FileError, match="can't write: No space left on device"):
        create_new(tmp_path, tmp_path / "b" / "c.md", "new")
    assert names(tmp_path) == ["a.md"]
    assert path.read_text("utf-8") == "old"


def test_what_is_below_a_file_can_be_neither_read_nor_removed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(FileError, match="can't read: Not a directory"):
        read_text(tmp_path / "file" / "x.md")
    with pytest.raises(FileError, match="can't remove: Not a directory"):
        remove(tmp_path, tmp_path / "file" / "x.md")
    with pytest.raises(FileError, match="can't rename: Not a directory"):
        move_new(tmp_path, tmp_path / "file", tmp_path / "file" / "x.md")
    assert names(tmp_path) == ["file"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_one_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FileError, match="can't write: Permission denied"):
        create_new(tmp_path, tmp_path / "x.md", "x")


def test_a_new_name_may_be_that_of_a_dead_link_no_more_than_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "x.md").symlink_to("nowhere.md")
    with pytest.raises(ExistsError):
        create_new(tmp_path, tmp_path / "x.md", "x")
    assert names(tmp_path) == ["x.md"]


def test_a_move_never_takes_the_place_of_another(tmp_path: Path) -> None:
    source, target = tmp_path / "a.md", tmp_path / "b.md"
    source.write_text("a", "utf-8")
    target.write_text("b", "utf-8")
    with pytest.raises(ExistsError):
        move_new(tmp_path, source, target)
    assert (source.read_text("utf-8"), target.read_text("utf-8")) == ("a", "b")
    remove(tmp_path, target)
    move_new(tmp_path, source, target)
    assert names(tmp_path) == ["b.md"]
    with pytest.raises(FileError):
        move_new(tmp_path, source, tmp_path / "c.md")


def test_where_there_are_no_hard_links_nothing_is_replaced_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    create_new(tmp_path, tmp_path / "a.md", "a")
    create_new(tmp_path, tmp_path / "b.md", "b")
    with pytest.raises(ExistsError):
        move_new(tmp_path, tmp_path / "a.md", tmp_path / "b.md")
    move_new(tmp_path, tmp_path / "a.md", tmp_path / "c.md")
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"b.md": "b", "c.md": "a"}


@pytest.mark.parametrize(
    ("path", "within"),
    [
        ("blog/posts/x", True),
        ("blog", True),
        ("blog/../blog/x", True),
        ("blog/../other", False),
        ("blog2", False),
        ("blog/out", False),
        ("blog/out/x", False),
        ("blog/home/x", True),
        ("blog/posts/../../..", False),
    ],
)
def test_a_path_or_link_that_leads_out_is_refused(tmp_path: Path, path: str, within: bool) -> None:
    blog = tmp_path / "blog"
    (blog / "posts").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    (blog / "out").symlink_to(tmp_path / "other")
    (blog / "home").symlink_to(blog / "posts")
    if within:
        assert inside(blog, tmp_path / path) == tmp_path / path
    else:
        with pytest.raises(OutsideError, match="leads out of the blog"):
            inside(blog, tmp_path / path)


@pytest.mark.parametrize(("data", "line"), [(b"a\nb\xff", 2), (b"a\nb\n\0", 3), (b"\xed\xa0\x80", 1)])
def test_what_is_no_text_is_refused_with_its_line(tmp_path: Path, data: bytes, line: int) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_text(path)
    assert caught.value.line == line


def test_a_folder_moves_whole_and_takes_no_other_s_place(tmp_path: Path) -> None:
    for name in ("a", "taken"):
        create_new(tmp_path, tmp_path / name / "it.md", name)
    with pytest.raises(BlogcliError):
        move_new(tmp_path, tmp_path / "a", tmp_path / "taken")
    assert read_text(tmp_path / "taken/it.md") == "taken"
    move_new(tmp_path, tmp_path / "a", tmp_path / "b")
    assert (read_text(tmp_path / "b/it.md"), (tmp_path / "a").exists()) == ("a", False)


def test_of_many_that_move_to_one_name_one_wins_and_the_others_keep_theirs(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"{number}.md").write_text(f"text {number}", "utf-8")
    program = "move_new(Path(sys.argv[2]), Path(sys.argv[2], sys.argv[1] + '.md'), Path(sys.argv[2], 'x.md'))"
    ends = race(program, str(tmp_path))
    assert sorted(ends) == [0] + [7] * 7
    winner = ends.index(0)
    kept = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert kept == {f"{n}.md" if n != winner else "x.md": f"text {n}" for n in range(8)}


def test_a_file_that_was_changed_meanwhile_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"theirs\r\n")
    with pytest.raises(BlogcliError, match="was changed meanwhile"):
        write_atomic(tmp_path, path, "mine", was="theirs\n")
    assert path.read_bytes() == b"theirs\r\n"
    assert names(tmp_path) == ["x.md"]


def test_of_many_that_rewrite_one_file_the_last_one_s_text_stands_there_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("old", "utf-8")
    program = """
    path = Path(sys.argv[2])
    for _ in range(10):
        try:
            write_atomic(path.parent, path, sys.argv[1] * 200_000, was=read_text(path))
        except BlogcliError as error:
            assert "meanwhile" in error.message"""
    assert race(program, str(path)) == [0] * 8
    text = path.read_text("utf-8")
    assert text == text[0] * 200_000
    assert names(tmp_path) == ["x.md"]


@pytest.mark.parametrize("target", ["folder", "a.md"])
def test_a_move_onto_a_folder_or_onto_itself_is_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.md").write_text("a", "utf-8")
    with pytest.raises(ExistsError):
        move_new(tmp_path, tmp_path / "a.md", tmp_path / target)
    assert names(tmp_path) == ["a.md", "folder"]


def test_a_folder_is_locked_to_all_but_one_until_that_one_ends(tmp_path: Path) -> None:
    with (
        locked(tmp_path, "is being worked on"),
        pytest.raises(BlogcliError, match="is being worked on"),
        locked(tmp_path, "is being worked on"),
    ):
        pass
    with locked(tmp_path, "is being worked on"):
        assert names(tmp_path) == []


@pytest.mark.parametrize("size", [0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 300_000])
def test_a_file_is_read_whole_however_long(size: int, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(data := bytes(range(256)) * (size // 256) + b"x" * (size % 256))
    assert read_bytes(tmp_path / "a") == data


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="pipes have no names here")
def test_a_pipe_is_refused_for_its_writer_may_never_come() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"x" * 60_000)
    os.close(writer)
    with pytest.raises(FileError, match="can't read: it is a pipe or a device"):
        read_text(Path(f"/dev/fd/{reader}"))
    os.close(reader)


def test_the_files_below_a_folder_are_listed_in_order_and_links_followed_within(tmp_path: Path) -> None:
    for name in ("b/2", "b/1", "a", "c/d/e", "x.tmp"):
        (tmp_path / "blog" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "blog" / name).touch()
    (tmp_path / "blog/link").symlink_to("c")
    (tmp_path / "blog/dead").symlink_to("nowhere")
    root = tmp_path / "blog"
    found = ["a", "b/1", "b/2", "c/d/e", "link/d/e"]
    assert list(files_below(root, root, lambda name: not name.endswith(".tmp"))) == found
    assert list(files_below(root, root / "none", lambda _: True)) == []


@pytest.mark.parametrize(
    ("target", "message"),
    [("..", "leads out"), (".", "link to a folder it is in"), ("../a", "link to a folder it is in")],
)
def test_a_folder_that_leads_out_or_round_is_refused(tmp_path: Path, target: str, message: str) -> None:
    root = tmp_path / "blog"
    (root / "a").mkdir(parents=True)
    (root / "a/link").symlink_to(target if target != ".." else "../..")
    with pytest.raises(BlogcliError, match=message):
        list(files_below(root, root, lambda _: True))


def test_a_folder_that_goes_before_its_first_file_comes_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a" / "b.md"
    when_asked(monkeypatch, "open", path.parent, lambda: path.parent.rmdir() if path.parent.exists() else None)
    create_new(tmp_path, path, "x")
    assert list(path.parent.iterdir()) == [path]
