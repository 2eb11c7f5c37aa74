"""The rendered site as a whole: lists, feeds, the sitemap, its links, and where it lies."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import feedparser
import pytest

from tests.render.reading import Read, all_pages, dead_links, read, words
from tests.support import BLOG_TOML, ENGLISH, ITALIAN, Site, comment

URL = "https://blog.example/"
POST = "posts/2026/una-passeggiata"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def post(title: str = "Nota", body: str = "Testo.", **keys: str) -> str:
    fields = {"title": title, "date": "2026-02-01", **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items() if value) + f"---\n{body}\n"


BODY = """\
Un [salto](#sotto) e una [nota][1].

![mappa](mappa.svg) [Archivio](/archive/) [prima](../../01/vecchia/) [intera](https://blog.example/about/)

<a class="grezzo" href="/tags/">etichette</a> <img src="/logo.svg" alt="logo">

## Sotto

Nota[^a].

[1]: mappa.svg
[^a]: in fondo
"""
WIDE = {
    "blog.toml": BLOG_TOML + "\n[lists]\nsize = 2\n",
    f"{POST}/it.md": ITALIAN.replace("tags: [monti]", "tags: [monti, Àlpi]\naliases: [/vecchio/]") + BODY,
    f"{POST}/en.md": ENGLISH + "\n[map](mappa.svg) [tags](/en/tags/)\n",
    f"{POST}/mappa.svg": "<svg/>",
    "posts/about/it.md": post("Chi sono", "Io.", date="", page="true"),
    "posts/about/en.md": post("About me", "[I](/en/).", date="", translated_from="it"),
    "posts/vecchia/it.md": post("Città e caffè", date="2026-01-01", slug="vecchia"),
    "posts/muta/it.md": post("Muta", "Solo io.", comments="off", date="2026-01-02"),
    **{f"posts/p{n}/it.md": post(f"Post {n}", tags="[monti]", date=f"2025-01-0{n}") for n in range(1, 6)},
    "static/logo.svg": "<svg/>",
    "comments/una-passeggiata/a.md": comment("Bello, [vedi](https://mare.example/)!"),
    "comments/una-passeggiata/b.md": comment("Sì.", reply_to="a", date="2026-02-13"),
}


@pytest.fixture
def wide(blog: Site) -> Site:
    """A blog with some of everything."""
    blog.write(WIDE)
    return blog


# Links


def test_no_link_within_the_site_is_dead(wide: Site) -> None:
    wide.write({"static/about/README": "x"})
    wide.ok("render")
    assert dead_links(wide, URL) == []


def test_no_page_has_two_elements_of_one_id(wide: Site) -> None:
    wide.ok("render")
    for address, page in all_pages(wide).items():
        assert len(set(page.anchors())) == len(page.anchors()), address


@pytest.mark.parametrize("url", ["https://me.example/blog/", "https://me.example/a/b"])
def test_below_a_path_every_link_within_the_site_carries_it(url: str, wide: Site) -> None:
    base = urlsplit(url).path.rstrip("/") + "/"
    wide.write({f"{POST}/it.md": wide.read(f"{POST}/it.md").replace(f"{URL}about/", "https://me.example" + base)})
    wide.write({"blog.toml": wide.read("blog.toml").replace(URL, url)})
    wide.ok("render")
    pages = all_pages(wide)
    assert len(pages) > 20
    for address, page in pages.items():
        for link in page.links():
            if not link.startswith(("#", "https://mare.example/", "data:")):
                assert urlsplit(link).netloc in ("", "me.example"), (address, link)
                assert urlsplit(link).path.startswith(base), (address, link)
        refresh = page.all(".//meta[@http-equiv='refresh']")
        assert all(f"url={base}" in meta.attrib["content"] for meta in refresh), address
    body = read(wide, "/2026/02/una-passeggiata/").one(".//div[@class='body']")
    assert {f"{base}archive/", f"{base}tags/", f"{base}2026/01/vecchia/"} <= {
        link.attrib["href"] for link in body.findall(".//a[@href]")
    }
    assert dead_links(wide, "https://me.example" + base) == []
    for name in ("feed.xml", "en/feed.xml", "sitemap.xml", "robots.txt"):
        found = re.findall(r"https://me\.example(/[^\s\"<&]*)", wide.page(f"/{name}"))
        assert found
        assert all(path.startswith(base) for path in found), name


def test_below_a_path_links_in_raw_html_carry_it_however_they_are_written(walk: Site) -> None:
    walk.write({"blog.toml": BLOG_TOML.replace(URL, "https://me.example/blog/")})
    walk.write({f"{POST}/it.md": f"{ITALIAN}\n<a href='/tags/'>qui</a> <A HREF=/archive/>là</A>\n"})
    walk.ok("render")
    body = read(walk, "/2026/02/una-passeggiata/").one(".//div[@class='body']")
    assert [link.get("href") for link in body.findall(".//a")] == ["/blog/tags/", "/blog/archive/"]


def test_a_fragment_in_a_list_leads_into_the_post(wide: Site) -> None:
    front = {f"{POST}/it.md": ITALIAN.replace("Il sentiero", "Il [sentiero](#sotto) e [x](?y)") + "\n## Sotto\n"}
    wide.write(front)
    wide.ok("render")
    for address in ("/", "/tags/monti/"):
        links = read(wide, address).links()
        assert "/2026/02/una-passeggiata/#sotto" in links
        assert "/2026/02/una-passeggiata/?y" in links
    assert "#sotto" in read(wide, "/2026/02/una-passeggiata/").links()
    assert "https://blog.example/2026/02/una-passeggiata/#sotto" in wide.page("/feed.xml")


def test_the_theme_asks_no_other_host_for_anything(wide: Site) -> None:
    wide.ok("render")
    for address, page in all_pages(wide).items():
        assert page.scripts() == [], address
        for element in page.root.iter():
            loaded = element.get("src") or (element.get("href") if element.get("rel") in ("stylesheet", "icon") else "")
            assert not urlsplit(loaded or "").netloc, address
    assert "//" not in re.sub(r"/\*.*?\*/", "", wide.page("/theme/style.css"), flags=re.DOTALL)


# Lists


def test_lists_turn_from_page_to_page(wide: Site) -> None:
    wide.ok("render")
    expected = {
        "/": ["Una passeggiata", "Muta"],
        "/page/3/": ["Città e caffè", "Post 5"],
        "/page/2/": ["Post 4", "Post 3"],
        "/page/1/": ["Post 2", "Post 1"],
    }
    for address, titles in expected.items():
        page = read(wide, address)
        assert page.text(".//article//h2") == titles
        assert page.text(".//h1") == ["Quaderno" if address == "/" else f"Pagina {address[6]}"]
    assert read(wide, "/page/3/").text(".//nav[@class='turning']/a") == [
        "Articoli più recenti",
        "Articoli meno recenti",
    ]
    turning = {address: [link.get("href") for link in read(wide, address).all(".//nav[@class='turning']/a")]
               for address in expected}  # fmt: skip
    assert turning == {
        "/": ["/page/3/"],
        "/page/3/": ["/", "/page/2/"],
        "/page/2/": ["/page/3/", "/page/1/"],
        "/page/1/": ["/page/2/"],
    }


def test_one_new_post_changes_no_numbered_page(wide: Site) -> None:
    wide.ok("render")
    before = wide.tree("public/page")
    wide.write({"posts/nuova/it.md": post("Nuova", date="2026-02-20")})
    wide.ok("render")
    assert wide.tree("public/page") == before


def test_the_archive_has_every_post_by_year(wide: Site) -> None:
    wide.ok("render")
    page = read(wide, "/archive/")
    assert page.text(".//section[@class='year']/h2") == ["2026", "2025"]
    assert page.text(".//section[@class='year']//a") == [
        "Una passeggiata", "Muta", "Città e caffè", "Post 5", "Post 4", "Post 3", "Post 2", "Post 1"
    ]  # fmt: skip
    assert page.text(".//section[@class='year'][1]//time")[0] == "10 febbraio"


def test_tags_have_pages_that_say_how_many(wide: Site) -> None:
    wide.ok("render")
    assert read(wide, "/tags/").text(".//ul[@class='cloud']/li") == ["Àlpi 1 articolo", "monti 6 articoli"]
    assert read(wide, "/tags/àlpi/").text(".//h1") == ["Articoli con l’etichetta Àlpi"]
    assert "/tags/%C3%A0lpi/" in read(wide, "/2026/02/una-passeggiata/").links()
    assert read(wide, "/en/tags/monti/").text(".//h1") == ["Posts tagged monti"]


def test_a_page_is_in_the_menu_and_in_no_list_or_feed(wide: Site) -> None:
    wide.ok("render")
    for start, title in (("", "Chi sono"), ("/en", "About me")):
        assert read(wide, f"{start}/about/").text(".//h1") == [title]
        for address, page in all_pages(wide).items():
            own = address.startswith("/en/") if start else not address.startswith("/en/")
            menu = page.text(".//nav[@class='places']//a")
            assert (title in menu) is own or not menu, address
            assert title not in page.text(".//article//h2") + page.text(".//section//a"), address
        assert title not in wide.page(f"{start}/feed.xml")
    assert read(wide, "/about/").all(".//p[@class='date']") == []
    assert f"{URL}about/" in wide.page("/sitemap.xml")
    (here,) = read(wide, "/en/about/").all(".//nav[@class='places']//a[@aria-current='page']")
    assert here.get("href") == "/en/about/"


def test_an_empty_blog_has_its_pages_and_says_so(blog: Site) -> None:
    blog.ok("render")
    for address, nothing in (("/", "Qui non c’è ancora nulla."), ("/en/archive/", "Nothing here yet."), ("/tags/", "")):
        assert nothing in blog.page(address)
    assert dead_links(blog, URL) == []
    assert not feedparser.parse(blog.page("/feed.xml").encode()).bozo


# Feeds and the sitemap


def test_feeds_are_whole_and_all_their_links_are_full(wide: Site) -> None:
    wide.ok("render")
    for feed, language, home in (("/feed.xml", "it", URL), ("/en/feed.xml", "en", f"{URL}en/")):
        parsed = feedparser.parse(wide.page(feed).encode())
        assert not parsed.bozo
        assert parsed.version == "atom10"
        assert (parsed.feed.language, parsed.feed.title) == (language, "Quaderno")
        links = {link.rel: link.href for link in parsed.feed.links}
        assert links == {"self": URL.rstrip("/") + feed, "alternate": home}
        assert all(entry.id and entry.link and entry.updated_parsed for entry in parsed.entries)
        for content in ElementTree.fromstring(wide.page(feed)).iter("{http://www.w3.org/2005/Atom}content"):
            links_in = [link for link in Read(content.text or "").links() if not link.startswith("mailto:")]
            assert [link for link in links_in if not link.startswith("https://")] == []


def test_feed_ids_stay_when_title_slug_and_url_change(walk: Site) -> None:
    def ids() -> list[list[str]]:
        walk.ok("render")
        feeds = [feedparser.parse(walk.page(feed).encode()) for feed in ("/feed.xml", "/en/feed.xml")]
        return [[feed.feed.id, *(entry.id for entry in feed.entries)] for feed in feeds]

    before = ids()
    assert before == [
        ["tag:blog.example,2026:feed:it", "tag:blog.example,2026:post:una-passeggiata:it"],
        ["tag:blog.example,2026:feed:en", "tag:blog.example,2026:post:una-passeggiata:en"],
    ]
    walk.write(
        {
            "blog.toml": BLOG_TOML.replace(URL, "https://nuovo.example/diario/").replace("Quaderno", "Diario"),
            f"{POST}/it.md": ITALIAN.replace("Una passeggiata", "La gita").replace(
                "slug: una-passeggiata", "slug: gita"
            ),
        }
    )
    assert ids() == before
    assert "https://nuovo.example/diario/2026/02/gita/" in walk.page("/feed.xml")


def test_a_feed_says_when_a_post_was_published_and_changed(walk: Site) -> None:
    keys = "published: 2026-02-15T08:00:00+01:00\nupdated: 2026-02-20T09:30:00+01:00\nsummary: In breve & bene\ntags:"
    walk.write({f"{POST}/it.md": ITALIAN.replace("tags:", keys)})
    walk.ok("render")
    (entry,) = feedparser.parse(walk.page("/feed.xml").encode()).entries
    assert (entry.published, entry.updated) == ("2026-02-15T08:00:00+01:00", "2026-02-20T09:30:00+01:00")
    assert entry.summary == "In breve & bene"
    assert [tag.term for tag in entry.tags] == ["monti"]
    assert "<updated>2026-02-20T09:30:00+01:00</updated>\n<author>" in walk.page("/feed.xml")


# RFC 3339 (Atom, sitemaps) and HTML know offsets of hours and minutes; HTML knows a second's thousandths at most.
_MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)"


@pytest.mark.parametrize(
    "date",
    [
        "2026-02-10",
        "2026-02-10T09:00Z",
        "0987-06-01T00:00:00-09:30",
        pytest.param("1860-05-05"),
        pytest.param("2026-02-10T09:00:00.123456"),
    ],
)
def test_a_moment_is_written_as_machines_read_it(date: str, walk: Site) -> None:
    text = ITALIAN.replace("2026-02-10", date).replace("tags:", f"updated: {date}\ntags:")
    walk.write({f"{POST}/it.md": text, "comments/una-passeggiata/a.md": comment("Ciao.", date=date)})
    walk.ok("render")
    written = [time.get("datetime") for page in all_pages(walk).values() for time in page.all(".//time")]
    for name in ("/feed.xml", "/en/feed.xml", "/sitemap.xml"):
        written += re.findall(r"<(?:updated|published|lastmod)>([^<]*)<", walk.page(name))
    assert len(written) > 10
    assert [moment for moment in written if not re.fullmatch(_MOMENT, moment or "")] == []


def test_control_characters_break_no_page(walk: Site) -> None:
    ugly = "Suono\x07 e \x1b[31mrosso\x1b[0m\x0c\ufffe \x85 &#1; <b>\x0b</b> ]]> --"
    walk.write(
        {
            f"{POST}/it.md": ITALIAN.replace("title: Una passeggiata", 'title: "A\\x01\\e]]>B"') + ugly,
            f"{POST}/en.md": ENGLISH.replace("slug:", 'summary: "C\\x02\\uFFFF"\ntags: ["D\\x03"]\nslug:'),
            "comments/una-passeggiata/a.md": comment(ugly, author='"\\x04Bea"'),
        }
    )
    walk.ok("render")
    for name, data in walk.tree("public").items():
        if name.endswith((".xml", ".html")):
            text = data.decode()
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", text), name
        if name.endswith(".xml"):
            ElementTree.fromstring(data)
    assert not feedparser.parse(walk.page("/feed.xml").encode()).bozo
    assert "A\ufffd\ufffd]]&gt;B" in walk.page("/feed.xml")


def test_the_sitemap_knows_the_translations(wide: Site) -> None:
    wide.ok("render")
    root = ElementTree.fromstring(wide.page("/sitemap.xml"))
    urls = {url.findtext(f"{SITEMAP}loc"): url for url in root.findall(f"{SITEMAP}url")}
    assert {f"{URL}about/", f"{URL}en/about/", f"{URL}2026/01/vecchia/", f"{URL}tags/%C3%A0lpi/"} <= set(urls)
    italian, english = f"{URL}2026/02/una-passeggiata/", f"{URL}en/2026/02/a-walk/"
    for address in (italian, english):
        links = {link.get("hreflang"): link.get("href") for link in urls[address].findall(f"{XHTML}link")}
        assert links == {"it": italian, "en": english, "x-default": italian}
        assert urls[address].findtext(f"{SITEMAP}lastmod") == "2026-02-10T00:00:00+01:00"
    assert urls[f"{URL}2026/01/vecchia/"].findall(f"{XHTML}link") == []
    files = {f"{URL}{name.removesuffix('index.html')}" for name in wide.tree("public")}
    assert {address for address in urls if unquote(address or "") not in files} == set()
    assert not any("page/" in (address or "") or "404" in (address or "") for address in urls)


# static/


def test_static_files_are_copied_as_they_are_and_take_the_place_of_the_built_in_ones(walk: Site) -> None:
    files = {
        "robots.txt": b"User-agent: *\nDisallow: /privato/\n",
        "favicon.svg": b"<svg id='mio'/>",
        "CNAME": b"blog.example",
        "dati/a b.bin": bytes(range(256)),
        ".well-known/security.txt": b"Contact: mailto:a@blog.example\n",
        "pagina.html": b"{{ non un template }}",
    }
    walk.write({f"static/{name}": data for name, data in files.items()})
    walk.write({f"static/dati/{name}": "x" for name in (".DS_Store", ".gitkeep", "Thumbs.db")})
    walk.ok("render")
    found = walk.tree("public")
    assert {name: found[name] for name in files} == files
    assert [name for name in found if name.startswith("dati/")] == ["dati/a b.bin"]
    for address, page in all_pages(walk).items():
        icons = [link.get("href") for link in page.all("head/link[@rel='icon']")]
        assert icons == ["/favicon.svg"] or address == "/pagina.html", address


def test_without_a_favicon_there_is_the_theme_s(walk: Site) -> None:
    walk.ok("render")
    assert read(walk, "/").one("head/link[@rel='icon']").get("href") == "/theme/icon.svg"
    assert "Sitemap: https://blog.example/sitemap.xml" in walk.page("/robots.txt")


def test_the_page_for_what_is_not_there_works_at_any_depth(wide: Site) -> None:
    wide.ok("render")
    for name, words_shown in (("/404.html", "Pagina non trovata"), ("/en/404.html", "Page not found")):
        page = read(wide, name)
        assert page.text(".//h1") == [words_shown]
        assert all(link.startswith(("/", "#", "https://")) for link in page.links())


# A language's own words


def test_languages_have_titles_and_descriptions_of_their_own(walk: Site) -> None:
    table = '[language.en]\npath = "en"\ntitle = "Notebook"\ndescription = "Walks & <notes>"'
    walk.write({"blog.toml": BLOG_TOML.replace('[language.en]\npath = "en"', table)})
    walk.ok("render")
    assert read(walk, "/en/").text(".//h1") == ["Notebook"]
    assert read(walk, "/en/").text(".//p[@class='lede']") == ["Walks & <notes>"]
    assert read(walk, "/en/").one("head/meta[@name='description']").get("content") == "Walks & <notes>"
    assert words(read(walk, "/").one("head/title")) == "Quaderno"
    assert feedparser.parse(walk.page("/en/feed.xml").encode()).feed.title == "Notebook"


def test_a_description_is_the_summary_cut_at_a_word(walk: Site) -> None:
    walk.write({"posts/lunga/it.md": post("Lunga", "parola *sola*, " * 60)})
    walk.ok("render")
    text = read(walk, "/2026/02/lunga/").one("head/meta[@name='description']").attrib["content"]
    assert len(text) <= 201
    assert re.fullmatch(r"(parola sola, )*parola( sola)?…", text)


def test_a_card_offers_more_only_where_there_is_more(blog: Site) -> None:
    post = "---\ntitle: {}\ndate: 2026-02-10\n---\n{}"
    texts = {"corto": "Tutto qui.\n", "lungo": "Prima.\n\nPoi.\n", "figura": "Prima.\n\n![](a.jpg)\n"}
    blog.write({f"posts/{name}/it.md": post.format(name, text) for name, text in texts.items()})
    blog.ok("render")
    links = read(blog, "/").all(".//p[@class='about']/a")
    assert {words(link) for link in links} == {"Continua a leggere: lungo", "Continua a leggere: figura"}


def test_an_image_that_is_not_there_is_a_warning(walk: Site) -> None:
    text = ITALIAN.replace("tags: [monti]", "tags: [monti]\nimage: mare.jpg")
    walk.write({"posts/2026/una-passeggiata/it.md": text})
    warning = "warning: posts/2026/una-passeggiata/it.md:6: there is no image 'mare.jpg' beside the text"
    result = walk.run("render")
    assert (result.code, warning in result.err) == (0, True)
    walk.write({"posts/2026/una-passeggiata/mare.jpg": b"jpg"})
    assert "warning" not in walk.run("render").err


# templates/


def test_a_template_nearly_named_like_one_of_the_theme_s_is_a_warning(walk: Site) -> None:
    walk.write({"templates/posts.html": "x", "templates/portrait.html": "x", "templates/404.html": "x"})
    assert "warning: templates/posts.html: overrides no template of the theme\n  hint: did you mean post.html?" in (
        warnings := walk.run("render").err
    )
    assert "portrait" not in warnings


def test_a_template_of_the_blog_s_own_takes_the_place_of_the_built_in_one(walk: Site) -> None:
    own = '{% extends "base.html" %}{% block main %}<h1>Perso? {{ menu.site_title }}</h1>{% endblock %}'
    walk.write({"templates/404.html": own, "templates/style.css": "body{}", "templates/img/a.svg": "<svg/>"})
    walk.ok("render")
    assert read(walk, "/404.html").text(".//h1") == ["Perso? Quaderno"]
    assert walk.page("/theme/style.css") == "body{}"
    assert walk.page("/theme/img/a.svg") == "<svg/>"
    assert "giovedì" not in walk.page("/theme/style.css")
    assert read(walk, "/").text(".//h1") == ["Quaderno"]


def test_a_template_may_read_the_keys_a_post_has_of_its_own(walk: Site) -> None:
    own = '{% extends "base.html" %}{% block main %}<p class="luogo">{{ version.extra.luogo }}</p>{% endblock %}'
    walk.write(
        {
            "templates/post.html": own,
            f"{POST}/it.md": ITALIAN.replace("tags:", "luogo: <Gaeta>\ntags:"),
            f"{POST}/en.md": ENGLISH.replace("slug:", "luogo: Gaeta\nslug:"),
        }
    )
    walk.ok("render")
    assert read(walk, "/2026/02/una-passeggiata/").text(".//p[@class='luogo']") == ["<Gaeta>"]


def test_a_template_may_use_the_names_of_fields_for_keys_of_its_own(walk: Site) -> None:
    own = (
        '{% macro shown(it) %}{{ it.title }}, {{ it["title"]|upper }}{% endmacro %}'
        '{% set mine = {"title": "<Io>", "link": {"address": "/x/"}} %}'
        "{{ shown(mine) }} {{ mine.link.address }} {% if mine.niente is defined %}sì{% endif %}"
        "{{ '%s' % mine.title }} {{ ['a', 'b']|join('<br>') }} {{ 'a<b'.title() }} {{ 7 }} {{ none }}"
    )
    walk.write({"templates/404.html": own})
    walk.ok("render")
    assert walk.page("/404.html") == ("&lt;Io&gt;, &lt;IO&gt; /x/ &lt;Io&gt; a&lt;br&gt;b A&lt;B 7 None")


def test_what_a_template_writes_stands_in_its_order(walk: Site) -> None:
    frame = (
        "a{% block one %}b{% endblock %}c{% for x in [1, 2] %}{% include 'part.html' %}{% include 'part.html' without "
        "context %}{% endfor %}d{{ self.one() }}{% block two %}{% endblock %}e"
    )
    page = (
        "{% extends 'frame.html' if menu else 'base.html' %}{% block one %}{{ super() }}B{% endblock %}lost"
        "{% block two %}{% macro m(x) %}<{{ x }}{{ caller() }}{% endmacro %}{% call m('&') %}!{% endcall %}"
        "{% filter upper %}f{% include 'part.html' %}{% endfilter %}{% include 'part.html' without context %}"
        "{% for x in [[1], []] recursive %}({{ loop(x) if x is iterable else x }}){% endfor %}"
        "{% set s %}g{{ 'h' }}{% endset %}{% include ['none.html', 'part.html'] ignore missing %}{{ s }}{% endblock %}"
    )
    walk.write({"templates/404.html": page, "templates/frame.html": frame, "templates/part.html": "[{{ 1 }}]"})
    walk.ok("render")
    assert walk.page("/404.html") == "abBc[1][1][1][1]dbB<&amp;!F[1][1]((1))()[1]ghe"


FAULTS = {
    "syntax": ("templates/post.html", "{% extends 'base.html' %}\n\n{% if %}", 3),
    "unclosed": ("templates/archive.html", "{% block main %}\n{% for x in years %}\n", 2),
    "unknown filter": ("templates/tag.html", "<p>\n{{ page.tag|rovescia }}", 2),
    "unknown variable": ("templates/post.html", "<p>\n{{ niente }}</p>", 2),
    "unknown attribute": ("templates/list.html", "<p>\n\n{{ page.niente.mai }}</p>", 3),
    "unknown include": ("templates/list.html", "<p>\n{% include 'niente.html' %}", 2),
    "a sum that can't be": ("templates/feed.xml", "<a>\n{{ 1 / 0 }}\n</a>", 2),
    "in a macro": ("templates/places.html", "{% macro to(v) %}\n{{ v.mai }}\n{% endmacro %}{{ to(menu) }}", 2),
    "in a part": ("templates/footer.html", "<footer>\n\n{{ version.title }}</footer>", 3),
    "a call that can't be": ("templates/404.html", "\n{{ menu.site_title() }}", 2),
    "a word that is not there": ("templates/404.html", "\n{{ _('%(name)s') ~ _('%(name)s', other=1) }}", 2),
    "a function's insides": ("templates/404.html", "\n{{ _.__func__.__globals__ }}", 2),
    "a function's owner": ("templates/404.html", "\n{{ href.__self__ }}", 2),
    "a private field": ("templates/404.html", "\n{{ speech._zone }}", 2),
    "a field of what is not there": ("templates/404.html", "\n{{ menu.niente.title }}", 2),
    "in a block": ("templates/base.html", "<html>\n<title>{% block title %}{% endblock %}\n{{ mai }}", 3),
    "out of the sandbox": ("templates/404.html", "{{ menu.__class__.__mro__ }}", 1),
    "format string that is safe HTML": ("templates/404.html", "\n{{ ('{0.__class__}'|safe).format(menu) }}", 2),
    "format string": ("templates/404.html", "\n{{ '{0.__class__}'.format(menu) }}", 2),
}


@pytest.mark.parametrize(("path", "text", "line"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_template_is_named_with_its_line_and_the_old_site_stays(
    path: str, text: str, line: int, walk: Site
) -> None:
    walk.ok("render")
    walk.write({path: text})
    assert f"blogcli: {path}:{line}: " in walk.fails("render")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("templates/post.html", b"<p>caff\xe8</p>"),
        ("templates/post.html", b"{% include 'post.html' %}"),
    ],
)
def test_a_template_that_is_no_text_or_has_no_end_is_named(path: str, text: bytes, walk: Site) -> None:
    walk.write({path: text})
    assert f"blogcli: {path}:" in walk.fails("render")


def test_a_template_may_take_in_a_file_of_any_name_and_shows_it_as_it_is_now(walk: Site) -> None:
    walk.write({"templates/404.html": "{% include 'part.md' %}{% include '.hidden' %}"})
    for text in ("one", "two"):
        walk.write({"templates/part.md": text, "templates/.hidden": text})
        walk.ok("render")
        assert walk.page("/404.html") == f"{text}{text}"
