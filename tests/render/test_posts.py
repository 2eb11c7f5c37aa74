"""A post's page: its languages, its text, its conversation, and when there is one at all."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.render.reading import Read, all_pages, dead_links, read, words
from tests.support import BLOG_TOML, ENGLISH, ITALIAN, Site, comment

IT, EN = "/2026/02/una-passeggiata/", "/en/2026/02/a-walk/"
POST = "posts/2026/una-passeggiata"
URL = "https://blog.example/"


def post(title: str = "Nota", body: str = "Testo.", **keys: str) -> str:
    fields = {"title": title, "date": "2026-02-01", **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items() if value) + f"---\n{body}\n"


def alternates(page: Read) -> dict[str, str]:
    links = page.all("head/link[@rel='alternate'][@hreflang]")
    return {link.attrib["hreflang"]: link.attrib["href"] for link in links}


# Languages


@pytest.mark.parametrize(("address", "language"), [(IT, "it"), (EN, "en")])
def test_each_version_links_the_others_itself_and_the_default(address: str, language: str, walk: Site) -> None:
    walk.ok("render")
    page = read(walk, address)
    assert alternates(page) == {
        "it": f"{URL}2026/02/una-passeggiata/",
        "en": f"{URL}en/2026/02/a-walk/",
        "x-default": f"{URL}2026/02/una-passeggiata/",
    }
    assert page.one("head/link[@rel='canonical']").get("href") == alternates(page)[language]
    assert (page.root.get("lang"), page.root.get("dir")) == (language, "ltr")
    assert page.one(".//meta[@property='og:url']").get("content") == alternates(page)[language]
    (other,) = page.all(".//p[@class='versions']/a")
    assert (other.get("href"), words(other)) == ((EN, "English") if language == "it" else (IT, "Italiano"))


def test_a_post_in_one_language_claims_no_translation(walk: Site) -> None:
    (walk.root / POST / "en.md").unlink()
    walk.ok("render")
    page = read(walk, IT)
    assert alternates(page) == {}
    assert page.all(".//p[@class='versions']") == []
    languages = {link.get("hreflang"): link.get("href") for link in page.all(".//nav[@class='languages']//a")}
    assert languages == {"it": IT, "en": "/en/"}


def test_the_languages_menu_leads_to_this_post_where_it_can_and_home_where_not(walk: Site) -> None:
    walk.write({"blog.toml": BLOG_TOML.replace('"it", "en"', '"it", "en", "ar"')})
    walk.ok("render")
    menu = read(walk, EN).all(".//nav[@class='languages']//a")
    assert {link.get("lang"): link.get("href") for link in menu} == {"it": IT, "en": EN, "ar": "/ar/"}
    assert [link.get("lang") for link in menu if link.get("aria-current")] == ["en"]


@pytest.mark.parametrize(
    ("tag", "date", "direction", "one", "five", "said"),
    [
        ("it", "giovedì 23 giugno 2011", "ltr", "1 commento", "5 commenti", "Lia ha detto"),
        ("en", "Thursday, June 23, 2011", "ltr", "1 comment", "5 comments", "Lia said"),
        ("de", "Donnerstag, 23. Juni 2011", "ltr", "1 Kommentar", "5 Kommentare", "Lia schrieb"),
        ("ar", "الخميس، 23 يونيو 2011", "rtl", "تعليق واحد", "5 تعليقات", "تعليق من Lia"),
        ("ja", "2011年6月23日木曜日", "ltr", "1件のコメント", "5件のコメント", "Liaさんのコメント"),
        ("sv", "torsdag 23 juni 2011", "ltr", "1 comment", "5 comments", "Lia said"),
    ],
)
def test_a_page_speaks_its_language(
    tag: str, date: str, direction: str, one: str, five: str, said: str, blog: Site
) -> None:
    blog.write({"blog.toml": BLOG_TOML.replace('"it", "en"', '"it", "en", "de", "ar", "ja", "sv"')})
    blog.write({f"posts/{name}/{tag}.md": post(name, date="2011-06-23T10:00:00+02:00") for name in ("uno", "cinque")})
    blog.write({f"comments/cinque/{n}.md": comment("Bello!", author="Lia") for n in "abcde"})
    blog.write({"comments/uno/a.md": comment("Bello!", author="Lia")})
    blog.ok("render")
    start = "" if tag == "it" else f"/{tag}"
    for name, number in (("uno", one), ("cinque", five)):
        page = read(blog, f"{start}/2011/06/{name}/")
        assert (page.root.get("lang"), page.root.get("dir")) == (tag, direction)
        assert page.text(".//p[@class='date']") == [date]
        assert page.text(".//h2[@id='_comments_title']") == [number]
        assert set(page.text(".//article//h3")) == {said}
        assert page.one(".//p[@class='date']/time").get("datetime") == "2011-06-23T10:00:00+02:00"
    (front,) = (page for address, page in all_pages(blog).items() if address == f"{start}/")
    assert [words(link) for link in front.all(".//p[@class='about']/a")] in ([one, five], [five, one])


@pytest.mark.parametrize(
    ("tag", "body", "said"),
    [
        ("it", "mare " * 230 * 5, "5 minuti di lettura"),
        ("it", "Il mare.", "1 minuto di lettura"),
        ("en", "sea " * 230 * 5, "5 min read"),
        ("ja", "海" * 500 * 5, "5分で読めます"),
        ("pl", "morze " * 230 * 22, "22 minuty czytania"),
        ("ar", "بحر " * 230 * 11, "11 دقيقة قراءة"),
    ],
)
def test_a_post_says_how_long_it_takes_to_read_and_a_page_does_not(tag: str, body: str, said: str, blog: Site) -> None:
    languages = dict.fromkeys(["it", "en", tag])
    blog.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', str([*languages]))})
    blog.write({f"posts/mare/{tag}.md": f"---\ntitle: Mare\ndate: 2026-02-10\n---\n{body}\n"})
    blog.write({f"posts/chi/{tag}.md": f"---\ntitle: Chi\npage: true\n---\n{body}\n"})
    blog.ok("render")
    start = "" if tag == "it" else f"/{tag}"
    assert read(blog, f"{start}/2026/02/mare/").text(".//p[@class='reading']") == [said]
    assert read(blog, f"{start}/chi/").text(".//p[@class='reading']") == []


# The conversation


def test_a_comment_is_marked_with_its_language_and_direction(walk: Site) -> None:
    walk.write(
        {
            "comments/una-passeggiata/a.md": comment("Bello!", date="2026-02-12"),
            "comments/una-passeggiata/b.md": comment("رائع", author="ليلى", language="ar", date="2026-02-13"),
            "comments/una-passeggiata/c.md": comment("Schön", author="", language="de", date="2026-02-14"),
        }
    )
    walk.ok("render")
    for address, foreign, anonymous in ((IT, ["in arabo", "in tedesco"], "Anonimo"), (EN, None, "Anonymous")):
        page = read(walk, address)
        texts = page.all(".//div[@class='text']")
        assert [(text.get("lang"), text.get("dir")) for text in texts] == [("it", "ltr"), ("ar", "rtl"), ("de", "ltr")]
        marks = page.text(".//span[@class='language']")
        assert marks == (foreign or ["in Italian", "in Arabic", "in German"])
        assert page.text(".//article//h3")[-1].startswith(anonymous)


def test_replies_stand_in_lists_within_the_comment_they_answer(walk: Site) -> None:
    tree = {"a": "", "b": "a", "c": "b", "d": "a", "e": "", "f": "nobody"}
    walk.write(
        {
            f"comments/una-passeggiata/{name}.md": comment(
                f"Dice {name}.", author=name, reply_to=parent, date=f"2026-02-1{number}"
            )
            for number, (name, parent) in enumerate(tree.items())
        }
    )
    walk.write({"comments/una-passeggiata/g.md": comment("Grazie.", by="author", reply_to="e", date="2026-02-20")})
    walk.ok("render")
    page = read(walk, IT)
    parents = {child: parent for parent in page.root.iter() for child in parent}
    above: dict[str, str | None] = {}
    for article in page.all(".//article[@id]"):
        step = parents[parents[parents[article]]]  # the article's li, its ol, and what that stands in
        found = step.find("article") if step.tag == "li" else None
        above[article.attrib["id"]] = None if found is None else found.get("id")
    assert above == {
        "c-a": None, "c-b": "c-a", "c-c": "c-b", "c-d": "c-a", "c-e": None, "c-f": None, "c-g": "c-e"
    }  # fmt: skip
    assert "in risposta a b" in page.text(".//p[@class='answers']/a")
    assert page.text(".//article[@id='c-f']//p[@class='answers']") == ["in risposta a un commento non visibile"]
    assert page.text(".//span[@class='badge']") == ["autore"]
    assert dead_links(walk, URL) == []


def test_a_thread_deeper_than_a_phone_is_wide_stays_whole(walk: Site) -> None:
    for number in range(9):
        name, parent = f"n{number}", f"n{number - 1}" if number else ""
        walk.write({f"comments/una-passeggiata/{name}.md": comment("x", reply_to=parent, date=f"2026-02-1{number}")})
    walk.ok("render")
    page = read(walk, IT)
    assert [article.get("id") for article in page.all(".//article[@id]")] == [f"c-n{number}" for number in range(9)]
    assert len(page.all("." + "/" * 2 + "/".join(["ol/li"] * 5))) >= 1
    assert page.all(".//" + "/".join(["ol/li"] * 6)) == []
    assert dead_links(walk, URL) == []


def test_a_removed_comment_keeps_its_place_while_it_has_an_answer_and_is_not_counted(walk: Site) -> None:
    gone = "---\ndate: 2026-02-12\nremoved: 2026-02-15\n---\n"
    walk.write(
        {
            "comments/una-passeggiata/a.md": gone,
            "comments/una-passeggiata/b.md": gone,
            "comments/una-passeggiata/c.md": comment("Sì.", reply_to="a"),
        }
    )
    walk.ok("render")
    page = read(walk, IT)
    assert page.text(".//h2[@id='_comments_title']") == ["1 commento"]
    assert page.text(".//p[@class='removed']") == ["Questo commento è stato rimosso."]
    assert {article.get("id") for article in page.all(".//article[@id]")} == {"c-a", "c-c"}


def test_only_approved_comments_are_shown(walk: Site) -> None:
    for status in ("", ".pending", ".rejected", ".spam"):
        walk.write({f"comments/una-passeggiata/c{status.strip('.')}{status}.md": comment(f"Parola{status}")})
    walk.ok("render")
    assert read(walk, IT).text(".//div[@class='text']") == ["Parola"]


@pytest.mark.parametrize(
    ("key", "section", "words_shown", "counted"),
    [
        ("open", True, False, True),
        ("closed", True, True, True),
        ("off", False, False, False),
    ],
)
def test_a_conversation_is_open_closed_or_off(
    key: str, section: bool, words_shown: bool, counted: bool, walk: Site
) -> None:
    walk.write(
        {
            f"{POST}/it.md": ITALIAN.replace("tags:", f"comments: {key}\ntags:"),
            "comments/una-passeggiata/a.md": comment("Bello!"),
        }
    )
    walk.ok("render")
    for address, closed in ((IT, "I commenti sono chiusi."), (EN, "Comments are closed.")):
        html = walk.page(address)
        assert ("Bello!" in html) is section
        assert ('id="_comments"' in html) is section
        assert (closed in html) is words_shown
    assert ("1 commento" in walk.page("/")) is counted


def test_a_name_and_its_link_are_shown_as_they_are_and_do_nothing(walk: Site) -> None:
    walk.write(
        {
            "comments/una-passeggiata/a.md": comment(
                "Ciao", author="'<script>x()</script> \"%(author)s\" {{ 7*7 }}'", url="https://lia.example/?a=1&b=2"
            )
        }
    )
    walk.ok("render")
    page = read(walk, IT)
    assert page.text(".//article//h3") == ['<script>x()</script> "%(author)s" {{ 7*7 }} ha detto']
    link = page.one(".//article//h3//a")
    assert (link.get("href"), link.get("rel")) == ("https://lia.example/?a=1&b=2", "nofollow ugc noopener")
    assert page.scripts() == []


# Drafts and the future


def test_a_draft_is_in_the_preview_and_nowhere_in_public(walk: Site) -> None:
    walk.write(
        {
            "posts/segreto/it.md": post("Segreto", "Parola segreta. ![x](foto.jpg)", draft="true", tags="[segreti]"),
            "posts/segreto/foto.jpg": "jpeg",
            "posts/vuoto/it.md": post("Vuoto segreto", ""),
        }
    )
    walk.ok("render")
    assert [name for name, data in walk.tree("public").items() if b"egret" in data or "egret" in name] == []
    walk.ok("render", "--drafts")
    preview = walk.root / ".blogcli/preview"
    assert "Parola segreta" in (preview / "2026/02/segreto/index.html").read_text()
    assert (preview / "2026/02/segreto/foto.jpg").is_file()
    assert (preview / "2026/02/vuoto/index.html").is_file()
    pages = all_pages(walk, ".blogcli/preview")
    assert len(pages) > 8
    for address, page in pages.items():
        assert [meta.get("content") for meta in page.all(".//meta[@name='robots']")] == ["noindex"], address
    assert "Disallow: /\n" in (preview / "robots.txt").read_text()
    assert "Questa è una bozza." in (preview / "2026/02/segreto/index.html").read_text()
    assert [name for name, data in walk.tree("public").items() if b"egret" in data] == []


def test_only_the_page_that_is_not_there_asks_not_to_be_indexed_in_public(walk: Site) -> None:
    walk.write({f"{POST}/it.md": ITALIAN.replace("tags:", "aliases: [/vecchia/]\ntags:")})
    walk.ok("render")
    pages = all_pages(walk)
    found = {address for address, page in pages.items() if page.all(".//meta[@name='robots']")}
    assert found == {"/404.html", "/en/404.html", "/vecchia/"}
    assert "Disallow:\n" in walk.page("/robots.txt")


def test_a_version_may_be_a_draft_by_itself(walk: Site) -> None:
    walk.write({f"{POST}/en.md": ENGLISH.replace("slug:", "draft: true\nslug:")})
    walk.ok("render")
    assert not (walk.root / "public/en/2026").exists()
    assert alternates(read(walk, IT)) == {}
    assert "a-walk" not in "".join(data.decode() for name, data in walk.tree("public").items() if "style" not in name)


@pytest.mark.parametrize(
    ("arguments", "epoch", "shown"),
    [
        ([], "1772355600", False),  # 1 March 2026
        ([], "1775000000", True),
        (["--now", "2026-03-09T23:59:59"], "1775000000", False),
        (["--now", "2026-03-10"], "1772355600", True),
        (["--now", "2026-03-09T23:00:00Z"], "1772355600", True),  # the 10th in Rome
        (["--now", "2026-03-09T22:59:59Z"], "1772355600", False),
    ],
)
def test_a_post_of_the_future_appears_when_its_time_comes(
    arguments: list[str], epoch: str, shown: bool, walk: Site
) -> None:
    walk.write({"posts/marzo/it.md": post("Marzo", date="2026-03-10")})
    walk.ok("render", *arguments, env={"SOURCE_DATE_EPOCH": epoch})
    assert (walk.root / "public/2026/03/marzo/index.html").exists() is shown
    assert ("Marzo" in walk.page("/")) is shown
    assert ("Marzo" in walk.page("/feed.xml")) is shown


# Addresses and files


def test_an_alias_leads_to_the_post(walk: Site) -> None:
    aliases = "aliases: [/2011/vecchia, /blog/passeggiata.html]"
    walk.write({f"{POST}/en.md": ENGLISH.replace("slug:", f"{aliases}\nslug:")})
    walk.ok("render")
    for address in ("/2011/vecchia/", "/blog/passeggiata.html"):
        page = read(walk, address)
        assert page.one(".//meta[@http-equiv='refresh']").get("content") == f"0; url={EN}"
        assert page.one(".//link[@rel='canonical']").get("href") == f"{URL}en/2026/02/a-walk/"
        assert (page.one(".//body//a").get("href"), page.root.get("lang")) == (EN, "en")
    assert "vecchia" not in walk.page("/sitemap.xml")


def test_files_are_copied_once_below_the_original_and_linked_from_every_place(walk: Site) -> None:
    pictures = "![m](<mappa del mare.svg>) ![z](./dati/z.png#x) [qui](mappa%20del%20mare.svg?a=1)"
    walk.write(
        {
            f"{POST}/it.md": ITALIAN.replace("tags:", "image: mappa del mare.svg\ntags:") + pictures,
            f"{POST}/en.md": ENGLISH.replace("The path", f"{pictures} The path"),
            f"{POST}/mappa del mare.svg": "<svg/>",
            f"{POST}/dati/z.png": "png",
            f"{POST}/it.md~": "backup",
            f"{POST}/appunti.md": "notes",
            f"{POST}/.nascosto": "x",
        }
    )
    walk.ok("render")
    copied = {name for name in walk.tree("public") if name.endswith((".svg", ".png", ".md", "~", "nascosto"))}
    start = f"{IT.strip('/')}/"
    assert copied == {f"{start}mappa del mare.svg", f"{start}dati/z.png", "theme/icon.svg"}
    picture, other = f"{IT}mappa%20del%20mare.svg", f"{IT}dati/z.png#x"
    for address in (IT, EN):
        links = read(walk, address).links()
        assert {picture, other, f"{picture}?a=1"} <= set(links), address
        assert read(walk, address).one(".//img[@class='lead']").get("src") == picture
        assert read(walk, address).one(".//meta[@property='og:image']").get("content") == URL + picture[1:]
    assert {picture, other} <= set(read(walk, "/en/").links())
    assert f"{URL}{picture[1:]}" in walk.page("/en/feed.xml")
    assert dead_links(walk, URL) == []


@pytest.mark.parametrize(("on_disk", "linked"), [("caffe\u0300.jpg", "caffè.jpg"), ("caffè.jpg", "caffe\u0300.jpg")])
def test_a_file_is_found_however_its_accents_are_written(on_disk: str, linked: str, walk: Site) -> None:
    walk.write({f"{POST}/it.md": f"{ITALIAN}\n![x]({linked})\n", f"{POST}/{on_disk}": "jpeg"})
    (walk.root / POST / "en.md").unlink()
    walk.ok("render")
    assert dead_links(walk, URL) == []


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("#poi", "#poi"),
        ("?stampa", "?stampa"),
        ("/about/", "/about/"),
        ("../altro/", "/2026/02/altro/"),
        ("./", "/2026/02/una-passeggiata/"),
        pytest.param("..", "/2026/02/"),
        pytest.param(".", "/2026/02/una-passeggiata/"),
        ("../../../../../../x/", "/x/"),
        ("https://mare.example/a b", "https://mare.example/a%20b"),
        ("//mare.example/", "//mare.example/"),
        ("mailto:a@mare.example", "mailto:a@mare.example"),
    ],
)
def test_links_in_a_post_lead_where_a_browser_on_its_page_would_go(link: str, target: str, walk: Site) -> None:
    walk.write({f"{POST}/it.md": f"{ITALIAN}\n[qui](<{link}>)\n"})
    walk.ok("render")
    (found,) = read(walk, IT).all(".//div[@class='body']//a")
    assert found.get("href") == target


# Guests


GUEST = """\
# Ospite <script>alert(1)</script>

<iframe src="https://evil.example/"></iframe>

<p onclick="alert(1)">Clic</p>

[qui](javascript:alert(1)) e [là](https://mare.example/) e [lì](altro.txt)

![mare](mare.jpg) <img src=x onerror=alert(1)>

<!-- <script>alert(2)</script> -->
"""


def test_a_guest_s_post_can_do_nothing(walk: Site) -> None:
    walk.write(
        {
            "posts/ospite/it.md": post(
                "'Ospite <script>x()</script>'", GUEST, trusted="false", summary="'<script>y()</script>'"
            ),
            "posts/ospite/en.md": post("Guest", "<script>alert(3)</script> <iframe></iframe>", translated_from="it"),
            "posts/ospite/mare.jpg": "jpeg",
            "posts/ospite/altro.txt": "altro",
        }
    )
    walk.ok("render")
    pages = {address: read(walk, address) for address in ("/2026/02/ospite/", "/en/2026/02/ospite/", "/", "/archive/")}
    for feed in ("/feed.xml", "/en/feed.xml"):
        contents = ElementTree.fromstring(walk.page(feed)).iter("{http://www.w3.org/2005/Atom}content")
        pages |= {f"{feed} {number}": Read(content.text or "") for number, content in enumerate(contents)}
    assert len(pages) == 8
    for where, page in pages.items():
        assert page.scripts() == [], where
        for element in page.root.iter():
            assert element.tag != "iframe", where
            assert not [key for key, value in element.items() if key.startswith("on") or "javascript:" in value], where
    body = pages["/2026/02/ospite/"].one(".//div[@class='body']")
    assert "<iframe" in words(body)
    links = {link.attrib["href"]: link.get("rel") for link in body.findall(".//a[@href]")}
    assert {link: rel for link, rel in links.items() if not link.startswith("#")} == {
        "https://mare.example/": "nofollow ugc noopener",
        "/2026/02/ospite/altro.txt": "nofollow ugc noopener",
    }
    assert [image.get("src") for image in body.findall(".//img")] == ["/2026/02/ospite/mare.jpg"]


@pytest.mark.parametrize(
    "image",
    [
        "mare.jpg",
        "https://mare.example/a.jpg",
        pytest.param(
            "javascript:alert(1)",
        ),
        pytest.param(
            "data:image/svg+xml,x",
        ),
    ],
)
def test_a_guest_s_picture_is_a_file_or_on_the_web(image: str, walk: Site) -> None:
    walk.write({"posts/ospite/it.md": post(image=f"'{image}'", trusted="false"), "posts/ospite/mare.jpg": "jpeg"})
    if walk.run("render").code == 0:
        page = read(walk, "/2026/02/ospite/")
        shown = [picture.get("src") or "" for picture in page.all(".//img")]
        shown += [meta.get("content") or "" for meta in page.all(".//meta[@property='og:image']")]
        assert [link for link in shown if not link.startswith(("/", "https://"))] == []


def test_the_author_s_raw_html_is_the_author_s_business(walk: Site) -> None:
    walk.write({f"{POST}/it.md": f"{ITALIAN}\n<details><summary>Altro</summary><b onclick='x()'>qui</b></details>\n"})
    walk.ok("render")
    assert read(walk, IT).one(".//details/b").get("onclick") == "x()"


def test_a_title_is_text(walk: Site) -> None:
    walk.write({"posts/segni/it.md": post("'<em>A</em> & B {{ 7*7 }} {% x %}'", tags="['<b>']", series="'<i>'")})
    walk.ok("render")
    page = read(walk, "/2026/02/segni/")
    assert page.text(".//h1") == ["<em>A</em> & B {{ 7*7 }} {% x %}"]
    assert page.text(".//ul[@class='tags']//a") == ["<b>"]
    assert page.one("head/title").text == "<em>A</em> & B {{ 7*7 }} {% x %} · Quaderno"
