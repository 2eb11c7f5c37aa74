"""Inline Markdown, sooner: mistune's parser, asked only for what isn't plain.

Most of what people write is words with an emphasis, a code span or a link here and there. Text that is nothing but
these, written so that CommonMark has one reading of it (flanking runs of letters, nothing nested, no escapes), is cut
into mistune's own tokens by one pattern. Everything else goes to mistune, and a test holds the two to one result.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import mistune
from mistune.plugins import import_plugin

if TYPE_CHECKING:
    from collections.abc import MutableMapping

# A letter or digit; an asterisk beside one flanks whatever stands on its other side (CommonMark 0.31, section 6.2).
_LETTER = r"[^\W_]"
# Text without any mark that starts a construct of CommonMark or of mistune's plugins in use.
_TEXT = r"[^*_`\[\]<&\\~\n!:]"
_INNER = rf"{_LETTER}(?:{_TEXT}*{_LETTER})?"
_BEFORE, _AFTER = r"(?:(?<=[\s(])|(?<![\s\S]))", r"(?=[\s).,;?]|\Z)"

_PLAIN = re.compile(
    rf"(?P<text>(?:{_TEXT}|!(?!\[)|:(?!//))+)"
    r"|(?P<softbreak>(?<!\s)\n(?!\s))"
    rf"|{_BEFORE}\*(?P<emphasis>{_INNER})\*{_AFTER}"
    rf"|{_BEFORE}\*\*(?P<strong>{_INNER})\*\*{_AFTER}"
    r"|(?<!`)`(?P<codespan>[^`\s](?:[^`\n]*[^`\s])?)`(?!`)"
    rf"|\[(?P<link>{_INNER})\]\((?P<url>(?:https?://)?[A-Za-z0-9/._%?=#+-]+)\)"
)


class HTMLRenderer(mistune.HTMLRenderer):
    """mistune's renderer, which also takes HTML that is ready."""

    def ready(self, html: str) -> str:
        """HTML as it is."""
        return html


def create_markdown(renderer: HTMLRenderer, plugins: list[str]) -> mistune.Markdown:
    """mistune with this parser and some of its plugins, by their names."""
    return mistune.Markdown(renderer, inline=InlineParser(renderer), plugins=[import_plugin(name) for name in plugins])


class InlineParser(mistune.InlineParser):
    """mistune's parser of inline Markdown, with a short way for plain text: to the HTML at once."""

    def __init__(self, renderer: HTMLRenderer) -> None:
        super().__init__()
        self.renderer = renderer

    def __call__(self, s: str, env: MutableMapping[str, Any]) -> list[dict[str, Any]]:
        pieces: list[str] = []
        position, length = 0, len(s)
        while position < length:
            match = _PLAIN.match(s, position)
            if match is None:
                return super().__call__(s, env)
            position = match.end()
            kind = str(match.lastgroup)
            text = match[kind]
            if kind == "text":
                pieces.append(self._text(text))
            elif kind == "softbreak":
                pieces.append(self.renderer.softbreak())
            elif kind == "url":
                pieces.append(self.renderer.link(self._text(match["link"]), text))
            else:
                pieces.append(getattr(self.renderer, kind)(text if kind == "codespan" else self._text(text)))
        return [{"type": "ready", "raw": "".join(pieces)}]

    def _text(self, text: str) -> str:
        # Of what HTML has to escape, plain text may hold these two.
        return self.renderer.text(text) if '"' in text or ">" in text else text
