"""The main job, from a real shell: a bilingual blog with its conversation, typed in and rendered."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import feedparser
import pytest

from tests.conftest import need
from tests.support import REPOSITORY, Site, shell

if TYPE_CHECKING:
    from pathlib import Path

JOURNEY = """
blogcli init diario --title "Diario di bordo" --url https://bordo.example/ \
    --language it --language en --timezone Europe/Rome --author "Nora Salis"
cd diario

post=$(printf 'Siamo partiti all%salba.\\n\\nIl vento veniva da ovest.\\n' "'" | blogcli new "La traversata" \
    --language it --date 2011-06-23 --tag mare --body-file -)
version=$(printf 'We left at dawn.\\n\\nThe wind came from the west.\\n' |
    blogcli translate "$post" en --title "The crossing" --body-file -)
test -f "$post" && test -f "$version"

matteo=$(printf 'Che coraggio!\\nIo soffro il mare.\\n' |
    blogcli comment add "$post" --author Matteo --language it --date 2011-06-24T10:15:00+02:00 --body-file -)
june=$(blogcli comment add "$version" --author June --date 2011-06-24T16:40:00+02:00 --body 'How long did it take?')
nora=$(blogcli comment add "$post" --as-author --language en --date 2011-06-25T08:05:00+02:00 --body 'Thank you both.')
answer=$(blogcli comment add "$post" --as-author --language en --date 2011-06-26T08:09:00+02:00 \
    --reply-to "$june" --body 'Eleven hours, June.')
anonimo=$(blogcli comment add "$post" --anonymous --language it --date 2011-06-25T21:30:00+02:00 --body 'Bel racconto.')
spam=$(blogcli comment add "$post" --author "Cheap Sails" --url https://spam.example/ \
    --body 'Sails <script>x()</script>')

blogcli comment list --status pending | cut -f1 | wc -l
blogcli comment approve "$matteo" "$june" "$nora" "$answer" "$anonimo"
blogcli comment spam "$spam"
blogcli render
"""


@pytest.fixture(scope="module")
def bordo(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The blog the journey makes."""
    place = tmp_path_factory.mktemp("il porto")
    done = shell(JOURNEY, place)
    assert done.returncode == 0, done.stderr
    assert "\n6\n" in done.stdout
    return Site(place / "diario")


def test_the_italian_page_speaks_italian(bordo: Site) -> None:
    page = bordo.page("/2011/06/la-traversata/")
    for words in ("giovedì 23 giugno 2011", "5 commenti", "Matteo ha detto", "Anonimo ha detto", '<html lang="it"'):
        assert words in page


def test_the_english_page_speaks_english(bordo: Site) -> None:
    page = bordo.page("/en/2011/06/the-crossing/")
    for words in ("Thursday, June 23, 2011", "5 comments", "Matteo said", "Anonymous said", '<html lang="en"'):
        assert words in page


def test_the_two_link_each_other(bordo: Site) -> None:
    links = {
        ("it", "https://bordo.example/2011/06/la-traversata/"),
        ("en", "https://bordo.example/en/2011/06/the-crossing/"),
        ("x-default", "https://bordo.example/2011/06/la-traversata/"),
    }
    for address in ("/2011/06/la-traversata/", "/en/2011/06/the-crossing/"):
        found = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', bordo.page(address))
        assert set(found) == links
    assert bordo.page("/sitemap.xml").count("hreflang") >= 6


def test_the_reply_stands_under_the_comment_it_answers(bordo: Site) -> None:
    page = bordo.page("/2011/06/la-traversata/")
    texts = ["Che coraggio!", "How long did it take?", "Eleven hours, June.", "Thank you both.", "Bel racconto."]
    assert [text for _, text in sorted((page.index(text), text) for text in texts)] == texts
    between = page[page.index("How long did it take?") : page.index("Eleven hours, June.")]
    assert "<ol" in between
    assert "</ol>" not in between
    assert "Che coraggio!<br" in page


def test_each_comment_is_marked_with_its_language(bordo: Site) -> None:
    marked = re.findall(r'<div class="text" lang="(..)"', bordo.page("/2011/06/la-traversata/"))
    assert marked == ["it", "en", "en", "en", "it"]


def test_the_spam_is_nowhere(bordo: Site) -> None:
    assert [name for name, data in bordo.tree("public").items() if b"Cheap Sails" in data or b"x()" in data] == []


@pytest.mark.parametrize(("feed", "title"), [("/feed.xml", "La traversata"), ("/en/feed.xml", "The crossing")])
def test_the_feeds_are_whole(bordo: Site, feed: str, title: str) -> None:
    parsed = feedparser.parse(bordo.page(feed).encode())
    assert not parsed.bozo
    assert [entry.title for entry in parsed.entries] == [title]
    assert parsed.entries[0].id.startswith("tag:bordo.example,2026:post:la-traversata:")


def test_nothing_more_is_written_the_second_time(bordo: Site) -> None:
    before = {path: path.stat().st_mtime_ns for path in (bordo.root / "public").rglob("*.html")}
    assert "wrote 0," in bordo.ok("render").err
    assert {path: path.stat().st_mtime_ns for path in (bordo.root / "public").rglob("*.html")} == before


def test_the_site_is_the_same_bytes_in_any_folder_locale_and_zone(bordo: Site, tmp_path: Path) -> None:
    need("localedef")
    locales = tmp_path / "locales"
    locales.mkdir()
    turkish = ["localedef", "-i", "tr_TR", "-f", "UTF-8", str(locales / "tr_TR.UTF-8")]
    subprocess.run(turkish, check=True, capture_output=True)
    copy = tmp_path / "başka bir yer"
    shutil.copytree(bordo.root, copy, ignore=shutil.ignore_patterns("public"))
    for path in copy.rglob("*"):
        os.utime(path, (1, 1))
    environment = {
        "LOCPATH": str(locales), "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Apia",
        "PYTHONHASHSEED": "4711", "PYTHONUTF8": "0",
    }  # fmt: skip
    done = shell(
        f'"{sys.executable}" -c "import locale; locale.setlocale(locale.LC_ALL, \'\')"; blogcli render',
        copy,
        **environment,
    )
    assert done.returncode == 0, done.stderr
    assert Site(copy).tree("public") == bordo.tree("public")


def test_the_repository_s_own_blog_renders_and_says_nothing_to_worry_about(tmp_path: Path) -> None:
    output = tmp_path / "site"
    result = Site(REPOSITORY).ok("render", "--output", str(output), "--now", "2026-12-01")
    assert len(result.err.splitlines()) == 1, result.err
    assert (output / "index.html").is_file()


def test_the_seed_is_built_where_it_is_at_hand(tmp_path: Path) -> None:
    """The real blog of 2011 lies beside the repository on the machines of those who make blogcli."""
    script = REPOSITORY.parent / "shared" / "seed" / "build.sh"
    if not script.is_file():
        pytest.skip(f"{script} is not here")
    done = shell(f'"{script}" "{tmp_path}/seed"', tmp_path)
    assert done.returncode == 0, done.stderr
    seed = Site(tmp_path / "seed")
    pages = "".join(data.decode() for name, data in seed.tree("public").items() if name.endswith(".html"))
    for words in ("giovedì 23 giugno 2011", "5 commenti", "Matteo ha detto", "Anonimo", "5 comments"):
        assert words in pages
    assert "Best Pills" not in pages
