"""A line break between Chinese or Japanese characters is no blank on the page."""

from __future__ import annotations

import pytest

from blogcli.markup.markdown import render
from tests.support import BLOG_TOML, Site, changed


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("今天早上\n我们出发", "<p>今天早上我们出发</p>"),
        ("今朝、\n海へ", "<p>今朝、海へ</p>"),
        ("ｶﾀｶﾅ\nひらがな", "<p>ｶﾀｶﾅひらがな</p>"),
        ("今天\r\n我们", "<p>今天我们</p>"),
        ("今天  \n我们", "<p>今天<br>\n我们</p>"),
        ("今天\\\n我们", "<p>今天<br>\n我们</p>"),
        ("*今天*\n我们", "<p><em>今天</em>我们</p>"),
        ("今天\n**我们**", "<p>今天<strong>我们</strong></p>"),
        ("**今天\n我们**", "<p><strong>今天我们</strong></p>"),
        ("[今天\n我们](https://x.example/)\n出发", '<p><a href="https://x.example/">今天我们</a>出发</p>'),
        ("`今天`\n我们", "<p><code>今天</code>我们</p>"),
        ("今天<b\nclass='x'>我</b>\n们", "<p>今天<b\nclass='x'>我</b>们</p>"),
        ("> 今天\n我们", "<blockquote>\n<p>今天我们</p>\n</blockquote>"),
        ("- 今天\n  我们", "<ul>\n<li>今天我们</li>\n</ul>"),
        ("今天\n我们\n===", '<h2 id="今天我们">今天我们</h2>'),
        ("今天\nWe left", "<p>今天\nWe left</p>"),
        ("We\nleft 今天", "<p>We\nleft 今天</p>"),
        ("오늘\n아침", "<p>오늘\n아침</p>"),
        ("오늘\n今天", "<p>오늘\n今天</p>"),
        ("今天 \n 我们", "<p>今天我们</p>"),
        ("“今天”\n我们", "<p>“今天”我们</p>"),
        ("他说“好”\n“是的”", "<p>他说“好”“是的”</p>"),
        ("今天。”\n“我们", "<p>今天。”“我们</p>"),
        ("“ja”\n“no”", "<p>“ja”\n“no”</p>"),
        ("今天——\n我们", "<p>今天——我们</p>"),
        ("今天😀\n我们", "<p>今天😀我们</p>"),
        ("Good 😀\n😀 news", "<p>Good 😀\n😀 news</p>"),
        ("Perché\nno 😀", "<p>Perché\nno 😀</p>"),
        ("![今天\n我们](a.png)", '<p><img src="a.png" alt="今天我们"></p>'),
        ("今天[^1]\n我们\n\n[^1]: 注", '我们</p>'),
        ("```\n今天\n我们\n```", "今天\n我们\n</code>"),
        ("<div>\n今天\n我们\n</div>", "<div>\n今天\n我们\n</div>"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("trusted", [True, False])
def test_a_line_break_is_a_blank_only_where_words_have_them(text: str, html: str, *, trusted: bool) -> None:
    if trusted or not ("<" in text or "[^" in text):
        assert html in render(text, raw_html=trusted, language="zh").html.replace(' loading="lazy"', "").strip()


def test_a_note_s_mark_at_the_end_of_a_line_leaves_no_blank() -> None:
    assert "</sup>我们" in render("今天[^1]\n我们\n\n[^1]: 注", language="zh").html


@pytest.mark.parametrize(
    ("language", "text", "html"),
    [
        ("ja", "「海」\n「山」", "<p>「海」「山」</p>"),
        ("zh-Hant", "今天…\n我們", "<p>今天…我們</p>"),
        ("en", "今天\n我们", "<p>今天我们</p>"),
        ("en", "a dash —\n今天", "<p>a dash —\n今天</p>"),
        ("ko", "大韓\n民國", "<p>大韓\n民國</p>"),
    ],
)
def test_what_counts_depends_on_the_language(language: str, text: str, html: str) -> None:
    assert render(text, language=language).html.strip() == html


TEXT = "今天早上\n我们出发。\n\n后来。\n"


def test_pages_feeds_and_summaries_have_no_such_blank(walk: Site) -> None:
    walk.write({
        "blog.toml": changed(BLOG_TOML, '"en"]', '"en", "zh"]'),
        "posts/2026/una-passeggiata/zh.md": f"---\ntitle: 散步\ntranslated_from: it\n---\n{TEXT}",
    })  # fmt: skip
    walk.ok("render")
    for address in ("/zh/2026/02/una-passeggiata/", "/zh/", "/zh/feed.xml"):
        assert "今天早上我们出发。" in walk.page(address)
    assert walk.page("/zh/2026/02/una-passeggiata/").count("今天早上我们出发。") == 4  # with the descriptions
