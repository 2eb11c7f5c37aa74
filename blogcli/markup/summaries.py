"""What lists show of a post's HTML: what stands before `<!--more-->`, or else its first paragraph."""

from __future__ import annotations

import re
from typing import NamedTuple

from blogcli.markup.footnotes import CITATION
from blogcli.markup.html_edit import edited, map_attributes
from blogcli.markup.html_elements import ends_of_open
from blogcli.markup.html_tokens import Kind, Tokens
from blogcli.markup.html_visible import first_paragraph, visible, without_notes
from blogcli.markup.prefixed import used_in
from blogcli.markup.slips import contained

MORE = re.compile(r"<!--\s*more\s*-->\n*")
# As Markdown makes them: a paragraph, and what may have others in it; the footnotes come last.
_MADE_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_MADE_CONTAINER = re.compile(r"<(/?)(?:p|div|ul|ol|li|blockquote|table)\b")
_MADE_ID = re.compile(r"(<[a-z0-9]+(?: [a-z-]+=\"[^\"]*\")*?) id=\"[^\"]*\"")
_MADE_NOTES = 'class="footnotes"'


class Summarized(NamedTuple):
    """A text's HTML without the marks for its summary, its summary, and whether there is more to read than that."""

    html: str
    summary: str
    more: bool


def summarize(html: str, *, raw: bool) -> Summarized:
    """Find what lists show of a text's HTML. `raw` says whether it holds HTML that Markdown didn't make."""
    marks = _marks(html, raw=raw) if "<!--" in html else []
    whole = edited(html, [(start, end, "") for start, end in marks]) if marks else html
    before = _closed(html[: marks[0][0]].rstrip(), raw=raw) if marks else ""
    if raw:
        summary = _for_lists(visible(before).strip() or first_paragraph(whole))
        return Summarized(whole, summary, _for_lists(visible(whole)) != summary)
    summary = _made_for_lists(before) or _made_first_paragraph(whole)
    return Summarized(whole, summary, _made_for_lists(whole) != summary)


def _marks(html: str, *, raw: bool) -> list[tuple[int, int]]:
    """Where the marks stand, each with the line ends behind it."""
    if not raw:
        return [match.span() for match in MORE.finditer(html)]
    comments = (MORE.match(html, token.start) for token in Tokens(html) if token.kind is Kind.COMMENT)
    return [match.span() for match in comments if match]


def _closed(html: str, *, raw: bool) -> str:
    """HTML that was cut off, with the ends of what is open: the mark may stand within a paragraph or list."""
    if not raw and sum(-1 if match[1] else 1 for match in _MADE_CONTAINER.finditer(html)) == 0:
        return html
    html += ends_of_open(html)
    return contained(html) if raw else html


def _for_lists(html: str) -> str:
    """HTML without notes and anchors, which have no place in a list, but for the ids that it can't do without."""
    html = without_notes(html)
    used = used_in(html)

    def change(_tag: str, name: str, value: str) -> str | None:
        return None if name == "id" and value not in used else value

    return map_attributes(html, change).strip()


def _made_for_lists(html: str) -> str:
    if "<sup" in html:
        html = CITATION.sub("", html)
    return _MADE_ID.sub(r"\1", html).strip()


def _made_first_paragraph(html: str) -> str:
    """The first paragraph that has anything in it but the numbers of notes."""
    if (notes := html.find(_MADE_NOTES)) >= 0:
        html = html[:notes]
    for match in _MADE_PARAGRAPH.finditer(html):
        if shown := _made_for_lists(match[1]):
            return f"<p>{shown}</p>"
    return ""
