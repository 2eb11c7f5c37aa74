"""One planned page to one text: each kind of page, the template it goes through, and what that template may read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from markupsafe import Markup

from blogcli.markup.prefixed import give_way
from blogcli.plan.discussions import FILE
from blogcli.plan.pages import (
    ArchivePage,
    CommentFeedPage,
    FeedPage,
    LanguagesPage,
    ListPage,
    NotFoundPage,
    PostPage,
    Redirect,
    RedirectRules,
    RobotsPage,
    SitemapPage,
    TagIndexPage,
    TagPage,
)
from blogcli.plan.urls import page_of
from blogcli.render.comments import anchor, shown_talk
from blogcli.render.engine import Engine
from blogcli.render.feeds import comment_feed, feed
from blogcli.render.jsonld import described
from blogcli.render.links import Links
from blogcli.render.locale import direction_of, speech
from blogcli.render.notice import notice_of
from blogcli.render.redirects import redirects_file
from blogcli.render.sections import together

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blogcli.config import Config
    from blogcli.names import LanguageTag
    from blogcli.plan.pages import Printed
    from blogcli.plan.parts import Alternates, Entry, Line, Link, Menu, Section
    from blogcli.render.bodies import Bodies
    from blogcli.render.comments import ShownTalk
    from blogcli.render.locale import Speech
    from blogcli.render.notice import Notice
    from blogcli.render.theme import Theme


class Printer:
    """What turns planned pages into texts: the theme, the bodies rendered so far, and what all pages share."""

    def __init__(self, config: Config, theme: Theme, bodies: Bodies, *, preview: bool) -> None:
        self.config, self.bodies, self.preview = config, bodies, preview
        self.engine = Engine(theme)
        self.style = theme.stylesheet_version()
        self.links = Links(config)
        self.frames: dict[tuple[LanguageTag, str], dict[str, object]] = {}
        self.cards: dict[tuple[LanguageTag, str], Markup] = {}

    def print(self, page: Printed) -> str:
        """The page's text; SourceError where a template fails."""
        match page:
            case PostPage():
                return self.print_posts([page])[0]
            case ListPage() | TagPage():
                return self.print_list(page, [self.card(entry) for entry in page.entries])
            case TagIndexPage():
                return self._in_frame("tags.html", page.menu, page.address, {"tags": page.tags}, page.alternates)
            case ArchivePage():
                context = {"years": list(_by_year(page.lines).items())}
                return self._in_frame("archive.html", page.menu, page.address, context, page.alternates)
            case NotFoundPage():
                return self._in_frame("404.html", page.menu, page.address, {})
            case FeedPage():
                return self.engine.render("feed.xml", self.common(page.menu.language) | feed(page, self))
            case CommentFeedPage():
                shown = comment_feed(page, self)
                return self.engine.render("comments.xml", self.common(page.menu.language) | shown)
            case SitemapPage() | RobotsPage():
                shared = {"page": page, "preview": self.preview, "absolute": self.links.absolute}
                return self.engine.render(page.address.lstrip("/"), shared)
            case LanguagesPage():
                return self.engine.render("languages.html", self._choice(page))
            case Redirect():
                moved = {"page": page, "canonical": page_of(page.target)}
                return self.engine.render("redirect.html", self.common(page.language) | moved)
            case RedirectRules():
                return redirects_file(page, self.config)
            case _:
                assert_never(page)

    def print_posts(self, pages: Sequence[PostPage]) -> list[str]:
        """The posts' texts. All pass one stage before the next: a processor does soonest what it has just done."""
        self.bodies.make([entry.version for page in pages for entry in page.entries])
        talks = [shown_talk(page.talk, self.speech(page.menu.language)) for page in pages]
        posts = [self._post(page, talk) for page, talk in zip(pages, talks, strict=True)]
        return [
            self._in_frame("post.html", page.menu, page.address, post, page.alternates)
            for page, post in zip(pages, posts, strict=True)
        ]

    def print_list(self, page: ListPage | TagPage, cards: list[Markup]) -> str:
        """A list's text with these cards on it, whatever its entries are."""
        context: dict[str, object] = {"page": page, "cards": cards}
        if isinstance(page, ListPage):
            return self._in_frame("list.html", page.menu, page.address, context, page.alternates)
        context["languages"] = _languages(page.menu, page.languages)
        if page.description:
            context["description"] = page.description
        return self._in_frame("tag.html", page.menu, page.address, context, page.alternates)

    def forget(self) -> None:
        """Let go of what was printed, which will not be asked for again."""
        self.bodies.forget()
        self.cards.clear()

    def speech(self, language: LanguageTag) -> Speech:
        """How a language says things on this blog."""
        return speech(language, self.config.timezone)

    def common(self, language: LanguageTag) -> dict[str, object]:
        """The names that every template may read."""
        said = self.speech(language)
        return {
            "_": said.words,
            "ngettext": said.plural,
            "phrase": said.phrase,
            "isolated": said.isolated,
            "speech": said,
            "language": language,
            "direction": said.direction,
            "direction_of": direction_of,
            "href": self.links.href,
            "absolute": self.links.absolute,
        }

    def _in_frame(
        self, template: str, menu: Menu, address: str, context: dict[str, Any], alternates: Alternates | None = None
    ) -> str:
        frame = {
            **self._around(menu, address),
            "address": address,
            "alternates": alternates,
            "languages": _languages(menu, alternates.links if alternates else ()),
            "noindex": self.preview or template == "404.html",
            "description": menu.site_description or menu.site_title,
            "image": "",
            **context,
        }
        return self.engine.render(template, frame)

    def _around(self, menu: Menu, address: str) -> dict[str, object]:
        """What is the same on every page of a language, but for a mark where the menu leads to the page itself."""
        current = address if _leads_to(menu, address) else ""
        key = menu.language, current
        if key not in self.frames:
            shared = self.common(menu.language) | {"menu": menu, "style": self.style}
            context = shared | {"current": current}
            parts = {name: Markup(self.engine.render(f"{name}.html", context)) for name in ("head", "places", "footer")}
            self.frames[key] = shared | parts
        return self.frames[key]

    def _choice(self, page: LanguagesPage) -> dict[str, Any]:
        return self.common(page.language) | {
            "page": page,
            "style": self.style,
            "preview": self.preview,
            "titles": list(dict.fromkeys(link.title for link in page.homes)),
            "choices": [(link, self.speech(link.language)) for link in page.homes],
        }

    def _post(self, page: PostPage, talk: ShownTalk) -> dict[str, Any]:
        entry, picture = page.entry, page.entry.version.image
        description, body = self.bodies.description(entry), self.bodies.html(entry)
        if 'id="c-' in body:  # a link to a comment leads to it, whatever the text calls its headings
            body = Markup(give_way(str(body), {shown.anchor for shown in talk.comments}))
        image = self.bodies.link(entry, picture, full=True) if picture else ""
        return {
            "page": page,
            "entry": entry,
            "version": entry.version,
            "body": body,
            "minutes": 0 if entry.page else self.bodies.minutes(entry),
            "description": description,
            "picture": self.bodies.link(entry, picture) if picture else "",
            "image": image,
            "comments": talk.comments,
            "spoken": talk.spoken,
            "notice": self.notice(page),
            "json_ld": "" if entry.page else described(page, description, image, self.links.absolute),
            "translations": [link for link in page.alternates.links if link.language != page.menu.language],
            "open_lists": talk.open_lists,
            "comment_feed": f"{page.address}{FILE}" if self.config.post_comment_feeds and page.talk.shown else "",
            "anchor": anchor,
            "also_at": {},
            "heading": entry.version.title,
            "parts": (),
        } | (together(page, body, talk, self) if page.below else {})

    def notice(self, shown: PostPage | Section) -> Notice | None:
        """What readers are told of a translation whose original has changed, where the blog tells it."""
        return notice_of(shown) if self.config.translation_notice else None

    def card(self, entry: Entry) -> Markup:
        """What every list of a language shows of a post: the front page, the numbered ones, each tag's."""
        key = entry.language, entry.address
        if key not in self.cards:
            context = {"entry": entry, "summary": self.bodies.summary(entry), "more": self.bodies.more(entry)}
            self.cards[key] = Markup(self.engine.render("card.html", self.common(entry.language) | context))
        return self.cards[key]


def _languages(menu: Menu, links: Iterable[Link]) -> list[Link]:
    """Where a page's menu of languages leads: by one of the links, or else to a front page."""
    there = {link.language: link for link in links}
    return [there.get(home.language, home) for home in menu.homes]


def _leads_to(menu: Menu, address: str) -> bool:
    return address in (menu.archive, menu.tags) or any(link.address == address for link in menu.pages)


def _by_year(lines: tuple[Line, ...]) -> dict[int, list[Line]]:
    """Lines by the year their dates are written with, which with mixed offsets is not quite the order of moments."""
    years: dict[int, list[Line]] = {}
    for line in lines:
        years.setdefault(line.date.year, []).append(line)
    return dict(sorted(years.items(), reverse=True))
