"""Inline Markdown, sooner: mistune's parser, asked only for what isn't plain.

Most of what people write is words with an emphasis, a code span or a link here and there. Text that is nothing but
these, written so that CommonMark has one reading of it (flanking runs of letters, nothing nested, no escapes), becomes
HTML in one pass. Everything else goes to mistune, and a test holds the two to one result.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mistune.core import BlockState

from blogcli.markup.inline_parser import InlineParser

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from blogcli.markup.renderer import HTMLRenderer

# A letter or digit; an asterisk beside one flanks whatever stands on its other side (CommonMark 0.31, section 6.2).
_LETTER = r"[^\W_]"
# Text without any mark that starts a construct of CommonMark or of GFM.
_TEXT = r"[^*_`\[\]<&\\~\n!:@]"
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
    r"|\n|\*|_|`|\[|\]|<|&|\\|~|!\[|://|@|www\."
)
_ESCAPED = frozenset('">')


class _Odd(Exception):
    """A mark whose meaning isn't plain."""


class FastInlineParser(InlineParser):
    """InlineParser, with a short way for plain text: to the HTML at once."""

    def __init__(self, renderer: HTMLRenderer) -> None:
        super().__init__()
        self.renderer = renderer

    def __call__(self, s: str, env: MutableMapping[str, Any]) -> list[dict[str, Any]]:
        try:
            return [{"type": "ready", "raw": _CHANGED.sub(self._changed, s)}]
        except _Odd:
            return super().__call__(s, env)

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
        plain = "%" not in url and self.renderer.schemes is None  # readers' links don't lead everywhere
        return f'<a href="{url}">{html}</a>' if plain else self.renderer.link(html, url)

    def _text(self, text: str) -> str:
        return self.renderer.text(text) if '"' in text or ">" in text else text
