"""Commands about posts: new, translate, publish, unpublish, rename, list, show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from blogcli.cli import blog, commits, complete, console, options
from blogcli.errors import EXIT_ATTENTION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from blogcli.content.paths import PostRef


def new(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="The title.")],
    language: Annotated[str | None, options.language("The language it is in (default: the blog's first).")] = None,
    post_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="The id (default: made from the title).")
    ] = None,
    slug: Annotated[str | None, typer.Option(metavar="SLUG", help="The slug (default: made from the title).")] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="ISO 8601 (default: now).")] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="TAG", help="A tag; may be given many times.", autocompletion=complete.tags),
    ] = None,
    author: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The author (default: the blog's).", autocompletion=complete.authors),
    ] = None,
    summary: Annotated[str | None, typer.Option(metavar="TEXT", help="What lists show of it.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Keep it a draft, though it has text.")] = False,
    page: Annotated[bool, typer.Option("--page", help="A page, like “about”, that is in no list.")] = False,
    body: options.Body = None,
    body_file: options.BodyFile = None,
    edit: options.Edit = False,
    commit: commits.Commit = None,
    message: commits.Message = None,
) -> None:
    """Start a post, or a page. Prints the path of its file.

    With a text it is published at once (unless --draft); without one it is a draft.
    """
    from blogcli.authoring import NewPost, new_post

    console.check_editor(edit)
    config = blog.config()
    keep = commits.keeper(config, commit, message)
    wish = NewPost(
        title=title,
        language=language,
        id=post_id,
        slug=slug,
        date=date,
        tags=tuple(tag or ()),
        author=author,
        summary=summary,
        draft=draft,
        page=page,
        body=console.read_body(body, body_file),
    )
    path = new_post(config, wish, blog.now(config))
    _written(path, wish.body, lambda: keep([path], f"Add {path.parent.name}"), edit=edit, draft=draft)


def _written(path: Path, body: str | None, keep: Callable[[], None], *, edit: bool, draft: bool) -> None:
    """What is left to do for a new file: open it, name it, keep it, and say so where a text was meant and none came."""
    if edit:
        console.edit(path)
    keep()
    if body is not None and not body.strip() and not (draft or edit):
        console.warn(f"{console.here(path)}: has no text, and is a draft")
        raise typer.Exit(EXIT_ATTENTION)


_PUBLISHED = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="When it first went live, ISO 8601; feeds go by it (default: now)."),
]


def translate(
    post: options.Post,
    language: Annotated[
        str,
        typer.Argument(
            metavar="LANGUAGE", help="The language of the new version.", autocompletion=complete.missing_languages
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="TAG",
            help="The version it is made from (default: the original).",
            autocompletion=complete.languages_of_post,
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The title, translated.")] = None,
    slug: Annotated[str | None, typer.Option(metavar="SLUG", help="The slug (default: made from the title).")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Keep it a draft, though it has text.")] = False,
    published: _PUBLISHED = None,
    body: options.Body = None,
    body_file: options.BodyFile = None,
    edit: options.Edit = False,
    commit: commits.Commit = None,
    message: commits.Message = None,
) -> None:
    """Add a language version to a post. Prints the path of its file."""
    from blogcli.translation import NewTranslation
    from blogcli.translation import translate as add

    console.check_editor(edit)
    config = blog.config()
    keep = commits.keeper(config, commit, message)
    wish = NewTranslation(language, source, title, slug, draft, console.read_body(body, body_file), published)
    path = add(config, blog.post(config, post), wish, blog.now(config))
    _written(path, wish.body, lambda: keep([path], f"Add {path.parent.name} in {path.stem}"), edit=edit, draft=draft)


def _version(offered: complete.Completer) -> Any:
    return typer.Argument(metavar="[LANGUAGE]", help="Just this version (default: all).", autocompletion=offered)


def publish(
    post: options.PostWithDrafts,
    language: Annotated[str | None, _version(complete.drafts)] = None,
    date: Annotated[
        str | None, typer.Option(metavar="DATE", help="The post's date, ISO 8601; a future one schedules it.")
    ] = None,
    published: _PUBLISHED = None,
    commit: commits.Commit = None,
    message: commits.Message = None,
) -> None:
    """Make a draft live. Prints the paths of the files it changed."""
    from blogcli.publishing import publish as go_live

    config = blog.config()
    keep, ref = commits.keeper(config, commit, message), blog.post(config, post)
    done = go_live(config, ref, language, date, blog.now(config), published)
    keep(done.paths, f"Publish {_named(ref, language)}")
    for path in done.waiting:
        console.warn(f"{console.here(path)}: has no text, and stays a draft")
    if done.waiting:
        raise typer.Exit(EXIT_ATTENTION)


def unpublish(
    post: options.LivePost,
    language: Annotated[str | None, _version(complete.live)] = None,
    commit: commits.Commit = None,
    message: commits.Message = None,
) -> None:
    """Make a post, or one language of it, a draft again. Prints the paths of the files it changed."""
    from blogcli.publishing import unpublish as withdraw

    config = blog.config()
    keep, ref = commits.keeper(config, commit, message), blog.post(config, post)
    done = withdraw(config, ref, language, blog.now(config))
    keep(done.paths, f"Unpublish {_named(ref, language)}")


def _named(ref: PostRef, language: str | None) -> str:
    return f"{ref.id} in {language}" if language else ref.id


def rename(
    post: options.Post,
    language: Annotated[
        str | None,
        typer.Argument(
            metavar="[LANGUAGE]",
            help="The version whose slug or date it is (default: the one whose file is POST, else the original).",
            autocompletion=complete.languages_of_post,
        ),
    ] = None,
    slug: Annotated[str | None, typer.Option(metavar="SLUG", help="Another slug.")] = None,
    post_id: Annotated[str | None, typer.Option("--id", metavar="ID", help="Another id, for the whole post.")] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="Another date, ISO 8601.")] = None,
    commit: commits.Commit = None,
    message: commits.Message = None,
) -> None:
    """Give a post another slug, id or date. Prints the paths of the files it changed.

    Its old addresses become aliases, which lead to the new ones, and its old id keeps the conversation.
    """
    from blogcli.renaming import NewNames
    from blogcli.renaming import rename as give

    config = blog.config()
    keep, ref = commits.keeper(config, commit, message), blog.post(config, post)
    done = give(config, ref, NewNames(language, slug, post_id, date), blog.now(config))
    keep(done.paths, f"Rename {_named(ref, language)}")


def list_(
    language: Annotated[str | None, options.language("Only versions in this language.")] = None,
    tag: Annotated[
        str | None, typer.Option(metavar="TAG", help="Only posts with this tag.", autocompletion=complete.tags)
    ] = None,
    state: Annotated[
        str | None,
        typer.Option(metavar="STATE", help="Only draft, scheduled or published ones.", autocompletion=complete.states),
    ] = None,
    json: options.Json = False,
) -> None:
    """List the posts, a line for each language version.

    Its fields: post, language, state, date, title, path.
    """
    from blogcli.arguments import blog_language, choice
    from blogcli.listing import STATES, list_posts

    config = blog.config()
    chosen = blog_language(config, language) if language is not None else None
    wanted = choice("--state", STATES, state) if state is not None else None
    records = list_posts(config, blog.now(config), language=chosen, tag=tag, state=wanted)
    console.with_paths_here(records, config.root)
    if json:
        console.print_json("posts", records)
    else:
        columns = ("post", "language", "state", "date", "title", "path")
        worth = ("post", "language", "title", "state", "date")
        console.print_records(records, columns, worth=worth, noun="posts")


def show(post: options.Post, json: options.Json = False) -> None:
    """Show one post with its versions.

    Their titles, states, dates, paths and addresses, and what translations have missed; the files beside it; how many
    comments it has.
    """
    from blogcli.listing import show_post

    config = blog.config()
    record, warnings, problems = show_post(config, blog.post(config, post), blog.now(config))
    for warning in warnings:
        console.report(warning, kind="warning: ")
    console.with_paths_here(record["versions"], config.root)
    if json:
        console.print_json("post", record)
    else:
        _print(record)
    for problem in problems:
        console.report(problem)
    if problems:
        raise typer.Exit(EXIT_ATTENTION)


def _print(record: dict[str, Any]) -> None:
    fields = {key: record[key] for key in ("id", "folder", "page", "original", "author", "tags", "files")}
    fields |= {f"comments {status}": number for status, number in record["comments"].items()}
    for version in record["versions"]:
        language = version["language"]
        fields |= {f"{language} {key}": version[key] for key in ("title", "slug", "state", "date", "path", "url")}
        fields |= {f"{language} {key}": version[key] for key in ("conversation", "comments")}
        if standing := version["translation"]:
            fields[f"{language} source"] = standing["source"]
            # A word and no more, for a script to compare; what there is to say of it is a field of its own.
            fields[f"{language} translation"] = standing["state"]
            fields |= {f"{language} detail": standing["detail"]} if standing["detail"] else {}
    console.print_fields(fields)
