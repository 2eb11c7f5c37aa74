"""HTML in authors' texts as browsers read it: what is seen of it, what is an address in it, and what is mere text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.render.reading import contents, read, words
from tests.support import BLOG_TOML, Site

if TYPE_CHECKING:
    from collections.abc import Mapping

HEAD = "---\ntitle: {0}\ndate: 2026-02-01\n---\n"
TRANSLATED = "---\ntitle: {0} tradotto\ntranslated_from: it\n---\n"
URL = "https://blog.example"
PLAIN = "Prima *cosa*, e basta."
SMART = "\n[markup]\nsmart_quotes = true\n"


class Shown(NamedTuple):
    """What is said of a post elsewhere than on its page, and in how many minutes it is read."""

    summary: str
    description: str
    json_ld: str
    minutes: str


def render(site: Site, texts: Mapping[str, str]) -> None:
    """Render a blog with a post for each of these texts."""
    site.write({"blog.toml": BLOG_TOML + "\n[lists]\nsize = 100\n"})
    site.write({f"posts/{name}/it.md": HEAD.format(name) + f"{text}\n" for name, text in texts.items()})
    site.ok("render")


def shown(site: Site, name: str) -> Shown:
    page = read(site, f"/2026/02/{name}/")
    (card,) = [each for each in read(site, "/").all(".//article") if words(each.findall(".//h2")[0]) == name]
    summary = card.find("div[@class='summary']")
    (data,) = [each.text or "" for each in page.all(".//script[@type='application/ld+json']")]
    said = re.search(r'"description":"(.*?)"', data)
    return Shown(
        words(summary) if summary is not None else "",
        page.one("head/meta[@name='description']").get("content") or "",
        said[1] if said else "",
        page.text(".//p[@class='reading']")[0],
    )


LONG = "parola " * 600
UNSEEN = {
    "comment": "<!-- {} -->",
    "comment-with-a-paragraph": "<!--\n<p>{}</p>\n-->",
    "comment-ended-with-a-bang": "<div><!-- <p>{}</p> --!></div>",
    "comment-in-a-paragraph": "<p><!-- {} --></p>",
    "declaration": "<!X {}>",
    "instruction": "<?x {} ?>",
    "template": "<template>\n<p>{}</p>\n</template>",
    "template-in-a-div": "<div><template><p>{}</p></template></div>",
    "hidden": "<div hidden>\n\n{}\n\n</div>",
    "hidden-with-a-value": '<p hidden="">{}</p>',
    "hidden-until-found": '<p hidden="until-found">{}</p>',
    "hidden-unended": "<ul><li hidden><p>{}<li></ul>",
    "hidden-in-capitals": "<P HIDDEN>{}</P>",
    "hidden-by-style": '<p style="color: red; DISPLAY : none">{}</p>',
    "popover": "<div popover><p>{}</p></div>",
    "details": "<details>\n<summary></summary>\n\n{}\n\n</details>",
    "details-without-a-summary": "<details>\n\n{}\n\n</details>",
    "details-in-open-ones": "<details open><details><p>{}</p></details></details>",
    "dialog": "<dialog><p>{}</p></dialog>",
    "noscript": "<noscript><p>{}</p></noscript>",
    "noscript-in-a-div": "<div><noscript><p>{}</p></noscript></div>",
    "iframe": '<iframe src="https://sea.example/"><p>{}</p></iframe>',
    "object": '<object data="https://sea.example/a.pdf"><p>{}</p></object>',
    "video": '<div><video src="https://sea.example/a.mp4"><p>{}</p></video></div>',
    "audio": '<div><audio src="https://sea.example/a.mp3"><p>{}</p></audio></div>',
    "canvas": "<div><canvas><p>{}</p></canvas></div>",
    "script": "<script>\nlet a = '<p>{}</p>'\n</script>",
    "script-in-a-script": "<script>\n<!--<script>'</script><p>{}</p>'--></script>",
    "style": "<style>\np::before {{ content: '<p>{}</p>' }}\n</style>",
    "textarea": "<textarea>\n<p>{}</p>\n</textarea>",
    "datalist": "<div><datalist><option>{}</datalist></div>",
    "select": "<div><select><option>{}</select></div>",
    "title": "<div><title><p>{}</p></title></div>",
    "drawing": "<svg><title>{0}</title><desc><p>{0}</p></desc><metadata>{0}</metadata></svg>",
    "cdata": "<svg><desc><![CDATA[<p>{}</p>]]></desc></svg>",
    "attribute": '<div title="<p>{}</p>"></div>',
    "srcdoc": '<iframe srcdoc="<p>{}</p>"></iframe>',
    "head": "<div><meta content='{}'></div>",
}


NEVER = ("comment", "template", "hidden", "noscript", "iframe", "dialog", "popover", "declaration")


def test_what_no_reader_sees_is_no_summary_and_takes_no_time(blog: Site) -> None:
    render(blog, {name: f"{text.format('SECRET ' + LONG)}\n\n{PLAIN}" for name, text in UNSEEN.items()})
    said = "Prima cosa, e basta."
    found = {name: shown(blog, name) for name in UNSEEN}
    assert found == dict.fromkeys(UNSEEN, Shown(said, said, said, "1 minuto di lettura"))


def test_where_nothing_else_is_there_it_is_not_shown_either(blog: Site) -> None:
    render(blog, {name: text.format("SECRET") for name, text in UNSEEN.items()})
    assert "SECRET" not in blog.page("/")
    assert {shown(blog, name)[:3] for name in UNSEEN} == {("", name, name) for name in UNSEEN}


def test_before_the_mark_for_the_summary_it_is_not_shown_either(blog: Site) -> None:
    render(blog, {name: f"{UNSEEN[name].format('SECRET')}\n\nPrima.\n\n<!--more-->\n\nDopo.\n" for name in UNSEEN})
    assert {shown(blog, name)[1:3] for name in UNSEEN} == {("Prima.", "Prima.")}
    cards = {words(each.findall(".//h2")[0]): each for each in read(blog, "/").all(".//article")}
    assert {name for name in NEVER if "SECRET" in "".join(cards[name].itertext())} == set()


def test_what_readers_can_never_see_is_in_no_feed_and_the_rest_is(blog: Site) -> None:
    opened = ["details", "details-without-a-summary"]
    render(blog, {name: UNSEEN[name].format(f"SECRET-{name}.") + f"\n\n{PLAIN}" for name in (*NEVER, *opened)})
    feed = "".join(contents(blog, "/feed.xml"))
    assert set(re.findall(r"SECRET-([\w-]+)", feed)) == set(opened)
    assert feed.count("e basta.") == len(NEVER) + len(opened)


FIRST = {
    "capital": ("<P>Uno.</P>\n\nDue.", "Uno."),
    "language": ('<p lang="la">Uno.</p>\n\nDue.', "Uno."),
    "unended": ("<div><p class=a>Uno.<p>Due.</div>\n\nTre.", "Uno."),
    "unended-before-a-list": ("<div><p>Uno.<ul><li>Due.</ul></div>", "Uno."),
    "in-open-details": ("<details open><summary>S</summary>\n\nUno.\n\n</details>", "Uno."),
    "behind-details": ("<details><summary><p>S</p></summary>\n\nNo.\n\n</details>\n\nUno.", "S"),
    "in-a-cell": ("<table><tr><td><p>Uno.</table>\n\nDue.", "Uno."),
    "with-a-comment": ("Uno<!-- no -->.\n\nDue.", "Uno."),
    "with-a-picture": ('<p><img src="https://sea.example/a.jpg" alt=""></p>\n\nDue.', ""),
    "note": ("> Uno[^1].\n\n[^1]: No.", "Uno."),
    "only-a-note": ("- Uno[^1].\n\n[^1]: No.", ""),
    "only-a-note-and-html": ("- Uno[^1] <b>e</b>.\n\n[^1]: No.", ""),
    "ruby": ("<p><ruby>海<rp>(</rp><rt>うみ</rt><rp>)</rp></ruby></p>", "海うみ"),
    "two-blocks-before-the-mark": ("<div>Uno</div><div>Due</div>\n\n<!--more-->\n\nTre.", "UnoDue"),
    "mark-in-a-script": ("<script>\n'<!--more-->'\n</script>\n\nUno.\n\nDue.", "Uno."),
    "mark-in-a-list": ("Prima `<!--more-->`.\n\n- Uno\n- Due\n  <!--more-->\n- No", "Prima <!--more-->. Uno Due"),
    "mark-in-a-list-with-html": ("<b>Prima</b>\n\n- Uno\n- Due\n  <!--more-->\n- No", "Prima Uno Due"),
}


def test_the_first_paragraph_is_the_first_that_readers_see(blog: Site) -> None:
    render(blog, {name: text for name, (text, _) in FIRST.items()})
    assert {name: shown(blog, name).summary for name in FIRST} == {name: said for name, (_, said) in FIRST.items()}
    assert shown(blog, "two-blocks-before-the-mark").description == "Uno Due"
    assert 'lang="la"' in blog.page("/")


LITERAL = [
    "<script>\nlet a = \"<h2>It's</h2> <a href='/b/'>x</a> <p id='c'><img src=d.jpg> <!--more-->\"\n</script>",
    "<script>\n<!--<script>\"<h2>a</h2>\"</script><a href='/b/'>--></script>",
    '<style>\n/* "<h2>" <a href="/b/"> */ p { background: url(d.jpg) }\n</style>',
    "<textarea>\n<h2>\"It's\"</h2> <a href='/b/'>x</a>\n</textarea>",
    "<iframe srcdoc=\"<h2>It's</h2><a href='/b/'>x</a><img src=d.jpg>\"></iframe>",
    '<!-- <h2>"a"</h2> <a href="/b/">x</a> -->',
    "<div data-x='<h2>a</h2><a href=\"/b/\">'></div>",
    "<xmp>\n<h2>\"a\"</h2><a href='/b/'>\n</xmp>",
    "<svg><desc><![CDATA[ <h2>\"a\"</h2><a href='/b/'> ]]></desc></svg>",
    "<pre>\n&lt;a href='/b/'> \"x\"\n</pre>",
]


@pytest.mark.parametrize("layout", ["apart", "together"])
def test_text_that_only_looks_like_tags_is_never_rewritten(blog: Site, layout: str) -> None:
    blog.write({"blog.toml": BLOG_TOML.replace("timezone", f'layout = "{layout}"\ntimezone') + SMART})
    blog.write({"posts/a/d.jpg": b"1"})
    for number, text in enumerate(LITERAL):
        body = f'{text}\n\n## Uno\n\n<i id="c"></i>[x](#c) "detto"\n'
        blog.write({f"posts/p{number}/it.md": HEAD.format(f"P{number}") + body})
        blog.write({f"posts/p{number}/en.md": TRANSLATED.format(f"P{number}") + body})
    blog.ok("render")
    for number, text in enumerate(LITERAL):
        for address in (f"/2026/02/p{number}/", f"/en/2026/02/p{number}/")[: 1 + (layout == "apart")]:
            page = blog.page(address)
            assert page.count(text) == (1 if layout == "apart" else 2), page
            assert "«detto»" in page or "“detto”" in page
        if not text.startswith(("<!--",)):
            assert text in "".join(contents(blog, "/feed.xml"))
