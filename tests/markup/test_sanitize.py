"""Readers' text can do nothing: whatever they write, a browser finds the allow-list in it and no more."""

from __future__ import annotations

import re

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.markup import markdown
from blogcli.markup.html_visible import plain_text
from blogcli.markup.sanitize import clean_post, comment_html, printable
from tests.hostile.judge import COMMENT, GUEST, SAFE_REL, breaches, elements
from tests.hostile.payloads import FAMILIES

CARRIERS = ["{}", "Ciao {} ciao", "- {}", "> {}\n\n`{}", "{}\n{}", "*{}*", "[{}](https://a.example/)", "{} <!--"]
GUEST_CARRIERS = [
    "{}",
    "Ciao {} ciao",
    "| {} |\n|---|\n| x |",
    "Ciao[^1]\n\n[^1]: {}",
    "{}\n\n<!--more-->\n\n{}",
    "# {}",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_but_the_allow_list_comes_of_a_comment(family: str) -> None:
    texts = [carrier.replace("{}", text) for text in FAMILIES[family] for carrier in CARRIERS]
    assert {text: found for text in texts if (found := breaches(comment_html(text), COMMENT))} == {}


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_but_the_allow_list_comes_of_a_guest_s_post(family: str) -> None:
    for text in (carrier.replace("{}", text) for text in FAMILIES[family] for carrier in GUEST_CARRIERS):
        rendered = markdown.render(text, raw_html=False)
        assert breaches(clean_post(rendered.html) + clean_post(rendered.summary), GUEST) == [], text


@pytest.mark.parametrize("family", FAMILIES)
def test_the_cleaner_alone_holds_against_raw_html(family: str) -> None:
    """The second wall: what the parser lets through meets it as HTML."""
    for text in FAMILIES[family]:
        assert breaches(clean_post(text), GUEST) == [], text


MARKS = ["\n", "\n\n", "\t", " ", "\x00", "\x0c", "\u200b"]
WORDS = """< > </ " ' = ` ``` ~~~ # * _ [ ] ( ) ! \\ & &#58; &Tab; : <!-- --> ]]> <![CDATA[ javascript: data: http://
    script svg math style template img a href src onerror x"""
PIECES = st.sampled_from([*MARKS, *WORDS.split()])


@settings(deadline=None, max_examples=250)
@given(text=st.lists(PIECES, max_size=25).map("".join))
def test_nothing_but_the_allow_list_comes_of_any_text(text: str) -> None:
    found = [*breaches(comment_html(text), COMMENT), *breaches(clean_post(text), GUEST)]
    assert [breach for breach in found if " title=" not in breach] == []


def inert(text: str) -> list[str]:
    """The text a browser shows, line by line."""
    found = html5lib.parseFragment(comment_html(text).replace("<br>", "\n"), namespaceHTMLElements=False)
    return [line for line in "".join(found.itertext()).splitlines() if line]


@pytest.mark.parametrize(
    "text",
    [
        "<b>grassetto</b>",
        "<script>alert('ciao')</script>",
        "prima <i>dentro</i> dopo",
        "<div>\nriga\n</div>",
        "<!-- nota -->",
        "se a<b e b>c",
        "&lt <notag>",
    ],
)
def test_raw_html_is_shown_as_the_text_it_is(text: str) -> None:
    assert inert(text) == text.splitlines()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Bel racconto.", "<p>Bel racconto.</p>"),
        ("Uno\ndue\ntre", "<p>Uno<br>\ndue<br>\ntre</p>"),
        ("Uno  \ndue", "<p>Uno<br>\ndue</p>"),
        pytest.param(
            "Uno\\\ndue",
            "<p>Uno<br>\ndue</p>",
        ),
        ("Uno\r\ndue\rtre", "<p>Uno<br>\ndue<br>\ntre</p>"),
        ("Uno\n\n\n\ndue", "<p>Uno</p>\n<p>due</p>"),
        ("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>"),
        ("> detto\n\nrisposto", "<blockquote>\n<p>detto</p>\n</blockquote>\n<p>risposto</p>"),
        ("3. tre\n4. quattro", '<ol start="3">\n<li>tre</li>\n<li>quattro</li>\n</ol>'),
        ("# Forte", "<p><strong>Forte</strong></p>"),
        ("uno\n\n---\n\ndue", "<p>uno</p>\n<p>* * *</p>\n<p>due</p>"),
        ("```py\na < b\n```", "<pre><code>a &lt; b\n</code></pre>"),
        ("5 > 3 & 2 < 4", "<p>5 &gt; 3 &amp; 2 &lt; 4</p>"),
        ("   ", ""),
    ],
)
def test_a_reader_s_small_markdown(text: str, html: str) -> None:
    assert comment_html(text) == html


@pytest.mark.parametrize(
    ("text", "href", "words"),
    [
        ("[qui](https://mare.example/a?b=1&c=2)", "https://mare.example/a?b=1&amp;c=2", "qui"),
        ("https://mare.example/a", "https://mare.example/a", "https://mare.example/a"),
        ("<https://mare.example/>", "https://mare.example/", "https://mare.example/"),
        ("[scrivi](mailto:bea@mare.example)", "mailto:bea@mare.example", "scrivi"),
        ("![Il porto](https://mare.example/p.png)", "https://mare.example/p.png", "Il porto"),
        ("![](https://mare.example/p.png)", "https://mare.example/p.png", "https://mare.example/p.png"),
        ("[qui][1]\n\n[1]: https://mare.example/", "https://mare.example/", "qui"),
    ],
)
def test_links_and_images_become_links_that_vouch_for_nothing(text: str, href: str, words: str) -> None:
    assert comment_html(text) == f'<p><a href="{href}" rel="{SAFE_REL}">{words}</a></p>'


@pytest.mark.parametrize("text", ["[qui](javascript:alert(1))", "[qui](data:text/html,x)", "[qui](vbscript:x)"])
def test_a_link_that_is_refused_leads_nowhere(text: str) -> None:
    links = [element.get("href") for element in elements(comment_html(text)) if element.tag.endswith("}a")]
    assert links in ([], [None])


def test_a_guest_may_use_what_a_post_needs() -> None:
    text = "# Capo\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![mare](mare.jpg)\n\n---\n\n```python\nx = 1\n```\n"
    html = clean_post(markdown.render(text, raw_html=False).html)
    for part in ("<h2>Capo</h2>", "<td>1</td>", '<img src="mare.jpg" alt="mare"', "<hr>", '<span class="n">x</span>'):
        assert part in html


def test_a_guest_s_links_vouch_for_nothing() -> None:
    html = clean_post(markdown.render("[qui](https://mare.example/)", raw_html=False).html)
    assert html == f'<p><a href="https://mare.example/" rel="{SAFE_REL}">qui</a></p>\n'


def test_a_guest_s_links_within_the_post_lead_somewhere() -> None:
    html = clean_post(markdown.render("Si parte[^1].\n\n[^1]: All'alba.\n", raw_html=False).html)
    anchors = {element.get("id") for element in elements(html)}
    assert {link for link in re.findall(r'href="#([^"]+)"', html) if link not in anchors} == set()


@pytest.mark.parametrize("note", ["nota", "Una nota.", "https://mare.example/", "<b>"])
def test_a_note_is_no_link_where_there_are_no_notes(note: str) -> None:
    text = f"Si parte[^1].\n\n[^1]: {note}\n"
    for html in (comment_html(text), clean_post(markdown.render(text, raw_html=False).html)):
        assert plain_text(html).startswith("Si parte[^1]. [^1]: ")
        assert {link.get("href") for link in elements(html) if link.tag == "a"} <= {note}


@pytest.mark.parametrize("text", ["", "testo", "a\tb\nc\rd", "é中🌊\u202e\u00a0", "\ufffd", "\U0010fffd"])
def test_what_a_page_can_hold_is_kept(text: str) -> None:
    assert printable(text).decode() == text


CONTROLS = [*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0), 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF]
LONE = pytest.param("\ud800")


@pytest.mark.parametrize("char", [*map(chr, CONTROLS), LONE])
def test_what_no_page_can_hold_is_shown_as_missing(char: str) -> None:
    assert printable(f"a{char}é").decode() == "a\ufffdé"


@settings(deadline=None, max_examples=100)
@given(text=st.text(st.characters(codec="utf-8")))
def test_printable_text_is_the_same_once_more_and_parses_without_complaint(text: str) -> None:
    shown = printable(text).decode()
    assert printable(shown).decode() == shown
    assert len(shown) == len(text)
    parser = html5lib.HTMLParser()
    parser.parseFragment(shown.replace("&", "").replace("<", ""))
    assert [error for _, error, _ in parser.errors if "codepoint" in error] == []


def test_a_link_s_scheme_is_judged_as_a_browser_does() -> None:
    """The judge above, judged: it must see what it is there to see."""
    for link in ("javascript:x", " java\tscript:x", "\x01javascript:x", "data:x", "JAVASCRIPT:x"):
        assert breaches(f'<a href="{link}" rel="{SAFE_REL}">x</a>', COMMENT)
    for html in ("<b>x</b>", "<svg></svg>", "<!-- x -->", '<p id="x">', '<a href="https://x.example/">x</a>'):
        assert breaches(html, COMMENT)
    assert breaches(f'<p><a href="https://x.example/" rel="{SAFE_REL}">x</a></p>', COMMENT) == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[update]: fixed", "<p>[update]: fixed</p>"),
        ("Ciao\n\n[a]: b\n[c]: d", "<p>Ciao</p>\n<p>[a]: b<br>\n[c]: d</p>"),
        ("[a]: b\ne ancora", "<p>[a]: b<br>\ne ancora</p>"),
        ("> [a]: b\n\nsì", "<blockquote>\n<p>[a]: b</p>\n</blockquote>\n<p>sì</p>"),
        ("- [a]: b", "<ul>\n<li>[a]: b</li>\n</ul>"),
        (
            "[a]\n\n[a]: http://b.example\n[c]: d",
            f'<p><a href="http://b.example" rel="{SAFE_REL}">a</a></p>\n<p>[c]: d</p>',
        ),
        (
            "[a]\n\n[a]: http://b.example\n[A]: c",
            f'<p><a href="http://b.example" rel="{SAFE_REL}">a</a></p>\n'
            f'<p><a href="http://b.example" rel="{SAFE_REL}">A</a>: c</p>',
        ),
        ("[a]: http://b.example\n[a]", f'<p><a href="http://b.example" rel="{SAFE_REL}">a</a></p>'),
        ("[bea]: sono d'accordo", "<p>[bea]: sono d'accordo</p>"),
        ('[a]: <b> "c"', '<p>[a]: &lt;b&gt; "c"</p>'),
    ],
)
def test_a_definition_that_nothing_refers_to_is_text(text: str, html: str) -> None:
    assert comment_html(text) == html
    assert plain_text(clean_post(markdown.render(text, raw_html=False).html)) == plain_text(html)


def test_a_reader_s_tasks_have_boxes_that_do_nothing() -> None:
    assert comment_html("- [ ] pane\n- [x] *vino*") == (
        '<ul>\n<li><label><input type="checkbox" disabled=""> pane</label></li>\n'
        '<li><label><input type="checkbox" disabled="" checked=""> <em>vino</em></label></li>\n</ul>'
    )


@pytest.mark.parametrize(
    "html", ['<input type="image" src="x">', "<input autofocus onfocus=x>", '<input name="a" value="b" form="c">']
)
def test_an_input_can_be_nothing_but_a_box(html: str) -> None:
    assert [element.attrib for element in elements(clean_post(html))] == [{"type": "checkbox", "disabled": ""}]


def test_many_marks_of_emphasis_are_read_as_few_are() -> None:
    assert comment_html("*a* _b_ " * 5000).count("<em>") == 10_000


RELATIVE = (
    "/archive/", "y", "#y", "?q", "../y/", "", "//evil.example",
    "\\\\\\\\evil.example", "/\\\\evil.example", "<//evil.example>",
    "&#47;&#47;evil.example", "&sol;&sol;evil.example", "/&Tab;/evil.example", "%2F%2Fevil.example",
    "http:evil", "https:/evil",
    "HTTPS:\\\\\\\\evil", "https:///evil", "http://", "<a b>", "//evil.example 'title'",
)  # fmt: skip


@pytest.mark.parametrize("target", RELATIVE)
def test_a_comment_s_relative_link_is_words(target: str) -> None:
    for text in (f"[x]({target})", f"![x]({target})", f"[x]\n\n[x]: {target or '<>'}", f"a *b* [x]({target}) c"):
        html = comment_html(text)
        assert ("<a" in html, "x" in html) == (False, True), text


@pytest.mark.parametrize("target", sorted({*RELATIVE} - {"y", "#y", "../y/", "<a b>", "%2F%2Fevil.example"}))
def test_a_guest_s_links_lead_on_from_the_post_or_say_whole_where(target: str) -> None:
    for text in (f"[x]({target})", f"[x]\n\n[x]: {target or '<>'}"):
        assert "<a" not in clean_post(markdown.render(text, raw_html=False).html), text


@pytest.mark.parametrize(
    "text",
    [
        "[x](https://a.example)", "[x](HTTP://a.example/b?c#d)", "<https://a.example>", "www.a.example",
        "[x](mailto:a@b.example)", "a@b.example", "[x][1]\n\n[1]: https://a.example", "[x](https://192.0.2.1:8080/)", "[x](https://è.example/)",
    ],
)  # fmt: skip
def test_links_that_say_whole_where_they_lead_stay(text: str) -> None:
    assert comment_html(text).count("<a href=") == 1
    assert clean_post(markdown.render(text, raw_html=False).html).count("<a href=") == 1


def test_a_guest_s_pictures_and_ways_to_other_posts_stay() -> None:
    html = clean_post(markdown.render("![x](sea.jpg) [y](sea.jpg) [z](post:a) [h](#own)\n", raw_html=False).html)
    assert (html.count("<img src="), html.count("<a href=")) == (1, 3)
