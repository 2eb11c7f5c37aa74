"""Names stand in the order of the page's language."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.names import LanguageTag
from blogcli.plan.collation import sort_key
from tests.support import BLOG_TOML, Site

# Each list is in the language's order, in the CLDR's own words: common/collation/<language>.xml, and the root's.
ORDERS = {
    "en": "#tag 1 2 a A à Á ab abz æsir az b c ç d e é f ø ole oz ß st z ż ω б א ا क ก あ 海",
    "it": "acqua caffè caffeina città cittadino perché però più",
    "fr": "cote coté côte côté cotée œil œuf ogre",
    "de": "Apfel Äpfel Arm Öl Ölung Oma Strasse Straße Zebra",
    "es": "llama luz nube nuez ñandú oca",
    "nb": "ananas zoo ære æsj ørn ås",
    "sv": "ananas zoo ål ärta ö",
    "fi": "omena zeppeliini åbo äiti öljy",
    "cs": "cukr čaj dům hora chata ikona rak řeka sůl šat zima žena",
    "pl": "ala ąbcd bal cel ćma eta ęta lato łza noc ńu oko ósma sad świt zamek źle żaba",
    "hu": "cukor csak dal dzeta élet gáz gyár oka öl sár szó utca ügy zár zseb",
    "tr": "çay dağ gün ğa hız ıslık irmik öz su şu",
    "ru": "арбуз ёлка ель жук икра йод яма zebra",
    "uk": "горa ґанок дім еко єнот жук ива ірис їжак йод zebra",
    "el": "άλφα βήτα γη ήλιος ωμέγα alpha",
    "he": "אב גל חם חמד מים נס a",
    "ar": "أرض بحر تمر جبل زهر شمس a",
    "fa": "آب بهار پدر تابستان جنگل چای زمین ژاله کتاب گل میوه وقت هوا یار a",
    "hi": "अंक आम कमल खेल गाँव नदी मन a",
    "ja": "a あき アキラ うみ がくせい かさ ガラス さくら 海",
    "ko": "가나 가을 각 나라 바다 하늘 a 海",
    "zh-Hant": "山 海 a",
}


@pytest.mark.parametrize("tag", ORDERS)
def test_names_are_in_the_order_of_the_language(tag: str) -> None:
    order = ORDERS[tag].split()
    for start in (sorted(order), sorted(order, reverse=True)):
        assert sorted(start, key=lambda name: sort_key(LanguageTag(tag), name)) == order


LETTERS = st.text(st.characters(categories=["L", "M", "N", "P", "Z"]), max_size=8)


@given(st.sampled_from([*ORDERS, "qaa"]).map(LanguageTag), LETTERS)
def test_how_a_name_is_encoded_makes_no_difference_but_the_last(tag: LanguageTag, name: str) -> None:
    composed, apart = (sort_key(tag, unicodedata.normalize(form, name)) for form in ("NFC", "NFD"))
    assert composed[:2] == apart[:2]


def test_the_index_of_tags_is_sorted_by_its_language(blog: Site) -> None:
    blog.write({"blog.toml": BLOG_TOML.replace('"it", "en"', '"it", "en", "sv"')})
    tags = "tags: [zebra, ål, arte, Äpple, èlite, élan, Zucca]"
    for language in ("it", "sv"):
        blog.write({f"posts/uno/{language}.md": f"---\ntitle: Uno\ndate: 2026-02-01\n{tags}\n---\nTesto.\n"})
    blog.ok("render")

    def order(address: str) -> list[str]:
        page = blog.page(address)
        names = ["zebra", "ål", "arte", "Äpple", "èlite", "élan", "Zucca"]
        return sorted(
            names, key=lambda name: min(page.index(part) for part in (f">{name}<", f"{name}</bdi>") if part in page)
        )

    assert order("/tags/") == ["ål", "Äpple", "arte", "élan", "èlite", "zebra", "Zucca"]
    assert order("/sv/tags/") == ["arte", "élan", "èlite", "zebra", "Zucca", "ål", "Äpple"]
