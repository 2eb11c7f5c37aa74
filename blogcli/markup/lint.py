"""What an author's Markdown says in vain: footnotes nobody cites, citations of none, and refused addresses."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from mistune import BlockState

from blogcli.markup.block_parser import BlockParser
from blogcli.markup.inline_parser import InlineParser
from blogcli.markup.schemes import is_program

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Fault(Enum):
    """What is wrong."""

    UNCITED = "a note that nothing cites"
    MISSING = "a citation of a note that isn't there"
    REFUSED = "an address that runs as a program"


class Found(NamedTuple):
    """A fault, its line, from 1, and the label or the address."""

    fault: Fault
    line: int
    text: str


def may_lint(text: str) -> bool:
    """Whether there may be anything to find, which is sooner told than looked for."""
    lower = text.lower()
    return "[^" in text or "script" in lower or "text/html" in lower or "%" in text or "&" in text


def lint(text: str) -> list[Found]:
    """The faults of a text, by line."""
    state = BlockState()
    state.process(text.replace("\r\n", "\n").replace("\r", "\n"))
    BlockParser(notes=True, tables=True).parse(state)
    reader = _Reader(state.env)
    reader.read(state.tokens)
    for key in reader.cited:  # which grows meanwhile
        reader.read(state.env["notes"][key].tokens)
    notes = state.env["notes"]
    uncited = [
        Found(Fault.UNCITED, note.line + 1, note.label) for key, note in notes.items() if key not in reader.cited
    ]
    return sorted([*reader.found, *uncited], key=lambda found: found.line)


class _Reader:
    """Goes through a text's tokens, and keeps what it finds and which notes are cited."""

    def __init__(self, env: Any) -> None:
        self.env = env
        self.inline = InlineParser()
        self.found: list[Found] = []
        self.cited: list[str] = []

    def read(self, tokens: Iterable[dict[str, Any]]) -> None:
        for token in tokens:
            if "text" in token:
                self._text(token["text"], token["line"] + 1)
            elif "children" in token:
                self.read(token["children"])

    def _text(self, text: str, line: int) -> None:
        missing: list[tuple[str, int]] = []
        tokens = self.inline(text, self.env | {"missing_notes": missing})
        for token in _all(tokens):
            if token["type"] == "footnote_ref":
                if token["raw"] not in self.cited:
                    self.cited.append(token["raw"])
            elif token["type"] in {"link", "image"} and is_program(token["attrs"]["url"]):
                at = line + text.count("\n", 0, token.get("at", 0))
                self.found.append(Found(Fault.REFUSED, at, unquote(token["attrs"]["url"])))
        self.found += [Found(Fault.MISSING, line + text.count("\n", 0, at), label) for label, at in missing]


def _all(tokens: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Tokens with those in them; what stands for an image is no place for a citation."""
    for token in tokens:
        yield token
        within = _all(token.get("children", ()))
        yield from (each for each in within if token["type"] != "image" or each["type"] != "footnote_ref")
