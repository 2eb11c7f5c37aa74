"""The law of links: whatever posts link to, and in whatever way, each link of the site leads to a place there is."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urldefrag, urljoin

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from blogcli.content.links import target_of, targets_in
from blogcli.markup.links import map_links
from blogcli.markup.markdown import render
from tests.render.reading import all_pages, dead_links
from tests.support import BLOG_TOML, Site

if TYPE_CHECKING:
    from tests.render.reading import Read

IDS = ["uno", "l-isola", "caffè", "日本"]
GROUPS = ["", "2025/", "2026/"]
LANGUAGES = ["it", "en", "de"]
TOML = BLOG_TOML.replace('"it", "en"', '"it", "en", "de"')
WAYS = ["id", "encoded id", "folder", "file", "own file", "own words"]
URLS = ["https://blog.example/", "https://me.example/blog/"]

# Each example renders a site: making a failing one smaller would take minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
law = settings(deadline=None, max_examples=20, phases=PHASES, suppress_health_check=list(HealthCheck))

TEXTS = ["## Capo", "```\n[x](post:no)\n```", "testo *e* basta", "---", "> q"]
LINKS = ["post:uno", "post:caffè#x", "../due/", "../../2025/tre/it.md#y", "it.md?a=b&c", "../due/x.svg"]

# A link as Markdown or HTML has it; none has what follows it within itself.
WRITTEN = [
    "[x]({})",
    "[x](<{}>)",
    "[x]({} 'titolo')",
    "*[x*]({})",
    "[x][r]\n\n[r]: {}\n",
    '<a href="{}">x</a>',
    "<a class=k href='{}'>x</a>",
    "- uno\n- > [x]({})",
    "| a |\n|---|\n| [x]({}) |",
    "`niente` [x **y**]({}) `[x](post:niente)`",
]


class Post(NamedTuple):
    """A post: its languages, the first its original's, and the headings of that, level and explicit id or "".

    `links` are how each is written, by what way, to which post and which of its headings, by their numbers.
    """

    folder: str
    languages: list[str]
    drafts: list[str]
    headings: list[tuple[int, str]]
    links: list[tuple[str, str, int, int]]

    def anchors(self, language: str = "") -> list[str]:
        """The ids of the original's headings, which all translations have; or what a version's would be by itself."""
        return [heading.anchor for heading in render(self.chapters(language or self.languages[0])).headings]

    def chapters(self, language: str) -> str:
        """The headings of a version."""
        ids = [f" {{#{own}}}" if own and language == self.languages[0] else "" for _, own in self.headings]
        lines = (f"{'#' * level} Capo {language}{own}" for (level, _), own in zip(self.headings, ids, strict=True))
        return "\n\n".join(lines)


@st.composite
def blogs(draw: st.DrawFn) -> list[Post]:
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, unique=True))
    link = st.tuples(
        st.sampled_from(WRITTEN), st.sampled_from(WAYS), st.integers(0, len(ids) - 1), st.integers(0, 3)
    )  # fmt: skip
    posts = []
    for name in ids:
        languages = draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True))
        drafts = draw(st.one_of(st.lists(st.sampled_from(languages), unique=True), st.just(languages)))
        if languages[0] in drafts:  # an original withdrawn takes its anchors along
            drafts = languages
        headings = draw(st.lists(st.tuples(st.integers(2, 4), st.sampled_from(["", "", "qui", "là"])), max_size=4))
        group = draw(st.sampled_from(GROUPS))
        posts.append(Post(f"posts/{group}{name}", languages, drafts, headings, draw(st.lists(link, max_size=4))))
    return posts


def address(post: Post, way: str, other: Post) -> str:
    name, up = other.folder.rpartition("/")[2], "../" * post.folder.count("/")
    return {
        "id": f"post:{name}",
        "encoded id": f"post:{quote(name)}",
        "folder": f"{up}{quote(other.folder.removeprefix('posts/'))}/",
        "file": f"{up}{other.folder.removeprefix('posts/')}/{other.languages[-1]}.md",
        "own file": f"{post.languages[0]}.md",
        "own words": "",
    }[way]


def version(posts: list[Post], post: Post, language: str) -> str:
    links = []
    for written, way, number, heading in post.links:
        own = way.startswith("own")
        other = post if own else posts[number]
        anchors = other.anchors(language if way == "own words" else "")
        fragment = f"#{anchors[heading % len(anchors)]}" if anchors else "?a=1&b=2"
        links.append(written.format(address(post, way, other) + fragment))
    keys = {
        "title": f"{post.folder} {language}",
        "draft": str(language in post.drafts).lower(),
        **({"date": "2026-02-01"} if language == post.languages[0] else {"translated_from": post.languages[0]}),
    }
    text = "\n\n".join([*links, "<!--more-->", post.chapters(language)])
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + f"---\nTesto.\n\n{text}\n"


@law
@given(posts=blogs(), url=st.sampled_from(URLS), untranslated=st.booleans(), trusted=st.booleans(), apart=st.booleans())
def test_every_link_leads_to_a_page_and_a_place_in_it(
    posts: list[Post], url: str, untranslated: bool, trusted: bool, apart: bool
) -> None:
    toml = (TOML if apart else TOML.replace("timezone", 'layout = "together"\ntimezone')).replace(URLS[0], url)
    toml += f"\n[translations]\nshow_untranslated = {str(untranslated).lower()}\n"
    with tempfile.TemporaryDirectory(prefix="blogcli-") as folder:
        site = Site(Path(folder))
        site.write({"blog.toml": toml})
        for post in posts:
            for language in post.languages:
                text = version(posts, post, language)
                guests = text if trusted else text.replace("---\n", "---\ntrusted: false\n", 1)
                site.write({f"{post.folder}/{language}.md": guests})
        site.ok("render")
        assert dead_links(site, url) == []
        pages = {url + quote(address[1:]): page for address, page in all_pages(site).items()}
        assert site.run("check", "--rule", "links").lines == []

    def versions(page: Read) -> dict[str | None, Read]:
        """A page's post in each language that readers have of it, where there are several."""
        links = page.all("head/link[@rel='alternate'][@hreflang]")
        return {link.get("hreflang"): pages[link.get("href", "")] for link in links}

    for address, page in pages.items():
        assert len(page.anchors()) == len(set(page.anchors()))
        for link in page.all(".//div[@class='body']//a") if apart else ():
            there = pages[urldefrag(urljoin(address, link.get("href") or "").partition("?")[0])[0]]
            language = page.root.get("lang", "")
            assert there.root.get("lang") == link.get("hreflang", language)
            # It leads out of a language only where that has no version, or within a post.
            assert link.get("hreflang") is None or language not in versions(there) or there in versions(page).values()


@settings(deadline=None, max_examples=300)
@given(
    pieces=st.lists(st.sampled_from([*WRITTEN, *TEXTS]), min_size=1, max_size=6),
    between=st.sampled_from(["\n\n", "\n", " "]),
    link=st.sampled_from(LINKS),
)
def test_the_links_that_are_read_are_those_that_are_shown(pieces: list[str], between: str, link: str) -> None:
    text = between.join(piece.format(link) for piece in pieces)
    shown: set[str] = set()

    def see(address: str) -> str:
        shown.add(target_of(address, "posts/2026/uno"))
        return address

    map_links(render(text).html, see)
    assert shown - {""} <= {target for target, *_ in targets_in(text, "posts/2026/uno")}
