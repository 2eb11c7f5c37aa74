"""A page on which several versions of a post stand, one below the other, each in its own language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from blogcli.markup.prefixed import ids_in
from blogcli.plan.urls import is_page_s, prefix_at, section_id

if TYPE_CHECKING:
    from blogcli.names import LanguageTag
    from blogcli.plan.pages import PostPage
    from blogcli.plan.parts import Section
    from blogcli.render.comments import ShownTalk
    from blogcli.render.pages import Printer

BETWEEN = " – "  # what stands between the titles of the versions


class Part(NamedTuple):
    """A version on the page: `anchor` is the id of its section, and `called` what it is in its own words."""

    language: LanguageTag
    direction: str
    title: str
    anchor: str
    called: str


def together(page: PostPage, body: Markup, talk: ShownTalk, printer: Printer) -> dict[str, Any]:
    """What such a page shows in place of what a page of one version does; `body` is the first one's text."""
    parts = [_part(section, printer) for section in page.sections]
    bodies = [body, *(printer.bodies.html(section.entry) for section in page.below)]
    shown = zip(page.sections, parts, bodies, strict=True)
    texts = [_text(section, part, text, page, printer) for section, part, text in shown]
    text = Markup("").join(texts)
    return {
        "parts": parts,
        "heading": BETWEEN.join(part.title for part in parts),
        "body": text,
        "also_at": _also_at(page, text, talk),
        "picture": "",
        "notice": None,
        "translations": [],
        "alternates": None,  # one address is no alternate of itself
    }


def _also_at(page: PostPage, text: str, talk: ShownTalk) -> dict[str, list[str]]:
    """The other ids of comments that were named by hand.

    A link from elsewhere to such a one in a version can't be told from one to a heading (`urls.is_page_s`), and so
    begins as the ids in the version's text do.
    """
    by_hand = [shown.anchor for shown in talk.comments if not is_page_s(shown.anchor)]
    prefixes = [prefix_at(section.entry.address) for section in page.below]
    taken = ids_in(text) if by_hand else ()
    return {name: [prefix + name for prefix in prefixes if prefix + name not in taken] for name in by_hand}


def _part(section: Section, printer: Printer) -> Part:
    version = section.entry.version
    said = printer.speech(version.language)
    anchor = section_id(version.language)
    return Part(version.language, said.direction, version.title, anchor, said.this_version())


def _text(section: Section, part: Part, body: Markup, page: PostPage, printer: Printer) -> Markup:
    entry, lead = section.entry, page.entry
    first = entry is lead
    own = entry.version.image if first or entry.version.image != lead.version.image else ""
    context = {
        "entry": entry,
        "version": entry.version,
        "part": part,
        "first": first,
        "byline": entry.version.author if entry.version.author != lead.version.author and not entry.page else "",
        "body": body,
        "picture": printer.bodies.link(entry, own) if own else "",
        "notice": printer.notice(section),
    }
    return Markup(printer.engine.render("section.html", printer.common(entry.language) | context))
