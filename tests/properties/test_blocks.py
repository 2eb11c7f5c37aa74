"""The short way through blocks of Markdown comes to what mistune comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mistune
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blogcli.markup import markdown, sanitize
from blogcli.markup.block_parser import BlockParser
from blogcli.markup.blocks import FastMarkdown
from blogcli.markup.inline_parser import InlineParser
from blogcli.markup.line_breaks import joined
from blogcli.markup.parser import Markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogcli.markup.renderer import HTMLRenderer

PREFIXES = [
    "", "", "", "", "", "> ", ">", "- ", "* ", "+ ", "-", "1. ", "2. ", "1) ", "10.", "  ", "    ", "\t", "   ",
    "> > ", "- - ", "> - ", "-  ", " ",
]  # fmt: skip
TEXTS = [
    "a", "b *c* d", "# a", "## b", "### c #", "#", "a | b", "|a|b|", "|---|---|", "-|-", "---", "***", "___",
    "===", "=", "-", "- -", "* * *", "```", "````", "~~~", "~~~~", "```py", "``` a`b", "`a`", "``b", "*",
    "**a**", "***a***", "_a_", "__", "<div>", "</div>", "<div", "<b>", "<!-- more -->", "<!--more-->", "<!--",
    "-->", "<?a", "?>", "<!A", "<pre>", "</pre>", "<pre x", "<script>", "</script>", "<x>", "[a]: b", "[a",
    "b]: c", "[a]", "[^1]: x", "a[^1]", "[^1]", "[x](y)", "![x](y)", "2015", "2015. a", "3.14 a", "1.a", "١. a",
    "", " ", "\t", "\f", "\v", "\u2028", "\u2028a", "\x00", "\x1c", "\x85a", "a\\", "a  ", "\\", "&amp;", '"a"',
    "«a»", "é", "日", "(a)", "!", "'", ": a", "~~a~~", "https://a.example/b", "a\u2028b", "$",
    "- [ ] a", "[x] a", "[ ]", "www.a.example", "b@c.example", ":-",
]  # fmt: skip
ENDINGS = (
    ["\n"] * 6
    + ["\n\n"] * 6
    + ["\n\n\n", "\n \n", "\n\t\n", "\n\f\n", "\r\n", "\r\n\r\n", "\r", "", " \n", "\t\n\n", "\n    "]
)

LINES = st.tuples(st.sampled_from(PREFIXES), st.sampled_from(TEXTS) | st.text(max_size=3), st.sampled_from(ENDINGS))
DOCUMENTS = st.lists(LINES.map("".join), max_size=9).map("".join)
# Lists with and without blank lines between their items, and what may follow them.
ITEMS = st.tuples(
    st.sampled_from(["- ", "- ", "- ", "1. ", "1. ", "7. ", "* ", "2) ", "", "  ", "> "]),
    st.sampled_from(["a", "b *c*", "`d`", "12", "[x](y)", "- e", "[ ] f", "a | b", "", "***"]),
    st.sampled_from(["\n", "\n", "\n\n", "\n\n", "\n \n", "\n\n\n", "\n\t\f\v\n\n", " \n", ""]),
)
LISTS = st.lists(ITEMS.map("".join), max_size=9).map("".join)

WHOSE: dict[str, tuple[Callable[[], HTMLRenderer], dict[str, bool]]] = {
    "an author's": (lambda: markdown._Renderer(escape=False), {"notes": True, "tables": True}),
    "a guest's": (lambda: markdown._Renderer(escape=True, schemes=sanitize.POST_SCHEMES), {"tables": True}),
    "a reader's": (lambda: sanitize._Renderer(escape=True, schemes=sanitize.SCHEMES), {}),
}


@pytest.mark.parametrize("whose", WHOSE)
def test_both_ways_give_the_same_page(whose: str) -> None:
    renderer, blocks = WHOSE[whose]
    keep = whose != "an author's"
    short = FastMarkdown(renderer(), BlockParser(**blocks), keep_definitions=keep)
    long = Markdown(renderer(), BlockParser(**blocks), InlineParser(), keep_definitions=keep)

    @settings(max_examples=600)
    @given(DOCUMENTS | LISTS)
    @example("a\n\n\t \n")  # the blank lines are one, not a blank line and code
    @example("```\n\n")
    @example("- a\n  b\n\n- c\n")
    @example("- a\n- b\n\n- c\n\n# d\n")
    @example("<!--\n\na\n\n-->\n")
    @example("- [ ] a\n")
    @example("a\n:-\nb\n")
    def same(text: str) -> None:
        assert short(text) == long(text)

    same()


def test_plain_blocks_take_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def long_way(*_: object) -> None:
        raise AssertionError("mistune's own parser was asked")

    monkeypatch.setattr(mistune.Markdown, "parse", long_way)
    text = (
        "# Uno\nDue *tre*\nquattro\n\n- a\n- b\n\n## Sei\n1. c\n\n2. c\n\n> d\n> e\n\n```\nf\n\n- g\n```\n\n***\n\n"
        "<!--more-->\n\n2015 fu [bello](h.html).\n"
    )
    assert joined(FastMarkdown(markdown._Renderer(escape=False), BlockParser())(text)) == (
        "<h2>Uno</h2>\n<p>Due <em>tre</em>\nquattro</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
        "<h2>Sei</h2>\n<ol>\n<li><p>c</p>\n</li>\n<li><p>c</p>\n</li>\n</ol>\n<blockquote>\n<p>d\ne</p>\n</blockquote>\n"
        '<pre tabindex="0"><code>f\n\n- g\n</code></pre>\n<hr>\n<!--more-->\n'
        '<p>2015 fu <a href="h.html">bello</a>.</p>\n'
    )
