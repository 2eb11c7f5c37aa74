"""The HTML of Markdown's tokens that authors' and readers' texts have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mistune
from mistune.util import escape as escape_text

from blogcli.markup import footnotes
from blogcli.markup.schemes import has_scheme_of, is_program

if TYPE_CHECKING:
    from collections.abc import Set


class HTMLRenderer(mistune.HTMLRenderer):
    """mistune's renderer, with what GFM adds to CommonMark, footnotes, and HTML that is ready.

    A link's or an image's address has one of the `schemes` or none; without them, any that is no program. Of one that
    has another the words are left.
    """

    def __init__(self, *, escape: bool = True, schemes: Set[str] | None = None) -> None:
        super().__init__(escape)
        self.schemes = schemes

    def ready(self, html: str) -> str:
        """HTML as it is."""
        return html

    def accepts(self, url: str) -> bool:
        """Whether an address may be linked to."""
        return not is_program(url) if self.schemes is None else has_scheme_of(url, self.schemes)

    def sanitize_url(self, url: str) -> str:
        return url

    def link(self, text: str, url: str, title: str | None = None) -> str:
        return super().link(text, url, title) if self.accepts(url) else text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return super().image(text, url, title) if self.accepts(url) else text

    def block_code(self, code: str, info: str | None = None) -> str:
        language = escape_text((info or " ").split(maxsplit=1)[0]) if info and info.strip() else ""
        named = f' class="language-{language}"' if language else ""
        return f"<pre><code{named}>{escape_text(code)}</code></pre>\n"

    def strikethrough(self, text: str) -> str:
        return f"<del>{text}</del>"

    def task_text(self, text: str, checked: bool) -> str:
        """The first text of a list's item that is a task; the label names the box to those who can't see it."""
        return f'<label><input type="checkbox" disabled{" checked" if checked else ""}> {text}</label>'

    def task_paragraph(self, text: str, checked: bool) -> str:
        return self.paragraph(self.task_text(text, checked))

    def footnote_ref(self, index: int, time: int) -> str:
        return footnotes.render_citation(index, time)

    def footnote_item(self, text: str, index: int, cited: int) -> str:
        return footnotes.render_note(text, index, cited)

    def footnotes(self, text: str) -> str:
        return f'<div class="footnotes">\n<ol>\n{text}</ol>\n</div>\n'

    def table(self, text: str) -> str:
        return f"<table>\n{text}</table>\n"

    def table_head(self, text: str) -> str:
        return f"<thead>\n<tr>\n{text}</tr>\n</thead>\n"

    def table_body(self, text: str) -> str:
        return f"<tbody>\n{text}</tbody>\n"

    def table_row(self, text: str) -> str:
        return f"<tr>\n{text}</tr>\n"

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        tag = "th" if head else "td"
        style = f' style="text-align:{align}"' if align else ""
        return f"  <{tag}{style}>{text}</{tag}>\n"
