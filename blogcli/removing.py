"""A post, or one language of it, removed: only what git can bring back, unless the user insists.

The files go one after the other, translations before the original and files beside the post before both, so that what
a cut-off leaves is a post, and the same command goes on. Where another post takes over the addresses, it gets them
first: cut off before the end, a page and an alias have one address, and `render` says so until the command is given
again.
"""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.aliases import address_of, aliases_after, others_files, seen_by_readers
from blogcli.arguments import blog_language, version_in
from blogcli.comment_languages import original_language, write_down
from blogcli.content.editing import edited
from blogcli.content.folders import listing, version_language
from blogcli.content.posts import find_original, read_post, read_sources
from blogcli.disk import TEMPORARY_PREFIX, drop_empty
from blogcli.errors import BlogcliError, FileError, raise_all
from blogcli.files import Rewrite, read_bytes, remove_together, write_together
from blogcli.git import holds_repository
from blogcli.history import committed, usable_repository
from blogcli.homes import around
from blogcli.names import COMMENTS, POSTS
from blogcli.post_lock import locks_blog, locks_post, post_lock
from blogcli.survey import survey
from blogcli.symlinks import inside
from blogcli.turns import alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from blogcli.config import Config
    from blogcli.content.paths import PostRef
    from blogcli.git import Repository
    from blogcli.names import LanguageTag

STAYS = ".gitkeep"  # what moved comments leave in their folder, see `moving`


@dataclass(frozen=True, slots=True)
class Removal:
    """What is to go: one language of a post, or with None the whole post, and then its comments if they are wanted.

    `to` is the post that takes over the addresses. With `force` files go that git couldn't bring back.
    """

    language: str | None = None
    comments: bool = False
    to: PostRef | None = None
    force: bool = False


def to_remove(config: Config, post: PostRef, wish: Removal) -> list[Path]:
    """Return the files that would be removed, in this order.

    BlogcliError, or Problems, where something stands in the way: git couldn't bring a file back, the version is the
    original of others or the only one, there is a post or a repository in the folder.
    """
    if wish.to is not None and wish.language is None and wish.to.folder == post.folder:
        raise BlogcliError("can't lead on to itself: all of it is removed", path=post.folder, hint="name another --to")
    if wish.language is not None:
        paths = [_version(config, post, wish.language)]
    else:
        folders = around(config, post.id) if wish.comments else []
        talk = [path for folder in folders for path in _files(config.root, folder) if path.name != STAYS]
        paths = [*talk, *_all_of(config, post)]
    if not wish.force:
        raise_all(_not_kept(paths))
    return paths


@locks_blog
@locks_post
def remove(config: Config, post: PostRef, wish: Removal, now: datetime) -> list[Path]:
    """Remove a post, or one language of it, and return the files that changed and those that went.

    On any error all is as it was. Comments that stay, and have no language, get the one they were shown in. Errors as
    of `to_remove`, and where an address can't become an alias.
    """
    with contextlib.ExitStack() as stack:
        if wish.to is not None and wish.to.folder != post.folder:
            stack.enter_context(post_lock(wish.to.folder))
        aliases = _aliases(config, post, wish, wish.to, now) if wish.to is not None else []
        stack.enter_context(alone(config.root))
        paths = to_remove(config, post, wish)
        rewrites = [*_spoken(config, post, wish), *aliases]
        write_together(config.root, rewrites)
        try:
            remove_together(config.root, paths)
        except BlogcliError:
            with contextlib.suppress(BlogcliError):
                write_together(config.root, [Rewrite(each.path, each.was, each.text) for each in rewrites])
            raise
    _drop_folders(config, paths)
    return [*(each.path for each in rewrites), *(path for path in paths if not _is_temporary(path))]


def tidy(config: Config, paths: Sequence[Path]) -> None:
    """Drop what a removal that was cut off left of these files: temporary ones in folders that hold nothing else."""
    for folder in sorted({path.parent for path in paths if path.parent.is_dir()}, reverse=True):  # the deepest first
        there = list(folder.iterdir())
        for path in there if all(map(_is_temporary, there)) else ():
            path.unlink(missing_ok=True)
        drop_empty([folder])
    _drop_folders(config, paths)


def _version(config: Config, post: PostRef, language: str) -> Path:
    """Return the file of a translation that nothing is translated from."""
    sources = read_sources(config.root, post.folder, config)
    version = version_in(sources, blog_language(config, language), post.folder)
    if len(sources) == 1:
        hint = f"remove the post: blogcli remove {post.id}"
        raise BlogcliError("is the only version of the post", path=version.path, hint=hint)
    if version is find_original(sources):
        other = next(source.language for source in sources if source is not version)
        hint = f"make another the original first: blogcli translation original {post.id} {other}"
        raise BlogcliError("is the original, and translations of it are there", path=version.path, hint=hint)
    raise_all(
        BlogcliError(
            f"is translated from {version.path.name}",
            path=source.path,
            hint=f"write another language into its translated_from, then blogcli translation done {post.id} "
            f"{source.language}; or remove it first",
        )
        for source in sources
        if (said := source.keys.get("translated_from")) and said.language == version.language
    )
    return version.path


def _all_of(config: Config, post: PostRef) -> list[Path]:
    """Return all files of a post's folder, the original last."""
    for inner in listing(post.folder).below():
        if inner.is_post():
            raise BlogcliError("is in the folder of the post", path=inner.folder, hint="move it elsewhere first")
    try:
        original = post.folder / f"{original_language(config, post)}.md"
    except BlogcliError:  # what can't be read can be removed
        original = next(listing(post.folder).versions())

    def rank(path: Path) -> int:
        return (path.parent == post.folder and version_language(path.name) is not None) + 2 * (path == original)

    return sorted(_files(config.root, post.folder), key=rank)


def _files(root: Path, folder: Path) -> Iterator[Path]:
    """Yield all files below a folder, hidden ones and links included; links aren't followed."""
    inside(root, folder)
    if folder.is_symlink():
        raise BlogcliError("is a link: what it shows lies elsewhere", path=folder, hint="remove it by hand")
    for place, folders, names in os.walk(folder, onerror=_raise):
        here = Path(place)
        if holds_repository(here):
            raise BlogcliError("is a repository of its own", path=here, hint="remove it by hand")
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(name for name in folders if name not in links)
        yield from (here / name for name in sorted([*names, *links]))


def _raise(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise FileError(error, error.filename, "read") from error


def _is_temporary(path: Path) -> bool:
    return path.name.startswith(TEMPORARY_PREFIX)


def _not_kept(paths: Sequence[Path]) -> Iterator[BlogcliError]:
    """Yield what is wrong with each file whose present text isn't in the last commit."""
    repositories: dict[Path, tuple[Repository | None, str]] = {}
    for path in paths:
        if _is_temporary(path):
            continue
        if path.parent not in repositories:
            repositories[path.parent] = usable_repository(path.parent)
        repository, reason = repositories[path.parent]
        if repository is None:
            yield BlogcliError(f"bringing it back {reason}", path=path, hint="--force removes it all the same")
            return  # so it is with all others
        was = committed(repository, path)
        if was is None:
            hint = "commit it first; --force removes it for good"
            yield BlogcliError("isn't in the last commit: git couldn't bring it back", path=path, hint=hint)
        elif not _same(was, path):
            hint = "commit the change first; --force removes it for good"
            yield BlogcliError("was changed since the last commit: git couldn't bring that back", path=path, hint=hint)


def _same(was: bytes, path: Path) -> bool:
    """Whether a file, or a link as git has links, has this content; git may have changed the line endings."""
    now = os.fsencode(path.readlink()) if path.is_symlink() else read_bytes(path, limit=sys.maxsize)
    return now == was or (b"\0" not in now and now.replace(b"\r\n", b"\n") == was)


def _spoken(config: Config, post: PostRef, wish: Removal) -> list[Rewrite]:
    """Return the rewrites by which comments keep their language: without their post nobody could tell it any more."""
    if wish.language is not None or wish.comments or len(config.tags) == 1:
        return []
    try:
        language = original_language(config, post)
    except BlogcliError:
        return []
    return write_down(config, post, language)


def _aliases(config: Config, post: PostRef, wish: Removal, to: PostRef, now: datetime) -> list[Rewrite]:
    """Return the rewrites that make the old addresses, as far as readers know them, aliases of the post `to`.

    Each becomes one of the version in its language, or else of the original.
    """
    loaded = read_post(config.root, post.folder, config).post
    sources = {source.language: source for source in read_sources(config.root, post.folder, config)}
    targets = {source.language: source for source in read_sources(config.root, to.folder, config)}
    original = find_original(targets.values())
    others = others_files(config, survey(config, now).plan, loaded.folder)
    gone = blog_language(config, wish.language) if wish.language is not None else None
    found: dict[LanguageTag, list[str]] = {}
    for version in loaded.versions:
        if gone not in (None, version.language):
            continue
        stays = to.folder != post.folder or version.language != gone
        target = targets.get(version.language, original) if stays else original
        kept = found.setdefault(target.language, list(target.keys.get("aliases", ())))
        old = [alias for alias in version.aliases if alias not in kept]
        address = address_of(config, version, page=loaded.page)
        if seen_by_readers(version, sources[version.language], now):
            kept[:] = aliases_after(address, sources[version.language], kept, others)
        kept += old
    order = [source for source in targets.values() if source.language in found]
    texts = edited(order, {language: {"aliases": aliases} for language, aliases in found.items() if aliases})
    changed = [source for source in order if texts.get(source.language, source.document.text) != source.document.text]
    return [Rewrite(source.path, texts[source.language], source.document.text) for source in changed]


def _drop_folders(config: Config, paths: Sequence[Path]) -> None:
    """Remove the folders that are empty now, and the group of the post."""
    tops = (config.root / POSTS, config.root / COMMENTS)
    folders = {place for path in paths for place in path.parents if any(top in place.parents for top in tops)}
    drop_empty(sorted(folders, reverse=True))
