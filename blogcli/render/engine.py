"""Templates filled in: compiled when first used, in a sandbox, and what one does wrong is named with its line."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError

from blogcli.errors import SourceError
from blogcli.names import is_git
from blogcli.render.sandbox import Sandbox
from blogcli.render.theme import BUILT_IN, TEMPLATE_SUFFIXES
from blogcli.symlinks import inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jinja2 import Environment

    from blogcli.render.theme import Theme

# What a template of the blog's own can come to, beside asking for what isn't there.
_FAILURES = (TemplateError, RecursionError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError)


class _Loader(FileSystemLoader):
    """Templates of the blog's own, and then the built-in ones; none that a link must not lead to."""

    def __init__(self, theme: Theme) -> None:
        super().__init__([theme.overrides, BUILT_IN / "templates"], encoding="utf-8-sig")
        self.theme = theme

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        own = self.theme.overrides / template
        if any(map(is_git, template.split("/"))):
            raise TemplateNotFound(template)
        if own.exists():
            inside(self.theme.root, own)
        return super().get_source(environment, template)


class Engine:
    """The templates of a theme at work."""

    def __init__(self, theme: Theme) -> None:
        self.overrides = theme.overrides
        self.environment = Sandbox(
            _Loader(theme),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def render(self, template: str, context: Mapping[str, object]) -> str:
        """A template filled in; SourceError, with the template's file and line, where it can't be."""
        try:
            return self.environment.get_template(template).render(context)
        except _FAILURES as error:
            if fault := self._fault(template, error):
                raise fault from error
            raise

    def prepare(self, *templates: str) -> None:
        """Compile templates ahead of their use; one that can't be is left for its use to tell."""
        for name in templates:
            try:
                self.environment.get_template(name)
            except _FAILURES:
                return

    def broken(self, templates: Iterable[str]) -> Iterator[SourceError]:
        """What keeps templates from being compiled."""
        for name in templates:
            try:
                self.environment.get_template(name)
            except _FAILURES as error:
                if fault := self._fault(name, error):
                    yield fault

    def _fault(self, template: str, error: Exception) -> SourceError | None:
        """What a template of the blog's own did wrong, and where; None where it is not the template's fault."""
        if isinstance(error, TemplateSyntaxError):
            return SourceError(self._path(error.filename or template), error.message or "", line=error.lineno)
        if isinstance(error, UnicodeDecodeError):
            return SourceError(self._path(template), "a template it needs is not valid UTF-8")
        frames = [
            frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(TEMPLATE_SUFFIXES)
        ]
        if not frames:
            return None
        return SourceError(self._path(frames[-1].filename), f"template failed: {_said(error)}", line=frames[-1].lineno)

    def _path(self, name: str) -> Path:
        return Path(name) if Path(name).is_absolute() else self.overrides / name


def _said(error: Exception) -> str:
    # Jinja's own words name the folders of this machine.
    return f"there is no template '{error.name}'" if isinstance(error, TemplateNotFound) else str(error)
