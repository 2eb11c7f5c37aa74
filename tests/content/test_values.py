"""What the keys of front matter may hold: names, addresses, dates, lists, and words that are nearly a key."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from blogcli.content import values
from blogcli.content.keys import KEYS, one_edit_away
from blogcli.content.values import DateParser
from tests.support import BLOG_TOML, ITALIAN, Site

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogcli.content.fields import Value

NAMES = ["a", "caffè-nero", "中文", "it's", "a.b", "-", "v1.0", "e" * 255, "é" * 127]
NO_NAMES = {
    "": "can't be part", ".": "can't be part", "..": "can't be part", ".nascosto": "can't be part",
    "fine.": "can't be part", "a/b": "can't be part", "a\\b": "can't be part", "a b": "can't be part",
    "a?b": "can't be part", "a#b": "can't be part", "a%b": "can't be part", "a:b": "can't be part",
    'a"b': "can't be part", "a<b": "can't be part", "a|b": "can't be part", "a*b": "can't be part",
    "a\tb": "can't be part", "a\x85b": "can't be part", "a\u2028b": "can't be part", "a\ufeffb": "can't be part",
    "con": "device on Windows", "NUL.txt": "device on Windows", "Lpt9": "device on Windows",
    "e" * 256: "longer than 255 bytes", "é" * 128: "longer than 255 bytes",
}  # fmt: skip


@pytest.mark.parametrize("text", NAMES)
def test_a_name_may_be_of_any_script(text: str) -> None:
    assert values.name(text) == text


@pytest.mark.parametrize(("text", "message"), NO_NAMES.items())
def test_what_makes_no_part_of_an_address_is_no_name(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        values.name(text)


def test_a_name_is_composed_and_has_no_white_space_around_it() -> None:
    assert values.name(" caffe\u0300 ") == "caffè"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("/a", "/a/"),
        ("/a/", "/a/"),
        ("/2011/06/Vecchio/", "/2011/06/Vecchio/"),
        ("/a.html", "/a.html"),
        ("/a.b/c", "/a.b/c/"),
        ("/caffè/中文", "/caffè/中文/"),
        (" /a/ ", "/a/"),
    ],
)
def test_an_alias_is_an_address_within_the_site(text: str, address: str) -> None:
    assert values.address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "", "/", "//", "a", "a/", "//altro.example/x", "https://altro.example/x", "/a//b/", "/a/../b/", "/../a", "/./a",
        "/a b/", "/a?b=1", "/a#b", "/a%20b/", "/a\\b/", "/a:b/", "/a\x00b/", "/a\u2028b/",
    ],
)  # fmt: skip
def test_an_alias_leads_nowhere_else(text: str) -> None:
    with pytest.raises(ValueError, match="is not an address like"):
        values.address(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://a.example",
        "http://a.example:8080/b?c=d#e",
        "HTTPS://A.EXAMPLE/",
        "https://[2001:db8::1]/",
        "https://città.example/è",
        "https://a.example/" + "b" * (254 - len("https://a.example/")),
    ],
)
def test_a_reader_s_url_is_http_or_https(text: str) -> None:
    assert values.url(text) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not an http or https address"),
        ("a.example", "is not an http or https address"),
        ("//a.example/", "is not an http or https address"),
        ("javascript:alert(1)", "is not an http or https address"),
        ("javascript://a.example/%0aalert(1)", "is not an http or https address"),
        ("data:text/html,x", "is not an http or https address"),
        ("mailto:a@b.example", "is not an http or https address"),
        ("https://", "is not an http or https address"),
        ("https:///a", "is not an http or https address"),
        ("https://[::1", "is not an http or https address"),
        ("https://a.example/b c", "is not an http or https address"),
        ('https://a.example/"onclick=', "is not an http or https address"),
        ("https://a.example/<b>", "is not an http or https address"),
        ("https://a.example\\b", "is not an http or https address"),
        ("https://a.example/\x07", "is not an http or https address"),
        ("https://a.example/" + "b" * 237, "is longer than 254 characters"),
    ],
)
def test_any_other_url_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        values.url(text)


@pytest.mark.parametrize("word", ["true", "True", "YES", "on"])
@pytest.mark.parametrize(("opposite", "flag"), [({}, True), ({"true": "false", "yes": "no", "on": "off"}, False)])
def test_a_flag_is_said_in_any_of_yaml_s_words(word: str, opposite: dict[str, str], flag: bool) -> None:
    assert values.flag(opposite.get(word.lower(), word)) is flag


@pytest.mark.parametrize("value", ["", "1", "0", "si", "y", "none", "true false", ["true"], {"true": "true"}])
def test_any_other_word_is_no_flag(value: Value) -> None:
    with pytest.raises(ValueError, match="must be true or false"):
        values.flag(value)


@pytest.mark.parametrize(
    ("value", "items"),
    [
        ("", ()),
        (" , ,", ()),
        ("mare", ("mare",)),
        ("mare, monti ,  laghi", ("mare", "monti", "laghi")),
        (["a, b", "c"], ("a, b", "c")),
        (["Mare", "mare", "MARE", "monti"], ("Mare", "monti")),
        (["Caffè", "caffe\u0300"], ("Caffè",)),
        ([" spazi ", "due\nrighe", ""], ("spazi", "due righe")),
    ],
)
def test_a_list_is_a_list_or_words_with_commas_and_names_nothing_twice(value: Value, items: tuple[str, ...]) -> None:
    assert values.texts(value) == items


@pytest.mark.parametrize(
    ("read", "value", "message"),
    [
        (values.text, ["a"], "must be text"),
        (values.text, {"a": "b"}, "must be text"),
        (values.texts, {"a": "b"}, "must be a list"),
        (values.texts, [["a"]], "must be text"),
        (values.texts, [{"a": "b"}], "must be text"),
        (values.name, ["a"], "must be text"),
        (values.url, ["https://a.example"], "must be text"),
        (values.language, "italiano", "is not a language tag"),
        (values.language, ["it"], "must be text"),
        (values.addresses, ["/a/", "b"], "is not an address"),
        (DateParser(ZoneInfo("UTC")), ["2026-01-01"], "is not an ISO 8601 date"),
    ],
)
def test_a_value_of_another_kind_is_refused(read: Callable[[Value], object], value: Value, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read(value)


@pytest.mark.parametrize(
    ("zone", "text", "moment"),
    [
        ("Europe/Rome", "2026-03-29T02:30", "2026-03-29T02:30:00+01:00"),  # an hour no clock showed
        ("Europe/Rome", "2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),  # one it showed twice: the first
        ("America/St_Johns", "2026-06-01", "2026-06-01T00:00:00-02:30"),
        ("Pacific/Apia", "2026-06-01", "2026-06-01T00:00:00+13:00"),
        ("UTC", "2024-02-29T23:59:59+01:00", "2024-02-29T23:59:59+01:00"),
        ("UTC", "20240229T235959Z", "2024-02-29T23:59:59+00:00"),
        ("UTC", "2020-W53-7", "2021-01-03T00:00:00+00:00"),
    ],
)
def test_a_date_keeps_the_offset_it_is_written_with_or_takes_the_zone_s(zone: str, text: str, moment: str) -> None:
    assert DateParser(ZoneInfo(zone))(text).isoformat() == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("0001-01-02", "0001-01-02T00:00:00+00:50"),  # the sun's time in Rome, to the minute
        ("9999-12-31", "9999-12-31T00:00:00+01:00"),
        ("2026-01-01T10", "2026-01-01T10:00:00+01:00"),
        ("2026-01-01T10:15:30,987", "2026-01-01T10:15:30+01:00"),
        ("2026-01-01T10:15+0530", "2026-01-01T10:15:00+05:30"),
        ("2026-01-01T10:15-23:59", "2026-01-01T10:15:00-23:59"),
    ],
)
def test_a_date_is_taken_from_the_first_day_to_the_last(text: str, moment: str) -> None:
    assert DateParser(ZoneInfo("Europe/Rome"))(text).isoformat() == moment


@pytest.mark.parametrize("text", ["2026-01-01T10:15+23:59:59", "2026-01-01T10:15-23:59:30"])
def test_an_offset_of_a_whole_day_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="is not an ISO 8601 date"):
        DateParser(ZoneInfo("Europe/Rome"))(text)


@pytest.mark.parametrize(
    "text",
    [
        *["2023-02-29", "2026-04-31", "2026-00-10", "2026-01-01T24:01", "2026-01-01T10:15+25:00", "2026-01-01T"],
        *["2026-01-01T10:15:61", "2026-0623", "2026-W01", "2026-001", "2026-01-01T10:15:00.", " 2026-01-01"],
        *["2026-01-01\n", "2026-01-01T10:15+02:00Z", "2026-01-01_10:15", "2026-01-01T1٠:15", "26-01-01"],
        *["12026-01-01", "2026/01/01", "1 gennaio 2026", "2026-01-01 domani", "now"],
    ],
)  # fmt: skip
def test_what_is_not_in_the_calendar_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="is not an ISO 8601 date"):
        DateParser(ZoneInfo("Europe/Rome"))(text)


# Words that are nearly a key

NEAR = {
    "titel": "title", "tile": "title", "ttitle": "title", "titlo": "title", "Title": "title", "DRAFT": "draft",
    "drfat": "draft", "drafts": "draft", "tag": "tags", "tasg": "tags", "comment": "comments", "pubished": "published",
    "sumary": "summary", "alias": None, "langauge": None, "mood": None, "x": None,
}  # fmt: skip


@pytest.mark.parametrize(("word", "key"), NEAR.items())
def test_a_key_one_edit_away_is_known_for_what_was_meant(word: str, key: str | None) -> None:
    assert one_edit_away(word) == key


def test_a_known_key_is_never_taken_for_another() -> None:
    assert {key for key in KEYS if one_edit_away(key) not in (None, key)} == set()


def test_a_key_that_is_nearly_known_is_a_warning_with_its_line_and_a_guess(blog: Site) -> None:
    blog.write({"posts/a/it.md": ITALIAN.replace("tags:", "umore: lieto\nsumary: In breve\ntags:")})
    said = blog.ok("render").err.splitlines()
    assert said[:2] == [
        "blogcli: warning: posts/a/it.md:6: unknown key 'sumary'",
        "  hint: did you mean 'summary'?",
    ]
    assert len(said) == 3


@pytest.mark.parametrize(("tag", "spelt"), [("no", "no"), ("NO", "no"), ("on", "on"), ("pt-br", "pt-BR")])
def test_a_language_that_yaml_would_take_for_a_word_of_its_own_is_a_language(tag: str, spelt: str, blog: Site) -> None:
    blog.write({"posts/tur/en.md": f"---\ntitle: Tur\ndate: 2026-01-01\ntranslated_from: {tag}\n---\nTekst.\n"})
    assert f"posts/tur/en.md:4: translated from '{spelt}', which the folder lacks" in blog.ok("render").err


def test_a_blog_may_be_norwegian(blog: Site) -> None:
    blog.write({"blog.toml": BLOG_TOML.replace('"it"', '"no"').replace("language.it", "language.no")})
    blog.write({"posts/tur/no.md": "---\ntitle: Tur\ndate: 2026-01-01\n---\nTekst.\n"})
    blog.write({"posts/tur/en.md": "---\ntitle: Trip\ntranslated_from: no\n---\nText.\n"})
    assert blog.ok("render").err.count("\n") == 1
    assert 'lang="no"' in blog.page("/2026/01/tur/")
