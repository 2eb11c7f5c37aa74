"""Whatever the cache is made to hold: the site is what a render from nothing makes, and nothing else is touched."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.damage import damages
from tests.support import BLOG_TOML, ENGLISH, ITALIAN, Site, changed, comment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

TALK = "comments/una-passeggiata"
SECRET = "nobody's to read"
TREE = {
    "blog.toml": BLOG_TOML,
    "posts/2026/una-passeggiata/it.md": ITALIAN,
    "posts/2026/una-passeggiata/en.md": ENGLISH,
    "posts/2026/una-passeggiata/carta.svg": "<svg/>",
    "posts/2026/altra/it.md": changed(ITALIAN, "slug: una-passeggiata", "slug: altra"),
    "posts/2026/altra/foto/disegno.svg": "<svg/>",
    "posts/2026/altra/.nascosto": SECRET,
    f"{TALK}/1.md": comment("Bello!"),
    f"{TALK}/2.md": comment("Brutto!"),
    f"{TALK}/3.pending.md": comment(SECRET),
    "comments/altra/4.md": comment("Anche questa. " * 400),
    "static/favicon.svg": "<svg/>",
    ".git/config": SECRET,
}
# What the tree has in place of that above, or beside it.
EDITS: list[dict[str, str]] = [
    {"posts/2026/una-passeggiata/it.md": changed(ITALIAN, "mare", "lago")},
    {f"{TALK}/2.md": comment("Non tanto brutto.")},
    {"posts/2026/altra/it.md": changed(TREE["posts/2026/altra/it.md"], "title: Una", "title: Altra")},
    {},
    {f"{TALK}/5.md": comment("Di nuovo")},
    {"posts/2026/altra/altro.svg": "<svg><g/></svg>"},
    {"blog.toml": changed(BLOG_TOML, "Quaderno", "Taccuino")},
    {"templates/404.html": "404"},
]


def edit(site: Site, number: int) -> None:
    """Bring the blog's files to be those of one edit, those of the one before taken back."""
    wanted = TREE | EDITS[number % len(EDITS)]
    for path in site.tree():
        if path not in wanted and not path.startswith(("public/", ".blogcli")):
            (site.root / path).unlink()
    site.write({path: text for path, text in wanted.items() if not holds(site, path, text)})


def holds(site: Site, path: str, text: str) -> bool:
    return (site.root / path).is_file() and site.read(path) == text


def surroundings(site: Site) -> dict[str, bytes]:
    """All that is not blogcli's to touch: around the blog, and in it but for the site and the cache."""
    found = Site(site.root.parent).tree()
    made = tuple(f"{site.root.name}/{name}" for name in ("public/", ".blogcli"))
    return {path: data for path, data in found.items() if not path.startswith(made)}


def check(kinds: Iterable[tuple[str, Callable[[Path], object]]], folder: Path) -> None:
    """After each damage and an edit, see that `render` ends well with the right site, and `status` says the same."""
    right = [from_nothing(folder / f"right {number}", number) for number in range(len(EDITS))]
    site = Site(folder / "around" / "blog")
    site.write({"../secret.txt": SECRET})
    wrong = []
    for number, (name, damage) in enumerate(kinds):
        remove(site.root / ".blogcli")
        edit(site, number)
        assert "is not used" not in site.ok("render").err
        damage(site.root / ".blogcli/cache.sqlite")
        edit(site, number + 1)
        tree, status = right[(number + 1) % len(EDITS)]
        before = surroundings(site)
        told = site.run("status", "--json") if number % 4 == 0 else None
        done = site.run("render")
        if done.code or site.tree("public") != tree or surroundings(site) != before:
            wrong.append((name, done.code, done.err[-300:]))
        if told and (told.code, told.out) != (0, status):
            wrong.append((name, told.code, f"status: {told.err[-300:]}"))
    assert not wrong, wrong


def remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def from_nothing(folder: Path, number: int) -> tuple[dict[str, bytes], str]:
    site = Site(folder)
    folder.mkdir(parents=True)
    edit(site, number)
    site.ok("render")
    return site.tree("public"), site.ok("status", "--json").out


def test_some_damages_to_the_cache_end_in_the_right_site(tmp_path: Path) -> None:
    check(random.Random(12).sample(damages(), 20), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_every_damage_to_the_cache_ends_in_the_right_site(part: int, tmp_path: Path) -> None:
    check(damages()[part::4], tmp_path)


def test_there_are_enough_damages() -> None:
    names = [name for name, _ in damages()]
    assert len(set(names)) == len(names) >= 500
