"""Line breaks within a paragraph, which are no blank between Chinese or Japanese characters.

A browser shows a line break as a blank, and these languages have none between words. The rule is that of the CSS Text
Module, "segment break transformation rules", by the property East_Asian_Width of Unicode Standard Annex 11.
"""

from __future__ import annotations

import re
import unicodedata

SOFT_BREAK = "\r\n"  # how a renderer writes the line breaks in question: Markdown's own line ends are "\n" alone

# What words go on through: tags, comments, and a footnote's mark. A picture, a hard break or a field is none of it.
_THROUGH = (
    r"(?>(?:<sup class=\"footnote-ref\"[^>]*+>.{0,200}?</sup>|<!--.{0,1000}?-->"
    r"|</?(?!(?:audio|br|button|canvas|embed|iframe|img|input|math|object|select|svg|textarea|video|wbr)\b)[a-z]"
    r"(?>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>)*)"
)
_BREAK = re.compile(rf"([^\s<>]|\u3000)({_THROUGH})\r\n({_THROUGH})(?=([^\s<>]|\u3000))", re.IGNORECASE | re.DOTALL)
_ANY_WIDE = re.compile("[\u1100-\u115f\u2e80-\uffef\U0001b000-\U0001b2ff\U00020000-\U0003ffff]")
_EMOJI = re.compile("[\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f]")
_SPACELESS = frozenset(("", "ii", "ja", "yue", "wuu", "hak", "nan", "gan", "hsn", "cdo", "lzh", "cmn", "zh"))


def joined(html: str, language: str = "") -> str:
    """HTML with a line end for each `SOFT_BREAK`, or nothing where no blank is meant.

    `language` is the tag of the one the text is in, "" where it isn't known.
    """
    if SOFT_BREAK not in html:
        return html
    if not html.isascii() and language.partition("-")[0] != "ko" and _ANY_WIDE.search(html):
        spaceless = language.partition("-")[0] in _SPACELESS
        html = _BREAK.sub(lambda found: _across(found, spaceless=spaceless), html)
    return html.replace(SOFT_BREAK, "\n")


def _across(found: re.Match[str], *, spaceless: bool) -> str:
    before, opened, closed, behind = found.groups()
    is_joined = _is_joined(before, behind, spaceless=spaceless) or (spaceless and _is_between_quotations(found))
    blank = "" if is_joined else "\n"
    return f"{before}{opened}{blank}{closed}"


def _is_joined(before: str, behind: str, *, spaceless: bool) -> bool:
    wide, also_wide = _is_wide(before), _is_wide(behind)
    if wide and also_wide:
        return not (_EMOJI.match(before) and _EMOJI.match(behind))
    # In these languages a dash or a quotation mark, which others have too, is as wide as their characters.
    return spaceless and ((wide and _is_mark(behind)) or (also_wide and _is_mark(before)))


def _is_between_quotations(found: re.Match[str]) -> bool:
    """Whether a break has a mark on either side, and a wide character beyond one of them: `好”` and `“是`."""
    html, start, end = found.string, found.start(1), found.start(4)
    beyond = html[max(start - 1, 0) : start] + html[end + 1 : end + 2]
    return _is_mark(found[1]) and _is_mark(found[4]) and any(map(_is_wide, beyond))


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "FWH" and "HANGUL" not in unicodedata.name(char, "")


def _is_mark(char: str) -> bool:
    return unicodedata.east_asian_width(char) == "A" and unicodedata.category(char)[0] in "PS"
