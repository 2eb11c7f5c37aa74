"""Where texts lead within the blog's own files: to a post by its id (`post:a-walk#lake`), or by the way to it.

`../a-walk/`, `../../2025/a-walk/it.md` and `it.md` are ways that editors and forges follow as well. A target is such a
link in one spelling, without query and fragment: `post:<id>`, or the path from the blog, case-folded.
"""

from __future__ import annotations

import posixpath
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from blogcli.drift.parts import IMAGE, leads, parts_of
from blogcli.model import Pointer
from blogcli.names import POST, POSTS, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogcli.content.posts import Source

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")

_PATH = re.compile(r"[^?#]*")
_ENCODED = re.compile(r"&(?:#|colon|period|sol)|\\[.:/]")  # what may be a part of a target, written otherwise
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")  # CommonMark 0.31, section 2.4


def divided(link: str) -> tuple[str, str]:
    """A link's path, and its query and fragment with their marks."""
    path = _PATH.match(link)
    assert path
    return path[0], link[path.end() :]


def target_of(link: str, folder: str) -> str:
    """The target of a link in a text of the post in `folder`; "" for a link that leads elsewhere.

    A file beside the text is no target, but for a version.
    """
    path = unquote(divided(link)[0])
    if path.startswith(POST):
        return POST + fold(path.removeprefix(POST))
    if not path or path.startswith("/") or SCHEME.match(path) or "\0" in path:
        return ""
    there = posixpath.normpath(f"{folder}/{path}")
    beside = there.startswith(f"{folder}/") and not there.lower().endswith(".md")
    return fold(there) if there.startswith(f"{POSTS}/") and not beside else ""


def targets_in(text: str, folder: str, *, raw_html: bool = True) -> Iterator[tuple[str, int, bool]]:
    """The targets of the links and images in a text, the line of each, from 1, and whether it is an image or the like.

    With `raw_html=False`, HTML in the text is the text it is.
    """
    # Most texts have none, and are not gone through.
    if not (POST in text or "../" in text or ".md" in text or _ENCODED.search(text)):
        return
    if "<" in text or "]:" in text:  # HTML, and definitions that nothing uses, are read by what shows them
        from blogcli.markup.html_addresses import Use
        from blogcli.markup.link_lines import written_in

        def wanted(address: str) -> bool:
            return bool(target_of(address.strip(), folder))

        for use, address, line in written_in(text, wanted, raw_html=raw_html):
            if use is not Use.REQUEST:
                yield target_of(address.strip(), folder), line, use is not Use.LINK
        return
    for part in parts_of(text):
        if leads(part) and (target := target_of(as_meant(part.name), folder)):
            yield target, part.line, part.kind == IMAGE


def as_meant(written: str) -> str:
    """A link without the marks that Markdown and HTML have it written with."""
    return unescape(_ESCAPE.sub(r"\1", written.removeprefix("<").removesuffix(">"))).strip()


def pointers_of(sources: Iterable[Source], folder: str, original: Source) -> tuple[Pointer, ...]:
    """Where the versions of the post in `folder` lead."""
    trusted = original.keys.get("trusted", True)
    return tuple(
        Pointer(source.language, target, source.document.text.count("\n", 0, source.document.body) + line, embedded)
        for source in sources
        for target, line, embedded in targets_in(
            source.document.content, folder, raw_html=source.keys.get("trusted", trusted)
        )
    )
