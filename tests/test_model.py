"""The nouns' own rules: how languages are spelt, how names are compared, how a title becomes part of an address."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blogcli.content import values
from blogcli.names import MAX_SEGMENT, MAX_SEGMENT_BYTES, LanguageTag, fold, segment


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("it", "it"),
        ("IT", "it"),
        ("pt-br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("de-1996", "de-1996"),
        ("sl-rozaj", "sl-rozaj"),
        ("ast", "ast"),
        ("SR-LATN-rs", "sr-Latn-RS"),
        ("de-ch-1901", "de-CH-1901"),
        ("CA-es-VALENCIA", "ca-ES-valencia"),
    ],
)
def test_a_language_is_spelt_as_the_standard_spells_it(text: str, tag: str) -> None:
    assert LanguageTag.parse(text) == tag


NO_LANGUAGES = ["", "i", "italiano", "root", "pt_BR", "it-", "-it", "it--IT", "it/../en", "ıt", "it\n", " it", "ＥＮ"]
NO_LANGUAGES += ["en-US-GB", "zh-Hans-Hant", "en-12", "i-klingon", "x-mine", "en-x-mine", "en-a-bbb", "en-GB-oed"]


@pytest.mark.parametrize("text", [*NO_LANGUAGES, "\u212ao"])
def test_what_is_no_language_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a language tag"):
        LanguageTag.parse(text)


@pytest.mark.parametrize(("one", "other"), [("Caffè", "caffe\u0300"), ("STRASSE", "straße"), ("ΣΟΦΟΣ", "σοφος")])
def test_names_that_differ_by_letter_case_or_composition_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Una gita, però!", "una-gita-però"),
        ("  --A  b--  ", "a-b"),
        ("Ночь в Риме", "ночь-в-риме"),
        ("東京の夜", "東京の夜"),
        ("नमस्ते दुनिया", "नमस्ते-दुनिया"),
        ("C++ & C#", "c-c"),
        ("🎈", ""),
        ("e\u0301te\u0301", "été"),
        ("parola " * 20, "-".join(["parola"] * 11)),
    ],
)
def test_a_title_becomes_part_of_an_address_in_its_own_script(text: str, slug: str) -> None:
    assert segment(text) == slug


# Letters that change in number when their case or composition does, marks, joiners, and any other text.
LETTERS = st.text(st.sampled_from("aA-b éÉ\u0301\u0307\u0345İıßſǅΣς字क्ष\u200d😀𐐀_."), max_size=120) | st.text(
    max_size=120
)


@settings(max_examples=300)
@example(text="LPT0")
@given(text=LETTERS)
def test_any_title_becomes_a_part_of_an_address_that_stays_as_it_is(text: str) -> None:
    slug = segment(text)
    assert segment(slug) == slug == unicodedata.normalize("NFC", slug)
    assert len(slug) <= MAX_SEGMENT
    assert len(slug.encode()) <= MAX_SEGMENT_BYTES
    if not re.fullmatch("(con|prn|aux|nul|com[0-9]|lpt[0-9])?", slug):
        assert values.name(slug) == slug


@settings(max_examples=300)
@given(text=LETTERS)
def test_a_folded_name_is_the_same_folded_again_or_decomposed_before(text: str) -> None:
    assert fold(fold(text)) == fold(text) == fold(unicodedata.normalize("NFD", text))
