"""Which targets of a translation's links are those of its source, in the translation's language."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogcli.drift.parts import Part
    from blogcli.names import LanguageTag

_MOST_COMPARED = 10_000  # pairs: 100 targets of each text
_CONTACTS = ("mailto:", "tel:", "sms:", "xmpp:")
_SITE = re.compile(r"https?://([^/?]*)", re.IGNORECASE)
_VERSION = re.compile(r"(?:^|/)[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*\.md$")  # a file of a post, in whatever language


def others(
    theirs: Sequence[Part], ours: Sequence[Part], languages: tuple[LanguageTag, LanguageTag]
) -> Iterator[tuple[Part, Part]]:
    """The parts of a translation that lead elsewhere than the source's, each with one that the source has instead.

    Targets are compared as a multiset: their order doesn't matter. `languages` are the source's and the translation's.
    """
    if Counter(part.name for part in theirs) == Counter(part.name for part in ours):
        return  # as in most translations
    lacked, added = _more(theirs, ours), _more(ours, theirs)
    if len(lacked) * len(added) > _MOST_COMPARED:
        return
    left = []
    for part in added:
        match = next((each for each in lacked if _is_counterpart(each.name, part.name, languages)), None)
        if match is None:
            left.append(part)
        else:
            lacked.remove(match)
    yield from zip(lacked, left, strict=False)


def _more(some: Sequence[Part], than: Sequence[Part]) -> list[Part]:
    """The parts whose target comes more often here, the last of them for each time more."""
    surplus = Counter(_plain(part.name) for part in some) - Counter(_plain(part.name) for part in than)
    found = []
    for part in reversed(some):
        if surplus[_plain(part.name)] > 0:
            surplus[_plain(part.name)] -= 1
            found.append(part)
    return found[::-1]


def _plain(target: str) -> str:
    """A target without what makes no other place of it: http or https, a fragment, how a post is named."""
    target = target.strip("<>")
    if target.startswith("#"):
        return "#"  # a heading answers to its own anchor and to its original's
    place = target.partition("#")[0]
    site = _SITE.match(place)
    if site:
        place = f"//{site[1].casefold()}{place[site.end() :]}"
    else:
        place = _VERSION.sub("/", place.removeprefix("post:"))
        while place.startswith(("./", "../")):
            place = place.partition("/")[2]
    return place.rstrip("/")


def _is_counterpart(theirs: str, ours: str, languages: tuple[LanguageTag, LanguageTag]) -> bool:
    """Whether a target is the other one for readers of another language, as far as addresses tell.

    It is if one carries the mark of its text's language (`it.wikipedia.org`, `/it/`, `chart-it.png`, `.it`).
    """
    theirs, ours = _plain(theirs).casefold(), _plain(ours).casefold()
    if any(theirs.startswith(scheme) and ours.startswith(scheme) for scheme in _CONTACTS):
        return True
    return _is_marked(ours, languages[1]) or (_is_marked(theirs, languages[0]) and _site(theirs) == _site(ours))


def _site(target: str) -> str:
    """The name of a host's domain, without what may tell a language around it: `wikipedia` of `en.wikipedia.org`."""
    try:
        return "".join(urlsplit(target).netloc.split(".")[-2:-1])
    except ValueError:  # a bracket that begins no address of IPv6
        return ""


def _is_marked(target: str, language: LanguageTag) -> bool:
    """Whether a name in an address is the tag of a language, or begins or ends with it."""
    tag = str(language).casefold()
    marks = "|".join(map(re.escape, {tag, tag.replace("-", "_"), tag.partition("-")[0]}))
    return bool(re.search(rf"(?:^|[/.=_-])(?:{marks})(?=[/.&?#_-]|$)", target))
