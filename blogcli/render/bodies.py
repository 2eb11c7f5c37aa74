"""Posts' bodies as HTML: rendered once, their links resolved for the place that shows them."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from blogcli.content.folders import version_language
from blogcli.content.links import SCHEME
from blogcli.markup import anchors, markdown, sanitize
from blogcli.markup.excerpt import excerpt
from blogcli.markup.html_visible import plain_text, visible, words_of_markdown
from blogcli.markup.prefixed import ids_in, prefixed
from blogcli.markup.reading import minutes_to_read
from blogcli.plan import urls
from blogcli.render.textlinks import TextLinks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Set

    from blogcli.config import Config
    from blogcli.model import Original, Version
    from blogcli.plan.parts import Entry

DESCRIPTION_LENGTH = 200  # characters, about what search engines show


class Bodies:
    """The rendered bodies of a site's versions, made of the texts that `read` gives."""

    def __init__(self, config: Config, read: Callable[[Version | Original], str]) -> None:
        self.config, self.read = config, read
        self._rendered: dict[str, markdown.Body] = {}

    def make(self, versions: Iterable[Version]) -> None:
        """Render these bodies, which will be asked for."""
        for version in versions:
            self._body(version)

    def html(self, entry: Entry, *, full: bool = False) -> Markup:
        """The body; with `full`, every link in it as a full address, as feeds need it."""
        whole = self._anchored(entry.version, entry.original)
        raw = self._body(entry.version).raw
        html = _set_apart(entry, whole, whole, raw=raw)
        if full and raw:
            html = visible(html)
        return Markup(TextLinks(self.config, entry, full=full).resolved(html, raw=raw))

    def minutes(self, entry: Entry) -> int:
        """How long it takes to read."""
        body = self._body(entry.version)
        return minutes_to_read(body.html, raw=body.raw)

    def anchors(self, version: Version, original: Version) -> Set[str]:
        """All ids in a version's text."""
        return ids_in(self._anchored(version, original), raw=self._body(version).raw)

    def summary(self, entry: Entry) -> Markup:
        """What a list shows: the summary key, else what is before `<!--more-->`, else the first paragraph."""
        if entry.version.summary:
            return Markup("<p>{}</p>").format(entry.version.summary)
        body = self._body(entry.version)
        summary = body.summary
        if "#" in summary:  # it may lead to places in the rest of the text, as they are called on its page
            summary = _set_apart(entry, summary, self._anchored(entry.version, entry.original), raw=body.raw)
        if body.raw and (ids := ids_in(summary)):  # those that it can't do without, and other posts may have as well
            summary = prefixed(summary, f"_{entry.version.post}-{entry.version.language}-", ids)
        return Markup(TextLinks(self.config, entry, elsewhere=True).resolved(summary, raw=body.raw))

    def more(self, entry: Entry) -> bool:
        """Whether there is more to read than the summary."""
        return bool(entry.version.summary) or self._body(entry.version).more

    def description(self, entry: Entry) -> str:
        """The summary as plain text, cut between words."""
        version = entry.version
        body = self._body(version)
        words = plain_text(body.summary) if body.raw else words_of_markdown(body.summary)
        return excerpt(version.summary or words or version.title, DESCRIPTION_LENGTH)

    def link(self, entry: Entry, target: str, *, full: bool = False) -> str:
        """An address as a post's front matter gives it, resolved; "" where a guest's leads nowhere a guest may lead."""
        if not entry.version.trusted and SCHEME.match(target) and not target.startswith(("http://", "https://")):
            return ""
        return TextLinks(self.config, entry, full=full).address(target)

    def forget(self) -> None:
        """Let go of the bodies made so far."""
        self._rendered.clear()

    def _anchored(self, version: Version, original: Version | Original | None) -> str:
        """The text with the anchors of the `original`'s headings beside its own."""
        body = self._body(version)
        if original is None or original.path == version.path or not body.headings:
            return body.html
        return anchors.like(body.html, body.headings, self._body(original).headings, raw=body.raw)

    def _body(self, version: Version | Original) -> markdown.Body:
        if version.path not in self._rendered:
            body = _render(version, self.read(version))
            self._rendered[version.path] = _curled(_language_of(version), body) if self.config.smart_quotes else body
        return self._rendered[version.path]


def _set_apart(entry: Entry, html: str, whole: str, *, raw: bool) -> str:
    """HTML of a version's `whole` text, or of a part, with its ids as they are on a page that it shares with others."""
    prefix = urls.prefix_at(entry.address)
    return prefixed(html, prefix, ids_in(whole, raw=raw), raw=raw) if prefix else html


def _render(version: Version | Original, text: str) -> markdown.Body:
    language = _language_of(version)
    if version.trusted:
        return markdown.render(text, language=language)
    found = markdown.render(text, raw_html=False, language=language)
    safe = anchors.again(_safe(found.html), found.headings)
    return replace(found, html=safe, summary=_safe(found.summary), raw=True)  # nh3 has its own spelling


def _language_of(version: Version | Original) -> str:
    """The language that a version's file is named by."""
    return version_language(posixpath.basename(version.path)) or ""


def _curled(language: str, body: markdown.Body) -> markdown.Body:
    """A body with the quotation marks of its language."""
    from blogcli.markup.quotes import curled, marks_of

    marks = marks_of(language)
    html, summary = (curled(text, marks, raw=body.raw) for text in (body.html, body.summary))
    return replace(body, html=html, summary=summary)


def _safe(html: str) -> str:
    # A wide table scrolls in a frame of its own, as an author's does; the frame is nothing a guest may write.
    clean = sanitize.clean_post(html)
    return clean.replace("<table>", '<div class="table" tabindex="0"><table>').replace("</table>", "</table></div>")
