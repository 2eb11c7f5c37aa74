"""Shell completion: post ids, the blog's languages, comment ids. It never fails; outside a blog it offers nothing."""

from __future__ import annotations

from contextlib import suppress

from blogcli.errors import BlogcliError


def posts(incomplete: str) -> list[str]:
    """Post ids that start like this."""
    from blogcli.cli.blog import root
    from blogcli.content.paths import post_folders

    with suppress(BlogcliError, OSError):
        return [folder.name for folder in post_folders(root())[0] if folder.name.startswith(incomplete)]
    return []


def languages(incomplete: str) -> list[str]:
    """The blog's languages that start like this."""
    from blogcli.cli.blog import config

    with suppress(BlogcliError, OSError):
        return [tag for tag in config().tags if tag.startswith(incomplete)]
    return []


def comments(incomplete: str) -> list[str]:
    """Comment ids that start like this."""
    from blogcli.cli.blog import root
    from blogcli.content.paths import comment_files, comment_folders

    with suppress(BlogcliError, OSError):
        ids = [name for folder in comment_folders(root())[0] for name in comment_files(root(), folder)[0]]
        return [name for name in ids if name.startswith(incomplete)]
    return []


def topics(incomplete: str) -> list[str]:
    """Pages of the manual, and first words of commands, that start like this."""
    from blogcli.cli import manual

    with suppress(BlogcliError, OSError):
        names = dict.fromkeys(name.partition(" ")[0] for name in manual.topics())
        return [name for name in names if name.startswith(incomplete)]
    return []


def rules(incomplete: str) -> list[str]:
    """Rules of `check` that start like this."""
    from blogcli.settings import RULES

    return [name for name in RULES if name.startswith(incomplete)]
