"""The addresses in a Markdown text, as its HTML has them, and the lines in which they are written.

Neither Markdown nor HTML tells lines. So what is looked for is marked in the text, wherever it stands, and the HTML
tells which of the marks were those of an address.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from blogcli.markup.html_addresses import Address, Use, addresses_in
from blogcli.markup.markdown import to_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MARK = "zq{}qz"  # letters and digits end no address and begin nothing
_MARKED = re.compile(r"zq([0-9]+)qz\Z")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")  # CommonMark 0.31, section 2.4


class Written(NamedTuple):
    """An address, what it is for, and its line in the text, from 1."""

    use: Use
    address: str
    line: int


def written_in(text: str, wanted: Callable[[str], bool], *, raw_html: bool) -> Iterator[Written]:
    """The addresses in a text that are `wanted`. With `raw_html=False`, HTML in it is the text it is."""
    there = [each for each in addresses_in(to_html(text, raw_html=raw_html)) if wanted(each.address)]
    if not there:
        return
    names = dict.fromkeys(each.address for each in there)
    found = list(_marked(text, names, raw_html=raw_html))
    yield from found
    # What is left is written in a way of its own.
    for each, times in (Counter(there) - Counter(Address(use, address) for use, address, _ in found)).items():
        lines = [number for number, line in enumerate(text.split("\n"), 1) if _differs(line, each.address)]
        yield from (Written(each.use, each.address, line) for line in (lines or [1])[:times])


def _marked(text: str, names: Iterable[str], *, raw_html: bool) -> Iterator[Written]:
    spellings = {spelling for name in names if name for spelling in (name, escape(name), unquote(name))}
    if not spellings:
        return
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    pieces, at, line = [], 0, 1
    for match in re.finditer("|".join(map(re.escape, longest_first)), text):
        line += text.count("\n", at, match.end())
        pieces += [text[at : match.end()], _MARK.format(line)]
        at = match.end()
    known = frozenset(names)
    for use, address in addresses_in(to_html("".join([*pieces, text[at:]]), raw_html=raw_html)):
        if (mark := _MARKED.search(address)) and (name := address[: mark.start()]) in known:
            yield Written(use, name, int(mark[1]))


def _differs(line: str, address: str) -> bool:
    """Whether a line has an address, but with escapes of Markdown, HTML or addresses in it."""
    return address not in line and unquote(address) in unquote(unescape(_ESCAPE.sub(r"\1", line)))
