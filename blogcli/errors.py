"""What can go wrong, drawn as one family.

Every error that a user can cause is a `BlogcliError`. It says what is wrong (`message`), where (`path`, `line`),
what to do about it (`hint`), and with which status the program ends (`exit_code`). The command line shows it as
`blogcli: PATH:LINE: MESSAGE`, with the hint on a line of its own; that is done in one place, `blogcli.cli.console`.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_BUG = 3
EXIT_ATTENTION = 4
EXIT_INTERRUPTED = 130


class BlogcliError(Exception):
    """Something that can't be done, and why.

    `path` is absolute (it is shown relative to the current directory), `line` counts from 1, `hint` is a sentence.
    Whoever reads thousands of files has their paths as texts, and makes a Path of none but the one that is at fault.
    """

    exit_code = EXIT_FAILED

    def __init__(
        self, message: str, *, path: Path | str | None = None, line: int | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = Path(path) if isinstance(path, str) else path
        self.line = line
        self.hint = hint

    @property
    def problems(self) -> tuple[BlogcliError, ...]:
        """What is wrong, one by one: of most errors, itself."""
        return (self,)


class UsageError(BlogcliError):
    """The command was called in a way it doesn't understand."""

    exit_code = EXIT_USAGE


class MustAskError(UsageError):
    """There is a question to ask, or an editor to open, and no terminal; `option` does without."""

    def __init__(self, what: str, option: str) -> None:
        super().__init__(f"{what} needs a terminal", hint=f"pass {option}")


class UnprintedError(BlogcliError):
    """All was done, but its result could not be printed: given again, the command would do it twice."""

    exit_code = EXIT_ATTENTION

    def __init__(self, error: OSError) -> None:
        super().__init__(f"done, but its path could not be printed: {error.strerror}", hint="don't run it again")


class SourceError(BlogcliError):
    """A file of the blog says something blogcli can't take: the file and, where known, the line."""

    def __init__(self, path: Path | str, message: str, *, line: int | None = None, hint: str | None = None) -> None:
        super().__init__(message, path=path, line=line, hint=hint)


class TooLargeError(SourceError):
    """A file has more than `limit` bytes, more than any of its kind needs."""

    def __init__(self, path: Path | str, limit: int) -> None:
        size = f"{limit >> 20} MiB" if limit >= 1 << 20 else f"{limit >> 10} KiB"
        super().__init__(path, f"is larger than {size}", hint="divide it, or take out what is not text")


class Whereabouts(NamedTuple):
    """What is known of a lost original: `heir` is the language in whose file its text stands, None for none.

    Else `said` is a phrase that tells what became of it, and `back` what brings it back; "" where nobody knows.
    """

    heir: str | None = None
    said: str = ""
    back: str = ""


class UnknownLanguageError(BlogcliError):
    """A language that is none of the blog's, which are `known`; with the file of that name, if it is one's."""

    def __init__(self, tag: str, known: Iterable[str], path: Path | str | None = None) -> None:
        way = f"to add it: blogcli language add {tag} --write"
        hint = f"{way}; or rename the file to _{Path(path).name}" if path else way
        super().__init__(f"unknown language '{tag}': the blog's are {', '.join(known)}", path=path, hint=hint)


class OriginalGoneError(SourceError):
    """A translation says it was made from a language that the post no longer has.

    `original` is the language of what the post's versions come from now, which may be that of the translation itself.
    `lacking` is what can't be done without, and was there.
    """

    def __init__(
        self,
        path: Path | str,
        gone: str,
        *,
        line: int,
        post: str,
        language: str,
        original: str,
        known: Whereabouts,
        lacking: str = "",
    ) -> None:
        message = f"its original, '{gone}', is gone"
        message += f", and with it the {lacking}" if lacking else ""
        hint = self.way_out(post, language, original, gone, known)
        super().__init__(path, message + self.told(known), line=line, hint=hint)

    @staticmethod
    def told(known: Whereabouts) -> str:
        """What became of it, to be said behind that it is gone; "" where nobody knows."""
        said = f"{known.heir}.md has its text" if known.heir else known.said
        return f": {said}" if said else ""

    @staticmethod
    def way_out(post: str, language: str, original: str, gone: str, known: Whereabouts) -> str:
        """What to do about it."""
        if known.heir:
            return f"write 'language: {known.heir}' in place of 'language: {gone}': the rest of the record stays true"
        back = f"bring it back: {known.back}" if known.back else ""
        if language == original:
            make = f"make this one the original: blogcli translation original {post} {language}"
            return f"{back}; or {make}" if back else f"bring that back, or {make}"
        follow = f"if it follows '{original}' now, {record_anew(post, language, original)}"
        return f"{follow}; or {back}" if back else follow


def record_anew(post: str, language: str, source: str) -> str:
    """What to do with a record that is of another text than the one its version follows now."""
    record = f"write 'translated_from: {source}' in place of the whole record"
    return f"{record}, then: blogcli translation done {post} {language}"


class ConfigError(SourceError):
    """blog.toml is wrong."""


class NotCommittedError(BlogcliError):
    """What a command wrote is in its files, and git or a hook refused to commit it."""

    exit_code = EXIT_ATTENTION

    def __init__(self, reason: str, *, hint: str = "git status shows the files; commit them by hand") -> None:
        super().__init__(f"written, but not committed: {reason}", hint=hint)


class NoBlogError(BlogcliError):
    """No blog.toml here or in any folder above."""

    def __init__(self, start: Path) -> None:
        super().__init__(
            f"no blog.toml in {start} or any folder above it",
            hint="go to your blog's folder, name it with -C DIR, or start a blog with: blogcli init",
        )


class ExistsError(BlogcliError):
    """What was to be made is there already; nothing is overwritten."""

    def __init__(self, path: Path, *, hint: str | None = None) -> None:
        super().__init__("already exists", path=path, hint=hint)


class MissingError(BlogcliError):
    """What was named is not there. `kind` is the noun ("post"), `name` what the user typed."""

    def __init__(self, kind: str, name: str, *, hint: str | None = None) -> None:
        super().__init__(f"there is no {kind} '{name}'", hint=hint)


class OutsideError(BlogcliError):
    """A path, or the symbolic link it goes through, leads out of the blog."""

    def __init__(self, path: Path) -> None:
        super().__init__("leads out of the blog", path=path, hint="move what it points at into the blog")


class LinkError(BlogcliError):
    """A symbolic link leads to what no link may lead to; `where` says what that is."""

    def __init__(self, path: Path, where: str) -> None:
        super().__init__(f"leads to {where}: no link may lead there", path=path, hint="remove the link")


class FileError(BlogcliError):
    """The operating system refused: no permission, no space, not a folder."""

    def __init__(self, error: OSError, path: Path | str, verb: str) -> None:
        super().__init__(f"can't {verb}: {error.strerror or error}", path=path)


class GoneError(FileError):
    """What was there a moment ago has another name by now, or none: another process was quicker."""

    def __init__(self, error: OSError, path: Path | str, verb: str) -> None:
        super().__init__(error, path, verb)
        self.message = f"can't {verb} it: it was moved, decided on or removed meanwhile"
        self.hint = "try again"


class ChangedError(BlogcliError):
    """A file holds another text by now than the one that its new text was made from."""

    def __init__(self, path: Path) -> None:
        super().__init__("was changed meanwhile", path=path, hint="try again")


class Problems(BlogcliError):
    """Several problems found in one go, reported together."""

    def __init__(self, problems: Iterable[BlogcliError]) -> None:
        self._problems = tuple(problems)
        super().__init__(f"{len(self._problems)} problems")
        self.exit_code = max((problem.exit_code for problem in self._problems), default=EXIT_FAILED)

    @property
    def problems(self) -> tuple[BlogcliError, ...]:
        """What is wrong, one by one."""
        return self._problems


def raise_all(problems: Iterable[BlogcliError]) -> None:
    """Raise the problems, one as itself and several as `Problems`; return when there are none."""
    found = [each for error in problems for each in error.problems]
    if len(found) == 1:
        raise found[0]
    if found:
        raise Problems(found)


@contextlib.contextmanager
def noting(problems: list[BlogcliError]) -> Iterator[None]:
    """Add what is raised within to the problems, which are to be raised together, and go on."""
    try:
        yield
    except BlogcliError as error:
        problems.append(error)
