"""The links in a post's text, resolved for the place that shows it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from markupsafe import Markup

from blogcli.content.links import SCHEME, divided, target_of
from blogcli.markup.links import SILENT, Sign, map_links, sign_links
from blogcli.names import POST
from blogcli.plan import urls
from blogcli.render.locale import direction_of, speech

if TYPE_CHECKING:
    from blogcli.config import Config
    from blogcli.plan.parts import Entry, Lead

_LABEL = Markup(' <span class="language"{where}>({words})</span>')
_WHERE = Markup(' lang="{0}" dir="{1}"')


class TextLinks:
    """The links of an entry's text on its own page, on another page (`elsewhere`), or as full addresses (`full`)."""

    def __init__(self, config: Config, entry: Entry, *, full: bool = False, elsewhere: bool = False) -> None:
        self.config, self.entry = config, entry
        self.full, self.elsewhere = full, elsewhere
        self.site = "{0.scheme}://{0.netloc}".format(urlsplit(config.url))
        self.folder = posixpath.dirname(entry.version.path)
        self.leads = {lead.target: lead for lead in entry.leads}

    def resolved(self, html: str, *, raw: bool = True) -> str:
        """HTML of the text with its links leading where they should, and what readers are told of them.

        `raw` says whether it holds HTML that Markdown didn't make.
        """
        if self.leads or POST in html:
            html = sign_links(html, self.sign, raw=raw)
        return map_links(html, self.address, self.embedded, raw=raw)

    def sign(self, link: str) -> Sign | None:
        """What readers are told of a link: that it leads to another language. None where it leads nowhere yet."""
        lead = self._lead(link)
        if lead is None:
            return None if link.startswith(POST) else SILENT
        if not lead.address:
            return None
        if lead.language is None or lead.language == self.entry.language:
            return SILENT
        said = speech(self.entry.language, self.config.timezone)
        words = said.phrase(said.words("in %(language)s", language=said.isolated(said.name_of(lead.language))))
        foreign = self.entry.language != self.entry.version.language
        where = _WHERE.format(said.tag, direction_of(said.tag)) if foreign else ""
        return Sign(lead.language, _LABEL.format(where=where, words=words))

    def embedded(self, link: str) -> str:
        """Where something is that a text shows or takes in; what it shows of itself is on whatever page it stands."""
        return link if not link or link.startswith("#") else self.address(link)

    def address(self, link: str) -> str:
        """Where a link leads: "" where that is nowhere."""
        if lead := self._lead(link):
            return self._led(lead.address, divided(link)[1]) if lead.address else ""
        if SCHEME.match(link):
            return "" if link.startswith(POST) else link
        base = self.config.base_path
        if link.startswith("/"):
            return self._origin() + (link if link.startswith(base) else base + link[1:])
        if not link or link.startswith(("#", "?")):
            return (self._href(urls.page_of(self.entry.address)) if self.full or self.elsewhere else "") + link
        path, rest = divided(link)
        name = urls.nfc(posixpath.normpath(unquote(path)))
        if name in self.entry.files:
            return self._href(self.entry.files_at + name) + rest
        if folder := next((file for file in self.entry.files if file.startswith(f"{name}/")), None):
            return self._href(f"{self.entry.files_at}{folder[: len(name)]}/") + rest
        target = urljoin(urls.absolute(self.config, self._start()), path) + rest
        return target if self.full else target.removeprefix(self.site)

    def _led(self, address: str, rest: str) -> str:
        """A lead's address with the query and fragment of the link, which names a place in the version's section."""
        query, _, fragment = rest.partition("#")
        page = urls.page_of(address)
        if fragment and not urls.is_page_s(fragment):
            fragment = urls.prefix_at(address) + fragment
        place = f"#{fragment}" if fragment else address.removeprefix(page)
        return self._href(page) + query + place

    def _start(self) -> str:
        """From where a version's links go: the page it has, or would have, of its own."""
        entry = self.entry
        language = self.config.language(entry.version.language)
        if not language or not urls.prefix_at(entry.address):
            return entry.address
        return urls.version_address(self.config, language, entry.version, page=entry.page)

    def _lead(self, link: str) -> Lead | None:
        return self.leads.get(target_of(link, self.folder)) if self.leads else None

    def _origin(self) -> str:
        return self.site if self.full else ""

    def _href(self, address: str) -> str:
        return self._origin() + urls.href(self.config, address)
