"""Posts' bodies as HTML: rendered once, their links resolved for the place that shows them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from markupsafe import Markup

from blogcli.markup import markdown, sanitize
from blogcli.markup.prefixed import ids_in, prefixed
from blogcli.plan import urls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from blogcli.config import Config
    from blogcli.model import Version
    from blogcli.plan.parts import Entry

DESCRIPTION_LENGTH = 200  # characters, about what search engines show

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class Bodies:
    """The rendered bodies of a site's versions, made of the texts that `read` gives."""

    def __init__(self, config: Config, read: Callable[[Version], str]) -> None:
        self.config, self.read = config, read
        self._site = "{0.scheme}://{0.netloc}".format(urlsplit(config.url))
        self._rendered: dict[str, markdown.Body] = {}

    def make(self, versions: Iterable[Version]) -> None:
        """Render these bodies, which will be asked for."""
        for version in versions:
            self._body(version)

    def html(self, entry: Entry, *, full: bool = False) -> Markup:
        """The body; with `full`, every link in it as a full address, as feeds need it."""
        html = self._set_apart(entry, self._body(entry.version).html)
        return Markup(markdown.map_links(html, self._resolver(entry, full=full)))

    def summary(self, entry: Entry) -> Markup:
        """What a list shows: the summary key, else what is before `<!--more-->`, else the first paragraph."""
        if entry.version.summary:
            return Markup("<p>{}</p>").format(entry.version.summary)
        summary = self._set_apart(entry, self._body(entry.version).summary)
        return Markup(markdown.map_links(summary, self._resolver(entry, elsewhere=True)))

    def more(self, entry: Entry) -> bool:
        """Whether there is more to read than the summary."""
        return bool(entry.version.summary) or self._body(entry.version).more

    def description(self, entry: Entry) -> str:
        """The summary as plain text, cut at a word."""
        version = entry.version
        text = version.summary or markdown.plain_text(self._body(version).summary) or version.title
        if len(text) <= DESCRIPTION_LENGTH:
            return text
        cut = text[:DESCRIPTION_LENGTH]  # at a word, where the script has spaces between them
        return (cut.rpartition(" ")[0] or cut).rstrip(".,;:") + "…"

    def link(self, entry: Entry, target: str, *, full: bool = False) -> str:
        """An address as a post's front matter gives it, resolved; "" where a guest's leads nowhere a guest may lead."""
        if not entry.version.trusted and _SCHEME.match(target) and not target.startswith(("http://", "https://")):
            return ""
        return self._resolver(entry, full=full)(target)

    def forget(self) -> None:
        """Let go of the bodies made so far."""
        self._rendered.clear()

    def _body(self, version: Version) -> markdown.Body:
        if version.path not in self._rendered:
            self._rendered[version.path] = _render(version, self.read(version))
        return self._rendered[version.path]

    def _set_apart(self, entry: Entry, html: str) -> str:
        """The HTML of a text with its ids as they are on the page that it shares with others."""
        prefix = urls.prefix_at(entry.address)
        return prefixed(html, prefix, ids_in(self._body(entry.version).html)) if prefix else html

    def _start(self, entry: Entry) -> str:
        """From where a version's links go: the page it has, or would have, of its own."""
        language = self.config.language(entry.version.language)
        if not language or not urls.prefix_at(entry.address):
            return entry.address
        return urls.version_address(self.config, language, entry.version, page=entry.page)

    def _resolver(self, entry: Entry, *, full: bool = False, elsewhere: bool = False) -> Callable[[str], str]:
        """What makes a post's link one for the page that shows it: its own, a list (`elsewhere`) or a feed (`full`)."""
        base, site = self.config.base_path, self._site
        origin = site if full else ""

        def resolve(link: str) -> str:
            if _SCHEME.match(link):
                return link
            if link.startswith("/"):
                return origin + (link if link.startswith(base) else base + link[1:])
            if not link or link.startswith(("#", "?")):
                here = urls.href(self.config, urls.page_of(entry.address))
                return (origin + here if full or elsewhere else "") + link
            path, rest = _split(link)
            name = urls.nfc(posixpath.normpath(unquote(path)))
            if name in entry.files:
                return origin + urls.href(self.config, entry.files_at + name) + rest
            target = urljoin(urls.absolute(self.config, self._start(entry)), path) + rest
            return target if full else target.removeprefix(site)

        return resolve


def _render(version: Version, text: str) -> markdown.Body:
    if version.trusted:
        return markdown.render(text)
    found = markdown.render(text, raw_html=False)
    return replace(found, html=_safe(found.html), summary=_safe(found.summary))


def _safe(html: str) -> str:
    # A wide table scrolls in a frame of its own, as an author's does; the frame is nothing a guest may write.
    clean = sanitize.clean_post(html)
    return clean.replace("<table>", '<div class="table" tabindex="0"><table>').replace("</table>", "</table></div>")


def _split(link: str) -> tuple[str, str]:
    match = re.match(r"[^?#]*", link)
    path = match[0] if match else link
    return path, link[len(path) :]
