"""Texts as a page has them: escaped, or known to be HTML. markupsafe's own ways take thrice the time for most texts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from blogcli.names import LanguageTag

if TYPE_CHECKING:
    from collections.abc import Callable

_TEXTS = frozenset({str, LanguageTag})

# A text that is HTML, for which Markup(text) first looks for what a text doesn't have.
ready: Callable[[str], Markup] = partial(str.__new__, Markup)


def written(value: Any) -> str:
    """The value as a page has it: escaped, unless it is Markup."""
    kind = type(value)
    if kind is Markup or (
        kind in _TEXTS and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value)
    ):
        plain: str = value
        return plain
    return escape(value)
