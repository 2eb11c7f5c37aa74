"""The rule `links`: links and images within the blog that lead to no post, file, page or heading."""

from __future__ import annotations

import posixpath
from functools import cached_property, partial
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from blogcli.checking.look import Finding
from blogcli.content.links import SCHEME, as_meant, divided, target_of
from blogcli.content.posts import read_body
from blogcli.content.records import comments_of
from blogcli.drift.parts import leads
from blogcli.markup.slips import may_slip
from blogcli.names import POST
from blogcli.plan import urls
from blogcli.plan.leads import Leads
from blogcli.plan.pages import PostPage, Redirect
from blogcli.plan.shown import own_addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from blogcli.checking.look import Look, Text, Texts
    from blogcli.config import Config
    from blogcli.model import Post, Version
    from blogcli.plan.pages import Page
    from blogcli.render.bodies import Bodies

RULE = "links"


def links(look: Look) -> Callable[[Post, Texts], Iterator[Finding]]:
    """What finds in a post that which leads nowhere within the blog, in drafts as well; other sites are not asked."""
    places = _Places(look)

    def of_post(post: Post, texts: Texts) -> Iterator[Finding]:
        for text in texts.values():
            version = text.version
            for address, line, is_image in _suspects(text, partial(places.is_wrong, post, version)):
                message, hint = places.wrong(post, version, address, is_image=is_image) or ("", None)
                yield Finding(RULE, message, version.path, text.line(line), hint, post.id, str(version.language))
        places.forget()

    return of_post


def _suspects(text: Text, wrong: Callable[[str], bool]) -> Iterator[tuple[str, int, bool]]:
    """The addresses in a text that are wrong, each with its line in the body and whether an image is meant.

    What reads a text soonest isn't what shows it: that is asked where it may make a difference.
    """
    links = (as_meant(part.name) for part in text.parts if leads(part))
    if not (may_slip(text.body) or any(map(wrong, links))):
        return
    from blogcli.markup.html_addresses import Use
    from blogcli.markup.link_lines import written_in

    for use, address, line in written_in(text.body, wrong, raw_html=text.version.trusted):
        if use is not Use.REQUEST:
            yield address, line, use is Use.IMAGE


class _Places:
    """All there is to lead to."""

    def __init__(self, look: Look) -> None:
        self.config, self.leads = look.config, Leads(look.found.blog.posts, ())
        self.pages = {page.address: page for page in look.found.plan.pages}
        self.posts = {post.id: post for post in look.found.blog.posts}
        self.anchors: dict[str, frozenset[str]] = {}

    @cached_property
    def bodies(self) -> Bodies:
        """The texts as pages show them; most runs have no anchor to look for, and don't wait for what makes them."""
        from blogcli.render.bodies import Bodies

        return Bodies(self.config, partial(read_body, self.config.root))

    def forget(self) -> None:
        """Let go of the texts of a post; what anchors they have is kept."""
        if "bodies" in vars(self):
            self.bodies.forget()

    def is_wrong(self, post: Post, version: Version, link: str) -> bool:
        """Return whether anything is wrong with a link or image of a version."""
        return self.wrong(post, version, link) is not None

    def wrong(
        self, post: Post, version: Version, link: str, *, is_image: bool = False
    ) -> tuple[str, str | None] | None:
        """What is wrong with a link or image of a version, and what to do about it; None where nothing is."""
        link = link.strip()
        path, rest = divided(link)
        fragment = unquote(urlsplit(rest).fragment)
        if not path:
            # What a heading of one's own would be called by its words leads there, whatever it is called.
            own = bool(fragment) and fragment in self.bodies.anchors(version, version)
            return None if own else self._wrong_anchor(post, fragment)
        target = target_of(link, post.folder)
        if target and (found := self.leads.found(target)):
            other, file = found
            return None if file in other.files or file.endswith("/") else self._wrong_anchor(other, fragment)
        if path.startswith(POST):
            return self.leads.nobody(target.removeprefix(POST))
        way = _within(self.config, path)
        if way is None:
            capital = path.lower().startswith(POST)
            return (f"'{link}' leads nowhere", f"write '{POST}' in small letters") if capital else None
        if _is_beside(post, path):
            return None
        if page := self._page(post, version, way):
            return self._wrong_on(page, path, fragment)
        kind = "image" if is_image else "file or page"
        return f"there is no {kind} '{path}'", _near(path, post.files)

    def _page(self, post: Post, version: Version, path: str) -> Page | None:
        """What a way leads to of the site, as seen from the version's own address."""
        base = self.config.base_path
        if path.startswith("/"):
            path = path if path.startswith(base) else base + path[1:]
        else:
            here = own_addresses(self.config, post, [version])[version.language]
            path = urljoin(urls.href(self.config, here), path)
        address = urls.nfc(unquote(f"/{path.removeprefix(base)}"))
        return self.pages.get(address) or self.pages.get(f"{address}/")

    def _wrong_on(self, page: Page, path: str, fragment: str) -> tuple[str, str | None] | None:
        """What is wrong where a page hasn't an anchor; lists and files are not looked at."""
        if not fragment or urls.is_theme_s(fragment):
            return None
        only = page.target if isinstance(page, Redirect) else ""
        there = self.pages.get(urls.page_of(only)) if only else page
        if not isinstance(there, PostPage):
            return None
        anchors = self._anchors_on(there, only)
        return None if fragment in anchors else _lacking(f"'{path}' has no", fragment, anchors)

    def _anchors_on(self, page: PostPage, only: str) -> frozenset[str]:
        """The anchors of a post's page; or the comments' and those in the one version on it that an alias leads to."""
        key = only or page.address
        if key not in self.anchors:
            original = self.posts[page.entry.version.post].original
            found = {urls.comment_id(comment.id) for comment in comments_of(page.talk)}
            for entry in page.entries:
                # An alias hands a fragment on to the page as it is.
                prefix = urls.prefix_at(entry.address)
                if only in ("", entry.address):
                    found |= {prefix + name for name in self.bodies.anchors(entry.version, original)}
            self.anchors[key] = frozenset(found)
        return self.anchors[key]

    def _wrong_anchor(self, post: Post, fragment: str) -> tuple[str, str | None] | None:
        """What is wrong where no version of a post has an anchor."""
        if not fragment or urls.is_theme_s(fragment) or fragment in self._anchors_of(post):
            return None
        return _lacking(f"no version of '{post.id}' has a", fragment, self._anchors_of(post))

    def _anchors_of(self, post: Post) -> frozenset[str]:
        if post.id not in self.anchors:
            texts = [self.bodies.anchors(version, post.original) for version in post.versions]
            comments = [urls.comment_id(comment.id) for comment in comments_of(post.talk)]
            self.anchors[post.id] = frozenset().union(*texts, comments)
        return self.anchors[post.id]


def _within(config: Config, path: str) -> str | None:
    """A way as it is within the site, where it is one or the site's address in full; None for one to elsewhere."""
    if not SCHEME.match(path):
        return path
    scheme, _, rest = path.partition("//")
    host, _, way = rest.partition("/")
    own = urlsplit(config.url)
    same = scheme.lower() in ("", "http:", "https:") and host.lower() == own.netloc.lower()
    return f"/{way}" if same and f"/{way}".startswith(own.path) else None


def _lacking(who: str, fragment: str, anchors: Iterable[str]) -> tuple[str, str | None]:
    return f"{who} heading or anchor '#{fragment}'", _near(fragment, anchors, "#")


def _is_beside(post: Post, path: str) -> bool:
    name = urls.nfc(posixpath.normpath(unquote(path)))
    return any(file == name or file.startswith(f"{name}/") for file in map(urls.nfc, post.files))


def _near(name: str, names: Iterable[str], mark: str = "") -> str | None:
    import difflib

    near = difflib.get_close_matches(name, [*names], 1)
    return f"did you mean '{mark}{near[0]}'?" if near else None
