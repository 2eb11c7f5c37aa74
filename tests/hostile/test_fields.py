"""Fields: whatever a reader puts into one is that field's text, and nothing of the file, the page or its words."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from tests.hostile.payloads import FIELDS
from tests.hostile.sites import guest, parsed, quoted
from tests.hostile.test_pages import HTML, articles, classed, frame
from tests.support import BLOG_TOML, Site

if TYPE_CHECKING:
    from collections.abc import Iterable

POST = "una-passeggiata"
PAGE = "/2026/02/una-passeggiata/"
BREAKS = [
    "\n---\n", "\nby: author\n", "\r\nremoved: 2026-01-01\r\n", "\x85by: author", "\u2028by: author",
    "\n- x\n...\n",
]  # fmt: skip
NAMES = ["%(author)s", "%(number)s %s %", "{0} {author}", "{1}"]
LANGUAGES = [
    "it", "en", "ar", "cs", "de", "el", "es", "fa", "fr", "he", "hi", "ja", "ko", "nl", "pl", "pt-PT", "pt", "ru", "tr",
    "uk", "zh-Hans", "zh-Hant", "eo",
]  # fmt: skip


def shown(site: Site, path: str) -> dict[str, Any]:
    """A comment as `comment show` reads it."""
    found: dict[str, Any] = json.loads(site.ok("comment", "show", path.strip(), "--json").out)["comment"]
    return found


def test_a_name_is_a_name(walk: Site) -> None:
    for name in [*FIELDS, *(f"Bea{text}Ugo" for text in BREAKS)]:
        path = walk.ok("comment", "add", POST, "--author", name, "--body", "Ciao.", "--approve").out
        comment = shown(walk, path)
        assert (comment["author"], comment["text"]) == (" ".join(name.split()), "Ciao.\n")
        assert [comment[key] for key in ("by_author", "reply_to", "source", "removed")] == [False, None, None, None], (
            name
        )


def test_a_name_on_a_page_is_text(walk: Site) -> None:
    names = {f"c{number}": " ".join(name.split()) for number, name in enumerate(FIELDS)}
    for number, name in enumerate(FIELDS):
        head = f"author: {quoted(name)}\nsource: {quoted(name)}\ndate: 2026-02-12\nurl: https://a.example/\n"
        walk.write({f"comments/{POST}/c{number}.md": f"---\n{head}---\nCiao.\n"})
        walk.write({f"comments/{POST}/r{number}.md": f"---\n{head}reply_to: c{number}\n---\nCiao.\n"})
    walk.ok("render")
    for page in map(parsed, (walk.page(PAGE), walk.page("/en/2026/02/a-walk/"))):
        found = articles(page)
        frames = [tuple(each for each in frame(item) if each != (f"{HTML}bdi",)) for item in found.values()]
        assert set(map(len, frames)) == {len(frames[0]), len(frames[1])}
        assert len(set(frames)) == 2
        for key, name in names.items():
            assert name in text_of(found[f"c-{key}"].iter(f"{HTML}h3"))
            assert name in text_of(classed(found[f"c-r{key[1:]}"], "p", "answers"))


def text_of(elements: Iterable[ElementTree.Element]) -> str:
    """All their text."""
    return "".join("".join(element.itertext()) for element in elements)


REFUSED = {
    "--language": ["<script>", "it\nby: author", "it\"", "en onclick=x", "\u202eit", "i\u017f", "it-"],
    "--url": [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x", "https:alert(1)", "https://", "//evil.example", "https://a.example/\"onclick=alert(1)",
        "https://a.example/<b>",
        "https://a.example/ x", "https://a.example/\x1b[31m", "view-source:https://a.example",
        "https://a.example/\\x", "https://[x",
        "https://a.example/`x`", "file:///etc/passwd", "&#106;avascript:alert(1)", "https://a.example/{{x}}",
        "ftp://a.example/",
    ],
    "--date": ["<script>", "2026-02-12\nby: author", "2026-02-12\"", "2026-02-30",
        "\u0662\u0660\u0662\u0666-02-12", "now", "2026-02-12T25:00"],
    "--reply-to": ["<script>", "../una-passeggiata", "x\nby: author", "*", "\x1b[31m", "\u202ex"],
}  # fmt: skip


@pytest.mark.parametrize("option", REFUSED)
def test_what_can_be_no_such_field_is_refused(option: str, walk: Site) -> None:
    for value in REFUSED[option]:
        before = walk.tree("comments") if (walk.root / "comments").exists() else {}
        done = walk.run("comment", "add", POST, "--author", "Bea", option, value, "--body", "Ciao.", "--approve")
        assert done.code in (1, 2), value
        assert (walk.tree("comments") if (walk.root / "comments").exists() else {}) == before


@pytest.mark.parametrize("option", REFUSED)
def test_what_is_refused_as_an_option_is_refused_in_a_file(option: str, walk: Site) -> None:
    key = option.removeprefix("--").replace("-", "_")
    values = [value for value in REFUSED[option] if value not in ("now", "*", "\u202ex")]
    for number, value in enumerate(values):
        given = {"date": "2026-02-12", key: value}
        head = "".join(f"{name}: {quoted(text)}\n" for name, text in given.items())
        walk.write({f"comments/{POST}/c{number}.md": f"---\n{head}---\nCiao.\n"})
    done = walk.run("render")
    assert done.code == 4
    assert done.err.count("left out: ") >= len(values), done.err
    assert articles(parsed(walk.page(PAGE))) == {}


def test_names_never_fill_the_places_of_phrases(empty: Site) -> None:
    """Translated phrases have places like %(author)s, which a name must not look like to them."""
    listed = ", ".join(f'"{language}"' for language in LANGUAGES)
    empty.write({"blog.toml": BLOG_TOML.replace('"it", "en"', listed)})
    for language, (number, name) in product(LANGUAGES, enumerate(NAMES)):
        post = f"{language.lower()}-{number}"
        keys = {"author": name, "series": name, "tags": name, "summary": name}
        empty.write({f"posts/2026/{post}/{language}.md": guest(name, "Testo.", **keys)})
        for comment, parent in (("c", ""), ("d", "reply_to: c\n")):
            head = f"author: {quoted(name)}\ndate: 2026-02-12\n{parent}"
            empty.write({f"comments/{post}/{comment}.md": f"---\n{head}---\nCiao.\n"})
    empty.ok("render")
    for language, (number, name) in product(LANGUAGES, enumerate(NAMES)):
        below = "" if language == "it" else f"/{language.lower()}"
        page = parsed(empty.page(f"{below}/2026/02/{language.lower()}-{number}/"))
        found = articles(page)
        assert name in text_of(found["c-c"].iter(f"{HTML}h3"))
        assert name in text_of(classed(found["c-d"], "p", "answers"))
        for part in ("byline", "series"):
            assert name in text_of(classed(page, "p", part))
        (told,) = page.iter(f"{HTML}script")
        assert json.loads(told.text or "")["author"]["name"] == name


def test_a_guest_s_front_matter_is_text_wherever_it_stands(empty: Site) -> None:
    empty.write({"blog.toml": BLOG_TOML})
    for number, text in enumerate(FIELDS):
        keys = {
            "author": text,
            "summary": text,
            "series": text,
            "image": f"javascript:{text}",
            "tags": f"t{number} {text}",
        }
        empty.write({f"posts/2026/p{number}/it.md": guest(text, "Testo.", **keys)})
    empty.ok("render")
    for path, data in empty.tree("public").items():
        if path.endswith(".xml"):
            ElementTree.fromstring(data)
        if not path.endswith(".html"):
            continue
        page = parsed(data.decode())
        assert {each.get("type") for each in page.iter(f"{HTML}script")} <= {"application/ld+json"}
        assert [each for each in page.iter() if not isinstance(each.tag, str) or not each.tag.startswith(HTML)] == [], (
            path
        )
        attributes = {key for each in page.iter() for key in each.attrib}
        assert not {key for key in attributes if key.startswith("on") or key == "style"}, path
        assert not [each for each in page.iter() if "javascript:" in (each.get("src") or "") + (each.get("href") or "")]
    for number, text in enumerate(FIELDS):
        page = parsed(empty.page(f"/2026/02/p{number}/"))
        (told,) = page.iter(f"{HTML}script")
        said = json.loads(told.text or "")
        assert said["headline"] == said["author"]["name"] == said["description"] == " ".join(text.split())
