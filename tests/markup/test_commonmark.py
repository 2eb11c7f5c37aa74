"""The examples of the CommonMark specification, and random documents beside another parser of CommonMark."""

from __future__ import annotations

import random
import re

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt

from blogcli.markup.block_parser import BlockParser
from blogcli.markup.inline_parser import InlineParser
from blogcli.markup.markdown import render
from blogcli.markup.parser import Markdown
from blogcli.markup.renderer import HTMLRenderer
from tests.conftest import package
from tests.markup.html_events import events, words
from tests.support import REPOSITORY

_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, str]]:
    """Markdown and HTML of the specification's examples."""
    text = package("commonmark-spec", "spec.txt").read_text("utf-8").replace("→", "\t")
    return [(match[1], match[2]) for match in _EXAMPLE.finditer(text)]


def test_the_examples_of_the_specification_are_as_many_as_the_manual_says() -> None:
    plain = Markdown(HTMLRenderer(escape=False), BlockParser(), InlineParser(addresses=False))
    found = examples()
    right = sum(events(plain(text)) == events(html) for text, html in found)
    said = re.search(
        r"(\d+) of the (\d+) examples of CommonMark 0\.31", (REPOSITORY / "docs/file-formats.md").read_text()
    )
    assert said
    assert (right, len(found)) == (int(said[1]), int(said[2]))


def test_authors_texts_differ_from_the_examples_by_what_the_manual_names_alone() -> None:
    """Headings begin at the second level and have ids, pictures load late, bare addresses are links."""

    def by_design(html: str) -> list[object]:
        html = re.sub(r"<(/?)h1\b", r"<\1h2", html)
        html = re.sub(r'(<h\d) id="[^"]*"', r"\1", html)
        html = html.replace(' loading="lazy"', "").replace(' tabindex="0"', "")
        return list(events(html))

    # What slips in HTML are mended to, code is coloured with, and `javascript:` is refused for, has tests of its own.
    others = re.compile(r"<|```|~~~|javascript|\{#|://|@")
    differing = [
        text for text, html in examples() if not others.search(text) and by_design(render(text).html) != by_design(html)
    ]
    assert differing == []


PREFIXES = [
    "", "", "", "", "> ", ">", "- ", "* ", "+ ", "-", "1. ", "2. ", "1) ", "10. ", "  ", "    ", "\t", "   ", "> > ",
    "- - ", "> - ", "-  ", " ", ">\t", "-\t", "      ",
]  # fmt: skip
ENDINGS = ["\n"] * 5 + ["\n\n"] * 2 + ["\n \n", "\n \t\n"]
SHAPES = [
    *["{}"] * 6, "# {}", "## {}", "{} | {}", "{}\\", "{}  ", "**{}**", "_{}_", "`{}`", "~~{}~~", "[{}](u)", "[{}]",
    "[{}]: /u", "[^{}]", "{} ***", "> {}", "1. {}", "- {}", "- [ ] {}", "```{}", "<b>{}</b>", "{}\n===", "{}\n---",
    "---", "***", "===", "=", "-", "- -", "```", "~~~", "*", "<div>", "</div>", "<b>", "# ", "", "", " ", "\t",
    "|-|-|", "-|-", "| {} |", "{} {}",
]  # fmt: skip


def document(rng: random.Random) -> str:
    """A document of lines, whose words are all different."""
    lines = []
    for number in range(rng.randrange(2, 10)):
        prefix = rng.choice(PREFIXES) + (rng.choice(PREFIXES) if rng.random() < 0.3 else "")
        lines.append(prefix + rng.choice(SHAPES).replace("{}", f"w{number}") + rng.choice(ENDINGS))
    return "".join(lines)


@pytest.mark.parametrize(
    ("seed", "count"), [(1, 500), *(pytest.param(seed, 6000, marks=pytest.mark.slow) for seed in range(2, 12))]
)
def test_no_word_of_a_document_is_lost_or_out_of_order(seed: int, count: int) -> None:
    """Each document has its words in the order of one of two parsers, which differ themselves in 1 of 500."""
    markdown_it = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    rng = random.Random(seed)
    differing = []
    for _ in range(count):
        text = document(rng)
        ours = words(render(text).html)
        if ours == words(markdown_it.render(text)):
            continue
        github = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
        if ours != words(github):
            differing.append((text, ours, words(github)))
    assert differing == []
