"""`blogcli translation diff`: what it can't compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.repository import POST, commit, replace
from tests.cli.translation_diff.told import DIFF, document
from tests.support import BLOG_TOML

if TYPE_CHECKING:
    from tests.support import Site


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("it", "it.md: is the original, not a translation"),
        ("de", "unknown language 'de'"),
        ("fr", "the post has no version in 'fr'"),
    ],
)
def test_what_has_no_original_to_differ_from_is_refused(level: Site, language: str, message: str) -> None:
    level.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]')})
    assert message in level.fails("translation", "diff", "una-passeggiata", language)


def test_without_a_record_there_is_nothing_to_tell_by_and_the_way_out_is_named(walk: Site) -> None:
    message = walk.fails(*DIFF)
    assert "en.md: has no record of the text it was made from" in message
    assert "blogcli translation done una-passeggiata en" in message
    replace(walk, f"{POST}/en.md", "language: it", "language: de")
    message = walk.fails(*DIFF)
    assert f"{POST}/en.md:4: its original, 'de', is gone" in message
    assert "write 'translated_from: it' in place of the whole record, then: blogcli translation done" in message


def test_a_record_of_another_text_is_named_as_such(level: Site) -> None:
    # Somebody wrote another language into it, and left the rest.
    level.write({"blog.toml": BLOG_TOML.replace('["it", "en"]', '["it", "en", "fr"]')})
    level.write({f"{POST}/fr.md": "---\ntitle: Une promenade\n---\nLe sentier monte.\n\nPuis la mer.\n"})
    commit(level.root)
    replace(level, f"{POST}/en.md", "language: it", "language: fr")
    message = level.fails(*DIFF)
    assert f"{POST}/en.md:5: has a record of which nothing is left in fr.md: it may be of another text" in message
    assert "write 'translated_from: fr' in place of the whole record, then: blogcli translation done" in message
    # So looks a text of which every block was written anew; but git knows that one.
    replace(level, f"{POST}/en.md", "language: fr", "language: it")
    level.write({f"{POST}/it.md": "---\ntitle: Altro\ndate: 2026-02-10\n---\nTutto da capo, in poche parole.\n"})
    found = document(level)
    assert (found["state"], found["old"], found["blocks"][0]["then"]) == ("untracked", "history", "Una passeggiata")


def test_of_an_original_the_translations_are_named(level: Site) -> None:
    assert "hint: its translations are: en" in level.fails("translation", "diff", "una-passeggiata", "it")
    (level.root / POST / "en.md").unlink()
    message = level.fails("translation", "diff", "una-passeggiata", "it")
    assert "hint: add a translation: blogcli translate una-passeggiata LANGUAGE" in message
