"""What readers may have kept of a site that answers it no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from blogcli.plan import urls

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogcli.config import Config

_PAGE = re.compile(r"(.*/)?[^/]+\.html?", re.DOTALL)
# A tag that no post has any more has nothing to lead on to, and the last of a list's pages goes with its posts.
_NOT_KEPT = r"(tags/.*|page/[0-9]+/index\.html|404\.html)"


def kept_by_readers(config: Config, files: Iterable[str]) -> list[str]:
    """The addresses of those files of a site that are pages of text, but for lists' numbered pages and tags."""
    starts = "|".join(re.escape(urls.language_prefix(language).lstrip("/")) for language in config.languages)
    passing = re.compile(f"({starts}){_NOT_KEPT}", re.DOTALL)
    return [urls.address_of(file) for file in files if _PAGE.fullmatch(file) and not passing.fullmatch(file)]
