"""What is taken for names, which no translation changes, and what for text."""

from __future__ import annotations

import pytest

from blogcli.checking.proper_names import is_names


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lovelace, Charles Babbage, Mary Somerville",
        "Ludwig van Beethoven, Vincent van Gogh, Johann Wolfgang von Goethe",
        "Leonardo da Vinci; Lorenzo de' Medici; Gabriele d'Annunzio",
        "Genova, La Spezia, Reggio nell'Emilia, L'Aquila",
        "Museum of Modern Art, New York",
        "The Lord of the Rings (1954)",
        "Jean-Luc Godard - Jean-Paul Belmondo - Anna Karina",
        "Fedora Linux, openSUSE, FreeBSD, macOS, NetBSD",
        "Nora Salis (nora@sea.example), Ugo Bo",
        "Александр Пушкин, Лев Толстой, Анна Ахматова",
        "Ngũgĩ Thiong’o, Chimamanda Ngozi Adichie",
    ],
)
def test_names_are_names(text: str) -> None:
    assert is_names(text, heading=False)


@pytest.mark.parametrize(
    "text",
    [
        "We left at dawn, the wind behind us.",
        "Rome and Genoa are far from here.",
        "WE LEFT AT DAWN AND CAME BACK",
        "Die Katze sitzt auf dem Dach.",
        "朝の港は静かで、船がひとつ。",
        "שלום לכולם, בוקר טוב לכל העולם",
        "12, 13 and 14",
        "",
    ],
)
def test_text_is_none(text: str) -> None:
    assert not is_names(text, heading=False)


def test_a_heading_in_title_case_is_text() -> None:
    assert not is_names("The Road to Rome and Back", heading=True)
    assert is_names("Ludwig van Beethoven", heading=True)
