"""What git kept of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli import history
from tests.cli.repository import commit, git

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NO_BLOB = "0" * 40


def versions(folder: Path, *texts: str) -> Path:
    """A file with a commit for each of these texts, oldest first."""
    path = folder / "it.md"
    for text in texts:
        path.write_text(text, "utf-8")
        commit(folder)
    return path


def test_the_likest_counts_and_of_those_alike_the_newest(tmp_path: Path) -> None:
    path = versions(tmp_path, "a1", "b1", "a2", "b2", "c")

    def found(**likeness: int) -> bytes | None:
        return history.earlier(path.parent, path, NO_BLOB, lambda data: likeness.get(data.decode(), 0)).data

    assert found(b1=1, a1=history.EQUAL) == b"a1"
    assert found(a1=1, a2=1) == b"a2"
    assert found() is None


def test_git_is_asked_for_a_few_versions_at_once_and_no_more_when_it_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = versions(tmp_path, "one\n", "two\n", "\nthree 3\n", "four", "", "six\n")
    monkeypatch.setattr(history, "_AT_ONCE", 2)
    read: list[bytes] = []

    def likeness(data: bytes) -> int:
        read.append(data)
        return history.EQUAL if data == b"two\n" else 0

    assert history.earlier(path.parent, path, NO_BLOB, likeness) == history.Kept(b"two\n", "history")
    assert read == [b"six\n", b"", b"four", b"\nthree 3\n", b"two\n"]


def test_what_only_a_merge_holds_is_found_whatever_the_user_sees_of_merges(tmp_path: Path) -> None:
    path = versions(tmp_path, "a")
    git(tmp_path, "checkout", "-q", "-b", "side")
    versions(tmp_path, "b")
    git(tmp_path, "checkout", "-q", "-")
    git(tmp_path, "merge", "-q", "--no-ff", "--no-commit", "side")
    versions(tmp_path, "merged")
    git(tmp_path, "config", "log.diffMerges", "off")
    assert history.earlier(path.parent, path, NO_BLOB, lambda data: data == b"merged").data == b"merged"


def test_what_git_says_is_quoted_in_one_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = versions(tmp_path, "a")
    (tmp_path / ".git/config").write_text("[core]\n\trepositoryformatversion = 99\n", "utf-8")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    reason = history.earlier(path.parent, path, NO_BLOB, lambda _: 0).reason or ""
    assert reason.startswith("needs git, which says: ")
