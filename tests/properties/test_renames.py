"""Whatever posts are renamed to, and however often, each address that readers ever saw answers at the end."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from urllib.parse import unquote

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import BLOG_TOML, Site

POSTS = {
    "posts/2026/uno/it.md": "---\ntitle: Uno\ndate: 2026-02-10\nslug: primo\n---\nUno.\n",
    "posts/2026/uno/en.md": "---\ntitle: One\ntranslated_from: it\n---\nOne.\n",
    "posts/due/en.md": "---\ntitle: Two\ndate: 2026-01-31T23:30:00-05:00\n---\nTwo.\n",
    "posts/due/it.md": "---\ntitle: Due\ntranslated_from: en\nslug: due\ndate: 2025-12-01\n---\nDue.\n",
    "posts/qui/en.md": "---\ntitle: Here\ndate: 2026-02-03\nlayout: together\n---\nHere.\n",
    "posts/qui/it.md": "---\ntitle: Qui\ntranslated_from: en\nslug: dove\n---\nQui.\n",
    "posts/chi/it.md": "---\ntitle: Chi\npage: true\n---\nIo.\n",
}
TINY = dict.fromkeys(("post.html", "card.html", "list.html", "tag.html", "tags.html", "archive.html", "404.html"), "-")
WORDS = st.sampled_from(["uno", "due", "tre", "Città", "primo", "a,b", "日本", "x y".replace(" ", "&")])
DATES = st.sampled_from(["2026-02-10", "2025-12-31T23:59:00-11:00", "2024-02-29", "2026-02-28"])
Step = tuple[str, str, tuple[str, ...], dict[str, str]]  # a command, a post, a language of it, and options

IDS = st.sampled_from(["uno", "due", "qui", "chi"])  # the ids they have at first find them ever after
LANGUAGES = st.sampled_from([(), ("it",), ("en",)])
RENAMES = st.tuples(
    st.just("rename"),
    IDS,
    LANGUAGES,
    st.fixed_dictionaries({}, optional={"--slug": WORDS, "--id": WORDS, "--date": DATES}),
)
COMES_AND_GOES: st.SearchStrategy[Step] = st.tuples(
    st.sampled_from(["unpublish", "publish"]), IDS, LANGUAGES, st.just({})
)


def live(site: Site) -> dict[str, str]:
    """Every address of a post that answers: "" where its page is, else where it leads."""
    found = {}
    for path, data in site.tree("public").items():
        if path.endswith("/index.html") and not re.match("(en/)?(tags|archive|page)/|en/index", path):
            text = data.decode()
            target = re.search('content="0; url=([^"]+)"', text)
            found[f"/{path.removesuffix('index.html')}"] = (
                unquote(target[1].replace("&amp;", "&")).partition("#")[0] if target else ""
            )
    return found


@given(st.lists(st.one_of(RENAMES, COMES_AND_GOES), min_size=1, max_size=8))
@settings(max_examples=25)
def test_no_address_dies(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.write({"blog.toml": BLOG_TOML, **POSTS, **{f"templates/{name}": text for name, text in TINY.items()}})
        site.ok("render")
        seen = set(live(site))
        ids = set(re.findall("<id>.*?</id>", site.read("public/feed.xml") + site.read("public/en/feed.xml")))
        back: list[Step] = [("publish", post, (), {}) for post in ("uno", "due", "qui", "chi")]
        for number, (command, post, language, options) in enumerate([*steps, *back], 1):
            arguments = [part for option in options.items() for part in option]
            result = site.run(command, post, *language, *arguments)
            assert result.code in ((0, 1) if options or command != "rename" else (1, 2)), result
            site.ok("render")
            now = live(site)
            withdrawn = "draft" in {line.split("\t")[2] for line in site.ok("list").lines}
            assert withdrawn or seen <= set(now), (seen - set(now), steps)
            assert withdrawn <= (number < len(steps) + len(back))
            assert all(now[target] == "" for target in now.values() if target)  # no chain, no loop
            seen |= set(now)
        feeds = site.read("public/feed.xml") + site.read("public/en/feed.xml")
        assert set(re.findall("<id>.*?</id>", feeds)) == ids
