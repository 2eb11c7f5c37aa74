"""The short way through inline Markdown comes to what mistune comes to."""

from __future__ import annotations

import mistune
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.markup.block_parser import BlockParser
from blogcli.markup.blocks import FastMarkdown
from blogcli.markup.inline_parser import InlineParser
from blogcli.markup.parser import Markdown
from blogcli.markup.renderer import HTMLRenderer

PIECES = [
    "*", "**", "***", "_", "`", "``", "[", "](", "http://a.example/c", ")", "a", "b ", "é", " ", "\n", "  \n", "!",
    "![", "<b>", "&amp;", "&", "\\", "~~", ".", ":", "[x](y)", "*a*", "**b c**", "`c d`", "(", "“", "^", "[^1]", "1",
    "-", "\t", "|", "\u00a0", "日", "<http://x.example>", "x@y.example", "\\*", '"', "'", "*a*.", " *a*", "//",
    "\u2028", "[a b](https://a.example/?b=1)",
    "[x](javascript%3Ay)", "[x](a%25%20b)",
    "www.", "www.a.example", "https://", "HTTP://b.example", "@", "~", "c@d.example",
]  # fmt: skip


@pytest.mark.parametrize("escape", [False, True])
@pytest.mark.parametrize("notes", [False, True])
def test_both_ways_give_the_same_page(escape: bool, notes: bool) -> None:
    block = BlockParser(notes=notes, tables=notes)
    short = FastMarkdown(HTMLRenderer(escape=escape), block)
    long = Markdown(HTMLRenderer(escape=escape), block, InlineParser())

    @settings(max_examples=600)
    @given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=14).map("".join))
    def same(text: str) -> None:
        assert short(text) == long(text)

    same()


def test_plain_text_takes_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def long_way(*_: object) -> None:
        raise AssertionError("mistune's own parser was asked")

    monkeypatch.setattr(mistune.InlineParser, "__call__", long_way)
    text = "Una *riga* con **due parole**, `codice` e [un posto](https://a.example/b): basta!\nE un'altra (*breve*)."
    html = FastMarkdown(HTMLRenderer(), BlockParser())(text)
    assert html == (
        "<p>Una <em>riga</em> con <strong>due parole</strong>, <code>codice</code> e "
        '<a href="https://a.example/b">un posto</a>: basta!\nE un\'altra (<em>breve</em>).</p>\n'
    )
