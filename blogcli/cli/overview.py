"""What `status` found, for people in groups under headings, for scripts a record a line."""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING, Any

from blogcli.cli import console
from blogcli.cli.groups import UNTRACKED, groups, is_news

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blogcli.attention import Status
    from blogcli.cli.groups import Group

Row = dict[str, Any]

FIELDS = ("kind", "post", "language", "detail", "path")

_MANY = 20  # of one kind, more than which nobody reads through
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_SEVERITIES = {"error": "", "fault": "left out: ", "warning": "warning: "}


def print_status(found: Status) -> None:
    """All of it but what is as it should be."""
    if not sys.stdout.isatty():
        for record in _lines(found):
            print("\t".join(console.on_one_line(record[field]) for field in FIELDS))
        return
    import shutil

    width = shutil.get_terminal_size().columns
    worth_saying = [group for group in groups(found) if group.records]
    for line in _overview(found, worth_saying, width) if worth_saying else [_all_well(found)]:
        print(line)


def _lines(found: Status) -> Iterator[Row]:
    for record in found.drafts:
        yield {**record, "kind": "draft", "detail": record["title"]}
    for record in found.scheduled:
        yield {**record, "kind": "scheduled", "detail": record["date"]}
    for record in found.translations:
        if is_news(record) or record["state"] == UNTRACKED:
            yield {**record, "kind": record["state"]}
    for record in found.missing:
        yield {**record, "kind": "missing", "detail": record["title"]}
    for record in found.pending:
        yield {**record, "kind": "pending", "detail": record["id"]}
    for record in found.problems:
        detail = f"{_SEVERITIES[record['kind']]}{record['message']}"
        yield {"kind": "problem", "post": "", "language": "", "detail": detail, "path": _place(record)}


def _place(problem: Row) -> str:
    return ":".join(str(part) for part in (problem["path"], problem["line"]) if part)


def _overview(found: Status, shown: Sequence[Group], width: int) -> Iterator[str]:
    for group in shown:
        yield f"{_painted(group.heading, _BOLD)}:"
        yield f"  ({group.hint})"
        rows = islice(_rows(group, width - 4) if group.columns else _problem_lines(group.records, width - 4), _MANY)
        yield from (f"    {_painted(row, group.colour)}" for row in rows)
        if len(group.records) > _MANY:
            yield f"    ... and {len(group.records) - _MANY} more, which blogcli status | cat shows"
        yield ""
    yield f"{_painted('Languages', _BOLD)}:"
    yield from (f"    {line}" for line in _coverage(found.coverage, width - 4))


def _rows(group: Group, width: int) -> Iterator[str]:
    from blogcli.cli.table import table

    records = group.records[:_MANY]
    columns = [key for key in group.columns if key != "detail"]
    shown = [{key: console.on_one_line(record[key]) for key in columns} for record in records]
    # What has to be whole comes first where room is short.
    worth = sorted(columns, key=lambda name: name in ("title", "from"))
    rows = islice(table(shown, columns, worth, width), 1, None)
    return (_detailed(row, record, width) for row, record in zip(rows, records, strict=True))


def _detailed(row: str, record: Row, width: int) -> str:
    """A row with its detail, which stands below it where there is no room beside it, and is cut where it has no end."""
    from textwrap import wrap

    detail = console.on_one_line(record.get("detail") or "")
    if not detail or len(row) + 2 + len(detail) <= width:
        return f"{row}  {detail}".rstrip()
    lines = wrap(detail, width - 2, max_lines=3, placeholder=" ...")
    return "\n      ".join([row, *lines])


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
