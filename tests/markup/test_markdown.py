"""What an author's Markdown becomes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import html5lib
import pytest

from blogcli.markup.html_visible import plain_text
from blogcli.markup.markdown import render

if TYPE_CHECKING:
    from collections.abc import Callable


def ids(html: str) -> list[str]:
    """Every id in the HTML, as a browser reads it."""
    parsed = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [element.get("id") for element in parsed.iter() if isinstance(element.tag, str) and element.get("id")]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Il *mare* e il **monte**", "<p>Il <em>mare</em> e il <strong>monte</strong></p>"),
        ("~~mai~~", "<p><del>mai</del></p>"),
        ("prima  \ndopo", "<p>prima<br>\ndopo</p>"),
        ("prima\ndopo", "<p>prima\ndopo</p>"),
        ("uno\n\n---\n\ndue", "<p>uno</p>\n<hr>\n<p>due</p>"),
        ("![Il porto](porto.jpg)", '<p><img src="porto.jpg" alt="Il porto"></p>'),
        ("![a](a.jpg)![b](b.jpg)", '<p><img src="a.jpg" alt="a"><img src="b.jpg" alt="b" loading="lazy"></p>'),
        ("<div class=nota>*così*</div>", "<div class=nota>*così*</div>"),
        ("un <kbd>Esc</kbd> *qui*", "<p>un <kbd>Esc</kbd> <em>qui</em></p>"),
        ("# Titolo", '<h2 id="titolo">Titolo</h2>'),
        ("## Titolo", '<h2 id="titolo">Titolo</h2>'),
        ("###### Titolo", '<h6 id="titolo">Titolo</h6>'),
        ("Titolo\n======", '<h2 id="titolo">Titolo</h2>'),
        ("## `ls` & *più*", '<h2 id="ls-più"><code>ls</code> &amp; <em>più</em></h2>'),
        ("## 第一章", '<h2 id="第一章">第一章</h2>'),
        ("## !!!", '<h2 id="section">!!!</h2>'),
        ("    a < b", '<pre tabindex="0"><code>a &lt; b\n</code></pre>'),
        ("```\na < b\n```", '<pre tabindex="0"><code>a &lt; b\n</code></pre>'),
        ("```nessuna\n<b>\n```", '<pre tabindex="0"><code class="language-nessuna">&lt;b&gt;\n</code></pre>'),
        ("", ""),
    ],
)
def test_markdown(text: str, html: str) -> None:
    assert render(text).html.strip() == html


def test_a_table_scrolls_within_the_page() -> None:
    html = render("| porto | miglia |\n|---|--:|\n| Gaeta | 12 |\n").html
    assert html.startswith('<div class="table" tabindex="0"><table>')
    assert '<th style="text-align:right">miglia</th>' in html
    assert "<td>Gaeta</td>" in html


def test_a_footnote_leads_there_and_back() -> None:
    html = render("Si parte[^1].\n\n[^1]: All'alba.\n").html
    assert {"fnref-1", "fn-1"} == set(ids(html))
    assert {"#fnref-1", "#fn-1"} == set(re.findall(r'href="([^"]+)"', html))


@pytest.mark.parametrize("language", ["python", "Python", "py", "html+jinja", "c++"])
def test_code_in_a_known_language_is_marked_for_colouring_and_stays_the_same_text(language: str) -> None:
    code = "\n\nif a < b && c: # <script>\n    return '&amp;'\n\n"
    html = render(f"```{language} righe=3\n{code}```\n").html
    assert f'<code class="language-{language}">' in html
    assert '<span class="' in html
    assert "<script>" not in html
    parsed = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert "".join(parsed.itertext()).rstrip("\n") == code.rstrip("\n")


@pytest.mark.parametrize(
    "text",
    [
        "# Porto\n\n# Porto\n\n## porto\n",
        "# !!!\n\n# ???\n\n# Section\n",
        pytest.param(
            "# Porto\n\n# Porto\n\n# Porto 2\n",
        ),
        pytest.param(
            "# Fn 1\n\nParte[^1].\n\n[^1]: All'alba.\n",
        ),
    ],
)
def test_no_two_anchors_of_a_body_are_the_same(text: str) -> None:
    found = ids(render(text).html)
    assert len(set(found)) == len(found) >= 3


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("Uno.\n\nDue.", "<p>Uno.</p>"),
        ("## Capo\n\n> citazione\n\nDue.", "<p>citazione</p>"),
        ("![foto](a.jpg)\n\nDue.", '<p><img src="a.jpg" alt="foto" loading="lazy"></p>'),
        ("Uno.\n\nDue.\n\n<!--more-->\n\nTre.", "<p>Uno.</p>\n<p>Due.</p>"),
        ("Uno.\n\n<!-- more -->\n\nTre.", "<p>Uno.</p>"),
        ("<!--more-->\n\nUno.\n\nDue.", "<p>Uno.</p>"),
        ("Uno[^1].\n\nDue.\n\n[^1]: nota", "<p>Uno.</p>"),
        ("# Uno\n\nDue.\n\n<!--more-->\n\nTre.", "<h2>Uno</h2>\n<p>Due.</p>"),
        ("<script>if ('<p>x</p>') y()</script>\n\nUno.", "<p>Uno.</p>"),
        ("```\n<p>x</p>\n```", ""),
        ("", ""),
        pytest.param(
            "Vedi [qui][1].\n\n<!--more-->\n\nTre.\n\n[1]: https://mare.example/",
            '<p>Vedi <a href="https://mare.example/">qui</a>.</p>',
        ),
        pytest.param(
            "Uno[^1].\n\n<!--more-->\n\nTre.\n\n[^1]: nota",
            "<p>Uno.</p>",
        ),
        pytest.param(
            "Scrivi `<!--more-->` dove vuoi.\n\nDue.",
            "<p>Scrivi <code>&lt;!--more--&gt;</code> dove vuoi.</p>",
        ),
    ],
)
def test_the_summary(text: str, summary: str) -> None:
    assert render(text).summary == summary


@pytest.mark.parametrize("raw_html", [True, False])
def test_only_the_author_may_write_html(raw_html: bool) -> None:
    html = render("<b>x</b>\n\n<script>y()</script>\n\na <i>z</i>", raw_html=raw_html).html
    assert ("<script>" in html, "<b>" in html, "<i>" in html) == (raw_html,) * 3
    assert ("&lt;script&gt;y()" in html) is not raw_html


def test_a_guest_s_mark_for_the_summary_is_not_shown() -> None:
    found = render("Uno.\n\nDue.\n\n<!--more-->\n\nTre.", raw_html=False)
    assert found.summary == "<p>Uno.</p>\n<p>Due.</p>"
    assert "more" not in found.html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Il <em>mare</em>\n &amp; il monte</p>", "Il mare & il monte"),
        ("<p>Uno.</p>\n<p>Due.</p>", "Uno. Due."),
        ("a<br>\nb", "a b"),
        ("", ""),
    ],
)
def test_plain_text(html: str, text: str) -> None:
    assert plain_text(html) == text


@pytest.mark.parametrize(
    "write",
    [
        lambda n: "> " * n + "x",
        lambda n: "*" * n,
        lambda n: "[" * n,
        lambda n: "![" * n + "](x" * n,
        lambda n: "<" * n,
        lambda n: "`" * n + " x " + "`" * (n - 1),
        lambda n: "- " * n + "x",
        lambda n: "- x\n\n" * n + "  x",
        lambda n: "_a" * n,
        lambda n: "|a" * n + "\n" + "|-" * n,
        lambda n: "<!--" * n,
        lambda n: "<a href=" * n,
    ],
)
def test_odd_text_is_only_text(write: Callable[[int], str]) -> None:
    assert isinstance(render(write(300)).html, str)
