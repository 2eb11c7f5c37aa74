"""The command tree, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, NoReturn, cast

import typer
import typer.main
from typer.exceptions import TyperException

from blogcli import __version__
from blogcli.cli import console
from blogcli.cli.lazy import lazy_group
from blogcli.errors import EXIT_BUG, EXIT_FAILED, EXIT_INTERRUPTED, EXIT_USAGE, BlogcliError, FileError, UsageError
from blogcli.journal import recording

if TYPE_CHECKING:
    import io

    from blogcli.journal import Journal

COMMANDS = {
    "init": "setup:init",
    "new": "post:new",
    "translate": "post:translate",
    "publish": "post:publish",
    "unpublish": "post:unpublish",
    "rename": "post:rename",
    "remove": "removal:remove",
    "list": "post:list_",
    "show": "post:show",
    "translation": "translation:app",
    "language": "language:app",
    "status": "attention:status",
    "check": "attention:check",
    "comment": "comment:app",
    "render": "build:render",
    "serve": "build:serve",
    "help": "manual:help_",
}


app = typer.Typer(
    cls=lazy_group(COMMANDS),
    help="Blogs in several languages, kept in git and discussed by their readers.",
    epilog="The manual is installed with it: blogcli help, blogcli help TOPIC, blogcli help COMMAND.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"blogcli {__version__}")
        raise typer.Exit


@app.callback()
def _everywhere(
    directory: Annotated[str | None, typer.Option("-C", metavar="DIR", help="Run as if started in DIR.")] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    if directory is not None:
        _enter(directory)


def _enter(directory: str) -> None:
    console.check_path("-C", directory)
    try:
        os.chdir(directory)
    except FileNotFoundError:
        raise BlogcliError(f"-C: there is no folder '{directory}'") from None
    except NotADirectoryError:
        hint = "name the blog's folder, or one in it"
        raise BlogcliError(f"-C: '{directory}' is not a folder", hint=hint) from None
    except OSError as error:
        raise BlogcliError(f"-C: can't enter '{directory}': {error.strerror}") from error


def _check_characters(arguments: list[str]) -> None:
    """No text, name or path can hold a NUL. No shell can pass one, but a program that calls `run` may."""
    for before, argument in pairwise(["", *arguments]):
        if "\0" in argument:
            option = argument.partition("=")[0] if argument.startswith("--") else before
            raise UsageError(f"{option if option.startswith('--') else 'an argument'} holds a NUL character")


def run(arguments: list[str]) -> int:
    """Run one command line; its exit code."""
    with recording(arguments) as journal:
        return _run(arguments, journal)


def _run(arguments: list[str], journal: Journal) -> int:
    command = typer.main.get_command(app)
    try:
        _check_characters(arguments)
        code = int(command.main(arguments, prog_name="blogcli", standalone_mode=False) or 0)
        sys.stdout.flush()
        return code
    except BlogcliError as error:
        journal.forget()
        console.report(error)
        return error.exit_code
    except TyperException as error:
        _report_usage(error)
        return EXIT_USAGE
    except (typer.Abort, KeyboardInterrupt):
        with contextlib.suppress(OSError):
            console.print_paths(journal.written())
            sys.stdout.flush()
        return EXIT_INTERRUPTED
    except (BrokenPipeError, SystemExit):  # typer makes the one the other
        return 0  # `blogcli list | head -1`: whoever read stdout has enough
    except Exception as error:  # noqa: BLE001 - the one boundary: whatever comes here is a bug, and is said to be
        if isinstance(error, OSError) and error.errno == errno.ENOSPC and error.filename is None:
            console.warn("can't write the output: the disk is full")
            return EXIT_FAILED
        if isinstance(error, PermissionError) and error.filename is not None:
            console.report(FileError(error, os.fsdecode(error.filename), "open"))
            return EXIT_FAILED
        import traceback

        traceback.print_exc()
        console.warn("this is a bug in blogcli; please report it with the lines above")
        return EXIT_BUG


def _report_usage(error: TyperException) -> None:
    """Say what is wrong with a command line; of an option that doesn't exist, which ones do."""
    context, option = getattr(error, "ctx", None), getattr(error, "option_name", "")
    if type(error).__name__ != "NoSuchOption" or not (context and option):
        console.warn(console.on_one_line(error.format_message()))
        return
    import difflib

    options = [name for each in context.command.params for name in (*each.opts, *each.secondary_opts) if name[0] == "-"]
    near = difflib.get_close_matches(option, options, 3, 0.7)
    command = context.command_path
    hint = f"did you mean {' or '.join(near)}?" if near else f"{command} has {', '.join([*options, '--help'])}"
    console.report(UsageError(f"No such option: {option}", hint=hint))


def main() -> None:
    """The program."""
    # Whoever closes a stream (`>&-`) wants none of it.
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in cast("tuple[io.TextIOWrapper, ...]", (sys.stdout, sys.stderr)):
        # The blog's text is UTF-8 whatever the locale says; what can't be written is shown, never fatal.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    _leave(run(sys.argv[1:]))


def _leave(code: int) -> NoReturn:
    """End the process here and now: to let go of each object in turn would take a short command an eighth longer."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):  # it was flushed before, and is flushed again for what came after a failure
            stream.flush()
    os._exit(code)
