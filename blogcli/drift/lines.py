"""Scheme v1, frozen: the lines of a body, divided into blocks.

Not a parser of Markdown but a scanner that finds the blocks of CommonMark 0.31 (chapters 4 and 5) where people write
them as people do. It shares nothing with the renderer, whose library may read an odd text otherwise next year: a
record written today must be read the same for ever. Change no answer here; another answer is another scheme.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.drift import patterns
from blogcli.drift.nested import container_end, inside
from blogcli.drift.patterns import DEFINITION, Raw, closes, code_of, fence_of, width, without

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def lines_of(body: str) -> list[str]:
    """The lines of a body without their ends, of whatever kind these are; NUL becomes U+FFFD (CommonMark 2.3)."""
    if "\r" in body:
        body = body.replace("\r\n", "\n").replace("\r", "\n")
    return body.replace("\0", "\ufffd").split("\n")


def scan(lines: Sequence[str]) -> list[Raw]:
    """The blocks of a body of these lines, in order, and the definitions of its links among them."""
    found: list[Raw] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line:
            at += 1
        elif line[0] in patterns.FIRST and (opens := patterns.OPENS.match(line)):
            at = _READERS[str(opens.lastgroup)](lines, at, found)
        else:
            at = _paragraph(lines, at, found)
    return found


def _paragraph(lines: Sequence[str], start: int, found: list[Raw]) -> int:
    at, kind, after = start + 1, "p", 0
    while at < len(lines):
        line = lines[at]
        if line and line[0] not in patterns.FIRST:
            at += 1
            continue
        if not line.strip(" \t"):
            break
        if at == start + 1 and "|" in lines[start] and patterns.TABLE.match(line):
            return _table(lines, start, found)
        if patterns.UNDERLINE.match(line):
            kind, after = "h", 1
            break
        if patterns.INTERRUPTS.match(line):
            break
        at += 1
    found.append(Raw(kind, "\n".join(lines[start:at]), (), start + 1))
    return at + after


def _table(lines: Sequence[str], start: int, found: list[Raw]) -> int:
    """A table as in GitHub's dialect: rows up to a blank line or another block."""
    end = start + 2
    while end < len(lines) and lines[end].strip(" \t") and not patterns.INTERRUPTS.match(lines[end]):
        end += 1
    rows = "\n".join([lines[start], *lines[start + 2 : end]])
    found.append(Raw("b", patterns.BAR.sub(" ", rows), (), start + 1))
    return end


def _skip(_lines: Sequence[str], start: int, _found: list[Raw]) -> int:
    return start + 1


def _rule(_lines: Sequence[str], start: int, found: list[Raw]) -> int:
    found.append(Raw("r", "", (), start + 1))
    return start + 1


def _heading(lines: Sequence[str], start: int, found: list[Raw]) -> int:
    text = lines[start].lstrip(" ").lstrip("#")
    found.append(Raw("h", patterns.CLOSING_MARKS.sub("", text), (), start + 1))
    return start + 1


def _reference(lines: Sequence[str], start: int, found: list[Raw]) -> int:
    _, _, meaning = lines[start].partition("]:")
    found.append(Raw(DEFINITION, meaning.strip(" \t"), (), start + 1))
    return start + 1


def _indented(lines: Sequence[str], start: int, found: list[Raw]) -> int:
    end = at = start
    while at < len(lines) and ((blank := not lines[at].strip(" \t")) or width(lines[at]) >= 4):
        at += 1
        end = end if blank else at
    code = [without(line, 4) for line in lines[start:end]]
    found.append(Raw("c", "", (code_of("", code),), start + 1))
    return end


def _fenced(lines: Sequence[str], start: int, found: list[Raw]) -> int:
    indent = width(lines[start])
    fence, info = fence_of(lines[start].strip(" \t"))
    end = start + 1
    while end < len(lines) and not closes(lines[end], fence):
        end += 1
    code = [without(line, indent) for line in lines[start + 1 : end]]
    found.append(Raw("c", "", (code_of(info, code),), start + 1))
    return end + 1


def _html(lines: Sequence[str], start: int, found: list[Raw]) -> int:
    line = lines[start].lstrip(" ")
    for begin, finish in patterns.UNSEEN_ENDS:
        if line.startswith(begin):
            return _unseen(lines, start, found, (begin, finish))
    end = start + 1
    if patterns.LITERAL.match(line):
        while end <= len(lines) and not patterns.LITERAL_END.search(lines[end - 1]):
            end += 1
        found.append(Raw("c", "", (code_of("", lines[start:end]),), start + 1))
        return end
    while end < len(lines) and lines[end].strip(" \t"):
        end += 1
    found.append(Raw("x", "\n".join(lines[start:end]), (), start + 1))
    return end


def _unseen(lines: Sequence[str], start: int, found: list[Raw], marks: tuple[str, str]) -> int:
    """Comments and their like, among them `<!--more-->`: no block, but for what follows on the last line."""
    begin, finish = marks
    end, at = start, lines[start].find(finish, lines[start].index(begin) + 2)
    while at < 0 and end + 1 < len(lines):
        end += 1
        at = lines[end].find(finish)
    rest = lines[end][at + len(finish) :].strip(" \t") if at >= 0 else ""
    if rest:
        found.append(Raw("x", rest, (), end + 1))
    return end + 1


def _quote(lines: Sequence[str], start: int, found: list[Raw]) -> int:
    end = start + 1
    while end < len(lines):
        line = lines[end]
        if not line.lstrip(" ").startswith(">"):
            # A lazy line (CommonMark 5.1) goes on with a paragraph that the quote left open.
            open_still = lines[end - 1].strip(" \t>")
            ends = patterns.INTERRUPTS.match(line) or patterns.ITEM.match(line)
            if not open_still or not line.strip(" \t") or ends:
                break
        end += 1
    found.append(inside("q", lines[start:end], start + 1))
    return end


def _list(lines: Sequence[str], start: int, found: list[Raw]) -> int:
    item = patterns.ITEM.match(lines[start])
    end = container_end(lines, start, item)
    found.append(inside("l", lines[start:end], start + 1))
    return end


def _note(lines: Sequence[str], start: int, found: list[Raw]) -> int:
    end = container_end(lines, start, None)
    first = lines[start].partition("]:")[2]
    found.append(inside("p", [first, *lines[start + 1 : end]], start + 1))
    return end


_READERS: dict[str, Callable[[Sequence[str], int, list[Raw]], int]] = {
    "blank": _skip,
    "indented": _indented,
    "heading": _heading,
    "fence": _fenced,
    "quote": _quote,
    "rule": _rule,
    "item": _list,
    "note": _note,
    "reference": _reference,
    "html": _html,
}
