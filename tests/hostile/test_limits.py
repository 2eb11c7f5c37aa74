"""What is made to cost much costs no more than its length: work in a process that the system would end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.heavy import long_talk
from tests.hostile.limited import python
from tests.support import ITALIAN, Site, changed

if TYPE_CHECKING:
    from collections.abc import Callable

READ = """
from blogcli.markup import markdown, sanitize
from tests.hostile.heavy import nested_texts
for name, text in nested_texts(128 * 1024):
    print(name, flush=True)
    {read}
"""
GUEST = "sanitize.clean_post(markdown.render(text, raw_html=False).html)"


@pytest.mark.parametrize("read", ["sanitize.comment_html(text)", GUEST])
def test_deep_texts_take_time_in_proportion(read: str) -> None:
    """Twice the longest comment there is; where time grew with the square of the length, this took minutes."""
    done = python("-c", READ.format(read=read))
    assert done.returncode == 0, (done.returncode, done.stdout, done.stderr[-2000:])


AUTHOR = """
from blogcli.markup import markdown
from tests.hostile.heavy import unended_html
for name, text in unended_html(128 * 1024):
    print(name, flush=True)
    markdown.render(text)
"""


def test_html_that_never_ends_takes_time_in_proportion() -> None:
    done = python("-c", AUTHOR, seconds=10)
    assert done.returncode == 0, (done.returncode, done.stdout, done.stderr[-2000:])


def test_lists_and_quotes_that_end_one_another_are_shown(walk: Site) -> None:
    text = "* prima\n> seconda\n" * 200
    walk.ok("comment", "add", "una-passeggiata", "--author", "Bea", "--approve", "--body", text)
    walk.ok("render")
    page = walk.page("/2026/02/una-passeggiata/")
    assert page.count("prima") == page.count("seconda") == 200


def test_ten_thousand_comments_in_threads_five_hundred_deep(empty: Site) -> None:
    empty.write(long_talk(10_000, 500))
    done = python("-m", "blogcli", "render", "--jobs", "1", cwd=empty.root, seconds=60)
    assert done.returncode == 0, done.stderr[-2000:]
    assert empty.page("/2026/02/talk/").count('<article class="comment') == 10_000


BOMBS: dict[str, Callable[[], str]] = {
    "a billion laughs": lambda: "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)
    ),
    "brackets": lambda: f"author: {'[' * 50_000}",
    "braces": lambda: f"author: {'{a: ' * 5_000}",
    "few brackets": lambda: f"author: {'[' * 5_000}{']' * 5_000}",
    "nested lists": lambda: "author:\n" + "".join(f"{' ' * depth}-\n" for depth in range(200)),
    "dashes": lambda: f"author:\n  {'- ' * 10_000}x",
    "a circle": lambda: "author: &a [*a]",
    "a merge": lambda: "a: &a {b: c}\n<<: *a",
    "a tag": lambda: "author: !!python/object/apply:os.system [ls]",
    "quotes": lambda: f"author: \"{chr(92) * 30_001}\"",
}  # fmt: skip


def test_bombs_in_front_matter_are_faults_of_their_files(walk: Site) -> None:
    for name, bomb in BOMBS.items():
        head = f"---\ndate: 2026-02-12\nlanguage: it\n{bomb()}\n---\nBomba.\n"
        walk.write({f"comments/una-passeggiata/{name.replace(' ', '-')}.md": head})
    done = python("-m", "blogcli", "render", cwd=walk.root)
    assert done.returncode == 4, done.stderr[-2000:]
    left_out = {line.partition(".md")[0].rpartition("/")[2] for line in done.stderr.splitlines() if "left out" in line}
    assert left_out == {name.replace(" ", "-") for name in BOMBS}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_in_a_post_is_one_clear_error(name: str, walk: Site) -> None:
    walk.write({"posts/2026/una-passeggiata/it.md": changed(ITALIAN, "tags: [monti]\n", f"{BOMBS[name]()}\n")})
    assert "posts/2026/una-passeggiata/it.md:" in walk.fails("render")
