"""Templates filled in: compiled when first used, in a sandbox, and what one does wrong is named with its line."""

from __future__ import annotations

import contextlib
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined, TemplateSyntaxError

from blogcli.errors import BlogcliError, SourceError
from blogcli.render.loader import Loader
from blogcli.render.sandbox import Sandbox
from blogcli.render.template_faults import message_of
from blogcli.render.theme import TEMPLATE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from blogcli.render.theme import Theme


class Engine:
    """The templates of a theme at work."""

    def __init__(self, theme: Theme) -> None:
        self.overrides = theme.overrides
        self.environment = Sandbox(
            Loader(theme),
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
        except BlogcliError:
            raise
        except Exception as error:  # a template may come to anything; what is no template's is raised as it is
            if fault := self._fault(template, error):
                raise fault from error
            raise

    def prepare(self, *templates: str) -> None:
        """Compile templates ahead of their use; one that can't be is left for its use to tell."""
        with contextlib.suppress(Exception):
            for name in templates:
                self.environment.get_template(name)

    def broken(self, templates: Iterable[str]) -> Iterator[BlogcliError]:
        """What keeps templates from being compiled."""
        for name in templates:
            try:
                self.environment.get_template(name)
            except BlogcliError as error:
                yield error
            except Exception as error:  # noqa: BLE001 - a template may come to anything
                if fault := self._fault(name, error):
                    yield fault

    def _fault(self, template: str, error: Exception) -> SourceError | None:
        """What a template did wrong, and where: one of the blog's own, if one is at work; None where none is."""
        if isinstance(error, TemplateSyntaxError):
            return SourceError(self._path(error.filename or template), error.message or "", line=error.lineno)
        frames = [
            (frame.f_code.co_filename, line)
            for frame, line in traceback.walk_tb(error.__traceback__)
            if frame.f_code.co_filename.endswith(TEMPLATE_SUFFIXES)
        ]
        own = [(name, line) for name, line in frames if self.overrides in self._path(name).parents]
        if not frames:
            return None
        name, line = (own or frames)[-1]
        return SourceError(self._path(name), f"template failed: {message_of(error)}", line=line)

    def _path(self, name: str) -> Path:
        return Path(name) if Path(name).is_absolute() else self.overrides / name
