"""What a language brings to a page: its words, its dates, its direction."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from markupsafe import Markup

from blogcli.render.locale import direction_of, speech

if TYPE_CHECKING:
    from tests.support import Site

ROME = ZoneInfo("Europe/Rome")
MOMENT = datetime.fromisoformat("2011-06-23T10:15:00+02:00")


def spaced(text: str) -> str:
    """The text with CLDR's narrow and other spaces as common ones."""
    return re.sub(r"\s", " ", text)


@pytest.mark.parametrize(
    ("tag", "long", "day", "time", "direction"),
    [
        ("it", "giovedì 23 giugno 2011", "23 giugno", "10:15", "ltr"),
        ("en", "Thursday, June 23, 2011", "June 23", "10:15 AM", "ltr"),
        ("de", "Donnerstag, 23. Juni 2011", "23. Juni", "10:15", "ltr"),
        ("ar", "الخميس، 23 يونيو 2011", "23 يونيو", "10:15 ص", "rtl"),
        ("ja", "2011年6月23日木曜日", "6月23日", "10:15", "ltr"),
        ("ru", "четверг, 23 июня 2011 г.", "23 июня", "10:15", "ltr"),
        ("zh-Hant-TW", "2011年6月23日 星期四", "6月23日", "上午10:15", "ltr"),
        ("no", "torsdag 23. juni 2011", "23. juni", "10:15", "ltr"),
        ("he", "יום חמישי, 23 ביוני 2011", "23 ביוני", "10:15", "rtl"),
        ("qaa", "Thursday, June 23, 2011", "June 23", "10:15 AM", "ltr"),  # no language the CLDR knows
    ],
)
def test_dates_are_said_as_the_language_says_them(tag: str, long: str, day: str, time: str, direction: str) -> None:
    said = speech(tag, ROME)
    assert spaced(said.long_date(MOMENT)) == long
    assert spaced(said.day(MOMENT)) == day
    assert time in spaced(said.date_time(MOMENT))
    assert said.direction == direction_of(tag) == direction


@pytest.mark.parametrize("written", ["2026-01-01T00:30:00+14:00", "2026-01-01T23:30:00-12:00", "2026-01-01"])
def test_a_post_s_date_is_said_as_it_is_written(written: str) -> None:
    assert speech("it", ROME).long_date(datetime.fromisoformat(written)) == "giovedì 1 gennaio 2026"


def test_one_moment_written_with_two_offsets_is_said_in_two_ways() -> None:
    said = speech("it", ZoneInfo("Asia/Tokyo"))
    far, near = map(datetime.fromisoformat, ("2027-01-01T00:30:00+14:00", "2026-12-31T11:30:00+01:00"))
    assert (said.long_date(far), said.long_date(near)) == ("venerdì 1 gennaio 2027", "giovedì 31 dicembre 2026")


def test_a_comment_s_time_is_told_in_the_blog_s_zone() -> None:
    late = datetime.fromisoformat("2011-06-23T23:30:00+00:00")
    assert "24 giugno 2011" in speech("it", ROME).date_time(late)
    assert "01:30" in speech("it", ROME).date_time(late)
    assert "23:30" in speech("it", ZoneInfo("UTC")).date_time(late)
    assert speech("it", ROME).date_time(late.replace(second=59)) == speech("it", ROME).date_time(late)


@pytest.mark.parametrize(
    ("tag", "one", "many"),
    [
        ("it", "1 commento", "5 commenti"),
        ("it-CH", "1 commento", "5 commenti"),
        ("en", "1 comment", "5 comments"),
        ("ar", "تعليق واحد", "5 تعليقات"),
        ("pt-AO", "1 comentário", "5 comentários"),
        ("eu", "1 comment", "5 comments"),  # a language without a catalogue speaks English
    ],
)
def test_numbers_follow_the_language_s_plurals(tag: str, one: str, many: str) -> None:
    said = speech(tag, ROME)
    assert spaced(said.plural("%(number)s comment", "%(number)s comments", 1)) == one
    assert spaced(said.plural("%(number)s comment", "%(number)s comments", 5)) == many


@pytest.mark.parametrize(
    ("tag", "archive"),
    [
        *((tag, "归档") for tag in ("zh", "zh-CN", "zh-SG", "zh-Hans", "zh-Hans-HK")),
        *((tag, "彙整") for tag in ("zh-TW", "zh-HK", "zh-MO", "zh-Hant", "zh-Hant-TW", "zh-Hant-CN")),
        *((tag, "Arquivo") for tag in ("pt", "pt-BR", "pt-PT")),
        *((tag, "Archiv") for tag in ("de", "de-CH", "de-Latn", "de-1996")),
        *((tag, "Archive") for tag in ("en", "en-GB", "sv", "no", "sr-Latn", "qaa")),
    ],
)
def test_a_language_finds_the_words_of_its_script_and_place(tag: str, archive: str) -> None:
    assert speech(tag, ROME).words("Archive") == archive


@pytest.mark.parametrize(
    ("tag", "tagged", "anonymous"),
    [("pt", "Posts com a tag “mar”", "Anônimo"), ("pt-MZ", "Artigos com a etiqueta «mar»", "Anónimo")],
)
def test_portugal_and_africa_speak_otherwise_than_brazil(tag: str, tagged: str, anonymous: str) -> None:
    said = speech(tag, ROME)
    assert (said.words("Posts tagged %(tag)s", tag="mar"), said.words("Anonymous")) == (tagged, anonymous)


@pytest.mark.parametrize(
    ("tag", "phrase", "name"),
    [
        ("en-GB", "Archive", "Ada"),
        ("it", "Archivio", "Ada"),
        ("ar", "الأرشيف", "<bdi>Ada</bdi>"),
        ("sv", '<bdi lang="en">Archive</bdi>', '<bdi lang="sv">Ada</bdi>'),
        ("ur", '<bdi lang="en">Archive</bdi>', '<bdi lang="ur">Ada</bdi>'),
    ],
)
def test_english_words_in_the_page_of_another_language_are_marked(tag: str, phrase: str, name: str) -> None:
    said = speech(tag, ROME)
    assert said.phrase(said.words("Archive")) == phrase
    assert said.isolated("Ada") == name


def test_what_is_filled_into_a_message_is_escaped_and_never_read_as_a_message() -> None:
    said = speech("it", ROME)
    assert said.words("%(author)s said", author="<b>100%(x)s") == "&lt;b&gt;100%(x)s ha detto"
    assert said.words("Nothing like this: 100%") == "Nothing like this: 100%"


@pytest.mark.parametrize(
    ("tag", "own", "in_italian"),
    [
        ("it", "Italiano", "italiano"),
        ("en", "English", "inglese"),
        ("ru", "Русский", "russo"),
        ("pt-BR", "Português (Brasil)", "portoghese (Brasile)"),
        ("ja", "日本語", "giapponese"),
        ("qaa", "qaa", "qaa"),
    ],
)
def test_languages_have_names(tag: str, own: str, in_italian: str) -> None:
    said = speech("it", ROME)
    assert said.own_name(tag) == own
    assert said.name_of(tag) == in_italian


def test_what_no_catalogue_holds_is_a_text_and_no_html(walk: Site) -> None:
    said = speech("it", ROME)
    assert said.words("<b>") == said.words("<b>", unused=1) == said.plural("<b>", "<b>", 2) == "&lt;b&gt;"
    assert said.words(Markup("<b>")) == "<b>"
    walk.write({"templates/404.html": "{{ _('<i>Ugo & Ada</i>') }}"})
    walk.ok("render")
    assert walk.page("/404.html") == "&lt;i&gt;Ugo &amp; Ada&lt;/i&gt;"


@pytest.mark.parametrize(
    ("tag", "direction", "words"),
    [
        ("ar", "rtl", "متابعة القراءة"),
        ("ar-Latn", "ltr", "Read more"),
        ("he-Latn", "ltr", "Read more"),
        ("fa-Latn", "ltr", "Read more"),
        ("fa-Arab", "rtl", "ادامهٔ مطلب"),
        ("ur-Latn", "ltr", "Read more"),
        ("ur-Aran", "rtl", "Read more"),
        ("az-Arab", "rtl", "Read more"),
        ("ku-Arab", "rtl", "Read more"),
        ("pa-Arab", "rtl", "Read more"),
        ("pa", "ltr", "Read more"),
        ("tr-Arab", "rtl", "Read more"),
        ("es-Hebr", "rtl", "Read more"),
        ("ru-Latn", "ltr", "Read more"),
        ("ja-Latn", "ltr", "Read more"),
        ("uz-Cyrl", "ltr", "Read more"),
        ("ko-Hang", "ltr", "계속 읽기"),
        ("zh-Hant-CN", "ltr", "繼續閱讀"),
        ("zh-HK", "ltr", "繼續閱讀"),
        ("zh-Latn", "ltr", "Read more"),
        ("mn-Mong", "ltr", "Read more"),
        ("dv", "rtl", "Read more"),
    ],
)
def test_the_script_decides_direction_and_words(tag: str, direction: str, words: str) -> None:
    said = speech(tag, ROME)
    assert (direction_of(tag), said.direction, said.words("Read more")) == (direction, direction, words)


def test_a_language_in_a_script_it_is_seldom_written_in_has_a_name() -> None:
    assert speech("it", ROME).name_of("ar-Latn") == "arabo (latino)"
