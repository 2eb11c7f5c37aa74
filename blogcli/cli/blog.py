"""Where a command runs: the blog around the current directory, and the moment it runs at."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.errors import BlogcliError, UsageError

if TYPE_CHECKING:
    from blogcli.config import Config
    from blogcli.content.paths import PostRef


def cwd() -> Path:
    """The current directory; an error where it has been removed."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise BlogcliError("the current directory has been removed", hint="go to another one") from None


def root() -> Path:
    """The folder of the blog around the current directory."""
    from blogcli.config import find_root

    return find_root(cwd())


def config() -> Config:
    """The blog.toml of the blog around the current directory."""
    from blogcli.config import load_config

    return load_config(root())


def post(config: Config, name: str) -> PostRef:
    """What POST on the command line means."""
    from blogcli.content.find import find_post

    return find_post(config.root, name, cwd())


def now(config: Config | None = None) -> datetime:
    """This moment, or SOURCE_DATE_EPOCH's (seconds since 1970), to the second.

    It is in the blog's zone where there is a blog.
    """
    zone = config.timezone if config else UTC
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), zone)
        except (ValueError, OverflowError, OSError):
            raise UsageError(f"SOURCE_DATE_EPOCH: '{epoch}' is not a number of seconds") from None
    return datetime.now(zone).replace(microsecond=0)


def moment(config: Config, text: str | None) -> datetime:
    """The moment an option names, else `now`."""
    if text is None:
        return now(config)
    from blogcli.arguments import option
    from blogcli.content.values import DateParser

    return option("--now", DateParser(config.timezone), text)
