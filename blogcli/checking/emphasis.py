"""The rule `emphasis`: marks of emphasis that are shown as they are, for want of a space beside them.

A mark ends an emphasis only where punctuation before it is followed by a space or more punctuation, and begins one by
the same rule the other way round (CommonMark 0.31, section 6.2): Chinese and Japanese have no such spaces.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from blogcli.checking.look import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from blogcli.checking.look import Look, Text, Texts
    from blogcli.model import Post

RULE = "emphasis"

_PAIR = re.compile(
    r"(?<![*_~\\])(\*{1,3}|_{1,3}|~~)(?![\s*_~])((?:(?!\n[ \t]*\n|\1).)+?)(?<![\s\\])\1(?![*_~])", re.DOTALL
)
_CODE = frozenset(("pre", "code", "script", "style", "textarea"))
_BRACKETS = dict(zip("「『《〈（【〔“‘([{«", "」』》〉）】〕”’)]}»", strict=True))

_CLOSING = frozenset(_BRACKETS.values())


def emphasis(_look: Look) -> Callable[[Post, Texts], Iterator[Finding]]:
    """Return a function that finds such marks in a post's texts, drafts as well."""

    def of_post(post: Post, texts: Texts) -> Iterator[Finding]:
        for text in texts.values():
            version = text.version
            for match in _shown_as_they_are(text):
                line = text.line(text.body.count("\n", 0, match.start()) + 1)
                short = " ".join(match[0].split())
                message = f"'{short}' is shown as it is: it would need a space beside the marks"
                hint = f"write {_instead(match)}"
                yield Finding(RULE, message, version.path, line, hint, post.id, str(version.language))

    return of_post


def _shown_as_they_are(text: Text) -> Iterator[re.Match[str]]:
    """The marks that are emphasis by nothing but their neighbours, and that the page has as text."""
    found = [match for match in _PAIR.finditer(text.body) if _is_blocked(match)]
    if not found:
        return
    from blogcli.markup.html_visible import readable, words_of
    from blogcli.markup.markdown import render

    html = render(text.body, raw_html=text.version.trusted, language=text.version.language).html
    shown = "".join(words_of(readable(html, _CODE)).split())
    # Whatever is emphasis within the marks is so on the page, too: what is left of the text is the marks and letters.
    yield from (match for match in found if "".join(match[0].split()) in shown)


def _is_blocked(match: re.Match[str]) -> bool:
    text, mark, inner = match.string, match[1], match[2]
    before = text[match.start() - 1] if match.start() else " "
    behind = text[match.end()] if match.end() < len(text) else " "
    if mark[0] == "_" and (_is_letter(before) or _is_letter(behind)):
        return not (before + behind + inner[0] + inner[-1]).isascii()
    return (_is_letter(behind) and not _is_letter(inner[-1])) or (_is_letter(before) and not _is_letter(inner[0]))


def _is_letter(char: str) -> bool:
    """Return whether a character is neither white space nor punctuation."""
    return not char.isspace() and unicodedata.category(char)[0] not in "PS"


def _instead(match: re.Match[str]) -> str:
    """Return how to write it so that it is emphasis."""
    mark, inner = match[1], match[2]
    if mark[0] == "_" and _is_letter(inner[0]) and _is_letter(inner[-1]):
        return f"'{mark.replace('_', '*')}{inner}{mark.replace('_', '*')}'"
    first, last = "", ""
    while inner and not _is_letter(inner[-1]) and inner[-1] not in _CLOSING:
        inner, last = inner[:-1], inner[-1] + last
    while len(inner) > 1 and _BRACKETS.get(inner[0]) == inner[-1]:
        first, inner, last = first + inner[0], inner[1:-1], inner[-1] + last
    mark = mark.replace("_", "*")
    if not inner or not (_is_letter(inner[0]) and _is_letter(inner[-1])):
        name = {"*": "em", "**": "strong", "~~": "del"}.get(mark, "strong")
        return f"'<{name}>{match[2]}</{name}>'"
    return f"'{first}{mark}{inner}{mark}{last}'"
