"""Authors' Markdown to HTML: CommonMark with tables, footnotes, strikethrough and coloured code, raw HTML welcome."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any

import mistune

from blogcli.model import segment

if TYPE_CHECKING:
    from collections.abc import Callable

MORE = "<!--more-->"

_MORE = re.compile(r"<!--\s*more\s*-->")
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(
    r'(<(?:a|area|audio|embed|iframe|img|source|track|video)\s(?:[^>]*?\s)?(?:href|src|poster)=")([^"]*)(")'
)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_FOOTNOTE = re.compile(r'<sup class="footnote-ref".*?</sup>')
_REPEATED = re.compile(r' id="[^"]*"')
_EMBEDDED = re.compile(r"<(script|style|pre)\b.*?</\1>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as HTML: whole, and what stands before `<!--more-->` or else is its first paragraph."""

    html: str
    summary: str


class _Renderer(mistune.HTMLRenderer):
    def heading(self, text: str, level: int, **attrs: Any) -> str:
        # The page's own heading is the title.
        return super().heading(text, max(level, 2), **attrs)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return super().image(text, url, title).replace(" />", ' loading="lazy">')

    def thematic_break(self) -> str:
        return "<hr>\n"

    def linebreak(self) -> str:
        return "<br>\n"

    def block_code(self, code: str, info: str | None = None) -> str:
        language = (info or "").split(None, 1)[0] if info and info.strip() else ""
        body = highlight(code, language) if language else mistune.escape(code)
        named = f' class="language-{mistune.escape(language)}"' if language else ""
        # What scrolls sideways must be reachable by keyboard.
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
def _markdown(*, raw_html: bool) -> mistune.Markdown:
    # A guest's ids don't pass the allow-list, and a footnote is nothing without them.
    plugins = ["strikethrough", "table", *(["footnotes"] if raw_html else [])]
    markdown = mistune.create_markdown(renderer=_Renderer(escape=not raw_html), plugins=plugins)
    assert markdown.renderer is not None
    markdown.renderer.register(
        "table", lambda _, text: f'<div class="table" tabindex="0"><table>\n{text}</table></div>\n'
    )
    return markdown


def render(text: str, *, raw_html: bool = True) -> Rendered:
    """A post's body as HTML. With `raw_html=False`, HTML in it is shown as the text it is."""
    html = _with_anchors(_to_html(text, raw_html=raw_html))
    return Rendered(html, _summary(text, html, raw_html=raw_html))


def _to_html(text: str, *, raw_html: bool) -> str:
    html = _markdown(raw_html=raw_html)(text)
    assert isinstance(html, str)
    return html


def _with_anchors(html: str) -> str:
    taken: dict[str, int] = {}

    def anchored(match: re.Match[str]) -> str:
        anchor = segment(plain_text(match[2])) or "section"
        taken[anchor] = taken.get(anchor, 0) + 1
        if taken[anchor] > 1:
            anchor = f"{anchor}-{taken[anchor]}"
        return f'<h{match[1]} id="{anchor}">{match[2]}</h{match[1]}>'

    return _HEADING.sub(anchored, html)


def _summary(text: str, html: str, *, raw_html: bool) -> str:
    # Only a list shows a summary, where notes and anchors have no place.
    more = _MORE.search(text)
    if more and (before := text[: more.start()]).strip():
        found = _to_html(before, raw_html=raw_html)
    else:
        first = _PARAGRAPH.search(_EMBEDDED.sub("", html))
        found = first[0] if first else ""
    return _REPEATED.sub("", _FOOTNOTE.sub("", found)).strip()


def plain_text(html: str) -> str:
    """HTML as text on one line."""
    return " ".join(unescape(_TAG.sub("", html)).split())


def map_links(html: str, resolve: Callable[[str], str]) -> str:
    """The HTML with every link and source in it (`href`, `src`, `poster`) passed through `resolve`."""

    def mapped(match: re.Match[str]) -> str:
        return f"{match[1]}{mistune.escape(resolve(unescape(match[2])))}{match[3]}"

    return _LINK.sub(mapped, html)
