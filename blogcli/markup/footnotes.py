"""Footnotes: numbered in the order in which they are first cited, and shown below the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from blogcli.markup.block_tokens import Note

CITATION = re.compile(r'<sup class="footnote-ref".*?</sup>')  # as `render_citation` writes it

Tokens = list[dict[str, Any]]


def with_notes(tokens: Tokens, notes: Mapping[str, Note], read: Callable[[Tokens], Tokens]) -> Tokens:
    """The tokens of a text with its notes numbered, and behind them those of the notes that are cited.

    `read` reads the inline text of a note's tokens; a note may cite others.
    """
    citations = _Citations()
    tokens = citations.numbered(tokens)
    items: Tokens = []
    for key in citations.order:  # which grows meanwhile
        items.append({"type": "footnote_item", "children": citations.numbered(read(notes[key].tokens))})
    for item, (number, cited) in zip(items, citations.cited.values(), strict=True):
        item["attrs"] = {"index": number, "cited": cited}
    return [*tokens, {"type": "footnotes", "children": items}] if items else tokens


class _Citations:
    """The notes that are cited, in their order, with their numbers and how often each is cited."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.cited: dict[str, tuple[int, int]] = {}

    def numbered(self, tokens: Tokens) -> Tokens:
        """Tokens whose citations have numbers; those in a link's text stand behind it, as there is no link in a link.

        There are none in what is shown instead of an image.
        """
        found: Tokens = []
        for token in tokens:
            if token["type"] == "footnote_ref":
                found.append(self._citation(token["raw"]))
                continue
            behind: Tokens = []
            if token["type"] in {"link", "image"}:
                token["children"], cited = _apart(token["children"])
                behind = [self._citation(key) for key in cited] if token["type"] == "link" else []
            elif "children" in token:
                token["children"] = self.numbered(token["children"])
            found += [token, *behind]
        return found

    def _citation(self, key: str) -> dict[str, Any]:
        if key not in self.cited:
            self.order.append(key)
        number, times = self.cited.get(key, (len(self.order), 0))
        self.cited[key] = number, times + 1
        return {"type": "footnote_ref", "attrs": {"index": number, "time": times + 1}}


def _apart(tokens: Tokens) -> tuple[Tokens, list[str]]:
    """Tokens without the citations in them, and what these cite."""
    left: Tokens = []
    cited: list[str] = []
    for token in tokens:
        if token["type"] == "footnote_ref":
            cited.append(token["raw"])
            continue
        if "children" in token:
            token["children"], within = _apart(token["children"])
            if token["type"] != "image":
                cited += within
        left.append(token)
    return left, cited


def citation_id(index: int, time: int) -> str:
    """The id of the place that cites a note, for the first time or another."""
    return f"fnref-{index}" if time == 1 else f"fnref-{index}-{time}"


def render_citation(index: int, time: int) -> str:
    """The HTML of a place that cites a note."""
    return f'<sup class="footnote-ref" id="{citation_id(index, time)}"><a href="#fn-{index}">{index}</a></sup>'


def render_note(text: str, index: int, cited: int) -> str:
    """The HTML of a note, with a way back to each place that cites it."""
    links = []
    for time in range(1, cited + 1):
        mark = "&#8617;" if time == 1 else f"&#8617;<sup>{time}</sup>"
        links.append(f'<a href="#{citation_id(index, time)}" class="footnote">{mark}</a>')
    text, back = text.rstrip(), " ".join(links)
    text = f"{text[:-4]}{back}</p>" if text.endswith("</p>") else f"{text}\n{back}"
    return f'<li id="fn-{index}">{text}</li>\n'
