"""Which names readers would take for the author's."""

from __future__ import annotations

import pytest

from blogcli.spam.lookalikes import looks_like


@pytest.mark.parametrize(
    "name",
    [
        "Nora Salis", "nora  SALIS", "Nóra Salis", "Ñora Salis", "NoraSalis", "Nora-Salis", "Nora\u200b Salis",
        "N\u043er\u0430 S\u0430lis",  # Cyrillic vowels
        "\u039d\u03bfr\u0430 \u0405\u0430l\u0456\u0455",  # Greek and Cyrillic
        "Nora SaIis", "Nora Sa1is", "N0ra Salis", "\uff2eora Salis", "\U0001d40dora Salis",
        "Nora Salis (author)", "Nora Salis [admin]",
    ],
)  # fmt: skip
def test_names_that_look_like_another(name: str) -> None:
    assert looks_like(name, "Nora Salis")


@pytest.mark.parametrize("name", ["", "\u200b", "Nora", "Nora Sala", "Bora Salis", "Nora Salis Rossi", "Mario"])
def test_names_that_do_not(name: str) -> None:
    assert not looks_like(name, "Nora Salis")


def test_nobody_looks_like_an_author_without_a_name() -> None:
    assert not looks_like("Nora", "")
