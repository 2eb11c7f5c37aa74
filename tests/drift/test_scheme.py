"""Scheme v1: what a text comes to, for ever, and what makes no difference to it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.drift import marks, prose
from blogcli.drift.scheme import KINDS, blob_id, blocks_of, fingerprint

# Records out there were made by these rules. A vector that fails means "make a scheme v2", never "renew the vectors".
VECTORS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_the_scheme_is_frozen(vector: dict[str, Any]) -> None:
    text = vector["title"], vector["summary"], vector["body"]
    assert [block.prose for block in blocks_of(*text)] == vector["prose"]
    found = fingerprint(*text)
    assert (found.source, " ".join(found.tokens)) == (vector["source"], vector["blocks"])


def test_the_vectors_show_every_kind_of_block() -> None:
    assert {token[0] for vector in VECTORS for token in vector["blocks"].split()} == set(KINDS)


def test_blocks_know_their_lines() -> None:
    body = "\nOne\nline\n\n## Two\n```\ncode\n```\n[a]: /x\n<!--more-->\n- list\n"
    assert [(b.kind, b.line) for b in blocks_of("T", "S", body)] == [
        ("t", 0), ("s", 0), ("p", 2), ("h", 5), ("c", 6), ("l", 11)
    ]  # fmt: skip


def test_a_blob_s_id_is_git_s(tmp_path: Path) -> None:
    (tmp_path / "it.md").write_bytes("---\ntitle: Perché\n---\nUno.\n".encode())
    git = subprocess.run(["git", "hash-object", "it.md"], cwd=tmp_path, capture_output=True, text=True, check=True)
    data = (tmp_path / "it.md").read_bytes()
    assert blob_id(data) == git.stdout.strip()
    assert blob_id(data.replace(b"\n", b"\r\n")) == blob_id(data)


WORD = st.text("abcdeèìöñłжшמا", min_size=1, max_size=8) | st.sampled_from(
    ["Zoë", "Δ", "пять", "água", "l’uva", "“sì”"]
)
WORDS = st.lists(WORD, min_size=2, max_size=12)
STARTS = {"p": "", "h": "## ", "l": "- ", "q": "> "}
BLOCKS = st.lists(st.tuples(st.sampled_from(sorted(STARTS)), WORDS), min_size=1, max_size=6)
Blocks = list[tuple[str, list[str]]]


def written(blocks: Blocks) -> str:
    # Two lists in a row would be one.
    return "\n<!-- -->\n\n".join(f"{STARTS[kind]}{' '.join(words)}\n" for kind, words in blocks)


def rewrapped(blocks: Blocks, width: int) -> str:
    pieces = []
    for kind, words in blocks:
        cut = len(words) if kind == "h" else width
        begin = {"q": "\n> ", "l": "\n  "}.get(kind, "\n")
        lines = [" ".join(words[start : start + cut]) for start in range(0, len(words), cut)]
        pieces.append(f"{STARTS[kind]}{begin.join(lines)}\n")
    return "\n<!-- -->\n\n".join(pieces)


DRESSES = [
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("’", "'").replace("“", '"').replace("”", '"'),
    lambda text: text.replace("\n", "  \n"),
    lambda text: text.replace(" ", "  ").replace("#  ", "# ").replace("-  ", "- "),
    lambda text: text.replace("e", "\u00ade"),
    lambda text: text.replace("è", "e\u0300"),
    lambda text: text.replace("ì", "&igrave;"),
]


@given(BLOCKS, st.integers(1, 5), st.sampled_from(DRESSES))
def test_how_a_text_is_dressed_makes_no_difference(blocks: Blocks, width: int, dress: Any) -> None:
    plain = fingerprint("T", "", written(blocks))
    assert fingerprint("T", "", dress(rewrapped(blocks, width))) == plain


@given(BLOCKS, st.sampled_from(["*", "_", "**", "__", "***", "~~", "**_"]), st.data())
def test_emphasis_and_links_around_words_make_no_difference_to_prose(blocks: Blocks, mark: str, data: Any) -> None:
    plain = fingerprint("T", "", written(blocks))
    _, words = data.draw(st.sampled_from(blocks))
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start, len(words) - 1))
    words[start], words[end] = f"{mark}{words[start]}", f"{words[end]}{mark[::-1]}"
    assert fingerprint("T", "", written(blocks)) == plain
    words[start], words[end] = f"[{words[start]}", f"{words[end]}](https://a.example/b_(c)_d)"
    linked = fingerprint("T", "", written(blocks))
    assert linked.tokens == plain.tokens
    assert linked.prose == plain.prose
    assert linked.source != plain.source


@given(BLOCKS, st.data())
def test_a_word_changed_changes_its_block_alone(blocks: Blocks, data: Any) -> None:
    before = fingerprint("T", "", written(blocks))
    number = data.draw(st.integers(0, len(blocks) - 1))
    words = blocks[number][1]
    words[data.draw(st.integers(0, len(words) - 1))] = "changed"
    after = fingerprint("T", "", written(blocks))
    assert [n for n, (a, b) in enumerate(zip(before.tokens, after.tokens, strict=True)) if a != b] == [number + 1]
    assert before.prose != after.prose


@given(BLOCKS, st.data())
def test_code_added_changes_no_prose(blocks: Blocks, data: Any) -> None:
    before = fingerprint("T", "", written(blocks))
    words = data.draw(st.sampled_from(blocks))[1]
    words[data.draw(st.integers(0, len(words) - 1))] += " `ls -l`"
    after = fingerprint("T", "", written(blocks) + "\n```\nmake\n```\n")
    assert after.tokens[:-1] == before.tokens
    assert after.prose == before.prose


PIECES = [
    "*", "**", "_", "a", "b ", " ", "\n", "[", "](", "/x)", "]", "![", "!", "`", "~~", "\\", "[a b](/x)", "*a*", "é",
    "<b>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_the_short_way_is_the_long_way(text: str) -> None:
    long_way = re.compile(marks.LONG_WAY, re.ASCII | re.DOTALL)
    with mock.patch.object(prose, "MARKS", long_way):
        expected = fingerprint("T", "", text)
    found = fingerprint("T", "", text)
    assert (found, found.texts) == (expected, expected.texts)


ENDLESS = [
    *PIECES, "<!--", "-->", "<?", "?>", "<![CDATA[", "]]>", "<!A", ">", "[^", "[^a]", "a@b", "``", "x <", "&amp;",
]  # fmt: skip


@given(st.lists(st.sampled_from(ENDLESS), max_size=24).map("".join))
def test_the_patient_way_is_the_short_way(text: str) -> None:
    text = f"a{text}"
    with mock.patch.object(prose, "FEW", -1):
        found = fingerprint("T", "", text)
    expected = fingerprint("T", "", text)
    assert (found, found.texts) == (expected, expected.texts)


SIZE = 100_000
RUN = " " * SIZE
LONG = {
    "closing marks": f"# a{RUN}x", "a table's second line": f"a | b\n| -{RUN}x", "a target": f"[a]({RUN}x",
    "a title": f'[a](b "c"{RUN}x', "white space beside code": f"`a`{RUN}x",
} | {begin: f"a {begin}" * (SIZE // len(begin)) for begin in ("<!--", "<?", "[^", "<![CDATA[", "<!A", "[^a ")} | {
    f"{begin} ended once": f"a {begin} {end} " + begin * (SIZE // len(begin))
    for begin, end in (("<!--", "-->"), ("<?", "?>"), ("[^", "]"), ("<![CDATA[", "]]>"), ("<!A", ">"))
}  # fmt: skip


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_the_time_a_text_takes_grows_with_its_length(text: str) -> None:
    # With the square of its length each of these would take minutes.
    assert len(fingerprint("T", "", text).tokens) == 2


@given(st.text(max_size=200) | st.lists(st.sampled_from("*_`[]()<>!#-+|\\&~^:\n \t1.aè=\"'"), max_size=60).map("".join))
def test_any_text_has_a_fingerprint(text: str) -> None:
    found = fingerprint(text, text, text)
    assert len(found.tokens) == len(found.texts) == len(blocks_of(text, text, text))
    assert fingerprint(text, text, text.replace("\r\n", "\n").replace("\n", "\r\n")) == found
