"""Texts that cost a parser much for their length, and a conversation that costs a page much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support import BLOG_TOML, comment

if TYPE_CHECKING:
    from collections.abc import Iterator

# What is written again and again: openings that nothing closes, and closings that nothing opened.
_REPEATED = {
    "square brackets": "[", "links": "[a](", "images": "![", "references": "[a][", "angles": "<", "tags": "<a b=c ",
    "comments": "<!--", "instructions": "<?", "CDATA": "<![CDATA[", "autolinks": "<http://", "addresses": "http://",
    "mail": "<a@", "code": "` `` ", "fences": "```a\n", "asterisks": "*a **b ", "both marks": "*a_ ", "strikes": "~~a ",
    "everything": "*_[`(", "entities": "&#1", "escapes": "\\[", "quotes": ">", "lists": "- ", "both": "> - ",
    "items": "- a\n", "empty items": "-\n", "quoted items": "> - a\n\n", "numbers": "1. a\n", "headings": "a\n=\n",
    "rows": "|-|\n", "no rows": "|a|b\n|-|-|\n", "definitions": "[a]: <\n", "titles": "[a]: b 'c\n", "HTML": "<div>\n",
    "tabs": "\t", "notes": "[^1]", "breaks": "a  \n", "one word": "a",
}  # fmt: skip
# What opens, and as often what closes.
_PAIRED = {
    "deep brackets": ("[", "]"), "deep links": ("[", "](b)"), "deep images": ("![a", "](b)"),
    "deep emphasis": ("*a **b ", "b** a*"), "deep marks": ("_*", "*_"), "a long mark": ("*", "*"),
    "late rows": ("+[a](b", "-|----\n|"), "late comments": ("<!--", "--"), "late code": ("``", "`"),
}  # fmt: skip


def heavy_texts(size: int) -> Iterator[tuple[str, str]]:
    """Each kind of text by its name, `size` characters of it."""
    for name, part in _REPEATED.items():
        yield name, (part * (size // len(part) + 1))[:size]
    yield from nested_texts(size)


def unended_html(size: int) -> Iterator[tuple[str, str]]:
    """HTML of an author in which markup begins again and again, and never ends."""
    for name, part in {
        "instructions": "<?", "declarations": "<!A ", "CDATA": "<![CDATA[", "slashes": "<p/", "tags": "<div \n",
    }.items():  # fmt: skip
        yield name, f"<div>\n{part * (size // len(part))}"
    yield "ends of nothing", "<div>\n" + "</ " * (size // 3)
    yield "CDATA in a drawing", "<svg>\n" + "<![CDATA[" * (size // 9)
    yield "details", "<details>\n\n" * (3 * size // 11)
    yield "tags in a value", "<div>\n" + "<div \n" * (size // 6) + 'a=">'


def nested_texts(size: int) -> Iterator[tuple[str, str]]:
    """Those in which one thing may lie in another."""
    for name, (opening, closing) in _PAIRED.items():
        times = size // (len(opening) + len(closing))
        yield name, opening * times + closing * times
    for name, text in {"lists and quotes": "* a\n>a\n", "empty lists and quotes": "a\n* \n\n>"}.items():
        yield name, text * (size // len(text))
    yield "deep quotes", "".join(f"{'>' * depth} a\n" for depth in range(1, int((2 * size) ** 0.5)))[:size]
    yield "deep lists", "".join(f"{'  ' * depth}- a\n" for depth in range(int(size**0.5)))[:size]
    yield "many names", "".join(f"[a{number}]: b\n" for number in range(size // 20)) + "[a1] " * (size // 20)


def long_talk(count: int, depth: int) -> dict[str, str | bytes]:
    """A blog with one post and so many comments, in threads so deep."""
    tree: dict[str, str | bytes] = {
        "blog.toml": BLOG_TOML,
        "posts/2026/talk/it.md": "---\ntitle: Si parla\ndate: 2026-02-02\n---\nDite.\n",
    }
    for number in range(count):
        parent = {"reply_to": f"c{number - 1}"} if number % depth else {}
        tree[f"comments/talk/c{number}.md"] = comment(f"Numero *{number}*.", **parent)
    return tree
