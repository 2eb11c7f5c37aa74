"""What goes to the terminal and comes from it. stdout is data, stderr is talk, questions use the terminal itself."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from blogcli.errors import (
    BlogcliError,
    FileError,
    MustAskError,
    Problems,
    SourceError,
    TooLargeError,
    UnprintedError,
    UsageError,
)
from blogcli.names import INVISIBLE, has_control

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

WORTH_A_BAR = 200  # steps that take long enough to watch

# Control, escape and bidirectional-control characters, what draws nothing, and what can't be written as UTF-8: they
# could make a terminal lie. Line breaks and tabs are kept where a text may have several lines. So are marks that a text
# needs: joiners after a letter, a mark or a symbol (Persian, Hindi, emoji of several people), and variation selectors
# after a visible character. Flags such as Scotland's are spelt with tags: of these a black flag may have some.
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_JOINED = (
    "\u0600-\u08ff\u0900-\u109f\u1780-\u18af\u1a20-\u1aad\u1b00-\u1bff\ua840-\ua87f\ua8e0-\uabff\u2600-\u27bf\ufe0f"
    "\U0001f000-\U0001faff"
)


@cache
def _unsafe() -> re.Pattern[str]:
    """Return what finds such characters, as its group 1, and passes over those that are kept."""
    return re.compile(
        "\U0001f3f4[\U000e0061-\U000e007a]{1,6}\U000e007f"
        f"|(?<=[{_JOINED}])[\u200c\u200d](?=[{_JOINED}\u2640\u2642])"
        "|(?<=[^\\s\ufe00-\ufe0f\U000e0100-\U000e01ef\u200b-\u200f])[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
        "|[\u180b-\u180d\u180f](?<=[\u1800-\u18af][\u180b-\u180f])"
        f"|([{_CONTROLS}]|{INVISIBLE})"
    )


def visible(text: str) -> str:
    """The text with every character that could fool a terminal shown as an escape, like \\x1b."""
    return text if text.isascii() and text.isprintable() else _unsafe().sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    if not match[1]:
        return match[0]
    code = ord(match[1])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def on_one_line(value: object) -> str:
    """A value for a table's cell or a field of a record: visible, on one line, without tabs."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return visible(" ".join(text.split()))


def here(path: Path) -> str:
    """A path relative to the current directory."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive, on Windows
        return str(path)


def with_paths_here(records: Iterable[dict[str, Any]], root: Path) -> None:
    """Make the records' paths, relative to the blog, relative to the current directory."""
    for record in records:
        record["path"] = here(root / record["path"])


def with_colours() -> bool:
    """Whether stdout shows colours, and the user hasn't asked for none (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"


def visible_path(path: str | Path) -> str:
    """A path as `here` has it, on one line and with nothing in it that could fool a terminal."""
    return visible(path if isinstance(path, str) else here(path)).replace("\n", "\\x0a").replace("\t", "\\x09")


def print_paths(paths: Iterable[Path]) -> None:
    """Paths as data, one a line."""
    for path in paths:
        shown = here(path)
        print(visible_path(shown) if has_control(shown) else shown)


def check_path(option: str, path: str) -> None:
    """UsageError for an option's or argument's path with a character that can't be shown as it is."""
    if has_control(path):
        raise UsageError(f"{option}: '{visible_path(path)}' has a control character in it", hint="rename it")


def print_results(paths: Iterable[Path]) -> None:
    """Print the paths of what a command wrote; UnprintedError where standard output can't take them."""
    try:
        print_paths(paths)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read them has enough
        raise
    except OSError as error:
        raise UnprintedError(error) from error


def print_records(
    records: Sequence[Mapping[str, Any]], columns: Sequence[str], *, worth: Sequence[str], noun: str
) -> None:
    """A table on a terminal; elsewhere one record a line, tab-separated, whole, without a header.

    `worth` names the columns for a terminal, the most wanted first.
    """
    if not sys.stdout.isatty():
        for record in records:
            print("\t".join(on_one_line(record[column]) for column in columns))
        return
    if not records:
        say(f"No {noun}.")
        return
    import shutil

    from blogcli.cli.table import table

    rows = [{column: on_one_line(record[column]) for column in worth} for record in records]
    for line in table(rows, columns, worth, shutil.get_terminal_size().columns):
        print(line)


def print_json(name: str, value: object, **more: object) -> None:
    """One JSON document; what could fool a terminal is escaped, as JSON lets it be."""
    import json

    text = json.dumps({"format": 1, name: value, **more}, ensure_ascii=False, indent=2)
    print(_unsafe().sub(_json_escape, text))


def _json_escape(match: re.Match[str]) -> str:
    """Return a character that draws nothing as JSON escapes it: beyond U+FFFF by a pair of surrogates (RFC 8259, 7)."""
    if not match[1]:
        return match[0]
    units = match[1].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def print_fields(fields: Mapping[str, object], body: str | None = None) -> None:
    """One record, a key a line; then, after a line `--`, its text."""
    for key, value in fields.items():
        print(f"{key}:\t{on_one_line(value)}")
    if body is not None:
        print("--")
        print(visible(body.rstrip("\n")))


def say(message: str) -> None:
    """Something a person wants to know and a script doesn't: on stderr, only where that is a terminal."""
    if sys.stderr.isatty():
        print(visible(message), file=sys.stderr)


@contextlib.contextmanager
def progress(noun: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on the terminal, with counts and the time left, for what takes a while; None where stderr is none."""
    if not sys.stderr.isatty():
        yield None
        return
    bar: Any = None

    def advance(done: int, total: int) -> None:
        nonlocal bar
        if bar is None and total >= WORTH_A_BAR:
            bar = _bar(noun, total)
        if bar is not None and (done % 20 == 0 or done == total):
            bar.update(0, completed=done, refresh=True)

    try:
        yield advance
    finally:
        if bar is not None:
            bar.stop()


def _bar(noun: str, total: int) -> Any:
    from rich import progress as rich

    columns = (rich.BarColumn(), rich.MofNCompleteColumn(), rich.TextColumn(noun), rich.TimeRemainingColumn())
    # It is drawn when it moves, not by a thread: a process with threads had better not be forked.
    bar = rich.Progress(*columns, console=_stderr_console(), transient=True, auto_refresh=False)
    bar.start()
    bar.add_task(noun, total=total)
    return bar


def _stderr_console() -> Any:
    from rich.console import Console

    return Console(stderr=True)


def warn(message: str) -> None:
    """A line on stderr, always."""
    print(f"blogcli: {visible(message)}", file=sys.stderr)


def report(error: BlogcliError, *, kind: str = "") -> None:
    """An error or warning on stderr: one line each, with a hint line where one helps."""
    for problem in error.problems if isinstance(error, Problems) else (error,):
        where = f"{visible_path(problem.path)}:" if problem.path else ""
        if problem.path and problem.line:
            where += f"{problem.line}:"
        print(f"blogcli: {kind}{where}{' ' if where else ''}{on_one_line(problem.message)}", file=sys.stderr)
        if problem.hint:
            print(f"  hint: {on_one_line(problem.hint)}", file=sys.stderr)


def read_body(body: str | None, body_file: str | None, option: str = "--body-file") -> str | None:
    """The text given with --body or --body-file (`-`: stdin, read in no other case); None where there is neither.

    `option` is what the file was named with.
    """
    from blogcli.disk import MAX_FILE
    from blogcli.files import decode
    from blogcli.names import BYTE_ORDER_MARK

    if body is not None and body_file is not None:
        raise UsageError("--body and --body-file exclude each other")
    if body is not None:
        if any("\ud800" <= char <= "\udfff" for char in body):
            raise UsageError("--body is not valid UTF-8")
        return body if not body or body.endswith("\n") else f"{body}\n"
    if body_file is None:
        return None
    check_path(option, body_file)
    path = Path("standard input" if body_file == "-" else body_file)
    try:
        if body_file == "-":
            data = sys.stdin.buffer.read(MAX_FILE + 1)
        else:
            with path.open("rb") as file:  # or a pipe: --body-file <(fortune)
                data = file.read(MAX_FILE + 1)
        if len(data) > MAX_FILE:
            raise TooLargeError(path, MAX_FILE)
        return decode(data, path).lstrip(BYTE_ORDER_MARK)
    except OSError as error:
        raise FileError(error, path, "read") from error
    except SourceError as error:
        raise UsageError(error.message, path=path, line=error.line, hint=error.hint) from error


_INSTEAD = "--body or --body-file instead"


def terminal(what: str, option: str) -> IO[bytes]:
    """The terminal itself, whatever stdin and stdout are; MustAskError, where there is none, for `what` needs it."""
    try:
        return open("/dev/tty", "r+b", buffering=0)
    except OSError:
        raise MustAskError(what, option) from None


def confirm(question: str, *, what: str, option: str) -> bool:
    """Ask on the terminal, whatever stdin and stdout are; MustAskError, naming the option, where there is none."""
    with terminal(f"{what}, which asks first,", option) as tty:
        os.write(tty.fileno(), f"{visible(question)} [y/N] ".encode())
        answer = tty.readline().decode("utf-8", "replace")
    return answer.strip().lower() in ("y", "yes")


def check_editor(wanted: bool, what: str = "--edit") -> None:
    """Before anything is written: an editor needs a terminal; MustAskError for `what` where there is none."""
    if wanted:
        terminal(what, _INSTEAD).close()


def edit(path: Path, *, hint: str | None = None) -> None:
    """Open a file in the user's editor ($VISUAL, $EDITOR, else vi) on the terminal, whatever stdin and stdout are.

    `hint` is what to do when that fails (default: that the file was written before).
    """
    import shlex
    import subprocess

    saved = hint or f"the file was saved before that: {here(path)}"
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        command = shlex.split(named) or ["vi"]
    except ValueError as error:
        raise BlogcliError(f"can't read the editor's name, {named}: {error}", hint=saved) from error
    with terminal("an editor", _INSTEAD) as tty:
        try:
            done = subprocess.run([*command, str(path)], stdin=tty, stdout=tty, check=False)
        except OSError as error:
            raise BlogcliError(f"can't start the editor {command[0]}: {error.strerror}", hint=saved) from error
    if done.returncode:
        raise BlogcliError(f"the editor {command[0]} ended with status {done.returncode}", hint=saved)
