"""HTML is divided into tags and texts as an HTML5 parser divides it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest import mock

import html5lib
import pytest
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from blogcli.markup.anchors import anchored, like
from blogcli.markup.html_edit import map_attributes
from blogcli.markup.html_tokens import Kind, Tokens, attributes
from blogcli.markup.html_visible import plain_text, words_of, words_of_markdown
from blogcli.markup.links import SILENT, Sign, map_links, sign_links
from blogcli.markup.markdown import to_html
from blogcli.markup.prefixed import ids_in, prefixed
from blogcli.markup.quotes import curled, marks_of
from blogcli.markup.slips import may_slip
from blogcli.markup.summaries import summarize

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

TAGS = [
    "<div>", "<p a=1>", "<P A='x>y'>", "<a href=x/>", '<a b="1"c=2 =d e = f>', "<a b='c' B=d>", "<br/>", "<img src=a>",
    "<a\n\tx\f=\r'y'>", "<a /x/y>", '<a "b>', "<x-y z>", "<a<b>", "<é", "<É x>", '<span ={} @click.x="a>b" [c]>',
    "</div >", "</p x='>'>", "</>", "</ x>", "<b", "<a t='&copy=1 &amp &notit; &lt;'>", "<a t=&copy;=>",
]  # fmt: skip
COMMENTS = [
    "<!-- a -->", "<!-->", "<!--->", "<!-- a --!> b", "<!--a--!-->", "<!---->", "<!x>", "<?php a ?>", "<!DOCTYPE html>",
    "<![CDATA[ <b> ]]>", "<!--", "-->",
]  # fmt: skip
RAW = [
    f"<{slash}{name}>" for name in ("script", "style", "textarea", "title", "iframe", "noframes", "xmp", "noembed")
    for slash in ("", "/")
] + ["<script >a='<p>'", "</STYLE x>"]  # fmt: skip
FOREIGN = [
    "<svg>", "</svg>", "<path d=M/>", "<path/>", "<g>", "</g>", "<foreignObject>", "</foreignObject>", "<math>",
    "</math>", "<mi>", "</mi>", "<desc>", "</desc>",
]  # fmt: skip
TEXTS = ["text", "a < b", " & &amp; &copy; &copy=1 ", "\n", " ", "'", '"', ">", "é"]
DOCUMENTS = st.lists(
    st.sampled_from(TAGS) | st.sampled_from(COMMENTS) | st.sampled_from([*RAW, *FOREIGN]) | st.sampled_from(TEXTS),
    max_size=8,
).map("".join)

Tag = tuple[str, dict[str, str]]


def start_tags(html: str) -> list[Tag]:
    """The start tags of HTML with their attributes, as html5lib's tokenizer gives them to its parser."""
    found: list[Tag] = []
    emit = HTMLTokenizer.emitCurrentToken

    def noted(self: Any) -> None:
        token = self.currentToken
        if token["type"] == tokenTypes["StartTag"]:
            given: dict[str, str] = {}
            for name, value in token["data"]:
                given.setdefault(name, value)
            found.append(("".join(char.lower() if char.isascii() else char for char in token["name"]), given))
        emit(self)

    with mock.patch.object(HTMLTokenizer, "emitCurrentToken", noted):
        html5lib.parseFragment(html, container="div", namespaceHTMLElements=False)
    return found


def ours(html: str) -> Iterator[Tag]:
    for token in Tokens(html):
        if token.kind is Kind.START:
            given = attributes(html, token)
            yield token.name, {name: each.value.replace("\r", "\n") for name, each in given.items()}


@settings(deadline=None, max_examples=200)
@given(DOCUMENTS)
@example("<script><!--<script></script>--></script><p>")
@example("<script><!--<script></script></script><p>-->")
@example("<script><!--></script><p>")
@example("<script><!-- <script </script>--></script><p>")
@example("<svg><![CDATA[ <b> ]]><p><![CDATA[ <b> ]]>")
@example("<svg><title><![CDATA[ <b> ]]><style><b>")
@example("<svg><style><b></style>")
def test_the_start_tags_are_those_of_a_parser(html: str) -> None:
    assert list(ours(html)) == start_tags(html)


@pytest.mark.slow
@settings(deadline=None, max_examples=20_000)
@given(DOCUMENTS)
def test_the_start_tags_are_those_of_a_parser_for_long(html: str) -> None:
    assert list(ours(html)) == start_tags(html)


SOUND = st.recursive(
    st.sampled_from(["text", "a &amp; b", "1 &lt; 2", "<!-- <b> -->", "<br>", "<img alt='>' src=a>", "<wbr>"]),
    lambda inner: st.tuples(
        st.sampled_from([
            ("<div>", "</div>"), ("<b title='</b>'>", "</b>"), ("<EM>", "</em >"), ("<textarea>", "</textarea>"),
            ("<svg>", "</svg>"), ("<i data-x=&quot;>", "</i>"),
        ]),
        st.lists(inner, max_size=3).map("".join),
    ).map(lambda pair: pair[0][0] + pair[1] + pair[0][1]),
    max_leaves=8,
)  # fmt: skip


def texts(element: Element) -> Iterator[str]:
    for child in element:
        if isinstance(child.tag, str):
            yield child.text or ""
            yield from texts(child)
        yield child.tail or ""


@settings(deadline=None, max_examples=200)
@given(SOUND.map("<p>{}</p>".format))
def test_the_words_are_those_of_a_parser(html: str) -> None:
    parsed = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert words_of(html).replace(" ", "") == "".join("".join(texts(parsed)).split())


@given(DOCUMENTS)
def test_what_no_one_changes_stays_as_it_is_written(html: str) -> None:
    assert map_attributes(html, lambda _tag, _name, value: value) == html


LINES = st.sampled_from([
    "## Uno", "## Uno {#due}", "### *Tre* `x`", "testo", "[a](#uno \"t 'x'\") e [b](b.html?x=1&y=2)",
    '![a "b"](c.jpg)', "detto \"sì\" e 'no' l'*alba*", "nota[^1]", "[^1]: la *nota*", "- uno", '- "due"', "> cita",
    "```html\n'a' id=\"x\"\n```", '| a | "b" |\n|---|---|\n| [c](#due) | d |', "<!--more-->", "1. x\n   <!-- more -->",
    "https://x.example/?a=1&b=2", 'id="x" href="#uno" & 1 < 2', "[a][r]", "[r]: #uno", "---", "~~b~~ **c**",
])  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.lists(LINES, max_size=8).map("\n\n".join))
def test_what_markdown_made_is_read_soonest_as_it_is_otherwise(text: str) -> None:
    assume(not may_slip(text))
    html = to_html(text, raw_html=True)
    marked, headings = anchored(html, raw=False)
    assert anchored(html, raw=True) == (marked, headings)
    original = anchored(to_html("## Eins\n\n### Zwei", raw_html=True))[1]
    assert like(marked, headings, original, raw=True) == like(marked, headings, original, raw=False)
    assert summarize(marked, raw=True) == summarize(marked, raw=False)
    assert curled(marked, marks_of("it"), raw=True) == curled(marked, marks_of("it"), raw=False)
    ids = ids_in(marked, raw=False)
    assert ids_in(marked) == ids
    assert prefixed(marked, "_en-", ids) == prefixed(marked, "_en-", ids, raw=False)
    assert plain_text(html.partition('<div class="footnotes">')[0]) or not words_of_markdown(html)

    def resolve(link: str) -> str:
        return f"/x/{link}" if link else ""

    assert map_links(marked, resolve) == map_links(marked, resolve, raw=False)
    for said in (Sign("it", "!"), None, SILENT):
        assert sign_links(marked, lambda _, said=said: said) == sign_links(marked, lambda _, said=said: said, raw=False)  # type: ignore[misc]
