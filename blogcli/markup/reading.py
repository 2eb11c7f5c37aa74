"""How long a text takes to read, by the scripts it is written in."""

from __future__ import annotations

import re

from blogcli.markup.html_visible import readable, words_of

# Adults read English of the kind blogs are written in at 238 words a minute (Brysbaert 2019, "How many words do we read
# per minute?", Journal of Memory and Language 109), and Korean, which has spaces, hardly slower.
WORDS = 230
# Chinese and Japanese, which have none: what their publishers reckon with, from 400 to 600.
CHARACTERS = 500

# As Markdown makes them: code, a tag, and where the footnotes begin, behind all else.
_MADE_CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_MADE_TAG = re.compile(r"<[^>]*>")
_MADE_NOTES = 'class="footnotes"'
_UNREAD = frozenset({"listing", "pre", "xmp"})
_CHARACTER = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

# The bytes one of which begins each of these in UTF-8 (RFC 3629): far sooner found than the characters themselves.
_LEADS = (b"\xe3", b"\xe4", b"\xe5", b"\xe6", b"\xe7", b"\xe8", b"\xe9", b"\xef", b"\xf0")


def minutes_to_read(html: str, *, raw: bool = True) -> int:
    """Whole minutes, at least 1, that the words of a body take: of those that readers see, without code and footnotes.

    `raw` says whether it holds HTML that Markdown didn't make.
    """
    if raw:
        return _minutes(words_of(readable(html, _UNREAD)))
    if (notes := html.find(_MADE_NOTES)) >= 0:
        html = html[: html.rfind("<", 0, notes)]
    if "</pre>" in html:
        html = _MADE_CODE.sub(" ", html)
    if "  " not in html and not _may_hold_characters(html):
        # As Markdown makes it, words have one space between them, and so has each attribute before it: a fifth of the
        # time that it takes to look at each tag, for a hundredth of the words.
        words = html.count(" ") + html.count("\n") - html.count("=")
        return max(1, round(words / WORDS))
    return _minutes(_MADE_TAG.sub("", html))


def _minutes(text: str) -> int:
    text, characters = _CHARACTER.subn(" ", text)
    return max(1, round(len(text.split()) / WORDS + characters / CHARACTERS))


def _may_hold_characters(text: str) -> bool:
    data = text.encode("utf-8", "surrogatepass")
    return any(lead in data for lead in _LEADS)
