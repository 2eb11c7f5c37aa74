"""The whole tree made into a `Blog`: problems in posts are raised together, faulty comments left out and named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blogcli.content.blocked import BLOCKED, read_blocked
from blogcli.content.folders import files_below
from blogcli.content.memory import ENOUGH_UNITS, Memory, Reader
from blogcli.content.misnamed import misnamed
from blogcli.content.owners import owners
from blogcli.content.paths import comment_files, comment_folders, homeless, post_folders
from blogcli.content.tree import Tree, scan
from blogcli.errors import BlogcliError, SourceError, raise_all
from blogcli.model import Blog, Post
from blogcli.names import POSTS, STATIC, fold, is_git
from blogcli.symlinks import inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.records import LoadedPost
    from blogcli.wire import Run


_LEFTOVERS = (".DS_Store", ".gitkeep", "Thumbs.db")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A blog, the faults that left a comment out of it (exit 4), and warnings that changed nothing."""

    blog: Blog
    faults: tuple[BlogcliError, ...]
    warnings: tuple[BlogcliError, ...]


def load_posts(config: Config, memory: Memory | None = None) -> tuple[LoadedPost, ...]:
    """Every post without its comments, by id, perhaps recalled; Problems with all that is wrong in any."""
    posts, problems = _posts(Reader(config, scan(config.root), memory or Memory()))
    raise_all(problems)
    return posts


def _posts(reader: Reader) -> tuple[tuple[LoadedPost, ...], list[BlogcliError]]:
    """Every post that can be read, without its comments, by id, and what is wrong with the others."""
    config = reader.config
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
            problems += error.problems
    return tuple(posts[key] for key in sorted(posts)), problems


def _contested(config: Config, loaded: tuple[LoadedPost, ...], owned: Mapping[str, Post]) -> Iterator[BlogcliError]:
    """Former ids that are another post's: that one has the conversation."""
    for item in loaded:
        for name in item.post.former_ids:
            owner = owned[fold(name)]
            if owner is not item.post:
                message = f"the former id '{name}' is {owner.folder}'s, which has its comments"
                yield SourceError(config.root / item.post.folder, message, hint="drop it from former_ids")


def _first_ids(loaded: tuple[LoadedPost, ...], owned: Mapping[str, Post]) -> dict[str, str]:
    first_ids: dict[str, str] = {}
    for item in loaded:
        for name in item.post.former_ids:
            if owned[fold(name)] is item.post:
                first_ids.setdefault(item.post.id, name)
    return first_ids


def _folders(reader: Reader, problems: list[BlogcliError]) -> list[Path]:
    root = reader.config.root
    try:
        inside(root, root / POSTS)
        found, misplaced = post_folders(root, reader.tree.look)
    except BlogcliError as error:
        found, misplaced = [], [error]
    problems += misplaced
    return found


def load_blog(
    config: Config,
    tree: Tree | None = None,
    memory: Memory | None = None,
    run: Run | None = None,
    enough: int = ENOUGH_UNITS,
) -> Loaded:
    """Read every file of the blog but its templates; what `memory` knows and hasn't changed in `tree` is recalled.

    Where `enough` posts or conversations are to be read, `run` has them read by other processes.
    """
    reader = Reader(config, tree or scan(config.root), memory or Memory(), run, enough)
    posts, static, problems = _sources(reader)
    raise_all(problems)
    return _loaded(reader, posts, static)


def load_readable(config: Config, tree: Tree, memory: Memory) -> tuple[Loaded, list[BlogcliError]]:
    """As much of the blog as can be read, and the problems for which `load_blog` would refuse it."""
    reader = Reader(config, tree, memory)
    posts, static, problems = _sources(reader)
    # Comments without a post may be those of one that can't be read.
    return _loaded(reader, posts, static, all_posts=not problems), problems


def _sources(reader: Reader) -> tuple[tuple[LoadedPost, ...], tuple[str, ...], list[BlogcliError]]:
    """The posts, and the files below static/, that can be read, and what is wrong with the others."""
    root = reader.config.root
    loaded, problems = _posts(reader)
    static: tuple[str, ...] = ()
    try:
        inside(root, root / STATIC)
        static = tuple(files_below(root, root / STATIC, lambda name: name not in _LEFTOVERS and not is_git(name)))
    except BlogcliError as error:
        problems.append(error)
    return loaded, static, problems


def _loaded(
    reader: Reader, loaded: tuple[LoadedPost, ...], static: tuple[str, ...], *, all_posts: bool = True
) -> Loaded:
    owned = owners([item.post for item in loaded])
    posts, faults, doubtful = _with_comments(reader, loaded, owned, all_posts=all_posts)
    warnings = [*(warning for item in loaded for warning in item.warnings), *_contested(reader.config, loaded, owned)]
    warnings += doubtful
    warnings += _in_no_post(reader, {item.post.folder for item in loaded})
    if BLOCKED in reader.tree.stamps:
        warnings += read_blocked(reader.config.root)[1]
    return Loaded(Blog(posts, static, _first_ids(loaded, owned)), tuple(faults), tuple(warnings))


def _in_no_post(reader: Reader, posts: AbstractSet[str]) -> Iterator[SourceError]:
    """Warnings of what looks like a version and lies where no post is, for want of a version."""
    root, tags = reader.config.root, reader.config.tags
    for folder, names in reader.tree.folders.items():
        above = folder.rpartition("/")[0]
        if folder not in posts and (folder == POSTS or (folder.startswith(f"{POSTS}/") and above not in posts)):
            yield from misnamed(f"{root}/{folder}", names, tags)


def _with_comments(
    reader: Reader, loaded: tuple[LoadedPost, ...], owned: Mapping[str, Post], *, all_posts: bool
) -> tuple[tuple[Post, ...], list[BlogcliError], list[BlogcliError]]:
    """The posts with their comments, what is wrong with those that are left out, and what is doubtful in the others."""
    config = reader.config
    warnings: list[BlogcliError] = []
    posts = {item.post.id: item.post for item in loaded}
    folders, faults = comment_folders(config.root, reader.tree.look)
    found: dict[str, list[Path]] = {}
    for folder in folders:
        if owner := owned.get(fold(folder.name)):
            found.setdefault(owner.id, []).append(folder)
            continue
        files, problems = comment_files(config.root, folder)
        faults += problems
        if all_posts and files:
            warnings.append(homeless(folder))
    for post, talk, problems, doubtful in reader.talks([(posts[post_id], homes) for post_id, homes in found.items()]):
        faults += problems
        warnings += doubtful
        posts[post.id] = post._replace(talk=talk)
    return tuple(posts.values()), faults, warnings
