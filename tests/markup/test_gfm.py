"""Tables, task lists, strikethrough and bare addresses, as the GitHub Flavored Markdown Spec has them.

Each rule of its sections 4.10, 5.3, 6.5 and 6.9 has an example of our own here; what GitHub's own parser makes of the
same texts is held against ours as well.
"""

from __future__ import annotations

import re

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from blogcli.markup.markdown import render
from blogcli.markup.sanitize import comment_html
from tests.markup.html_events import Event, events


def github(text: str) -> str:
    return str(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))


def ours(text: str) -> list[Event]:
    """An author's text without what blogcli adds on purpose: a frame around tables, labels around tasks' boxes."""
    html = re.sub(
        r'<div class="table" tabindex="0">|</div>|</?label>| tabindex="0"| loading="lazy"', "", render(text).html
    )
    html = re.sub(r'style="text-align:(\w+)"', r'align="\1"', html)
    return events(re.sub(r'(<h\d) id="[^"]*"', r"\1", html))


def link(url: str, text: str = "") -> str:
    return f'<a href="{url}">{text or url}</a>'


def table(head: list[str], *rows: list[str]) -> str:
    def row(cells: list[str], tag: str) -> str:
        return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"

    body = f"<tbody>{''.join(row(cells, 'td') for cells in rows)}</tbody>" if rows else ""
    return f"<table><thead>{row(head, 'th')}</thead>{body}</table>"


BOX, DONE = '<input type="checkbox" disabled>', '<input type="checkbox" disabled checked>'
TABLES = {
    "|porto|miglia|\n|-|-|\n|Gaeta|12|": table(["porto", "miglia"], ["Gaeta", "12"]),
    "porto | miglia\n- | -:\n": None,
    "porto | miglia\n---|:--\nGaeta | 12": None,
    "|a|b|c|\n|:-|:-:|-:|\n|1|2|3|": None,
    # A bar behind a backslash is a character of its cell, in code and emphasis too.
    "|a|b|\n|-|-|\n|`x \\| y`|**z \\| w**|": table(["a", "b"], ["<code>x | y</code>", "<strong>z | w</strong>"]),
    "|a|b|\n|-|-|\n|1 \\\\| 2|3|": None,
    # Another block, or a blank line, ends it; a line without a bar is a row.
    "|a|\n|-|\n|1|\n> q": table(["a"], ["1"]) + "<blockquote><p>q</p></blockquote>",
    "|a|b|\n|-|-|\n|1|2|\nc\n\nd": table(["a", "b"], ["1", "2"], ["c", ""]) + "<p>d</p>",
    "|a|\n|-|\n|1|\n## h\n": None,
    "|a|\n|-|\n    |1|": None,
    # As many cells in the row of hyphens as in the header, or it is none.
    "|a|b|\n|-|\n|1|": "<p>|a|b|\n|-|\n|1|</p>",
    # Rows are filled and cut.
    "|a|b|\n|-|-|\n|1|\n|2|3|4|": table(["a", "b"], ["1", ""], ["2", "3"]),
    "|a|b|\n|-|-|": table(["a", "b"]),
    # Without a bar at one end.
    "|a|b\n|-|-\n|1|2": table(["a", "b"], ["1", "2"]),
    "|a|b\n|-|-|\n|1|2|": table(["a", "b"], ["1", "2"]),
    "a|b|\n-|-|\n1|2|": table(["a", "b"], ["1", "2"]),
    "|a\n|-\n|1": table(["a"], ["1"]),
    "a\n:-:\n1": None,
    "text\n|a|b|\n|-|-|\n|1|2|": "<p>text</p>" + table(["a", "b"], ["1", "2"]),
    # Within lists and quotes.
    "- |a|b|\n  |-|-|\n  |1|2|\n- c": f"<ul><li>{table(['a', 'b'], ['1', '2'])}</li><li>c</li></ul>",
    "> |a|b|\n> |-|-|\n> |1|2|": f"<blockquote>{table(['a', 'b'], ['1', '2'])}</blockquote>",
    "> |a|b|\n|-|-|": "<blockquote><p>|a|b|\n|-|-|</p></blockquote>",
    "1. x\n\n   |a|\n   |-|\n   |1|\n": None,
}
TASKS = {
    "- [ ] a\n- [x] b\n- [X] c": f"<ul><li>{BOX} a</li><li>{DONE} b</li><li>{DONE} c</li></ul>",
    "- [x] a\n  - [ ] b\n  - [x] c\n- [ ] d": None,
    "1. [ ] a\n2) [x] b": None,
    "* [ ] *a* [b](c)\n+ [x] `d`": None,
    "- [ ]a\n- [] b\n- [y] c\n- [  ] d": "<ul><li>[ ]a</li><li>[] b</li><li>[y] c</li><li>[  ] d</li></ul>",
    "- [ ]\n- [x]": "<ul><li>[ ]</li><li>[x]</li></ul>",
    "- a [ ] b\n- > [ ] c": None,
    "- a\n\n  [ ] b": None,
    "[ ] a": "<p>[ ] a</p>",
}
STRIKES = {
    "~~mai~~ ~poco~": "<p><del>mai</del> <del>poco</del></p>",
    "~~a\n\nb~~": "<p>~~a</p><p>b~~</p>",
    "a ~~~b~~~ c": "<p>a ~~~b~~~ c</p>",
    "~a~~ ~~b~": "<p>~a~~ ~~b~</p>",
    "a~~b~~c ~~ d ~~": "<p>a<del>b</del>c ~~ d ~~</p>",
    "*a ~~b *c* d~~ e*": "<p><em>a <del>b <em>c</em> d</del> e</em></p>",
    "~~a *b~~ c*": "<p><del>a *b</del> c*</p>",
    "**~~a~~**b `~~c~~` \\~~d~~": None,
    "~~a~b~~": "<p><del>a~b</del></p>",
    "~~[a](b)~~ [~~c~~](d)": '<p><del><a href="b">a</a></del> <a href="d"><del>c</del></a></p>',
}
ADDRESSES = {
    "www.mare.example": f"<p>{link('http://www.mare.example', 'www.mare.example')}</p>",
    "Vedi www.mare.example/aiuto ora.": None,
    "Vedi www.mare.example.\n\nE www.mare.example/a.b.": None,
    "www.mare.example/q?s=M(onte)\n\nwww.mare.example/q?s=M(onte))\n\n(www.mare.example/q?s=M(onte))": None,
    "www.mare.example/q?s=(onde))+ok": None,
    "www.mare.example/q?s=a&hl=it\n\nwww.mare.example/q?s=a&hl;": None,
    "www.mare.example/on<da": None,
    "http://mare.example": f"<p>{link('http://mare.example')}</p>",
    "(Vedi https://mare.example/q?s=M(onte))": None,
    "ftp://mare.example/a": None,
    "bea@mare.example": f"<p>{link('mailto:bea@mare.example', 'bea@mare.example')}</p>",
    "ciao@posta+xyz.example non va, ma ciao+xyz@posta.example sì.": None,
    "a.b-c_d@a.b\n\na.b-c_d@a.b.\n\na.b-c_d@a.b-\n\na.b-c_d@a.b_": None,
    "mailto:bea@mare.example\n\nmailto:bea@mare.example.\n\nmailto:bea@mare.example-": None,
    "xmpp:bea@mare.example\n\nxmpp:bea@mare.example/txt": None,
    # Where the examples end them.
    "https://x.example/R_(a)": f"<p>{link('https://x.example/R_(a)')}</p>",
    "https://x.example/a. https://x.example/b! https://x.example/c? https://x.example/d, https://x.example/e: f": None,
    "*https://x.example/a* **https://x.example/b** _https://x.example/c_ ~~https://x.example/d~~": None,
    "HTTPS://X.EXAMPLE and Http://x.example": None,
    '"https://x.example/a" (https://x.example/b) https://x.example/c...': None,
    "http://localhost:8000/a http://a_b.example http://a.b_c": None,
    "xhttps://x.example awww.x.example": "<p>xhttps://x.example awww.x.example</p>",
    "https:// http://. www": "<p>https:// http://. www</p>",
    "[https://x.example/a](https://y.example) [a](https://x.example)": None,
    "`https://x.example` <https://x.example>": None,
    "![https://x.example](a.png)": '<p><img src="a.png" alt="https://x.example" /></p>',
}


@pytest.mark.parametrize("text", [*TABLES, *TASKS, *STRIKES, *ADDRESSES])
def test_a_text_becomes_what_github_makes_of_it(text: str) -> None:
    right = (TABLES | TASKS | STRIKES | ADDRESSES)[text]
    assert ours(text) == events(re.sub('(disabled|checked)=""', r"\1", github(text)))
    if right is not None:
        assert ours(text) == events(right)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("xmpp:b@x.example/a@b.c xmpp:b@x.example/a/d", None),
        ("- [ ] a\n\n- [x] b", f"<ul><li><p>{BOX} a</p></li><li><p>{DONE} b</p></li></ul>"),
        ("> - [x] a", f"<blockquote><ul><li>{DONE} a</li></ul></blockquote>"),
        ("- - [x] a", f"<ul><li><ul><li>{DONE} a</li></ul></li></ul>"),
        ("|a|\n|-|\n|\n|b|", table(["a"], [""], ["b"])),
    ],
)
def test_a_text_becomes_what_the_specification_says_where_github_differs(text: str, html: str | None) -> None:
    chats = f"<p>{link('xmpp:b@x.example/a@b.c')} {link('xmpp:b@x.example/a')}/d</p>"
    assert ours(text) == events(html or chats)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("«https://x.example/a»", "https://x.example/a"),
        ("“https://x.example/a” he said", "https://x.example/a"),
        ("见https://x.example/a。然后", "https://x.example/a"),
        ("（https://x.example/a）", "https://x.example/a"),
        ("「https://x.example/a」、", "https://x.example/a"),
        ("https://x.example/a、https", "https://x.example/a"),
        ("https://x.example/a…", "https://x.example/a"),
        ("https://x.example/a—", "https://x.example/a"),
        ("https://x.example/L’Aquila’s", "https://x.example/L%E2%80%99Aquila%E2%80%99s"),
        ("‘https://x.example/a’", "https://x.example/a"),
        ("https://x.example/città.", "https://x.example/citt%C3%A0"),
        ("https://x.example/日本", "https://x.example/%E6%97%A5%E6%9C%AC"),
        ("«www.x.example»", "http://www.x.example"),
        ("“bea@x.example”", "mailto:bea@x.example"),
        ("**https://x.example/R_(a)**", "https://x.example/R_(a)"),
        ("_https://x.example/a_b_", "https://x.example/a_b"),
        ("***https://x.example/a***.", "https://x.example/a"),
        ("HTTPS://X.EXAMPLE/A", "HTTPS://X.EXAMPLE/A"),
        ("(see https://x.example/R_(a).)", "https://x.example/R_(a)"),
        ("[see https://x.example/a]", "https://x.example/a"),
        ("https://x.example/?a=1&amp;b=2", "https://x.example/?a=1&amp;b=2"),
        ("https://x.example/a[^1]", "https://x.example/a"),
        ("https://x.example/a&copy;", "https://x.example/a"),
        ("<b>https://x.example/a</b>", "https://x.example/a"),
    ],
)
def test_a_bare_address_ends_where_its_writer_ended_it(text: str, address: str) -> None:
    """In posts and in comments; of marks that ASCII doesn't know, GFM says nothing."""
    for html in (render(text).html, comment_html(text)):
        found = re.findall(r'href="([^"]*)"', html)
        assert found in ([address], [address.replace("&amp;b", "&amp;amp;b")][: len(found)])
