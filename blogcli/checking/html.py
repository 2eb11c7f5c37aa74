"""The rule `html`: what authors' HTML leaves open, or closes once too often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.checking.look import Finding
from blogcli.markup.slips import Kind, may_slip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from blogcli.checking.look import Look, Texts
    from blogcli.markup.slips import Slip
    from blogcli.model import Post

RULE = "html"


def html(_look: Look) -> Callable[[Post, Texts], Iterator[Finding]]:
    """What finds the slips in a post's texts, drafts as well; in a guest's, HTML is no HTML."""

    def of_post(post: Post, texts: Texts) -> Iterator[Finding]:
        for text in texts.values():
            version = text.version
            if not (version.trusted and may_slip(text.body)):
                continue
            from blogcli.markup.markdown import slips

            for slip in slips(text.body):
                message, hint = _said(slip)
                yield Finding(RULE, message, version.path, text.line(slip.line), hint, post.id, str(version.language))

    return of_post


def _said(slip: Slip) -> tuple[str, str]:
    """What is wrong with a tag, and what to do about it."""
    comment = slip.name == "!--"
    tag, end = ("<!--", "-->") if comment else (f"<{slip.name}>", f"</{slip.name}>")
    add = f"write '{end}' where it ends"
    match slip.kind:
        case Kind.OPEN:
            return f"'{tag}' is never closed", add
        case Kind.HIDING:
            return f"'{tag}' is never closed, and hides the rest of the text", add
        case Kind.UNENDABLE:
            return f"'{tag}' can't be closed, and is shown as text", "write '<pre>', and '</pre>' where it ends"
        case Kind.STRAY:
            return f"'{end}' closes nothing", f"take it away, or write '{tag}' where it begins"
        case Kind.ENDLESS:
            return f"'<{slip.name}' has no '>', and is shown as text", "look for a quotation mark or a '>' it lacks"
