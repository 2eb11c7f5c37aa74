"""Where authors' and readers' links may lead."""

from __future__ import annotations

import re

import pytest

from blogcli.markup.lint import Fault, lint
from blogcli.markup.markdown import render
from blogcli.markup.sanitize import clean_post, comment_html

KEPT = [
    "sms:+390550", "xmpp:a@b.example", "webcal://a.example/c.ics", "geo:43.7,11.2", "magnet:?xt=urn:btih:a", "tel:+39",
    "irc://a.example/b", "gemini://a.example/", "matrix:r/a:b.example", "2024:01.png", "a:b.html", "./x:y",
    "data:image/svg+xml,%3Csvg/%3E", "data:image/png;base64,AA", "mailto:a@b.example", "post:there", "#x", "?q", "//x",
    "javascript.html", "data:text/plain,x", "a/javascript:x", "https://x.example/javascript:x",
]  # fmt: skip
PROGRAMS = [
    "javascript:alert(1)", "JaVaScript:alert(1)", "vbscript:x", "data:text/html,x", "data:text/html;base64,AA",
    "DATA:TEXT/HTML,x", "java&#115;cript:x", "javascript&colon;x", "java&#10;script:x", "java&Tab;script:x",
    "&#1;javascript:x", "%6Aavascript:x", "javascript%3Ax", "%256aavascript:x", "java%0Ascript:x",
    "data:%20text/html,x",
]  # fmt: skip


@pytest.mark.parametrize("address", KEPT)
def test_an_author_s_link_leads_where_it_says(address: str) -> None:
    assert f'<a href="{address}">x</a>' in render(f"[x]({address})").html
    assert f'<a href="{address}">x</a>' in render(f"[x][y]\n\n[y]: {address}\n").html
    assert f'<img src="{address}" alt="x">' in render(f"![x]({address})").html
    assert lint(f"[x]({address}) ![x]({address})") == []


@pytest.mark.parametrize("address", PROGRAMS)
def test_a_program_is_no_link_whatever_it_is_disguised_as(address: str) -> None:
    for text in (f"[x](<{address}>)", f"[x][y]\n\n[y]: <{address}>\n", f"![x](<{address}>)", f"[*x*]({address})"):
        for html in (render(text).html, clean_post(render(text, raw_html=False).html), comment_html(text)):
            assert re.search(r"(href|src)=", html) is None, (text, html)
    assert [(found.fault, found.line) for found in lint(f"a\n\nb\n- [x](<{address}>)\n")] == [(Fault.REFUSED, 4)]


def test_a_refused_address_is_found_where_it_is_used() -> None:
    text = "a <javascript:x>\n ![c](vbscript:d)\n\n| e |\n|-|\n| [f](data:text/html,) |\n\n> [h][i]\n\n[i]: vbscript:\n"
    assert [found.line for found in lint(text)] == [1, 2, 6, 8]


@pytest.mark.parametrize(
    "address", ["sms:+390550", "magnet:?xt=a", "data:image/svg+xml,a", "2024:01.png", "ftp://a.example"]
)
def test_a_reader_s_link_elsewhere_is_but_its_words(address: str) -> None:
    assert comment_html(f"[x]({address})") == "<p>x</p>"
