"""Readers' text can do nothing: whatever they write, a browser finds the allow-list in it and no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.markup import markdown
from blogcli.markup.sanitize import clean_post, comment_html, printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

SAFE_REL = "nofollow ugc noopener"
COMMENT: dict[str, set[str]] = {
    "p": set(), "br": set(), "em": set(), "strong": set(), "del": set(), "code": set(), "pre": set(),
    "blockquote": set(), "ul": set(), "ol": {"start"}, "li": set(), "a": {"href", "rel"},
}  # fmt: skip
GUEST: dict[str, set[str]] = COMMENT | {
    "h2": set(), "h3": set(), "h4": set(), "h5": set(), "h6": set(), "hr": set(), "table": set(), "thead": set(),
    "tbody": set(), "tr": set(), "th": set(), "td": set(),
    "img": {"src", "alt", "loading"}, "span": {"class"}, "pre": {"tabindex"},
}  # fmt: skip


def elements(html: str) -> Iterator[Element]:
    """What a browser finds in the HTML of a page's part; the wrapper around it stays out."""
    found = html5lib.parseFragment(html, container="div", namespaceHTMLElements=True)
    yield from (element for element in found.iter() if element is not found)


def breaches(html: str, allowed: dict[str, set[str]]) -> list[str]:
    """All that is in the HTML and not on the allow-list."""
    found = []
    for element in elements(html):
        if not isinstance(element.tag, str):
            found.append(f"a comment or instruction {element.text!r}")
            continue
        space, _, name = element.tag.rpartition("}")
        if space != "{http://www.w3.org/1999/xhtml" or name not in allowed:
            found.append(f"element {element.tag}")
            continue
        found += [f"{name} {key}={value!r}" for key, value in element.items() if key not in allowed[name]]
        # As browsers do it (WHATWG URL): leading controls and spaces go, tabs and line breaks vanish.
        for key in {"href", "src"} & set(element.keys()):
            link = re.sub(r"[\t\n\r]", "", (element.get(key) or "").lstrip("".join(map(chr, range(33)))))
            scheme = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", link)
            if scheme and scheme[0].lower() not in ("http:", "https:", "mailto:"):
                found.append(f"{name} {key}={link!r}")
        if name == "a" and element.get("href") is not None and element.get("rel") != SAFE_REL:
            found.append(f"a link with rel={element.get('rel')!r}")
    return found


HOSTILE = [
    # elements
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT >",
    "<script/src=data:,alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)><embed src=javascript:alert(1)>",
    "<base href=//evil.example/><link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<form action=javascript:alert(1)><input autofocus onfocus=alert(1)><button formaction=javascript:alert(1)>x",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<xmp><p title='</xmp><script>alert(1)</script>'>",
    "<plaintext><script>alert(1)</script>",
    # attributes
    "<p onclick=alert(1) id=x class=y style=position:fixed>x</p>",
    "<a href=https://ok.example onmouseover=alert(1) target=_blank rel=opener>x</a>",
    "<a/onmouseover=alert(1)//href=x>x</a>",
    "<p\x0conclick\x0c=\x0calert(1)>x</p>",
    # CSS
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<div style='width:expression(alert(1));behavior:url(#x)'>x</div>",
    # SVG, MathML, mutations
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) /><use href=data:image/svg+xml,x#y>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<!--><img src=x onerror=alert(1)>--!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]><?php x ?><!DOCTYPE x>",
    "<<script>alert(1)//<</script>",
    "</p></div></article></main><script>alert(1)</script>",
    # Markdown's links, images, references
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61vascript&colon;alert(1))",
    "[x](java&Tab;script&NewLine;:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](\x01javascript:alert(1))",
    "[x](<\x00 \x1fjavascript:alert(1)>)",
    "[x](%6Aavascript:alert(1))",
    "[x](vbscript:msgbox(1)) [y](file:///etc/passwd) [z](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](view-source:javascript:alert(1)) [y](blob:x) [z](intent:x)",
    "![x](javascript:alert(1)) ![y](data:image/svg+xml;base64,PHN2Zz4=)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x]\n\n[x]: <java\tscript:alert(1)>",
    "<javascript:alert(1)> <data:text/html,x>",
    "[x](https://a.example/\" onmouseover=alert(1) y=\")",
    "[x](https://a.example/'onmouseover='alert(1))",
    "![\" onerror=alert(1) x=\"](https://a.example/x.png)",
    "![<script>alert(1)</script>](https://a.example/x.png)",
    "https://a.example/\"><script>alert(1)</script>",
    "https://a.example/<img src=x onerror=alert(1)>",
    "[![x](javascript:alert(1))](javascript:alert(2))",
    "[<img src=x onerror=alert(1)>](https://a.example)",
    "```\"><script>alert(1)</script>\nx\n```",
    "~~~ \" onclick=alert(1)\n</code></pre><script>alert(1)</script>\n~~~",
    "`</code><script>alert(1)</script>`",
    "# <script>alert(1)</script>\n\n<script>alert(1)</script>\n===",
    "> <script>\n> alert(1)\n> </script>",
    "1. <script>alert(1)</script>\n   <b onclick=x>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;",
    "\\<script>alert(1)\\</script>",
]  # fmt: skip
TITLED = "[x](https://a.example/ \"y' onclick='alert(1)\")"


@pytest.mark.parametrize("text", [*HOSTILE, pytest.param(TITLED)])
def test_nothing_but_the_allow_list_comes_of_a_comment(text: str) -> None:
    for whole in (text, f"Ciao {text} ciao", f"- {text}", f"> {text}\n\n`{text}", f"{text}\n{text}"):
        assert breaches(comment_html(whole), COMMENT) == []


@pytest.mark.parametrize("text", [*HOSTILE, pytest.param(TITLED)])
def test_nothing_but_the_allow_list_comes_of_a_guest_s_post(text: str) -> None:
    for whole in (text, f"Ciao {text} ciao", f"| {text} |\n|---|\n| x |", f"Ciao[^1]\n\n[^1]: {text}"):
        rendered = markdown.render(whole, raw_html=False)
        for html in (rendered.html, rendered.summary):
            assert breaches(clean_post(html), GUEST) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_the_cleaner_alone_holds_against_raw_html(text: str) -> None:
    """The second wall: what the parser lets through meets it as HTML."""
    assert breaches(clean_post(text), GUEST) == []


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
