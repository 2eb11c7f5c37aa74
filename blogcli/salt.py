"""What stands for all that has a part in the pages beside the blog itself: another salt, and nothing is recalled."""

from __future__ import annotations

import os
import sys
import zoneinfo
from dataclasses import replace
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import blogcli
from blogcli.files import read_bytes
from blogcli.names import digest, digest_of

if TYPE_CHECKING:
    from blogcli.config import Config

# Whatever has a part in what a page looks like.
_LIBRARIES = (
    "babel", "jinja2", "markupsafe", "mistune", "nh3", "pygments", "python-frontmatter", "pyyaml",
)  # fmt: skip


def own_salt() -> str:
    """What stands for blogcli itself, Python, and the libraries that have a part in the pages."""
    home = str(Path(blogcli.__file__).parent)
    # Every render asks; to pathlib it would take twice as long.
    found = (f"{folder}/{name}" for folder, _, names in os.walk(home) for name in names if not name.endswith(".pyc"))
    own = [f"{path.removeprefix(home)} {digest_of(read_bytes(path))}" for path in sorted(found)]
    return digest("\n".join([sys.version, *(f"{name} {version(name)}" for name in _LIBRARIES), *own]))


def salt_of(config: Config) -> str:
    """What stands for all but the blog's files, its url, and what tags are called.

    Of these, nothing that is read depends; pages do, and their keys say how. What is remembered under another salt
    isn't to be recalled.
    """
    neutral = replace(config, root=Path(), url="", named_tags=())
    return digest(f"{own_salt()} {_rules_of(config.timezone.key)} {neutral}")


def _rules_of(zone: str) -> str:
    """The digest of a time zone's rules, from where zoneinfo takes them: the system's before the package's."""
    own = (Path(folder, zone) for folder in zoneinfo.TZPATH)
    found = next((path for path in own if path.is_file()), None)
    return digest_of((found or files("tzdata").joinpath("zoneinfo", *zone.split("/"))).read_bytes())
