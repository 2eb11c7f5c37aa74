"""Lock a post for the whole of a command that changes it: what it read is what it writes over.

Locks come in the order: the blog's folder, the post's, comments/. None is held while an editor is open or a question
waits.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from blogcli.errors import BlogcliError, FileError
from blogcli.locks import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from blogcli.config import Config
    from blogcli.content.paths import PostRef

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def blog_lock(root: Path) -> Iterator[None]:
    """Keep other commands from choosing ids or changing blog.toml meanwhile, having waited for those that do."""
    with ExitStack() as stack:
        _enter(stack, root)
        yield


@contextmanager
def post_lock(folder: Path) -> Iterator[None]:
    """Keep other commands from changing a post meanwhile, having waited for those that do.

    BlogcliError where its folder has another name by then, or is gone.
    """
    with ExitStack() as stack:
        _enter(stack, folder)
        if not folder.is_dir():
            raise _gone(folder)
        yield


def _enter(stack: ExitStack, folder: Path) -> None:
    try:
        stack.enter_context(locked(folder))
    except FileNotFoundError as error:
        raise _gone(folder) from error
    except OSError as error:
        raise FileError(error, folder, "read") from error


def _gone(folder: Path) -> BlogcliError:
    return BlogcliError("was renamed or removed meanwhile", path=folder, hint="try again")


def locks_post(
    command: Callable[Concatenate[Config, PostRef, P], T],
) -> Callable[Concatenate[Config, PostRef, P], T]:
    """Have a command run with the lock of its post."""

    @wraps(command)
    def run(config: Config, post: PostRef, /, *arguments: P.args, **named: P.kwargs) -> T:
        with post_lock(post.folder):
            return command(config, post, *arguments, **named)

    return run


def locks_blog(command: Callable[Concatenate[Config, P], T]) -> Callable[Concatenate[Config, P], T]:
    """Have a command run with the lock of the blog."""

    @wraps(command)
    def run(config: Config, /, *arguments: P.args, **named: P.kwargs) -> T:
        with blog_lock(config.root):
            return command(config, *arguments, **named)

    return run
