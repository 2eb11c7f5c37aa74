"""The rule `markdown`: footnotes and links that come to nothing in authors' texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.checking.look import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from blogcli.checking.look import Look, Texts
    from blogcli.markup.lint import Found
    from blogcli.model import Post

RULE = "markdown"


def markdown(_look: Look) -> Callable[[Post, Texts], Iterator[Finding]]:
    """Return what finds the faults in a post's texts; drafts are still being worked on, guests' have no footnotes."""

    def of_post(post: Post, texts: Texts) -> Iterator[Finding]:
        from blogcli.markup.lint import lint, may_lint

        for text in texts.values():
            version = text.version
            if version.draft or not version.trusted or not may_lint(text.body):
                continue
            for found in lint(text.body):
                message, hint = _message(found)
                yield Finding(RULE, message, version.path, text.line(found.line), hint, post.id, str(version.language))

    return of_post


def _message(found: Found) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    from blogcli.markup.lint import Fault

    mark = f"[^{found.text}]"
    match found.fault:
        case Fault.UNCITED:
            return f"the footnote '{mark}' is cited nowhere, and is not shown", f"write '{mark}' where it belongs"
        case Fault.MISSING:
            return f"there is no footnote '{mark}'", f"write '{mark}: ...' below, or '\\{mark}' if it is none"
        case Fault.REFUSED:
            return f"a link to '{_short(found.text)}' is left out", "write raw HTML if a script is meant"


def _short(address: str) -> str:
    return address if len(address) <= 40 else f"{address[:39]}…"
