"""The theme: the built-in templates and files, overridden file by file by those in the blog's templates/ folder.

What ends in .html, .xml or .txt is a template; everything else is served as it is, below /theme/.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.content.folders import files_below
from blogcli.content.texts import digest_at
from blogcli.errors import SourceError
from blogcli.files import read_bytes
from blogcli.names import TEMPLATES, digest, digest_of, is_git, worth_showing
from blogcli.plan.pages import Asset
from blogcli.symlinks import inside

if TYPE_CHECKING:
    from collections.abc import Iterator

BUILT_IN = Path(__file__).parent

TEMPLATE_SUFFIXES = (".html", ".xml", ".txt")  # how their names end

MAX_TEMPLATE = 1 << 20  # bytes; the theme's longest has seven thousand


class Theme:
    """Where the templates of a blog are, and the files that go with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.overrides = inside(root, root / TEMPLATES)
        self.own = tuple(files_below(root, self.overrides, worth_showing))

    def assets(self) -> tuple[Asset, ...]:
        """The files the theme brings, the blog's own in place of the built-in ones."""
        found = {
            path.name: path for path in sorted((BUILT_IN / "static").iterdir()) if not path.name.startswith((".", "_"))
        }
        for name in self.own:
            if not name.endswith(TEMPLATE_SUFFIXES):
                found[name] = self.overrides / name
        return tuple(Asset(f"/theme/{name}", path) for name, path in found.items())

    def digest(self) -> str:
        """What stands for the style sheet and for every file a template may take in, whatever its name."""
        names = files_below(self.root, self.overrides, lambda name: not is_git(name))
        templates = [f"{name} {self._digest(name)}" for name in names]
        return digest("\n".join([self.stylesheet_version(), *templates]))

    def _digest(self, name: str) -> str:
        path = self.overrides / name
        return digest_of(read_bytes(path, limit=MAX_TEMPLATE)) if name.endswith(TEMPLATE_SUFFIXES) else digest_at(path)

    def warnings(self) -> Iterator[SourceError]:
        """Templates of the blog's own whose names are nearly one of the theme's, and so override nothing."""
        import difflib

        known = [path.name for path in (BUILT_IN / "templates").iterdir()]
        for name in self.own:
            if (
                name.endswith(TEMPLATE_SUFFIXES)
                and name not in known
                and (near := difflib.get_close_matches(name, known, 1, 0.8))
            ):
                path = self.overrides / name
                yield SourceError(path, "overrides no template of the theme", hint=f"did you mean {near[0]}?")

    def stylesheet_version(self) -> str:
        """Eight digits that change when the style sheet does, so that no reader is left with an old one."""
        sheet = next(asset.source for asset in self.assets() if asset.address == "/theme/style.css")
        return hashlib.blake2b(read_bytes(sheet), digest_size=4).hexdigest()
