"""What speaks for spam, rule by rule: what scores, how much, and what doesn't."""

from __future__ import annotations

import pytest

from blogcli.spam.blocklist import read
from blogcli.spam.score import Twins, score, twin_key

EUROPE = ("it", "en")


def points(text: str, author: str = "", url: str = "", languages: tuple[str, ...] = EUROPE, blocked: str = "") -> int:
    return score(text, author=author, url=url, languages=languages, blocked=read(blocked)[0]).points


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How long did it take, from the harbour to the cape?", 0),
        ("See https://tides.example/2026 for the tides.", 1),
        ("See www.tides.example for the tides.", 1),
        ("See [the tides](https://tides.example) and [the moon](//moon.example/).", 2),
        ("Three: http://a.example http://b.example http://c.example, all good.", 4),
        ("Five: " + "http://a.example/ " * 5, 8),
        ("Very many: " + "http://a.example/ " * 500, 12),
        ("I wrote httpd in 1997: it was fun. The ratio is 3:1.", 0),
        ("https://tides.example", 6),
        ("  -> [the tides](https://tides.example) <-", 6),
        ("👍 +1 !!!", 0),
        ("Good: [url=https://sails.example]sails[/url]", 7),
        ("[url]https://sails.example[/url]", 12),
        ("[link=https://sails.example]sails[/link] for all", 7),
        ('I like <a href="https://sails.example">sails</a> a lot', 4),
        ("&#104;ttps://sails.example is where", 1),
        ("if a <b and c > d then [url] is a word", 6),
    ],
)
def test_links_score_by_their_number_and_form(text: str, expected: int) -> None:
    assert points(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("June", 0),
        ("anna.rossi", 0),
        ("J.R.R. Tolkien", 0),
        ("Mr.Smith", 0),
        ("june@work", 0),
        ("cheap-sails.example", 4),
        ("CheapSails.com", 4),
        ("https://sails.example", 4),
        ("Sails (www.sails.example)", 4),
        ("june@mail.example", 4),
    ],
)
def test_a_name_that_is_an_address_scores(name: str, expected: int) -> None:
    assert points("Hello.", name) == expected


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        ("Очень красиво, спасибо!", ("it", "en"), 2),
        ("Очень красиво, спасибо!", ("it", "ru"), 0),
        ("Очень красиво, спасибо!", ("sr",), 0),
        ("Очень красиво, спасибо!", ("sr-Latn",), 2),
        ("Bel racconto, grazie.", ("ja",), 2),
        ("Bel racconto: «спасибо» is a word.", ("it",), 0),
        ("とても美しいですね", ("ja",), 0),
        ("とても美しいですね", ("zh-Hant",), 2),
        ("非常漂亮", ("ja",), 0),
        ("非常漂亮", ("zh-Hans",), 0),
        ("아주 아름다워요", ("ko",), 0),
        ("نص جميل", ("fa",), 0),
        ("Ωραίο κείμενο", ("el-GR",), 0),
        ("Ótimo, café à la crème", ("fr",), 0),
        ("👍👍 10/10", ("it",), 0),
    ],
)
def test_letters_that_the_blog_doesn_t_use_are_a_hint(text: str, languages: tuple[str, ...], expected: int) -> None:
    assert points(text, languages=languages) == expected


@pytest.mark.parametrize(
    ("word", "text", "is_blocked"),
    [
        ("casino", "The best CASINO in town", True),
        ("casino", "The casino's door", True),
        ("casino", "casino_bonus", True),
        ("casino", "The best casinos in town", False),
        ("casino", "Montecasino", False),
        ("casino", "cas\u200bi\u00adno", True),
        ("casino", "ｃａｓｉｎｏ", True),
        ("casino", "CAS\u0130NO", True),
        ("Straße", "In der STRASSE", True),
        ("free money", "Free\n   money, today", True),
        ("free money", "freemoney", False),
        ("$$$", "earn $$$$ now", True),
        ("казино", "Лучшее КАЗИНО города", True),
        ("казино", "Лучшие казиношки", False),
        ("赌场", "最好的赌场在这里", True),
        ("कर", "करना चाहिए", False),
        ("कर", "यह कर है", True),
        ("कर", "की करकी", False),
        ("หวย", "ซื้อหวยออนไลน์", True),
        ("ก", "ก่อน", False),
    ],
)
def test_a_blocked_word_is_found_as_a_whole_in_any_script(word: str, text: str, is_blocked: bool) -> None:
    found = score(text, languages=("en", "ru", "zh", "hi", "th"), blocked=read(f"word: {word}\n")[0])
    assert (found.points >= 10) is is_blocked


@pytest.mark.parametrize(
    ("text", "is_blocked"),
    [
        ("at https://sails.example/offers", True),
        ("at HTTPS://SAILS.EXAMPLE:8080", True),
        ("at https://www.shop.sails.example.", True),
        ("at https://sails.example./", True),
        ("at https://good.example@sails.example/", True),
        (r"at https:\\sails.example\offers", True),
        ("at http://sails%2Eexample/", True),
        ("at http://sails&#46;example/", True),
        ("at [this](//sails.example)", True),
        ("write to me@sails.example", True),
        ("it is sails.example, mind you", True),
        ("at https://sails.example@good.example/", False),
        ("at https://good.example/sails.example", False),
        ("at https://mysails.example/", False),
        ("at https://sails.example.org/", False),
        ("the sails, for example", False),
    ],
)
def test_a_blocked_host_is_found_however_it_is_written(text: str, is_blocked: bool) -> None:
    assert (points(text, blocked="host: sails.example") >= 10) is is_blocked


@pytest.mark.parametrize("entry", ["bücher.example", "XN--BCHER-KVA.example", "https://bücher.example/x"])
@pytest.mark.parametrize("text", ["http://bücher.example", "http://xn--bcher-kva.example", "http://BÜCHER。example"])
def test_a_host_is_the_same_in_punycode(entry: str, text: str) -> None:
    assert points(f"See {text} there", blocked=f"host: {entry}") == 11


def test_the_writer_s_site_and_name_count_too() -> None:
    blocked = "host: sails.example\nword: casino\nname: Cheap  Sails\n"
    assert points("Nice.", "June", "https://sails.example/", blocked=blocked) == 10
    assert points("Nice.", "Casino King", blocked=blocked) == 10
    assert points("Nice.", "CHEAP sails", blocked=blocked) == 10
    assert points("Nice cheap sails.", "Not Cheap Sails", blocked=blocked) == 0


def test_the_same_text_elsewhere_scores_and_more_where_it_is_spam() -> None:
    text = "What a lovely post, I shall come back."

    def with_twins(others: int, spam: int) -> int:
        return score(text, languages=EUROPE, twins=Twins(others, spam)).points

    assert [with_twins(others, 0) for others in (0, 1, 2, 99)] == [0, 4, 5, 8]
    assert with_twins(1, 1) == 10
    assert with_twins(2, 1) == 14
    assert twin_key("What A\n lovely  post, I shall come back.") == twin_key(text)
    assert twin_key("Thank you!") == ""


def test_every_reason_is_said_with_its_points() -> None:
    found = score(
        "https://sails.example", author="Sails", url="", languages=EUROPE, blocked=read("host: sails.example")[0]
    )
    assert [tuple(reason) for reason in found.reasons] == [
        (1, "a link"),
        (5, "nothing but links"),
        (10, "the host 'sails.example' is blocked"),
    ]
    assert found.points == 16
