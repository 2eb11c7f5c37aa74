"""Relative addresses work in every version, list and feed, wherever they stand; what looks like one and isn't stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from blogcli.markup.html_addresses import addresses_in
from tests.render.reading import contents, read, words
from tests.support import BLOG_TOML, Site

if TYPE_CHECKING:
    from collections.abc import Iterable

BLOG = "https://blog.example/"
FILES = ("x.jpg", "a.js", "i.svg", "w_300,h_2.jpg", "foto/index.html", "foto/y.jpg", "mare blu.jpg")
# Each is a paragraph, and so the summary, with an address and where that leads in every place.
PLACES = {
    '<p><script src="a.js"></script>.</p>': "a.js",
    "<p><svg><image href='x.jpg'/></svg>.</p>": "x.jpg",
    "<p><svg><image xlink:href='x.jpg'/></svg>.</p>": "x.jpg",
    "<p><svg><use href='i.svg#sole'/></svg>.</p>": "i.svg#sole",
    "<p><svg><rect fill='url(i.svg#sole)'/></svg>.</p>": "i.svg#sole",
    "<p><img srcset='x.jpg 2x' alt=''>.</p>": "x.jpg",
    "<p><img srcset='x.jpg\t300w\n,\n\tw_300,h_2.jpg\t600w' alt=''>.</p>": "x.jpg|w_300,h_2.jpg",
    "<p><picture><source srcset='x.jpg'></picture>.</p>": "x.jpg",
    "<p><img src=x.jpg alt=''>.</p>": "x.jpg",
    "<P><IMG SRC = 'x.jpg' ALT=''>.</P>": "x.jpg",
    "<p><input type=image src=x.jpg alt=x>.</p>": "x.jpg",
    "<p><video src=x.jpg poster=x.jpg><track src=a.js></video>.</p>": "x.jpg|x.jpg|a.js",
    "<p><audio><source src=x.jpg></audio>.</p>": "x.jpg",
    "<p><object data=x.jpg></object>.</p>": "x.jpg",
    "<p><embed src=x.jpg>.</p>": "x.jpg",
    "<p><iframe src='foto/index.html'></iframe>.</p>": "foto/index.html",
    "<p><link rel=preload as=image href=x.jpg imagesrcset='x.jpg 1x'>.</p>": "x.jpg|x.jpg",
    "<p style='background: url(x.jpg)'>.</p>": "x.jpg",
    "<p style='background: url(\"mare blu.jpg\")'>.</p>": "mare blu.jpg",
    "<p><a href='foto/'>.</a></p>": "foto/",
    "<p><map><area href='foto/y.jpg' alt=x></map>.</p>": "foto/y.jpg",
    "<p><q cite='x.jpg'>.</q></p>": "x.jpg",
    "<p><my-player src=x.jpg></my-player>.</p>": "x.jpg",
    "<p><a href=x.jpg HREF='x.jpg'>.</a></p>": "x.jpg",
    "[.](foto/)": "foto/",
    "[.](foto)": "foto/",
    "[.](./foto/#a)": "foto/#a",
    "![.](x.jpg)": "x.jpg",
    "![.](<mare blu.jpg>)": "mare blu.jpg",
    "[.](foto/y.jpg 'titolo')": "foto/y.jpg",
}
# What is no relative address, in attributes that have some.
OTHERS = [
    "<p><img srcset='https://c.example/w_300,h_2/x.jpg 300w, data:image/png;base64,AA==,x 2x' alt=''>.</p>",
    "<p><svg><use href='#sole'/><rect fill='url(#sole)'/><g id='sole'/></svg>.</p>",
    "<p><img src='' alt=''>.</p>",
    "<p><img src='data:image/png;base64,AA==' alt=''>.</p>",
    "<p><a data-href='x.jpg' title='src=\"x.jpg\"'>.</a></p>",
    "<p><img src='//c.example/x.jpg?a=1&copy=2' alt=''>.</p>",
]


def there(html: str) -> list[str]:
    """Every address in HTML, by its path alone."""
    return [unquote(each.address.removeprefix("https://blog.example")) for each in addresses_in(html)]


def body(page: str) -> str:
    return page.partition('<div class="body">')[2].partition("</article>")[0]


def summary(page: str, title: str) -> str:
    return page.partition(f">{title}</a></h2>")[2].partition('<div class="summary">')[2].partition("</article>")[0]


def everywhere(site: Site, texts: Iterable[str], url: str = BLOG) -> list[list[str]]:
    """The HTML of each text, as a post with files beside it, on all its pages, in lists and in feeds."""
    site.write({"blog.toml": BLOG_TOML.replace(BLOG, url) + "entries = 100\n[lists]\nsize = 100\n"})
    titles = []
    for number, text in enumerate(texts):
        titles.append(f"P{number:02}")
        folder = f"posts/2026/{titles[-1].lower()}"
        site.write({f"{folder}/{name}": b"1" for name in FILES})
        site.write({f"{folder}/it.md": f"---\ntitle: {titles[-1]}\ndate: 2026-02-01\n---\n{text}\n\nFine.\n"})
        site.write({f"{folder}/en.md": f"---\ntitle: {titles[-1]}\ntranslated_from: it\n---\n{text}\n\nEnd.\n"})
    site.ok("render")
    lists = [site.page("/"), site.page("/en/")]
    feeds = ["".join(contents(site, address)) for address in ("/feed.xml", "/en/feed.xml")]
    ends = [re.split("<p>(?:Fine|End).</p>", feed) for feed in feeds]
    return [
        [
            *(body(site.page(f"{path}/2026/02/{title.lower()}/")) for path in ("", "/en")),
            *(summary(page, title).partition("<footer>")[0] for page in lists),
            *(parts[len(titles) - 1 - number] for parts in ends),
        ]
        for number, title in enumerate(titles)
    ]


@pytest.mark.parametrize("url", [BLOG, "https://me.example/blog/"])
def test_relative_addresses_lead_to_the_files_from_everywhere(blog: Site, url: str) -> None:
    base = "/blog" if url != BLOG else ""
    for number, shown in enumerate(everywhere(blog, PLACES, url)):
        text, names = list(PLACES.items())[number]
        wanted = [f"{base}/2026/02/p{number:02}/{name}" for name in names.split("|")]
        for html in shown:
            assert [link.removeprefix("https://me.example") for link in there(html)] == wanted, (text, html)
    assert blog.run("check", "--rule", "links").lines == []


def test_what_is_no_relative_address_stays_as_it_is_written(blog: Site) -> None:
    for text, shown in zip(OTHERS, everywhere(blog, OTHERS), strict=True):
        for html in shown[:2]:
            assert text in html
        for html in shown[2:]:
            assert there(html) == there(text) or "#_" in html
    assert blog.run("check", "--rule", "links").lines == []


def test_a_drawing_in_lists_keeps_the_ids_it_needs_and_shares_none(blog: Site) -> None:
    text = "<p><svg><g id='a'/><g id='b'/><use href='#a'/><rect fill='url(#a)'/></svg> x</p>"
    everywhere(blog, [text, text])
    found = re.findall(r"_p\d\d-it-\w", blog.page("/"))
    assert found == ["_p01-it-a"] * 3 + ["_p00-it-a"] * 3


# What readers can't see yet, or nothing


@pytest.fixture
def drafts(blog: Site) -> Site:
    """A blog with a draft that has a picture."""
    blog.write({"posts/2026/bozza/it.md": "---\ntitle: B\ndate: 2026-02-01\ndraft: true\n---\nTesto.\n"})
    blog.write({"posts/2026/bozza/x.jpg": b"1", "posts/2026/uno/a.js": b"1"})
    return blog


HEAD = "---\ntitle: Uno\ndate: 2026-02-01\n---\n"
EMBEDDED = [
    "![x](../bozza/x.jpg)",
    "![x][r]\n\n[r]: ../bozza/x.jpg",
    "<img src='../bozza/x.jpg' alt=''>",
    "<img srcset='a.js 1x, ../bozza/x.jpg 2x' alt=''>",
    "<video poster=../bozza/x.jpg></video>",
    "<svg><image href='../bozza/x.jpg'/></svg>",
    "<p style='background: url(../bozza/x.jpg)'>x</p>",
    "<script src='../bozza/x.jpg'></script>",
]


@pytest.mark.parametrize("text", EMBEDDED)
def test_to_show_a_draft_s_file_is_a_fault_with_its_line(drafts: Site, text: str) -> None:
    drafts.write({"posts/2026/uno/it.md": f"{HEAD}Prima `../bozza/x.jpg`.\n\n{text}\n"})
    line = 9 if "[r]" in text else 7
    said = drafts.fails("render")
    assert (
        f"posts/2026/uno/it.md:{line}: shows '../bozza/x.jpg', which readers can't see yet\n  hint: "
        in said.replace("posts/2026/bozza", "../bozza")
    )
    assert "readers can't see yet [problems]" in drafts.run("check").out
    drafts.ok("render", "--drafts")
    assert "/2026/02/bozza/x.jpg" in drafts.read(".blogcli/preview/2026/02/uno/index.html")


@pytest.mark.parametrize("text", ["[*x*](../bozza/x.jpg)", "<a href=../bozza/x.jpg><em>x</em></a>"])
def test_a_link_to_a_draft_s_file_is_words_and_a_warning(drafts: Site, text: str) -> None:
    drafts.write({"posts/2026/uno/it.md": f"{HEAD}{text} <map><area href='../bozza/' alt=x></map>\n"})
    assert drafts.ok("render").err.count("which readers can't see yet") == 2
    found = read(drafts, "/2026/02/uno/").one(".//div[@class='body']")
    assert words(found) == "x"
    assert [each.attrib for each in found.iter() if each.tag in ("a", "area")] == [{"alt": "x"}]


def test_an_image_that_is_nowhere_is_named_wherever_it_stands(drafts: Site) -> None:
    texts = [
        "![x](no.jpg)",
        "<img srcset='a.js 1x,\n  no,1.jpg 2x' alt=''>",
        "<svg><image href=no.jpg /></svg>",
        "<p style='background: url(no.jpg)'>x</p>",
        "<script src=no.js></script>",
        "<svg><use href='no.svg#x'/></svg>",
        "<track src=no.vtt>",
        "[x](no/)",
    ]
    drafts.write({"posts/2026/uno/it.md": HEAD + "\n\n".join(texts)})
    assert [line.partition(":")[2] for line in drafts.run("check", "--rule", "links").lines] == [
        "5: there is no image 'no.jpg' [links]",
        "8: there is no image 'no,1.jpg' [links]",
        "10: there is no image 'no.jpg' [links]",
        "12: there is no image 'no.jpg' [links]",
        "14: there is no file or page 'no.js' [links]",
        "16: there is no file or page 'no.svg' [links]",
        "18: there is no file or page 'no.vtt' [links]",
        "20: there is no file or page 'no/' [links]",
    ]


# What is no Markdown, and no file

NO_LINKS = [
    "<div>\n[x](post:nope) ![y](no.jpg)\n</div>",
    "> <div>[x](post:nope) ![y](../bozza/x.jpg)</div>",
    "- <div>\n  [x](post:nope) ![y](no.jpg)\n  </div>",
    "<!-- [x](post:nope) <a href='post:nope'>x</a> <img src=no.jpg> -->",
    "<script>\nlet a = \"[x](post:nope) <a href='post:nope'><img src='no.jpg'>\"\n</script>",
    "<textarea>\n[x](post:nope) <img src=no.jpg>\n</textarea>",
    "<pre>\n[x](post:nope) ![y](no.jpg)\n</pre>",
    "`[x](post:nope)` e ``[y](no.jpg) ` ``",
    "`<a href='post:nope'>` e `<img src=no.jpg>`",
    "```html\n<a href='post:nope'><img src=no.jpg>\n```",
    "    <a href='post:nope'>[x](post:nope)",
    "- uno\n\n      [x](post:nope) <b>\n",
    "<b title='[x](post:nope) src=no.jpg'>x</b>",
    "<div data-x=\"<img src='no.jpg'>\" srcdoc='[x](post:nope)'></div>",
    "<me@x.example> e <post.nope@x.example>",
    "me@x.example, <https://x.example/no.md> e https://x.example/../no.md",
    "\\[x](post:nope) <b>e</b> !\\[y](no.jpg)",
    "[r]: post:nope\n[s]: no.jpg\n\n<b>x</b>",
    "<svg><desc><![CDATA[<a href='post:nope'>]]></desc></svg>",
    "<form action='/cerca' method=post><button formaction='altro'>x</button></form>",
]


def test_text_that_is_no_markdown_has_no_links(drafts: Site) -> None:
    for number, text in enumerate(NO_LINKS):
        drafts.write({f"posts/p{number}/it.md": f"{HEAD.replace('Uno', f'P{number}')}{text}\n"})
    assert "warning" not in drafts.ok("render").err
    assert drafts.run("check", "--rule", "links", "--rule", "problems").lines == []


def test_markdown_in_a_block_of_html_counts_for_nothing_in_a_translation_s_structure(blog: Site) -> None:
    head = "---\ntitle: One\ntranslated_from: it\n---\n"
    blog.write({"posts/uno/it.md": f"{HEAD}<div>\n[x](post:uno) ![y](no.jpg) https://x.example/ <b>b</b>\n</div>\n"})
    blog.write({"posts/uno/en.md": f"{head}<div>\nx y <b>b</b>\n</div>\n"})
    assert blog.run("check", "--rule", "structure").lines == []
    blog.write({"posts/uno/en.md": f"{head}<div>\nx y <a href='https://x.example/'>b</a>\n</div>\n"})
    assert blog.run("check", "--rule", "structure").lines == [
        "posts/uno/en.md:6: has a link that it.md lacks: https://x.example/ [structure]"
    ]


@pytest.mark.parametrize("link", ["&#112;ost:no", "post&colon;no", "post\\:no"])
def test_a_link_written_with_references_is_one(drafts: Site, link: str) -> None:
    drafts.write({"posts/2026/uno/it.md": f"{HEAD}[x]({link})\n"})
    assert "it.md:5: there is no post 'no'" in drafts.fails("render")


def test_a_link_stands_in_its_own_line_and_not_where_it_only_seems_to(drafts: Site) -> None:
    text = "`post:nope`\n\n<div>\n[x](post:nope)\n</div>\n\n- [x](post:nope)\n\n<a href='post:n&#111;pe'>y</a>\n"
    drafts.write({"posts/2026/uno/it.md": HEAD + text})
    said = drafts.fails("render")
    assert re.findall(r"it.md:(\d+): there is no post 'nope'", said) == ["11", "13"]
