"""The writer's verbs: start a blog, start a post."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from blogcli.arguments import blog_language, one_line, option, slug_for
from blogcli.config import FILE_NAME, FORMAT, Config
from blogcli.content import values
from blogcli.content.blocked import BLOCKED
from blogcli.content.frontmatter import Verbatim, compose, format_date
from blogcli.content.keys import PROVISIONAL
from blogcli.content.paths import is_post_folder, locate_post
from blogcli.errors import BlogcliError, ExistsError, UsageError
from blogcli.files import create_new, holds_something, make_folder, read_bytes, remove
from blogcli.names import COMMENTS, POSTS
from blogcli.post_lock import locks_blog

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from blogcli.names import LanguageTag

MAX_ID = 60  # bytes of an id made from a title
MAX_A_DAY = 1000  # posts of one day whose titles give no id

INIT_FILES = {
    ".gitignore": "# What blogcli makes and can make again.\n/public/\n/.blogcli/\n.blogcli-tmp-*\n",
    # What two clones block at the same time is blocked: both lines stay, and nobody is asked.
    # All that blogcli writes has LF: git, told to look after line endings, would refuse a file that it may not change.
    ".gitattributes": (
        f"*.md text eol=lf\n{FILE_NAME} text eol=lf\n.gitattributes text eol=lf\n.gitignore text eol=lf\n"
        f"{BLOCKED} text eol=lf merge=union\n"
    ),
}


def init_blog(
    folder: Path, *, title: str, languages: Sequence[LanguageTag], url: str, timezone: str, author: str, now: datetime
) -> tuple[Path, list[Path]]:
    """Start a blog in `folder`. Gives blog.toml's path, and the files it left as they were because they existed."""
    import tomli_w

    path = folder / FILE_NAME
    if path.exists():
        raise ExistsError(path, hint="this folder holds a blog already: blogcli new starts a post")
    for name in (POSTS, COMMENTS):
        if (folder / name).exists() and not (folder / name).is_dir():
            raise ExistsError(folder / name, hint="a blog needs a folder of that name: move the file away")
    data = {
        "format": FORMAT,
        "title": title,
        "url": url,
        "author": author,
        "languages": list(languages),
        "timezone": timezone,
        "language": {tag: {"path": "" if tag == languages[0] else tag.lower()} for tag in languages},
        "feed": {"tagging_entity": f"{_host(url)},{now.year}"},
    }
    text = tomli_w.dumps(data, multiline_strings=False)
    made: list[Path] = []
    kept: list[Path] = []
    places = (folder / POSTS, folder / COMMENTS, folder, *folder.parents)
    new_folders = [place for place in places if not place.is_dir()]
    try:
        for name, content in INIT_FILES.items():
            try:
                create_new(folder, folder / name, content)
                made.append(folder / name)
            except ExistsError:
                if read_bytes(folder / name) != content.encode():  # else it is from a try that was cut off
                    kept.append(folder / name)
        for name in (POSTS, COMMENTS):
            make_folder(folder, folder / name)
        # It comes last: with it there is a blog, and no init any more.
        create_new(folder, path, text, hint="this folder holds a blog already")
    except BlogcliError:
        for file in made:
            with contextlib.suppress(BlogcliError):
                remove(folder, file)
        for place in new_folders:  # those that hold something by now stay
            with contextlib.suppress(OSError):
                place.rmdir()
        raise
    return path, kept


def _host(url: str) -> str:
    """A url's host in ASCII, as a tag URI needs it; an address of numbers and colons is nobody's name."""
    host = urlsplit(url).hostname or ""
    try:
        name = host.encode("idna").decode("ascii")
    except UnicodeError:
        return "localhost"
    return "localhost" if ":" in name else name


@dataclass(frozen=True, slots=True)
class NewPost:
    """What a writer asks `new` for. `body` None: nothing written yet, which makes it a draft."""

    title: str
    language: str | None = None
    id: str | None = None
    slug: str | None = None
    date: str | None = None
    tags: tuple[str, ...] = ()
    author: str | None = None
    summary: str | None = None
    draft: bool = False
    page: bool = False
    body: str | None = None


@locks_blog
def new_post(config: Config, wish: NewPost, now: datetime) -> Path:
    """Start a post or page, a draft where it has no text; the path of its file. ExistsError where the id is taken."""
    title = one_line(wish.title)
    if not title:
        raise UsageError("a post needs a title")
    language = blog_language(config, config.tags[0] if wish.language is None else wish.language)
    date = option("--date", values.DateParser(config.timezone), wish.date) if wish.date is not None else now
    draft = wish.draft or not (wish.body or "").strip()
    if wish.id is not None:
        post_id = option("--id", values.name, wish.id)
    else:
        post_id = default_id(title) or _free_id(config.root, date)
    fields = {
        "title": title,
        "slug": slug_for(title, wish.slug, language),
        "date": _date_line(wish, date, draft=draft),
        "author": one_line(wish.author) if wish.author else None,
        "tags": list(values.texts([one_line(tag) for tag in wish.tags])) or None,
        "summary": one_line(wish.summary) if wish.summary else None,
        "page": True if wish.page else None,
        "draft": True if draft else None,
    }
    path = _new_folder(config, post_id, "" if wish.page else f"{date.year:04}") / f"{language}.md"
    create_new(config.root, path, compose(fields, wish.body or ""), hint="choose another --id")
    return path


def _date_line(wish: NewPost, date: datetime, *, draft: bool) -> Verbatim | None:
    if wish.date:
        return Verbatim(wish.date)
    if wish.page:
        return None
    return Verbatim(format_date(date) + (PROVISIONAL if draft else ""))


def _new_folder(config: Config, post_id: str, group: str) -> Path:
    taken = locate_post(config.root, post_id)
    if taken:
        raise ExistsError(taken, hint="choose another --id, or blogcli translate it into another language")
    folder = config.root / POSTS / group / post_id
    if group and (config.root / POSTS / group).is_dir() and is_post_folder(config.root / POSTS / group):
        raise BlogcliError(f"the post '{group}' stands where posts of {group} go", hint="move it to another folder")
    if holds_something(folder):
        raise ExistsError(folder, hint="choose another --id")
    return folder


def default_id(title: str) -> str | None:
    """A title in ASCII, [a-z0-9-], at most 60 bytes cut at a word; None where nothing usable is left of it."""
    from slugify import slugify

    found = str(slugify(title, max_length=MAX_ID, word_boundary=True, save_order=True)) or slugify(title)[
        :MAX_ID
    ].strip("-")
    try:
        return values.name(found)
    except ValueError:
        return None


def _free_id(root: Path, date: datetime) -> str:
    """post-<date>, numbered from the day's second: another title says nothing about whether it is the same post."""
    day = f"post-{date:%Y-%m-%d}"
    names = (day, *(f"{day}-{number}" for number in range(2, MAX_A_DAY)))
    return next((name for name in names if not locate_post(root, name)), day)
