"""The benchmarks run, at a tiny size, so that they can't rot. What they measure is no test."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bench import drift, spam, startup
from tests.bench.cases import CASES
from tests.bench.compare import Plan, compare, grow, programs
from tests.bench.measure import Failed, Run, run
from tests.bench.pages import Site, check_alike
from tests.bench.report import as_json, growth_table, table
from tests.bench.sides import BLOGCLI_TEMPLATES, HUGO_LAYOUTS

if TYPE_CHECKING:
    from tests.bench.cases import Runs

# What each of blogcli's templates is in Hugo's layouts: a new kind of page here must get one there.
PEERS = {
    "404.html": "404.html",
    "_tags.html": "partials/card.html",
    "_text.html": "_default/single.html",
    "_turning.html": "_default/list.html",
    "archive.html": "_default/archive.html",
    "base.html": "_default/baseof.html",
    "card.html": "partials/card.html",
    "comments.html": "partials/thread.html",
    "feed.xml": "index.rss.xml",
    "footer.html": "_default/baseof.html",
    "head.html": "_default/baseof.html",
    "list.html": "index.html",
    "places.html": "_default/baseof.html",
    "post.html": "_default/single.html",
    "tag.html": "_default/list.html",
    "tags.html": "_default/terms.html",
}
ALONE = {"comments.xml"}  # more work for blogcli: four feeds of comments, which Hugo knows nothing of
HUGOS_OWN = {"robots.txt", "sitemap.xml"}  # Hugo has these built in
# The corpus has a language at its root, no former addresses, and no translation that fell behind, which Hugo would
# know nothing of.
UNUSED = {"_notice.html", "languages.html", "redirect.html", "section.html"}


def test_the_measure_of_spam_runs(tmp_path: Path) -> None:
    files = {}
    for name in ("one", "two"):
        path = tmp_path / f"{name}.csv"
        path.write_text(
            "AUTHOR,CONTENT,CLASS\n"
            "Ann,A fine day at sea,0\n"
            f"Bob,Buy sails: {'http://a.example ' * 6},1\n"
            'Cy,"Buy the best sails, in town",1\n'
            'Di,"Buy the best sails, in town",1\n',
            "utf-8",
        )
        files[name] = spam.read(path)
    found = spam.measure(files)
    assert found["one", "text"] == (4, 3, 1, 0)
    assert found["all", "and twins"] == (8, 6, 4, 0)
    assert found["all", "bayes"] == found["all", "both"] == (8, 6, 6, 0)
    assert (found["one", "text"].precision, found["all", "both"].recall) == (1.0, 1.0)


def test_the_measure_of_records_runs() -> None:
    taken = drift.measure(2, 1)
    assert {case for case, _ in taken} == {"from nothing", "nothing changed"}
    assert len(taken) == 4


def test_the_start_up_benchmark_runs() -> None:
    assert {name: len(values) for name, values in startup.measure(1).items()} == {
        "python -c pass": 1,
        "blogcli comment add": 1,
        "blogcli new": 1,
    }


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="measures by Linux's /proc")
@pytest.mark.parametrize(
    "hugo", [False, pytest.param(True, marks=pytest.mark.skipif(not shutil.which("hugo"), reason="no hugo"))]
)
def test_the_comparison_runs(tmp_path: Path, hugo: bool) -> None:
    plan = Plan(posts=10, runs=1, hugo=hugo, hugo_program=Path("hugo"), growth=(5,))
    who = programs(plan, tmp_path)
    sites, found = compare(who, plan, tmp_path)
    growth = grow(who, plan, tmp_path)
    assert [case.name for case in found] == [case.name for case in CASES]
    assert all(len(each) == 1 for runs in found.values() for each in runs.values())
    assert len(as_json(found, sites, growth)["cases"]) == len(CASES)
    for case in CASES:
        assert f"\n{case.name}  " in table(found, sites)
    assert "\n5  " in growth_table(growth)


def test_every_template_has_its_like_in_hugo_s_layouts() -> None:
    ours = {path.name for path in BLOGCLI_TEMPLATES.iterdir()}
    theirs = {path.relative_to(HUGO_LAYOUTS).as_posix() for path in HUGO_LAYOUTS.rglob("*.*")}
    assert ours - HUGOS_OWN - UNUSED - ALONE == set(PEERS)
    assert theirs == set(PEERS.values())


def _site(**changed: int) -> Site:
    kinds = {"post pages": 200, "front pages": 2, "list pages": 18, "tag pages": 300, "lists of tags": 2, "archives": 2}
    kinds |= {"feeds": 2, "pages not found": 2, "sitemap": 1, "robots.txt": 1, "others": 3}
    names = {name.replace("_", " "): count for name, count in changed.items() if name not in ("post_bytes", "comments")}
    return Site(kinds | names, changed.get("post_bytes", 10**6), changed.get("comments", 500))


def test_sites_that_differ_as_the_programs_do_are_alike() -> None:
    check_alike(_site(), _site(list_pages=20, tag_pages=420, others=0, post_bytes=700_000))


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"post_pages": 199}, "200 post pages beside 199"),
        ({"list_pages": 40}, "18 list pages beside 40"),
        ({"feeds": 0}, "2 feeds beside 0"),
        ({"sitemap": 0}, "sitemap is missing"),
        ({"comments": 499}, "500 comments beside 499"),
        ({"post_bytes": 100}, "1000000 bytes of post pages beside 100"),
    ],
)
def test_sites_that_are_not_alike_fail(changed: dict[str, int], fault: str) -> None:
    with pytest.raises(Failed, match=fault):
        check_alike(_site(), _site(**changed))


def test_a_goal_that_is_missed_is_marked() -> None:
    runs: Runs = {"blogcli": [Run(0.6, 1.0, 2**20)], "Hugo": [Run(1.0, 1.0, 2**30)]}
    line = table({CASES[0]: runs}, {"blogcli": _site(), "Hugo": _site()}).splitlines()[-2]
    assert line.split()[-6:] == ["0.600", "0.600!", "0.5", "1.000", "0.001", "0.25"]


def test_a_program_that_fails_is_told_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"(?s)ended with 3:\noh$"):
        run([sys.executable, "-c", "import sys; sys.stderr.write('oh'); sys.exit(3)"], tmp_path, os.environ)


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="measures by Linux's /proc")
def test_memory_is_that_of_all_processes_and_what_they_share_counts_once(tmp_path: Path) -> None:
    # The program lasts as long as it takes to be looked at some twenty times.
    code = "import os, time; held = bytearray(2**26); pid = os.fork(); other = bytearray(2**25); time.sleep(0.4)"
    memory = run([sys.executable, "-c", code], tmp_path, os.environ).memory
    assert memory is not None
    assert 2**27 <= memory < 2**26 * 3
