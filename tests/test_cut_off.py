"""Commands that write, cut off at each step: what there was or what there is to be, whole, and they can go on."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from blogcli.disk import TEMPORARY_PREFIX
from tests.cli.repository import commit as commit_all
from tests.faults import KILLED, Case, Found, faults
from tests.support import BLOG_TOML, ENGLISH, ITALIAN, Site, changed, comment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

POST = "posts/2026/una-passeggiata"
TALK = "comments/una-passeggiata"
DRAFTS = {
    f"{POST}/it.md": changed(ITALIAN, "tags: [monti]\n", "draft: true\n"),
    f"{POST}/en.md": changed(ENGLISH, "slug: a-walk\n", "slug: a-walk\ndraft: true\n"),
}
LIVE = {f"{POST}/en.md": changed(ENGLISH, "slug: a-walk\n", "slug: a-walk\ndraft: false\n")}
LIST = {"list.txt": "approve a\nspam b\n"}
TWO_NAMES = {f"{TALK}/a.spam.md": comment("Che bello!")}


class Command(NamedTuple):
    """A command, the files it needs beside the template's, and where it may come to rest between old and new."""

    arguments: list[str]
    more: Mapping[str, str] = {}
    goes_first: str = ""  # a second name of a comment, of the same text
    may_stay: tuple[str, ...] = ()  # such names, where the command chose comments by a status that they have no more
    may_differ: str = ""  # a file whose record isn't known any more


COMMANDS = {
    "new": Command(["new", "Sul lago", "--body", "Acqua."]),
    "new in a new year": Command(["new", "Sul lago", "--body", "Acqua.", "--date", "2031-01-01"]),
    "new page": Command(["new", "Chi sono", "--page"]),
    "translate": Command(["translate", "nota", "en", "--title", "Note", "--body", "Words."]),
    "publish": Command(["publish", "una-passeggiata"], DRAFTS),
    "publish one": Command(["publish", "una-passeggiata", "it"], DRAFTS),
    "unpublish": Command(
        ["unpublish", "una-passeggiata"], {f"{POST}/en.md": changed(ENGLISH, "slug", "draft: false\nslug")}
    ),
    "unpublish one": Command(["unpublish", "una-passeggiata", "it"]),
    "rename --slug": Command(["rename", "una-passeggiata", "--slug", "passeggiata"]),
    "rename --date": Command(["rename", "una-passeggiata", "--date", "2026-02-09"]),
    "rename --id": Command(["rename", "una-passeggiata", "--id", "passeggiata", "--slug", "p"]),
    "remove": Command(["remove", "nota", "--yes", "--force"], {"posts/2026/nota/mare/onda.txt": "Onda.\n"}),
    "remove --comments": Command(
        ["remove", "una-passeggiata", "--comments", "remove", "--to", "nota", "--yes", "--force"]
    ),
    "remove one": Command(["remove", "una-passeggiata", "en", "--to", "nota", "--yes", "--force"]),
    "translation done": Command(["translation", "done", "una-passeggiata", "en"]),
    "translation original": Command(["translation", "original", "una-passeggiata", "en"], may_differ=f"{POST}/it.md"),
    "language add": Command(["language", "add", "de", "--write"]),
    "comment add": Command(["comment", "add", "una-passeggiata", "--author", "Rosa", "--body", "Ciao."]),
    "first comment": Command(["comment", "add", "nota", "--author", "Rosa", "--body", "Ciao."]),
    "comment reply": Command(["comment", "reply", "a", "--body", "Grazie."]),
    "comment approve": Command(["comment", "approve", "a", "b"]),
    "comment approve, two names": Command(["comment", "approve", "a"], TWO_NAMES, goes_first=f"{TALK}/a.pending.md"),
    "comment reject": Command(["comment", "reject", "c", "a"]),
    "comment spam": Command(
        ["comment", "spam", "--author", "Bea"], may_stay=(f"{TALK}/a.pending.md", f"{TALK}/b.pending.md")
    ),
    "comment remove": Command(["comment", "remove", "a", "c", "--yes"]),
    "comment edit": Command(["comment", "edit", "a", "--body", "Altro.", "--author", "Rosa"]),
    "comment move": Command(["comment", "move", f"{TALK}/c.md", "nota"]),
    "comment forget": Command(["comment", "forget", "--author", "Bea", "--yes"]),
    "comment moderate": Command(
        ["comment", "moderate", "--decisions", "list.txt"], {"list.txt": "approve a\nspam b\n"}
    ),
}


QUICK = ("new", "publish", "comment approve", "comment move")


def _slow_unless(quick: bool, name: str) -> Any:
    return name if quick else pytest.param(name, marks=pytest.mark.slow)


@pytest.fixture
def template(tmp_path: Path) -> Site:
    site = Site(tmp_path / "template")
    site.write(
        {
            "blog.toml": BLOG_TOML,
            f"{POST}/it.md": ITALIAN,
            f"{POST}/en.md": ENGLISH,
            "posts/2026/nota/it.md": "---\ntitle: Nota\ndate: 2026-01-05\n---\nParole.\n",
            f"{TALK}/a.pending.md": comment("Che bello!"),
            f"{TALK}/b.pending.md": comment("Compra!"),
            f"{TALK}/c.md": comment("Dove?"),
            f"{TALK}/d.md": comment("Lassù.", reply_to="c", author="Ugo"),
        }
    )
    return site


def without(tree: Mapping[str, str], *paths: str) -> dict[str, str]:
    return {path: text for path, text in tree.items() if path not in paths}


def faults_of(case: Case, command: Command, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    """What is wrong where a command was cut off: neither the old state nor the new, or no way to the new."""
    cut, again = case.cut.tree, case.again.tree
    if case.kind == "kill":
        if case.cut.code != KILLED:
            yield f"ended with {case.cut.code}"
        whole = {*old.values(), *new.values()}
        yield from (f"{path} is no whole file" for path, text in cut.items() if text not in whole)
        yield from (f"{path} is neither old nor new" for path in cut.keys() - old.keys() - new.keys())
        yield from (f"{path} is gone" for path in old.keys() & new.keys() - cut.keys())
    else:
        if case.cut.code not in (0, 1, 4) or (case.cut.code and not case.cut.err.startswith("blogcli: ")):
            yield f"ended with {case.cut.code}: {case.cut.err}"
        undone = (old, without(old, command.goes_first))
        if cut not in {0: (new,), 1: undone}.get(case.cut.code, (old, new)):
            yield f"ended with {case.cut.code} and {sorted(dict(cut.items() ^ new.items()))} are not as they are to be"
        if case.cut.strays and not case.step.startswith("os.remove"):
            yield f"left {case.cut.strays}"
    if any(case.looks) and "blog.toml" in cut:
        yield f"list ended with {case.looks}"
    if cut == new and (case.again.code not in (0, 1) or not again.keys() >= new.keys()):
        yield f"again, when all was done: {case.again.code}, {case.again.err}"
    may = (*command.may_stay, command.may_differ)
    if cut != new and (case.again.code != 0 or without(again, *may) != without(new, *may)):
        yield f"again: {case.again.code}, {sorted(dict(again.items() ^ new.items()))}, {case.again.err}"


def files_of(site: Site) -> dict[str, str]:
    return {path: data.decode() for path, data in site.tree().items() if not path.startswith(".git/")}


def holds(found: Found, command: Command, old: Mapping[str, str]) -> None:
    new = found.whole.tree
    assert found.whole.code == 0, found.whole
    assert new != old
    assert len(found.cases) > 8
    wrong = [
        f"{each.kind} {each.step}: {fault}" for each in found.cases for fault in faults_of(each, command, old, new)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", [_slow_unless(name in QUICK, name) for name in COMMANDS])
def test_a_command_cut_off_leaves_the_old_or_the_new_and_ends_well_then(
    name: str, template: Site, tmp_path: Path
) -> None:
    command = COMMANDS[name]
    template.write(command.more)
    holds(faults(tmp_path / "copies", template.root, command.arguments), command, files_of(template))


def test_a_blog_that_was_begun_and_cut_off_can_be_begun_again(tmp_path: Path) -> None:
    command = Command(["init", "--title", "Quaderno"])
    (tmp_path / "template").mkdir()
    holds(faults(tmp_path / "copies", tmp_path / "template", command.arguments), command, {})


@pytest.mark.slow
@pytest.mark.parametrize("name", ["new", "comment add", "comment approve", "comment move", "publish"])
def test_so_it_is_on_a_disk_without_hard_links(name: str, template: Site, tmp_path: Path) -> None:
    command = COMMANDS[name]
    template.write(command.more)
    found = faults(tmp_path / "copies", template.root, command.arguments, no_links=True)
    holds(found, command, files_of(template))


@pytest.mark.parametrize(
    "name",
    [
        _slow_unless(name == "comment approve", name)
        for name in COMMANDS
        if name not in ("new page", "comment add", "first comment", "comment reply")  # each says something anew
    ],
)
def test_what_was_cut_off_before_its_commit_is_committed_by_the_same_command(
    name: str, template: Site, tmp_path: Path
) -> None:
    command = COMMANDS[name]
    template.write(command.more)
    commit_all(template.root)
    shutil.rmtree(template.root / ".git/hooks")
    found = faults(tmp_path / "copies", template.root, [*command.arguments, "--commit"])
    holds(found, command, files_of(template))
    assert found.whole.uncommitted == ""
    wrong = [
        f"{case.kind} {case.step}: {case.again}"
        for case in found.cases
        if case.again.code == 0 and without_strays(case.again.uncommitted)
    ]
    assert wrong == []


def without_strays(status: str) -> list[str]:
    return [line for line in status.splitlines() if TEMPORARY_PREFIX not in line]
