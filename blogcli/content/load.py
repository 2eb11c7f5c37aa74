"""The whole tree made into a `Blog`: problems in posts are raised together, faulty comments left out and named."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.content.comments import read_folder
from blogcli.content.paths import COMMENTS, POSTS, STATIC, comment_folders, post_folders
from blogcli.content.posts import LoadedPost, read_post
from blogcli.errors import BlogcliError, SourceError, raise_all
from blogcli.files import check_link, inside
from blogcli.model import Blog, Post, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogcli.config import Config


@dataclass(frozen=True, slots=True)
class Loaded:
    """A blog, the faults that left a comment out of it (exit 4), and warnings that changed nothing."""

    blog: Blog
    faults: tuple[BlogcliError, ...]
    warnings: tuple[BlogcliError, ...]


def load_posts(config: Config) -> tuple[LoadedPost, ...]:
    """Every post without its comments, by id; Problems with all that is wrong in any of them."""
    problems: list[BlogcliError] = []
    posts: dict[str, LoadedPost] = {}
    for folder in _folders(config.root, problems):
        key = fold(folder.name)
        if key in posts:
            there = config.root / posts[key].post.folder
            problems.append(SourceError(folder, f"has the id of {there.relative_to(config.root)}", hint="rename one"))
            continue
        try:
            posts[key] = read_post(config.root, folder, config)
        except BlogcliError as error:
            problems += getattr(error, "problems", [error])
    raise_all(problems)
    return tuple(posts[key] for key in sorted(posts))


def _folders(root: Path, problems: list[BlogcliError]) -> list[Path]:
    try:
        inside(root, root / POSTS)
        return list(post_folders(root))
    except BlogcliError as error:
        problems.append(error)
        return []


def load_blog(config: Config) -> Loaded:
    """Read every file of the blog but its templates."""
    loaded = load_posts(config)
    posts, faults = _with_comments(config, loaded)
    inside(config.root, config.root / STATIC)
    static = tuple(_walk(config.root, config.root / STATIC, ""))
    warnings = [warning for item in loaded for warning in item.warnings]
    return Loaded(Blog(posts, static), faults, tuple(warnings))


def _with_comments(config: Config, loaded: tuple[LoadedPost, ...]) -> tuple[tuple[Post, ...], tuple[BlogcliError, ...]]:
    by_name = {fold(name): item.post.id for item in loaded for name in item.former_ids}
    by_name |= {fold(item.post.id): item.post.id for item in loaded}
    posts = {item.post.id: item.post for item in loaded}
    faults = [
        BlogcliError("is in no post's folder", path=path, hint=f"move it to {COMMENTS}/<post id>/")
        for path in sorted((config.root / COMMENTS).glob("*.md"))
    ]
    for folder in comment_folders(config.root):
        post_id = by_name.get(fold(folder.name))
        if post_id is None:
            hint = f"move it to {COMMENTS}/<id>/, or add '{folder.name}' to the post's former_ids"
            faults.append(SourceError(folder, f"there is no post '{folder.name}'", hint=hint))
            continue
        post = posts[post_id]
        comments, problems = read_folder(folder, config, post.original.language)
        faults += problems
        together = sorted([*post.comments, *comments], key=lambda comment: (comment.date, comment.id))
        posts[post_id] = replace(post, comments=tuple(together))
    return tuple(posts.values()), tuple(faults)


def _walk(root: Path, folder: Path, prefix: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in found:
        check_link(root, Path(entry.path))
        if entry.is_dir():
            yield from _walk(root, Path(entry.path), f"{prefix}{entry.name}/")
        elif entry.is_file() and entry.name not in (".DS_Store", ".gitkeep", "Thumbs.db"):
            yield prefix + entry.name
