"""The theme: the built-in templates and files, overridden file by file by those in the blog's templates/ folder.

What ends in .html, .xml or .txt is a template; everything else is served as it is, below /theme/.
"""

from __future__ import annotations

import hashlib
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError

from blogcli.content.paths import TEMPLATES
from blogcli.errors import SourceError
from blogcli.files import files_below, inside, read_bytes, worth_showing
from blogcli.names import digest, digest_of
from blogcli.plan.pages import Asset
from blogcli.render.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BUILT_IN = Path(__file__).parent

# What a template of the blog's own can come to, beside asking for what isn't there.
_FAILURES = (TemplateError, RecursionError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError)
_TEMPLATES = (".html", ".xml", ".txt")


class Theme:
    """The templates of a blog, compiled when first used, and the files that go with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.overrides = inside(root, root / TEMPLATES)
        self.own = tuple(files_below(root, self.overrides, worth_showing))
        self.environment = Sandbox(
            FileSystemLoader([self.overrides, BUILT_IN / "templates"]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def assets(self) -> tuple[Asset, ...]:
        """The files the theme brings, the blog's own in place of the built-in ones."""
        found = {
            path.name: path for path in sorted((BUILT_IN / "static").iterdir()) if not path.name.startswith((".", "_"))
        }
        for name in self.own:
            if not name.endswith(_TEMPLATES):
                found[name] = self.overrides / name
        return tuple(Asset(f"/theme/{name}", path) for name, path in found.items())

    def digest(self) -> str:
        """What stands for the style sheet and for every file a template may take in, whatever its name."""
        names = files_below(self.root, self.overrides, lambda _name: True)
        templates = [f"{name} {digest_of(read_bytes(self.overrides / name))}" for name in names]
        return digest("\n".join([self.stylesheet_version(), *templates]))

    def warnings(self) -> Iterator[SourceError]:
        """Templates of the blog's own whose names are nearly one of the theme's, and so override nothing."""
        import difflib

        known = [path.name for path in (BUILT_IN / "templates").iterdir()]
        for name in self.own:
            if (
                name.endswith(_TEMPLATES)
                and name not in known
                and (near := difflib.get_close_matches(name, known, 1, 0.8))
            ):
                path = self.overrides / name
                yield SourceError(path, "overrides no template of the theme", hint=f"did you mean {near[0]}?")

    def stylesheet_version(self) -> str:
        """Eight digits that change when the style sheet does, so that no reader is left with an old one."""
        sheet = next(asset.source for asset in self.assets() if asset.address == "/theme/style.css")
        return hashlib.blake2b(read_bytes(sheet), digest_size=4).hexdigest()

    def render(self, template: str, context: Mapping[str, object]) -> str:
        """A template filled in; SourceError, with the template's file and line, where it can't be."""
        try:
            return self.environment.get_template(template).render(context)
        except _FAILURES as error:
            if fault := self._fault(template, error):
                raise fault from error
            raise

    def _fault(self, template: str, error: Exception) -> SourceError | None:
        """What a template of the blog's own did wrong, and where; None where it is not the template's fault."""
        if isinstance(error, TemplateSyntaxError):
            return SourceError(self._path(error.filename or template), error.message or "", line=error.lineno)
        if isinstance(error, UnicodeDecodeError):
            return SourceError(self._path(template), "a template it needs is not valid UTF-8")
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(_TEMPLATES)]
        if not frames:
            return None
        return SourceError(self._path(frames[-1].filename), f"template failed: {error}", line=frames[-1].lineno)

    def _path(self, name: str) -> Path:
        return Path(name) if Path(name).is_absolute() else self.overrides / name
