"""The addresses in HTML, by the attributes that the standards name, and how a srcset is divided."""

from __future__ import annotations

import pytest

from blogcli.markup.html_addresses import Use, addresses_in
from blogcli.markup.links import map_links


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<img srcset='a.jpg 1x, b.jpg 2x'>", ["a.jpg", "b.jpg"]),
        ("<img srcset='https://c.example/w_300,h_2/x.jpg 300w'>", ["https://c.example/w_300,h_2/x.jpg"]),
        ("<img srcset='a.jpg,b.jpg 2x'>", ["a.jpg,b.jpg"]),  # a comma ends an address only before a space
        ("<img srcset='a.jpg, b.jpg'>", ["a.jpg", "b.jpg"]),
        ("<img srcset='a.jpg,,  ,b.jpg'>", ["a.jpg,,", "b.jpg"]),
        ("<img srcset='\n a.jpg\t1x\n,\n\tb.jpg\n2x\n'>", ["a.jpg", "b.jpg"]),
        ("<img srcset='data:image/png;base64,AA== 1x, b.jpg 2x'>", ["data:image/png;base64,AA==", "b.jpg"]),
        ("<img srcset='a.jpg type(x, y.jpg), b.jpg'>", ["a.jpg", "b.jpg"]),
        ("<img srcset='a.jpg (x, y.jpg'>", ["a.jpg"]),
        ("<img srcset=''>", []),
        ("<img srcset=' , '>", []),
        ("<img srcset=a.jpg>", ["a.jpg"]),
        ("<source srcset='a.jpg 1x'><link imagesrcset='b.jpg 1x'>", ["a.jpg", "b.jpg"]),
        ("<p style='background: url(a.png), url( \"b (1).png\" )'>", ["a.png", "b (1).png"]),
        ("<p style='cursor: URL(c.cur)'>", ["c.cur"]),
        ("<rect fill='url(p.svg#x)'/>", ["p.svg#x"]),
        ("<a ping='a b' href=c>", ["a", "b", "c"]),
    ],
)  # fmt: skip
def test_attributes_with_several_are_divided(html: str, found: list[str]) -> None:
    names = [each.address.rstrip(",") for each in addresses_in(html)]
    assert names == [name.rstrip(",") for name in found]


@pytest.mark.parametrize(
    ("html", "use"),
    [
        ("<a href=x>", Use.LINK),
        ("<area href=x>", Use.LINK),
        ("<svg><a xlink:href=x>", Use.LINK),
        ("<blockquote cite=x>", Use.LINK),
        ("<img longdesc=x>", Use.LINK),
        ("<img src=x>", Use.IMAGE),
        ("<input type=image src=x>", Use.IMAGE),
        ("<video poster=x>", Use.IMAGE),
        ("<td background=x>", Use.IMAGE),
        ("<svg><image href=x>", Use.IMAGE),
        ("<svg><image xlink:href=x>", Use.IMAGE),
        ("<script src=x></script>", Use.FILE),
        ("<link href=x>", Use.FILE),
        ("<video src=x>", Use.FILE),
        ("<track src=x>", Use.FILE),
        ("<embed src=x>", Use.FILE),
        ("<iframe src=x></iframe>", Use.FILE),
        ("<object data=x>", Use.FILE),
        ("<svg><use href=x>", Use.FILE),
        ("<my-player src=x>", Use.FILE),
        ("<form action=x>", Use.REQUEST),
        ("<button formaction=x>", Use.REQUEST),
        ("<div data=x>", None),
        ("<div cite=x>", None),
        ("<a data-href=x>", None),
        ("<iframe srcdoc='<a href=x>'></iframe>", None),
        ("<img alt='<a href=x>'>", None),
        ("<script>'<a href=x>'</script>", None),
        ("<!-- <a href=x> -->", None),
        ("<textarea><a href=x></textarea>", None),
        ("<svg><![CDATA[<a href=x>]]></svg>", None),
    ],
)
def test_each_attribute_has_its_use(html: str, use: Use | None) -> None:
    assert [each.use for each in addresses_in(html)] == ([use] if use else [])


@pytest.mark.parametrize(
    ("html", "mapped"),
    [
        ("<img srcset='a 1x,\n b 2x'>", '<img srcset="A 1x,\n B 2x">'),
        ("<img srcset='gone 1x, b 2x' src=gone alt=x>", '<img srcset="B 2x" alt=x>'),
        ("<img srcset='gone 1x'>", "<img>"),
        ("<area href=gone>", "<area>"),
        ("<p style='a: url(b); c: url(D)'>", '<p style="a: url(B); c: url(D)">'),
        ("<p STYLE='a: url(\"b c\")'>", '<p STYLE="a: url(&quot;B C&quot;)">'),
        ("<img src='A' srcset=\"B 1x\">", "<img src='A' srcset=\"B 1x\">"),
        ("<img src='?a=1&copy=2'>", '<img src="?A=1&amp;COPY=2">'),
        ("<script>'<img src=a>'</script><img src=a>", "<script>'<img src=a>'</script><img src=\"A\">"),
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_left_out_and_the_rest_stays(html: str, mapped: str) -> None:
    assert map_links(html, lambda link: "" if link == "gone" else link.upper()) == mapped
