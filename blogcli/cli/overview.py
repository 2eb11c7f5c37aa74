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
_WITHOUT_END = 1000  # cells, more than any table of the languages takes
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
    for line in _overview(found, worth_saying, width) if worth_saying else _all_well(found, width):
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
    return ":".join(console.visible_path(str(part)) for part in (problem["path"], problem["line"]) if part)


def _overview(found: Status, shown: Sequence[Group], width: int) -> Iterator[str]:
    from blogcli.cli.rows import filled

    for group in shown:
        yield from (_painted(line, _BOLD) for line in filled(f"{group.heading}:", width))
        yield from _hint(group.hint, width - 2)
        lines = _rows(group, width - 4) if group.columns else _problem_lines(group.records, width - 4)
        for row in islice(lines, _MANY):
            yield from (_painted(f"    {line.rstrip()}", group.colour) for line in row)
        if len(group.records) > _MANY:
            rest = f"... and {len(group.records) - _MANY} more, which blogcli status | cat shows"
            yield from (f"    {line}" for line in filled(rest, width - 4))
        yield ""
    yield f"{_painted('Languages:', _BOLD)}"
    yield from (f"    {line.rstrip()}" for line in _coverage(found.coverage, width - 4))


def _hint(hint: str, width: int) -> Iterator[str]:
    """What mends a group's records, in its own lines where they fit, for these don't part a command."""
    from blogcli.cli.rows import filled

    lines = f"({hint})".split("\n")
    if max(map(len, lines)) >= width:
        lines = filled(" ".join(lines), width - 1)
    yield from (f"{'   ' if place else '  '}{line}" for place, line in enumerate(lines))


def _rows(group: Group, width: int) -> Iterator[list[str]]:
    from blogcli.cli.rows import laid_out, with_detail, with_title

    *names, last = group.columns
    records = [{key: console.on_one_line(record[key]) for key in group.columns} for record in group.records[:_MANY]]
    add = with_detail if last == "detail" else with_title
    laid = laid_out([[record[name] for name in names] for record in records], width)
    return (add(lines, record[last], width) for lines, record in zip(laid, records, strict=True))


def _problem_lines(problems: Sequence[Row], width: int) -> Iterator[list[str]]:
    """Each problem on as many lines as it takes, for no word of it is to be lost, and paths are whole."""
    from blogcli.cli.rows import filled

    for record in problems:
        where = console.visible(_place(record))
        message = console.on_one_line(f"{_SEVERITIES[record['kind']]}{record['message']}")
        lines = filled(f"{where}{': ' if where else ''}{message}", width, "  ")
        if record["hint"]:
            hint = filled(f"hint: {console.on_one_line(record['hint'])}", width - 2, "  ")
            lines += [f"  {line}" for line in hint]
        yield lines


def _coverage(rows: Sequence[Mapping[str, Any]], width: int) -> Iterator[str]:
    """What each language is to how many posts, without what there is none of: a table, if there is room for one."""
    from rich.cells import cell_len

    from blogcli.cli.rows import packed
    from blogcli.cli.table import table

    kinds = [key for key in rows[0] if key not in ("language", "posts") and any(row[key] for row in rows)]
    columns = ("language", "posts", *kinds)
    # A zero is an empty place: what is there is seen the sooner.
    shown = [{key: console.on_one_line(row[key] or "") for key in columns} for row in rows]
    lines = list(table(shown, columns, columns, _WITHOUT_END))
    if max(map(cell_len, lines)) <= width:
        yield from lines
        return
    for row in rows:
        counted = (f"{row[kind]} {kind}" for kind in kinds if row[kind])
        yield from packed([row["language"], _count(row["posts"], "post"), *counted], width)


def _all_well(found: Status, width: int) -> list[str]:
    from blogcli.cli.rows import filled

    posts, languages = found.coverage[0]["posts"], len(found.coverage)
    there = f"{_count(posts, 'post')}, {_count(languages, 'language')}"
    said = f"All is well: {there}, and nothing that wants attention."
    return filled(said if posts else "Nothing yet: blogcli new TITLE starts a post.", width)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _painted(text: str, colour: str) -> str:
    return f"{colour}{text}{_PLAIN}" if console.with_colours() else text
