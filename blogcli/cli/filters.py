"""The options that choose comments, for all commands that take them."""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Annotated

import typer

from blogcli.cli import blog, complete, options
from blogcli.selection import Wanted, selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogcli.config import Config
    from blogcli.content.paths import PostRef
    from blogcli.selection import Selection


def _options(
    *,
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS",
            help="Only approved, pending, rejected or spam; may be given many times.",
            autocompletion=complete.statuses,
        ),
    ] = None,
    author: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only by this name, whole.", autocompletion=complete.comment_authors),
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Only by who gave this site.")] = None,
    language: Annotated[str | None, options.language("Only in this language.")] = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="Only with these words in it.")] = None,
    after: Annotated[str | None, typer.Option(metavar="DATE", help="Only from this moment on, ISO 8601.")] = None,
    before: Annotated[str | None, typer.Option(metavar="DATE", help="Only from before it, ISO 8601.")] = None,
    older_than: Annotated[str | None, typer.Option(metavar="AGE", help="Only older ones: 12h, 30d, 6w.")] = None,
) -> Wanted:
    return Wanted(tuple(status or ()), author, url, language, text, after, before, older_than)


_OPTIONS = inspect.signature(_options, eval_str=True).parameters


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """A command with those options, which it takes together as its parameter `wanted`."""

    @functools.wraps(command)
    def run(**given: object) -> None:
        chosen = {name: given.pop(name) for name in _OPTIONS}
        command(**given, wanted=_options(**chosen))  # type: ignore[arg-type]

    own = inspect.signature(command, eval_str=True).parameters
    parameters = [*(item for name, item in own.items() if name != "wanted"), *_OPTIONS.values()]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {item.name: item.annotation for item in parameters}
    return run


def meant(config: Config, post: str | None, wanted: Wanted) -> tuple[PostRef | None, Selection]:
    """The post that was named, and what the options mean."""
    chosen = selection(config, wanted, blog.now(config))
    return blog.post(config, post) if post is not None else None, chosen
