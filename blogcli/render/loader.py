"""Where templates are read from: the blog's own folder, then the theme's."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader, TemplateNotFound
from jinja2.loaders import split_template_path

from blogcli.files import read_text
from blogcli.names import BYTE_ORDER_MARK, is_git
from blogcli.render.theme import BUILT_IN, MAX_TEMPLATE
from blogcli.symlinks import inside

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

    from blogcli.render.theme import Theme


class Loader(FileSystemLoader):
    """Jinja's loader of templates, which reads none that a link must not lead to, that is git's, or that is too large.

    What keeps a template from being read is a SourceError, FileError, OutsideError or LinkError, with its file.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__([theme.overrides, BUILT_IN / "templates"])
        self.theme = theme

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """A template's text, where it is, and what says whether it is still the same: it is, until the render ends."""
        pieces = split_template_path(template)
        if any(map(is_git, pieces)):
            raise TemplateNotFound(template)
        for folder in self.searchpath:
            path = Path(posixpath.join(folder, *pieces))
            if _is_file(path):
                if BUILT_IN not in path.parents:
                    inside(self.theme.root, path)
                return read_text(path, MAX_TEMPLATE).removeprefix(BYTE_ORDER_MARK), str(path), lambda: True
        raise TemplateNotFound(template)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # no name that a file can have, or none that may be looked at
        return False
