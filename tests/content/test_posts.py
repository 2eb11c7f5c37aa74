"""A post's folder: what its versions say, what they take from the original, what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from blogcli.config import load_config
from blogcli.content.load import load_posts
from blogcli.model import Conversation
from tests.support import BLOG_TOML, ENGLISH, ITALIAN, Site

if TYPE_CHECKING:
    from blogcli.model import Post, Version

IT, EN = "posts/2026/gita/it.md", "posts/2026/gita/en.md"


def gita(site: Site, it: str = "", en: str | None = None, body: str = "Testo.\n") -> Post:
    site.write({IT: f"---\ntitle: Gita\n{it}---\n{body}"})
    if en is not None:
        site.write({EN: f"---\ntitle: Trip\ntranslated_from: it\n{en}---\nText.\n"})
    return next(item.post for item in load_posts(load_config(site.root)))


def version(post: Post, language: str) -> Version:
    return next(each for each in post.versions if each.language == language)


@pytest.mark.parametrize(
    ("head", "line", "message"),
    [
        ("title: x\ndate: 2026-01-01\na: &b 1\n", 4, "anchors (&) and aliases (*) are not allowed"),
        ("title: *b\n", 2, "anchors (&) and aliases (*) are not allowed"),
        ("title: !!python/object:os.system x\n", 2, "is not allowed"),
        ("title: x\ndate: 2026-01-01\ntitle: y\n", 4, "the key 'title' stands twice"),
        ("title: x\nmore:\n  a: 1\n  a: 2\n", 5, "the key 'a' stands twice"),
        ("? [a, b]\n: c\n", 2, "a key must be a word"),
        ("- a\n- b\n", 2, "front matter must be keys and values"),
        ("just words\n", 2, "front matter must be keys and values"),
        ("title: a: b\n", 2, "malformed front matter"),
        ('title: "open\n', None, "malformed front matter"),
        ("title: x\n\tdate: y\n", 3, "malformed front matter"),
        ("a: [[[[[[[[[1]]]]]]]]]\n", 2, "nested deeper than 8"),
        ("a: " + "[" * 20_000 + "\n", 2, "nested deeper than 8"),
        ("a: " + "{a: " * 5_000 + "\n", 2, "nested deeper than 8"),
        ("a:\n " + "- " * 5_000 + "x\n", 3, "nested deeper than 8"),
        ("a: " + "[" * 50_000 + "\n", 1, "longer than 32 KiB"),
        ("a: x\n" * 1 + "b: " + "y" * 33_000 + "\n", 1, "longer than 32 KiB"),
        ("title: x\n...\n---\n", None, ""),
        ("date: 2026-01-01\n", 1, "has no title"),
        ("title: ''\ndate: 2026-01-01\n", 1, "has no title"),
        ("date: 2026-01-01\nTitle: x\n", 3, "has no title\n  hint: did you mean 'title' by 'Title'?"),
        ("titel: x\ndate: 2026-01-01\n", 2, "has no title\n  hint: did you mean 'title' by 'titel'?"),
        ("title: [a]\ndate: 2026-01-01\n", 2, "title must be text"),
        ("title: x\ndate: 2026-13-01\n", 3, "date '2026-13-01' is not an ISO 8601 date"),
        ("title: x\ndate: 2026-01-01\ntags: {a: b}\n", 4, "tags must be a list"),
        ("title: x\ndate: 2026-01-01\nslug: a/b\n", 4, "slug 'a/b' can't be part of an address"),
        ("title: x\ndate: 2026-01-01\ndraft: maybe\n", 4, "draft must be true or false"),
        ("title: x\ndate: 2026-01-01\ncomments: never\n", 4, "comments must be open, closed or off"),
        ("title: x\ndate: 2026-01-01\naliases: [../x]\n", 4, "aliases '../x' is not an address"),
        ("title: x\ndate: 2026-01-01\ntranslated_from: {date: x}\n", 4, "translated_from must name"),
        ("title: x\n", 1, "has no date"),
    ],
)
def test_front_matter_that_is_wrong_is_named_with_its_line(
    blog: Site, head: str, line: int | None, message: str
) -> None:
    blog.write({IT: f"---\n{head}---\nTesto.\n"})
    said = blog.fails("list")
    assert f"{IT}:{line or ''}" in said
    assert message in said


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("Testo senza testa.\n", "1: has no front matter"),
        ("", "1: has no front matter"),
        ("---\ntitle: x\n", "1: front matter has no closing line"),
        ("---\ntitle: x\n<<<<<<< noi\ndate: a\n=======\ndate: b\n>>>>>>> loro\n---\n", "3: unresolved merge"),
        (
            "---\ntitle: x\ndate: 2026-01-01\n---\nUno\n<<<<<<< noi\na\n=======\nb\n>>>>>>> loro\n",
            "6: unresolved merge",
        ),
        (b"---\ntitle: caff\xe8\n---\n", "2: is not valid UTF-8"),
        (b"---\ntitle: x\n---\n\0", "4: holds a NUL character"),
    ],
)
def test_a_file_that_is_none_is_named_with_its_line(blog: Site, data: str | bytes, message: str) -> None:
    blog.write({IT: data})
    assert f"{IT}:{message}" in blog.fails("render")


@pytest.mark.parametrize(
    ("head", "key", "value"),
    [
        ("title: 12:30\n", "title", "12:30"),
        ("title: no\n", "title", "no"),
        ("title: 0x1F\n", "title", "0x1F"),
        ("title: |\n  Due\n  righe\n", "title", "Due righe"),
        ("{title: In graffe, date: 2026-01-01}\n", "title", "In graffe"),
        ("title: x\ntags: [no, 12:30, NO, '']\n", "tags", ["no", "12:30"]),
        ("title: x\ntags: mare, monti\n", "tags", ["mare", "monti"]),
        ("title: x\ntags:\n- a b\n", "tags", ["a b"]),
    ],
)
def test_every_scalar_is_the_text_it_is(blog: Site, head: str, key: str, value: object) -> None:
    blog.write({IT: f"---\n{head}{'' if 'date' in head else 'date: 2026-01-01' + chr(10)}---\nTesto.\n"})
    records: list[dict[str, Any]] = json.loads(blog.ok("list", "--json").out)["posts"]
    assert records[0][key] == value


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-06-23", "2026-06-23T00:00:00+02:00"),
        ("20260623", "2026-06-23T00:00:00+02:00"),
        ("2026-06-23T10:15", "2026-06-23T10:15:00+02:00"),
        ("2026-06-23 10:15:30", "2026-06-23T10:15:30+02:00"),
        ("2026-06-23T10:15Z", "2026-06-23T10:15:00+00:00"),
        ("2026-12-23T10:15-05:00", "2026-12-23T10:15:00-05:00"),
        ("2026-W26-2", "2026-06-23T00:00:00+02:00"),
    ],
)
def test_dates_are_iso_8601_in_the_blog_s_zone(blog: Site, text: str, moment: str) -> None:
    date = gita(blog, f"date: {text}\n").original.date
    assert date is not None
    assert date.isoformat() == moment


@pytest.mark.parametrize(
    "text",
    [
        "giugno",
        "23/06/2026",
        "2026-6-3",
        "2026-06-23X10:15",
        "٢٠٢٦-٠٦-٢٣",
        "0001-01-01",
        "9999-12-31T23:59-10:00",
        "[2026]",
    ],
)
def test_what_is_no_date_is_refused(blog: Site, text: str) -> None:
    blog.write({IT: f"---\ntitle: x\ndate: {text}\n---\nTesto.\n"})
    assert "is not an ISO 8601 date" in blog.fails("list")


ORIGINAL = (
    "date: 2026-01-01\nauthor: Bea\ntags: [a]\nimage: x.jpg\nseries: S\ncomments: closed\ndraft: true\n"
    "slug: s\nsummary: Sommario\nupdated: 2026-01-05\npublished: 2026-01-02\naliases: [/vecchio/]\n"
)


def test_a_translation_inherits_what_is_the_post_s_and_nothing_that_is_the_version_s(blog: Site) -> None:
    post = gita(blog, ORIGINAL, "")
    it, en = version(post, "it"), version(post, "en")
    for key in ("date", "author", "tags", "image", "series", "conversation", "draft"):
        assert getattr(en, key) == getattr(it, key), key
    assert (en.title, en.slug, en.summary, en.updated, en.published, en.aliases) == (
        "Trip",
        "gita",
        "",
        None,
        it.date,
        (),
    )


def test_a_translation_may_override_what_it_inherits(blog: Site) -> None:
    own = "date: 2026-02-02\nauthor: Ugo\ntags: [b]\nimage: y.jpg\nseries: T\ncomments: open\ndraft: false\n"
    en = version(gita(blog, ORIGINAL, own), "en")
    assert (en.author, en.tags, en.image, en.series, en.conversation, en.draft) == (
        "Ugo", ("b",), "y.jpg", "T", Conversation.OPEN, False
    )  # fmt: skip
    assert en.date is not None
    assert en.date.day == 2


@pytest.mark.parametrize(
    ("it", "en", "original"),
    [
        ("date: 2026-01-01", "translated_from: it", "it"),
        ("translated_from: en", "date: 2026-01-01", "en"),
        ("date: 2026-01-01", "date: 2026-01-02", "it"),  # the second is untracked
        ("date: 2026-01-01\ntranslated_from: {language: fr}", "translated_from: it", "it"),  # its source is gone
    ],
)
def test_any_language_may_be_the_original(blog: Site, it: str, en: str, original: str) -> None:
    blog.write({IT: f"---\ntitle: A\n{it}\n---\nx\n", EN: f"---\ntitle: B\n{en}\n---\nx\n"})
    (item,) = load_posts(load_config(blog.root))
    assert item.post.original.language == original


def test_a_chain_of_translations_has_one_original(blog: Site) -> None:
    blog.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["fr", "it", "en"]') + '[language.fr]\npath = "fr"\n'})
    blog.write({"posts/2026/gita/fr.md": "---\ntitle: C\ntranslated_from: en\n---\nx\n"})
    assert gita(blog, "date: 2026-01-01\n", "").original.language == "it"


def test_a_circle_of_translations_is_refused(blog: Site) -> None:
    blog.write(
        {
            IT: "---\ntitle: A\ndate: 2026-01-01\ntranslated_from: en\n---\nx\n",
            EN: "---\ntitle: B\ntranslated_from: it\n---\nx\n",
        }
    )
    assert f"{IT}:4: translated_from goes in a circle" in blog.fails("render")
    (blog.root / EN).unlink()
    blog.write({IT: "---\ntitle: A\ndate: 2026-01-01\ntranslated_from: it\n---\nx\n"})
    assert f"{IT}:4: translated_from goes in a circle" in blog.fails("render")


def test_a_translation_whose_original_is_gone_is_a_warning_unless_it_leaves_no_date(blog: Site) -> None:
    blog.write({EN: "---\ntitle: B\ndate: 2026-01-01\ntranslated_from: it\n---\nText.\n"})
    told = blog.ok("render").err
    assert f"warning: {EN}:4: translated from 'it', which the folder lacks" in told
    assert "hint: bring that back, or make this one the original: blogcli translation original" in told
    blog.write({EN: "---\ntitle: B\ntranslated_from: it\n---\nText.\n"})
    assert f"{EN}:3: its original, 'it', is gone, and with it the date" in blog.fails("render")


def test_a_language_that_is_not_the_blog_s_is_refused_with_a_way_out(walk: Site) -> None:
    walk.write({"posts/2026/una-passeggiata/doc.md": "not a language, a note"})
    message = walk.fails("render")
    assert "unknown language 'doc': the blog's are it, en" in message
    assert "hint: to add it: blogcli language add doc --write; or rename the file to _doc.md\n" in message
    assert "rename the file to _doc.md" in message


def test_two_files_of_one_language_are_refused(blog: Site) -> None:
    blog.write(
        {"blog.toml": BLOG_TOML.replace('["it", "en"]', '["zh-Hant", "en"]').replace("language.it", "language.zh-Hant")}
    )
    blog.write({f"posts/x/{name}.md": "---\ntitle: x\ndate: 2026-01-01\n---\nx\n" for name in ("zh-hant", "zh-Hant")})
    assert "is the same language as" in blog.fails("render")


def test_two_posts_with_one_id_are_refused_whatever_their_letter_case(blog: Site) -> None:
    blog.write({"posts/a/Gita/it.md": ITALIAN, "posts/b/gita/it.md": ITALIAN})
    assert "posts/b/gita: has the id of posts/a/Gita" in blog.fails("render")


def test_what_a_post_shows_lies_beside_it_and_nothing_else_is_shown(walk: Site) -> None:
    folder = "posts/2026/una-passeggiata"
    shown = ["mare.jpg", "dati/tabella.csv", "dati/foto.PNG"]
    hidden = [
        "note-mie.md",
        ".nascosto",
        "mare.jpg~",
        "mare.bak",
        "#mare#",
        "dati/.x",
        "dati/leggimi.md",
        ".git/config",
    ]
    walk.write({f"{folder}/{name}": "x" for name in [*shown, *hidden]})
    walk.ok("render")
    site = walk.tree("public/2026/02/una-passeggiata")
    assert sorted(site) == sorted([*shown, "index.html"])


def test_a_draft_s_files_are_not_published(blog: Site) -> None:
    blog.write({IT: "---\ntitle: x\ndate: 2026-01-01\ndraft: true\n---\nx\n", "posts/2026/gita/segreto.jpg": "x"})
    blog.ok("render")
    assert not [name for name in blog.tree("public") if "segreto" in name]


@pytest.mark.parametrize(
    "link",
    ["posts/2026/una-passeggiata/en.md", "posts/2026/una-passeggiata/x.jpg", "posts/altro", "static/x", "posts/2025"],
)
def test_a_link_out_of_the_blog_stops_the_render(blog: Site, link: str) -> None:
    outside = blog.root.parent / "outside"
    outside.mkdir()
    (outside / "it.md").write_text(ENGLISH, "utf-8")
    blog.write({"posts/2026/una-passeggiata/it.md": ITALIAN, "static/y": "y"})
    target = outside if link in ("posts/altro", "posts/2025") else outside / "it.md"
    (blog.root / link).symlink_to(target)
    assert f"{link}: leads out of the blog" in blog.fails("render")


@pytest.mark.parametrize("link", ["comments/una-passeggiata/a.md", "comments/una-passeggiata"])
def test_a_comment_that_leads_out_of_the_blog_is_left_out_and_named(walk: Site, link: str) -> None:
    outside = walk.root.parent / "outside"
    outside.mkdir()
    (outside / "a.md").write_text("---\ndate: 2026-01-01\n---\nSEGRETO\n", "utf-8")
    (walk.root / link).parent.mkdir(parents=True, exist_ok=True)
    (walk.root / link).symlink_to(outside / "a.md" if link.endswith(".md") else outside)
    result = walk.run("render")
    assert result.code == 4
    assert f"left out: {link}: leads out of the blog" in result.err
    assert not [name for name, data in walk.tree("public").items() if b"SEGRETO" in data]


def test_comments_follow_a_post_that_was_renamed(walk: Site) -> None:
    walk.write(
        {
            "posts/2026/una-passeggiata/it.md": ITALIAN.replace("tags:", "former_ids: [gita]\ntags:"),
            "comments/gita/a.md": "---\ndate: 2026-02-12\nauthor: Bea\n---\nCi ero anch'io.\n",
        }
    )
    walk.ok("render")
    assert "Ci ero anch'io." in walk.page("/2026/02/una-passeggiata/")


@pytest.mark.parametrize(
    ("place", "code", "said"),
    [
        ("comments/nessuno/a.md", 0, "warning: comments/nessuno: there is no post 'nessuno'"),
        ("comments/a.md", 4, "left out: comments/a.md: "),
    ],
)
def test_a_comment_of_no_post_is_named(walk: Site, place: str, code: int, said: str) -> None:
    walk.write({place: "---\ndate: 2026-02-12\n---\nDove sono?\n"})
    result = walk.run("render")
    assert result.code == code
    assert said in result.err


def test_every_problem_of_every_post_is_told_at_once(blog: Site) -> None:
    blog.write({IT: "---\ntitle: [x]\ndate: ieri\nslug: a b\n---\nx\n", EN: "---\ntitle: B\ndraft: forse\n---\nx\n"})
    blog.write({"posts/altro/it.md": "---\n- a\n---\n"})
    said = blog.fails("list")
    for where in (f"{IT}:2: title", f"{IT}:3: date", f"{IT}:4: slug", f"{EN}:3: draft", "posts/altro/it.md:2: front"):
        assert where in said


def test_what_is_missing_is_told_with_what_is_wrong(walk: Site) -> None:
    walk.write({IT: "---\ndate: ieri\n---\nx\n"})
    said = walk.fails("list")
    assert f"{IT}:2: date 'ieri' is not an ISO 8601 date" in said
    assert f"{IT}:1: has no title" in said


@pytest.mark.parametrize(
    ("sources", "circle"),
    [
        ({"en": "it", "it": "fr", "fr": "en"}, "en from it from fr from en"),
        ({"de": "it", "it": "en", "en": "it"}, "en from it from en"),
    ],
)
def test_the_circle_that_is_named_is_the_one_there_is(blog: Site, sources: dict[str, str], circle: str) -> None:
    tables = "".join(f'[language.{tag}]\npath = "{tag}"\n' for tag in ("de", "fr"))
    blog.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["de", "it", "en", "fr"]') + tables})
    for tag, source in sources.items():
        blog.write({f"posts/gita/{tag}.md": f"---\ntitle: A\ndate: 2026-01-01\ntranslated_from: {source}\n---\nx\n"})
    said = blog.fails("list")
    steps = circle.split(" from ")[:-1]
    turned = [" from ".join([*steps[at:], *steps[:at], steps[at]]) for at in range(len(steps))]
    assert any(f"in a circle: {each}\n" in said for each in turned), said


@pytest.mark.parametrize("page", ["", "page: true\n"])
def test_a_page_and_its_translations_need_no_date(blog: Site, page: str) -> None:
    blog.write({IT: f"---\ntitle: Chi sono\n{page}---\nx\n", EN: "---\ntitle: Me\ntranslated_from: it\n---\nx\n"})
    if not page:
        assert "has no date" in blog.fails("list")
        return
    (item,) = load_posts(load_config(blog.root))
    assert [(each.date, each.published) for each in item.post.versions] == [(None, None)] * 2
    assert item.post.page


def test_a_version_without_text_stays_a_draft_whatever_it_says(blog: Site) -> None:
    blog.write({IT: "---\ntitle: A\ndate: 2026-01-01\ndraft: false\n---\n \n\t\n"})
    assert f"warning: {IT}: has no text, and so stays a draft" in blog.ok("render").err
    assert blog.ok("list").lines[0].split("\t")[2] == "draft"


def test_keys_blogcli_does_not_know_are_kept_as_they_are(blog: Site) -> None:
    post = gita(blog, "date: 2026-01-01\nmood: [lieta, no]\nplace: {lat: 45.4}\n", "mood: glad\n")
    assert version(post, "it").extra == {"mood": ["lieta", "no"], "place": {"lat": "45.4"}}
    assert version(post, "en").extra == {"mood": "glad"}
