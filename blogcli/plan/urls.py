"""The law of addresses.

An address is a path within the blog, unencoded and in NFC, like `/en/2011/06/networking-dreams/`: it starts at the
blog's root, is lower-case, and ends in a slash unless it names a file. Where versions of a post stand on one page, a
version's address names its section, like `/2011/06/la-favola-del-networking/#_en`. `href` and `absolute` make of an
address what a page links to, `file_of` the file that a page is served from.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from blogcli.names import fold, is_given_id, lowered, segment, too_long

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blogcli.config import Config, LanguageConfig
    from blogcli.model import Version
    from blogcli.names import LanguageTag

RESERVED = ".blogcli-"  # how the names start that blogcli itself writes to the output folder

COMMENTS_ID = "_comments"  # the id of the element that holds a conversation

# What parts a page's address from a place of blogcli's own on it. No file beside a post has a name like that.
_PLACE = "/#_"

# What RFC 3986 lets stand in a path beside letters and digits.
_SAFE = "/-._~!$&'()*+,;=:@"


def nfc(name: str) -> str:
    """A name in the form addresses have, whatever form the file system gave it."""
    return unicodedata.normalize("NFC", name)


def language_prefix(language: LanguageConfig) -> str:
    """What a language's addresses start with: "/" or like "/en/"."""
    return f"/{language.path}/" if language.path else "/"


def version_address(config: Config, language: LanguageConfig, version: Version, *, page: bool) -> str:
    """Where a version's page is; year, month and day as its date is written, not converted to any zone."""
    slug = lowered(version.slug, language.tag)
    if page or not version.date:
        place = (config.page_pattern if page else config.post_pattern).format(slug=slug)
    else:
        year, month, day = version.date.isoformat()[:10].split("-")
        place = config.post_pattern.format(slug=slug, year=year, month=month, day=day)
    address = language_prefix(language) + place.lstrip("/")
    return lowered(address)


def section(address: str, language: LanguageTag) -> str:
    """Where on the page with this address the version in a language is."""
    return f"{address}#{section_id(language)}"


def section_id(language: LanguageTag) -> str:
    """The id of the element that holds a version, where several stand on one page; no heading's begins with '_'."""
    return f"_{language.lower()}"


def comments_on(address: str) -> str:
    """Where on the page that an address leads to the conversation is."""
    return f"{page_of(address)}#{COMMENTS_ID}"


def comment_id(name: str) -> str:
    """The id of the element that holds the comment of this id."""
    return f"c-{name}"


def is_theme_s(fragment: str) -> bool:
    """Whether an anchor is one of the theme's, and of no text: no heading's begins like that."""
    return fragment.startswith("_")


def is_page_s(fragment: str) -> bool:
    """Whether an anchor is the page's, and no version's: the theme's, or a comment's. "c-plus" is a heading's."""
    return is_theme_s(fragment) or (fragment.startswith("c-") and is_given_id(fragment.removeprefix("c-")))


def page_of(address: str) -> str:
    """The address of the page that an address leads to."""
    page, place, name = address.rpartition(_PLACE)
    return f"{page}/" if place and "/" not in name else address


def prefix_at(address: str) -> str:
    """What the ids in a version's text begin with: in a section, "_en-", so that they are no other version's."""
    name = address[len(page_of(address)) + 1 :]
    return f"{name}-" if name else ""


def file_of(address: str) -> str:
    """The file, relative to the output folder, that a web server answers the address with."""
    return f"{address}index.html".lstrip("/") if address.endswith("/") else address.lstrip("/")


def address_of(file: str) -> str:
    """The address that a web server answers with a file of the output folder."""
    return "/" + (file.removesuffix("index.html") if file.rpartition("/")[2] == "index.html" else file)


@lru_cache(maxsize=65536)
def _quoted(address: str) -> str:
    page = page_of(address)
    return quote(page, safe=_SAFE).lstrip("/") + address[len(page) :]


def trouble_with(address: str) -> str | None:
    """Why no file can stand for an address: it is too long for a disk, or has a name blogcli keeps for itself."""
    path = file_of(address)
    if trouble := too_long(path):
        return f"has an address with {trouble}: {address[:60]}..."
    parts = path.lower().split("/")
    if not {"", ".", ".."}.isdisjoint(parts):
        return f"has an address that no file can stand for: {address}"
    if path.startswith(RESERVED) or ".git" in parts:
        return f"has an address that blogcli keeps for itself: {address}"
    return None


def href(config: Config, address: str) -> str:
    """The address as pages link to it: percent-encoded, below the path of the blog's url."""
    return config.base_path + _quoted(address)


def absolute(config: Config, address: str) -> str:
    """The address in full, as feeds, sitemaps and canonical links need it."""
    parts = urlsplit(config.url)
    return f"{parts.scheme}://{parts.netloc}{href(config, address)}"


class TagSlug(NamedTuple):
    """A tag's part of its address, and the one it would have if no other tag had it."""

    slug: str
    wanted: str


def tag_slugs(names: Mapping[str, str], own: Mapping[str, str]) -> dict[str, TagSlug]:
    """A slug for every tag: that in `own`, else one made from its name. `names` are in small letters.

    Of those that would share one, that has it whose name it is, else the first by name; the others get -2, -3... in the
    order of their names.
    """
    slugs = {tag: TagSlug(slug, slug) for tag, slug in own.items()}
    taken = {fold(slug) for slug in own.values()}
    wanted = {tag: segment(name) or "tag" for tag, name in names.items() if tag not in own}
    by_name = sorted(wanted, key=lambda tag: (names[tag], tag))
    # Each is free for one before any gets a number, which then gives way to no name.
    for tag in sorted(by_name, key=lambda tag: fold(wanted[tag]) != names[tag]):
        if fold(wanted[tag]) not in taken:
            taken.add(fold(wanted[tag]))
            slugs[tag] = TagSlug(wanted[tag], wanted[tag])
    numbers: dict[str, int] = {}
    for tag in by_name:
        while tag not in slugs:
            number = numbers[wanted[tag]] = numbers.get(wanted[tag], 1) + 1
            slug = f"{wanted[tag]}-{number}"
            if fold(slug) not in taken:
                taken.add(fold(slug))
                slugs[tag] = TagSlug(slug, wanted[tag])
    return slugs
