"""The whole tree made into a `Blog`: problems in posts are raised together, faulty comments left out and named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from blogcli.content.memory import Memory, Reader
from blogcli.content.paths import POSTS, STATIC, comment_files, comment_folders, homeless, post_folders
from blogcli.content.tree import Tree, scan
from blogcli.errors import BlogcliError, SourceError, raise_all
from blogcli.files import files_below, inside
from blogcli.model import Blog, Post
from blogcli.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.posts import LoadedPost
    from blogcli.wire import Run


_LEFTOVERS = (".DS_Store", ".gitkeep", "Thumbs.db")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A blog, the faults that left a comment out of it (exit 4), and warnings that changed nothing."""

    blog: Blog
    faults: tuple[BlogcliError, ...]
    warnings: tuple[BlogcliError, ...]


def load_posts(config: Config, reader: Reader | None = None) -> tuple[LoadedPost, ...]:
    """Every post without its comments, by id; Problems with all that is wrong in any."""
    reader = reader or Reader(config, scan(config.root), Memory())
    problems: list[BlogcliError] = []
    posts: dict[str, LoadedPost] = {}
    for folder, read in reader.posts(_folders(reader, problems)):
        key = fold(folder.name)
        if key in posts:
            there = config.root / posts[key].post.folder
            problems.append(SourceError(folder, f"has the id of {there.relative_to(config.root)}", hint="rename one"))
            continue
        try:
            posts[key] = read()
        except BlogcliError as error:
            problems += getattr(error, "problems", [error])
    raise_all(problems)
    return tuple(posts[key] for key in sorted(posts))


def _contested(config: Config, loaded: tuple[LoadedPost, ...]) -> Iterator[BlogcliError]:
    """Former ids that are another post's: that one has the conversation."""
    owners = {fold(item.post.id): item.post for item in loaded}
    for item in loaded:
        for name in item.former_ids:
            owner = owners.setdefault(fold(name), item.post)
            if owner is not item.post:
                message = f"the former id '{name}' is {owner.folder}'s, which has its comments"
                yield SourceError(config.root / item.post.folder, message, hint="drop it from former_ids")


def _folders(reader: Reader, problems: list[BlogcliError]) -> list[Path]:
    root = reader.config.root
    try:
        inside(root, root / POSTS)
        found, misplaced = post_folders(root, reader.tree.look)
    except BlogcliError as error:
        found, misplaced = [], [error]
    problems += misplaced
    return found


def load_blog(config: Config, tree: Tree | None = None, memory: Memory | None = None, run: Run | None = None) -> Loaded:
    """Read every file of the blog but its templates; what `memory` knows and hasn't changed in `tree` is recalled.

    Where much is to be read, `run` has it read by several processes.
    """
    reader = Reader(config, tree or scan(config.root), memory or Memory(), run)
    loaded: tuple[LoadedPost, ...] = ()
    static: tuple[str, ...] = ()
    problems: list[BlogcliError] = []
    try:
        loaded = load_posts(config, reader)
    except BlogcliError as error:
        problems += getattr(error, "problems", [error])
    try:
        inside(config.root, config.root / STATIC)
        static = tuple(files_below(config.root, config.root / STATIC, lambda name: name not in _LEFTOVERS))
    except BlogcliError as error:
        problems.append(error)
    raise_all(problems)
    posts, faults = _with_comments(reader, loaded)
    warnings = [*(warning for item in loaded for warning in item.warnings), *_contested(config, loaded)]
    return Loaded(Blog(posts, static), faults, tuple(warnings))


def _with_comments(reader: Reader, loaded: tuple[LoadedPost, ...]) -> tuple[tuple[Post, ...], tuple[BlogcliError, ...]]:
    config = reader.config
    by_name = {fold(name): item.post.id for item in reversed(loaded) for name in item.former_ids}
    by_name |= {fold(item.post.id): item.post.id for item in loaded}
    posts = {item.post.id: item.post for item in loaded}
    folders, faults = comment_folders(config.root, reader.tree.look)
    found: dict[str, list[Path]] = {}
    for folder in folders:
        post_id = by_name.get(fold(folder.name))
        if post_id is not None:
            found.setdefault(post_id, []).append(folder)
            continue
        files, problems = comment_files(config.root, folder)
        faults += problems
        if files or not problems:
            faults.append(homeless(folder))
    for post, talk, problems in reader.talks([(posts[post_id], homes) for post_id, homes in found.items()]):
        faults += problems
        posts[post.id] = replace(post, talk=talk)
    return tuple(posts.values()), tuple(faults)
