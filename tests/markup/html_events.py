"""HTML as what it says: tags, attributes and text, without white space and ways of writing that mean nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

Event = tuple[object, ...]

_BLOCKS = frozenset({
    "article", "blockquote", "body", "br", "col", "colgroup", "dd", "details", "div", "dl", "dt", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
})  # fmt: skip


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[Event] = []
        self.in_pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_pre += tag == "pre"
        self.events.append(("<", tag, tuple(sorted((name, value or "") for name, value in attrs))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append(("<", tag, tuple(sorted((name, value or "") for name, value in attrs))))

    def handle_endtag(self, tag: str) -> None:
        self.in_pre -= tag == "pre"
        self.events.append(("/", tag))

    def handle_data(self, data: str) -> None:
        text = data if self.in_pre > 0 else re.sub(r"\s+", " ", data)
        if self.events and self.events[-1][0] == "text":
            text = str(self.events.pop()[1]) + text
        self.events.append(("text", text))

    def handle_comment(self, data: str) -> None:
        self.events.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.events.append(("declaration", decl))

    def unknown_decl(self, data: str) -> None:
        self.events.append(("declaration", data))

    def handle_pi(self, data: str) -> None:
        self.events.append(("instruction", data))


def events(html: str) -> list[Event]:
    """The HTML's tags and texts in their order; white space beside a block's tag, outside `pre`, is left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found: list[Event] = []
    depth = 0
    for place, event in enumerate(reader.events):
        depth += (event[:2] == ("<", "pre")) - (event[:2] == ("/", "pre"))
        if event[0] == "text" and depth <= 0:
            text = str(event[1])
            before = reader.events[place - 1] if place else ("<", "body")
            behind = reader.events[place + 1] if place + 1 < len(reader.events) else ("/", "body")
            text = text.lstrip() if before[0] in {"<", "/"} and before[1] in _BLOCKS else text
            text = text.rstrip() if behind[0] in {"<", "/"} and behind[1] in _BLOCKS else text
            found += [("text", text)] if text else []
        else:
            found.append(event)
    return found


def words(html: str) -> list[str]:
    """The words that a reader of the HTML sees, in their order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return re.findall(r"\w+", " ".join(str(event[1]) for event in reader.events if event[0] == "text"))
