"""Quotes, lists, headings and HTML blocks that meet without a blank line: the order and the nesting of CommonMark."""

from __future__ import annotations

import pytest

from blogcli.markup.markdown import render
from blogcli.markup.sanitize import comment_html
from tests.markup.html_events import events, words

TABLE = '<div class="table" tabindex="0"><table><thead><tr><th>a</th></tr></thead></table></div>'


@pytest.mark.parametrize(
    "text",
    [
        "> You said a.\n- No b.\n> You said c.\n- Yes d.\n",
        "> a\n- b\n\n## c\n",
        "a\n> b\n-\n\nc\n",
        "- a\n> b\n- c\n> d\n\n# e\n",
        "1. a\n> b\n2. c\n# d\n- e\n> f\n",
        "> - a\n> b\n- c\n> 1. d\ne\n\n***\nf\n",
        "- a\n***\n> b\n***\n- c\n",
        "> a\n```\nb\n```\n- c\n> d\n",
        "* a\n\n  > b\n* c\n\n      d\n* e\n",
        "- > a\n- > b\n\n  c\n> d\n",
    ],
)
def test_texts_stand_in_the_order_in_which_they_are_written(text: str) -> None:
    for html in (render(text).html, comment_html(text)):
        assert words(html) == [word for word in words(text) if not word.isdigit()]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("> Quote.\n## Next", '<blockquote>\n<p>Quote.</p>\n</blockquote>\n<h2 id="next">Next</h2>'),
        ("> Quote.\n<div>a</div>", "<blockquote>\n<p>Quote.</p>\n</blockquote>\n<div>a</div>"),
        ("> Quote.\n<!-- a -->", "<blockquote>\n<p>Quote.</p>\n</blockquote>\n<!-- a -->"),
        ("> Quote.\n***", "<blockquote>\n<p>Quote.</p>\n</blockquote>\n<hr>"),
        (
            "> Quote.\n```\na\n```",
            '<blockquote>\n<p>Quote.</p>\n</blockquote>\n<pre tabindex="0"><code>a\n</code></pre>',
        ),
        ("> Quote.\n- a", "<blockquote>\n<p>Quote.</p>\n</blockquote>\n<ul>\n<li>a</li>\n</ul>"),
        ("- a\n## Next", '<ul>\n<li>a</li>\n</ul>\n<h2 id="next">Next</h2>'),
        ("> # a\nb", '<blockquote>\n<h2 id="a">a</h2>\n</blockquote>\n<p>b</p>'),
        (">     a\nb", '<blockquote>\n<pre tabindex="0"><code>a\n</code></pre>\n</blockquote>\n<p>b</p>'),
        ("> ```\na", '<blockquote>\n<pre tabindex="0"><code></code></pre>\n</blockquote>\n<p>a</p>'),
        ("> | a |\n> |---|\nb", f"<blockquote>{TABLE}</blockquote><p>b</p>"),
        ("> [a]: /u\nb", "<blockquote>\n</blockquote>\n<p>b</p>"),
        # Text goes on lazily, however deep, and neither a rule of equals signs nor four blanks end it.
        ("> a\nb", "<blockquote>\n<p>a\nb</p>\n</blockquote>"),
        ("> - > a\nb", "<blockquote>\n<ul>\n<li><blockquote>\n<p>a\nb</p>\n</blockquote>\n</li>\n</ul>\n</blockquote>"),
        ("> a\n===", "<blockquote>\n<p>a\n===</p>\n</blockquote>"),
        ("> a\n    b", "<blockquote>\n<p>a\nb</p>\n</blockquote>"),
        ("- a\n2. b", '<ul>\n<li>a</li>\n</ul>\n<ol start="2">\n<li>b</li>\n</ol>'),
        ("a\n2. b", "<p>a\n2. b</p>"),
    ],
)
def test_only_text_of_a_paragraph_goes_on_lazily(text: str, html: str) -> None:
    assert events(render(text).html) == events(html)


@pytest.mark.parametrize("blank", ["", " ", "\t", " \t", "\t ", "  \t  "])
def test_a_line_of_white_space_is_blank(blank: str) -> None:
    assert events(render(f"a\n{blank}\nb\n").html) == events("<p>a</p><p>b</p>")
    assert events(render(f"- a\n{blank}\n- b\n").html) == events("<ul><li><p>a</p></li><li><p>b</p></li></ul>")
    assert events(render(f"> a\n{blank}\nb\n").html) == events("<blockquote><p>a</p></blockquote><p>b</p>")
    assert events(comment_html(f"a\n{blank}\nb\n")) == events("<p>a</p><p>b</p>")


@pytest.mark.parametrize(
    ("info", "name"),
    [("f&ouml;", "fö"), ("a&b", "a&amp;b"), ("c\\+\\+", "c++"), ('"x"', "&quot;x&quot;"), ("&lt;b&gt;", "&lt;b&gt;")],
)
def test_what_a_block_of_code_is_named_is_escaped_once(info: str, name: str) -> None:
    assert f'<code class="language-{name}">' in render(f"```{info}\na\n```\n").html


@pytest.mark.parametrize("text", ["> " * 300 + "x", "- " * 300 + "x", "> - " * 200 + "x"])
def test_quotes_and_lists_are_shown_twenty_deep(text: str) -> None:
    html = comment_html(text)
    assert html.count("<blockquote>") + html.count("<ul>") == 20
    assert words(html) == ["x"]


def test_a_list_goes_on_at_the_indent_of_its_item() -> None:
    text = "- Outer.\n\n  - Inner.\n\n  Back:\n\n    - First.\n\n      code?\n\nEnd.\n"
    assert events(render(text).html) == events(
        "<ul><li><p>Outer.</p><ul><li>Inner.</li></ul><p>Back:</p><ul><li><p>First.</p><p>code?</p></li></ul></li></ul>"
        "<p>End.</p>"
    )
