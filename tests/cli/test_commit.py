"""--commit: what a command wrote is committed, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from blogcli.committing import commit
from tests.cli.repository import ALONE, POST, git
from tests.cli.repository import commit as commit_all
from tests.support import ENGLISH, comment

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Site

PENDING = "comments/una-passeggiata/20260212T080000Z-aaaaaa.pending.md"
APPROVED = PENDING.replace(".pending", "")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """git knows nobody but Ada, and no settings of this machine's."""
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def kept(walk: Site) -> Site:
    """A blog with a waiting comment, all of it committed."""
    walk.write({PENDING: comment("Che bello!")})
    commit_all(walk.root)
    return walk


def changes(site: Site) -> list[str]:
    """What the last commit changed: a letter and the path, or the two paths of a rename."""
    lines = git(site.root, "show", "--format=", "--name-status", "-M", "HEAD").splitlines()
    return ["".join(line.partition("\t")[0][:1]) + " " + line.partition("\t")[2].replace("\t", " ") for line in lines]


def subject(site: Site) -> str:
    return git(site.root, "log", "-1", "--format=%s").strip()


def state(site: Site) -> str:
    return git(site.root, "status", "--porcelain", "--untracked-files=all")


def test_every_command_that_writes_commits_what_it_wrote(kept: Site) -> None:
    def done(*arguments: str) -> tuple[str, list[str]]:
        kept.ok(*arguments, "--commit")
        assert state(kept) == ""
        return subject(kept), changes(kept)

    assert done("new", "Sul lago", "--body", "Acqua.") == ("Add sul-lago", ["A posts/2026/sul-lago/it.md"])
    translated = done("translate", "sul-lago", "en", "--title", "On the lake", "--body", "Water.")
    assert translated == ("Add sul-lago in en", ["A posts/2026/sul-lago/en.md"])
    assert done("unpublish", "sul-lago", "en") == ("Unpublish sul-lago in en", ["M posts/2026/sul-lago/en.md"])
    assert done("publish", "sul-lago", "en") == ("Publish sul-lago in en", ["M posts/2026/sul-lago/en.md"])
    assert done("comment", "approve", PENDING) == ("Approve a comment on una-passeggiata", [f"R {PENDING} {APPROVED}"])
    assert done("comment", "reject", PENDING)[0] == "Reject a comment on una-passeggiata"
    assert done("comment", "spam", PENDING)[0] == "Mark as spam a comment on una-passeggiata"
    message, (added,) = done("comment", "reply", PENDING, "--body", "Grazie.")
    assert message == "Answer a comment on una-passeggiata"
    assert added.startswith("A comments/una-passeggiata/")
    assert done("comment", "add", "sul-lago", "--anonymous", "--body", "Ciao.")[0] == "Add a comment on sul-lago"
    removed = done("comment", "remove", PENDING, "--yes")
    assert removed == ("Empty a comment on una-passeggiata", [f"M {PENDING.replace('pending', 'spam')}"])


def test_a_rename_is_one_to_git_too_with_all_that_lies_beside_the_post(kept: Site) -> None:
    kept.write({"posts/2026/una-passeggiata/foto/mare.jpg": b"\xff", "posts/2026/una-passeggiata/note.md": "Mie."})
    commit_all(kept.root)
    kept.ok("rename", "una-passeggiata", "--id", "b", "--commit")
    assert (state(kept), subject(kept)) == ("", "Rename una-passeggiata")
    names = ("en.md", "foto/mare.jpg", "it.md", "note.md")
    assert changes(kept) == [f"R posts/2026/una-passeggiata/{name} posts/2026/b/{name}" for name in names]
    kept.ok("language", "add", "de", "--write", "--commit")
    assert (subject(kept), changes(kept)) == ("Add the language de", ["M blog.toml"])


def test_translations_are_committed_when_they_are_brought_up_to_date(kept: Site) -> None:
    kept.ok("translation", "done", "una-passeggiata", "en", "--commit")
    assert (subject(kept), changes(kept)) == ("Bring una-passeggiata up to date in en", [f"M {POST}/en.md"])
    kept.ok("translation", "original", "una-passeggiata", "en", "--commit")
    assert subject(kept) == "Make en the original of una-passeggiata"
    assert changes(kept) == [f"M {POST}/en.md", f"M {POST}/it.md"]


def test_a_blog_begins_with_a_commit(tmp_path: Path, blog: Site) -> None:
    commit_all(blog.root)
    blog.ok("init", "other", "--commit")
    assert changes(blog) == [f"A other/{name}" for name in (".gitattributes", ".gitignore", "blog.toml")]


def test_nothing_else_is_committed_or_staged_or_unstaged(kept: Site) -> None:
    kept.write(
        {"blog.toml": kept.read("blog.toml") + "\n# mine\n", "notes.txt": "mine", f"{POST}/en.md": ENGLISH + "\n"}
    )
    git(kept.root, "add", "blog.toml")
    kept.write({"blog.toml": kept.read("blog.toml") + "# and more\n"})
    before = state(kept)
    kept.ok("comment", "approve", PENDING, "--commit")
    assert changes(kept) == [f"R {PENDING} {APPROVED}"]
    assert state(kept) == before == f"MM blog.toml\n M {POST}/en.md\n?? notes.txt\n"


def test_blog_toml_may_ask_for_it_and_an_option_may_not(kept: Site) -> None:
    kept.write({"blog.toml": kept.read("blog.toml") + "\n[git]\ncommit = true\n"})
    commit_all(kept.root)
    kept.ok("new", "Uno", "--body", "Testo.")
    assert subject(kept) == "Add uno"
    kept.ok("new", "Due", "--body", "Testo.", "--no-commit")
    assert state(kept) == "?? posts/2026/due/it.md\n"


def test_without_a_change_there_is_no_commit(kept: Site) -> None:
    before = git(kept.root, "rev-parse", "HEAD")
    assert kept.ok("comment", "approve", PENDING, "--no-commit").lines == [APPROVED]
    assert git(kept.root, "rev-parse", "HEAD") == before
    commit_all(kept.root)
    before = git(kept.root, "rev-parse", "HEAD")
    assert kept.ok("comment", "approve", PENDING, "--commit").lines == [APPROVED]
    assert git(kept.root, "rev-parse", "HEAD") == before


def test_what_git_ignores_is_named_and_is_in_no_commit(kept: Site) -> None:
    kept.write({".gitignore": "*.pending.md\n"})
    commit_all(kept.root)
    result = kept.ok("comment", "add", "una-passeggiata", "--anonymous", "--body", "Ciao.", "--commit")
    assert result.err == f"blogcli: {result.lines[0]}: git ignores it, and so it is in no commit\n"
    assert subject(kept) == "A day's work"
    kept.ok("comment", "approve", result.lines[0], "--commit")
    assert changes(kept) == [f"A {result.lines[0].replace('.pending', '')}"]


def body(site: Site) -> str:
    return git(site.root, "log", "-1", "--format=%B").strip()


MESSAGE = "posts: sul lago\n\nAcqua, e ancora acqua.\n# 1"


def test_a_message_of_the_user_s_stands_in_for_the_command_s(kept: Site) -> None:
    kept.ok("new", "Sul lago", "--body", "Acqua.", "--commit", "--message", MESSAGE)
    assert body(kept) == MESSAGE
    kept.ok("comment", "approve", "--author", "Bea", "--commit", "--message", "ok")
    assert body(kept) == "ok"
    kept.ok("new", "Uno", "--body", "Testo.")
    kept.ok("new", "Uno", "--body", "Testo.", "--commit", "--message=uno")
    assert (body(kept), state(kept)) == ("uno", "")
    kept.write({"blog.toml": kept.read("blog.toml") + "\n[git]\ncommit = true\n"})
    kept.ok("new", "Due", "--body", "Testo.", "--message", "due")
    assert body(kept) == "due"


def test_a_message_that_a_hook_refused_first_is_kept(kept: Site) -> None:
    kept.write({".git/hooks/commit-msg": "#!/bin/sh\nexit 1\n"})
    (kept.root / ".git/hooks/commit-msg").chmod(0o755)
    assert kept.run("new", "Uno", "--body", "Testo.", "--commit", "--message", MESSAGE).code == 4
    (kept.root / ".git/hooks/commit-msg").unlink()
    kept.ok("new", "Uno", "--body", "Testo.", "--commit")
    assert body(kept) == MESSAGE


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--message", "uno"), "--message goes with --commit: without it, nothing is committed"),
        (("--no-commit", "--message", "uno"), "--message goes with --commit"),
        (("--commit", "--message", " \n"), "--message is empty"),
    ],
)
def test_a_message_without_a_commit_or_words_is_wrong_usage(options: tuple[str, ...], said: str, kept: Site) -> None:
    for command in (("new", "Uno", "--body", "x"), ("comment", "reject", PENDING), ("init", "other")):
        assert said in kept.fails(*command, *options, code=2)
    assert state(kept) == ""
    assert "--message goes with --write" in kept.fails("language", "add", "de", "--message", "x", code=2)


def refused(site: Site, *arguments: str) -> str:
    """What it says when nothing is written for no commit could be made."""
    return site.fails(*(arguments or ("new", "Uno", "--body", "Testo.")), "--commit")


def test_without_a_repository_nothing_is_written(blog: Site) -> None:
    assert refused(blog) == (
        "blogcli: can't commit: the blog is in no git repository\n"
        "  hint: start one with git init; or leave out --commit, or pass --no-commit\n"
    )


def test_in_the_middle_of_a_merge_nothing_is_written(kept: Site) -> None:
    git(kept.root, "checkout", "-q", "-b", "side")
    kept.write({f"{POST}/en.md": ENGLISH + "\nSide.\n"})
    commit_all(kept.root)
    git(kept.root, "checkout", "-q", "-")
    git(kept.root, "merge", "-q", "--no-ff", "--no-commit", "side")
    assert "can't commit in the middle of a merge" in refused(kept)


def test_with_a_conflict_nothing_is_written(kept: Site) -> None:
    kept.write({f"{POST}/en.md": ENGLISH + "\nStashed.\n"})
    git(kept.root, "stash", "-q")
    kept.write({f"{POST}/en.md": ENGLISH + "\nOther.\n"})
    commit_all(kept.root)
    subprocess.run(["git", "-C", kept.root, "stash", "pop", "-q"], check=False, capture_output=True)
    assert f"unresolved conflict in {POST}/en.md" in refused(kept)


def test_where_git_does_not_know_who_commits_nothing_is_written(kept: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ALONE:
        if "NAME" in name or "EMAIL" in name:
            monkeypatch.delenv(name)
    git(kept.root, "config", "user.useConfigOnly", "true")
    assert "git doesn't know who you are" in refused(kept)


def test_a_hook_that_refuses_leaves_the_file_and_the_index_as_it_was(kept: Site) -> None:
    hook = kept.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'too late in the day' >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    result = kept.run("new", "Uno", "--body", "Testo.", "--commit")
    assert (result.code, result.lines) == (4, ["posts/2026/uno/it.md"])
    assert result.err.startswith("blogcli: written, but not committed: git says: too late in the day\n")
    assert state(kept) == "?? posts/2026/uno/it.md\n"


def test_where_nobody_reads_the_paths_they_are_committed(kept: Site) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-u", "-m", "blogcli", "comment", "approve", "2026", "--commit"]
    assert subprocess.run(command, cwd=kept.root, stdout=writing, check=False).returncode == 0
    os.close(writing)
    assert (state(kept), changes(kept)) == ("", [f"R {PENDING} {APPROVED}"])


@pytest.mark.slow
def test_more_files_are_committed_than_a_command_line_has_room_for(kept: Site) -> None:
    """A third of the 9,000 are gone, a third are ignored, and a third are new."""
    start = "comments/una-passeggiata/" + "x" * 220
    gone, ignored, new = (
        [kept.root / f"{start}{number}.{kind}md" for number in range(3000)] for kind in ("", "spam.", "pending.")
    )
    kept.write({".git/info/exclude": "*.spam.md\n", **{str(path): comment("Uno") for path in (*gone, *ignored)}})
    commit_all(kept.root)
    kept.write({str(path): comment("Due") for path in new})
    for path in gone:
        path.unlink()
    assert commit(kept.root, [*gone, *ignored, *new], "Many") == ignored
    assert (len(changes(kept)), state(kept)) == (6000, "")


def test_nothing_is_committed_for_a_command_that_wrote_nothing(kept: Site) -> None:
    kept.write({"altro.txt": "di altri"})
    before = git(kept.root, "rev-parse", "HEAD")
    assert commit(kept.root, [], "Nothing") == []
    assert git(kept.root, "rev-parse", "HEAD") == before


def test_the_first_commit_of_a_repository_may_be_one(walk: Site) -> None:
    git(walk.root, "init", "-q")
    walk.ok("comment", "add", "una-passeggiata", "--anonymous", "--body", "Ciao.", "--commit")
    assert len(changes(walk)) == 1


def test_a_blog_below_the_root_of_a_repository_with_names_to_stumble_over(tmp_path: Path, walk: Site) -> None:
    (walk.root / "posts/2026/una-passeggiata").rename(walk.root / "posts/2026/*[è] :(top)")
    inner = walk.root / "my blog"
    inner.mkdir()
    for name in ("posts", "comments", "blog.toml"):
        (walk.root / name).rename(inner / name) if (walk.root / name).exists() else None
    commit_all(walk.root)
    (inner / "posts/2026/other.txt").write_text("mine", "utf-8")
    walk.ok("-C", "my blog", "unpublish", "*[è] :(top)", "en", "--commit")
    assert state(walk) == '?? "my blog/posts/2026/other.txt"\n'
    assert subject(walk) == "Unpublish *[è] :(top) in en"


def test_many_at_once_are_all_committed(kept: Site) -> None:
    command = [
        sys.executable,
        "-m",
        "blogcli",
        "comment",
        "add",
        "una-passeggiata",
        "--anonymous",
        "--commit",
        "--body",
    ]
    running = [subprocess.Popen([*command, str(number)], cwd=kept.root) for number in range(8)]
    assert [process.wait() for process in running] == [0] * 8
    assert state(kept) == ""
    assert git(kept.root, "rev-list", "--count", "HEAD").strip() == "9"


def test_a_control_character_in_a_name_is_not_put_into_a_subject(kept: Site) -> None:
    kept.write({"posts/2026/a\x1b[2Jb/it.md": "---\ntitle: T\ndate: 2026-01-01\ndraft: true\n---\nx\n"})
    result = kept.run("publish", "a\x1b[2Jb", "--commit")
    assert "\x1b" not in result.err
    log = subprocess.run(["git", "log", "--format=%B"], cwd=kept.root, check=True, capture_output=True).stdout
    assert b"\x1b" not in log
