"""Rendered pages as a browser reads them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import html5lib

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from tests.support import Site

ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True)
class Read:
    """A page's elements."""

    html: str

    @cached_property
    def root(self) -> Element:
        """The html element."""
        parsed: Element = html5lib.parse(self.html, namespaceHTMLElements=False)
        return parsed

    def all(self, path: str) -> list[Element]:
        """The elements an XPath of ElementTree's kind finds."""
        return self.root.findall(path)

    def one(self, path: str) -> Element:
        """The one element a path finds."""
        (found,) = self.all(path)
        return found

    def text(self, path: str) -> list[str]:
        """What the elements say, on a line each."""
        return [words(element) for element in self.all(path)]

    def links(self) -> list[str]:
        """Everything the page links to or loads."""
        return [
            value
            for element in self.root.iter()
            for key in ("href", "src", "poster")
            if isinstance(element.tag, str) and (value := element.get(key)) is not None
        ]

    def scripts(self) -> list[Element]:
        """What would run; data for search engines does not."""
        return [each for each in self.all(".//script") if each.get("type") != "application/ld+json"]

    def anchors(self) -> list[str]:
        """Every id in the page."""
        return [value for element in self.root.iter() if isinstance(element.tag, str) and (value := element.get("id"))]


def sections(page: Read) -> list[tuple[str | None, str | None, str | None]]:
    """Id, language and direction of each version on a page of several."""
    return [(each.get("id"), each.get("lang"), each.get("dir")) for each in page.all(".//section[@class='version']")]


def words(element: Element) -> str:
    """What an element says, its white space as a browser shows it."""
    return " ".join("".join(element.itertext()).split())


def read(site: Site, address: str) -> Read:
    """A page of a rendered site."""
    return Read(site.page(address))


def all_pages(site: Site, below: str = "public") -> dict[str, Read]:
    """Every HTML page of a rendered site, by its address."""
    found = site.tree(below).items()
    return {
        "/" + name.removesuffix("index.html"): Read(data.decode()) for name, data in found if name.endswith(".html")
    }


def _feeds(site: Site) -> list[tuple[str, Read]]:
    """The texts in each feed, by its address."""
    found = [name for name in site.tree("public") if name.endswith("feed.xml")]
    return [(f"/{name}", Read("".join(contents(site, f"/{name}")))) for name in found]


def contents(site: Site, feed: str) -> list[str]:
    """The HTML of each entry of a feed."""
    return [each.text or "" for each in ElementTree.fromstring(site.page(feed)).iter(f"{ATOM}content")]


def dead_links(site: Site, url: str) -> list[str]:
    """The links within the site and its feeds, whose pages lie at `url`, that lead nowhere, as `page -> link`."""
    files, pages = set(site.tree("public")), all_pages(site)
    base = urlsplit(url).path
    dead = []
    for address, page in (*pages.items(), *_feeds(site)):
        here = urljoin(url, quote(address.lstrip("/")))
        for link in page.links():
            target, fragment = urldefrag(urljoin(here, link))
            parts = urlsplit(target)
            if parts.scheme not in ("http", "https") or parts.netloc != urlsplit(url).netloc:
                continue
            path = unquote(parts.path)
            name = path.removeprefix(base) + ("index.html" if path.endswith("/") else "")
            if not path.startswith(base) or name not in files:
                dead.append(f"{address} -> {link}")
            elif fragment and name.endswith(".html"):
                there = pages["/" + name.removesuffix("index.html")]
                if unquote(fragment) not in there.anchors():
                    dead.append(f"{address} -> {link}")
    return dead
