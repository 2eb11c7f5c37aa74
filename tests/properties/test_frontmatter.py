"""Front matter: whatever way it is written, an edit changes the lines of its keys alone, and any text comes back."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from blogcli.cli.console import on_one_line
from blogcli.config import load_config
from blogcli.content import frontmatter
from blogcli.content.comments import read_comments
from blogcli.content.fields import Field
from blogcli.content.paths import comment_files
from blogcli.errors import SourceError
from blogcli.names import LanguageTag
from tests.support import BLOG_TOML, ITALIAN, Site

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

HERE = Path("post.md")
law = settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])

# Any text but what UTF-8 and the tree can't hold.
ODD = [
    "no",
    "Yes",
    "on",
    "null",
    "~",
    "",
    "12:30",
    "1e3",
    "0x1F",
    "1_000",
    ".inf",
    "NaN",
    "2026-01-01",
    "=",
    "<<",
    "---",
    "...",
]
ODD += [
    "- a",
    "? a",
    "a: b",
    "a #b",
    "#a",
    " a",
    "a ",
    "@a",
    "`a",
    "%a",
    "!a",
    "&a",
    "*a",
    "|",
    ">",
    "[a",
    "{a",
    "'",
    '"',
    "a:",
    "\ufeffa",
]
TEXT = st.sampled_from(ODD) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
WORDS = st.text("abcàé日😀 ", min_size=1, max_size=12).map(str.strip).filter(bool)
NAMES = ["title", "date", "draft", "published", "tags", "mood", "über", "a b", "x-1"]


@st.composite
def values(draw: st.DrawFn, indent: str = "  ") -> str:
    """A value as it may stand behind its key, with the line break that ends it, in one of YAML's many ways."""
    word, other = draw(WORDS), draw(WORDS)
    gap = draw(st.sampled_from(["", " # a note", "   "]))
    return draw(
        st.sampled_from(
            [
                f" {word}{gap}\n",
                f" '{word}''s # no note'{gap}\n",
                f' "{word} \\"{other}\\": \\t"{gap}\n',
                f" {word}\n{indent}{other}{gap}\n",
                f" [{word}, '{other}' ,x]{gap}\n",
                f" {{a: {word}, 'b': [{other}]}}{gap}\n",
                f" [{word},\n{indent}{other}]{gap}\n",
                f"\n{indent}- {word}\n\n{indent}# between\n{indent}- {other}{gap}\n",
                f"\n- {word}\n- {other}{gap}\n",
                f"\n{indent}a: {word}{gap}\n{indent}b:\n{indent}  - {other}\n",
                f" |\n{indent}{word}\n{indent}# no note\n\n{indent}{other}\n",
                f" >-{gap}\n{indent}{word}\n{indent}{other}\n",
                f" |2+\n{indent} {word}\n{indent}{other}\n\n",
                f" |-{gap}\n{indent}---\n{indent}{word}\n\n",
                f" >+\n{indent}{word}\n\n{indent} {other}\n\n\n",
                f" >1-\n {word}\n  {other}\n",
                f' "{word}\n\n{indent}{other}"{gap}\n',
                f"{gap}\n{indent}{word}\n",
                f"\n- a: {word}\n  b: '{other}'{gap}\n- - {word}\n",
                f' "{word}\u2028{other}\\\n{indent}{word}"{gap}\n',
                f" |-  \n{indent}{word}  \n{indent}  \n{indent}...\n",
                gap + "\n",
            ]
        )
    )


@dataclass(frozen=True)
class Written:
    """A file as it was written: the line that opens it, each key with the lines before it and its own, the end."""

    opening: str
    entries: tuple[tuple[str, str, str], ...]
    last: str
    closing: str

    def text(self, changes: Mapping[str, object] | None = None) -> str:
        """The file, or what a person would make of it who replaces the lines of some keys and adds others last."""
        changes = changes or {}
        newline = "\r\n" if self.opening.endswith("\r\n") else "\n"
        own = {name: frontmatter.format_fields({name: value}, newline) for name, value in changes.items()}
        kept = "".join(before + own.get(name, lines) for name, before, lines in self.entries)
        there = [name for name, _, _ in self.entries]
        added = "".join(lines for name, lines in own.items() if name not in there)
        return self.opening + kept + self.last + added + self.closing

    def blocks(self, names: Container[str]) -> bool:
        """Whether one of these keys holds a block of text, whose end YAML and a person may see at different places."""
        return any(name in names and re.search(r"[|>][0-9+-]*[ \r\n]", lines) for name, _, lines in self.entries)


@st.composite
def written(draw: st.DrawFn) -> Written:
    """A file with front matter, in every style people and programs write."""
    crlf = draw(st.booleans())
    ended = str if not crlf else (lambda text: text.replace("\n", "\r\n"))
    entries = []
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=6)):
        before = draw(st.sampled_from(["", "", "# a comment: with a colon\n", "\n", "  # indented\n", "  \n# é\n\n"]))
        key = draw(st.sampled_from([f"{name}:", f"'{name}':", f'"{name}" :', f"? {name}\n:"]))
        entries.append((name, ended(before), ended(key + draw(values()))))
    last = draw(st.sampled_from(["", "", "\n", "# the end\n"]))
    close = "---" + draw(st.sampled_from(["", "", "  ", "\t"])) + "\n"
    body = draw(st.sampled_from(["", "Text.\n", "\n\nText\n---\nmore: text\n---\n", "Text without an end", "---\n"]))
    mark = "\ufeff" if draw(st.booleans()) else ""
    fence = "---" + draw(st.sampled_from(["", " ", "\t"])) + "\n"
    return Written(mark + ended(fence), tuple(entries), ended(last), ended(close + body))


def files() -> st.SearchStrategy[str]:
    """The text of such a file."""
    return written().map(Written.text)


CHANGES = st.dictionaries(
    st.sampled_from(NAMES), st.one_of(st.none(), st.booleans(), TEXT, st.lists(TEXT, max_size=3)), max_size=4
)


def parsed(text: str) -> frontmatter.Document:
    try:
        return frontmatter.parse(text, HERE)
    except SourceError:
        assume(False)
        raise


@law
@given(text=files(), changes=CHANGES)
def test_an_edit_leaves_every_other_byte_as_it_was(text: str, changes: dict[str, object]) -> None:
    before = parsed(text)
    try:
        edited = frontmatter.edit(before, changes, HERE)
    except SourceError:
        return  # refused, and nothing was changed; the next test says where it may not be
    assert edited.count("\n") == (edited.count("\r\n") if before.newline == "\r\n" else edited.count("\n"))
    after = frontmatter.parse(edited, HERE)
    for name, value in changes.items():
        said = after.fields[name].value if name in after.fields else None
        assert said == ({True: "true", False: "false"}[value] if isinstance(value, bool) else value)
    for name, field in before.fields.items():
        if name not in changes:
            kept = after.fields[name]
            # Blank lines behind a key may come to belong to the block above it; they are there all the same.
            assert edited[kept.start : kept.end].rstrip() == text[field.start : field.end].rstrip()
            assert kept.value == field.value
    assert untouched(edited, after, changes) == untouched(text, before, changes)
    assert after.content == before.content


@law
@given(file=written(), changes=CHANGES)
def test_an_edit_is_what_a_person_would_make_of_the_file(file: Written, changes: dict[str, object]) -> None:
    text = file.text()
    try:
        edited = frontmatter.edit(parsed(text), changes, HERE)
    except SourceError:
        return
    wanted = file.text(changes)
    if file.blocks(changes):  # then blank lines and indented comments behind it may be its own
        edited, wanted = (re.sub(r"(?m)^[ ]*(# indented)?\r?\n", "", each) for each in (edited, wanted))
    assert edited == wanted


@law
@given(text=files(), changes=CHANGES)
def test_an_edit_is_seldom_refused(text: str, changes: dict[str, object]) -> None:
    """Only where a comment or blank line would slip into the block of text above it, were the key between dropped."""
    assume("  # indented" not in text and not re.search(r"[|>][0-9]?\+|(?m:^ +$)", text))
    frontmatter.edit(parsed(text), changes, HERE)


def untouched(text: str, document: frontmatter.Document, changes: dict[str, object]) -> str:
    """The text without the lines of the changed keys."""
    spans = sorted((field.start, field.end) for name, field in document.fields.items() if name in changes)
    pieces, last = [], 0
    for start, end in spans:
        pieces.append(text[last:start])
        last = end
    return "".join([*pieces, text[last:]])


@law
@given(title=TEXT, items=st.lists(TEXT, max_size=4), name=st.sampled_from(NAMES))
def test_any_text_comes_back_to_us_and_to_others(title: str, items: list[str], name: str) -> None:
    text = frontmatter.compose({name: title, "items": items, "flag": True}, "Body\n---\n")
    document = frontmatter.parse(text, HERE)
    assert document.fields[name].value == title
    assert document.fields["items"].value == items
    assert document.content == "Body\n---\n"
    others = yaml.safe_load(text.split("---\n")[1])
    assert (others[name], others["items"], others["flag"]) == (title, items, True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(text=files(), command=st.sampled_from(["publish", "unpublish"]))
def test_publish_and_unpublish_touch_their_keys_alone(text: str, command: str) -> None:
    own = {"draft", "date", "published"}
    source = parsed(text)
    words = {name: "x" for name in ("title",) if not isinstance(source.fields.get(name, None), Field)}
    head = frontmatter.format_fields({**words, "date": frontmatter.Verbatim("2026-01-01")}, source.newline)
    assume(not own & set(source.fields) and "tags" not in source.fields)
    assume("title" not in source.fields or isinstance(source.fields["title"].value, str))
    assume("title" not in source.fields or bool(str(source.fields["title"].value).strip()))
    draft = f"draft: true{source.newline}" if command == "publish" else ""
    text = text[: source.close] + head + draft + text[source.close :] + "Words."
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.write({"blog.toml": BLOG_TOML, "posts/p/it.md": text})
        site.ok(command, "p")
        edited = site.read("posts/p/it.md")
    before, after = frontmatter.parse(text, HERE), frontmatter.parse(edited, HERE)
    changed = dict.fromkeys(own)
    assert untouched(edited, after, changed) == untouched(text, before, changed)
    assert ("draft" in after.fields) is (command == "unpublish")


# What may stand in a reader's url beside its host: any letter, and the signs RFC 3986 lets stand there.
PATHS = st.text(st.characters(categories=["L", "Nd"]) | st.sampled_from("/-._~!$&'()*+,;=:@%?#"), max_size=60)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(author=TEXT, body=TEXT, language=st.sampled_from(["it", "no", "pt-BR"]), path=st.none() | PATHS)
def test_a_comment_of_any_words_comes_back_as_it_was(author: str, body: str, language: str, path: str | None) -> None:
    assume(author.split() and body.strip())
    url = "" if path is None else f"https://lia.example/{path}"
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.write({"blog.toml": BLOG_TOML, "posts/p/it.md": ITALIAN})
        said = [f"--author={author}", "--language", language, "--body-file", "-", *([f"--url={url}"] if url else [])]
        site.ok("comment", "add", "p", *said, stdin=body)
        files, misplaced = comment_files(site.root, site.root / "comments/p")
        found, problems, _ = read_comments("p", files, load_config(site.root), LanguageTag("it"))
        listed = site.ok("comment", "list").lines
    assert misplaced + problems == []
    assert [(comment.author, comment.text, comment.language, comment.url) for comment in found] == [
        (" ".join(author.split()), body, language, url)
    ]
    assert len(listed) == 1
    assert listed[0].split("\t")[5] == on_one_line(author)
