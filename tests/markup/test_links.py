"""Addresses in HTML: each found however it is written, and led elsewhere or signed."""

from __future__ import annotations

import pytest

from blogcli.markup.links import SILENT, Sign, map_links, sign_links


def shout(link: str) -> str:
    return link.upper()


@pytest.mark.parametrize(
    ("html", "mapped"),
    [
        ('<a href="uno">x</a> <img alt="y" src="due">', '<a href="UNO">x</a> <img alt="y" src="DUE">'),
        ('<a class="k" href="uno" id="z">', '<a class="k" href="UNO" id="z">'),
        ('<video poster="uno"></video><source src="due">', '<video poster="UNO"></video><source src="DUE">'),
        ('<a href="?a=1&amp;b=2">', '<a href="?A=1&amp;B=2">'),
        ('<a href="">', '<a href="">'),
        ('<a href=" uno ">', '<a href="UNO">'),
        ('<a href="uno>due">', '<a href="UNO&gt;DUE">'),
        ('<a href="a" href="b">', '<a href="A" href="B">'),
        ('<A HREF="uno">', '<A HREF="UNO">'),
        ('<p title="a">href="b"</p>', '<p title="a">href="b"</p>'),
        ("<code>&lt;a href=&quot;uno&quot;&gt;</code>", "<code>&lt;a href=&quot;uno&quot;&gt;</code>"),
        ('<a data-href="uno">', '<a data-href="uno">'),
        ('<a\nhref="uno">', '<a\nhref="UNO">'),
    ],
)
def test_links_are_mapped(html: str, mapped: str) -> None:
    assert map_links(html, shout) == mapped


@pytest.mark.parametrize(
    "html",
    [
        "<a href='uno'>x</a>",
        "<a href=uno>x</a>",
        '<A HREF="uno">x</A>',
        '<a href = "uno">x</a>',
        '<video src="uno" poster="uno"></video>',
        '<img alt="a > b" src="uno">',
        '<object data="uno"></object>',
        '<img srcset="uno 2x" src="uno">',
    ],
)
def test_links_in_raw_html_are_mapped_however_it_is_written(html: str) -> None:
    assert "uno" not in map_links(html, shout)


def signed(link: str) -> Sign | None:
    return {"uno": Sign("it", "!"), "nowhere": None}.get(link, SILENT)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<a href="uno">x</a>, <a href="due">y</a>', '<a hreflang="it" href="uno">x</a>!, <a href="due">y</a>'),
        ('<a href="nowhere">one <em>two</em></a>.', "one <em>two</em>."),
        ("<A class='k' HREF = ' uno '>x</A>", "<a hreflang=\"it\" class='k' HREF = ' uno '>x</a>!"),
        ('<a href="uno" hreflang="it-IT">x</a>', '<a href="uno" hreflang="it-IT">x</a>!'),
        ('<a href="uno" href="nowhere">x</a>', '<a hreflang="it" href="uno" href="nowhere">x</a>!'),
        ("<a title=\"href='nowhere'\">x</a>", "<a title=\"href='nowhere'\">x</a>"),
        ('<a name="x">uno</a><abbr>uno</abbr>', '<a name="x">uno</a><abbr>uno</abbr>'),
        ('<a href="uno">never closed', '<a href="uno">never closed'),
        ("<code>&lt;a href=nowhere&gt;x&lt;/a&gt;</code>", "<code>&lt;a href=nowhere&gt;x&lt;/a&gt;</code>"),
    ],
)
def test_links_are_signed(html: str, shown: str) -> None:
    assert sign_links(html, signed) == shown
