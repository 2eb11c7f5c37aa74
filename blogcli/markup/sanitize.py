"""Readers' text to HTML that can do nothing: a small Markdown, then nh3 with a small allow-list.

Raw HTML is shown as the text it is; headings become bold, images become links. What Markdown made goes through nh3
(built on ammonia) all the same: the allow-list holds whatever the parser does.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import mistune
import nh3

from blogcli.markup.block_parser import BlockParser
from blogcli.markup.blocks import FastMarkdown
from blogcli.markup.renderer import HTMLRenderer
from blogcli.markup.schemes import leads_elsewhere
from blogcli.names import BYTE_ORDER_MARK, POST

LINK_REL = "nofollow ugc noopener"
SCHEMES = {"http", "https", "mailto"}
POST_SCHEMES = {*SCHEMES, POST.removesuffix(":")}

COMMENT_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "input", "label", "li", "ol", "p", "pre", "strong", "ul",
}  # fmt: skip
COMMENT_ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href"},
    "input": {"type", "disabled", "checked"},
    "ol": {"start"},
}
# The box of a task is all that an input can be; nh3 adds what isn't there in no fixed order, but what is keeps its own.
SET_ATTRIBUTES = {"input": {"type": "checkbox", "disabled": ""}}

POST_TAGS = COMMENT_TAGS | {
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "span",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
}
POST_ATTRIBUTES = {
    "*": set(),
    "a": {"href"},
    "img": {"src", "alt", "loading"},
    "input": {"type", "disabled", "checked"},
    "ol": {"start"},
    "span": {"class"},
    "pre": {"tabindex"},
}

# Characters that HTML and XML know no way to write (HTML: "control" and "noncharacter" parse errors; XML 1.0, Char).
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)

# How the forbidden ones look in UTF-8: single bytes that are one or may start one, and the starts of the others.
_SINGLE = bytes(code for code in (*range(0x20), 0x7F, *range(0xF0, 0xF5)) if code not in b"\t\n\r")
_STARTS = (b"\xef\xb7", b"\xef\xbf")
_C1 = re.compile(b"\xc2[\x80-\x9f]")


class _Renderer(HTMLRenderer):
    def heading(self, text: str, level: int, **attrs: Any) -> str:
        return f"<p><strong>{text}</strong></p>\n"

    def accepts(self, url: str) -> bool:
        # On the page, in feeds and in another language a relative address leads to three places, and readers see none.
        return super().accepts(url) and leads_elsewhere(url)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return self.link(text or mistune.escape(url), url, title)

    def block_html(self, html: str) -> str:
        lines = mistune.escape(html.strip()).replace("\n", "<br>\n")
        return f"<p>{lines}</p>\n"

    def softbreak(self) -> str:
        return "<br>\n"  # a reader's line break is meant

    def linebreak(self) -> str:
        return "<br>\n"

    def thematic_break(self) -> str:
        return "<p>* * *</p>\n"

    def block_code(self, code: str, info: str | None = None) -> str:
        return f"<pre><code>{mistune.escape(code)}</code></pre>\n"


@cache
def _markdown() -> FastMarkdown:
    return FastMarkdown(_Renderer(escape=True, schemes=SCHEMES), BlockParser(), keep_definitions=True)


@cache
def _comment_cleaner() -> nh3.Cleaner:
    return _cleaner(COMMENT_TAGS, COMMENT_ATTRIBUTES, SCHEMES)


@cache
def _post_cleaner() -> nh3.Cleaner:
    return _cleaner(POST_TAGS, POST_ATTRIBUTES, POST_SCHEMES)


def _cleaner(tags: set[str], attributes: dict[str, set[str]], schemes: set[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=tags,
        attributes=attributes,
        url_schemes=schemes,
        link_rel=LINK_REL,
        set_tag_attribute_values=SET_ATTRIBUTES,
    )


def comment_html(text: str) -> str:
    """A comment's text as safe HTML; single line breaks stay line breaks."""
    return _comment_cleaner().clean(_markdown()(text.lstrip(BYTE_ORDER_MARK))).strip()


def clean_post(html: str) -> str:
    """An untrusted post's HTML (made with `raw_html=False`) with nothing left but what a guest may use."""
    return _post_cleaner().clean(html)


def printable(text: str) -> bytes:
    """The text in UTF-8, with every character that HTML and XML can't hold shown as U+FFFD."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair
        return _FORBIDDEN.sub("\ufffd", text).encode("utf-8")
    # Nearly every page is clean, which a few looks at its bytes tell far sooner than the pattern; and one byte is found
    # far sooner than two.
    found = len(data.translate(None, _SINGLE)) < len(data) or _C1.search(data)
    if found or (b"\xef" in data and any(start in data for start in _STARTS)):
        return _FORBIDDEN.sub("\ufffd", text).encode("utf-8")
    return data
