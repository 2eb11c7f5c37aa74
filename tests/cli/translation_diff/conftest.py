"""A post and its translation that are level, and what `translation diff` says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.repository import POST, commit
from tests.cli.translation_diff.told import ENGLISH, ITALIAN

if TYPE_CHECKING:
    from tests.support import Site


@pytest.fixture
def level(blog: Site) -> Site:
    """A post and its translation, made by `translate` and committed."""
    blog.write({f"{POST}/it.md": ITALIAN})
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", ENGLISH)
    commit(blog.root)
    return blog
