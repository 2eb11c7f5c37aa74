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
from blogcli.drift.parts import IMAGE, LINK, Part
from blogcli.names import POST
from blogcli.plan import urls
from blogcli.plan.leads import Leads
from blogcli.plan.shown import own_addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from blogcli.checking.look import Look, Texts
    from blogcli.model import Post, Version
    from blogcli.render.bodies import Bodies

RULE = "links"


def links(look: Look) -> Callable[[Post, Texts], Iterator[Finding]]:
    """What finds in a post that which leads nowhere within the blog, in drafts as well; other sites are not asked."""
    places = _Places(look)

    def of_post(post: Post, texts: Texts) -> Iterator[Finding]:
        for text in texts.values():
            version = text.version
            for part in text.parts:
                if part.kind in (LINK, IMAGE) and (said := places.wrong(post, version, part)):
                    message, hint = said
                    yield Finding(RULE, message, version.path, part.line, hint, post.id, str(version.language))
        places.forget()

    return of_post


class _Places:
    """All there is to lead to."""

    def __init__(self, look: Look) -> None:
        self.config, self.leads = look.config, Leads(look.found.blog.posts, ())
        self.addresses = {page.address for page in look.found.plan.pages}
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

    def wrong(self, post: Post, version: Version, part: Part) -> tuple[str, str | None] | None:
        """What is wrong with a link or image of a version, and what to do about it; None where nothing is."""
        link = as_meant(part.name)
        path, rest = divided(link)
        fragment = unquote(urlsplit(rest).fragment)
        if not path:
            # What a heading of one's own would be called by its words leads there, whatever it is called.
            own = bool(fragment) and fragment in self.bodies.anchors(version, version)
            return None if own else self._wrong_anchor(post, fragment)
        target = target_of(link, post.folder)
        if target and (found := self.leads.found(target)):
            other, file = found
            return None if file in other.files else self._wrong_anchor(other, fragment)
        if path.startswith(POST):
            name = target.removeprefix(POST)
            return f"there is no post '{name}'", self.leads.near(name)
        if SCHEME.match(path):
            capital = path.lower().startswith(POST)
            return (f"'{link}' leads nowhere", f"write '{POST}' in small letters") if capital else None
        if _is_beside(post, path) or self._is_page(post, version, path):
            return None
        kind = "image" if part.kind == IMAGE else "file or page"
        return f"there is no {kind} '{path}'", _near(path, post.files)

    def _is_page(self, post: Post, version: Version, path: str) -> bool:
        """Whether a way leads to an address of the site, as seen from the version's own."""
        base = self.config.base_path
        if path.startswith("/"):
            path = path if path.startswith(base) else base + path[1:]
        else:
            here = own_addresses(self.config, post, [version])[version.language]
            path = urljoin(urls.href(self.config, here), path)
        address = urls.nfc(unquote(f"/{path.removeprefix(base)}"))
        return address in self.addresses or f"{address}/" in self.addresses

    def _wrong_anchor(self, post: Post, fragment: str) -> tuple[str, str | None] | None:
        """What is wrong where no version of a post has an anchor."""
        if not fragment or urls.is_theme_s(fragment) or fragment in self._anchors_of(post):
            return None
        hint = _near(fragment, self._anchors_of(post), "#")
        return f"no version of '{post.id}' has a heading or anchor '#{fragment}'", hint

    def _anchors_of(self, post: Post) -> frozenset[str]:
        if post.id not in self.anchors:
            texts = [self.bodies.anchors(version, post.original) for version in post.versions]
            comments = [urls.comment_id(comment.id) for comment in comments_of(post.talk)]
            self.anchors[post.id] = frozenset().union(*texts, comments)
        return self.anchors[post.id]


def _is_beside(post: Post, path: str) -> bool:
    return urls.nfc(posixpath.normpath(unquote(path))) in map(urls.nfc, post.files)


def _near(name: str, names: Iterable[str], mark: str = "") -> str | None:
    import difflib

    near = difflib.get_close_matches(name, [*names], 1)
    return f"did you mean '{mark}{near[0]}'?" if near else None
