"""Inline Markdown: mistune's parser, with GFM's bare addresses and strikethrough, footnotes' marks and places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import mistune
from mistune.util import unikey

from blogcli.markup.addresses import START, START_CHARS, address_end, link_token, mail_links
from blogcli.markup.emphasis import with_emphasis

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping

    from mistune.core import InlineState

_CITATION = r"!?\[\^(?P<note>(?:[^\\\[\]\s]|\\.){1,500})\]"
_OPENING = re.compile(r"!?\[")
_IN_LINK = re.compile(r"<(/?)a[\s>]", re.IGNORECASE)


class _Parser(mistune.InlineParser):
    """mistune's parser with footnotes and strikethrough; addresses are text."""

    def __init__(self) -> None:
        super().__init__()
        self.register("footnote", _CITATION, _parse_note, before="link", start_chars=["!", "["])
        self.register("strike", r"~+", _parse_strike, start_chars="~")

    def finalize_tokens(self, tokens: list[dict[str, Any]], depth: int) -> list[dict[str, Any]]:
        """mistune's step that makes emphases of marks."""
        return with_emphasis(tokens, self.max_nested_level - depth)

    def parse_link_close(self, m: re.Match[str], state: InlineState) -> int:
        end = super().parse_link_close(m, state)
        if state.tokens and state.tokens[-1]["type"] in {"link", "image"}:
            state.tokens[-1].setdefault("at", m.start())
        return end

    def parse_auto_link(self, m: re.Match[str], state: InlineState) -> int:
        end = super().parse_auto_link(m, state)
        if state.tokens[-1]["type"] == "link":
            state.tokens[-1]["at"] = m.start()
        return end


class _AddressParser(_Parser):
    """The same with addresses, which may begin with letters that make it slower."""

    def __init__(self) -> None:
        super().__init__()
        self.register("address", START, _parse_address, start_chars=list(START_CHARS))


class InlineParser(_Parser):
    """mistune's parser of inline Markdown, with what GFM adds to it; bare `addresses` may be left out.

    Where the `env` has notes by the keys of their labels, what cites one becomes a token `footnote_ref`. Tokens of
    links and images say in `at` where in the text they end. If the `env` has a list of `missing_notes`, it gets the
    label and the place of what cites one that isn't there.
    """

    def __init__(self, *, addresses: bool = True) -> None:
        super().__init__()
        self._with_addresses = _AddressParser() if addresses else None

    def __call__(self, s: str, env: MutableMapping[str, Any]) -> list[dict[str, Any]]:
        if not self._with_addresses:
            return super().__call__(s, env)
        tokens = self._with_addresses(s, env) if "://" in s or "www." in s else super().__call__(s, env)
        return _with_mail(tokens) if "@" in s else tokens


def _parse_address(inline: InlineParser, m: re.Match[str], state: InlineState) -> int | None:
    start = m.start()
    end = address_end(state.src, start, in_brackets=bool(state.brackets))
    if end is None:
        return None
    text = state.src[start:end]
    if state.in_link:
        inline.process_text(text, state, parse_emphasis=False)
    else:
        state.append_token(link_token(text, f"http://{text}" if text.startswith("www.") else text))
    return end


def _parse_note(inline: InlineParser, m: re.Match[str], state: InlineState) -> int | None:
    key = unikey(m["note"])
    if key in state.env.get("notes", ()):
        if m[0].startswith("!"):
            inline.process_text("!", state)
        state.append_token({"type": "footnote_ref", "raw": key})
        return m.end()
    if "missing_notes" in state.env:
        state.env["missing_notes"].append((m["note"], m.start()))
    opening = _OPENING.match(state.src, m.start())
    return inline.parse_link(opening, state) if opening else None


def _parse_strike(inline: InlineParser, m: re.Match[str], state: InlineState) -> int:
    inline.process_text(m[0], state)  # what it means is found together with emphasis
    return m.end()


def _with_mail(tokens: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tokens with links in place of the bare mail addresses in their texts."""
    found: list[dict[str, Any]] = []
    in_link = False
    for token in tokens:
        kind = token["type"]
        if kind == "inline_html" and (tag := _IN_LINK.match(token["raw"])):
            in_link = not tag[1]
        if kind == "text" and not in_link and "@" in token["raw"]:
            for text, url in mail_links(token["raw"]):
                if url:
                    link = link_token(text, url)
                    del link["_autolink"]
                    found.append(link)
                elif text:
                    found.append({"type": "text", "raw": text})
            continue
        if kind not in {"link", "image"} and "children" in token and not in_link:
            token["children"] = _with_mail(token["children"])
        found.append(token)
    return found
