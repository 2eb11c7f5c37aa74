"""A description is cut near its limit, and within no character, whatever the script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.markup.excerpt import excerpt


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("今天早上我们出发去海边。" * 40, id="Chinese"),
        pytest.param("2026 年的春天，" + "我们在海边住了很久" * 40, id="Chinese with one space at its beginning"),
        pytest.param("Am Meer. " + "今朝、海へ出かけました。" * 40, id="Japanese behind a word"),
        pytest.param("วันนี้เราออกเดินทางไปทะเลตั้งแต่เช้า" * 20, id="Thai"),
        pytest.param("ມື້ນີ້ພວກເຮົາອອກເດີນທາງໄປທະເລ" * 20, id="Lao"),
        pytest.param("ថ្ងៃនេះយើងចេញដំណើរទៅសមុទ្រ" * 20, id="Khmer"),
        pytest.param("ယနေ့ကျွန်ုပ်တို့ပင်လယ်သို့ထွက်ခဲ့သည်" * 20, id="Burmese"),
        pytest.param("See https://sea.example/" + "a" * 400, id="a long address"),
        pytest.param("x" * 400, id="one word"),
        pytest.param("Two words " * 40, id="words"),
        pytest.param("👩‍👩‍👧‍👦" * 60, id="joined emoji"),
    ],
)
def test_a_text_is_cut_near_its_limit(text: str) -> None:
    cut = excerpt(text, 200)
    assert cut.endswith("…") and text.startswith(cut[:-1])
    assert 180 <= len(cut) <= 201


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("One word and another", 12, "One word and…"),
        ("One word and another", 11, "One word…"),
        ("One word, and another", 10, "One word…"),
        ("今天我们去「海边」玩", 6, "今天我们去…"),
        ("今天，我们去海边玩", 3, "今天…"),
        ("ไปเที่ยวทะเลกัน", 3, "ไป…"),  # not behind a vowel that belongs to what follows
        ("e\N{COMBINING ACUTE ACCENT}" * 9, 5, "e\N{COMBINING ACUTE ACCENT}" * 2 + "…"),
        ("👩‍👩‍👧‍👦" * 3, 8, "👩‍👩‍👧‍👦…"),
        ("🇮🇹🇩🇪🇫🇷🇨🇳", 5, "🇮🇹🇩🇪…"),
        ("👍🏽👍🏽👍🏽", 5, "👍🏽👍🏽…"),
        ("क्षक्षक्ष", 4, "क्ष…"),
        ("가" * 5, 3, "가가가…"),
        ("short", 5, "short"),
    ],
)
def test_where_it_is_cut(text: str, length: int, expected: str) -> None:
    assert excerpt(text, length) == expected


@given(st.text(min_size=1), st.integers(1, 50))
def test_no_more_is_kept_than_was_asked_for(text: str, length: int) -> None:
    cut = excerpt(text, length)
    assert cut == text if len(text) <= length else cut.endswith("…") and text.startswith(cut[:-1])
    assert len(cut) <= length + 1
