"""`blogcli translation diff`: what it can't compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.repository import POST, replace
from tests.cli.translation_diff.told import DIFF
from tests.support import BLOG_TOML

if TYPE_CHECKING:
    from tests.support import Site


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("it", "it.md: is the original: it was made from no other version"),
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
