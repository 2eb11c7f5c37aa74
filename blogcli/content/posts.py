"""A post's folder made into a `Post`: its versions read, the original found, what translations inherit filled in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blogcli.content import frontmatter
from blogcli.content.doubts import doubts
from blogcli.content.folders import files_below, listing, names_in, version_language
from blogcli.content.keys import KEYS, read_keys
from blogcli.content.links import pointers_of
from blogcli.content.misnamed import misnamed
from blogcli.content.records import LoadedPost
from blogcli.content.standing import drift_of, gone, whereabouts
from blogcli.content.texts import Read, below, changed_meanwhile, read_inside
from blogcli.disk import MAX_FILE
from blogcli.errors import BlogcliError, SourceError, UnknownLanguageError, raise_all
from blogcli.files import read_text
from blogcli.model import SILENCE, Original, Pointer, Post, Version
from blogcli.names import POST, LanguageTag, digest, fold, worth_showing
from blogcli.symlinks import check_link
from blogcli.wire import dump

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from blogcli.config import Config

# What a translation takes from its original where it says nothing itself.
INHERITED = (
    "date",
    "author",
    "tags",
    "image",
    "series",
    "comments",
    "draft",
    "page",
    "layout",
    "trusted",
    "in_response_to",
)
# Of these the original's alone counts, as they are the whole post's.
OF_THE_ORIGINAL = ("page", "layout", "in_response_to")


@dataclass(frozen=True, slots=True)
class Source:
    """A version's file as read, before anything is inherited."""

    language: LanguageTag
    place: str
    document: frontmatter.Document
    keys: Mapping[str, Any]
    extra: Mapping[str, object]

    @property
    def path(self) -> Path:
        """Where the file is."""
        return Path(self.place)

    @property
    def has_text(self) -> bool:
        """Whether there is anything to publish."""
        content = self.document.content
        return bool(content) and not content.isspace()


def read_source(path: str, language: LanguageTag, config: Config, read: Read = read_inside) -> Source:
    """Read one version's file; SourceError, or Problems with several, where its front matter is wrong."""
    document = frontmatter.parse(read(config.root, path, MAX_FILE), path)
    keys, problems = read_keys(document, path, KEYS, config.timezone, needed="title", example="A walk in the rain")
    if problems:
        raise_all(problems)
    extra = {key: field.value for key, field in document.fields.items() if key not in KEYS}
    return Source(language, path, document, keys, extra)


def read_body(root: Path, version: Version | Original) -> str:
    """A version's text; SourceError where it is another than the one the version was made of."""
    path = root / version.path
    text = frontmatter.body(read_text(path), path)
    if digest(text) != version.text:
        raise changed_meanwhile(path)
    return text


def read_sources(
    root: Path, folder: Path, config: Config, read: Read = read_inside, names: Iterable[str] | None = None
) -> list[Source]:
    """Every version's file of a post, in the order of the blog's languages; all problems reported together.

    `names` are those of the files in the folder, sorted; None has it listed.
    """
    problems: list[BlogcliError] = []
    sources: dict[LanguageTag, Source] = {}
    tags = config.tags
    for name in listing(folder).texts if names is None else names:
        language = version_language(name)
        if language is None:
            continue
        path = f"{folder}/{name}"
        try:
            if language not in tags or language in sources:
                check_link(root, Path(path))
            if language not in tags:
                raise UnknownLanguageError(language, tags, path)
            if language in sources:
                raise SourceError(path, f"is the same language as {sources[language].path.name}", hint="remove one")
            sources[language] = read_source(path, language, config, read)
        except BlogcliError as error:
            problems += error.problems
    if problems:
        raise_all(problems)
    return [sources[tag] for tag in tags if tag in sources]


def find_original(sources: Iterable[Source]) -> Source:
    """The version the others were translated from. SourceError for a cycle of translated_from.

    It is the first (in the blog's order) without translated_from; else the first whose source isn't there.
    """
    by_language = {source.language: source for source in sources}
    for source in by_language.values():
        seen: list[LanguageTag] = []
        step: Source | None = source
        while step and (record := step.keys.get("translated_from")):
            if step.language in seen:
                circle = [*seen[seen.index(step.language) :], step.language]
                raise SourceError(
                    step.place,
                    f"translated_from goes in a circle: {' from '.join(circle)}",
                    line=step.document.fields["translated_from"].line,
                    hint="drop translated_from from the original",
                )
            seen.append(step.language)
            step = by_language.get(record.language)
    roots = [source for source in by_language.values() if "translated_from" not in source.keys]
    orphans = [source for source in by_language.values() if source.keys.get("translated_from")]
    orphans = [source for source in orphans if source.keys["translated_from"].language not in by_language]
    return (roots or orphans)[0]


def read_post(
    root: Path, folder: Path, config: Config, read: Read = read_inside, names: Sequence[str] | None = None
) -> LoadedPost:
    """Read a post whole, but for its comments; SourceError or Problems where it can't be taken.

    `names` are those of the files in its folder, sorted, where it is known to hold nothing else; None has it listed.
    """
    sources = read_sources(root, folder, config, read, names)
    original = find_original(sources)
    by_language = {source.language: source for source in sources}
    versions = {
        language: _version(source, by_language, original, folder.name, config)
        for language, source in by_language.items()
    }
    post = Post(
        id=folder.name,
        folder=below(root, folder),
        page=bool(original.keys.get("page")),
        original=versions[original.language],
        versions=tuple(versions.values()),
        talk=SILENCE,
        files=tuple(files_below(root, folder, worth_showing) if names is None else filter(worth_showing, names)),
        together=original.keys.get("layout", config.together),
        former_ids=tuple(name for source in sources for name in source.keys.get("former_ids", ())),
        pointers=pointers_of(sources, below(root, folder), original),
        answers=_answers(original),
        one_language=bool(original.keys.get("translations")),
    )
    named = misnamed(str(folder), names_in(folder) if names is None else names, config.tags)
    return LoadedPost(post, (*doubts(sources, original, folder.name, post.files), *named))


def _answers(original: Source) -> Pointer | None:
    name = original.keys.get("in_response_to")
    line = original.document.fields["in_response_to"].line if name else 0
    return Pointer(original.language, POST + fold(name), line) if name else None


def _version(
    source: Source, sources: Mapping[LanguageTag, Source], original: Source, post: str, config: Config
) -> Version:
    keys = {key: original.keys[key] for key in INHERITED if key in original.keys} | dict(source.keys)
    if "date" not in keys and not original.keys.get("page"):
        said = original.keys.get("translated_from")
        if said and said.language not in sources:
            raise gone(original, whereabouts(original, sources), original, post, lacking="date")
        raise SourceError(source.place, "has no date", line=1, hint="add a line like: date: 2026-03-01")
    date = keys.get("date")
    content = source.document.content
    # A version without text is never published, whatever it says.
    draft = keys.get("draft", False) or not content or content.isspace()
    fields = (  # in the order Version has them: its digest is that of them all, and it is made once, and whole
        post,
        source.language,
        below(config.root, source.place),
        keys["title"],
        keys.get("slug", post),
        date,
        keys.get("published", date),
        keys.get("updated"),
        keys.get("author", config.author),
        keys.get("tags", ()),
        keys.get("summary", ""),
        keys.get("image", ""),
        keys.get("series", ""),
        keys.get("comments"),
        draft,
        keys.get("trusted", True),
        keys.get("aliases", ()),
        drift_of(source, sources, original, draft=draft),
        source.extra,
        digest(content),
    )
    return Version(*fields, digest=digest(dump(fields)), accepted=keys.get("check", {}))
