"""Several people at one blog, each in a clone of its repository, and what git makes of it when they come together."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from blogcli.content.paths import comment_status, split_comment_name
from blogcli.names import CAUTION, CommentStatus
from tests.cli.repository import ALONE, git
from tests.cli.repository import commit as commit_all
from tests.support import BLOG_TOML, Site, changed, comment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LANGUAGES = ("en", "de", "fr")  # each person translates into one
DECISIONS = {CommentStatus.SPAM: "spam", CommentStatus.REJECTED: "reject", CommentStatus.APPROVED: "approve"}
POSTS = ("mare", "monti")
QUICKLY = "[core]\nfsync = none\n[gc]\nauto = 0\n[init]\ntemplateDir =\n[advice]\nmergeConflict = false\n"


class Standing(NamedTuple):
    """What a comment is: the status that counts, and its text."""

    status: CommentStatus
    text: str


def standings(site: Site) -> dict[str, Standing]:
    """Every comment of a blog by its id. Where it has several files, these are to hold the same."""
    files: dict[str, list[Path]] = {}
    for path in sorted((site.root / "comments").rglob("*.md")):
        files.setdefault(split_comment_name(path.name)[0], []).append(path)
    found = {}
    for name, paths in files.items():
        (text,) = {path.read_text("utf-8") for path in paths}
        found[name] = Standing(min((comment_status(path.name) for path in paths), key=CAUTION.index), text)
    return found


@dataclass
class History:
    """What three people did, each in a clone: how comments stood before, and with each of them in the end."""

    base: Site
    clones: list[Site]
    before: dict[str, Standing]
    after: list[dict[str, Standing]]
    texts: dict[str, set[str]] = field(default_factory=dict)  # all that a comment ever said
    approved: set[str] = field(default_factory=set)  # those that somebody approved
    returned: set[str] = field(default_factory=set)  # those that somebody left as they were, after deciding otherwise

    def disputed(self, name: str) -> bool:
        """Whether people left a comment in different ways, none of them as it was."""
        ways = {found[name] for found in self.after if name in found and found[name] != self.before.get(name)}
        return len(ways) > 1


def history(folder: Path, seed: int, steps: int = 4) -> History:
    """Three people, with so many steps each, taken at random."""
    chance = random.Random(seed)
    base = Site(folder / "base")
    base.write(
        {
            "blog.toml": changed(BLOG_TOML, '["it", "en"]', '["it", "en", "de", "fr"]'),
            **{f"posts/{post}/it.md": f"---\ntitle: {post}\ndate: 2026-01-05\n---\nParole.\n" for post in POSTS},
            **{f"comments/{POSTS[n % 2]}/c{n}.pending.md": comment(f"Parola {n}.", author=f"B{n}") for n in range(5)},
            **{f"comments/{POSTS[n % 2]}/c{n}.md": comment(f"Parola {n}.", author=f"B{n}") for n in range(5, 7)},
        }
    )
    commit_all(base.root)
    before = standings(base)
    told = History(base, [], before, [], {name: {each.text} for name, each in before.items()})
    told.approved |= {name for name, each in before.items() if each.status is CommentStatus.APPROVED}
    for who in range(3):
        clone = Site(folder / f"clone{who}")
        shutil.copytree(base.root, clone.root)
        decided: set[str] = set()
        for number in range(steps):
            _step(told, clone, chance, who, f"{who}{number}")
            decided |= {name for name, each in standings(clone).items() if each != before.get(name)}
        told.clones.append(clone)
        told.after.append(standings(clone))
        told.returned |= {name for name in decided if told.after[-1][name] == before.get(name)}
    return told


def _step(told: History, clone: Site, chance: random.Random, who: int, mark: str) -> None:
    here = standings(clone)
    there = sorted(name for name, each in here.items() if "\nremoved:" not in each.text)
    picked = chance.choice(there)
    post = chance.choice(POSTS)
    kinds = ["add", "answer", "reply", "approve", "approve", "reject", "spam", "edit", "remove", "translate", "new"]
    kind = chance.choice(kinds)
    if kind == "translate" and (clone.root / f"posts/{post}/{LANGUAGES[who]}.md").exists():
        kind = "add"
    words = ["--body", f"Detto {mark}, {' '.join(chance.sample(['mare', 'vento', 'sale', 'sole', 'riva'], 3))}."]
    commands = {
        "add": ["comment", "add", post, "--author", f"Z{chance.randrange(4)}", *words],
        "reply": ["comment", "reply", picked, *words],
        "edit": ["comment", "edit", picked, *words],
        "remove": ["comment", "remove", picked, "--yes"],
        "translate": ["translate", post, LANGUAGES[who], "--title", f"T{mark}", *words],
        "new": ["new", f"Post {mark}", *words],
    }
    parent = next((clone.root / "comments").rglob(f"{picked}.*")).parent.name
    commands["answer"] = ["comment", "add", parent, "--anonymous", "--approve", "--reply-to", picked, *words]
    clone.ok(*commands.get(kind, ["comment", kind, picked]), "--commit")
    for name, each in standings(clone).items():
        told.texts.setdefault(name, set()).add(each.text)
        if each.status is CommentStatus.APPROVED:
            told.approved.add(name)


@dataclass
class Merged:
    """What came of it: how comments stand, the tree, and the conflicts there were, by comment and by git's word."""

    site: Site
    stand: dict[str, Standing]
    tree: str
    conflicts: Counter[str]
    about: set[str]


def merged(told: History, folder: Path, order: Sequence[int], how: str) -> Merged:
    """All that was done brought together in this order: by `merge`, by `directoryRenames`, or by `rebase`."""
    site = Site(folder)
    shutil.copytree(told.base.root, folder)
    found = Merged(site, {}, "", Counter(), set())
    for who in order:
        git(folder, "fetch", "-q", str(told.clones[who].root), f"HEAD:refs/heads/c{who}")
    git(folder, "checkout", "-q", "-B", "all", f"c{order[0]}")
    for who in order[1:]:
        if how == "rebase":
            git(folder, "checkout", "-q", f"c{who}")
            _resolved(found, "rebase", "-q", "all")
            git(folder, "checkout", "-q", "-B", "all")
        else:
            option = f"merge.directoryRenames={'true' if how == 'directoryRenames' else 'conflict'}"
            _resolved(found, "-c", option, "merge", "-q", "--no-edit", f"c{who}")
    found.stand, found.tree = standings(site), git(folder, "rev-parse", "HEAD^{tree}").strip()
    assert git(folder, "status", "--porcelain") == ""
    return found


def _resolved(found: Merged, *arguments: str) -> None:
    """Run git; where it stops at conflicts, resolve them as a person would, and have it go on."""
    root = found.site.root
    env = {**os.environ, **ALONE, "GIT_EDITOR": "true"}
    while True:
        command = ["git", "-C", str(root), *arguments]
        done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
        if done.returncode == 0:
            return
        unmerged = git(root, "ls-files", "-u", "-z").split("\0")[:-1]
        assert unmerged, done
        kinds = [line.partition("CONFLICT (")[2].partition(")")[0] for line in done.stdout.splitlines()]
        found.conflicts.update(kind for kind in kinds if kind)
        _decide(found, unmerged)
        git(root, "add", "-A")
        arguments = ("rebase", "--continue") if "rebase" in arguments else ("commit", "-q", "--no-edit")


def _decide(found: Merged, unmerged: Sequence[str]) -> None:
    """Keep every name that a side gave to the comment, then have blogcli decide for the one that counts.

    Where the texts differ an emptied one stays, or else the last.
    """
    texts: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    for line in unmerged:
        (_, blob, stage), path = line.partition("\t")[0].split(), line.partition("\t")[2]
        assert path.startswith("comments/"), unmerged
        name = split_comment_name(path.rpartition("/")[2])[0]
        found.about.add(name)
        if stage != "1":
            texts.setdefault(name, set()).add(git(found.site.root, "cat-file", "blob", blob))
            names.setdefault(name, set()).add(path)
    for name, paths in names.items():
        whole = {text for text in texts[name] if "<<<<<<<" not in text}
        text = max(whole, key=lambda each: ("\nremoved:" in each, each))
        here = next(iter(paths)).rpartition("/")[0]
        others = (file.name for file in (found.site.root / here).glob(f"{name}.*"))
        every = {*paths, *(f"{here}/{other}" for other in others)}
        found.site.write(dict.fromkeys(every, text))
        status = min((comment_status(path.rpartition("/")[2]) for path in every), key=CAUTION.index)
        if status in DECISIONS:  # two files of one text would mislead git the next time, which goes by texts
            found.site.ok("comment", DECISIONS[status], f"{here}/{name}.md")
