"""How long a text takes to read, by the scripts it is written in."""

from __future__ import annotations

import re

# Adults read English of the kind blogs are written in at 238 words a minute (Brysbaert 2019, "How many words do we read
# per minute?", Journal of Memory and Language 109), and Korean, which has spaces, hardly slower.
WORDS = 230
# Chinese and Japanese, which have none: what their publishers reckon with, from 400 to 600.
CHARACTERS = 500

_CODE = re.compile(r"<(pre|script|style)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_CHARACTER = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

# The bytes one of which begins each of these in UTF-8 (RFC 3629): far sooner found than the characters themselves.
_LEADS = (b"\xe3", b"\xe4", b"\xe5", b"\xe6", b"\xe7", b"\xe8", b"\xe9", b"\xef", b"\xf0")


def minutes_to_read(html: str) -> int:
    """Whole minutes, at least 1, that the words of a body take; code is left out, as it isn't read word by word."""
    if any(tag in html for tag in ("</pre>", "</script>", "</style>")):  # sooner told than looked for
        html = _CODE.sub(" ", html)
    if "  " not in html and not _may_hold_characters(html):
        # As Markdown makes it, words have one space between them, and so has each attribute before it: a fifth of the
        # time that it takes to look at each tag, for a hundredth of the words.
        words = html.count(" ") + html.count("\n") - html.count("=")
        return max(1, round(words / WORDS))
    text, characters = _CHARACTER.subn(" ", _TAG.sub("", html))
    return max(1, round(len(text.split()) / WORDS + characters / CHARACTERS))


def _may_hold_characters(text: str) -> bool:
    data = text.encode("utf-8", "surrogatepass")
    return any(lead in data for lead in _LEADS)
