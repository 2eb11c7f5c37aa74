"""What is in a comment's text that speaks for spam: its links, the hosts they lead to, and the words around them."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from blogcli.names import without_invisible

# `comment add` has most texts scored without any of these being compiled: a cheap look tells that a text has no link.

# Browsers take any number of slashes, and of either kind, after http: (WHATWG URL, "special authority slashes").
_LINK = r"(?i)(?<![^\W_])(?:https?:[/\\]+|www\d?\.)[^\s<>\"]+|(?<=\]\()//[^\s<>\"]+"
_BBCODE = r"(?i)\[(?:url|link)\b[^\[\]]{0,300}\](?:[^\[\]]{0,300}\[/(?:url|link)\])?"
_HTML = r"(?i)<a\s[^<>]{0,500}>(?:[^<>]{0,300}</a\s*>)?"
_MARKDOWN = r"!?\[[^\[\]]{0,300}\]\([^()\s]{1,300}[^()]{0,100}\)"

_AUTHORITY = r"(?i)(?:https?:)?[/\\]*([^/\\?#\s<>\"'()\[\],;|]*)"
_PORT = r":\d*$"
_LABELS = r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*"
_BETWEEN = r"[\s/?#\\:<>()\[\]{}\"'`,;!|*=&@]+"
# What a backslash escapes in Markdown (CommonMark 0.31, section 2.4), and what it makes of a text without showing it.
_ESCAPED = r"\\([!-/:-@\[-`{-~])"
_TARGET = r"\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\[\]]*\])"
_MARKS = str.maketrans("", "", "*`~[]")
_DOTS = ".。．｡"  # what IDNA takes for a dot (RFC 3490, section 3.1)

# Scripts whose words no space divides: a word may stand anywhere in a line of theirs.
_UNDIVIDED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")


def unescaped(text: str) -> str:
    """The text with HTML's character references as what they stand for: Markdown reads them in links, too."""
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


def plain(text: str) -> str:
    """The form in which words and names are compared.

    Compatibility forms (full-width letters, ligatures) and letter case are gone, and so are signs that can't be seen.
    White space is single spaces.
    """
    if not text.isascii():
        text = "".join(char for char in without_invisible(text) if unicodedata.category(char) != "Cf")
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        text = text.replace("i\u0307", "i")  # what Turkish letter case leaves of a capital with its dot
    return " ".join(text.lower().split())


def as_shown(text: str) -> str:
    """Return a comment's text nearly as a page shows it: without Markdown's escapes, emphasis, code marks and links.

    Its link targets are left out; `hosts_in` finds those in the text as it was written.
    """
    text = re.sub(_ESCAPED, r"\1", text) if "\\" in text else text
    text = re.sub(_TARGET, "", text) if "](" in text or "][" in text else text
    return text.translate(_MARKS)


def written_forms(text: str) -> tuple[str, ...]:
    """Return the texts in which to look for what is blocked: as written, without escapes, and as shown; each once."""
    text = without_invisible(text)
    return tuple(dict.fromkeys((text, re.sub(_ESCAPED, r"\1", text), as_shown(text))))


def stands_in(word: str, text: str) -> bool:
    """Whether a word, or several, stands in a text as a whole and not within others; both are `plain`."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (_joined(before, word[0]) or _joined(after, word[-1]) or _is_mark(after)):
            return True
        start = text.find(word, start + 1)
    return False


def _joined(outside: str, edge: str) -> bool:
    """Whether a character outside a word and one at its edge make one word."""
    return _is_letter(outside) and _is_letter(edge) and not _undivided(edge)


def _is_letter(char: str) -> bool:
    return char.isalnum() or _is_mark(char)


def _is_mark(char: str) -> bool:
    """Whether it belongs to the letter before it: an accent, or a vowel sign of an Indian script."""
    return not char.isascii() and unicodedata.category(char)[0] == "M"


def _undivided(char: str) -> bool:
    return not char.isascii() and unicodedata.name(char, "").startswith(_UNDIVIDED)


def host_in(address: str) -> str:
    """The host of an address, or of what is written like one, in ASCII and small letters; "" where there is none.

    A user's name, the port and dots at the end are left out, and what is percent-encoded is decoded.
    """
    match = re.match(_AUTHORITY, address.strip())
    authority = unquote(match[1]) if match else ""
    name = re.sub(_PORT, "", authority.rpartition("@")[2]).strip(_DOTS)
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    name = name.lower().rstrip(".")
    return name if re.fullmatch(_LABELS, name) else ""


def links_in(text: str) -> list[str]:
    """Every link in a text, as it is written."""
    return re.findall(_LINK, text) if _may_link(text) else []


def _may_link(text: str) -> bool:
    return ":" in text or "www" in text.lower() or "](//" in text


def has_bbcode(text: str) -> bool:
    """Whether it has a link as boards write it, [url=...]."""
    return "[" in text and re.search(_BBCODE, text) is not None


def has_html(text: str) -> bool:
    """Whether it has a link in HTML."""
    return "<" in text and re.search(_HTML, text) is not None


def hosts_in(text: str) -> set[str]:
    """The hosts that a text links to or names."""
    found = {host_in(link) for link in links_in(text)}
    found |= {
        host_in(token)
        for token in re.split(_BETWEEN, re.sub(_LINK, " ", text))
        if any(dot in unquote(token) for dot in _DOTS)
    }
    return found - {""}


def without_links(text: str) -> str:
    """What a text says beside its links and the words that they are put on."""
    for sign, pattern in (("<", _HTML), ("[", _BBCODE), ("](", _MARKDOWN)):
        if sign in text:
            text = re.sub(pattern, " ", text)
    return re.sub(_LINK, " ", text) if _may_link(text) else text
