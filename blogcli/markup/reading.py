"""How long a text takes to read, by the scripts it is written in."""

from __future__ import annotations

import re

# Adults read English of the kind blogs are written in at 238 words a minute (Brysbaert 2019, "How many words do we read
# per minute?", Journal of Memory and Language 109), and Korean, which has spaces, hardly slower.
WORDS = 230
# Chinese and Japanese, which have none: what their publishers reckon with, from 400 to 600.
CHARACTERS = 500

_CODE = re.compile(r"<(pre|script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_CHARACTER = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def minutes_to_read(html: str) -> int:
    """Whole minutes, at least 1, that the words of a body take; code is left out, as it isn't read word by word."""
    if "<pre" in html or "<s" in html:  # sooner told than looked for
        html = _CODE.sub(" ", html)
    text = _TAG.sub("", html)
    characters = 0
    if not _is_western(text):
        text, characters = _CHARACTER.subn(" ", text)
    return max(1, round(len(text.split()) / WORDS + characters / CHARACTERS))


def _is_western(text: str) -> bool:
    """Whether it is soon told that none of its characters is Chinese or Japanese."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True
