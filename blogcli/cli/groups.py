"""What `status` found in groups: under each heading what one thing mends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogcli.attention import Status

Row = dict[str, Any]

_RED, _GREEN, _YELLOW = "\x1b[31m", "\x1b[32m", "\x1b[33m"
_AHEAD, _ORPHAN, UNTRACKED, _STRANGE = "ahead", "orphan", "untracked", "strange"


@dataclass(frozen=True, slots=True)
class Group:
    """Records under one heading: what mends them, in which colour, and their columns.

    The lines of a hint stand as they are where they fit.
    """

    heading: str
    hint: str
    colour: str
    columns: tuple[str, ...]
    records: Sequence[Row]


def is_news(translation: Row) -> bool:
    """Whether there is something to say of a translation: of a level one, too, whose source is itself behind."""
    return translation["attention"] or (translation["state"] == "current" and bool(translation["detail"]))


def groups(found: Status) -> Iterator[Group]:
    """Every group, those without records among them."""
    yield Group(
        "Drafts",
        "write the text, then blogcli publish POST LANGUAGE makes one live",
        _GREEN,
        ("post", "language", "title"),
        found.drafts,
    )
    yield Group(
        "Scheduled",
        "the first blogcli render after its moment shows it",
        _GREEN,
        ("moment", "post", "language", "title"),
        [{**record, "moment": record["date"][:16].replace("T", " ")} for record in found.scheduled],
    )
    yield from _translation_groups(found.translations)
    yield Group(
        "Missing translations",
        "blogcli translate POST LANGUAGE starts one",
        _YELLOW,
        ("post", "language", "title"),
        _by_post(found.missing),
    )
    yield Group(
        "Comments that wait",
        "blogcli comment moderate goes through them, a key for each decision",
        _YELLOW,
        ("id", "post", "author"),
        [{**record, "author": record["author"] or "(anonymous)"} for record in found.pending],
    )
    yield Group("Problems", "errors stop blogcli render, warnings don't", _RED, (), found.problems)


def _translation_groups(translations: Sequence[Row]) -> Iterator[Group]:
    """Translations by what there is to do about them."""
    kinds: dict[str, list[Row]] = {kind: [] for kind in ("differ", _AHEAD, "above", _ORPHAN, _STRANGE, UNTRACKED)}
    for record in translations:
        row = {**record, "from": f"from {record['source']}"}
        if is_news(record):
            above = "differ" if record["attention"] else "above"
            kind = _STRANGE if record["state"] == UNTRACKED else above
            kinds[record["state"] if record["state"] in (_AHEAD, _ORPHAN) else kind].append(row)
        elif record["state"] == UNTRACKED:
            kinds[UNTRACKED].append(row)
    columns = ("state", "post", "language", "from", "detail")
    yield Group(
        "Translations and originals that differ",
        "blogcli translation diff POST LANGUAGE shows what changed, and\n"
        "blogcli translation done POST LANGUAGE says that it is followed",
        _RED,
        columns,
        kinds["differ"],
    )
    yield Group(
        "Translations that gained or lost text of their own",
        "blogcli translation diff POST LANGUAGE shows it, and\n"
        "blogcli translation done POST LANGUAGE says that it is meant",
        _RED,
        columns,
        kinds[_AHEAD],
    )
    yield Group(
        "Translations of what is itself to be seen to",
        "each is level with its source: see to that first",
        _YELLOW,
        columns,
        kinds["above"],
    )
    yield Group(
        "Translations whose original is gone",
        "blogcli translation diff POST LANGUAGE says where it went;\n"
        "blogcli translation original POST LANGUAGE makes one the original; or, if\n"
        "there is another, write 'translated_from: LANGUAGE' in place of the\n"
        "record, then blogcli translation done POST LANGUAGE",
        _RED,
        columns,
        kinds[_ORPHAN],
    )
    yield Group(
        "Translations whose record seems to be of another text",
        "all was rewritten: blogcli translation diff POST LANGUAGE, then done; or the\n"
        "record names a wrong language: write 'translated_from: LANGUAGE' in the\n"
        "record's place, then blogcli translation done POST LANGUAGE",
        _RED,
        columns,
        kinds[_STRANGE],
    )
    yield Group(
        "Translations without a record of what they were made from",
        "blogcli translation done POST LANGUAGE says that one is level today",
        _YELLOW,
        ("post", "language", "from", "title"),
        kinds[UNTRACKED],
    )


def _by_post(missing: Sequence[Row]) -> list[Row]:
    """One record a post, with all the languages it lacks."""
    posts: dict[str, Row] = {}
    for record in missing:
        known = posts.setdefault(record["post"], {**record, "language": ""})
        known["language"] = ", ".join(filter(None, (known["language"], record["language"])))
    return list(posts.values())
