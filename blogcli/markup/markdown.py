"""Authors' Markdown to HTML: CommonMark with tables, footnotes, strikethrough and coloured code, raw HTML welcome."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import mistune

from blogcli.markup.anchors import anchored
from blogcli.markup.block_parser import BlockParser
from blogcli.markup.blocks import FastMarkdown
from blogcli.markup.line_breaks import SOFT_BREAK, joined
from blogcli.markup.renderer import HTMLRenderer
from blogcli.markup.sanitize import POST_SCHEMES
from blogcli.markup.schemes import may_stand_in_a_post
from blogcli.markup.slips import contained, may_slip, slips_in
from blogcli.markup.summaries import MORE, summarize
from blogcli.names import BYTE_ORDER_MARK

if TYPE_CHECKING:
    from blogcli.markup.anchors import Heading
    from blogcli.markup.slips import Slip

_MORE_AS_TEXT = re.compile(r"<p>&lt;!--\s*more\s*--&gt;</p>\n?")

_LAZY = ' loading="lazy"'


@dataclass(frozen=True, slots=True)
class Body:
    """A body as HTML: whole, and what stands before `<!--more-->` or else is its first paragraph.

    `more` says that the summary is not all there is, and `raw` whether there is HTML in it that Markdown didn't make.
    """

    html: str
    summary: str
    more: bool
    headings: tuple[Heading, ...]
    raw: bool = True


class _Renderer(HTMLRenderer):
    def heading(self, text: str, level: int, **attrs: Any) -> str:
        # The page's own heading is the title.
        return super().heading(text, max(level, 2), **attrs)

    def link(self, text: str, url: str, title: str | None = None) -> str:
        return super().link(text, url, title) if self.schemes is None or may_stand_in_a_post(url) else text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return super().image(text, url, title).replace(" />", f"{_LAZY}>")

    def table(self, text: str) -> str:
        # What scrolls sideways must be reachable by keyboard.
        return f'<div class="table" tabindex="0">{super().table(text).rstrip()}</div>\n'

    def thematic_break(self) -> str:
        return "<hr>\n"

    def softbreak(self) -> str:
        return SOFT_BREAK

    def linebreak(self) -> str:
        return "<br>\n"

    def block_code(self, code: str, info: str | None = None) -> str:
        language = (info or "").split(None, 1)[0] if info and info.strip() else ""
        body = highlight(code, language) if language else mistune.escape(code)
        named = f' class="language-{mistune.escape(language)}"' if language else ""
        return f'<pre tabindex="0"><code{named}>{body}</code></pre>\n'


def highlight(code: str, language: str) -> str:
    """Code with its parts marked for colouring by class; only escaped where the language isn't known."""
    from pygments import highlight as colour
    from pygments.util import ClassNotFound

    try:
        return str(colour(code, _lexer(language), _formatter()))
    except ClassNotFound:
        return mistune.escape(code)


@cache
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name

    return get_lexer_by_name(language, stripnl=False)


@cache
def _formatter() -> Any:
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(nowrap=True)


@cache
def _markdown(*, raw_html: bool) -> FastMarkdown:
    # A guest's ids don't pass the allow-list, and a footnote is nothing without them.
    block = BlockParser(notes=raw_html, tables=True)
    renderer = _Renderer(escape=not raw_html, schemes=None if raw_html else POST_SCHEMES)
    return FastMarkdown(renderer, block, keep_definitions=not raw_html)


def render(text: str, *, raw_html: bool = True, language: str = "") -> Body:
    """A post's body as HTML. With `raw_html=False`, HTML in it is shown as the text it is.

    `language` is the tag of the one it is in, where that is known: the ids of headings have its small letters.
    """
    html = _to_html(text, raw_html=raw_html, language=language)
    raw = raw_html and may_slip(text)
    if raw:
        html = contained(html)
    elif not raw_html:
        html = _MORE_AS_TEXT.sub("<!--more-->\n", html)
    html, headings = anchored(html, language, raw=raw)
    html, summary, more = summarize(html, raw=raw)
    # The first image is likely on the screen at once, and waiting for the layout would only show it later.
    return Body(html.replace(_LAZY, "", 1), summary, more=more, headings=headings, raw=raw)


def slips(text: str) -> list[Slip]:
    """What an author's text leaves open in its HTML or closes once too often, which `render` mends; by line."""
    return slips_in(text, lambda marked: MORE.sub("", _to_html(marked, raw_html=True))) if may_slip(text) else []


def to_html(text: str, *, raw_html: bool) -> str:
    """A text as HTML that leaves nothing open: as Markdown and its author made it, before anything is done to it."""
    html = _to_html(text, raw_html=raw_html)
    return contained(html) if raw_html and may_slip(text) else html


def _to_html(text: str, *, raw_html: bool, language: str = "") -> str:
    return joined(_markdown(raw_html=raw_html)(text.lstrip(BYTE_ORDER_MARK)), language)
