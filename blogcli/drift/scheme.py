"""Scheme v1, frozen: a version's text as blocks, and its digests, by which later texts are compared with it.

    v1-j99k7yj0g1-gkxca-0-0   the scheme, and digests of the prose, links, code and images; 0: there are none
    ta2d8 p9kxp p6npg ppphs   the blocks: a letter for the kind and 4 characters of the prose's digest

A digest is BLAKE2b with 8 bytes (RFC 7693) over UTF-8, of which the first bits are written in Crockford's base 32 in
small letters, 5 bits a character: 50 of the prose, 25 of links, code and images, 20 of a block.

- Links, code and images have a digest each, since from one for the three nobody could tell which of them changed. They
  cover targets and code in order, but no block: one link moved with its paragraph is told by the paragraph.
- The prose is digested as three lines: title, summary, and the body's blocks joined by spaces. So a paragraph split or
  joined changes tokens and not this, and a word moved from the title into the text does.
- Blocks are those that hold text: of a list and a quote each paragraph, heading, piece of code is one, with the letter
  of what it stands in.
- A block of code, which has no prose, has its code in its token: so it can be named when it changes. Any other block
  without prose (a rule, a picture without words) has the token of the empty text and is never compared.

blogcli will read v1 for ever, and tests/drift/vectors.json holds it to that. What has to change becomes v2, beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b, sha1
from typing import TYPE_CHECKING

from blogcli.drift.lines import lines_of, scan
from blogcli.drift.patterns import DEFINITION, NOTE, Raw
from blogcli.drift.prose import Reader, closed, spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SCHEME = "v1"
KINDS = {
    "t": "title",
    "s": "summary",
    "h": "heading",
    "p": "paragraph",  # a footnote, too
    "l": "list item",  # what stands in one, as paragraphs do
    "q": "quote",  # the same of a quote
    "b": "table",
    "c": "code",  # what <script>, <style>, <pre> and <textarea> hold, too
    "x": "HTML",
    "r": "rule",
}
NONE = "0"  # the digest where there is nothing to digest
# What stands for a text of which only the blocks are known: it equals nothing.
UNKNOWN = f"{SCHEME}-{NONE * 10}-{NONE}-{NONE}-{NONE}"
UNKNOWN_BLOB = NONE * 40

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a version: its kind (a letter of `KINDS`), its prose, its line in the body, from 1.

    Title and summary stand in the front matter: their line is 0. `marks` stands for the links, code and images in it.
    """

    kind: str
    prose: str
    line: int
    marks: str = ""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A version's digests: of the whole (`source`) and of each block (`tokens`).

    `texts` holds the prose of each block, for comparing where a block was split or joined, and `besides` the targets of
    links, the code and the targets of images; a record knows none of these.
    """

    source: str
    tokens: tuple[str, ...]
    texts: tuple[str, ...] = field(default=(), compare=False, repr=False)
    besides: tuple[tuple[str, ...], ...] = field(default=((), (), ()), compare=False, repr=False)

    @property
    def prose(self) -> str:
        """The digest of the prose, however it is divided into blocks."""
        return self.source.split("-")[1]


def blocks_of(title: str, summary: str, body: str, scanned: Sequence[Raw] | None = None) -> tuple[Block, ...]:
    """The blocks by their numbers: 0 is the title, 1 the summary where there is one, then those of the body.

    `scanned` is what `scan` found in the body, where that is known.
    """
    raws, texts, _ = _read(title, summary, scan(lines_of(body)) if scanned is None else scanned)
    return tuple(Block(raw.kind, text, raw.line, _marks(raw)) for raw, text in zip(raws, texts, strict=True))


def fingerprint(title: str, summary: str, body: str) -> Fingerprint:
    """What is kept of a version's title, summary ("" for none) and body, both ends of lines allowed."""
    raws, texts, reader = _read(title, summary, scan(lines_of(body)))
    tokens = tuple(
        [raw.kind + digest(raw.code[0] if raw.kind == "c" else text, 4) for raw, text in zip(raws, texts, strict=True)]
    )
    front = front_of(tokens)
    prose = "\n".join([texts[0], texts[1] if front == 2 else "", joined(texts[front:])])
    source = "-".join([SCHEME, digest(prose, 10), *_besides(reader)])
    return Fingerprint(source, tokens, tuple(texts), (tuple(reader.links), tuple(reader.code), tuple(reader.images)))


def summary_of(tokens: tuple[str, ...]) -> str:
    """The token of the summary, or ""."""
    return tokens[1] if tokens[1:] and tokens[1][0] == "s" else ""


def front_of(tokens: tuple[str, ...]) -> int:
    """The number of the body's first block: how many stand before it, title and perhaps summary."""
    return 2 if summary_of(tokens) else 1


def joined(texts: list[str] | tuple[str, ...]) -> str:
    """The prose of blocks as one text."""
    return closed(" ".join(filter(None, texts)))


def digest(text: str, length: int) -> str:
    """The first `length` characters, 10 at most, of a text's digest."""
    return _written(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), length)


def digests_up_to(text: str, start: int, ends: Iterable[int]) -> Iterator[tuple[int, str]]:
    """For each of these rising ends it and 4 characters of the digest of what stands between `start` and it."""
    known = blake2b(digest_size=8)
    for end in ends:
        known.update(text[start:end].encode("utf-8", "surrogatepass"))
        start = end
        yield end, _written(known.copy().digest(), 4)


def _written(found: bytes, length: int) -> str:
    number = int.from_bytes(found) >> 14  # 50 bits
    if length == 4:
        return _PAIRS[number >> 40] + _PAIRS[number >> 30 & 1023]
    return "".join([_PAIRS[number >> shift & 1023] for shift in (40, 30, 20, 10, 0)])[:length]


def blob_id(data: bytes) -> str:
    """The id git gives a file of these bytes (`git hash-object`): 40 hexadecimal digits.

    CRLF counts as LF: with `text eol=lf`, as a blog's .gitattributes has it, git stores LF whatever the disk holds.
    """
    data = data.replace(b"\r\n", b"\n")
    return sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()


def _besides(reader: Reader) -> list[str]:
    """The digests of links, code and images."""
    return [digest("\0".join(found), 5) if found else NONE for found in (reader.links, reader.code, reader.images)]


def _marks(raw: Raw) -> str:
    reader = Reader()
    reader.code += raw.code
    reader.read(raw.text)
    return "-".join(_besides(reader))


def _read(title: str, summary: str, body: Sequence[Raw]) -> tuple[list[Raw], list[str], Reader]:
    reader = Reader()
    raws = [Raw("t", title, (), 0)]
    lines = [title.replace("\n", " ").strip(" ")]
    if summary.strip(" \t\r\n"):
        raws.append(Raw("s", summary, (), 0))
        lines.append(summary.replace("\n", " ").strip(" "))
    for raw in body:
        if raw.kind == DEFINITION:
            reader.links.append(raw.text)
        elif raw.kind != NOTE:
            raws.append(raw)
            reader.code += raw.code
            lines.append(reader.read(raw.text) if raw.text else "")
    return raws, spelt("\n".join(lines)).split("\n"), reader
