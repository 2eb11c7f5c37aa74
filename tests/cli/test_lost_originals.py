"""What is said of a translation whose original is gone: where its text is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.repository import POST, replace
from tests.cli.translation_diff.told import DIFF, ENGLISH, ITALIAN, document
from tests.support import BLOG_TOML

if TYPE_CHECKING:
    from tests.support import Site

DONE = ("translation", "done", "una-passeggiata", "en")
ORIGINAL = ("translation", "original", "una-passeggiata", "en")
GONE = f"{POST}/en.md:5: its original, 'it', is gone"


@pytest.fixture
def level(blog: Site) -> Site:
    """A post in Italian, made into English by `translate`, in no repository."""
    blog.write({f"{POST}/it.md": ITALIAN})
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", ENGLISH)
    return blog


def to_swiss(site: Site) -> None:
    """Give Italian another tag by hand: in blog.toml, and in the file's name."""
    site.write({"blog.toml": BLOG_TOML.replace('["it"', '["it-CH"').replace("language.it", "language.it-CH")})
    (site.root / POST / "it.md").rename(site.root / POST / "it-CH.md")


@pytest.mark.parametrize("command", [DIFF, DONE, ORIGINAL])
def test_an_original_by_another_language_is_known_by_its_text_and_the_record_is_kept(
    level: Site, command: tuple[str, ...]
) -> None:
    to_swiss(level)
    replace(level, f"{POST}/it-CH.md", "piano", "ripido")
    message = level.fails(*command)
    assert f"{GONE}: it-CH.md has its text" in message
    assert "hint: write 'language: it-CH' in place of 'language: it': the rest of the record stays true" in message
    told = level.ok("render").err
    assert f"{POST}/en.md:5: translated from 'it', which the folder lacks: it-CH.md has its text" in told
    assert "hint: write 'language: it-CH' in place of 'language: it'" in told
    replace(level, f"{POST}/en.md", "language: it", "language: it-CH")
    found = document(level)
    assert (found["state"], [block["number"] for block in found["blocks"]]) == ("behind", [1])


def test_what_was_made_of_the_same_text_is_not_taken_for_it_though_it_began_as_a_copy(level: Site) -> None:
    level.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]')})
    level.ok("translate", "una-passeggiata", "fr", "--draft", "--body", ITALIAN.partition("---\nIl")[2])
    (level.root / POST / "it.md").unlink()
    assert "has its text" not in level.fails(*DIFF)


def test_another_text_with_the_same_title_is_not_taken_for_it(level: Site) -> None:
    to_swiss(level)
    level.write({f"{POST}/it-CH.md": "---\ntitle: Una passeggiata\ndate: 2026-02-10\n---\nTutto da capo.\n"})
    message = level.fails(*DIFF)
    assert "has its text" not in message
    assert "if it follows 'it-CH' now, write 'translated_from: it-CH'" in message


def test_a_very_long_original_whose_blocks_no_record_names_is_known_as_long_as_it_is_untouched(blog: Site) -> None:
    blog.write({f"{POST}/it.md": ITALIAN + "".join(f"\nRiga {number}.\n" for number in range(2100))})
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", ENGLISH)
    to_swiss(blog)
    assert "it-CH.md has its text" in blog.fails(*DIFF)
    replace(blog, f"{POST}/it-CH.md", "Riga 7.", "Riga sette.")
    assert "has its text" not in blog.fails(*DIFF)
