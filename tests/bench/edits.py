"""The changes a writer makes between two renders, made alike on every side.

A change returns what must show afterwards: a page and a text it must hold. So a render that is quick because it missed
the change is no render.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tests.bench.corpus import LANGUAGES, TAGS, Comment, Post, post, write_comment

if TYPE_CHECKING:
    from tests.bench.sides import Side


@dataclass(frozen=True)
class Shown:
    """What a site must hold: a page, as a path below its folder, and a text in it."""

    page: str
    text: str


@dataclass
class Trees:
    """The corpus on every side, `count` posts that were written and what has been changed since.

    Edits go to the newest posts, which stand on the front page and in the feed: so do those of real writers, and
    they cost the most.
    """

    sides: tuple[Side, ...]
    count: int
    _changed: dict[int, Post] = field(default_factory=dict)

    def newest(self, back: int) -> tuple[int, Post]:
        """One of the newest posts of those first written, and its number."""
        number = (self.count - 1 - back) % self.count
        return number, self._changed.get(number) or post(number, self.count)

    def put(self, number: int, changed: Post) -> None:
        """Write a post as it now is: the files that say otherwise, on every side."""
        self._changed[number] = changed
        for side in self.sides:
            side.write_post(side.root, changed)


def page(item: Post, language: str = "it") -> str:
    """The page of a post."""
    return f"{'' if language == LANGUAGES[0] else f'{language}/'}{item.date:%Y/%m}/{item.id}/index.html"


def nothing(trees: Trees, run: int) -> Shown:
    """No change."""
    return Shown(page(trees.newest(run)[1]), "<article")


def text(trees: Trees, run: int) -> Shown:
    """A word more in a post's first paragraph, which its summary shows in every list."""
    number, item = trees.newest(run)
    word = f"Ritocco{run}"
    trees.put(number, replace(item, bodies=item.bodies | {"it": f"{word} {item.bodies['it']}"}))
    return Shown(page(item), word)


def title(trees: Trees, run: int) -> Shown:
    """Another title for a post, whose address stays."""
    number, item = trees.newest(run)
    new = f"Titolo cambiato {run}"
    trees.put(number, replace(item, titles=item.titles | {"it": new}))
    return Shown(page(item), new)


def tag(trees: Trees, run: int) -> Shown:
    """One more tag on a post, of those the blog has."""
    number, item = trees.newest(run)
    new = next(name for name in TAGS if name not in item.tags)
    trees.put(number, replace(item, tags=[*item.tags, new]))
    return Shown(page(item), f'href="/tags/{new}/"')


def new_post(trees: Trees, run: int) -> Shown:
    """A post newer than all others, with its translation and no comments."""
    number = trees.count + run
    item = replace(post(number, trees.count), comments=[])
    trees.put(number, item)
    return Shown(page(item, "en"), item.titles["en"])


def _pending(item: Post) -> Comment:
    return Comment(
        f"{item.date:%Y%m%d}T235959Z-zzzzzz", "Bea", item.date.replace(hour=23), "it", f"In attesa {item.id}.", None
    )


def queue(trees: Trees, runs: int) -> None:
    """A pending comment for each of some of the newest posts; Hugo has no queue, and nothing more to read."""
    for run in range(runs):
        _, item = trees.newest(run)
        for side in trees.sides:
            if side.name == "blogcli":
                write_comment(side.root, item, _pending(item), ".pending")


def approval(trees: Trees, run: int) -> Shown:
    """A comment approved: a file renamed for blogcli, and a file of data with one comment more for Hugo."""
    number, item = trees.newest(run)
    comment = _pending(item)
    for side in trees.sides:
        if side.name == "blogcli":
            waiting = side.root / "comments" / item.id / f"{comment.id}.pending.md"
            waiting.rename(waiting.with_name(f"{comment.id}.md"))
    trees.put(number, replace(item, comments=[*item.comments, comment]))
    return Shown(page(item), comment.text)


def own_templates(trees: Trees, runs: int) -> None:
    """Templates of the blog's own, as the built-in ones are, for the changes to come; `runs` plays no part."""
    del runs
    for side in trees.sides:
        for template in side.templates:
            place = side.root / template.place
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(template.source, place)


def _mark(trees: Trees, which: int, before: str, mark: str) -> None:
    for side in trees.sides:
        template = side.templates[which]
        written = template.source.read_text("utf-8")
        assert written.count(before) == 1, f"{template.source} has not one {before}"
        (side.root / template.place).write_text(written.replace(before, mark), "utf-8")


def small_template(trees: Trees, run: int) -> Shown:
    """Another text in the page for what is not found."""
    _mark(trees, 0, "</h1>", f" segno-{run}</h1>")
    return Shown("404.html", f"segno-{run}")


def base_template(trees: Trees, run: int) -> Shown:
    """Another head for every page."""
    _mark(trees, 1, "</head>", f'<meta name="segno" content="segno-{run}"></head>')
    return Shown(page(trees.newest(run)[1], "en"), f"segno-{run}")
