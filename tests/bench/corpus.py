"""The same blog for blogcli and for Hugo, of any size, the same at every run.

    python -m tests.bench.corpus DIR --posts 5000

writes DIR/blogcli and DIR/hugo: posts in Italian and English, some 4.5 kB of Markdown each, three tags, and five
comments a post on average, a third of them replies. Each translation has a record of its original, which blogcli holds
it to.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from blogcli.content.frontmatter import compose
from blogcli.drift.record import Record
from blogcli.drift.scheme import fingerprint

LANGUAGES = ("it", "en")
TAGS = [f"tema-{number}" for number in range(60)]
COMMENTS_A_POST = 5
CHARACTERS = 4500

_WORDS = {
    "it": "la via del mare porta sempre verso casa quando vento e pioggia battono forte sulle pietre antiche però "
    "nessuno ricorda chi abbia scritto per primo questa lunga storia di sale legno farfalle mattine libri e "
    "finestre aperte",
    "en": "the road along the sea always leads home when wind and rain beat hard upon ancient stones yet nobody can "
    "remember who first wrote down this long story of salt timber moths mornings books and open windows",
}


@dataclass(frozen=True)
class Comment:
    """A comment of the corpus; `reply_to` is the place of its parent in the same post, or None."""

    id: str
    author: str
    date: datetime
    language: str
    text: str
    reply_to: str | None


@dataclass(frozen=True)
class Post:
    """A post of the corpus: titles and bodies by language."""

    id: str
    date: datetime
    tags: list[str]
    titles: dict[str, str]
    bodies: dict[str, str]
    comments: list[Comment]


def _sentence(rng: random.Random, words: list[str]) -> str:
    count = rng.randint(8, 18)
    chosen = [rng.choice(words) for _ in range(count)]
    mark = rng.random()
    place = rng.randrange(count)
    if mark < 0.12:
        chosen[place] = f"*{chosen[place]}*"
    elif mark < 0.2:
        chosen[place] = f"**{chosen[place]}**"
    elif mark < 0.26:
        chosen[place] = f"[{chosen[place]}](https://esempio.example/{rng.randrange(1000)})"
    elif mark < 0.3:
        chosen[place] = f"`{chosen[place]}`"
    return " ".join(chosen).capitalize() + "."


def _paragraph(rng: random.Random, words: list[str]) -> str:
    return " ".join(_sentence(rng, words) for _ in range(rng.randint(3, 6)))


def _body(rng: random.Random, words: list[str]) -> str:
    blocks = [_paragraph(rng, words)]
    while sum(map(len, blocks)) < CHARACTERS:
        kind = rng.random()
        if kind < 0.12:
            blocks.append(f"## {' '.join(rng.sample(words, 4)).capitalize()}")
        elif kind < 0.2:
            blocks.append("\n".join(f"- {_sentence(rng, words)}" for _ in range(4)))
        elif kind < 0.26:
            blocks.append(f"> {_sentence(rng, words)}")
        elif kind < 0.3:
            blocks.append(f"```\n{_sentence(rng, words)}\n{_sentence(rng, words)}\n```")
        else:
            blocks.append(_paragraph(rng, words))
    return "\n\n".join(blocks) + "\n"


def post(number: int, count: int) -> Post:
    """The corpus's post of a number, from 0, the same for the same count; from `count` on, newer ones than it holds."""
    words = {tag: text.split() for tag, text in _WORDS.items()}
    start = datetime(2015, 1, 1, 8, tzinfo=UTC)
    rng = random.Random(number)
    date = start + timedelta(hours=17 * number * 5000 // max(count, 5000))
    made = Post(
        id=f"post-{number:05}",
        date=date,
        tags=rng.sample(TAGS, 3),
        titles={tag: f"{' '.join(rng.sample(words[tag], 5)).capitalize()} {number}" for tag in LANGUAGES},
        bodies={tag: _body(rng, words[tag]) for tag in LANGUAGES},
        comments=[],
    )
    for place in range(rng.randint(0, 2 * COMMENTS_A_POST)):
        language = rng.choice(LANGUAGES)
        when = date + timedelta(hours=place + 1)
        earlier = made.comments
        made.comments.append(
            Comment(
                id=f"{when:%Y%m%dT%H%M%SZ}-{place:06}",
                author=" ".join(rng.sample(words[language], 2)).title(),
                date=when,
                language=language,
                text=_paragraph(rng, words[language]),
                reply_to=rng.choice(earlier).id if earlier and rng.random() < 1 / 3 else None,
            )
        )
    return made


def posts(count: int) -> list[Post]:
    """The corpus's posts, oldest first, from 2015 on, the same for the same count."""
    return [post(number, count) for number in range(count)]


def _write(path: Path, text: str) -> None:
    """Write a file, and leave alone one that says so already: who changes a post changes no file but those."""
    if path.is_file() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


BLOGCLI_TOML = """\
format = 1
title = "Corpus"
url = "https://corpus.example/"
author = "Nessuno"
languages = ["it", "en"]
timezone = "UTC"

[feed]
tagging_entity = "corpus.example,2026"
"""


def write_blogcli(root: Path, corpus: list[Post]) -> None:
    """The corpus as a blog of blogcli."""
    _write(root / "blog.toml", BLOGCLI_TOML)
    for item in corpus:
        write_blogcli_post(root, item)


def write_blogcli_post(root: Path, post: Post) -> None:
    """A post, its translation and its comments, as blogcli has them."""
    folder = root / "posts" / f"{post.date:%Y}" / post.id
    tags = ", ".join(post.tags)
    it = f"---\ntitle: {post.titles['it']}\ndate: {post.date.isoformat()}\ntags: [{tags}]\n---\n{post.bodies['it']}"
    _write(folder / "it.md", it)
    head = {"title": post.titles["en"], "translated_from": _record(post, it)}
    _write(folder / "en.md", compose(head, post.bodies["en"]))
    for comment in post.comments:
        write_comment(root, post, comment)


def _record(post: Post, original: str) -> dict[str, str]:
    """What the translation was made from: the original as its file now is."""
    it, en = (fingerprint(post.titles[tag], "", post.bodies[tag]) for tag in LANGUAGES)
    return Record.of("it", f"{post.date:%Y-%m-%d}", original.encode(), it, en).written()


def write_comment(root: Path, post: Post, comment: Comment, status: str = "") -> Path:
    """A comment as blogcli has it, approved or, with a status of `.pending`, waiting; its path."""
    lines = [f"author: {comment.author}", f"date: {comment.date.isoformat()}", f"language: {comment.language}"]
    lines += [f'reply_to: "{comment.reply_to}"'] if comment.reply_to else []
    path = root / "comments" / post.id / f"{comment.id}{status}.md"
    _write(path, "\n".join(["---", *lines, "---", comment.text, ""]))
    return path


def write_hugo(root: Path, corpus: list[Post]) -> None:
    """The corpus as a site of Hugo, with templates that do what blogcli's do."""
    shutil.copytree(Path(__file__).parent / "hugo", root, dirs_exist_ok=True)
    for tag in LANGUAGES:
        _write(root / "content" / f"archive.{tag}.md", "---\ntitle: Archive\nlayout: archive\n---\n")
    for item in corpus:
        write_hugo_post(root, item)


def write_hugo_post(root: Path, post: Post) -> None:
    """A post, its translation and its comments, as Hugo has them: a bundle, and a file of data."""
    for tag in LANGUAGES:
        head = {"title": post.titles[tag], "date": post.date.isoformat(), "tags": post.tags, "id": post.id}
        lines = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items())
        _write(root / "content" / "posts" / post.id / f"index.{tag}.md", f"---\n{lines}\n---\n{post.bodies[tag]}")
    comments = [
        {
            "id": comment.id,
            "author": comment.author,
            "date": comment.date.isoformat(),
            "language": comment.language,
            "reply_to": comment.reply_to or "",
            "text": comment.text,
        }
        for comment in post.comments
    ]
    _write(root / "data" / "comments" / f"{post.id}.json", json.dumps(comments, ensure_ascii=False))


def main() -> None:
    """Write both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posts", type=int, default=5000)
    arguments = parser.parse_args()
    corpus = posts(arguments.posts)
    write_blogcli(arguments.folder / "blogcli", corpus)
    write_hugo(arguments.folder / "hugo", corpus)


if __name__ == "__main__":
    main()
