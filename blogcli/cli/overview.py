"""What `status` found, for people in groups under headings, for scripts a record a line."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from blogcli.cli import console

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blogcli.attention import Status

Row = dict[str, Any]

FIELDS = ("kind", "post", "language", "detail", "path")

_MANY = 20  # of one kind, more than which nobody reads through
_BOLD, _RED, _GREEN, _YELLOW, _PLAIN = "\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[0m"
_AHEAD, _ORPHAN, _UNTRACKED, _STRANGE = "ahead", "orphan", "untracked", "strange"
_SEVERITIES = {"error": "", "fault": "left out: ", "warning": "warning: "}


@dataclass(frozen=True, slots=True)
class _Group:
    """Records under one heading: what mends them, in which colour, and their columns."""

    heading: str
    hint: str
    colour: str
    columns: tuple[str, ...]
    records: Sequence[Row]


def print_status(found: Status) -> None:
    """All of it but what is as it should be."""
    if not sys.stdout.isatty():
        for record in _lines(found):
            print("\t".join(console.on_one_line(record[field]) for field in FIELDS))
        return
    import shutil

    width = shutil.get_terminal_size().columns
    groups = [group for group in _groups(found) if group.records]
    for line in _overview(found, groups, width) if groups else [_all_well(found)]:
        print(line)


def _lines(found: Status) -> Iterator[Row]:
    for record in found.drafts:
        yield {**record, "kind": "draft", "detail": record["title"]}
    for record in found.scheduled:
        yield {**record, "kind": "scheduled", "detail": record["date"]}
    for record in found.translations:
        if _is_news(record) or record["state"] == _UNTRACKED:
            yield {**record, "kind": record["state"]}
    for record in found.missing:
        yield {**record, "kind": "missing", "detail": record["title"]}
    for record in found.pending:
        yield {**record, "kind": "pending", "detail": record["id"]}
    for record in found.problems:
        detail = f"{_SEVERITIES[record['kind']]}{record['message']}"
        yield {"kind": "problem", "post": "", "language": "", "detail": detail, "path": _place(record)}


def _is_news(translation: Row) -> bool:
    """Whether there is something to say of a translation: of a level one, too, whose source is itself behind."""
    return translation["attention"] or (translation["state"] == "current" and bool(translation["detail"]))


def _place(problem: Row) -> str:
    return ":".join(str(part) for part in (problem["path"], problem["line"]) if part)


def _groups(found: Status) -> Iterator[_Group]:
    yield _Group(
        "Drafts", "blogcli publish POST LANGUAGE makes one live", _GREEN, ("post", "language", "title"), found.drafts
    )
    yield _Group(
        "Scheduled",
        "the first blogcli render after its moment shows it",
        _GREEN,
        ("moment", "post", "language", "title"),
        [{**record, "moment": record["date"][:16].replace("T", " ")} for record in found.scheduled],
    )
    yield from _translation_groups(found.translations)
    yield _Group(
        "Missing translations",
        "blogcli translate POST LANGUAGE starts one",
        _YELLOW,
        ("post", "language", "title"),
        _by_post(found.missing),
    )
    yield _Group(
        "Comments that wait",
        "blogcli comment moderate goes through them, a key for each decision",
        _YELLOW,
        ("id", "post", "author"),
        [{**record, "author": record["author"] or "(anonymous)"} for record in found.pending],
    )
    yield _Group("Problems", "errors stop blogcli render, warnings don't", _RED, (), found.problems)


def _translation_groups(translations: Sequence[Row]) -> Iterator[_Group]:
    """Translations by what there is to do about them."""
    kinds: dict[str, list[Row]] = {kind: [] for kind in ("differ", _AHEAD, "above", _ORPHAN, _STRANGE, _UNTRACKED)}
    for record in translations:
        if _is_news(record):
            above = "differ" if record["attention"] else "above"
            kind = _STRANGE if record["state"] == _UNTRACKED else above
            kind = record["state"] if record["state"] in (_AHEAD, _ORPHAN) else kind
            kinds[kind].append({**record, "from": f"from {record['source']}"})
        elif record["state"] == _UNTRACKED:
            kinds[_UNTRACKED].append(record)
    columns = ("state", "post", "language", "from", "detail")
    yield _Group(
        "Translations and originals that differ",
        "blogcli translation diff POST LANGUAGE shows what changed, and\n"
        "   blogcli translation done POST LANGUAGE says that it is followed",
        _RED,
        columns,
        kinds["differ"],
    )
    yield _Group(
        "Translations that gained or lost text of their own",
        "blogcli translation diff POST LANGUAGE shows it, and\n"
        "   blogcli translation done POST LANGUAGE says that it is meant",
        _RED,
        columns,
        kinds[_AHEAD],
    )
    yield _Group(
        "Translations of what is itself to be seen to",
        "each is level with its source: see to that first",
        _YELLOW,
        columns,
        kinds["above"],
    )
    yield _Group(
        "Translations whose original is gone",
        "blogcli translation original POST LANGUAGE makes one the original; or, if\n"
        "   there is another, write 'translated_from: LANGUAGE' in place of the\n"
        "   record, then blogcli translation done POST LANGUAGE",
        _RED,
        columns,
        kinds[_ORPHAN],
    )
    yield _Group(
        "Translations whose record seems to be of another text",
        "all was rewritten: blogcli translation diff POST LANGUAGE, then done; or the\n"
        "   record names a wrong language: write 'translated_from: LANGUAGE' in the\n"
        "   record's place, then blogcli translation done POST LANGUAGE",
        _RED,
        columns,
        kinds[_STRANGE],
    )
    yield _Group(
        "Translations without a record of what they were made from",
        "blogcli translation done POST LANGUAGE says that one is level today",
        _YELLOW,
        ("post", "language", "title"),
        kinds[_UNTRACKED],
    )


def _by_post(missing: Sequence[Row]) -> list[Row]:
    """One record a post, with all the languages it lacks."""
    posts: dict[str, Row] = {}
    for record in missing:
        known = posts.setdefault(record["post"], {**record, "language": ""})
        known["language"] = ", ".join(filter(None, (known["language"], record["language"])))
    return list(posts.values())


def _overview(found: Status, groups: Sequence[_Group], width: int) -> Iterator[str]:
    for group in groups:
        yield f"{_painted(group.heading, _BOLD)}:"
        yield f"  ({group.hint})"
        rows = islice(_rows(group, width - 4) if group.columns else _problem_lines(group.records, width - 4), _MANY)
        yield from (f"    {_painted(row, group.colour)}" for row in rows)
        if len(group.records) > _MANY:
            yield f"    ... and {len(group.records) - _MANY} more, which blogcli status | cat shows"
        yield ""
    yield f"{_painted('Languages', _BOLD)}:"
    yield from (f"    {line}" for line in _coverage(found.coverage, width - 4))


def _rows(group: _Group, width: int) -> Iterator[str]:
    from blogcli.cli.table import table

    shown = [{key: console.on_one_line(record[key]) for key in group.columns} for record in group.records[:_MANY]]
    # What has to be whole comes first where room is short.
    worth = sorted(group.columns, key=lambda name: name in ("title", "from"))
    return islice(table(shown, group.columns, worth, width), 1, None)


def _problem_lines(problems: Sequence[Row], width: int) -> Iterator[str]:
    """Each problem on as many lines as it takes, for no word of it is to be lost, and paths are whole."""
    from textwrap import TextWrapper

    wrapper = TextWrapper(width, subsequent_indent=" " * 6, break_long_words=False, break_on_hyphens=False)
    for record in problems:
        where = console.visible(_place(record))
        message = console.on_one_line(f"{_SEVERITIES[record['kind']]}{record['message']}")
        lines = wrapper.wrap(f"{where}{': ' if where else ''}{message}")
        if record["hint"]:
            lines += wrapper.wrap(f"  hint: {console.on_one_line(record['hint'])}")
        yield "\n    ".join(lines)


def _coverage(rows: Sequence[Mapping[str, Any]], width: int) -> Iterator[str]:
    """A table of what each language is to how many posts, without the columns of which there are none."""
    from blogcli.cli.table import table

    kinds = [key for key in rows[0] if key not in ("language", "posts") and any(row[key] for row in rows)]
    columns = ("language", "posts", *kinds)
    # A zero is an empty place: what is there is seen the sooner.
    shown = [{key: console.on_one_line(row[key] or "") for key in columns} for row in rows]
    return table(shown, columns, columns, width)


def _all_well(found: Status) -> str:
    posts, languages = found.coverage[0]["posts"], len(found.coverage)
    if not posts:
        return "Nothing yet: blogcli new TITLE starts a post."
    return f"All is well: {_count(posts, 'post')}, {_count(languages, 'language')}, and nothing that wants attention."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _painted(text: str, colour: str) -> str:
    return f"{colour}{text}{_PLAIN}" if console.with_colours() else text
