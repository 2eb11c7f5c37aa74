"""Markdown to HTML: mistune, with its blocks and inline text read by the rules of CommonMark and GFM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mistune

from blogcli.markup import footnotes

if TYPE_CHECKING:
    from collections.abc import Set

    from blogcli.markup.block_parser import BlockParser
    from blogcli.markup.inline_parser import InlineParser
    from blogcli.markup.renderer import HTMLRenderer

_STRIPPED = " \r\n\t\f"  # at the edges of inline text; other white space, such as the no-break space, is text

Tokens = list[dict[str, Any]]


class Markdown(mistune.Markdown):
    """mistune, with its blocks and inline text read by our parsers, and with footnotes.

    With `keep_definitions`, a link definition that nothing refers to is shown as the text it is.
    """

    renderer: HTMLRenderer

    def __init__(
        self, renderer: HTMLRenderer, block: BlockParser, inline: InlineParser, *, keep_definitions: bool = False
    ) -> None:
        super().__init__(renderer, block, inline)
        self.keep_definitions = keep_definitions

    def __call__(self, s: str) -> str:
        html = super().__call__(s)
        assert isinstance(html, str)
        return html

    def render_state(self, state: mistune.BlockState) -> str:
        return self.renderer(self.read_inline(state), state)

    def read_inline(self, state: mistune.BlockState) -> Tokens:
        """The tokens of a text whose blocks are read, with its inline text read and its notes numbered."""
        tokens = self._inline_of(state.tokens, state.env)
        if self.keep_definitions and state.env["ref_links"]:
            links = state.env["ref_links"]
            tokens = self._with_unused(tokens, links.used, {"ref_links": links.only_used(), "notes": {}})
        notes = state.env["notes"]
        return footnotes.with_notes(tokens, notes, lambda of: self._inline_of(of, state.env)) if notes else tokens

    def _inline_of(self, tokens: Tokens, env: Any) -> Tokens:
        found = []
        for token in tokens:
            if "text" in token:
                if not token["text"] and "definitions" in token and not self.keep_definitions:
                    continue
                token["children"] = self.inline(token["text"].strip(_STRIPPED), env)
            elif "children" in token:
                token["children"] = self._inline_of(token["children"], env)
            found.append(token)
        return found

    def _with_unused(self, tokens: Tokens, used: Set[str], env: Any) -> Tokens:
        """The tokens with the definitions that nothing refers to as text, where they were written."""
        found = []
        for token in tokens:
            if "definitions" in token:
                unused = [text for key, text in token["definitions"] if key not in used]
                text = "\n".join([*unused, token["text"]] if token["text"] else unused)
                if not text:
                    continue
                token["children"] = self.inline(text.strip(_STRIPPED), env)
            elif "children" in token and "text" not in token:
                token["children"] = self._with_unused(token["children"], used, env)
            found.append(token)
        return found
