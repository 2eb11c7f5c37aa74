"""Rules that hold for every command: where it runs, what is data and what is talk, how it ends."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pexpect
import pytest

from tests.conftest import need
from tests.support import BLOG_TOML, NOW, REPOSITORY, Site, comment, shell

BLOGCLI = [sys.executable, "-m", "blogcli"]


@pytest.mark.parametrize("below", [".", "posts", "posts/2026/una-passeggiata"])
def test_the_blog_is_the_nearest_folder_upwards(walk: Site, below: str) -> None:
    inside = Site(walk.root / below)
    path = inside.ok("list", "--language", "en").lines[0].split("\t")[-1]
    assert (inside.root / path).samefile(walk.root / "posts/2026/una-passeggiata/en.md")


def test_c_runs_as_if_started_there(walk: Site) -> None:
    outside = Site(walk.root.parent)
    assert (
        outside.ok("-C", "mein Blög", "list", "--language", "en")
        .lines[0]
        .endswith("\tposts/2026/una-passeggiata/en.md")
    )
    assert "-C: there is no folder 'nowhere'\n" in outside.fails("-C", "nowhere", "list")
    assert "-C: 'mein Blög/blog.toml' is not a folder\n  hint: name the blog's folder, or one in it\n" in outside.fails(
        "-C", "mein Blög/blog.toml", "list"
    )


def test_outside_a_blog_the_way_out_is_named(empty: Site) -> None:
    assert "blogcli init" in empty.fails("list")


@pytest.mark.parametrize("arguments", [["list", "--frobnicate"], ["lst"], ["new"], ["comment", "ad"], ["show"]])
def test_wrong_usage_is_one_line_and_exit_2(walk: Site, arguments: list[str]) -> None:
    message = walk.fails(*arguments, code=2)
    said, *hint = message.splitlines()
    assert said.startswith("blogcli: ")
    assert all(line.startswith("  hint: ") for line in hint)
    assert len(hint) <= 1


@pytest.mark.parametrize("arguments", [[], ["comment"], ["translation"]])
def test_a_group_alone_says_what_there_is(empty: Site, arguments: list[str]) -> None:
    message = empty.fails(*arguments, code=2)
    assert message.startswith("Usage: blogcli")
    assert "Commands:" in message


def test_all_the_problems_of_a_blog_are_reported_together(walk: Site) -> None:
    walk.write(
        {
            "posts/2026/uno/it.md": "---\ntitle: Uno\ndate: giugno\ndraft: forse\n---\nx\n",
            "posts/2026/due/it.md": "---\ntitle: Due\ntitle: Due\n---\nx\n",
            "posts/2026/tre/de.md": "---\ntitle: Drei\ndate: 2026-01-01\n---\nx\n",
            "posts/2025/uno/it.md": "---\ntitle: Uno\ndate: 2025-01-01\n---\nx\n",
        }
    )
    message = walk.fails("render")
    assert "posts/2026/uno/it.md:3: date 'giugno' is not an ISO 8601 date" not in message  # its id is taken
    assert "posts/2026/uno: has the id of posts/2025/uno" in message
    assert "posts/2026/due/it.md:3: the key 'title' stands twice" in message
    assert "posts/2026/tre/de.md: unknown language 'de'" in message


def test_every_problem_of_one_file_is_named_with_its_line(walk: Site) -> None:
    walk.write({"posts/2026/uno/it.md": "---\ntitle: Uno\ndate: giugno\ndraft: forse\n---\nx\n"})
    message = walk.fails("list")
    assert "posts/2026/uno/it.md:3: date 'giugno' is not an ISO 8601 date" in message
    assert "posts/2026/uno/it.md:4: draft must be true or false" in message


def test_a_key_one_edit_away_from_a_known_one_is_a_warning(walk: Site) -> None:
    walk.write({"posts/2026/uno/it.md": "---\ntitle: Uno\ndate: 2026-01-01\ntag: x\nmood: calm\n---\nx\n"})
    for arguments in (["render"], ["show", "uno"], ["show", "uno", "--json"]):
        result = walk.ok(*arguments)
        assert "warning: posts/2026/uno/it.md:4: unknown key 'tag'" in result.err
        assert "did you mean 'tags'?" in result.err
        assert "mood" not in result.err


def test_two_pages_at_one_address_are_refused(walk: Site) -> None:
    walk.write({"posts/2026/altra/it.md": "---\ntitle: Altra\nslug: Una-Passeggiata\ndate: 2026-02-11\n---\nx\n"})
    assert "has the address of posts/2026/altra/it.md: /2026/02/una-passeggiata/" in walk.fails("render")


def test_list_is_quiet_when_its_reader_has_enough(walk: Site) -> None:
    for number in range(40):
        walk.write({f"posts/2025/n{number}/it.md": f"---\ntitle: {'lungo ' * 400}\ndate: 2025-01-01\n---\nx\n"})
    done = shell("blogcli list | head -1 | wc -l", walk.root)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "1", "")


def test_streams_that_are_closed_are_no_fault(walk: Site) -> None:
    assert shell("blogcli list >&- 2>&-", walk.root).returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", ["list", "--help", "--version"])
def test_output_that_finds_no_room_is_said_in_one_line(walk: Site, arguments: str) -> None:
    done = shell(f"blogcli {arguments} > /dev/full", walk.root)
    assert (done.returncode, done.stderr) == (1, "blogcli: can't write the output: the disk is full\n")


def test_list_filters(walk: Site) -> None:
    walk.write({"posts/2026/bozza/it.md": "---\ntitle: Bozza\ndate: 2026-02-20\ndraft: yes\n---\nx\n"})
    assert [line.split("\t")[0] for line in walk.ok("list", "--state", "draft").lines] == ["bozza"]
    assert len(walk.ok("list", "--tag", "MONTI").lines) == 2
    assert len(walk.ok("list", "--language", "it").lines) == 2
    assert "--state 'lost' is none of draft, scheduled, published" in walk.fails("list", "--state", "lost", code=2)


def test_list_finds_a_tag_by_any_of_its_names_and_shows_what_the_files_say(walk: Site) -> None:
    walk.write({"blog.toml": BLOG_TOML + '[tags.monti.en]\nname = "Mountains"\n[tags.hills.it]\nname = "Mountains"\n'})
    walk.ok("new", "Colline", "--tag", "hills", "--tag", "Altro", "--body", "x")
    walk.ok("new", "Ridge", "--language", "en", "--tag", "MOUNTAINS", "--body", "x")

    def found(tag: str) -> set[str]:
        records = json.loads(walk.ok("list", "--tag", tag, "--json").out)["posts"]
        return {f"{record['post']} {record['tags']}" for record in records}

    mountains = {"una-passeggiata ['monti']", "ridge ['MOUNTAINS']"}
    hills = {"colline ['hills', 'Altro']"}
    assert found("monti") == mountains
    assert found("hills") == found("altro") == hills
    assert found("Mountains") == mountains | hills  # of which language it is, nobody said
    assert found("nessuno") == set()


def test_show_names_addresses_files_and_comments(walk: Site) -> None:
    walk.write({"posts/2026/una-passeggiata/mare.jpg": b"\xff\xd8"})
    walk.ok("comment", "add", "una-passeggiata", "--anonymous", "--body", "x")
    post = json.loads(walk.ok("show", "una-passeggiata", "--json").out)["post"]
    assert [version["url"] for version in post["versions"]] == [
        "https://blog.example/2026/02/una-passeggiata/",
        "https://blog.example/en/2026/02/a-walk/",
    ]
    assert post["files"] == ["mare.jpg"]
    assert post["comments"] == {"approved": 0, "pending": 1, "rejected": 0, "spam": 0, "removed": 0}
    assert "en title:\tA walk" in walk.ok("show", "una-passeggiata").lines


def test_a_bug_is_told_from_a_mistake(walk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("blogcli.listing.list_posts", broken)
    result = walk.run("list")
    assert result.code == 3
    assert "this is a bug in blogcli" in result.err


HEAVY = ["mistune", "jinja2", "babel", "pygments", "rich", "nh3", "yaml", "frontmatter", "slugify"]


@pytest.mark.parametrize(
    ("command", "heavy"),
    [
        (["comment", "add", "una-passeggiata", "--author", "Bea", "--body", "Bello."], [*HEAVY, "sqlite3"]),
        (["render"], [*HEAVY, "multiprocessing"]),  # for the second time
    ],
)
def test_a_command_imports_no_more_than_it_needs(command: list[str], heavy: list[str], walk: Site) -> None:
    walk.ok("render")
    program = (
        "import sys\n"
        "from blogcli.cli.app import run\n"
        f"code = run({command!r})\n"
        f"print(code, [name for name in {heavy!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=walk.root, env=os.environ | {"SOURCE_DATE_EPOCH": NOW},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "0 []"


# A real terminal


@pytest.mark.parametrize(("answer", "code", "gone"), [("y", 0, True), ("n", 1, False), ("", 1, False)])
def test_removing_asks_on_the_terminal_even_when_stdin_is_not_it(
    walk: Site, answer: str, code: int, gone: bool
) -> None:
    path = walk.ok("comment", "add", "una-passeggiata", "--anonymous", "--body", "Testo.").lines[0]
    script = f"{sys.executable} -m blogcli comment remove {Path(path).name.partition('.')[0]} </dev/null"
    child = pexpect.spawn("sh", ["-c", script], cwd=str(walk.root), encoding="utf-8", timeout=20)
    child.expect("for good")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code
    assert ("Testo." not in walk.read(path)) is gone


def test_an_editor_opens_on_the_terminal_though_stdout_is_captured(blog: Site) -> None:
    editor = blog.root.parent / "editor.sh"
    editor.write_text('#!/bin/sh\nread -r line\nprintf "%s\\n" "$line" >> "$1"\n')
    editor.chmod(0o755)
    script = f'test -f "$({sys.executable} -m blogcli new Scritto --edit </dev/null)" && echo found'
    child = pexpect.spawn(
        "sh", ["-c", script], cwd=str(blog.root), env={**os.environ, "EDITOR": str(editor), "SOURCE_DATE_EPOCH": NOW},
        encoding="utf-8", timeout=20,
    )  # fmt: skip
    child.sendline("Una riga dal terminale.")
    child.expect("found")
    child.expect(pexpect.EOF)
    assert blog.read("posts/2026/scritto/it.md").endswith("Una riga dal terminale.\n")


@pytest.mark.parametrize(
    ("editor", "message"),
    [
        ("false", "the editor false ended with status 1"),
        ("no-such-editor -w", "can't start the editor no-such-editor: No such file or directory"),
        ("'vi", "can't read the editor's name, 'vi: No closing quotation"),
    ],
)
def test_where_the_editor_fails_the_draft_is_saved_and_named(blog: Site, editor: str, message: str) -> None:
    output, code = pexpect.run(
        f"{sys.executable} -m blogcli new Scritto --edit", cwd=str(blog.root), encoding="utf-8", withexitstatus=True,
        env={**os.environ, "EDITOR": editor, "SOURCE_DATE_EPOCH": NOW},
    )  # fmt: skip
    path = "posts/2026/scritto/it.md"
    said = f"blogcli: {message}\r\n  hint: the file was saved before that: {path}\r\n"
    assert (code, output) == (1, said)
    assert "draft: true" in blog.read(path)


def test_ctrl_c_ends_with_130(walk: Site) -> None:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "blogcli", "serve", "--port", "0"],
        cwd=str(walk.root),
        encoding="utf-8",
        # A job in the background inherits that it ignores Ctrl-C; a person's shell doesn't.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    child.expect(r"http://127\.0\.0\.1:\d+/")
    for _ in range(6):  # a person whose Ctrl-C falls into a moment that can't be interrupted presses it again
        child.sendintr()
        if child.expect([pexpect.TIMEOUT, pexpect.EOF], timeout=10) == 1:
            break
    child.close()
    assert child.exitstatus == 130


# The preview server


def fetch(url: str) -> tuple[int, str, str]:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read().decode()


@pytest.mark.parametrize("path", ["", "blog/"])
def test_serve_shows_the_site_at_its_path(walk: Site, path: str) -> None:
    walk.write({"blog.toml": BLOG_TOML.replace("https://blog.example/", f"https://blog.example/{path}")})
    walk.write({"posts/2026/bozza/it.md": "---\ntitle: Bozza\ndate: 2026-02-20\ndraft: yes\n---\nx\n"})
    with subprocess.Popen(
        [*BLOGCLI, "serve", "--port", "0", "--drafts"], cwd=walk.root, stdout=subprocess.PIPE, encoding="utf-8"
    ) as server:
        try:
            assert server.stdout is not None
            home = server.stdout.readline().strip()
            assert home.endswith(f"/{path}")
            assert fetch(home)[:2] == (200, "text/html; charset=utf-8")
            assert "Bozza" in fetch(f"{home}2026/02/bozza/")[2]
            assert fetch(f"{home}feed.xml")[1] == "application/xml; charset=utf-8"
            assert fetch(f"{home}nothing-here/")[0] == 404
            assert "Pagina non trovata" in fetch(f"{home}nothing-here/")[2]
            assert fetch(f"{home}.blogcli-manifest.json")[0] == 404
            assert fetch(f"{home}../../blog.toml")[0] == 404
            assert fetch(f"{home}theme/")[0] == 404
            root = re.sub(r"(:\d+/).*", r"\1", home)
            assert fetch(root)[0] == 200
        finally:
            with contextlib.suppress(ProcessLookupError):
                server.terminate()


def test_serve_finds_its_port_taken_before_it_renders(walk: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        message = walk.fails("serve", "--port", port)
    assert message == (
        f"blogcli: can't listen on port {port}: Address already in use\n"
        "  hint: choose another --port; --port 0 takes a free one\n"
    )


# Completion


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("blogcli pub", "publish"),
        ("blogcli comment app", "approve"),
        ("blogcli show una", "una-passeggiata"),
        ("blogcli new x --language ", "it"),
        ("blogcli comment approve 2026", "20260212T080000Z-aaaaaa"),
    ],
)
def test_the_shell_completes(walk: Site, words: str, offered: str) -> None:
    walk.write({"comments/una-passeggiata/20260212T080000Z-aaaaaa.pending.md": "not even read"})
    environment = {
        **os.environ,
        "_BLOGCLI_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    program = Path(sys.executable).parent / "blogcli"
    done = subprocess.run(
        [program], cwd=walk.root, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    assert offered in done.stdout.split()
    assert done.stderr == ""


def test_completion_outside_a_blog_offers_nothing_and_says_nothing(empty: Site) -> None:
    environment = {**os.environ, "_BLOGCLI_COMPLETE": "complete_bash", "COMP_WORDS": "blogcli show ", "COMP_CWORD": "2"}
    program = Path(sys.executable).parent / "blogcli"
    done = subprocess.run(
        [program], cwd=empty.root, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_the_version_is_told(empty: Site) -> None:
    assert re.fullmatch(r"blogcli \d+\.\d+\.\d+\n", empty.ok("--version").out)
    assert REPOSITORY.is_dir()


def run_without_write(site: Site, folders: list[Path], script: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a blog while these folders can't be written to, without the right that root has to do so."""
    for folder in folders:
        folder.chmod(0o555)
    try:
        return shell(
            f"exec {need('setpriv')} --bounding-set=-all --inh-caps=-all sh -eu -c {shlex.quote(script)}", site.root
        )
    finally:
        for folder in folders:
            folder.chmod(0o755)


def test_no_permission_is_one_clear_line_and_nothing_half_done(walk: Site) -> None:
    walk.ok("render")
    walk.write({"comments/una-passeggiata/a.pending.md": comment("Uno")})
    folders = [path for path in [walk.root, *walk.root.rglob("*")] if path.is_dir()]
    script = """
    for command in 'new x --body y' 'comment add una-passeggiata --anonymous --body x' 'comment approve a' \\
        'comment remove a --yes' 'unpublish una-passeggiata' 'render' 'init below'; do
        code=0; blogcli $command || code=$?; test $code = 1
    done
    """
    before = walk.tree()
    done = run_without_write(walk, folders, script)
    assert done.returncode == 0, done.stderr
    assert (done.stdout, done.stderr.count(": Permission denied\n")) == ("", 7)
    assert walk.tree() == before


def test_where_a_post_s_folder_can_t_be_moved_a_new_id_leaves_it_as_it_was(walk: Site) -> None:
    before = walk.tree("posts")
    done = run_without_write(walk, [walk.root / "posts/2026"], "blogcli rename una-passeggiata --id nel-bosco")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "blogcli: posts/2026/una-passeggiata: can't rename: Permission denied\n"
    assert walk.tree("posts") == before
