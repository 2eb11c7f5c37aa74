"""How things are called and compared: language tags, a comment's statuses, names, slugs and digests.

It stands below the nouns, for commands that need no noun and start the sooner.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from hashlib import blake2b

# language[-Script][-REGION][-variant...]: the well-formed tags of RFC 5646, section 2.1, that a person writes;
# extensions, private use and the grandfathered tags are left out.
_LANGUAGE_TAG = re.compile(
    r"(?i:[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)", re.ASCII
)

_ASCII_WORD = re.compile(r"[a-z0-9]+")

# Soft hyphens, and what joins letters to one shape: no letters, yet within words.
_WITHIN_WORDS = dict.fromkeys((0x00AD, 0x200D))

# What the folders of a blog are called.
POSTS, COMMENTS, STATIC, TEMPLATES = "posts", "comments", "static", "templates"
OUTPUT, CACHE = "public", ".blogcli"

_DOTTED = "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"
_TWO_KINDS_OF_I = ("az", "tr")
# Characters that draw nothing: Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt), and the empty cell
# of Braille.
INVISIBLE = (
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

# How the names of Markdown files end with one tool or another.
MARKDOWN_SUFFIXES = (
    ".markdown", ".mdown", ".mdtext", ".mdtxt", ".mdwn", ".mdx", ".mkdown", ".mkdn", ".mkd", ".qmd", ".rmd", ".md"
)  # fmt: skip
_NOT_SHOWN = ("~", ".bak", ".orig", ".rej", ".swp", ".tmp", *MARKDOWN_SUFFIXES)

MAX_NAME = 255  # bytes of a name in a folder, on every file system in use
# Folders one in another, and bytes of a path below a folder of the blog or of the site: more than any file needs, and
# few enough for every system and every way to walk through folders.
MAX_DEPTH = 64
MAX_PATH = 1024
# What makes a slug or id a path, breaks an address, or can't be a file's name on Windows.
NOT_IN_A_NAME = re.compile(
    r'[\x00-\x20\x7f-\xa0/\\?#%:*"<>|\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]'
)
# What could make a terminal show something else than what is there: C0, DEL and C1 controls, line breaks, and
# marks that turn the direction of a text.
_CONTROLS = "\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069"
_CONTROL_IN_A_NAME = re.compile(f"[{_CONTROLS}\u061c\u200e\u200f]")
_CONTROL_IN_A_TEXT = re.compile(f"(?!\n)[{_CONTROLS}]")
# The moment it came, and six random characters.
_GIVEN_ID = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-z]{6}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_WINDOWS_DEVICE = re.compile(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")

BYTE_ORDER_MARK = "\ufeff"  # which some editors put in front of a text, and which is no character of it

POST = "post:"  # how a link begins that leads to a post by its id

MAX_SEGMENT = 80  # characters of a slug made from a title
MAX_SEGMENT_BYTES = 240  # of the same: a name on a disk may have 255


class LanguageTag(str):
    """A BCP 47 language tag in its canonical spelling: `it`, `pt-BR`, `zh-Hant-TW`."""

    __slots__ = ()

    @classmethod
    @lru_cache  # a blog says the same few thousands of times
    def parse(cls, text: str) -> LanguageTag:
        """Read a tag in any letter case; ValueError where it is not well-formed (RFC 5646, section 2.1)."""
        if not _LANGUAGE_TAG.fullmatch(text):  # before its letters are made small: the sign for kelvin would be a k
            raise ValueError(f"'{text}' is not a language tag like it, pt-BR or zh-Hant")
        first, *rest = text.lower().split("-")
        # The letter case of RFC 5646, section 2.1.1: scripts in title case, regions in capitals.
        spelt = [part.title() if len(part) == 4 and part.isalpha() else part for part in rest]
        spelt = [part.upper() if len(part) == 2 else part for part in spelt]
        return cls("-".join([first, *spelt]))

    def covers(self, other: str) -> bool:
        """Whether what is in another language is in this one: `en-GB` is English (RFC 4647, section 3.3.1)."""
        return other == self or other.startswith(f"{self}-")


class CommentStatus(Enum):
    """What the moderator decided; the value is how the file's name says it."""

    APPROVED = "approved"
    PENDING = "pending"
    REJECTED = "rejected"
    SPAM = "spam"


# Where a merge leaves two names for one comment, the more cautious counts.
CAUTION = (CommentStatus.SPAM, CommentStatus.REJECTED, CommentStatus.PENDING, CommentStatus.APPROVED)


def digest(text: str) -> str:
    """What stands for a text where only its being the same matters: 128 bits of BLAKE2b, in hexadecimal."""
    return digest_of(text.encode("utf-8", "surrogatepass"))


def digest_of(data: bytes) -> str:
    """The same for bytes."""
    return _blake2b()(data, digest_size=16).hexdigest()


def digest_of_all(chunks: Iterable[bytes]) -> str:
    """The same for bytes that come piece by piece, of which few are held at a time."""
    found = _blake2b()(digest_size=16)
    for chunk in chunks:
        found.update(chunk)
    return found.hexdigest()


@cache  # an import of what is there takes as long as the digest of a comment
def _blake2b() -> type[blake2b]:
    from hashlib import blake2b  # it brings OpenSSL along, for which `comment add` would wait

    return blake2b


def is_given_id(name: str) -> bool:
    """Whether a comment's id is one that blogcli gave it: no other has it, whichever post it is on."""
    return bool(_GIVEN_ID.fullmatch(name))


def in_order(comment_id: str) -> tuple[str, str]:
    """Return what ids of comments are sorted by: numbers in ids given by hand as people count, 2 before 10."""
    if is_given_id(comment_id):
        return comment_id, comment_id
    return _DIGITS.sub(lambda found: str(int(found[0])).rjust(MAX_NAME), fold(comment_id)), comment_id


def fold(name: str) -> str:
    """The form in which names are compared: NFC and case-folded, so that no two differ by letter case alone."""
    if name.isascii():
        return name.lower()
    composed = unicodedata.normalize("NFC", name).replace(_DOTTED, "i")
    return unicodedata.normalize("NFC", composed.casefold())


def lowered(text: str, language: str = "") -> str:
    """Text in NFC and in the small letters of its language (a BCP 47 tag; "" where it isn't known).

    Turkish and Azerbaijani have an i without a dot, `ı` with the capital `I`, and one with a dot, with the capital `İ`.
    In any other language both are capitals of `i`: Unicode's own small letter of `İ` is an i with a second dot.
    """
    if text.isascii() and "I" not in text:
        return text.lower()
    composed = unicodedata.normalize("NFC", text)
    if language.partition("-")[0] in _TWO_KINDS_OF_I:
        composed = composed.replace("I", "ı")
    return unicodedata.normalize("NFC", composed.replace(_DOTTED, "i").lower())


def without_invisible(text: str) -> str:
    """Return the text without the characters that draw nothing, such as U+200B and variation selectors."""
    return text if text.isascii() else re.sub(INVISIBLE, "", text)


def part_of_address(text: str) -> str:
    """A slug or id: a name that is no path, in NFC, of letters of any script; ValueError for any other."""
    found = unicodedata.normalize("NFC", text)
    if not found or found.startswith(".") or found.endswith(".") or NOT_IN_A_NAME.search(found):
        raise ValueError(f"'{found}' can't be part of an address: use letters, digits and '-'")
    if _WINDOWS_DEVICE.fullmatch(found):
        raise ValueError(f"'{found}' is the name of a device on Windows")
    if len(found.encode("utf-8")) > MAX_NAME:
        raise ValueError(f"is longer than {MAX_NAME} bytes")
    return found


def fault_of_name(name: str) -> str | None:
    """What keeps a file or folder from being called so wherever it lies in a blog; None where nothing does."""
    if name.isprintable():
        return None
    if any("\ud800" <= char <= "\udfff" for char in name):
        return "has a name that is not valid UTF-8"
    return "has a control character in its name" if has_control(name) else None


def has_control(text: str, *, lines: bool = False) -> bool:
    """Whether a name or path holds a control character; with `lines`, a text that may have line breaks and tell
    directions by U+200E and U+200F, as Hebrew and Arabic do.
    """
    return bool(
        (_CONTROL_IN_A_TEXT if lines else _CONTROL_IN_A_NAME).search(text.replace("\r\n", "\n") if lines else text)
    )


def is_git(name: str) -> bool:
    """Whether a file or folder is git's own, in whatever letter case: on many disks that is one name."""
    return name[:1] == "." and fold(name) == ".git"


def too_long(path: str) -> str | None:
    """What is too long about a path with forward slashes for a file to have it; None where nothing is."""
    parts = path.split("/")
    if len(parts) > MAX_DEPTH:
        return f"more than {MAX_DEPTH} parts"
    # No character takes more than four bytes.
    if 4 * len(path) > MAX_NAME and any(len(part.encode("utf-8", "surrogatepass")) > MAX_NAME for part in parts):
        return f"a part longer than {MAX_NAME} bytes"
    if 4 * len(path) > MAX_PATH and len(path.encode("utf-8", "surrogatepass")) > MAX_PATH:
        return f"more than {MAX_PATH} bytes"
    return None


def worth_showing(name: str) -> bool:
    """Whether a file in a folder is meant for readers: no dot file, no backup of an editor, no Markdown."""
    folded = name.casefold()
    return not folded.startswith((".", "#")) and not folded.endswith(_NOT_SHOWN) and ".md." not in folded


def segment(text: str, language: str = "") -> str:
    """A text as one part of an address: its letters and digits, of any script, lower-case, joined by '-'.

    "" where it has none. Long ones are cut at a word. For `language` see `lowered`.
    """
    text = lowered(text, language)
    words = _ASCII_WORD.findall(text) if text.isascii() else _words(text)
    slug = "-".join(words)
    while len(slug) > MAX_SEGMENT and len(words) > 1:
        words.pop()
        slug = "-".join(words)
    return (
        unicodedata.normalize("NFC", slug[:MAX_SEGMENT]).encode("utf-8")[:MAX_SEGMENT_BYTES].decode("utf-8", "ignore")
    )


def _words(text: str) -> list[str]:
    joined = text.translate(_WITHIN_WORDS)
    return "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else " " for char in joined).split()
