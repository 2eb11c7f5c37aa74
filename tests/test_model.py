"""The nouns' own rules: how languages are spelt, how names are compared, how a title becomes part of an address."""

from __future__ import annotations

import pytest

from blogcli.model import LanguageTag, fold, segment


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
    ],
)
def test_a_language_is_spelt_as_the_standard_spells_it(text: str, tag: str) -> None:
    assert LanguageTag.parse(text) == tag


@pytest.mark.parametrize("text", ["", "i", "italiano", "pt_BR", "it-", "-it", "it--IT", "it/../en", "ıt", "it\n"])
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
