"""How much speaks for a comment being spam: points, each with its reason, so that a person can check and disagree.

The points are set so that what a moderator blocked decides alone, and so does the text of known spam; everything else
has to come together. Nothing here was fitted to any collection of comments; docs/spam.md has how well it does on some.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from blogcli.spam.lookalikes import looks_like
from blogcli.spam.scripts import main_script, scripts_of
from blogcli.spam.texts import (
    has_bbcode,
    has_html,
    host_in,
    hosts_in,
    links_in,
    plain,
    stands_in,
    unescaped,
    without_links,
    written_forms,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogcli.spam.blocklist import Blocked

MIN_TWIN = 20  # characters that a text needs for its being found elsewhere to mean something

_BLOCKED = 10  # of each thing that is blocked
_BBCODE, _HTML = 6, 3
_ONLY_LINKS = 5
_NAME = 4
_LOOKS_LIKE_AUTHOR = 4
_SCRIPT = 2
_TWIN, _MOST_TWINS, _SPAM_TWIN = 4, 8, 10
_MOST_LINKS = 12

_ADDRESS = r"\S+@\S+\.\S+"
# Names such as anna.rossi are people's; these ends are hardly any person's.
_ENDINGS = r"app|biz|blog|club|cn|com?|de|example|info|io|it|net|online|org|ru|shop|site|store|top|uk|us|xyz"


class Reason(NamedTuple):
    """Some points, and a sentence that says for what."""

    points: int
    text: str


class Score(NamedTuple):
    """How much speaks for spam, and what."""

    reasons: tuple[Reason, ...] = ()

    @property
    def points(self) -> int:
        """All points together; 0 where nothing speaks for spam."""
        return sum(reason.points for reason in self.reasons)


class Twins(NamedTuple):
    """How many other comments have the same text, and how many of them are marked as spam."""

    others: int = 0
    spam: int = 0


def twin_key(text: str) -> str:
    """What texts have in common that count as the same: letter case and white space aside; "" for a short one."""
    key = plain(text)
    return key if len(key) >= MIN_TWIN else ""


def score(
    text: str,
    *,
    author: str = "",
    url: str = "",
    languages: Iterable[str],
    own_name: str = "",
    blocked: Blocked | None = None,
    twins: Twins | None = None,
) -> Score:
    """The score of a comment by its text, its author's name ("": anonymous) and site.

    `languages` are the tags of those that are expected: the blog's, and the comment's own where it says so. `own_name`
    is the name of the blog's author, "" where it is the author who speaks.
    """
    text = unescaped(text)
    said = without_links(text)
    reasons = [
        *_links(text, said),
        *_name(author, own_name),
        *_script(said, languages),
        *(_of_blocked(text, author, url, blocked) if blocked else ()),
        *(_twins(twins) if twins else ()),
    ]
    return Score(tuple(reasons))


def _links(text: str, said: str) -> Iterator[Reason]:
    count = len(links_in(text))
    if count:
        points = min(count if count < 3 else 2 * count - 2, _MOST_LINKS)
        yield Reason(points, "a link" if count == 1 else f"{count} links")
    if has_bbcode(text):
        yield Reason(_BBCODE, "a link in BBCode, which means nothing here")
    if has_html(text):
        yield Reason(_HTML, "a link in HTML")
    if (count or said != text) and not any(map(str.isalpha, said)):
        yield Reason(_ONLY_LINKS, "nothing but links")


def _name(author: str, own_name: str) -> Iterator[Reason]:
    if author and own_name and looks_like(author, own_name):
        yield Reason(_LOOKS_LIKE_AUTHOR, f"the name '{author}' looks like the blog's author")
    if links_in(author) or ("@" in author and re.search(_ADDRESS, author)) or _is_host(author):
        yield Reason(_NAME, f"the name '{author}' is an address")


def _is_host(name: str) -> bool:
    host = host_in(name) if "." in name and len(name.split()) == 1 else ""
    return "." in host and re.fullmatch(_ENDINGS, host.rpartition(".")[2]) is not None


def _script(said: str, languages: Iterable[str]) -> Iterator[Reason]:
    script = main_script(said)
    if script and script not in scripts_of(languages):
        letters = "Chinese characters" if script == "CJK" else f"{script.title()} letters"
        yield Reason(_SCRIPT, f"most of it is in {letters}, which the blog's languages don't use")


def is_blocked(text: str, author: str, url: str, blocked: Blocked) -> bool:
    """Return whether a comment has anything of what is blocked in its text, name or site."""
    return any(_of_blocked(unescaped(text), author, url, blocked))


def _of_blocked(text: str, author: str, url: str, blocked: Blocked) -> Iterator[Reason]:
    texts = written_forms(text)
    if blocked.words:
        where = [plain(each) for each in (*texts, author)]
        for word in sorted(blocked.words):
            if any(stands_in(word, each) for each in where):
                yield Reason(_BLOCKED, f"the word '{word}' is blocked")
    if blocked.hosts:
        named = set().union(*(hosts_in(each) for each in (*texts, author, url)))
        for host in sorted(blocked.hosts):
            if any(name == host or name.endswith(f".{host}") for name in named):
                yield Reason(_BLOCKED, f"the host '{host}' is blocked")
    if blocked.names and plain(author) in blocked.names:
        yield Reason(_BLOCKED, f"the name '{author}' is blocked")


def _twins(twins: Twins) -> Iterator[Reason]:
    if twins.spam:
        yield Reason(_SPAM_TWIN, f"the same text is marked as spam {_times(twins.spam)}")
    if others := twins.others - twins.spam:
        yield Reason(min(_TWIN + others - 1, _MOST_TWINS), f"the same text stands elsewhere {_times(others)}")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
