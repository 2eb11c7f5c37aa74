"""`render.redirects`: files that tell servers where old addresses lead, each in the server's own language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.plan.pages import RedirectRules
from blogcli.render.redirects import redirects_file
from blogcli.settings import SERVERS
from tests.plan.samples import config
from tests.support import BLOG_TOML, ITALIAN

if TYPE_CHECKING:
    from tests.support import Site

IT = "posts/2026/una-passeggiata/it.md"
ALL = BLOG_TOML + '\n[render]\nredirects = ["netlify", "nginx", "apache", "caddy"]\n'


def test_each_server_gets_its_file_and_redirect_pages_stay(walk: Site) -> None:
    text = ITALIAN.replace("tags:", "aliases: [/vecchio/, /città.html]\ntags:")
    walk.write({"blog.toml": ALL.replace("example/", "example/blog/"), IT: text})
    walk.write({"posts/2026/una-passeggiata/il mare.jpg": b"\xff"})
    walk.ok("render")
    new = "/blog/2026/02/una-passeggiata/"
    assert walk.page("/_redirects").splitlines()[1:] == [
        f"/blog/citt%C3%A0.html {new} 301!",
        f"/blog/vecchio/ {new} 301!",
        f"/blog/vecchio/il%20mare.jpg {new}il%20mare.jpg 301!",
    ]
    assert walk.page("/redirects.nginx.conf").splitlines()[1:] == [
        f'location = "/blog/città.html" {{ return 301 "{new}"; }}',
        f'location = "/blog/vecchio/" {{ return 301 "{new}"; }}',
        f'location = "/blog/vecchio/il mare.jpg" {{ return 301 "{new}il%20mare.jpg"; }}',
    ]
    assert walk.page("/.htaccess").splitlines()[1:] == [
        f'RedirectMatch 301 "^/blog/città\\x2ehtml$" "{new}"',
        f'RedirectMatch 301 "^/blog/vecchio/$" "{new}"',
        f'RedirectMatch 301 "^/blog/vecchio/il\\x20mare\\x2ejpg$" "{new}il mare.jpg"',
    ]
    assert walk.page("/redirects.caddy").splitlines()[1:] == [
        f'redir "/blog/città.html" "{new}" 301',
        f'redir "/blog/vecchio/" "{new}" 301',
        f'redir "/blog/vecchio/il mare.jpg" "{new}il%20mare.jpg" 301',
    ]
    assert "vecchio" in "".join(walk.tree("public"))


def test_files_are_found_below_the_aliases_of_the_version_they_lie_at_and_hide_nothing(walk: Site) -> None:
    walk.write({"blog.toml": ALL, "posts/2026/una-passeggiata/a.jpg": b"\xff", "static/alt/a.jpg": b"\xfe"})
    walk.write({IT: ITALIAN.replace("tags:", "aliases: [/alt/, /neu/]\ntags:")})
    en = walk.read("posts/2026/una-passeggiata/en.md").replace("slug:", "aliases: [/en/old/]\nslug:")
    walk.write({"posts/2026/una-passeggiata/en.md": en})
    walk.ok("render")
    sources = [line.split()[0] for line in walk.page("/_redirects").splitlines()[1:]]
    assert sources == ["/alt/", "/en/old/", "/neu/", "/neu/a.jpg"]


def test_each_server_leads_to_a_version_s_place_on_a_page_of_several(walk: Site) -> None:
    walk.write({"blog.toml": ALL.replace("timezone", 'layout = "together"\ntimezone')})
    walk.ok("render")
    for server, file in SERVERS.items():
        assert "/2026/02/una-passeggiata/#_en" in walk.page(f"/{file}"), server


def test_without_the_key_there_are_none_and_with_it_they_come_and_go(walk: Site) -> None:
    walk.ok("render")
    assert not set(SERVERS.values()) & set(walk.tree("public"))
    walk.write({"blog.toml": BLOG_TOML + '\n[render]\nredirects = ["netlify"]\n'})
    walk.ok("render")
    assert walk.page("/_redirects") == "# Made by blogcli render.\n"
    walk.write({"blog.toml": BLOG_TOML})
    walk.ok("render")
    assert not set(SERVERS.values()) & set(walk.tree("public"))


def test_a_file_of_one_s_own_in_its_place_is_named_with_both_ways_out(walk: Site) -> None:
    walk.write({"blog.toml": ALL, "static/.htaccess": "Options -Indexes\n"})
    assert (
        "static/.htaccess: has the address of the redirects page: /.htaccess\n"
        "  hint: rename the file or drop 'apache' from redirects in blog.toml" in walk.fails("render")
    )


@pytest.mark.parametrize("value", ['"netlify"', '["iis"]', "[[]]", "[1]"])
def test_other_servers_are_refused(blog: Site, value: str) -> None:
    blog.write({"blog.toml": f"{BLOG_TOML}\n[render]\nredirects = {value}\n"})
    told = "'render.redirects' must be a list of some of these: netlify, nginx, apache, caddy"
    assert told in blog.fails("list")


def _quoted(text: str, escapes: dict[str, str]) -> list[str]:
    """The tokens of a line, as a server takes it apart: those in quotes without them, their escapes undone."""
    tokens = re.findall(r'"((?:[^"\\]|\\.)*)"|([^\s"]+)', text, re.DOTALL)
    undo = re.compile(r"\\(.)", re.DOTALL)
    return [undo.sub(lambda match: escapes.get(match[1], match[0]), quoted) or bare for quoted, bare in tokens]


def _matched(pattern: str) -> str:
    """The one text that a regular expression of ours is for."""
    return re.sub(r"\\x([0-9a-f]{2})", lambda match: chr(int(match[1], 16)), pattern[1:-1])


def _netlify(text: str) -> dict[str, str]:
    rows = [line.split(" ") for line in text.split("\n")[1:-1]]
    assert all(code == "301!" and source.isascii() and not set("*:#?") & set(source) for source, _, code in rows)
    return {unquote(source): target for source, target, _ in rows}


def _nginx(text: str) -> dict[str, str]:
    found = {}
    for line in text.split("\n")[1:-1]:
        tokens = _quoted(line, {'"': '"', "\\": "\\", "n": "\n", "r": "\r"})
        assert (tokens[:2], tokens[3:6], tokens[7:]) == (["location", "="], ["{", "return", "301"], [";", "}"])
        assert "$" not in tokens[6]
        found[tokens[2]] = tokens[6]
    return found


def _apache(text: str) -> dict[str, str]:
    found = {}
    for line in text.split("\n")[1:-1]:
        *start, pattern, target = _quoted(line, {'"': '"', "\\": "\\"})
        assert start == ["RedirectMatch", "301"]
        assert not set("$\\?#") & set(target)
        assert "${" not in line
        assert re.fullmatch(pattern, _matched(pattern), re.DOTALL)
        found[_matched(pattern)] = quote(target, safe="/-._~")  # as Apache sends it
    return found


def _caddy(text: str) -> dict[str, str]:
    found, names = {}, {}
    for line in text.split("\n")[1:-1]:
        tokens = _quoted(line, {'"': '"'})
        assert "{" not in line
        if tokens[0].startswith("@"):
            assert (tokens[1], tokens[0] in names) == ("path_regexp", False)
            names[tokens[0]] = _matched(tokens[2])
        else:
            start, source, target, code = tokens
            assert (start, code, set("*?[]\\%") & set(source)) == ("redir", "301", set())
            found[names.get(source, source)] = target
    return found


PARSERS = {"netlify": _netlify, "nginx": _nginx, "apache": _apache, "caddy": _caddy}
SLUG = st.text("aZ0-._~àß日\u0301'$&(){}[];,=@!^`+", min_size=1)
FILE = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1) | st.text(
    '"\\\n\r$#?*{}[]%; ', min_size=1
)


@pytest.mark.parametrize("server", SERVERS)
@given(pages=st.dictionaries(SLUG, SLUG), files=st.dictionaries(FILE, FILE))
def test_whatever_an_address_holds_a_server_reads_just_the_rules_that_were_meant(
    server: str, pages: dict[str, str], files: dict[str, str]
) -> None:
    files = {a: b for a, b in files.items() if not a.startswith("#") and not b.startswith("#")}  # none is shown
    rules = {f"/old/{a}/": f"/new/{b}/" for a, b in pages.items()} | {f"/f/{a}": f"/g/{b}" for a, b in files.items()}
    page = RedirectRules(f"/{SERVERS[server]}", server, tuple(sorted(rules.items())))
    read = PARSERS[server](redirects_file(page, config(url="https://blog.example/caff%C3%A8/")))
    meant = {f"/caffè{source}": quote(f"/caffè{target}", safe="/-._~") for source, target in rules.items()}
    if server != "apache":  # which leaves out what it would take otherwise
        assert read == meant
    assert read.items() <= meant.items()
    plain = {
        source for source, target in meant.items() if not set('?#$"\\') & set(unquote(target)) and target.isascii()
    }
    assert {source for source in plain if unquote(meant[source]).isprintable()} <= set(read)
