"""The states over real repositories: whatever git does with the edits, `status` says the same of the same files."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from blogcli.config import load_config
from blogcli.content.frontmatter import edit
from blogcli.content.posts import read_sources
from blogcli.content.standing import as_written, fingerprint_of, record_of
from blogcli.names import LanguageTag
from tests.conftest import need
from tests.drift.test_sequences import EN, IT, SEQUENCES, Version
from tests.support import BLOG_TOML, Site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

States = dict[tuple[str, str], tuple[str, list[int], list[str], str | None]]

FR = Version("Le puits", EN.body.replace("The well was old", "Le puits était vieux"), rest="tags: []")
EXPECTED: States = {
    (name.replace(" ", "-").replace(",", ""), "en"): (judged.state.value, [*judged.blocks], [*judged.only], None)
    for name, (_, _, judged) in SEQUENCES.items()
}
EXPECTED |= {
    ("chain", "en"): ("behind", [1], [], None),
    ("chain", "fr"): ("current", [], [], "behind"),
    ("gone", "en"): ("orphan", [], [], None),
}


def git(folder: Path, *arguments: str) -> str:
    """Run git as if nobody had ever set it up."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_TERMINAL_PROMPT": "0",
    }  # fmt: skip
    command = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@blog.example", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        [*command, *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    return done.stdout.strip()


def commit(folder: Path, *paths: str, amend: bool = False) -> None:
    git(folder, "add", "-A", *paths)
    git(folder, "commit", "-q", "-m", "An edit", *(["--amend"] if amend else []))


def file(version: Version) -> str:
    summary = f"summary: {version.summary}\n" if version.summary else ""
    return f"---\ntitle: {version.title}\n{summary}{version.rest}\n---\n{version.body}"


def write(site: Site, post: str, versions: Mapping[str, Version]) -> None:
    site.write({f"posts/2026/{post}/{language}.md": file(version) for language, version in versions.items()})


def record(site: Site, post: str, language: str = "en", source: str = "it") -> None:
    """Say that a translation is level with its source."""
    config = load_config(site.root)
    sources = {each.language: each for each in read_sources(site.root, site.root / "posts/2026" / post, config)}
    mine, made_from = sources[LanguageTag(language)], sources[LanguageTag(source)]
    written = as_written(record_of(made_from, fingerprint_of(mine), "2026-03-01"))
    site.write({f"posts/2026/{post}/{language}.md": edit(mine.document, {"translated_from": written}, mine.path)})


def reworded(site: Site, path: str, version: Version, now: Version) -> None:
    """Make one version's file say what another says, its record left as it is."""
    text = site.read(path)
    assert text.endswith(version.body)
    head = text.removesuffix(version.body).replace(f"title: {version.title}\n", f"title: {now.title}\n")
    summary = f"---\nsummary: {now.summary}\n" if now.summary else "---\n"
    site.write({path: head.replace("---\n", summary, 1).replace(version.rest, now.rest) + now.body})


def states(site: Site) -> States:
    found = json.loads(site.ok("status", "--json").out)["translations"]
    return {
        (each["post"], each["language"]): (each["state"], each["blocks"], each["only"], each["source_state"])
        for each in found
    }


def started(root: Path) -> Site:
    """A repository with a post for each sequence, all of them level."""
    site = Site(root)
    site.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]')})
    site.write({".gitattributes": "*.md text eol=lf\n", ".gitignore": "/public/\n/.blogcli/\n"})
    for post, _ in EXPECTED:
        # A version whose original is gone has no date to inherit.
        write(site, post, {"it": IT, "en": EN if post == "gone" else replace(EN, rest="tags: []")})
        record(site, post)
    write(site, "chain", {"fr": FR})
    record(site, "chain", "fr", "en")
    git(root, "init", "-q")
    commit(root)
    git(root, "tag", "level")
    return site


def edited(site: Site) -> None:
    """Make each sequence's edits."""
    for name, (edit_source, edit_mine, _) in SEQUENCES.items():
        folder = f"posts/2026/{name.replace(' ', '-').replace(',', '')}"
        reworded(site, f"{folder}/it.md", IT, edit_source(IT))
        english = replace(EN, rest="tags: []")
        reworded(site, f"{folder}/en.md", english, edit_mine(english))
    reworded(site, "posts/2026/chain/it.md", IT, IT.edited("antico", "nuovo"))
    (site.root / "posts/2026/gone/it.md").unlink()


@pytest.fixture(scope="module")
def situations(tmp_path_factory: pytest.TempPathFactory) -> dict[str, States]:
    """What `status` says in each situation that git brings about."""
    need("git")
    home = tmp_path_factory.mktemp("repositories")
    root = home / "blog"
    root.mkdir()
    site = started(root)
    found = {"level": states(site)}
    edited(site)
    found["uncommitted"] = states(site)
    commit(root, "*/it.md")
    commit(root)
    found["committed"] = states(site)
    git(root, "reset", "-q", "--soft", "level")
    commit(root)
    found["squashed"] = states(site)
    git(root, "reset", "-q", "--soft", "level")
    git(root, "reset", "-q")
    commit(root, "*/it.md")
    commit(root, amend=True)
    found["amended"] = states(site)
    git(root, "checkout", "-q", "-b", "other", "level")
    found["back"] = states(site)
    site.write({"static/robots.txt": "\n"})
    commit(root)
    git(root, "rebase", "-q", "other", "main")
    found["rebased"] = states(site)
    git(home, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    assert git(home / "shallow", "rev-list", "--count", "HEAD") == "1"
    found["shallow clone"] = states(Site(home / "shallow"))
    (home / "tarball").mkdir()
    git(root, "archive", "-o", str(home / "blog.tar"), "HEAD")
    subprocess.run(["tar", "-xf", str(home / "blog.tar"), "-C", str(home / "tarball")], check=True)
    found["tarball"] = states(Site(home / "tarball"))
    git(root, "mv", "posts/2026", "posts/altrove")
    found["moved"] = states(site)
    commit(root)
    found["moved and committed"] = states(site)
    return found


@pytest.mark.parametrize(
    "name",
    [
        "uncommitted", "committed", "squashed", "amended", "rebased", "shallow clone", "tarball", "moved",
        "moved and committed",
    ],
)  # fmt: skip
def test_the_states_are_the_same_whatever_git_does(name: str, situations: dict[str, States]) -> None:
    assert situations[name] == EXPECTED


@pytest.mark.parametrize("name", ["level", "back"])
def test_before_the_edits_all_are_level(name: str, situations: dict[str, States]) -> None:
    assert {(state, source) for state, _, _, source in situations[name].values()} == {
        ("current", None), ("current", "current")
    }  # fmt: skip


def test_of_two_clones_merged_only_the_edit_nobody_followed_is_named(tmp_path: Path) -> None:
    need("git")
    (tmp_path / "a").mkdir()
    site = started(tmp_path / "a")
    git(tmp_path, "clone", "-q", "a", "b")
    post = "posts/2026/nothing"
    reworded(site, f"{post}/it.md", IT, IT.edited("antico", "nuovo"))
    reworded(site, f"{post}/en.md", EN, EN.edited("old", "new"))
    record(site, "nothing")
    assert states(site)["nothing", "en"] == ("current", [], [], None)
    commit(site.root)
    other = Site(tmp_path / "b")
    reworded(other, f"{post}/it.md", IT, IT.edited("acquedotto", "metano"))
    assert states(other)["nothing", "en"] == ("behind", [6], [], None)
    commit(other.root)
    git(site.root, "pull", "-q", "--no-rebase", "--no-edit", "../b", "main")
    assert "nuovo" in site.read(f"{post}/it.md")
    assert states(site)["nothing", "en"] == ("behind", [6], [], None)
