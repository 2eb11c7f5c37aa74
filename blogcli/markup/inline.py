"""Inline Markdown, sooner: mistune's parser, asked only for what isn't plain.

Most of what people write is words with an emphasis, a code span or a link here and there. Text that is nothing but
these, written so that CommonMark has one reading of it (flanking runs of letters, nothing nested, no escapes), becomes
HTML in one pass. Everything else goes to mistune, and a test holds the two to one result.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import mistune
from mistune.core import BlockState

if TYPE_CHECKING:
    from collections.abc import MutableMapping

MOST_MARKS = 1000  # of emphasis that a reader's paragraph may have

# A letter or digit; an asterisk beside one flanks whatever stands on its other side (CommonMark 0.31, section 6.2).
_LETTER = r"[^\W_]"
# Text without any mark that starts a construct of CommonMark or of mistune's plugins in use.
_TEXT = r"[^*_`\[\]<&\\~\n!:]"
_INNER = rf"{_LETTER}(?:{_TEXT}*{_LETTER})?"
_BEFORE, _AFTER = r"(?<![^\s(]\*)", r"(?=[\s).,;?]|\Z)"

# Where plain text changes: what HTML has to escape, the constructs, and last all marks that are for mistune. Each
# begins with a character, not with a class or a look around, which lets the search for them pass over all else quickly.
_CHANGED = re.compile(
    r"\"|>"
    r"|\n(?P<softbreak>(?<!\s\n)(?!\s))"
    rf"|\*{_BEFORE}(?P<emphasis>{_INNER})\*{_AFTER}"
    rf"|\*{_BEFORE}\*(?P<strong>{_INNER})\*\*{_AFTER}"
    r"|`(?<!``)(?P<codespan>[^`\s](?:[^`\n]*[^`\s])?)`(?!`)"
    rf"|\[(?P<link>{_INNER})\]\((?P<url>(?:https?://|post:)?[A-Za-z0-9/._%?=#+-]+)\)"
    r"|\n|\*|_|`|\[|\]|<|&|\\|~|!\[|://"
)
_ESCAPED = frozenset('">')
_MARKS = re.compile(r"\*+|_+")


class _Odd(Exception):
    """A mark whose meaning isn't plain."""


class HTMLRenderer(mistune.HTMLRenderer):
    """mistune's renderer, which also takes HTML that is ready."""

    def ready(self, html: str) -> str:
        """HTML as it is."""
        return html


class InlineParser(mistune.InlineParser):
    """mistune's parser of inline Markdown, with a short way for plain text: to the HTML at once.

    In one text with more than `most_marks` runs of * and _, all of them are read as the characters they are.
    """

    def __init__(self, renderer: HTMLRenderer, most_marks: float = math.inf) -> None:
        super().__init__()
        self.renderer = renderer
        self.most_marks = most_marks

    def __call__(self, s: str, env: MutableMapping[str, Any]) -> list[dict[str, Any]]:
        try:
            return [{"type": "ready", "raw": _CHANGED.sub(self._changed, s)}]
        except _Odd:
            return super().__call__(s, env)

    def finalize_tokens(self, tokens: list[dict[str, Any]], depth: int) -> list[dict[str, Any]]:
        """mistune's step that makes emphases of marks; its time grows with the square of those that nest too deep."""
        texts = [token["raw"] for token in tokens if token["type"] == "text"]
        marks = sum(len(_MARKS.findall(text)) for text in texts)
        return super().finalize_tokens(tokens, self.max_nested_level if marks > self.most_marks else depth)

    def html(self, s: str) -> str:
        """Text as HTML, where no link or note is defined."""
        try:
            return _CHANGED.sub(self._changed, s)
        except _Odd:
            return self.renderer.render_tokens(super().__call__(s, {"ref_links": {}}), BlockState())

    def _changed(self, match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind is None:
            if match[0] not in _ESCAPED:
                raise _Odd
            return self.renderer.text(match[0])
        text = match[kind]
        if kind == "emphasis":
            return self.renderer.emphasis(self._text(text))
        if kind == "strong":
            return self.renderer.strong(self._text(text))
        if kind == "url":
            return self._link(self._text(match["link"]), text)
        return self.renderer.codespan(text) if kind == "codespan" else self.renderer.softbreak()

    def _link(self, html: str, url: str) -> str:
        # Of what the pattern lets through, % alone can hide another scheme, and nothing has to be escaped.
        return self.renderer.link(html, url) if "%" in url else f'<a href="{url}">{html}</a>'

    def _text(self, text: str) -> str:
        return self.renderer.text(text) if '"' in text or ">" in text else text
