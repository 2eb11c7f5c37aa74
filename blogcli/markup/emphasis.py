"""Emphasis, strong emphasis and strikethrough in a text's tokens, in time that grows with the text.

CommonMark 0.31, section 6.2 and "Appendix: A parsing strategy"; GitHub Flavored Markdown Spec, section 6.5. mistune has
an algorithm of its own, which doesn't know ~ and takes letters with marks of their own, as in Hindi, for punctuation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Iterable

_REST_OF_REFERENCE = re.compile(r"#[0-9]{1,7};|#[xX][0-9a-fA-F]+;|[^\t\n\f <&#;]{1,32};")
_RUN = re.compile(r"\*+|_+|~+")
_SOMETHING = "\ufffc"  # stands for what is no text, which is punctuation beside a mark, as the < of HTML


class _Run:
    """A run of one mark: how many of it are left, and the emphases that it closes and opens, in this order."""

    __slots__ = ("closes", "count", "length", "mark", "may_close", "may_open", "opens", "place", "previous")

    def __init__(self, text: str, before: str, behind: str) -> None:
        self.mark = text[0]
        self.length = self.count = len(text)
        left = not behind.isspace() and (not _is_punctuation(behind) or before.isspace() or _is_punctuation(before))
        right = not before.isspace() and (not _is_punctuation(before) or behind.isspace() or _is_punctuation(behind))
        if self.mark == "_":
            self.may_open = left and (not right or _is_punctuation(before))
            self.may_close = right and (not left or _is_punctuation(behind))
        else:
            self.may_open, self.may_close = left, right
        if self.mark == "~" and self.length > 2:
            self.may_open = self.may_close = False
        self.closes: list[str] = []
        self.opens: list[str] = []
        self.place = 0
        self.previous: _Run | None = None


def with_emphasis(tokens: list[dict[str, Any]], deepest: int) -> list[dict[str, Any]]:
    """Tokens of inline text with its emphases made of the marks in it; those more than `deepest` deep stay marks."""
    if not any("raw" in token and _has_marks(token) for token in tokens):
        return _merged(map(_clean, tokens))
    parts = list(_parts(tokens))
    _match([part for part in parts if isinstance(part, _Run)])
    return _tree(parts, deepest)


def _has_marks(token: dict[str, Any]) -> bool:
    raw = token["raw"]
    return token["type"] == "text" and token.get("_emphasis", True) and ("*" in raw or "_" in raw or "~" in raw)


def _is_punctuation(char: str) -> bool:
    return not char.isalnum() and category(char)[0] in "PS"


def _clean(token: dict[str, Any]) -> dict[str, Any]:
    """A token without what only the parser has to know."""
    if "_emphasis" in token or "_autolink" in token:
        return {key: value for key, value in token.items() if key not in {"_emphasis", "_autolink"}}
    return token


def _parts(tokens: list[dict[str, Any]]) -> Iterable[dict[str, Any] | _Run]:
    """The tokens, with runs of marks apart from the text around them."""
    sources = [_source(token) for token in tokens]
    source = "\n".join(["", "".join(sources), ""])
    start = 1
    for token, its_source in zip(tokens, sources, strict=True):
        if token["type"] != "text" or not _has_marks(token):
            yield _clean(token)
        else:
            text, position = token["raw"], 0
            for match in _RUN.finditer(text):
                if match.start() > position:
                    yield {"type": "text", "raw": text[position : match.start()]}
                position = match.end()
                yield _Run(match[0], *_around(source, start + match.start(), start + position))
            if position < len(text):
                yield {"type": "text", "raw": text[position:]}
        start += len(its_source)


def _around(source: str, start: int, end: int) -> tuple[str, str]:
    """The characters before and behind a run; emphasis looks past strikethrough, as cmark-gfm has it."""
    start -= 1
    if source[end - 1] != "~":
        while source[start] == "~":
            start -= 1
        while source[end] == "~":
            end += 1
    return source[start], source[end]


def _source(token: dict[str, Any]) -> str:
    """What stands in a text for a token, as far as its first and last characters go."""
    if token["type"] == "text":
        return str(token["raw"]) if token.get("_emphasis", True) else f"\\{token['raw']}"
    if token["type"] in {"softbreak", "linebreak"}:
        return "\n"
    return str(token.get("_autolink", _SOMETHING))


def _match(runs: list[_Run]) -> None:
    """Find which runs open and close emphases; see "process emphasis" in the strategy."""
    last: _Run | None = None  # of those that may still open one
    bottoms: dict[tuple[str, int, bool], int] = {}
    for place, run in enumerate(runs):
        run.place = place
        if run.may_close:
            last = _close(run, last, bottoms)
        if run.may_open and run.count:
            run.previous = last
            last = run


def _close(closer: _Run, last: _Run | None, bottoms: dict[tuple[str, int, bool], int]) -> _Run | None:
    """Close what a run can close, from the last opener on; return the last that is left.

    `bottoms` says up to which place it is known that no opener fits such a run.
    """
    while closer.count:
        key = (closer.mark, closer.length % 3, closer.may_open)
        bottom = bottoms.get(key, -1)
        opener = last
        while opener and opener.place > bottom and not _fits(opener, closer):
            opener = opener.previous
        if not opener or opener.place <= bottom:
            bottoms[key] = last.place if last else -1
            break
        if closer.mark == "~" and opener.length != closer.length:  # neither is one then, as cmark-gfm has it
            closer.may_open = False
            return opener.previous
        size = closer.count if closer.mark == "~" else 2 if opener.count >= 2 and closer.count >= 2 else 1
        kind = "strikethrough" if closer.mark == "~" else "strong" if size == 2 else "emphasis"
        opener.opens.append(kind)
        closer.closes.append(kind)
        opener.count -= size
        closer.count -= size
        last = opener if opener.count else opener.previous
    return last


def _fits(opener: _Run, closer: _Run) -> bool:
    if opener.mark != closer.mark:
        return False
    if opener.may_close or closer.may_open:
        return (opener.length + closer.length) % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)
    return True


def _tree(parts: list[dict[str, Any] | _Run], deepest: int) -> list[dict[str, Any]]:
    """Tokens with emphases in one another, of parts in a row."""
    levels: list[list[dict[str, Any]]] = [[]]
    too_deep = 0  # how many emphases are open that stay marks
    for part in parts:
        if isinstance(part, dict):
            levels[-1].append(part)
            continue
        for kind in part.closes:
            if too_deep:
                too_deep -= 1
                levels[-1].append({"type": "text", "raw": part.mark * _size(kind, part)})
                continue
            children = _merged(levels.pop())
            levels[-1].append({"type": kind, "children": children})
        if part.count:
            levels[-1].append({"type": "text", "raw": part.mark * part.count})
        for kind in reversed(part.opens):
            if len(levels) > deepest:
                too_deep += 1
                levels[-1].append({"type": "text", "raw": part.mark * _size(kind, part)})
            else:
                levels.append([])
    return _merged(levels[0])


def _size(kind: str, run: _Run) -> int:
    return run.length if kind == "strikethrough" else 2 if kind == "strong" else 1


def _merged(tokens: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tokens with the texts in a row as one, unless that would make a character reference of their parts."""
    merged: list[dict[str, Any]] = []
    chunks: list[str] = []
    for token in tokens:
        is_text = token["type"] == "text"
        if chunks and (not is_text or (chunks[-1].endswith("&") and _REST_OF_REFERENCE.match(token["raw"]))):
            merged.append({"type": "text", "raw": "".join(chunks)})
            chunks = []
        if not is_text:
            merged.append(token)
        elif token["raw"]:
            chunks.append(token["raw"])
    if chunks:
        merged.append({"type": "text", "raw": "".join(chunks)})
    return merged
