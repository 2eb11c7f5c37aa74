"""Commands that change one post at once: each changes what the one before left, or says that it can't."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.test_at_once import at_once

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.support import Site

POST = "posts/2026/una-passeggiata"
NAME = "una-passeggiata"
ORIGINAL = ["translation", "original", NAME, "en"]
DONE = ["translation", "done", NAME, "en", "--unchanged"]
UNPUBLISH = ["unpublish", NAME, "en"]
SLUG = ["rename", f"{POST}/en.md", "--slug", "a-stroll"]
TRANSLATE = ["translate", NAME, "de", "--title", "Ein Gang", "--body", "Worte."]
RENAME = ["rename", NAME, "--id", "giro"]


def race(site: Site, *commands: Sequence[str]) -> list[tuple[int, str]]:
    """Run the commands at once; no file is half changed, none is lost, and no circle is left."""
    ends = at_once(site, commands)
    assert all(code in (0, 1, 2, 4) and "Traceback" not in err for code, err in ends), ends
    posts = {path: data.decode() for path, data in site.tree("posts").items()}
    for folder in {path.rpartition("/")[0] for path in posts}:
        versions = [text for path, text in posts.items() if path.startswith(f"{folder}/")]
        assert any("translated_from" not in text for text in versions), (ends, posts)
    checked = site.run("check")
    assert "circle" not in checked.out + checked.err
    return ends


def prepared(walk: Site) -> Site:
    walk.write({"blog.toml": walk.read("blog.toml").replace('["it", "en"]', '["it", "en", "de"]')})
    walk.ok("translation", "done", NAME, "en")
    return walk


def check_done_and_original(walk: Site) -> None:
    race(prepared(walk), ORIGINAL, DONE)
    assert "translated_from" in walk.read(f"{POST}/it.md") or "translated_from" in walk.read(f"{POST}/en.md")


def check_all_changes_are_there(walk: Site) -> None:
    ends = race(prepared(walk), UNPUBLISH, SLUG, TRANSLATE, DONE)
    assert [code for code, _ in ends] == [0, 0, 0, 0], ends
    english = walk.read(f"{POST}/en.md")
    assert ("draft: true" in english, "slug: a-stroll" in english) == (True, True)
    assert "Worte." in walk.read(f"{POST}/de.md")


def check_rename(walk: Site) -> None:
    ends = race(prepared(walk), RENAME, UNPUBLISH, TRANSLATE)
    assert ends[0][0] == 0, ends
    places = {path.rpartition("/")[0] for path in walk.tree("posts") if path.endswith(".md")}
    assert places == {"2026/giro"}, (ends, places)
    texts = walk.tree("posts")
    assert (ends[1][0] == 0) == (b"draft: true" in texts["2026/giro/en.md"]), ends
    assert (ends[2][0] == 0) == ("2026/giro/de.md" in texts), ends


def check_ids(walk: Site) -> None:
    news = [["new", "Sul lago", "--body", f"Acqua {n}.", "--date", f"20{20 + n}-01-01"] for n in range(3)]
    ends = race(
        walk, *news, ["new", "Sul lago", "--language", "en", "--body", "Water."], ["rename", NAME, "--id", "sul-lago"]
    )
    assert sorted(code for code, _ in ends) == [0, 1, 1, 1, 1], ends
    assert len([path for path in walk.tree("posts") if re.search(r"sul-lago/\w+\.md$", path)]) in (1, 2)


def check_languages(walk: Site) -> None:
    tags = ["de", "fr", "es", "nl"]
    ends = race(walk, *(["language", "add", tag, "--write"] for tag in tags))
    assert [code for code, _ in ends] == [0] * 4, ends
    assert all(f"[language.{tag}]" in walk.read("blog.toml") for tag in tags)
    walk.ok("check")


CHECKS = (check_done_and_original, check_all_changes_are_there, check_rename, check_ids, check_languages)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_who_comes_second_changes_what_the_first_left(check: Callable[[Site], None], walk: Site) -> None:
    check(walk)


@pytest.mark.slow
@pytest.mark.parametrize("time", range(40))
def test_so_it_is_many_times(time: int, walk: Site) -> None:
    CHECKS[time % 2 and time % len(CHECKS)](walk)
